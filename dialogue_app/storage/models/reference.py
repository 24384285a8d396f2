"""Reference data that users edit, each row with the label of its source."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from dialogue_app.domain.text import fold
from dialogue_app.domain.vocabulary import SourceLabel, VerdictLevel
from dialogue_app.storage.models.base import DERIVED, PUBLIC, Base, Identified, Reach
from dialogue_app.storage.models.kinds import Text


class Unit(Base):
    """A ward, commune or special zone with its official five-digit code."""

    __tablename__ = "unit"
    __root__ = ("unit", "id")
    __known_by__ = ("code",)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(Text(8), unique=True, info=PUBLIC)
    name: Mapped[str] = mapped_column(info=PUBLIC)
    name_folded: Mapped[str] = mapped_column(info=DERIVED)
    source: Mapped[SourceLabel] = mapped_column(default=SourceLabel.TYPED)

    def shadow(self) -> None:
        """What follows from its name."""
        self.name_folded = fold(self.name)


class LegalType(Base, Identified):
    """Loại hình: công ty TNHH, hộ kinh doanh, hợp tác xã…"""

    __tablename__ = "legal_type"
    __root__ = ("legal_type", "id")

    name: Mapped[str] = mapped_column(unique=True, info=PUBLIC)
    name_folded: Mapped[str] = mapped_column(info=DERIVED)
    household: Mapped[bool] = mapped_column(default=False)  # uses a person's 12-digit code
    active: Mapped[bool] = mapped_column(default=True)
    position: Mapped[int] = mapped_column(default=0)
    source: Mapped[SourceLabel] = mapped_column(default=SourceLabel.TYPED)

    def shadow(self) -> None:
        """What follows from its name."""
        self.name_folded = fold(self.name)


class Topic(Base, Identified):
    """Lĩnh vực, with the body that usually answers it."""

    __tablename__ = "topic"
    __root__ = ("topic", "id")
    __shown_in__ = (Reach("issue", "issue", "id", "topic_id", frozenset({"name"})),)

    name: Mapped[str] = mapped_column(unique=True, info=PUBLIC)
    name_folded: Mapped[str] = mapped_column(info=DERIVED)
    usual_body_id: Mapped[int | None] = mapped_column(ForeignKey("body.id"))
    active: Mapped[bool] = mapped_column(default=True)
    position: Mapped[int] = mapped_column(default=0)
    source: Mapped[SourceLabel] = mapped_column(default=SourceLabel.TYPED)

    def shadow(self) -> None:
        """What follows from its name."""
        self.name_folded = fold(self.name)


class SatisfactionLevel(Base):
    """The official wording of a verdict."""

    __tablename__ = "satisfaction_level"
    __root__ = ("satisfaction_level", "id")
    __known_by__ = ("level",)

    id: Mapped[int] = mapped_column(primary_key=True)
    level: Mapped[VerdictLevel] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(info=PUBLIC)
    rank: Mapped[int | None]  # 1 best to 5 worst; none where the answer cannot be graded
    source: Mapped[SourceLabel] = mapped_column(default=SourceLabel.TYPED)
