"""The columns of an issue that follow from what happened to it, recomputed in this one place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from dialogue_app.domain.life import (
    NOT_BEGUN,
    STATE_RANKS,
    AssignmentStanding,
    StateFacts,
    derive_state,
)
from dialogue_app.domain.text import sort_key
from dialogue_app.domain.vocabulary import (
    AssignmentRole,
    AssignmentState,
    IssueState,
    Relation,
)
from dialogue_app.storage.models import (
    Answer,
    AnswerIssue,
    Assignment,
    Body,
    Enterprise,
    Escalation,
    Issue,
    Raiser,
    Waiting,
)

CHUNK = 500  # ids in one statement
_OPEN = (AssignmentState.GIVEN, AssignmentState.PROPOSED)


def refresh(session: Session, issue_ids: Sequence[int]) -> None:
    """Recompute the derived columns of these issues."""
    for start in range(0, len(issue_ids), CHUNK):
        ids = issue_ids[start : start + CHUNK]
        values = _derived_values(session, ids)
        if values:
            table = Issue.__table__
            columns: dict[str, Any] = {
                name: bindparam(f"new_{name}") for name in values[0] if name != "key"
            }
            session.connection().execute(
                update(Issue).where(table.c.id == bindparam("key")).values(columns),
                [
                    {name if name == "key" else f"new_{name}": value for name, value in v.items()}
                    for v in values
                ],
            )


def _derived_values(session: Session, ids: Sequence[int]) -> list[dict[str, Any]]:
    issues = session.execute(
        select(Issue.id, Issue.round, Issue.outcome).where(Issue.id.in_(ids))
    ).all()
    waiting = _waiting(session, ids)
    sort_keys = _body_sort_keys(session)
    parts = _by_issue(session.scalars(select(Assignment).where(Assignment.issue_id.in_(ids))))
    answers = _answers(session, ids)
    sent_up = _sent_up(session, ids)
    names = raiser_names(session, ids)
    found = []
    for issue_id, current_round, outcome in issues:
        current = [p for p in parts[issue_id] if p.round == current_round]
        here = [a for a in answers[issue_id] if a[0] == current_round]
        state = derive_state(
            StateFacts(
                outcome=outcome,
                waiting=issue_id in waiting,
                sent_up=(issue_id, current_round) in sent_up,
                reopened=current_round > 0,
                answered=any(settles for _round, settles, _writing in here),
                in_writing_promised=_still_promised(here),
                assignments=tuple(AssignmentStanding(p.role, p.state, p.relation) for p in current),
            )
        )
        who = names[issue_id]
        found.append(
            {
                "key": issue_id,
                "state": state,
                "state_rank": STATE_RANKS[state],
                **_lead_values(current, state, sort_keys),
                "to_give": _is_to_give(current, state),
                "raisers_text": "; ".join(who),
                "raisers_sort": sort_key(who[0]) if who else "",
            }
        )
    return found


def _waiting(session: Session, ids: Sequence[int]) -> set[int]:
    open_ones = select(Waiting.issue_id).where(Waiting.until.is_(None))
    return set(session.scalars(open_ones.where(Waiting.issue_id.in_(ids))))


def _body_sort_keys(session: Session) -> dict[int, str]:
    return dict(session.execute(select(Body.id, Body.name_sort)).all())


def _lead_values(
    parts: list[Assignment], state: IssueState, sort_keys: Mapping[int, str]
) -> dict[str, Any]:
    leads = [p for p in parts if p.role is AssignmentRole.LEAD]
    standing = [p for p in leads if p.state is not AssignmentState.RETURNED]
    standing = [p for p in standing if p.state is not AssignmentState.WITHDRAWN] or standing
    open_ones = [p for p in standing if p.state in _OPEN]
    lead = next(iter(open_ones or standing), None)
    pending = [p for p in parts if p.state is AssignmentState.GIVEN and p.due_on]
    # Only what we may command can be late, so our own units come first.
    own = [p for p in pending if p.relation is Relation.OWN]
    due = min((p.due_on for p in own or pending if p.due_on), default=None)
    return {
        "lead_body_id": lead.body_id if lead else None,
        "lead_body_sort": sort_keys[lead.body_id] if lead else "",
        "lead_relation": lead.relation if lead else None,
        "lead_given_on": lead.given_on if lead else None,
        "next_due_on": due if state is not IssueState.CLOSED else None,
        "next_due_own": bool(own) and state is not IssueState.CLOSED,
    }


def _is_to_give(parts: list[Assignment], state: IssueState) -> bool:
    waits = any(part.state is AssignmentState.PROPOSED for part in parts)
    return state in NOT_BEGUN or (waits and state is not IssueState.CLOSED)


def _still_promised(answers: list[tuple[int, bool, bool]]) -> bool:
    """A promise of an answer in writing stands until a later answer comes without one."""
    return bool(answers) and answers[-1][2]


def _by_issue(parts: Iterable[Assignment]) -> defaultdict[int, list[Assignment]]:
    found: defaultdict[int, list[Assignment]] = defaultdict(list)
    for part in parts:
        found[part.issue_id].append(part)
    for listed in found.values():
        listed.sort(key=lambda part: part.id)
    return found


def _answers(
    session: Session, ids: Sequence[int]
) -> defaultdict[int, list[tuple[int, bool, bool]]]:
    """(round, settles, also in writing) of each issue's answers, in the order they were noted."""
    found: defaultdict[int, list[tuple[int, bool, bool]]] = defaultdict(list)
    rows = session.execute(
        select(AnswerIssue.issue_id, AnswerIssue.round, Answer.settles, Answer.also_in_writing)
        .join(Answer, Answer.id == AnswerIssue.answer_id)
        .where(AnswerIssue.issue_id.in_(ids))
        .order_by(AnswerIssue.id)
    )
    for issue_id, in_round, settles, in_writing in rows:
        found[issue_id].append((in_round, settles, in_writing))
    return found


def _sent_up(session: Session, ids: Sequence[int]) -> set[tuple[int, int]]:
    rows = session.execute(
        select(Escalation.issue_id, Escalation.round).where(
            Escalation.issue_id.in_(ids), Escalation.came_back_on.is_(None)
        )
    )
    return {(issue_id, in_round) for issue_id, in_round in rows}


def raiser_names(session: Session, ids: Sequence[int]) -> defaultdict[int, list[str]]:
    """The names of each issue's raisers in their order, as the register knows them today."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    rows = session.execute(
        select(Raiser.issue_id, Enterprise.name, Raiser.written_name)
        .outerjoin(Enterprise, Enterprise.id == Raiser.enterprise_id)
        .where(Raiser.issue_id.in_(ids))
        .order_by(Raiser.issue_id, Raiser.position, Raiser.id)
    )
    for issue_id, name, written in rows:
        if name or written:
            found[issue_id].append(name or written)
    return found
