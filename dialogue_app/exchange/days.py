"""Reads days from cells: dates, Excel's day numbers, and moments written as text."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone

from dialogue_app.domain.dates import parse_date
from dialogue_app.domain.errors.base import ImpossibleDate
from dialogue_app.domain.text import fold
from dialogue_app.exchange.reading import Cell

_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_FIRST_SERIAL, _LAST_SERIAL = 36_526, 73_050  # 1/1/2000 to 31/12/2099 as Excel counts days
_SERIAL_ORIGIN = date(1899, 12, 30).toordinal()
_HERE = timezone(timedelta(hours=7))
_MOMENT = re.compile(
    r"(?P<day>.*?\d)(?:t|,? (?:(?:vao )?luc )?)"
    r"(?P<hour>\d{1,2}) ?(?:[:hg]|gio) ?(?P<minute>\d{2})?(?::\d{2}(?:\.\d+)?)?(?: ?phut)?"
    r"(?: ?(?P<half>sa|ch|am|pm|sang|chieu|toi))?"
    r"(?: ?(?P<zone>z|(?:gmt|utc)?(?P<sign>[+-])(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?))?"
)
_TIME_FIRST = re.compile(
    r"(\d{1,2} ?[:hg] ?\d{0,2}(?::\d{2})?(?: ?(?:sa|ch|am|pm))?),? +(?:ngay )?(\d.*)"
)
# "Sáng thứ Bảy, ngày 5/9/2026": what tells of the day no more than its date does.
_DAY_PART = re.compile(
    r"\(?\b(?:buổi|sáng|trưa|chiều|tối|thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật|ngày)\b\)?",
    re.IGNORECASE,
)
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_SHORT = 3  # letters of a month are enough
_MONTH = "|".join([*_MONTHS, *(month[:_SHORT] for month in _MONTHS), "sept"])
_IN_ENGLISH = re.compile(
    rf"(?<!\d)(?P<first>\d{{1,2}})?[ -]?\b(?P<month>{_MONTH})\b\.?"
    r"(?:[ -](?P<second>\d{1,2}),)?,?[ -](?P<year>\d{4}|\d{2})\b",
    re.IGNORECASE,
)
_DIGITS_ALONE = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")  # as programs write a day: 20260905
_SECOND_HALF = frozenset({"ch", "pm", "chieu", "toi"})


def day_of_date(cell: Cell) -> date | None:
    """The day of a date cell from 1900 to 2199, else None."""
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date) and _FIRST_YEAR <= cell.year <= _LAST_YEAR:
        return cell
    return None


def day_of_number(cell: Cell) -> date | None:
    """The day of a cell that holds Excel's day number from 2000 to 2099, else None.

    That is a date whose cell lost its format, with or without a time of day.
    """
    if type(cell) in {int, float} and _FIRST_SERIAL <= cell <= _LAST_SERIAL:  # type: ignore[operator]
        return date.fromordinal(_SERIAL_ORIGIN + int(cell))  # type: ignore[arg-type]
    return None


def parse_day(line: str, today: date) -> date:
    """The day written in a line, alone or with a time of day, in Vietnam's time zone.

    "2026-09-15T20:30:00Z" is the 16th. `today` gives the year where none is written. Raises
    `ImpossibleDate`, also for "9/15/2026".
    """
    try:
        return _parse_day(line, today)
    except ImpossibleDate:
        bare = _DAY_PART.sub("", line).strip(" ,-–()")
        if bare == line:
            raise
    try:
        return _parse_day(bare, today)
    except ImpossibleDate:
        raise ImpossibleDate(line) from None


def in_numbers(line: str) -> str:
    """A line with its English dates as ours are written: "10-Sep-26" as 10/9/26."""
    return _IN_ENGLISH.sub(_in_numbers, line)


def _in_numbers(match: re.Match[str]) -> str:
    """An English date in the order of ours: "10-Sep-26", "September 10, 2026"."""
    days = [day for day in (match["first"], match["second"]) if day]
    said = match["month"].lower()[:_SHORT]
    month = next(at for at, name in enumerate(_MONTHS, start=1) if name.startswith(said))
    return f"{days[0]}/{month}/{match['year']}" if len(days) == 1 else match[0]


def _parse_day(line: str, today: date) -> date:
    line = in_numbers(line)
    try:
        return parse_date(_DIGITS_ALONE.sub(r"\3/\2/\1", line), today)
    except ImpossibleDate:
        match = _MOMENT.fullmatch(_TIME_FIRST.sub(r"\2 \1", fold(line)))
        if match is None:
            raise
    try:
        return _day_here(match, parse_date(match["day"], today))
    except (ImpossibleDate, ValueError, OverflowError):
        raise ImpossibleDate(line) from None


def _day_here(match: re.Match[str], day: date) -> date:
    hour = int(match["hour"])
    if match["half"] in _SECOND_HALF and hour < 12:
        hour += 12
    written = datetime(day.year, day.month, day.day, hour, int(match["minute"] or 0), tzinfo=_HERE)
    if match["zone"]:
        offset = timedelta(hours=int(match["hours"] or 0), minutes=int(match["minutes"] or 0))
        zone = timezone(-offset if match["sign"] == "-" else offset)
        written = written.replace(tzinfo=zone).astimezone(_HERE)
    return written.date()
