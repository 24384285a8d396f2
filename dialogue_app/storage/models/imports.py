"""The workbooks that were imported and not taken back."""

from sqlalchemy.orm import Mapped, mapped_column

from dialogue_app.storage.models.base import PUBLIC, Base


class WorkbookImport(Base):
    """One import. Its id is the number of its entry in the history, given once and for all."""

    __tablename__ = "workbook_import"
    __root__ = ("workbook_import", "id")
    __stays__ = True

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(info=PUBLIC)  # a `TableKind`
    file: Mapped[str]  # its name, without the folder
    added: Mapped[int]
    changed: Mapped[int]
