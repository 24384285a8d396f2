"""Dialogue sessions: the meeting, who was there and what the chair directed."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dialogue_app.domain.series import Duty, Rhythm, SeriesBasis
from dialogue_app.domain.vocabulary import AgendaKind, ParticipantRole
from dialogue_app.i18n.formats import local
from dialogue_app.storage.models.base import DERIVED, Base, Identified, Reach, TakenAlong
from dialogue_app.storage.models.kinds import Text
from dialogue_app.storage.models.people import NamesPerson

if TYPE_CHECKING:
    from dialogue_app.domain.fields.series import SeriesDraft
    from dialogue_app.domain.fields.sessions import SessionDraft


class Series(Base, Identified):
    """A series of sessions (kế hoạch định kỳ): what is open goes from each to the next.

    The days are counted from a session; None where nothing is to be done.
    """

    __tablename__ = "series"
    __root__ = ("series", "id")
    __shown_in__ = (Reach("session", "session", "id", "series_id"),)

    name: Mapped[str]
    name_folded: Mapped[str] = mapped_column(unique=True, info=DERIVED)
    rhythm: Mapped[Rhythm]
    basis: Mapped[SeriesBasis]
    basis_text: Mapped[str] = mapped_column(default="")
    last_day: Mapped[date | None]
    notice_days: Mapped[int | None]
    minutes_days: Mapped[int | None]
    conclusions_days: Mapped[int | None]
    letters_days: Mapped[int | None]
    told_days: Mapped[int | None]
    results_days: Mapped[int | None]
    word_days: Mapped[int | None]

    @classmethod
    def draft(cls) -> "type[SeriesDraft]":
        """What is typed of it."""
        from dialogue_app.domain.fields.series import SeriesDraft

        return SeriesDraft

    def shadow(self) -> None:
        """What follows from its name."""
        from dialogue_app.domain.fields.facts import shadow
        from dialogue_app.domain.fields.series import series_shadows

        shadow(self, series_shadows(self.name))


class Statement(NamesPerson, Base, TakenAlong):
    """What somebody said under an item of the agenda."""

    __tablename__ = "statement"
    __root__ = ("agenda_item", "agenda_item_id")
    __part_of__ = (Reach("session", "agenda_item", "session_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agenda_item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    text: Mapped[str]


class AgendaItem(Base):
    """One item of the agenda, under which statements stand."""

    __tablename__ = "agenda_item"
    __root__ = ("session", "session_id")
    __known_by__ = ("session_id", "kind")
    __table_args__ = (UniqueConstraint("session_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("session.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    kind: Mapped[AgendaKind]

    statements: Mapped[list[Statement]] = relationship(
        order_by=Statement.position, cascade="all, delete-orphan"
    )


class Participant(NamesPerson, Base, TakenAlong):
    """A person or group named in the minutes, as the minutes name them."""

    __tablename__ = "participant"
    __root__ = ("session", "session_id")

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("session.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    role: Mapped[ParticipantRole]
    note: Mapped[str] = mapped_column(default="")


class Venue(Base, TakenAlong):
    """A further place from which people take part (điểm cầu)."""

    __tablename__ = "venue"
    __root__ = ("session", "session_id")

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("session.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[str]
    present_count: Mapped[int | None]


class DialogueSession(Base, Identified):
    """One dialogue session (hội nghị đối thoại). Counts are typed until invitations exist."""

    __tablename__ = "session"
    __root__ = ("session", "id")
    __shown_in__ = (Reach("issue", "issue", "id", "session_id", frozenset({"code"})),)
    __table_args__ = (Index("ix_session_series_day", "series_id", "day"),)

    code: Mapped[str] = mapped_column(Text(32), unique=True)  # 2026-K3
    code_folded: Mapped[str] = mapped_column(Text(32), unique=True, info=DERIVED)
    name: Mapped[str]
    planned_on: Mapped[date | None]
    place: Mapped[str] = mapped_column(default="")
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    invited_count: Mapped[int | None]
    present_count: Mapped[int | None]
    walk_in_count: Mapped[int | None]
    series_id: Mapped[int | None] = mapped_column(ForeignKey("series.id"))
    # on which it began, else on which it is planned
    day: Mapped[date | None] = mapped_column(info=DERIVED)
    sample: Mapped[bool] = mapped_column(default=False)  # dữ liệu mẫu

    venues: Mapped[list[Venue]] = relationship(
        order_by=Venue.position, cascade="all, delete-orphan"
    )
    participants: Mapped[list[Participant]] = relationship(
        order_by=Participant.position, cascade="all, delete-orphan"
    )
    agenda: Mapped[list[AgendaItem]] = relationship(
        order_by=AgendaItem.position, cascade="all, delete-orphan"
    )

    @classmethod
    def draft(cls) -> "type[SessionDraft]":
        """What is typed of it."""
        from dialogue_app.domain.fields.sessions import SessionDraft

        return SessionDraft

    def shadow(self) -> None:
        """What follows from its code and its day."""
        from dialogue_app.domain.fields.facts import shadow
        from dialogue_app.domain.fields.sessions import session_shadows

        day = local(self.started_at).date() if self.started_at else self.planned_on
        shadow(self, session_shadows(self.code, day))


class SessionDuty(Base):
    """What was to be done around a session and was: on which day; without one it is not needed."""

    __tablename__ = "session_duty"
    __root__ = ("session", "session_id")
    __known_by__ = ("session_id", "duty")
    __table_args__ = (UniqueConstraint("session_id", "duty"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("session.id"))
    duty: Mapped[Duty]
    done_on: Mapped[date | None]


class Direction(NamesPerson, Base, Identified):
    """Ý kiến chỉ đạo của chủ trì, on 0..n issues, to 0..n bodies."""

    __tablename__ = "direction"
    __root__ = ("direction", "id")
    __part_of__ = (
        Reach("issue", "direction_issue", "issue_id", "direction_id"),
        Reach("session", "direction", "session_id", "id"),
    )

    directed_on: Mapped[date]
    session_id: Mapped[int | None] = mapped_column(ForeignKey("session.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    text: Mapped[str]
    due_on: Mapped[date | None]


class DirectionIssue(Base):
    """A direction concerns an issue."""

    __tablename__ = "direction_issue"
    __root__ = ("issue", "issue_id")
    __known_by__ = ("direction_id", "issue_id")
    __table_args__ = (UniqueConstraint("direction_id", "issue_id"), Index(None, "issue_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    direction_id: Mapped[int] = mapped_column(ForeignKey("direction.id"))
    issue_id: Mapped[int] = mapped_column(ForeignKey("issue.id"))


class DirectionBody(Base):
    """A direction is addressed to a body."""

    __tablename__ = "direction_body"
    __root__ = ("direction", "direction_id")
    __known_by__ = ("direction_id", "body_id")
    __table_args__ = (UniqueConstraint("direction_id", "body_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    direction_id: Mapped[int] = mapped_column(ForeignKey("direction.id"))
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), index=True)
