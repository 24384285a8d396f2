"""By when something is promised: a day, a month or a quarter, as people write it in an answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dialogue_app.domain.calendar import Calendar
from dialogue_app.domain.dates import loose_due, span_end
from dialogue_app.domain.errors.base import ImpossibleDate
from dialogue_app.domain.errors.calendar import DayOutOfRange
from dialogue_app.domain.errors.issues import PromiseOver, UnclearPromise
from dialogue_app.domain.text import clean, clean_line, fold

_BEFORE = re.compile(r"^(?:(?:xong|hoan thanh) )?(?:truoc|cham nhat la) (?=ngay|\d)")
_BARE_QUARTER = re.compile(r"(?:iii|ii|iv|i)(?: ?[/-] ?\d{4})?")
_BREAK = re.compile(r"[.;!?](?=\s|$)|\n")  # between sentences; a date has points, too
_YEAR = r"(?: *(?:/|-|năm|nam)? *[0-9]{4})?"
_IN_SPAN = r"(?:trong|cuối|cuoi|hết|het)"
_BY_DAY = r"(?:trước|truoc|chậm nhất|cham nhat|trong|hết|het|đến|den|hạn|han)(?: +(?:là|la))?"
_NUMBERS = r"[0-9]{1,2} *[/.-] *[0-9]{1,2}(?: *[/.-] *(?:[0-9]{4}|[0-9]{2}))?"
_WORDS = r"[0-9]{1,2} +th[áa]ng +[0-9]{1,2}(?: +n[ăa]m +[0-9]{4})?"
_PHRASES = re.compile(
    rf"(?<!\w)(?:{_IN_SPAN} +th[áa]ng +[0-9]{{1,2}}{_YEAR}"
    rf"|(?:{_IN_SPAN} +)?qu[ýíyi] +(?:iii|ii|iv|i|[1-4]){_YEAR}"
    rf"|{_BY_DAY} +(?:ng[àa]y +)?(?:{_WORDS}|{_NUMBERS}))(?![\w/])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ByWhen:
    """The day a promise is to be kept, and how that was written ("trong tháng 10")."""

    on: date
    text: str


@dataclass(frozen=True, slots=True)
class ProposedPromise:
    """What an answer may promise: a sentence of it that names a day to come."""

    what: str
    by: ByWhen


def by_when(typed: str, calendar: Calendar, answered_on: date) -> ByWhen:
    """The day something is promised for: of a month, a quarter or a year its last working day.

    A missing year is that of the answer. Raises `UnclearPromise`, `PromiseOver` for what had
    passed by then, `DayOutOfRange` beyond the calendar.
    """
    text = clean_line(typed)
    try:
        last = last_of_span(text, answered_on)
        on = _last_worked(calendar, last) if last else _day(text, answered_on.year)
    except ImpossibleDate:
        raise UnclearPromise(text) from None
    if on < answered_on:
        raise PromiseOver(text, on, answered_on)
    return ByWhen(on, text)


def counted_anew(by: ByWhen, calendar: Calendar, answered_on: date) -> ByWhen:
    """The same promise by this calendar: the last working day of its month, quarter or year.

    A day stays as it was typed; so does what would have been over when it was promised.
    """
    last = last_of_span(by.text, answered_on)
    on = _last_worked(calendar, last) if last else by.on
    return ByWhen(on, by.text) if on >= answered_on else by


def promises_in(answer: str, calendar: Calendar, answered_on: date) -> Iterator[ProposedPromise]:
    """What the text of an answer may promise, in its order; what had passed by then is none."""
    text = clean(answer)
    for phrase in _PHRASES.finditer(text):
        try:
            by = by_when(phrase[0], calendar, answered_on)
        except (UnclearPromise, PromiseOver, DayOutOfRange):
            continue
        yield ProposedPromise(_sentence_around(text, phrase), by)


def _sentence_around(text: str, phrase: re.Match[str]) -> str:
    start = max((stop.end() for stop in _BREAK.finditer(text, 0, phrase.start())), default=0)
    end = next((stop.start() for stop in _BREAK.finditer(text, phrase.end())), len(text))
    return clean_line(text[start:end])


def last_of_span(text: str, answered_on: date) -> date | None:
    """The last day of the month, quarter or year that is written; None for a day."""
    return span_end(_in_full(text), answered_on.year)


def _in_full(text: str) -> str:
    """A quarter as it is said: IV, IV/2026."""
    folded = fold(text)
    return f"quy {folded}" if _BARE_QUARTER.fullmatch(folded) else text


def _day(text: str, year: int) -> date:
    day, _written = loose_due(_BEFORE.sub("", fold(text)), year)
    if day is None:
        raise UnclearPromise(text)
    return day


def _last_worked(calendar: Calendar, last: date) -> date:
    """The last working day up to that day."""
    try:
        return calendar.day_of(calendar.number(last))
    except ValueError:
        raise DayOutOfRange(last) from None
