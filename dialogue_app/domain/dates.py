"""Parses dates as people type them and loose limits ("trong tháng 10")."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, time

from dialogue_app.domain.errors.base import ImpossibleDate
from dialogue_app.domain.text import clean_line, fold

_EARLIEST_YEAR, _LATEST_YEAR = 1900, 2199
_CLOCK = r"(?:[ t]\d{1,2}[:h]\d{2}(?::\d{2}(?:\.\d+)?)?)?"
_ISO = re.compile(rf"(?P<year>\d{{4}})[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}}){_CLOCK}")
_DAY_FIRST = re.compile(
    r"(?P<day>\d{1,2}) ?[/.-] ?(?P<month>\d{1,2})"
    rf"(?: ?[/.-] ?(?P<year>\d{{4}}|\d{{2}}))?{_CLOCK}",
)
_IN_WORDS = re.compile(
    r"(?:ngay )?(?P<day>\d{1,2}) thang (?P<month>\d{1,2})(?: nam (?P<year>\d{4}))?"
)
_DATE_SHAPES = (_ISO, _DAY_FIRST, _IN_WORDS)

_BEFORE_DATE = re.compile(
    r"^(?:thoi han|han|cham nhat|hoan thanh|xong|trong|den|vao|het|:|,| )*(?:ngay )?(?=\d)"
)
_YEAR = r"(?: ?(?:/|nam|-) ?(?P<year>\d{4}))?"
_SPAN_OPENING = r"(?:(?:hoan thanh|xong|noi|trong|cuoi|het|den) )*"
_MONTH = re.compile(rf"{_SPAN_OPENING}(?:thang|t\.?) ?(?P<month>\d{{1,2}}){_YEAR}")
_MONTH_ALONE = re.compile(r"(?P<month>\d{1,2}) ?[/.-] ?(?P<year>\d{4})")  # "10/2026"
_QUARTER = re.compile(rf"{_SPAN_OPENING}(?:qu[yi]|q\.?) ?(?P<quarter>iii|ii|iv|i|[1-4]){_YEAR}")
_WHOLE_YEAR = re.compile(r"(?:(?:xong|trong|cuoi|het|den) )+nam(?: (?P<year>\d{4})| nay)?")
_TIME = re.compile(r"(?P<hour>\d{1,2}) ?(?:(?:[:.hg]|gio) ?(?P<minute>\d{1,2})?(?: ?phut)?)?")
_BARE_TIME = re.compile(r"(?P<hour>\d{1,2})(?P<minute>\d{2})")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def parse_date(text: str, today: date) -> date:
    """The day written as 5/1, 5/1/26, 05/01/2026, 2026-01-05, 30.9.2026 or "ngày 5 tháng 1".

    A missing year is the year of `today`. Raises `ImpossibleDate` with what was typed.
    """
    folded = fold(text)
    for shape in _DATE_SHAPES:
        match = shape.fullmatch(folded)
        if match:
            return _build(match, text, today)
    raise ImpossibleDate(clean_line(text))


def parse_time(text: str) -> time:
    """The time of day written as 8, 8:30, 8h30, 8g30, 830, 1130 or "08 giờ 30 phút".

    Raises `ImpossibleDate` with what was typed.
    """
    folded = fold(text)
    match = _TIME.fullmatch(folded) or _BARE_TIME.fullmatch(folded)
    if match is None:
        raise ImpossibleDate(clean_line(text))
    try:
        return time(int(match["hour"]), int(match["minute"] or 0))
    except ValueError:
        raise ImpossibleDate(clean_line(text)) from None


def _build(match: re.Match[str], text: str, today: date) -> date:
    year = _full_year(match["year"], today)
    if not _EARLIEST_YEAR <= year <= _LATEST_YEAR:
        raise ImpossibleDate(clean_line(text))
    try:
        return date(year, int(match["month"]), int(match["day"]))
    except ValueError:
        raise ImpossibleDate(clean_line(text)) from None


def _full_year(written: str | None, today: date) -> int:
    if written is None:
        return today.year
    if len(written) == 4:
        return int(written)
    century = today.year - today.year % 100
    year = century + int(written)
    # More than 20 years ahead is meant for the last century: a founding year, not a time limit.
    return year - 100 if year > today.year + 20 else year


def loose_due(text: str, year: int) -> tuple[date | None, str]:
    """The last day of a time limit, and its text as written.

    A span ends with its last day ("trong tháng 10" → 31/10, "quý IV" → 31/12). The day is None
    where the text names no single end. A missing year is `year`. Raises `ImpossibleDate` for a date
    that no calendar has.
    """
    written = clean_line(text)
    folded = fold(written)
    span = span_end(written, year)
    if span:
        return span, written
    bare = _BEFORE_DATE.sub("", folded).strip(" .;")
    if any(shape.fullmatch(bare) for shape in _DATE_SHAPES):
        try:
            return parse_date(bare, date(year, 1, 1)), written
        except ImpossibleDate:
            raise ImpossibleDate(written) from None
    return None, written


def span_end(written: str, year: int) -> date | None:
    """The last day of a month, quarter or year; None for any other text.

    A missing year is `year`. Raises `ImpossibleDate` for one that no calendar has.
    """
    bare = fold(written).strip(" .;")
    if match := _MONTH.fullmatch(bare) or _MONTH_ALONE.fullmatch(bare):
        return _month_end(int(match["year"] or year), int(match["month"]), written)
    if match := _QUARTER.fullmatch(bare):
        quarter = _ROMAN.get(match["quarter"]) or int(match["quarter"])
        return _month_end(int(match["year"] or year), quarter * 3, written)
    if match := _WHOLE_YEAR.fullmatch(bare):
        return _month_end(int(match["year"] or year), 12, written)
    return None


def _month_end(year: int, month: int, written: str) -> date:
    if not 1 <= month <= 12 or not _EARLIEST_YEAR <= year <= _LATEST_YEAR:
        raise ImpossibleDate(written)
    return date(year, month, monthrange(year, month)[1])
