"""The calendar of working days: dated exceptions, in revisions that are only ever added to."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from dialogue_app.domain.calendar import DayKind
from dialogue_app.storage.models.base import DERIVED, PUBLIC, Base


class CalendarDayRevision(Base):
    """What a day is from one revision of the calendar on; a usual kind takes an exception back."""

    __tablename__ = "calendar_day"
    __root__ = ("calendar_day", "id")
    __known_by__ = ("day", "revision")
    __table_args__ = (UniqueConstraint("day", "revision"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    revision: Mapped[int]
    day: Mapped[date]
    kind: Mapped[DayKind]
    name: Mapped[str] = mapped_column(default="", info=PUBLIC)
    source: Mapped[str] = mapped_column(default="", info=PUBLIC)
    is_estimate: Mapped[bool] = mapped_column(default=False)  # until somebody confirms it

    @classmethod
    def derive(cls, session: Session, ids: Sequence[int]) -> None:
        """The numbers of working days, and when limits end."""
        from dialogue_app.storage import derived, limits, working_days  # which know this model

        limits.forget_counted(session)
        days = session.scalars(select(cls.day).where(cls.id.in_(ids))).all()
        derived.recompute_limits(session, working_days.follow(session, days))

    @classmethod
    def is_latest(cls, revision: int | None = None) -> ColumnElement[bool]:
        """That no later row speaks of the day, up to that revision."""
        later = aliased(cls)
        known = select(func.max(later.revision)).where(later.day == cls.day)
        if revision is not None:
            known = known.where(later.revision <= revision)
        return cls.revision == known.scalar_subquery()


class WorkingDay(Base):
    """A day by its julian number, and how many working days there are up to it.

    It follows from the calendar; `storage.working_days` alone writes it.
    """

    __tablename__ = "working_day"
    __root__ = ("working_day", "id")
    __stays__ = True

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(info=DERIVED)
