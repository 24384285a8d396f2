"""The columns of an issue that follow from what happened to it, recomputed in this one place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from dialogue_app.domain.life import (
    NOT_BEGUN,
    OPEN_ASSIGNMENT,
    STATE_RANKS,
    StateFacts,
    derive_state,
)
from dialogue_app.domain.sort_keys import sort_key
from dialogue_app.domain.vocabulary import (
    AssignmentRole,
    AssignmentState,
    IssueState,
    Relation,
)
from dialogue_app.storage.assigned import (
    Assigned,
    AssignmentRow,
    assignments_of,
    changed_assignments,
    changed_ends,
)
from dialogue_app.storage.bulk import Change, Statement, is_asked, rows_of, write_changes
from dialogue_app.storage.chunks import chunks
from dialogue_app.storage.done import Given, done_on, last_ends
from dialogue_app.storage.limits import NO_LIMIT, OPEN_PROMISE, Limit, Limits
from dialogue_app.storage.models.base import Base
from dialogue_app.storage.models.issues import (
    Answer,
    AnswerIssue,
    Assignment,
    Issue,
    Raiser,
    Waiting,
)
from dialogue_app.storage.telling import (
    OWED_NOTHING,
    RaiserRow,
    is_judged,
    raisers_of,
    sent_up_on,
    waits_since,
)

_DERIVED = (
    "state", "state_rank", "to_give", "to_send", "lead_body_id", "lead_body_sort",
    "lead_relation", "lead_given_on", "lead_sent_on", "next_due_on", "next_due_own",
    "next_ends_on", "due_soon_on", "waits_since", "to_tell", "to_ask", "raisers_text",
    "raisers_sort", "done_on",
)  # fmt: skip


# Of a complaint: no clock runs, and no body has it.
_OF_A_COMPLAINT: dict[str, Any] = {
    **NO_LIMIT,
    "to_give": False,
    "to_send": False,
    "lead_body_id": None,
    "lead_body_sort": "",
    "lead_relation": None,
    "lead_given_on": None,
    "waits_since": None,
    "lead_sent_on": None,
}


# By model, the rows with columns that are not what follows from what happened.
_Changes = dict[type[Base], list[Change]]


def recompute(session: Session, issue_ids: Sequence[int]) -> None:
    """Recompute the derived columns of these issues; rows that have them right are not written."""
    for some in chunks(issue_ids):
        _write(session, _changed(session, some))


def recompute_limits(session: Session, issue_ids: Sequence[int]) -> None:
    """As `recompute`, where nothing but their limits can have changed: a third of the time."""
    for some in chunks(issue_ids):
        _write(session, _changed_limits(session, some))


def _write(session: Session, changes: _Changes) -> None:
    for model, rows in changes.items():
        write_changes(session, model, rows)


def out_of_date(session: Session, ids: Sequence[int]) -> list[int]:
    """Those of some issues whose derived columns are not what follows from what happened."""
    return sorted({row.issue_id for rows in _changed(session, ids).values() for row in rows})


def _changed(session: Session, ids: Sequence[int]) -> _Changes:
    """What is out of date of these issues, their assignments and raisers."""
    issues = _issues(session, ids)
    limits = Limits(session, [issue.id for issue in issues if issue.was_stopped])
    assignments, answers = assignments_of(session, ids, limits), _answers(session, ids)
    raisers = raisers_of(session, ids)
    promises = limits.of_open_promises([issue.id for issue in issues if issue.promises])
    found: _Changes = {Assignment: [], Issue: [], Raiser: []}
    for issue in issues:
        every, known = assignments[issue.id], raisers[issue.id]
        promised = [limit for of_round, limit in promises[issue.id] if of_round == issue.round]
        given = [answer for answer in answers[issue.id] if answer.round == issue.round]
        values = _values(issue, every, given, promised, limits)
        state: IssueState = values["state"]
        judged = is_judged(state, issue.outcome, is_answered=bool(given))
        values |= _of_raisers(known, is_judged=judged)
        if values != (stored := dict(zip(_DERIVED, issue[-len(_DERIVED) :], strict=True))):
            found[Issue].append(Change(issue.id, issue.id, values, stored))
        nobody = issue.complaint or state in OWED_NOTHING
        found[Assignment] += changed_assignments(every, None if nobody else issue.round)
        told = (raiser.change(issue.id, is_judged=judged) for raiser in known)
        found[Raiser] += (change for change in told if change.values != change.stored)
    return found


def _values(
    issue: Any,
    every: list[Assigned],
    given: list[Given],
    promised: list[Limit],
    limits: Limits,
) -> dict[str, Any]:
    """The derived columns of an issue, but for those of its raisers."""
    current = [one for one in every if one.row.round == issue.round]
    facts = _facts(issue, current, given, promised)
    state = derive_state(facts)
    values = _derived_values(current, state)
    next_limit = _next_limit(current, state, promised)
    values |= limits.columns(next_limit, issue.topic_id, issue.kind)
    rows = [one.row for one in current]
    leads = [row for row in rows if row.role is AssignmentRole.LEAD]
    values["done_on"] = done_on(facts, state, issue, leads, given)
    values["waits_since"] = waits_since(rows, state, issue.sent_up_on)
    return values | _OF_A_COMPLAINT if issue.complaint else values


def _changed_limits(session: Session, ids: Sequence[int]) -> _Changes:
    """As `_changed`, of the columns of limits alone; the state is as it is stored."""
    stopped = exists().where(Waiting.issue_id == Issue.id, Waiting.stops_clock.is_(True))
    columns = ("id", "round", "state", "complaint", "topic_id", "kind")
    table = Issue.__table__.c
    read = (table[name] for name in (*columns, *NO_LIMIT))
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
        current = [one for one in assignments[key] if one.row.round == in_round]
        made = promises.get(key, ())
        promised = [limit for of_round, limit in made if of_round == in_round]
        next_limit = None if complaint else _next_limit(current, state, promised)
        values = dict(limits.columns(next_limit, topic_id, kind))
        stored = dict(zip(NO_LIMIT, known, strict=True))
        if values != stored:
            found.append(Change(key, key, values, stored))
    return {Assignment: list(changed_ends(assignments)), Issue: found}


@rows_of
def _issues() -> Statement:
    """The rows of the issues as they are stored, and what else their state depends on."""
    of_issue = Waiting.issue_id == Issue.id
    return select(
        Issue.id, Issue.round, Issue.outcome, Issue.complaint, Issue.topic_id, Issue.kind,
        exists().where(of_issue, Waiting.until.is_(None)).label("waits"),
        exists().where(of_issue, Waiting.stops_clock.is_(True)).label("was_stopped"),
        exists().where(*OPEN_PROMISE).label("promises"),
        sent_up_on().label("sent_up_on"),
        Issue.outcome_on,
        *last_ends(),
        *(getattr(Issue, name) for name in _DERIVED),
    ).where(is_asked(Issue.id))  # fmt: skip


def _facts(
    issue: Any, current: list[Assigned], given: list[Given], promised: list[Limit]
) -> StateFacts:
    return StateFacts(
        outcome=issue.outcome,
        waiting=issue.waits,
        sent_up=issue.sent_up_on is not None,
        reopened=issue.round > 0,
        answered=any(answer.settles for answer in given),
        in_writing_promised=_still_promised(given),
        open_promise=bool(promised),
        assignments=tuple(assigned.standing for assigned in current),
    )


def _derived_values(current: list[Assigned], state: IssueState) -> dict[str, Any]:
    is_open = state is not IssueState.CLOSED
    return {
        "state": state,
        "state_rank": STATE_RANKS[state],
        **_lead_values(_lead_shown(current, state)),
        "to_give": _is_to_give([assigned.row for assigned in current], state),
        "to_send": is_open and any(assigned.standing.is_to_send for assigned in current),
    }


def _of_raisers(raisers: list[RaiserRow], *, is_judged: bool) -> dict[str, Any]:
    names = [raiser.name for raiser in raisers if raiser.name]
    return {
        "raisers_text": "; ".join(names),
        "raisers_sort": sort_key(names[0]) if names else "",
        "to_tell": any(raiser.untold for raiser in raisers),
        "to_ask": is_judged and any(raiser.unasked for raiser in raisers),
    }


def _lead_shown(current: list[Assigned], state: IssueState) -> Assigned | None:
    """The lead body a list shows: the one that waits for our letter, else has it, else had it."""
    leads = [assigned for assigned in current if assigned.row.role is AssignmentRole.LEAD]
    still_open = [lead for lead in leads if lead.row.state in OPEN_ASSIGNMENT]
    if state is IssueState.NOT_SENT:
        return next(lead for lead in still_open if lead.standing.is_to_send)
    done = [lead for lead in leads if lead.row.state is AssignmentState.ANSWERED]
    # The end of the follow-up withdraws what is open; before it nobody withdrawn is in charge.
    withdrawn = (
        [lead for lead in leads if lead.row.state is AssignmentState.WITHDRAWN]
        if state is IssueState.CLOSED
        else []
    )
    return next(iter(still_open or done or withdrawn), None)


def _lead_values(lead: Assigned | None) -> dict[str, Any]:
    return {
        "lead_body_id": lead.row.body_id if lead else None,
        "lead_body_sort": lead.body_sort if lead else "",
        "lead_relation": lead.row.relation if lead else None,
        "lead_given_on": lead.row.given_on if lead else None,
        "lead_sent_on": lead.row.sent_on if lead else None,
    }


def _next_limit(current: list[Assigned], state: IssueState, promised: list[Limit]) -> Limit | None:
    """The limit that comes next; only what we may command can be late, so our own come first."""
    if state is IssueState.CLOSED:
        return None
    limits = [*(promised if state is IssueState.PROMISED else ()), *_pending(current)]
    own = [limit for limit in limits if limit.own]
    return min(own or limits, key=lambda one: (one.ends_on or date.max, one.on), default=None)


def _pending(current: list[Assigned]) -> list[Limit]:
    """The limits of those who have the issue; of a body that was sent nothing yet none runs."""
    return [
        Limit(row.due_on, row.relation is Relation.OWN, assigned.ends[0], row.body_id)
        for assigned in current
        if (row := assigned.row).state is AssignmentState.GIVEN
        and row.due_on
        and not assigned.standing.is_to_send
    ]


def _is_to_give(current: list[AssignmentRow], state: IssueState) -> bool:
    waits = any(row.state is AssignmentState.PROPOSED for row in current)
    return state in NOT_BEGUN or (waits and state is not IssueState.CLOSED)


def _still_promised(answers: list[Given]) -> bool:
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
