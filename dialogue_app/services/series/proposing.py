"""What a new session is proposed to be: its day, code and formal name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue_app.domain.series import Rhythm, SeriesBasis, next_meeting
from dialogue_app.services.case import Case
from dialogue_app.storage.models.agency import OurAgency
from dialogue_app.storage.models.sessions import DialogueSession, Series

_QUARTERS = ("I", "II", "III", "IV")
_HALVES = ("đầu", "cuối")
_WITH_ENTERPRISES = "Hội nghị đối thoại giữa chính quyền với doanh nghiệp, hộ kinh doanh"
_WITH_PEOPLE = "Hội nghị đối thoại giữa chính quyền với Nhân dân"


@dataclass(frozen=True, slots=True)
class ProposedSession:
    """A session nobody has typed yet."""

    day: date
    code: str
    name: str


def propose_session(
    case: Case, series_id: int | None = None, day: date | None = None
) -> ProposedSession:
    """The next session of a series, on that day or else when its rhythm says; today without one."""
    with case.reading() as session:
        series = session.get(Series, series_id) if series_id is not None else None
        if day is None:
            day = case.today() if series is None else _next_day(case, session, series)
        return ProposedSession(day, next_code(session, day), _name(session, series, day))


def next_code(session: Session, day: date) -> str:
    """The next code of that day's year: 2026-K3 after two sessions."""
    prefix = f"{day.year}-k"
    folded = DialogueSession.code_folded
    codes = session.scalars(select(folded).where(folded.startswith(prefix)))
    used = [int(rest) for code in codes if (rest := code[len(prefix) :]).isdigit()]
    return f"{day.year}-K{max(used, default=0) + 1}"


def period_words(rhythm: Rhythm, day: date) -> str:
    """The period a session stands for, as formal names end on it."""
    match rhythm:
        case Rhythm.MONTH:
            return f"tháng {day.month} năm {day.year}"
        case Rhythm.QUARTER:
            return f"quý {_QUARTERS[(day.month - 1) // 3]} năm {day.year}"
        case Rhythm.HALF_YEAR:
            return f"6 tháng {_HALVES[(day.month - 1) // 6]} năm {day.year}"
        case Rhythm.YEAR:
            return f"năm {day.year}"


def _next_day(case: Case, session: Session, series: Series) -> date:
    last = last_session(session, series.id)
    return next_meeting(case.calendar(), series.rhythm, last.day if last else None, case.today())


def last_session(
    session: Session, series_id: int, before: date | None = None
) -> DialogueSession | None:
    """The latest session of a series that has a day; where one is given, before that day."""
    of_series = [DialogueSession.series_id == series_id, DialogueSession.day.is_not(None)]
    if before is not None:
        of_series.append(DialogueSession.day < before)
    newest = (DialogueSession.day.desc(), DialogueSession.id.desc())
    return session.scalar(select(DialogueSession).where(*of_series).order_by(*newest).limit(1))


def _name(session: Session, series: Series | None, day: date) -> str:
    """As the last session of the series was called, for its own period; else with our area."""
    rhythm = series.rhythm if series else Rhythm.QUARTER
    last = last_session(session, series.id, day) if series else None
    if last is not None and last.day is not None:
        its_period = period_words(rhythm, last.day)
        if its_period in last.name:
            return last.name.replace(its_period, period_words(rhythm, day))
    area = session.scalar(select(OurAgency.area)) or "phường"
    is_law = series is not None and series.basis is SeriesBasis.LAW
    whom = _WITH_PEOPLE if is_law else _WITH_ENTERPRISES
    return f"{whom} trên địa bàn {area} {period_words(rhythm, day)}"
