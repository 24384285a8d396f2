"""What lists and the first page count in SQL, counted here from the bare rows, one after another.

Only the state of an issue and the day it is done are taken as they are stored: a check works those
out anew.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue_app.domain.calendar import Calendar
from dialogue_app.domain.vocabulary import (
    AnswerKind,
    AssignmentRole,
    AssignmentState,
    ContactPurpose,
    IssueState,
    Moment,
    Outcome,
    PromiseState,
    Relation,
    Standing,
    VerdictLevel,
    View,
)
from dialogue_app.services.case import Case
from dialogue_app.storage.models.contacts import Contact
from dialogue_app.storage.models.issue_course import Answer, AnswerIssue, Verdict, Waiting
from dialogue_app.storage.models.issues import Assignment, Escalation, Issue, Raiser
from dialogue_app.storage.models.promises import Promise

GIVEN, PROPOSED = AssignmentState.GIVEN, AssignmentState.PROPOSED
_DONE = (IssueState.ANSWERED, IssueState.CLOSED)
_WITH_OTHERS = (IssueState.TRANSFERRED, IssueState.SENT_UP, IssueState.WAITING)
_OWED_NOTHING = (*_DONE, IssueState.PROMISED, IssueState.WAITING)


@dataclass
class Whole:
    """An issue with the rows of its round, and all that was said to its raisers."""

    issue: Issue
    raisers: list[Raiser]
    assignments: list[Assignment]
    waitings: list[Waiting]
    escalations: list[Escalation]  # not back yet
    answers: list[Answer]
    promises: list[Promise]  # open
    verdicts: list[Verdict]
    contacts: list[Contact]

    @property
    def state(self) -> IssueState:
        return self.issue.state

    @property
    def is_open(self) -> bool:
        return self.issue.outcome is None

    @property
    def with_bodies(self) -> list[Assignment]:
        """Those that have it: a unit of ours, or another body that it was sent to."""
        given = [part for part in self.assignments if part.state is GIVEN]
        return [part for part in given if part.relation is Relation.OWN or part.sent_on]


def wholes(session: Session) -> Iterator[Whole]:
    parts: Any = {
        model: _by_issue(session.scalars(select(model).order_by(model.id)))
        for model in (Raiser, Assignment, Waiting, Escalation, AnswerIssue, Verdict, Contact)
    }
    answers = {answer.id: answer for answer in session.scalars(select(Answer))}
    promised = defaultdict(list)
    for promise in session.scalars(select(Promise)):
        if promise.state is PromiseState.OPEN:
            promised[promise.answer_id].append(promise)
    for issue in session.scalars(select(Issue).order_by(Issue.id)):

        def of_round(model: Any, issue: Issue = issue) -> list[Any]:
            return [row for row in parts[model][issue.id] if row.round == issue.round]

        given = [answers[link.answer_id] for link in of_round(AnswerIssue)]
        yield Whole(
            issue,
            parts[Raiser][issue.id],
            of_round(Assignment),
            parts[Waiting][issue.id],
            [up for up in of_round(Escalation) if not (up.came_back_on or up.withdrawn_on)],
            given,
            [one for answer in given for one in promised[answer.id]],
            of_round(Verdict),
            parts[Contact][issue.id],
        )


def _by_issue(rows: Iterable[Any]) -> defaultdict[int, list[Any]]:
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.issue_id].append(row)
    return found


# Limits -------------------------------------------------------------------------------------------


def next_worked(calendar: Calendar, day: date) -> date:
    while not calendar.is_worked(day):
        day += timedelta(1)
    return day


def end_of(
    calendar: Calendar, whole: Whole, part: Assignment, due: date | None = None
) -> date | None:
    """When the limit of a body is over, its clock stopped or not; None while it stands.

    Of the present limit where no other day is named.
    """
    last = due or part.due_on
    assert last is not None
    assert part.given_on is not None
    end = next_worked(calendar, last)
    for pause in sorted((one for one in whole.waitings if one.stops_clock), key=lambda w: w.since):
        day = max(pause.since, part.given_on)
        if day > end or (part.ended_on is not None and pause.since >= part.ended_on):
            continue
        if pause.until is None:
            return None
        while day < pause.until:
            day += timedelta(1)
            if calendar.is_worked(day):
                end = next_worked(calendar, end + timedelta(1))
    return end


def next_end(calendar: Calendar, whole: Whole) -> tuple[bool, date | None]:
    """Whether the next limit is one of ours, and when it ends."""
    if whole.state is IssueState.CLOSED or whole.issue.complaint:
        return False, None
    ends = [
        (part.relation is Relation.OWN, end_of(calendar, whole, part))
        for part in whole.with_bodies
        if part.due_on
    ]
    if whole.state is IssueState.PROMISED:
        ends += [
            (one.relation is Relation.OWN, next_worked(calendar, one.due_on))
            for one in whole.promises
        ]
    ours = [end for own, end in ends if own]
    known = [end for end in ours or [end for _own, end in ends] if end is not None]
    return bool(ours), min(known, default=None)


# What is counted ----------------------------------------------------------------------------------


def standing_of(calendar: Calendar, whole: Whole, today: date) -> Standing:
    """Where an issue stands, seen from its session."""
    if whole.state in _DONE:
        return Standing.DONE
    own, end = next_end(calendar, whole)
    if own and end is not None and end < today:
        return Standing.OVERDUE
    return Standing.WAITING if whole.state in _WITH_OTHERS else Standing.IN_HAND


def waits_for_others(whole: Whole) -> bool:
    if whole.issue.complaint or whole.state in _OWED_NOTHING:
        return False
    others = [part for part in whole.with_bodies if part.relation is not Relation.OWN]
    return bool(others or whole.escalations)


def is_to_tell(whole: Whole) -> bool:
    """Whether a raiser was not told yet where it is, or what was answered."""
    issue = whole.issue
    if issue.outcome is Outcome.WITHDRAWN:
        return False
    for raiser in whole.raisers:
        said = [one for one in whole.contacts if one.raiser_id == raiser.id]
        if issue.complaint:
            if all(one.purpose is not ContactPurpose.GUIDED for one in said):
                return True
            continue
        leads = [one.id for one in whole.with_bodies if one.role is AssignmentRole.LEAD]
        if whole.is_open and not {one.assignment_id for one in said}.issuperset(leads):
            return True
        if whole.is_open and any(
            up.id not in {one.escalation_id for one in said} for up in whole.escalations
        ):
            return True
        heard = {one.answer_id for one in said}
        at_meeting = issue.moment is Moment.AT_MEETING
        for answer in whole.answers:
            was_there = at_meeting and answer.kind is AnswerKind.AT_MEETING
            if not was_there and answer.id not in heard:
                return True
    return False


def is_to_ask(whole: Whole) -> bool:
    """Whether a raiser was not asked yet what they think of an answer that stands."""
    judged = whole.state in (*_DONE, IssueState.PROMISED)
    if not judged or not whole.answers or whole.issue.outcome is Outcome.WITHDRAWN:
        return False
    reached = {v.raiser_id for v in whole.verdicts if v.level is not VerdictLevel.NOT_REACHED}
    return not whole.issue.complaint and any(one.id not in reached for one in whole.raisers)


def views_of(calendar: Calendar, whole: Whole, today: date) -> Iterator[View]:
    """The numbers of the first page that count an issue."""
    yield View.ALL
    own, end = next_end(calendar, whole)
    if end == today:
        yield View.TODAY
    if end is not None and today <= end < today + timedelta(7 - today.weekday()):
        yield View.THIS_WEEK
    if own and end is not None and end < today:
        yield View.OVERDUE
    not_begun = whole.state in (IssueState.RECEIVED, IssueState.REOPENED)
    proposed = any(part.state is PROPOSED for part in whole.assignments)
    if whole.is_open and not whole.issue.complaint and (not_begun or proposed):
        yield View.NOT_GIVEN
    given = [part for part in whole.assignments if part.state is GIVEN]
    if whole.is_open and not whole.issue.complaint and len(given) > len(whole.with_bodies):
        yield View.NOT_SENT
    if waits_for_others(whole):
        yield View.WAITING_FOR_OTHERS
    if whole.state is IssueState.PROMISED:
        yield View.PROMISED
        if any(next_worked(calendar, one.due_on) < today for one in whole.promises):
            yield View.PROMISE_PASSED
    if is_to_tell(whole):
        yield View.NOT_TOLD
    if is_to_ask(whole):
        yield View.NOT_ASKED


@dataclass
class Counted:
    """All numbers of the first page, of step 5 and of the list of sessions."""

    sessions: defaultdict[int, Counter[Standing]]
    views: Counter[View]
    in_hand: Counter[int]  # by body
    late: Counter[int]
    owed: Counter[int]
    # by unit of ours: of what it was given this year, so many in time of how many that one can say
    # it of, by the first limit and by the present one
    in_time: defaultdict[int, tuple[Counter[bool], Counter[bool]]]
    open_of: defaultdict[int, set[int]]  # by session, what its next one carries over


def counted(case: Case) -> Counted:
    calendar, today = case.calendar(), case.today()
    found = Counted(
        defaultdict(Counter), Counter(), Counter(), Counter(), Counter(),
        defaultdict(lambda: (Counter(), Counter())), defaultdict(set),
    )  # fmt: skip
    with case.reading() as session:
        ever = _by_issue(session.scalars(select(Assignment).order_by(Assignment.id)))
        for whole in wholes(session):
            for part in ever[whole.issue.id]:
                if part.relation is Relation.OWN and part.given_on is not None:
                    _count_in_time(found, calendar, whole, part, today)
            standing = standing_of(calendar, whole, today)
            if whole.issue.session_id is not None:
                found.sessions[whole.issue.session_id][standing] += 1
                if standing is not Standing.DONE and not whole.issue.complaint:
                    found.open_of[whole.issue.session_id].add(whole.issue.id)
            found.views.update(views_of(calendar, whole, today))
            for part in whole.assignments:
                if part.state is GIVEN:
                    found.in_hand[part.body_id] += 1
                    end = end_of(calendar, whole, part) if part.due_on else None
                    is_late = end is not None and end < today
                    found.late[part.body_id] += is_late and part.relation is Relation.OWN
            if waits_for_others(whole):
                found.owed.update(set(_owing(whole)))
    return found


def _count_in_time(
    found: Counted, calendar: Calendar, whole: Whole, part: Assignment, today: date
) -> None:
    assert part.given_on is not None
    if part.given_on < date(today.year, 1, 1) or part.due_on is None:
        return
    limits = (part.original_due_on or part.due_on, part.due_on)
    for due, counts in zip(limits, found.in_time[part.body_id], strict=True):
        end = end_of(calendar, whole, part, due)
        if end is None:
            continue
        if part.state is AssignmentState.ANSWERED:
            assert part.ended_on is not None
            counts[part.ended_on <= end] += 1
        elif part.state is GIVEN and end < today:
            counts[False] += 1


def _owing(whole: Whole) -> Iterator[int]:
    """Who owes an answer to it; 0 for a higher level in no list of bodies."""
    for part in whole.with_bodies:
        if part.relation is not Relation.OWN:
            yield part.body_id
    for up in whole.escalations:
        yield up.body_id or 0
