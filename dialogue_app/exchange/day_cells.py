"""Reads the days in the cells of a row: of a date, and of a time limit, which may be a span.

A day that no calendar has is a mistake, and the row is refused. A month, or other words, is none:
"9/2026" in a column of days says something, which is kept as it is written.
"""

from __future__ import annotations

import re
from datetime import date

from dialogue_app.domain.dates import loose_due, parse_date, span_end
from dialogue_app.domain.errors.base import ImpossibleDate
from dialogue_app.domain.rows import RepairReason, RowProblem
from dialogue_app.domain.text import fold
from dialogue_app.exchange.cells import RowReader
from dialogue_app.exchange.days import day_of_date, day_of_number, in_numbers, parse_day
from dialogue_app.exchange.reading import shown

_MONTH_FIRST = re.compile(r"^(\d{1,2})[/-](\d{1,2})[/-](?=\d{4}|\d{2}\b)")
# What is meant for one day: "31/9", "2026-09-31", "ngày 31 tháng 9"; not "9/2026".
_A_DAY = re.compile(
    r"\b(?:\d{4}[/.-]\d{1,2}[/.-]\d{1,2}"
    r"|\d{1,2}(?:[/.-]| thang )\d{1,2}(?:(?:[/.-]| nam )\d{2,4})?)(?!\d)"
)
_OF_A_DAY = frozenset({"ngay", "thang", "nam", "luc", "gio", "phut", "h", "g"})
_WORD = re.compile(r"[a-z]+")
_MONTH_AS_NUMBER = re.compile(r"\d{1,2}\.(?:19|20)\d{2}")


def read_day(row: RowReader, field: str) -> date | None:
    """The day of a date cell or written as text.

    None with an error for an impossible date, with a warning where the words name no day.
    """
    found = _day_of_cell(row, field)
    line = "" if found else row.line(field)
    if not line:
        return found
    try:
        day = parse_day(_day_first(row, field, line), row.today)
        if type(row.cell(field)) is not float:
            return day
        return _of_number(row, field, day, RowProblem.DAY_UNCLEAR)
    except ImpossibleDate:
        if _is_mistaken(line, row.today):
            row.fail(RowProblem.DATE_IMPOSSIBLE, field, value=line)
        else:
            row.warn(RowProblem.DAY_UNCLEAR, field, value=line)
        return None


def _of_number(row: RowReader, field: str, day: date, unclear: RowProblem) -> date | None:
    """The day that Excel made a number of: 5.9 is asked, 30.1 may have been 30.10 as well."""
    line = row.line(field)
    if day.month == 1:
        row.warn(unclear, field, value=line)
        return None
    row.warn(RowProblem.DAY_OF_NUMBER, field, value=line, proposed=f"{day:%d/%m/%Y}")
    return day


def read_due(row: RowReader, field: str) -> tuple[date | None, str]:
    """The day of a time limit and, where it was no plain date, its words.

    The day is None with a warning where the words name no day, with an error where the date is
    impossible.
    """
    found = _day_of_cell(row, field)
    line = "" if found else row.line(field)
    if not line:
        return found, ""
    try:
        named = _day_first(row, field, in_numbers(line))
        day, written = loose_due(named, row.today.year)
        if day and type(row.cell(field)) is float and not _MONTH_AS_NUMBER.fullmatch(line):
            day = _of_number(row, field, day, RowProblem.DUE_UNCLEAR)
            return day, "" if day else line
    except ImpossibleDate:
        row.fail(RowProblem.DATE_IMPOSSIBLE, field, value=line)
        return None, line
    if day is None:
        row.warn(RowProblem.DUE_UNCLEAR, field, value=line)
        return None, written
    if any(char.isalpha() for char in named) or span_end(named, row.today.year):
        row.repaired(field, line, f"{day:%d/%m/%Y}", RepairReason.SPAN_END)
        return day, written
    return day, ""


def _is_mistaken(line: str, today: date) -> bool:
    """Whether one day is meant that no calendar has, rather than a month, several days or words."""
    said = fold(in_numbers(line))
    days = _A_DAY.findall(said)
    if len(days) == 1 and set(_WORD.findall(said)) <= _OF_A_DAY:
        return True
    return not all(_is_possible(day, today) for day in days)


def _is_possible(day: str, today: date) -> bool:
    try:
        parse_date(day, today)
    except ImpossibleDate:
        return False
    return True


def _day_first(row: RowReader, field: str, line: str) -> str:
    """The day with its month second, where the column has it first."""
    if not _MONTH_FIRST.match(line) or not row.is_month_first(field):
        return line
    return _MONTH_FIRST.sub(r"\2/\1/", line, count=1)


def _day_of_cell(row: RowReader, field: str) -> date | None:
    cell = row.cell(field)
    day = day_of_number(cell)
    if day is not None:
        row.repaired(field, str(cell), f"{day:%d/%m/%Y}", RepairReason.DATE_NUMBER)
        return day
    found = day_of_date(cell)
    if found is None or not row.is_swapped(field):
        return found
    meant = found.replace(day=found.month, month=found.day)
    if meant != found:
        row.warn(RowProblem.DAY_SWAPPED, field, value=shown(found), proposed=shown(meant))
    return meant
