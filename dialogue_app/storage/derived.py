"""The columns of an issue that follow from what happened to it, recomputed in this one place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from dialogue_app.domain.life import (
    NOT_BEGUN,
    OPEN_ASSIGNMENT,
    OWED_NOTHING,
    STATE_RANKS,
    StateFacts,
    derive_state,
)
from dialogue_app.domain.sort_keys import sort_key
from dialogue_app.domain.vocabulary import (
    AssignmentRole,
    AssignmentState,
    IssueState,
    Outcome,
    Relation,
)
from dialogue_app.storage.assigned import (
    ENDS,
    FOLLOWING,
    AssignmentFacts,
    assignments_of,
    changed_assignments,
    changed_ends,
)
from dialogue_app.storage.bulk import Change, Statement, is_asked, rows_of, write_changes
from dialogue_app.storage.chunks import chunks
from dialogue_app.storage.done import Given, done_on, last_ends
from dialogue_app.storage.limits import OF_LIMIT, OPEN_PROMISE, Limit, Limits
from dialogue_app.storage.models.base import Base
from dialogue_app.storage.models.issue_course import Answer, AnswerIssue, Waiting
from dialogue_app.storage.models.issues import Assignment, Issue, Raiser
from dialogue_app.storage.telling import (
    OF_RAISER,
    RaiserRow,
    is_judged,
    raisers_of,
    sent_up_on,
    waits_since,
)

# What follows from the facts of an issue, beside its limit and its raisers.
_OF_FACTS = (
    "state", "state_rank", "to_give", "to_send", "lead_body_id", "lead_body_sort",
    "lead_relation", "lead_given_on", "lead_sent_on", "waits_since", "done_on",
)  # fmt: skip
_OF_RAISERS = ("raisers_text", "raisers_sort", "to_tell", "to_ask")
_DERIVED = (*_OF_FACTS, *OF_LIMIT, *_OF_RAISERS)
_in_order: Callable[[dict[str, Any]], tuple[Any, ...]] = itemgetter(*_OF_FACTS)

# Of a complaint: no clock runs, and no body has it.
_OF_A_COMPLAINT: dict[str, Any] = {
    "to_give": False,
    "to_send": False,
    "lead_body_id": None,
    "lead_body_sort": "",
    "lead_relation": None,
    "lead_given_on": None,
    "waits_since": None,
    "lead_sent_on": None,
}


# By model: its columns, and the rows of which one is not what follows from what happened.
_Changes = dict[type[Base], tuple[Sequence[str], list[Change]]]


class _Facts(NamedTuple):
    """What the columns of an issue follow from, beside its assignments, answers and promises."""

    round: int
    outcome: Outcome | None
    complaint: bool
    waits: bool
    was_stopped: bool
    promises: bool
    sent_up_on: date | None
    outcome_on: date | None
    waited_until: date | None
    came_back_on: date | None
    promise_ended_on: date | None


_FACTS = slice(-len(_Facts._fields) - len(_DERIVED), -len(_DERIVED))


def recompute(session: Session, issue_ids: Sequence[int]) -> None:
    """Recompute the derived columns of these issues; rows that have them right are not written."""
    for some in chunks(issue_ids):
        _write(session, _changed(session, some))


def recompute_limits(session: Session, issue_ids: Sequence[int]) -> None:
    """As `recompute`, where nothing but their limits can have changed: a third of the time."""
    for some in chunks(issue_ids):
        _write(session, _changed_limits(session, some))


def _write(session: Session, changes: _Changes) -> None:
    for model, (names, rows) in changes.items():
        write_changes(session, model, names, rows)


def out_of_date(session: Session, ids: Sequence[int]) -> list[int]:
    """Those of some issues whose derived columns are not what follows from what happened."""
    changes = _changed(session, ids)
    return sorted({row.root_id for _names, rows in changes.values() for row in rows})


def _changed(session: Session, ids: Sequence[int]) -> _Changes:
    """What is out of date of these issues, their assignments and raisers."""
    rows = _issues(session, ids)
    issues = {row[0]: _Facts._make(row[_FACTS]) for row in rows}
    limits = Limits(session, [key for key, issue in issues.items() if issue.was_stopped])
    assignments, answers = assignments_of(session, ids, limits), _answers(session, ids)
    raisers = raisers_of(session, ids)
    promises = limits.of_open_promises([key for key, issue in issues.items() if issue.promises])
    follows = cache(_of_facts)  # the same facts are those of many issues
    of_issues, of_assignments, of_raisers = list[Change](), list[Change](), list[Change]()
    for row, issue in zip(rows, issues.values(), strict=True):
        key, topic_id, kind = row[:3]
        every, known, in_round = assignments[key], raisers[key], issue.round
        current = tuple([one.facts for one in every if one.facts.round == in_round])
        promised = tuple([limit for of, limit in promises[key] if of == in_round])
        given = tuple([answer for answer in answers[key] if answer.round == in_round])
        values, limit = follows(issue, current, given, promised)
        state = values[0]
        judged = is_judged(state, issue.outcome, is_answered=bool(given))
        values += limits.columns(limit, topic_id, kind)
        values += _of_raisers(known, is_judged=judged)
        if values != (stored := row[-len(_DERIVED) :]):
            of_issues.append(Change(key, key, values, stored))
        nobody = issue.complaint or state in OWED_NOTHING
        of_assignments += changed_assignments(every, None if nobody else in_round)
        told = (raiser.change(key, is_judged=judged) for raiser in known)
        of_raisers += (change for change in told if change.values != change.stored)
    return {
        Assignment: (FOLLOWING, of_assignments),
        Issue: (_DERIVED, of_issues),
        Raiser: (OF_RAISER, of_raisers),
    }


def _of_facts(
    issue: _Facts,
    current: Sequence[AssignmentFacts],
    given: Sequence[Given],
    promised: Sequence[Limit],
) -> tuple[tuple[Any, ...], Limit | None]:
    """The values of `_OF_FACTS`, and the limit that is next.

    Assignments and answers are those of the round that runs, as are promises not kept yet.
    """
    facts = _state_facts(issue, current, given, promised)
    state = derive_state(facts)
    leads = [one for one in current if one.role is AssignmentRole.LEAD]
    values: dict[str, Any] = {
        "state": state,
        "state_rank": STATE_RANKS[state],
        **_lead_values(_lead_shown(leads, state)),
        "to_give": _is_to_give(current, state),
        "to_send": state is not IssueState.CLOSED
        and any(standing.is_to_send for standing in facts.assignments),
        "waits_since": waits_since(current, state, issue.sent_up_on),
        "done_on": done_on(facts, state, issue, leads, given),
    }
    if issue.complaint:
        return _in_order(values | _OF_A_COMPLAINT), None
    return _in_order(values), _next_limit(current, state, promised)


def _changed_limits(session: Session, ids: Sequence[int]) -> _Changes:
    """As `_changed`, of the columns of limits alone; the state is as it is stored."""
    stopped = exists().where(Waiting.issue_id == Issue.id, Waiting.stops_clock.is_(True))
    columns = ("id", "round", "state", "complaint", "topic_id", "kind")
    table = Issue.__table__.c
    read = (table[name] for name in (*columns, *OF_LIMIT))
    issues = session.execute(
        select(stopped.label("was_stopped"), *read).where(table.id.in_(ids))
    ).all()
    limits = Limits(session, [issue.id for issue in issues if issue.was_stopped])
    assignments = assignments_of(session, ids, limits)
    promises = limits.of_open_promises(
        [issue.id for issue in issues if issue.state is IssueState.PROMISED]
    )
    found = []
    for _, key, in_round, state, complaint, topic_id, kind, *known in issues:
        current = [one.facts for one in assignments[key] if one.facts.round == in_round]
        made = promises.get(key, ())
        promised = [limit for of_round, limit in made if of_round == in_round]
        next_limit = None if complaint else _next_limit(current, state, promised)
        values = limits.columns(next_limit, topic_id, kind)
        if values != (stored := tuple(known)):
            found.append(Change(key, key, values, stored))
    return {Assignment: (ENDS, list(changed_ends(assignments))), Issue: (OF_LIMIT, found)}


@rows_of
def _issues() -> Statement:
    """The facts of the issues, and all that follows from them as it is stored."""
    of_issue = Waiting.issue_id == Issue.id
    return select(
        Issue.id, Issue.topic_id, Issue.kind,
        Issue.round, Issue.outcome, Issue.complaint,
        exists().where(of_issue, Waiting.until.is_(None)).label("waits"),
        exists().where(of_issue, Waiting.stops_clock.is_(True)).label("was_stopped"),
        exists().where(*OPEN_PROMISE).label("promises"),
        sent_up_on().label("sent_up_on"),
        Issue.outcome_on,
        *last_ends(),
        *(getattr(Issue, name) for name in _DERIVED),
    ).where(is_asked(Issue.id))  # fmt: skip


def _state_facts(
    issue: _Facts,
    current: Sequence[AssignmentFacts],
    given: Sequence[Given],
    promised: Sequence[Limit],
) -> StateFacts:
    return StateFacts(
        outcome=issue.outcome,
        waiting=issue.waits,
        sent_up=issue.sent_up_on is not None,
        reopened=issue.round > 0,
        answered=any(answer.settles for answer in given),
        in_writing_promised=_still_promised(given),
        open_promise=bool(promised),
        assignments=tuple(one.standing for one in current),
    )


def _of_raisers(raisers: list[RaiserRow], *, is_judged: bool) -> tuple[str, str, bool, bool]:
    """How the raisers are called, by what they are sorted, whether any is to be told or asked."""
    names = [raiser.name for raiser in raisers if raiser.name]
    return (
        "; ".join(names),
        sort_key(names[0]) if names else "",
        any(raiser.untold for raiser in raisers),
        is_judged and any(raiser.unasked for raiser in raisers),
    )


def _lead_shown(leads: Sequence[AssignmentFacts], state: IssueState) -> AssignmentFacts | None:
    """The lead body a list shows: the one that waits for our letter, else has it, else had it."""
    still_open = [lead for lead in leads if lead.state in OPEN_ASSIGNMENT]
    if state is IssueState.NOT_SENT:
        return next(lead for lead in still_open if lead.standing.is_to_send)
    done = [lead for lead in leads if lead.state is AssignmentState.ANSWERED]
    # The end of the follow-up withdraws what is open; before it nobody withdrawn is in charge.
    withdrawn = (
        [lead for lead in leads if lead.state is AssignmentState.WITHDRAWN]
        if state is IssueState.CLOSED
        else []
    )
    return next(iter(still_open or done or withdrawn), None)


def _lead_values(lead: AssignmentFacts | None) -> dict[str, Any]:
    return {
        "lead_body_id": lead.body_id if lead else None,
        "lead_body_sort": lead.body_sort if lead else "",
        "lead_relation": lead.relation if lead else None,
        "lead_given_on": lead.given_on if lead else None,
        "lead_sent_on": lead.sent_on if lead else None,
    }


def _next_limit(
    current: Sequence[AssignmentFacts], state: IssueState, promised: Sequence[Limit]
) -> Limit | None:
    """The limit that comes next; only what we may command can be late, so our own come first."""
    if state is IssueState.CLOSED:
        return None
    limits = [*(promised if state is IssueState.PROMISED else ()), *_pending(current)]
    own = [limit for limit in limits if limit.own]
    return min(own or limits, key=lambda one: (one.ends_on or date.max, one.on), default=None)


def _pending(current: Sequence[AssignmentFacts]) -> list[Limit]:
    """The limits of those who have the issue; of a body that was sent nothing yet none runs."""
    return [
        Limit(one.due_on, one.relation is Relation.OWN, one.ends[0], one.body_id)
        for one in current
        if one.state is AssignmentState.GIVEN and one.due_on and not one.standing.is_to_send
    ]


def _is_to_give(current: Sequence[AssignmentFacts], state: IssueState) -> bool:
    waits = any(one.state is AssignmentState.PROPOSED for one in current)
    return state in NOT_BEGUN or (waits and state is not IssueState.CLOSED)


def _still_promised(answers: Sequence[Given]) -> bool:
    """A promise of an answer in writing stands until a later answer comes without one."""
    return bool(answers) and answers[-1].in_writing


def _answers(session: Session, ids: Sequence[int]) -> defaultdict[int, list[Given]]:
    """Each issue's answers, in the order they were noted."""
    found: defaultdict[int, list[Given]] = defaultdict(list)
    for issue_id, *answer in _answer_rows(session, ids):
        found[issue_id].append(Given(*answer))
    return found


@rows_of
def _answer_rows() -> Statement:
    given = (
        Answer.settles, Answer.also_in_writing, Answer.answered_on, AnswerIssue.of_original,
    )  # fmt: skip
    return (
        select(AnswerIssue.issue_id, AnswerIssue.round, *given)
        .join(Answer, Answer.id == AnswerIssue.answer_id)
        .where(is_asked(AnswerIssue.issue_id))
        .order_by(AnswerIssue.id)
    )
