"""The bodies that have issues in hand: our own units, which can be late, and all others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, func, or_, select
from sqlalchemy import case as either

from dialogue_app.domain.vocabulary import AssignmentState, Relation, VerdictLevel
from dialogue_app.i18n import N_, _, ngettext
from dialogue_app.i18n.formats import number
from dialogue_app.services.case import Case
from dialogue_app.services.issues.lists import WAITING_FOR_OTHERS, late_in_hand
from dialogue_app.services.lists import Column
from dialogue_app.storage.models.issues import Assignment, Issue, Verdict
from dialogue_app.storage.models.people import Body

_SATISFIED = (VerdictLevel.VERY_SATISFIED, VerdictLevel.SATISFIED)
# Whoever was not reached, or has no opinion, says nothing of the answer.
_OPINIONS = frozenset(VerdictLevel) - {VerdictLevel.NOT_REACHED, VerdictLevel.NO_OPINION}


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One of our own units: what it has in hand, what of that is late, what raisers thought.

    `opinions` counts the raisers who said what they think of its answers, each by the last time
    they were asked; `satisfied` those who were satisfied or very satisfied.
    """

    id: int
    name: str
    in_hand: int
    overdue: int
    satisfied: int
    opinions: int


@dataclass(frozen=True, slots=True)
class OtherRow:
    """A body we do not command: what was sent to it and is not answered, the first of it when."""

    id: int
    name: str
    waiting: int
    since: date


def _in_hand() -> Select[int, int, int]:
    """By body: how many it has, and how many of them are late."""
    late = func.sum(either((late_in_hand(), 1), else_=0))
    given = Assignment.state == AssignmentState.GIVEN
    return select(Assignment.body_id, func.count(), late).where(given).group_by(Assignment.body_id)


def _thought() -> Select[int | None, int, int]:
    """By the lead body that answered: how many raisers are satisfied, of how many."""
    last_asked = select(func.max(Verdict.id)).group_by(Verdict.raiser_id)
    satisfied = func.sum(either((Verdict.level.in_(_SATISFIED), 1), else_=0))
    return (
        select(Issue.lead_body_id, satisfied, func.count())
        .join(Verdict, Verdict.issue_id == Issue.id)
        .where(
            Issue.lead_relation == Relation.OWN,
            Verdict.id.in_(last_asked),
            Verdict.level.in_(_OPINIONS),
        )
        .group_by(Issue.lead_body_id)
    )


def own_units(case: Case) -> list[UnitRow]:
    """Our units that exist today, and those of which something is told, by name."""
    day = case.today()
    with case.reading() as session:
        given = {key: some for key, *some in session.execute(_in_hand(), {"today": day})}
        thought = {key: some for key, *some in session.execute(_thought())}
        exists_today = or_(Body.valid_to.is_(None), Body.valid_to >= day)
        rows = session.execute(
            select(Body.id, Body.name)
            .where(Body.relation == Relation.OWN, or_(exists_today, Body.id.in_(given)))
            .order_by(Body.name_sort, Body.id)
        )
        return [
            UnitRow(key, name, *given.get(key, (0, 0)), *thought.get(key, (0, 0)))
            for key, name in rows
        ]


def other_bodies(case: Case) -> list[OtherRow]:
    """The bodies we do not command that have not answered yet, the longest waiting first."""
    since = func.min(Assignment.sent_on)
    with case.reading() as session:
        rows = session.execute(
            select(Body.id, Body.name, func.count(), since)
            .select_from(Assignment)
            .join(Body, Body.id == Assignment.body_id)
            .join(Issue, Issue.id == Assignment.issue_id)
            .where(
                Assignment.state == AssignmentState.GIVEN,
                Body.relation != Relation.OWN,
                WAITING_FOR_OTHERS,
            )
            .group_by(Body.id)
            .order_by(since, Body.name_sort)
        )
        return [OtherRow(key, name, n, day) for key, name, n, day in rows if day is not None]


def satisfaction_words(row: UnitRow) -> str:
    """The share of the satisfied, and of how many that is; nothing where nobody said anything."""
    if not row.opinions:
        return ""
    share = _("{percent} %").format(percent=number(round(100 * row.satisfied / row.opinions)))
    return f"{share} ({number(row.satisfied)}/{number(row.opinions)})"


def waited_words(row: OtherRow, day: date) -> str:
    """For how long the first of what was sent has waited."""
    waited = (day - row.since).days
    return ngettext("{n} day", "{n} days", waited).format(n=number(waited))


UNIT_COLUMNS: tuple[Column[UnitRow], ...] = (
    Column("name", N_("Our units"), width=30, least=18, stretch=True, rank=0, fixed=True),
    Column("in_hand", N_("In hand"), width=14, least=9, numeric=True, rank=0),
    Column("overdue", N_("Overdue"), width=14, least=9, numeric=True, rank=0),
    Column("satisfied", N_("Satisfied"), ("satisfied", "opinions"),
           words=lambda row, _day: satisfaction_words(row), width=14, rank=1),
)  # fmt: skip
OTHER_COLUMNS: tuple[Column[OtherRow], ...] = (
    Column("name", N_("Other bodies"), width=30, least=18, stretch=True, rank=0, fixed=True),
    Column("waiting", N_("Waiting for an answer"), width=12, least=9, numeric=True, rank=0),
    Column("since", N_("The longest"), words=waited_words, width=11, rank=0),
)
