"""Lists of issues: named views, live search, a page at a time."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, select, true
from sqlalchemy.orm import Session

from dialogue_app.domain.codes import issue_code
from dialogue_app.domain.errors.issues import UnknownIssue
from dialogue_app.domain.life import NOT_BEGUN, STATE_RANKS
from dialogue_app.domain.vocabulary import (
    IssueState,
    Outcome,
    RaiserKind,
    Relation,
    View,
)
from dialogue_app.services.case import Case, Seen
from dialogue_app.services.lists import FIRST_PAGE
from dialogue_app.storage import search
from dialogue_app.storage.chunks import chunks
from dialogue_app.storage.models.issues import Assignment, Issue, Raiser
from dialogue_app.storage.models.people import Body
from dialogue_app.storage.models.reference import Topic
from dialogue_app.storage.models.sessions import DialogueSession

_SHOWN_TEXT = 200  # characters of an issue a list needs


@dataclass(frozen=True, slots=True)
class IssueQuery:
    """What a list of issues shows, in which order: code, raiser, due, state or body."""

    search: str = ""
    view: View = View.ALL
    session_id: int | None = None
    body_id: int | None = None
    enterprise_id: int | None = None
    topic_id: int | None = None
    sort: str = "code"
    descending: bool = True


@dataclass(frozen=True, slots=True)
class IssueRow:
    """One issue as lists show it."""

    id: int
    version: int
    code: str
    text: str
    raisers: str
    session_code: str
    lead_body: str
    lead_relation: Relation | None
    state: IssueState
    outcome: Outcome | None
    next_due_on: date | None
    next_due_own: bool  # a unit of ours must keep it: only that can be late
    given_on: date | None
    sent_on: date | None  # to a lead body that is not ours; its waiting runs from here
    withhold_name: bool
    unsigned: bool
    complaint: bool
    unidentified: bool
    topic: str


class IssueList:
    """The rows behind a list of issues."""

    def __init__(self, case: Case) -> None:
        self._case = case

    def first_page(self, query: IssueQuery) -> tuple[list[IssueRow], int | None]:
        """The first rows; their number is not counted."""
        with self._case.reading() as session:
            ids = list(session.scalars(_ordered(query, self._case.today()).limit(FIRST_PAGE)))
            found = {row.id: row for row in read_rows(session, ids)}
            return [found[key] for key in ids], None

    def ids(self, query: IssueQuery) -> array[int]:
        """All ids in the order of the list."""
        with self._case.reading() as session:
            return array("q", session.scalars(_ordered(query, self._case.today())))

    def rows(self, ids: Sequence[int]) -> list[IssueRow]:
        """The rows with these ids, in any order."""
        with self._case.reading() as session:
            return read_rows(session, ids)


def seen_issues(case: Case, ids: Sequence[int]) -> list[Seen]:
    """These issues as they stand now, in the order of `ids`. Raises `UnknownIssue`."""
    versions: dict[int, int] = {}
    with case.reading() as session:
        for some in chunks(ids):
            rows = session.execute(select(Issue.id, Issue.version).where(Issue.id.in_(some)))
            versions.update(dict(rows.all()))
    for key in ids:
        if key not in versions:
            raise UnknownIssue(str(key))
    return [Seen(key, versions[key]) for key in ids]


def view_counts(case: Case, session_id: int | None = None) -> dict[View, int]:
    """How many issues each view holds, in one statement."""
    day = case.today()
    counts = [
        func.count().filter(condition) if condition is not None else func.count()
        for view in View
        for condition in [_view_condition(view, day)]
    ]
    statement = select(*counts).select_from(Issue)
    if session_id is not None:
        statement = statement.where(Issue.session_id == session_id)
    with case.reading() as session:
        return dict(zip(View, session.execute(statement).one(), strict=True))


def _view_condition(view: View, day: date) -> ColumnElement[bool] | None:
    match view:
        case View.NEW:
            return _is_in(*NOT_BEGUN)
        case View.NOT_GIVEN:
            return Issue.to_give == true()
        case View.NOT_SENT:
            return Issue.to_send == true()
        case View.THIS_WEEK:
            end = day + timedelta(days=6 - day.weekday())
            return Issue.next_due_on.between(day, end)  # an ended issue has none
        case View.OVERDUE:  # only what we may command can be late
            return (Issue.next_due_own == true()) & (Issue.next_due_on < day)
        case View.WAITING_FOR_OTHERS:
            return _is_in(IssueState.TRANSFERRED, IssueState.SENT_UP)
        case View.ANSWERED:
            return _is_in(IssueState.ANSWERED)
        case View.CLOSED:
            return _is_in(IssueState.CLOSED)
    return None


def _is_in(*states: IssueState) -> ColumnElement[bool]:
    """By rank, whose index has the order of codes in it."""
    ranks = [STATE_RANKS[state] for state in states]
    return Issue.state_rank == ranks[0] if len(ranks) == 1 else Issue.state_rank.in_(ranks)


def _ordered(query: IssueQuery, today: date) -> Select[int]:
    statement = select(Issue.id)
    chosen = search.ids_select("issue", query.search)
    conditions = (
        _view_condition(query.view, today),
        Issue.id.in_(chosen) if chosen is not None else None,
        Issue.session_id == query.session_id if query.session_id is not None else None,
        Issue.topic_id == query.topic_id if query.topic_id is not None else None,
        Issue.id.in_(_of_body(query.body_id)) if query.body_id is not None else None,
        Issue.id.in_(_raised_by(query.enterprise_id)) if query.enterprise_id is not None else None,
    )
    for condition in conditions:
        if condition is not None:
            statement = statement.where(condition)
    exact = search.marked_ids_select("issue", query.search)
    if exact is not None:
        statement = statement.order_by(Issue.id.not_in(exact))
    return statement.order_by(*_order(query))


def _of_body(body_id: int) -> Select[int]:
    return select(Assignment.issue_id).where(Assignment.body_id == body_id)


def _raised_by(enterprise_id: int) -> Select[int]:
    return select(Raiser.issue_id).where(Raiser.enterprise_id == enterprise_id)


def _order(query: IssueQuery) -> list[ColumnElement[Any]]:
    columns: dict[str, list[Any]] = {
        "code": [Issue.year, Issue.number],
        "raiser": [Issue.raisers_sort, Issue.id],
        "due": [Issue.next_due_on, Issue.id],
        "state": [Issue.state_rank, Issue.year, Issue.number],
        "body": [Issue.lead_body_sort, Issue.id],
    }
    chosen = columns[query.sort]
    ordered = [column.desc() if query.descending else column.asc() for column in chosen]
    if query.sort == "due" and not query.descending:
        ordered[0] = ordered[0].nulls_last()
    return ordered


def read_rows(session: Session, ids: Sequence[int]) -> list[IssueRow]:
    """The rows with these ids, in any order, inside a transaction."""
    unidentified = exists().where(
        Raiser.issue_id == Issue.id, Raiser.kind == RaiserKind.UNIDENTIFIED
    )
    statement = (
        select(
            Issue.id, Issue.version, Issue.year, Issue.number,
            func.substr(Issue.text, 1, _SHOWN_TEXT), Issue.raisers_text, DialogueSession.code,
            Body.name, Issue.lead_relation, Issue.state, Issue.outcome, Issue.next_due_on,
            Issue.next_due_own, Issue.lead_given_on, Issue.lead_sent_on, Issue.withhold_name,
            Issue.unsigned,
            Issue.complaint, unidentified, Topic.name,
        )
        .outerjoin(DialogueSession, DialogueSession.id == Issue.session_id)
        .outerjoin(Body, Body.id == Issue.lead_body_id)
        .outerjoin(Topic, Topic.id == Issue.topic_id)
    )  # fmt: skip
    found = []
    for some in chunks(ids):
        rows = session.execute(statement.where(Issue.id.in_(some)))
        found += [_row(*row) for row in rows]
    return found


def _row(issue_id: int, version: int, year: int, number: int, *rest: Any) -> IssueRow:
    text, raisers, session_code, body, relation, state, outcome, *dates_and_marks = rest
    due, own, given, sent, *more = dates_and_marks
    withhold_name, unsigned, complaint, unidentified, topic = more
    return IssueRow(
        id=issue_id,
        version=version,
        code=issue_code(year, number),
        text=text,
        raisers=raisers,
        session_code=session_code or "",
        lead_body=body or "",
        lead_relation=relation,
        state=state,
        outcome=outcome,
        next_due_on=due,
        next_due_own=own,
        given_on=given,
        sent_on=sent,
        withhold_name=withhold_name,
        unsigned=unsigned,
        complaint=complaint,
        unidentified=unidentified,
        topic=topic or "",
    )
