"""Lists of dialogue sessions: what they are made of, their columns, their named views."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any

from sqlalchemy import case, exists, func, select, true
from sqlalchemy.orm import Session

from dialogue_app.domain.life import NOT_BEGUN
from dialogue_app.domain.text import clean_line, fold, searched_words
from dialogue_app.domain.vocabulary import SessionView, Standing
from dialogue_app.i18n import N_
from dialogue_app.services.case import Case
from dialogue_app.services.issues.standing import stands
from dialogue_app.services.lists import (
    TODAY,
    Column,
    Condition,
    Listing,
    Made,
    NamedView,
    Query,
    RecordList,
    or_empty,
)
from dialogue_app.storage.models.issues import Issue
from dialogue_app.storage.models.sessions import DialogueSession, Series


@dataclass(frozen=True, slots=True)
class SessionQuery(Query):
    """Which sessions a list shows; ordered by day or code."""

    view: SessionView = SessionView.ALL
    sort: str = "day"
    descending: bool = True


_OF_SESSION = Issue.session_id == DialogueSession.id


_SERIES = select(Series.name).where(Series.id == DialogueSession.series_id).scalar_subquery()


def _issues(*conditions: Any) -> Any:
    return (
        select(func.count(Issue.id))
        .where(_OF_SESSION, *conditions)
        .correlate(DialogueSession)
        .scalar_subquery()
    )


_COUNTED = (Standing.DONE, Standing.OVERDUE, Standing.WAITING)


def _rest(whole: int, *parts: int) -> int:
    """Those in hand, which nobody counts by themselves."""
    return whole - sum(parts)


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One session as lists and screens show it, its name on one line.

    Its issues: in hand, overdue, waiting for others, and answered or ended add up to all of them
    (`issues.standing.stands` says which is where); step 5 of a session shows the same four.
    """

    id: Annotated[int, DialogueSession.id]
    code: Annotated[str, DialogueSession.code]
    name: Annotated[str, Made(clean_line, DialogueSession.name)]
    day: Annotated[date | None, DialogueSession.day]
    planned_on: Annotated[date | None, DialogueSession.planned_on]
    started_at: Annotated[datetime | None, DialogueSession.started_at]
    issue_count: Annotated[int, _issues()]
    answered_count: Annotated[int, _issues(stands(Standing.DONE))]  # or ended without
    # received or being reconsidered, and no body has it; a complaint is given to none: some of
    # those in hand
    not_given_count: Annotated[int, _issues(Issue.state.in_(NOT_BEGUN), Issue.complaint.is_(False))]
    # meant for bodies that are not ours, nothing sent yet: some of those in hand
    not_sent_count: Annotated[int, _issues(case((Issue.to_send == true(), 1), else_=0) == 1)]
    in_hand_count: Annotated[int, Made(_rest, _issues(), *map(_issues, map(stands, _COUNTED)))] = 0
    overdue_count: Annotated[int, _issues(stands(Standing.OVERDUE))] = 0
    waiting_count: Annotated[int, _issues(stands(Standing.WAITING))] = 0

    def standing(self, where: Standing) -> int:
        """How many of its issues stand there."""
        return {
            Standing.IN_HAND: self.in_hand_count,
            Standing.OVERDUE: self.overdue_count,
            Standing.WAITING: self.waiting_count,
            Standing.DONE: self.answered_count,
        }[where]

    place: Annotated[str, DialogueSession.place] = ""
    series: Annotated[str, Made(or_empty, _SERIES)] = ""
    ended_at: Annotated[datetime | None, DialogueSession.ended_at] = None
    invited_count: Annotated[int | None, DialogueSession.invited_count] = None
    present_count: Annotated[int | None, DialogueSession.present_count] = None
    walk_in_count: Annotated[int | None, DialogueSession.walk_in_count] = None


_BY_DAY = (DialogueSession.day, DialogueSession.id)
_COLUMNS: tuple[Column[SessionRow], ...] = (
    Column("code", N_("Code"), order=(DialogueSession.code_folded,), width=11, rank=0, fixed=True),
    Column("day", N_("Day"), order=_BY_DAY, empty_last=True, width=11, rank=1),
    Column("name", N_("Formal name"), width=34, least=18, stretch=True, rank=0, fixed=True),
    Column("issues", N_("Issues"), ("issue_count",), width=9, numeric=True, rank=1),
    Column("in_hand", N_("In hand"), ("in_hand_count",), width=10, numeric=True, rank=3),
    Column("overdue", N_("Overdue"), ("overdue_count",), width=9, numeric=True, rank=2),
    Column("waiting", N_("Waiting for others"), ("waiting_count",), width=10, numeric=True,
           rank=3),
    Column("answered", N_("Answered, ended"), ("answered_count",), width=12, numeric=True, rank=3),
    Column("new", N_("Not assigned yet"), ("not_given_count",), width=10, numeric=True, rank=4,
           shown=False),
    Column("not_sent", N_("Letter not sent yet"), ("not_sent_count",), width=12, numeric=True,
           rank=4, shown=False),
    Column("series", N_("Series"), width=24, rank=4, shown=False),
    Column("place", N_("Place"), width=24, rank=4, shown=False),
    Column("started_at", N_("Starts at"), width=16, rank=4, shown=False),
    Column("ended_at", N_("Ends at"), width=16, rank=4, shown=False),
    Column("invited_count", N_("Enterprises invited"), width=10, numeric=True, rank=4, shown=False),
    Column("present_count", N_("Invited enterprises present"), width=10, numeric=True, rank=4,
           shown=False),
    Column("walk_in_count", N_("Enterprises not on the list"), width=10, numeric=True, rank=4,
           shown=False),
)  # fmt: skip

_TO_COME = (DialogueSession.day >= TODAY) | DialogueSession.day.is_(None)
_HELD = DialogueSession.day < TODAY
_VIEWS = (
    NamedView(SessionView.ALL, None, "day", descending=True),
    NamedView(SessionView.TO_COME, _TO_COME, "day"),
    NamedView(SessionView.HELD, _HELD, "day", descending=True),
    NamedView(
        SessionView.WITH_OPEN_ISSUES, exists().where(_OF_SESSION, ~stands(Standing.DONE)), "day",
        descending=True,
    ),
)  # fmt: skip


def _found(session: Session, typed: str) -> tuple[Condition | None, Condition | None]:
    """By words of its code or name; there are few sessions, so that they need no index."""
    words = searched_words(typed)
    if not words:
        return None, None
    rows = session.execute(
        select(DialogueSession.id, DialogueSession.code, DialogueSession.name)
    ).all()
    named = {key: fold(f"{code} {name}") for key, code, name in rows}
    chosen = [key for key, name in named.items() if all(part in name for part in words)]
    return DialogueSession.id.in_(chosen), None


SESSIONS: Listing[SessionQuery, SessionRow] = Listing(
    noun="session",
    heading=N_("Dialogue sessions"),
    row=SessionRow,
    key=DialogueSession.id,
    query=SessionQuery,
    columns=_COLUMNS,
    views=_VIEWS,
    found=_found,
)


class SessionList(RecordList[SessionQuery, SessionRow]):
    """The rows behind a list of sessions."""

    def __init__(self, case: Case) -> None:
        super().__init__(SESSIONS, case)


def list_sessions(case: Case, search: str = "") -> list[SessionRow]:
    """The sessions whose code or name has all words of `search`, the latest first."""
    sessions = SessionList(case)
    return sessions.records(sessions.ids(SessionQuery(search=search)))
