"""How workbooks of one shape are read, as somebody decided once."""

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dialogue_app.domain.text import fold
from dialogue_app.storage.models.base import DERIVED, PUBLIC, Base, Identified
from dialogue_app.storage.models.kinds import Text


class ImportProfile(Base, Identified):
    """A named profile: headings with their fields, and what was said of their cells, as JSON."""

    __tablename__ = "import_profile"
    __root__ = ("import_profile", "id")
    __stays__ = True
    __table_args__ = (UniqueConstraint("kind", "name_folded"),)

    kind: Mapped[str] = mapped_column(Text(16), info=PUBLIC)  # of the rows
    name: Mapped[str]
    name_folded: Mapped[str] = mapped_column(info=DERIVED)
    content: Mapped[str]

    def shadow(self) -> None:
        """What follows from its name."""
        self.name_folded = fold(self.name)
