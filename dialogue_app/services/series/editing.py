"""Series of sessions: added, edited, ended, listed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dialogue_app.domain.errors.base import Invalid
from dialogue_app.domain.errors.series import (
    LaterThanLaw,
    SeriesNameTaken,
    SeriesOver,
    UnknownSeries,
)
from dialogue_app.domain.fields.facts import cleaned, fill, read
from dialogue_app.domain.fields.series import DAYS_OF, SeriesDraft, series_shadows
from dialogue_app.domain.series import BY_LAW, Duty, SeriesBasis
from dialogue_app.i18n import N_
from dialogue_app.services.agency.reference import Choice
from dialogue_app.services.case import Case, OpenCase, SeenDraft, merged, use_case
from dialogue_app.services.roles import EDIT_SETTINGS
from dialogue_app.storage.models.sessions import DialogueSession, Series

MOST_DAYS = 365
NEW = SeriesDraft("")


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """A series as lists show it; `last` is the day of its latest session, held or planned."""

    id: int
    version: int
    draft: SeriesDraft
    sessions: int
    last: date | None

    @property
    def seen(self) -> SeenDraft[SeriesDraft]:
        """The series as read before editing."""
        return SeenDraft(self.id, self.version, self.draft)

    def goes_on(self, today: date) -> bool:
        """Whether it meets again."""
        return self.draft.last_day is None or self.draft.last_day >= today


def list_series(case: Case) -> list[SeriesRow]:
    """All series by name, those that ended too."""
    counted = (
        select(
            DialogueSession.series_id,
            func.count().label("sessions"),
            func.max(DialogueSession.day).label("last"),
        )
        .group_by(DialogueSession.series_id)
        .subquery()
    )
    with case.reading() as session:
        rows = session.execute(
            select(Series, counted.c.sessions, counted.c.last)
            .outerjoin(counted, counted.c.series_id == Series.id)
            .order_by(Series.name_folded)
        )
        return [
            SeriesRow(row.id, row.version, read(SeriesDraft, row), sessions or 0, last)
            for row, sessions, last in rows
        ]


def find_series(case: Case, name: str) -> SeriesRow:
    """The series of that name, marks and capitals aside. Raises `UnknownSeries`."""
    wanted = series_shadows(name).name_folded
    named = {series_shadows(row.draft.name).name_folded: row for row in list_series(case)}
    found = named.get(wanted)
    if found is None:
        raise UnknownSeries(name)
    return found


def series_choices(case: Case) -> list[Choice]:
    """All series, for a name that is written."""
    with case.reading() as session:
        rows = session.execute(select(Series.id, Series.name).order_by(Series.name_folded))
        return [Choice(*row) for row in rows]


def running_series(case: Case) -> list[Choice]:
    """The series that have not ended, by name: those a new session may belong to."""
    goes_on = Series.last_day.is_(None) | (Series.last_day >= case.today())
    with case.reading() as session:
        rows = select(Series.id, Series.name).where(goes_on).order_by(Series.name_folded)
        return [Choice(*row) for row in session.execute(rows)]


@use_case("series.add", EDIT_SETTINGS, N_("added it"))
def add_series(case: OpenCase, draft: SeriesDraft) -> int:
    """Add a series; gives its id.

    Raises `Missing`, `Invalid`, `SeriesNameTaken`, `LaterThanLaw`.
    """
    row = Series()
    _fill(case.session, row, draft)
    case.session.add(row)
    case.session.flush()
    return row.id


@use_case("series.edit", EDIT_SETTINGS, N_("changed it"), undoable=True)
def edit_series(case: OpenCase, seen: SeenDraft[SeriesDraft], draft: SeriesDraft) -> None:
    """Change a series, or give it a last day; the sessions it has had stay in it.

    Raises what `add_series` raises, `UnknownSeries`, `EditConflict`.
    """
    row = case.session.get(Series, seen.id)
    if row is None:
        raise UnknownSeries(str(seen.id))
    now = read(SeriesDraft, row)
    _fill(case.session, row, merged(case.session, "series", row.version, seen, now, draft))


def require_running(session: Session, series_id: int | None, day: date | None) -> None:
    """Raise `SeriesOver` where a session of that day cannot belong to the series."""
    row = session.get(Series, series_id) if series_id is not None else None
    if row is not None and row.last_day is not None and day is not None and day > row.last_day:
        raise SeriesOver(row.name, row.last_day)


def _fill(session: Session, row: Series, draft: SeriesDraft) -> None:
    draft = cleaned(draft)
    _check_days(draft)
    folded = series_shadows(draft.name).name_folded
    with session.no_autoflush:
        holder = session.scalar(select(Series.id).where(Series.name_folded == folded))
    if holder is not None and holder != row.id:
        raise SeriesNameTaken(draft.name)
    fill(row, draft)
    row.shadow()


def _check_days(draft: SeriesDraft) -> None:
    for name in dict.fromkeys(DAYS_OF.values()):
        days = getattr(draft, name)
        if days is not None and days > MOST_DAYS:
            raise Invalid(name, str(days))
    if draft.basis is not SeriesBasis.LAW:
        return
    for duty, days_of_law in BY_LAW.items():
        days = getattr(draft, DAYS_OF[duty])
        early = duty is Duty.NOTICE
        if days is None or (days < days_of_law if early else days > days_of_law):
            raise LaterThanLaw(DAYS_OF[duty])
