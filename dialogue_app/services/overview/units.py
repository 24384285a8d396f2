"""The bodies that have issues in hand: our own units, which can be late, and all others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Date, Select, bindparam, func, or_, select
from sqlalchemy import case as either

from dialogue_app.domain.vocabulary import AssignmentRole, AssignmentState, Relation, VerdictLevel
from dialogue_app.i18n import N_, _, ngettext
from dialogue_app.i18n.formats import number
from dialogue_app.services.case import Case
from dialogue_app.services.issues import punctuality
from dialogue_app.services.issues.owed import awaited
from dialogue_app.services.issues.punctuality import Limit
from dialogue_app.services.issues.standing import late_in_hand
from dialogue_app.services.lists import Column
from dialogue_app.storage.models.issue_course import Verdict
from dialogue_app.storage.models.issues import Assignment
from dialogue_app.storage.models.people import Body

_SINCE = bindparam("since", type_=Date)
_SATISFIED = (VerdictLevel.VERY_SATISFIED, VerdictLevel.SATISFIED)
# Whoever was not reached, or has no opinion, says nothing of the answer.
_OPINIONS = frozenset(VerdictLevel) - {VerdictLevel.NOT_REACHED, VerdictLevel.NO_OPINION}


class Share(NamedTuple):
    """So many of how many."""

    part: int = 0
    whole: int = 0

    def __bool__(self) -> bool:
        """Whether it is a share of anything."""
        return self.whole > 0


NONE = Share()


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One of our own units: what it has in hand, what of that is late, how it did this year.

    In time counts what it was given this year and is answered or late by now, against the limit as
    it was given and as it stands. Satisfied counts the raisers who said this year what they think
    of its answers, each by the last time they were asked.
    """

    id: int
    name: str
    in_hand: int
    overdue: int
    in_time_first: Share
    in_time: Share
    satisfied: Share


@dataclass(frozen=True, slots=True)
class OtherRow:
    """A body we do not command: what was sent to it and is not answered, the first of it when.

    `id` is `NO_BODY` for higher levels that stand in no list of bodies.
    """

    id: int
    name: str
    waiting: int
    since: date


def _given() -> Any:
    """By body: how many it has, how many of them are late; what was in time, by both limits.

    In one pass through an index that has all of it.
    """
    has = Assignment.state == AssignmentState.GIVEN
    as_ours = (Assignment.relation == Relation.OWN) & (Assignment.given_on >= _SINCE)
    shares = []
    for limit in Limit:
        in_time = punctuality.in_time(limit)
        shares += [_count(as_ours & in_time), _count(as_ours & in_time.is_not(None))]
    return select(Assignment.body_id, _count(has), _count(has & late_in_hand()), *shares).group_by(
        Assignment.body_id
    )


def _count(of: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count(either((of, 1)))


def _thought() -> Select[int, int, int]:
    """By the lead body that answered: how many raisers are satisfied since a day, of how many.

    It is the body of the round they were asked about: an issue that is being reconsidered because
    of what they think has none.
    """
    last_asked = select(func.max(Verdict.id)).group_by(Verdict.raiser_id)
    satisfied = func.sum(either((Verdict.level.in_(_SATISFIED), 1), else_=0))
    return (
        select(Assignment.body_id, satisfied, func.count())
        .join(
            Verdict,
            (Verdict.issue_id == Assignment.issue_id) & (Verdict.round == Assignment.round),
        )
        .where(
            Assignment.role == AssignmentRole.LEAD,
            Assignment.state == AssignmentState.ANSWERED,
            Verdict.given_on >= _SINCE,
            Verdict.id.in_(last_asked),
            Verdict.level.in_(_OPINIONS),
        )
        .group_by(Assignment.body_id)
    )


def own_units(case: Case) -> list[UnitRow]:
    """Our units that exist today, and those of which something is told, by name."""
    day = case.today()
    with case.reading() as session:
        days = {"today": day, "since": day.replace(month=1, day=1)}
        had = {key: (has, late, Share(a, b), Share(c, d))
               for key, has, late, a, b, c, d in session.execute(_given(), days)}  # fmt: skip
        thought = {key: Share(*share) for key, *share in session.execute(_thought(), days)}
        told = {key for key, (has, _, first, current) in had.items() if has or first or current}
        told |= thought.keys()
        exists_today = or_(Body.valid_to.is_(None), Body.valid_to >= day)
        rows = session.execute(
            select(Body.id, Body.name)
            .where(Body.relation == Relation.OWN, or_(exists_today, Body.id.in_(told)))
            .order_by(Body.name_sort, Body.id)
        )
        return [
            UnitRow(key, name, *had.get(key, (0, 0, NONE, NONE)), thought.get(key, NONE))
            for key, name in rows
        ]


def other_bodies(case: Case) -> list[OtherRow]:
    """Those we do not command that have not answered yet, the longest waiting first."""
    owed = awaited().subquery()
    since = func.min(owed.c.since)
    with case.reading() as session:
        rows = session.execute(
            select(owed.c.body_id, Body.name, func.count(owed.c.issue_id.distinct()), since)
            .outerjoin(Body, Body.id == owed.c.body_id)
            .group_by(owed.c.body_id)
            .order_by(since, Body.name_sort)
        )
        return [OtherRow(key, name or _("Higher levels"), n, day) for key, name, n, day in rows]


def share_words(share: Share) -> str:
    """A share, and of how many that is; nothing of none."""
    if not share:
        return ""
    percent = _("{percent} %").format(percent=number(round(100 * share.part / share.whole)))
    return f"{percent} ({number(share.part)}/{number(share.whole)})"


def waited_words(row: OtherRow, day: date) -> str:
    """For how long the first of what was sent has waited."""
    waited = (day - row.since).days
    return ngettext("{n} day", "{n} days", waited).format(n=number(waited))


UNIT_COLUMNS: tuple[Column[UnitRow], ...] = (
    Column("name", N_("Our units"), width=30, least=18, stretch=True, rank=0, fixed=True),
    Column("in_hand", N_("In hand"), width=14, least=9, numeric=True, rank=0),
    Column("overdue", N_("Overdue"), width=14, least=9, numeric=True, rank=0),
    Column("in_time", N_("In time this year"), words=lambda row, _day: share_words(row.in_time),
           width=14, numeric=True, rank=1),
    Column("in_time_first", N_("By the first limit"), width=14, numeric=True, rank=3,
           words=lambda row, _day: share_words(row.in_time_first)),
    Column("satisfied", N_("Satisfied this year"), width=14, numeric=True, rank=2,
           words=lambda row, _day: share_words(row.satisfied)),
)  # fmt: skip
OTHER_COLUMNS: tuple[Column[OtherRow], ...] = (
    Column("name", N_("Other bodies"), width=30, least=18, stretch=True, rank=0, fixed=True),
    Column("waiting", N_("Answers owed"), width=14, least=13, numeric=True, rank=0),
    Column("since", N_("The longest"), words=waited_words, width=11, numeric=True, rank=0),
)
