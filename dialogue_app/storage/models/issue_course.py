"""What happens to an issue in its course: answered, judged, waiting, extended, reopened."""

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import (
    ForeignKey,
    Index,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dialogue_app.domain.vocabulary import (
    AnswerKind,
    Outcome,
    VerdictLevel,
)
from dialogue_app.storage.models.base import Base, Identified, Reach, TakenAlong
from dialogue_app.storage.models.people import NamesPerson

if TYPE_CHECKING:
    pass


class Answer(NamesPerson, Base, Identified):
    """An answer; one may serve several issues. Without a person the body answers."""

    __tablename__ = "answer"
    __root__ = ("answer", "id")
    __part_of__ = (Reach("issue", "answer_issue", "issue_id", "answer_id"),)

    kind: Mapped[AnswerKind]
    session_id: Mapped[int | None] = mapped_column(ForeignKey("session.id"), index=True)
    body_id: Mapped[int | None] = mapped_column(ForeignKey("body.id"), index=True)
    text: Mapped[str]
    answered_on: Mapped[date]
    letter_number: Mapped[str] = mapped_column(default="")
    letter_date: Mapped[date | None]
    settles: Mapped[bool] = mapped_column(default=True)  # False: answered, not yet settled
    also_in_writing: Mapped[bool] = mapped_column(default=False)  # còn trả lời bằng văn bản


class AnswerIssue(Base):
    """An answer serves an issue."""

    __tablename__ = "answer_issue"
    __root__ = ("issue", "issue_id")
    __known_by__ = ("answer_id", "issue_id")
    __table_args__ = (UniqueConstraint("answer_id", "issue_id"), Index(None, "issue_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    answer_id: Mapped[int] = mapped_column(ForeignKey("answer.id"))
    issue_id: Mapped[int] = mapped_column(ForeignKey("issue.id"))
    assignment_id: Mapped[int | None] = mapped_column(ForeignKey("assignment.id"))
    round: Mapped[int] = mapped_column(default=0)
    # answered to the one it is followed with, and so to it only since that was so
    of_original: Mapped[bool] = mapped_column(default=False, server_default=false())

    answer: Mapped[Answer] = relationship()


class Verdict(Base, TakenAlong):
    """What a raiser thought of the answer, each time they were asked."""

    __tablename__ = "verdict"
    __root__ = ("issue", "issue_id")

    id: Mapped[int] = mapped_column(primary_key=True)
    issue_id: Mapped[int] = mapped_column(ForeignKey("issue.id"), index=True)
    raiser_id: Mapped[int] = mapped_column(ForeignKey("raiser.id"), index=True)
    level: Mapped[VerdictLevel]
    given_on: Mapped[date]
    round: Mapped[int] = mapped_column(default=0)
    note: Mapped[str] = mapped_column(default="")


class Waiting(Base, TakenAlong):
    """A time in which the enterprise had to bring something first; open while `until` is empty."""

    __tablename__ = "waiting"
    __root__ = ("issue", "issue_id")

    id: Mapped[int] = mapped_column(primary_key=True)
    issue_id: Mapped[int] = mapped_column(ForeignKey("issue.id"), index=True)
    since: Mapped[date]
    until: Mapped[date | None]
    what: Mapped[str]
    stops_clock: Mapped[bool] = mapped_column(default=False)  # of the bodies that have the issue


class Extension(Base, TakenAlong):
    """A time limit extended: from which date to which, why, and who allowed it; only added to.

    `promised_on` is the date promised to the enterprise where it moved too, and `promised_was` that
    of before.
    """

    __tablename__ = "extension"
    __root__ = ("issue", "issue_id")

    id: Mapped[int] = mapped_column(primary_key=True)
    issue_id: Mapped[int] = mapped_column(ForeignKey("issue.id"), index=True)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id"), index=True)
    extended_on: Mapped[date]  # the day it was allowed
    due_was: Mapped[date]
    due_on: Mapped[date]
    reason: Mapped[str]
    allowed_by: Mapped[str] = mapped_column(default="")
    paper: Mapped[str] = mapped_column(default="")
    promised_was: Mapped[date | None]
    promised_on: Mapped[date | None]


class Reopening(Base, TakenAlong):
    """An issue reconsidered: why, and how the round before had ended."""

    __tablename__ = "reopening"
    __root__ = ("issue", "issue_id")

    id: Mapped[int] = mapped_column(primary_key=True)
    issue_id: Mapped[int] = mapped_column(ForeignKey("issue.id"), index=True)
    round: Mapped[int]  # the one before
    reopened_on: Mapped[date]
    done_on: Mapped[date | None]  # since when it had been answered or ended
    reason: Mapped[str]
    outcome: Mapped[Outcome | None]
    outcome_on: Mapped[date | None]
    outcome_note: Mapped[str] = mapped_column(default="")
    duplicate_of_id: Mapped[int | None] = mapped_column(ForeignKey("issue.id"))
