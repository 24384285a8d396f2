"""Who promised something that is due, and the act that notes a call about a promise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from dialogue_app.domain.codes import issue_code
from dialogue_app.domain.errors.issues import NoOpenPromise, NothingChosen
from dialogue_app.domain.life import Move
from dialogue_app.domain.personal_numbers import mask_persons
from dialogue_app.domain.reminding import (
    Owed,
    days_late,
    purpose_of,
    reminded_from,
)
from dialogue_app.domain.vocabulary import ContactPurpose, IssueKind, PromiseState, Relation
from dialogue_app.i18n import N_
from dialogue_app.services.case import Case, OpenCase, Seen, use_case
from dialogue_app.services.issues.contacting import ContactDraft, promises_in, remind_of_promise
from dialogue_app.services.issues.moving import code_of, issue_seen, require_happened
from dialogue_app.services.issues.owed import ABOVE, Owing
from dialogue_app.services.issues.reminding import (
    Reminded,
    horizon_of,
    reminded_of,
    reminder_days,
)
from dialogue_app.services.roles import RECORD_ANSWER
from dialogue_app.storage.chunks import among
from dialogue_app.storage.limits import Counted, counted
from dialogue_app.storage.models.contacts import Contact
from dialogue_app.storage.models.issue_course import Answer, AnswerIssue
from dialogue_app.storage.models.issues import Issue
from dialogue_app.storage.models.promises import Promise

_OF_ISSUE: tuple[Any, ...] = (
    Issue.id, Issue.version, Issue.year, Issue.number, Issue.topic_id, Issue.kind,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DuePromise:
    """What was promised, by when, in the answer to which issues."""

    id: int
    what: str
    issues: tuple[Seen, ...]
    codes: tuple[str, ...]
    answered_on: date
    due_on: date
    purpose: ContactPurpose
    relation: Relation
    late_days: int  # of our own units, since the day it ended
    reminded: Reminded


@dataclass(slots=True)
class _Read:
    """A promise as it was read, with the issues that its answer serves."""

    row: Promise
    answered_on: date
    topic_id: int | None  # of the first of the issues, as their kind
    kind: IssueKind
    issues: list[Seen] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)


def to_keep(case: Case, of: Owing | None = None) -> dict[Owing, tuple[DuePromise, ...]]:
    """Whom to remind today, and of which promises; of one alone where it is named.

    A person who promised alone is known by the name.
    """
    today = case.today()
    with case.reading() as session:
        found = _read(session, today, of)
        reminded = reminded_of(session, Contact.promise_id, [one.row.id for one in found])
        days, limits = reminder_days(session), counted(session)
    due: defaultdict[Owing, list[DuePromise]] = defaultdict(list)
    for one in found:
        owed = _owed(limits, one, reminded[one.row.id].on)
        first = reminded_from(limits.calendar, days, owed)
        if first is not None and first <= today:
            owing = Owing(one.row.body_id, one.row.person if one.row.body_id is None else "")
            due[owing].append(_due(one, owed, reminded[one.row.id], today))
    return {
        owing: tuple(sorted(promises, key=lambda one: (one.due_on, one.id)))
        for owing, promises in due.items()
    }


def _owed(limits: Counted, one: _Read, last: date | None) -> Owed:
    ends_on = limits.end_of(one.row.due_on)
    days = limits.reminder_days(one.topic_id, one.row.body_id, one.kind)
    soon = limits.soon_from(ends_on, days)
    relation = one.row.relation or ABOVE  # whom nobody knows is asked as those above are
    return Owed(relation, one.answered_on, soon, ends_on, last)


def _due(one: _Read, owed: Owed, reminded: Reminded, today: date) -> DuePromise:
    purpose = purpose_of(owed.relation, owed.ends_on, today)
    late = days_late(purpose, owed.ends_on, today)
    return DuePromise(
        one.row.id, mask_persons(one.row.what), tuple(one.issues), tuple(one.codes),
        one.answered_on, one.row.due_on, purpose, owed.relation, late, reminded,
    )  # fmt: skip


def promised_by_now(session: Session, today: date, *columns: Any) -> Select[Any]:
    """These columns of promises that may have to be reminded of, in answers of the round that runs.

    A row for each issue that the answer serves, those of a promise one after the other.
    """
    return (
        select(*columns)
        .select_from(Promise)
        .join(Answer, Answer.id == Promise.answer_id)
        .join(AnswerIssue, AnswerIssue.answer_id == Answer.id)
        .join(Issue, (Issue.id == AnswerIssue.issue_id) & (Issue.round == AnswerIssue.round))
        .where(
            Promise.state == PromiseState.OPEN,
            Promise.due_on <= horizon_of(session, today),
            Issue.complaint.is_(False),
        )
        .order_by(Promise.id, Issue.year, Issue.number)
    )


def _read(session: Session, today: date, of: Owing | None) -> list[_Read]:
    by_now = promised_by_now(session, today, Promise, Answer.answered_on, *_OF_ISSUE)
    if of is not None:
        by_now = by_now.where(_is_by(of))
    found: dict[int, _Read] = {}
    for row, answered_on, key, version, year, number, topic_id, kind in session.execute(by_now):
        one = found.setdefault(row.id, _Read(row, answered_on, topic_id, kind))
        one.issues.append(Seen(key, version))
        one.codes.append(issue_code(year, number))
    return list(found.values())


def _is_by(owing: Owing) -> ColumnElement[bool]:
    if owing.body_id is not None:
        return Promise.body_id == owing.body_id
    return Promise.body_id.is_(None) & (Promise.person == owing.addressee)


@use_case("issue.remind_promise", RECORD_ANSWER, N_("reminded of a promise"), undoable=True)
def remind_promises(
    case: OpenCase, seen: Sequence[Seen], promise_ids: Sequence[int], form: ContactDraft
) -> None:
    """One call or letter reminded whoever promised of these promises, in answers to these issues.

    Own units are reminded before the day and urged after it, all others are asked. Raises
    `NothingChosen`, `NoOpenPromise` for an issue without any of them, `NotYet`, `TooEarly` for a
    day before the answer, `ChangedSince`.
    """
    if not seen or not promise_ids:
        raise NothingChosen()
    for one in dict.fromkeys(seen):
        issue = issue_seen(case, one, Move.CONTACT)
        require_happened(case, issue, form.on)
        promises = promises_in(case.session, issue.id, among(Promise.id, promise_ids))
        if not promises:
            raise NoOpenPromise(code_of(issue))
        for promise, answered_on in promises:
            remind_of_promise(case, issue, promise, answered_on, form)
