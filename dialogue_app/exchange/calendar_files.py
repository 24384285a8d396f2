"""Lists of days off read from files: calendars (.ics), workbooks and text tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dialogue_app.domain.calendar import CalendarDay, DayKind
from dialogue_app.domain.dates import parse_date
from dialogue_app.domain.errors.base import ImpossibleDate
from dialogue_app.domain.errors.calendar import NoDays, UnknownDayKind
from dialogue_app.domain.errors.workbooks import NotAWorkbook, WorkbookTooLarge
from dialogue_app.domain.text import clean_line, fold
from dialogue_app.exchange.days import day_of_date, day_of_number
from dialogue_app.exchange.reading import Cell, read
from dialogue_app.whole_files import require_file, unreadable

if TYPE_CHECKING:
    import icalendar

_LARGEST, _LARGEST_CALENDAR = 5, 1  # MB of such a file; a second to read is enough for one
_LONGEST = 60  # days of one event: longer ones are no days off
_OBSERVED = "observance"  # how public calendars call days on which people work all the same

# The headings of a table, folded.
_HEADINGS = {
    "day": ("ngay", "tu ngay", "ngay nghi", "ngay thang", "date", "day", "from"),
    "last": ("den ngay", "den het ngay", "to", "until"),
    "kind": ("loai ngay", "loai", "kind", "type"),
    "name": ("ten ngay", "ten", "ten ngay le", "noi dung", "ly do", "name", "reason"),
    "source": ("nguon", "can cu", "van ban", "source"),
}
# What a kind is called in files, folded; "làm bù" is looked for before "bù".
_KIND_WORDS = (
    (DayKind.WORKING_SATURDAY, ("lam bu", "lam viec bu", "di lam", "working")),
    (DayKind.SWAPPED_REST, ("hoan doi", "swap")),
    (DayKind.COMPENSATORY_REST, ("nghi bu", "bu", "compensatory", "in lieu", "observed")),
    (DayKind.HOLIDAY, ("nghi", "le", "tet", "holiday")),
)


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """The days a file names, and what stands in it that is no day off."""

    days: tuple[CalendarDay, ...]
    passed_over: tuple[str, ...] = ()


def read_calendar(path: Path, today: date) -> CalendarFile:
    """The days of a file; `today` gives the year of a day that is written without one.

    Raises `NoDays`, `UnknownDayKind`, `ImpossibleDate`, and what `reading.read` raises of a file.
    """
    content = _content(path)
    if content[:1000].lstrip(b"\xef\xbb\xbf \r\n").upper().startswith(b"BEGIN:VCALENDAR"):
        found = _of_events(path, content)
    else:
        found = CalendarFile(tuple(_of_table(path, today)))
    if not found.days:
        raise NoDays(path)
    return found


def _content(path: Path) -> bytes:
    require_file(path)
    try:
        if path.stat().st_size > _LARGEST * 1_000_000:
            raise WorkbookTooLarge(path, _LARGEST)
        return path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from error


# Calendars --------------------------------------------------------------------------------------


def _of_events(path: Path, content: bytes) -> CalendarFile:
    import icalendar

    if len(content) > _LARGEST_CALENDAR * 1_000_000:
        raise WorkbookTooLarge(path, _LARGEST_CALENDAR)
    try:
        events = icalendar.Calendar.from_ical(content).walk("VEVENT")
        spans = [(*_span(event), event) for event in events if "DTSTART" in event]
    except Exception:  # the library names many kinds of damage by many kinds of errors
        raise NotAWorkbook(path) from None
    names: dict[tuple[date, DayKind], dict[str, None]] = {}  # a day may have several events
    passed: list[str] = []
    for first, last, event in spans:
        name = clean_line(str(event.get("SUMMARY", "")))
        is_worked = fold(str(event.get("DESCRIPTION", ""))).startswith(_OBSERVED)
        found, kind = [] if is_worked else _days(first, last), kind_called(name)
        for day in found:
            names.setdefault((day, kind), {})[name] = None
        if not found:
            passed.append(name)
    days = (
        CalendarDay(day, kind, "; ".join(filter(None, called)))
        for (day, kind), called in names.items()
    )
    return CalendarFile(tuple(days), tuple(dict.fromkeys(passed)))


def _span(event: icalendar.Component) -> tuple[date, date]:
    """The first and the last day of an event; of whole days the end is the day after."""
    starts, ends = event.decoded("DTSTART"), event.decoded("DTEND", None)
    first, last = _date(starts), _date(ends or starts)
    if not isinstance(ends, datetime) and last > first:
        last -= timedelta(days=1)
    return first, last


def _date(moment: Any) -> date:
    """The day of a moment; raises `TypeError` for a period, two of them, or what is none."""
    if not isinstance(moment, date):
        raise TypeError
    return moment.date() if isinstance(moment, datetime) else moment


def _days(first: date, last: date) -> list[date]:
    """The days of a span; none of one that ends before it begins, or goes on for months."""
    length = (last - first).days + 1
    return [first + timedelta(days=n) for n in range(length)] if length <= _LONGEST else []


# Tables -----------------------------------------------------------------------------------------


def _of_table(path: Path, today: date) -> Iterator[CalendarDay]:
    for sheet in read(path):
        rows = iter(sheet.rows)
        header = next(filter(None, map(_columns, rows)), None)
        if header is not None:  # and `rows` stands below it
            yield from _of_rows(rows, header, today)


def _columns(row: list[Cell]) -> Mapping[str, int]:
    """Which column of a header holds what; nothing where the row is none."""
    found: dict[str, int] = {}
    for place, cell in enumerate(row):
        for key, headings in _HEADINGS.items():
            if isinstance(cell, str) and fold(cell) in headings:
                found.setdefault(key, place)
    return found if "day" in found else {}


def _of_rows(
    rows: Iterator[list[Cell]], columns: Mapping[str, int], today: date
) -> Iterator[CalendarDay]:
    for row in rows:
        said = {key: row[at] for key, at in columns.items() if at < len(row)}
        first = _day(said.get("day"), today)
        if first is None:
            continue
        last = _day(said.get("last"), today) or first
        days = _days(first, last)
        if not days:
            raise ImpossibleDate(f"{first:%d/%m/%Y} – {last:%d/%m/%Y}")
        name, kind = _line(said.get("name")), _line(said.get("kind"))
        known = kind_called(kind or name, strictly=bool(kind))
        source = _line(said.get("source"))
        yield from (CalendarDay(day, known, name, source) for day in days)


def _day(cell: Cell, today: date) -> date | None:
    """The day of a cell, nothing of an empty one. Raises `ImpossibleDate`."""
    day = day_of_date(cell) or day_of_number(cell)
    line = _line(cell)
    return day if day or not line else parse_date(line, today)


def _line(cell: Cell) -> str:
    return "" if cell is None else clean_line(str(cell))


def kind_called(words: str, *, strictly: bool = False) -> DayKind:
    """The kind that words name, a holiday where they name none.

    `strictly` raises `UnknownDayKind` instead.
    """
    folded = fold(words)
    if (exact := _kinds_by_word().get(folded)) is not None:
        return exact
    inside = f" {folded} "
    for kind, parts in _KIND_WORDS:
        if any(f" {part} " in inside for part in parts):
            return kind
    if strictly:
        raise UnknownDayKind(words)
    return DayKind.HOLIDAY


@cache
def _kinds_by_word() -> dict[str, DayKind]:
    """The kinds by their values and English words; the Vietnamese ones are found by their parts."""
    return {fold(word): kind for kind in DayKind for word in (kind.value, kind.label)}
