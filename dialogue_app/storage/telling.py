"""What stands open towards others: raisers not told or asked yet, and answers that others owe.

Beside its issue each condition says it of one raiser, so that it serves the columns of an issue,
the list of whom to tell and the act that notes that somebody was told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import ColumnElement, ScalarSelect, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from dialogue_app.domain.life import JUDGED, OWED_NOTHING
from dialogue_app.domain.vocabulary import (
    AnswerKind,
    AssignmentRole,
    AssignmentState,
    ContactPurpose,
    IssueState,
    Moment,
    Outcome,
    Relation,
    VerdictLevel,
)
from dialogue_app.storage.bulk import Change, Statement, is_asked, rows_of
from dialogue_app.storage.models.contacts import Contact
from dialogue_app.storage.models.enterprises import Enterprise
from dialogue_app.storage.models.issue_course import Answer, AnswerIssue, Verdict
from dialogue_app.storage.models.issues import Assignment, Escalation, Issue, Raiser

if TYPE_CHECKING:
    from dialogue_app.storage.assigned import AssignmentFacts

Condition = ColumnElement[bool]


def _not_told(*of: Condition) -> Condition:
    said = exists().where(Contact.raiser_id == Raiser.id, *of)
    return ~said.correlate_except(Contact)


_HAS_RAISER = and_(Raiser.issue_id == Issue.id, Issue.complaint.is_(False))
# It went to a lead body: given to a unit of ours, or really sent to another.
UNTOLD_ASSIGNMENT = and_(
    _HAS_RAISER,
    Issue.outcome.is_(None),
    Assignment.awaits_answer(),
    Assignment.role == AssignmentRole.LEAD,
    _not_told(Contact.assignment_id == Assignment.id),
)
UNTOLD_ESCALATION = and_(
    _HAS_RAISER,
    Issue.outcome.is_(None),
    Escalation.awaits_answer(),
    _not_told(Contact.escalation_id == Escalation.id),
)
# Who raised it at the meeting heard what was answered there.
UNTOLD_ANSWER = and_(
    _HAS_RAISER,
    or_(Issue.outcome.is_(None), Issue.outcome != Outcome.WITHDRAWN),
    AnswerIssue.issue_id == Issue.id,
    AnswerIssue.round == Issue.round,
    Answer.id == AnswerIssue.answer_id,
    or_(Answer.kind != AnswerKind.AT_MEETING, Issue.moment != Moment.AT_MEETING),
    _not_told(Contact.answer_id == Answer.id),
)
# A complaint or denunciation goes its own way: its raiser is guided there, and told no more.
UNGUIDED = and_(
    Raiser.issue_id == Issue.id,
    Issue.complaint.is_(True),
    or_(Issue.outcome.is_(None), Issue.outcome != Outcome.WITHDRAWN),
    _not_told(Contact.purpose == ContactPurpose.GUIDED),
)
# Who could not be reached is still to be asked.
UNASKED = and_(
    _HAS_RAISER,
    ~exists()
    .where(
        Verdict.raiser_id == Raiser.id,
        Verdict.round == Issue.round,
        Verdict.level != VerdictLevel.NOT_REACHED,
    )
    .correlate_except(Verdict),  # else the round of any issue would do, two queries deep
)


# Contacts that ask whoever owes an answer for it.
REMINDERS = (ContactPurpose.REMIND, ContactPurpose.URGE, ContactPurpose.ASK)


def last_reminded(of: Condition) -> ScalarSelect[Any]:
    """When whoever owes it was last reminded of it."""
    on = select(func.max(Contact.contacted_on)).where(of, Contact.purpose.in_(REMINDERS))
    return on.scalar_subquery()


_UNTOLD = (UNTOLD_ASSIGNMENT, UNTOLD_ESCALATION, UNTOLD_ANSWER)
OF_RAISER = ("to_tell", "to_ask")  # what is stored of a raiser and follows from the rest


class RaiserRow(NamedTuple):
    """A raiser by its name, and whether it has something to hear and said nothing of an answer."""

    id: int
    name: str
    untold: bool
    unasked: bool
    to_tell: bool  # as it is stored
    to_ask: bool

    def change(self, issue_id: int, *, is_judged: bool) -> Change:
        """What is stored of it, and what should be, by `OF_RAISER`."""
        values = self.untold, self.unasked and is_judged
        return Change(self.id, issue_id, values, (self.to_tell, self.to_ask))


def _is_there(what: Condition) -> Condition:
    """Whether there is any of it, beside a raiser and its issue."""
    return exists().where(what).correlate(Issue, Raiser)


def raisers_of(session: Session, ids: Sequence[int]) -> defaultdict[int, list[RaiserRow]]:
    """The raisers of each issue in their order, called as the register calls them today."""
    found: defaultdict[int, list[RaiserRow]] = defaultdict(list)
    for issue_id, *values in _raiser_rows(session, ids):
        found[issue_id].append(RaiserRow._make(values))
    return found


@rows_of
def _raiser_rows() -> Statement:
    untold = or_(*map(_is_there, _UNTOLD), UNGUIDED)
    return (
        select(
            Raiser.issue_id, Raiser.id,
            func.coalesce(Enterprise.name, Raiser.written_name).label("name"),
            untold.label("untold"), UNASKED.label("unasked"), Raiser.to_tell, Raiser.to_ask,
        )
        .join(Issue, Issue.id == Raiser.issue_id)
        .outerjoin(Enterprise, Enterprise.id == Raiser.enterprise_id)
        .where(is_asked(Raiser.issue_id))
        .order_by(Raiser.issue_id, Raiser.position, Raiser.id)
    )  # fmt: skip


def sent_up_on() -> ScalarSelect[Any]:
    """Since when an answer from above is awaited."""
    since = select(func.min(Escalation.sent_on)).where(Escalation.awaits_answer())
    return since.scalar_subquery()


def is_judged(state: IssueState, outcome: Outcome | None, *, is_answered: bool) -> bool:
    """Whether raisers are asked what they think of an answer."""
    return is_answered and state in JUDGED and outcome is not Outcome.WITHDRAWN


def waits_since(
    current: Iterable[AssignmentFacts], state: IssueState, sent_up: date | None
) -> date | None:
    """Since when others owe an answer."""
    if state in OWED_NOTHING:
        return None
    sent = [
        one.sent_on
        for one in current
        if one.state is AssignmentState.GIVEN and one.relation is not Relation.OWN
    ]
    return min(filter(None, [*sent, sent_up]), default=None)
