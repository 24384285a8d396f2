"""Issues, who raised them, who has them. The issue is the whole: its version covers all of it."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Index,
    UniqueConstraint,
    and_,
    false,
    or_,
    text,
)
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from dialogue_app.domain.vocabulary import (
    AssignmentRole,
    AssignmentState,
    AuthorityLevel,
    DueBasis,
    IssueKind,
    IssueState,
    Medium,
    Moment,
    Outcome,
    RaiserKind,
    Relation,
    SendingKind,
    WithdrawalCause,
)
from dialogue_app.storage.models.base import DERIVED, PUBLIC, Base, Identified, Reach, TakenAlong
from dialogue_app.storage.models.kinds import Text

if TYPE_CHECKING:
    from dialogue_app.domain.fields.issues import IssueDraft


class Raiser(Base, TakenAlong):
    """Who raised an issue. Without `enterprise_id` the name stays as it was written."""

    __tablename__ = "raiser"
    __root__ = ("issue", "issue_id")
    __table_args__ = (
        # whom to call, by whom they are, with all that is counted of them
        Index("ix_raiser_to_call", "enterprise_id", "written_name", "issue_id", "to_tell",
              "to_ask", sqlite_where=text("to_tell = 1 OR to_ask = 1")),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    issue_id: Mapped[int] = mapped_column(ForeignKey("issue.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    kind: Mapped[RaiserKind]
    enterprise_id: Mapped[int | None] = mapped_column(ForeignKey("enterprise.id"), index=True)
    written_name: Mapped[str] = mapped_column(default="")
    speaker: Mapped[str] = mapped_column(default="")
    members_count: Mapped[int | None]  # an association speaks for so many members
    others_count: Mapped[int | None]  # "và 03 hộ cùng tuyến đường"
    others_text: Mapped[str] = mapped_column(default="")
    # they were not told yet where it went or what was answered; not asked what they think of it
    to_tell: Mapped[bool] = mapped_column(default=False, server_default=false(), info=DERIVED)
    to_ask: Mapped[bool] = mapped_column(default=False, server_default=false(), info=DERIVED)


class Assignment(Base, TakenAlong):
    """An issue assigned to a body, or proposed for it; with the first and the current due date."""

    __tablename__ = "assignment"
    __root__ = ("issue", "issue_id")
    __table_args__ = (
        # with what is counted of each body: what it has, and what was in time
        Index("ix_assignment_body_state", "body_id", "state", "relation", "ends_on",
              "first_ends_on", "ended_on", "given_on"),
        Index("ix_assignment_state_due", "state", "due_on"),
        # who owes answers, and all that says whether it is time to remind them
        Index("ix_assignment_owed", "relation", "body_id", "ends_on", "reminded_on", "owed_since",
              "issue_id", sqlite_where=text("owed_since IS NOT NULL")),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    issue_id: Mapped[int] = mapped_column(ForeignKey("issue.id"), index=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    role: Mapped[AssignmentRole] = mapped_column(default=AssignmentRole.LEAD)
    state: Mapped[AssignmentState] = mapped_column(default=AssignmentState.PROPOSED)
    relation: Mapped[Relation]  # to us when it was given: the verb on old papers does not change
    round: Mapped[int] = mapped_column(default=0)
    person: Mapped[str] = mapped_column(default="")
    given_on: Mapped[date | None]
    original_due_on: Mapped[date | None]
    due_on: Mapped[date | None]
    due_basis: Mapped[DueBasis | None]
    due_days: Mapped[int | None]
    due_revision: Mapped[int | None]  # of the calendar by which the days were counted
    due_text: Mapped[str] = mapped_column(default="")  # "trong tháng 10", as written
    # the days after which the present limit and the first one are missed
    ends_on: Mapped[date | None] = mapped_column(info=DERIVED)
    first_ends_on: Mapped[date | None] = mapped_column(info=DERIVED)
    # since when its body has had what it still owes an answer to, and was last reminded of it
    owed_since: Mapped[date | None] = mapped_column(info=DERIVED)
    reminded_on: Mapped[date | None] = mapped_column(info=DERIVED)
    # by what, when it really went out to a body that is not ours; nothing runs before
    sent_on: Mapped[date | None]
    sent_kind: Mapped[SendingKind | None]
    sent_number: Mapped[str] = mapped_column(default="")
    ended_on: Mapped[date | None]
    ended_because: Mapped[WithdrawalCause | None]  # known without typing
    ended_reason: Mapped[str] = mapped_column(default="")

    @classmethod
    def awaits_answer(cls) -> ColumnElement[bool]:
        """Beside its issue: in the round that runs a body has it; one not ours was sent it."""
        return and_(
            cls.issue_id == Issue.id,
            cls.round == Issue.round,
            cls.state == AssignmentState.GIVEN,
            or_(cls.relation == Relation.OWN, cls.sent_on.is_not(None)),
        )


class Escalation(Base, TakenAlong):
    """An issue sent up: to whom, by which paper, when, what came back."""

    __tablename__ = "escalation"
    __root__ = ("issue", "issue_id")

    id: Mapped[int] = mapped_column(primary_key=True)
    issue_id: Mapped[int] = mapped_column(ForeignKey("issue.id"), index=True)
    body_id: Mapped[int | None] = mapped_column(ForeignKey("body.id"))
    addressee: Mapped[str] = mapped_column(default="")  # a ministry is typed
    paper: Mapped[str] = mapped_column(default="")
    sent_on: Mapped[date]
    came_back_on: Mapped[date | None]
    withdrawn_on: Mapped[date | None]  # it turned out to be a complaint: no answer is awaited
    answer_id: Mapped[int | None] = mapped_column(ForeignKey("answer.id"))
    round: Mapped[int] = mapped_column(default=0)

    @classmethod
    def awaits_answer(cls) -> ColumnElement[bool]:
        """Beside its issue: of the round that runs, with no answer yet."""
        return and_(
            cls.issue_id == Issue.id,
            cls.round == Issue.round,
            cls.came_back_on.is_(None),
            cls.withdrawn_on.is_(None),
        )


class Issue(Base, Identified):
    """An issue (kiến nghị). Columns under "derived" are written by `storage.derived` alone.

    `round` counts reopenings: answers and assignments of earlier rounds are history.
    `sheet_ordinal` is the STT of the workbook it came from, part of its identity for imports.
    """

    __tablename__ = "issue"
    __root__ = ("issue", "id")
    __table_args__ = (
        UniqueConstraint("year", "number"),
        Index("ix_issue_session_text", "session_id", "text_digest"),
        # with what is counted of each session
        Index("ix_issue_session_state", "session_id", "state", "next_due_own", "next_ends_on",
              "complaint"),
        Index("ix_issue_session_done", "session_id", "done_on"),
        # one for each order of the list, and one from which the views are counted
        Index("ix_issue_state_rank", "state_rank", "year", "number"),
        Index("ix_issue_next_ends", "next_ends_on", "id"),
        Index("ix_issue_raisers_sort", "raisers_sort", "id"),
        Index("ix_issue_lead_body_sort", "lead_body_sort", "id"),
        Index("ix_issue_late", "next_due_own", "next_ends_on"),
        Index("ix_issue_lead_sent", "lead_sent_on", "id"),
        Index("ix_issue_to_give", "to_give", "year", "number"),
        Index("ix_issue_to_send", "to_send", "year", "number"),
        Index("ix_issue_views", "state_rank", "next_due_own", "next_ends_on", "to_give", "to_send"),
        Index("ix_issue_topic", "topic_id", "id"),
        Index("ix_issue_waits_since", "waits_since", "id"),
        Index("ix_issue_to_tell", "to_tell", "year", "number"),
        Index("ix_issue_to_ask", "to_ask", "year", "number"),
        Index("ix_issue_elsewhere", "also_elsewhere", "number_elsewhere", "year", "number"),
    )  # fmt: skip

    year: Mapped[int]
    number: Mapped[int]  # printed as KN-2026-0015
    session_id: Mapped[int | None] = mapped_column(ForeignKey("session.id"))
    venue_id: Mapped[int | None] = mapped_column(ForeignKey("venue.id"))
    kind: Mapped[IssueKind] = mapped_column(default=IssueKind.REQUEST)
    moment: Mapped[Moment] = mapped_column(default=Moment.UNKNOWN)
    medium: Mapped[Medium] = mapped_column(default=Medium.UNKNOWN)
    received_on: Mapped[date]
    text: Mapped[str]
    text_digest: Mapped[str] = mapped_column(info=DERIVED)  # of the folded text, for imports
    topic_id: Mapped[int | None] = mapped_column(ForeignKey("topic.id"))
    authority: Mapped[AuthorityLevel] = mapped_column(default=AuthorityLevel.UNKNOWN)
    withhold_name: Mapped[bool] = mapped_column(default=False)
    name_when_transferring: Mapped[bool] = mapped_column(default=False)
    unsigned: Mapped[bool] = mapped_column(default=False)
    complaint: Mapped[bool] = mapped_column(default=False)
    # it must stand in the city's system (1022, PAKN), too; its number there
    also_elsewhere: Mapped[bool] = mapped_column(default=False, server_default=false())
    number_elsewhere: Mapped[str] = mapped_column(default="")
    promised_on: Mapped[date | None]  # the enterprise's clock
    note: Mapped[str] = mapped_column(default="")
    sheet_ordinal: Mapped[int | None]
    edited_fields: Mapped[str] = mapped_column(default="", info=PUBLIC)

    round: Mapped[int] = mapped_column(default=0)
    outcome: Mapped[Outcome | None]
    outcome_on: Mapped[date | None]
    outcome_note: Mapped[str] = mapped_column(default="")
    duplicate_of_id: Mapped[int | None] = mapped_column(ForeignKey("issue.id"), index=True)
    # those of one group say the same, and are answered together; each keeps its raisers
    group_uid: Mapped[str | None] = mapped_column(Text(32), index=True, info=PUBLIC)

    # derived
    state: Mapped[IssueState] = mapped_column(default=IssueState.RECEIVED, info=DERIVED)
    # the place of the state in an issue's life
    state_rank: Mapped[int] = mapped_column(default=0, info=DERIVED)
    # a body is proposed, or none known yet
    to_give: Mapped[bool] = mapped_column(default=True, info=DERIVED)
    # a body that is not ours was given it and nothing went out to it yet
    to_send: Mapped[bool] = mapped_column(default=False, info=DERIVED)
    lead_body_id: Mapped[int | None] = mapped_column(ForeignKey("body.id"), info=DERIVED)
    lead_body_sort: Mapped[str] = mapped_column(default="", info=DERIVED)
    lead_relation: Mapped[Relation | None] = mapped_column(info=DERIVED)
    lead_given_on: Mapped[date | None] = mapped_column(info=DERIVED)
    lead_sent_on: Mapped[date | None] = mapped_column(info=DERIVED)
    next_due_on: Mapped[date | None] = mapped_column(info=DERIVED)
    # the day after which that limit is missed; none while its clock stands
    next_ends_on: Mapped[date | None] = mapped_column(info=DERIVED)
    due_soon_on: Mapped[date | None] = mapped_column(info=DERIVED)  # from then on it is due soon
    # a unit of ours must keep it
    next_due_own: Mapped[bool] = mapped_column(default=False, info=DERIVED)
    # since when it is answered or ended; none while it is open
    done_on: Mapped[date | None] = mapped_column(info=DERIVED)
    # since when a body that is not ours, or a higher level, has owed an answer
    waits_since: Mapped[date | None] = mapped_column(info=DERIVED)
    # somebody who raised it was not told yet where it went or what was answered
    to_tell: Mapped[bool] = mapped_column(default=False, server_default=false(), info=DERIVED)
    # somebody who raised it was not asked yet what they think of the answer
    to_ask: Mapped[bool] = mapped_column(default=False, server_default=false(), info=DERIVED)
    raisers_text: Mapped[str] = mapped_column(default="", info=DERIVED)
    raisers_sort: Mapped[str] = mapped_column(default="", info=DERIVED)

    raisers: Mapped[list[Raiser]] = relationship(
        order_by=Raiser.position, cascade="all, delete-orphan"
    )
    assignments: Mapped[list[Assignment]] = relationship(order_by=Assignment.id)
    escalations: Mapped[list[Escalation]] = relationship(order_by=Escalation.id)

    @classmethod
    def draft(cls) -> "type[IssueDraft]":
        """What is typed of it."""
        from dialogue_app.domain.fields.issues import IssueDraft

        return IssueDraft

    def shadow(self) -> None:
        """What follows from its text."""
        from dialogue_app.domain.fields.facts import shadow
        from dialogue_app.domain.fields.issues import issue_shadows

        shadow(self, issue_shadows(self.text))

    @classmethod
    def derive(cls, session: Session, ids: Sequence[int]) -> None:
        """State, lead body, next date and raisers, from what happened."""
        from dialogue_app.storage import derived  # which knows this model

        derived.recompute(session, ids)


class RaiserMember(Base):
    """A named member an association speaks for."""

    __tablename__ = "raiser_member"
    __root__ = ("raiser", "raiser_id")
    __known_by__ = ("raiser_id", "enterprise_id")
    __part_of__ = (Reach("issue", "raiser", "issue_id", "id"),)
    __table_args__ = (UniqueConstraint("raiser_id", "enterprise_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    raiser_id: Mapped[int] = mapped_column(ForeignKey("raiser.id"))
    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"), index=True)
