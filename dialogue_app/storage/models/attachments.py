"""Files that belong to issues."""

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dialogue_app.storage.models.base import PUBLIC, Base
from dialogue_app.storage.models.kinds import Text


class Attachment(Base):
    """A file that belongs to an issue; its content is kept by `storage.files` under its SHA-256."""

    __tablename__ = "attachment"
    __root__ = ("issue", "issue_id")
    __known_by__ = ("issue_id", "sha256")
    __table_args__ = (UniqueConstraint("issue_id", "sha256"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    issue_id: Mapped[int] = mapped_column(ForeignKey("issue.id"))
    name: Mapped[str]  # as it came
    sha256: Mapped[str] = mapped_column(Text(64), info=PUBLIC)
    size: Mapped[int]
    media_type: Mapped[str] = mapped_column(info=PUBLIC)
    added_on: Mapped[date]
