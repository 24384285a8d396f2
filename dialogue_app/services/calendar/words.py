"""Days of the calendar and dates counted by it, in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from dialogue_app.domain.calendar import CalendarDay, CountedDay, Weekday
from dialogue_app.domain.deadlines import PausedDays
from dialogue_app.i18n import _, ngettext
from dialogue_app.i18n.formats import number, screen_date
from dialogue_app.i18n.words import word
from dialogue_app.services.calendar.explaining import ExplainedDue
from dialogue_app.services.calendar.explaining_promises import ExplainedPromise
from dialogue_app.services.calendar.moving import Moved, MovedDue
from dialogue_app.services.issues.story import extension_words

if TYPE_CHECKING:
    from dialogue_app.services.calendar.importing import CalendarPreview


def weekday_date(day: date) -> str:
    """Thứ Năm, 08/12/2026."""
    return f"{word(Weekday.of(day))}, {screen_date(day)}"


def reason(day: CountedDay) -> str:
    """Why a day counts or does not: "Nghỉ lễ: Tết Dương lịch"."""
    if day.exception is None:
        return word(day.kind)
    return exception_words(day.exception)


def exception_words(day: CalendarDay) -> str:
    """What an exception is and how it is called, and that it is an estimate where it is one."""
    said = ": ".join(filter(None, [word(day.kind), day.name]))
    return f"{said} ({_('estimate, not confirmed yet')})" if day.is_estimate else said


def counted_words(start: date, working_days: int, due: date) -> str:
    """The result of a counting in one line; the date that it gives stands last."""
    sentence = ngettext(
        "{n} working day after {start}: {due}",
        "{n} working days after {start}: {due}",
        working_days,
    )
    return sentence.format(n=number(working_days), start=screen_date(start), due=weekday_date(due))


def explained(due: ExplainedDue) -> Iterator[str]:
    """How a date came about, line by line; the day on which the limit ends stands last."""
    yield f"{due.body}: {weekday_date(due.due_on)}"
    if due.text:
        yield _("As written: {text}").format(text=due.text)
    if due.working_days is None:
        yield _("This date was typed; it does not follow from counting.")
    else:
        yield f"{_day_0(due)}: {weekday_date(due.start)}"
        yield from map(day_words, due.days)
        yield _by_which(due)
    for each in due.extensions:
        sentence = _("Extended on {day} from {was} to {due}: {reason}")
        yield sentence.format(
            day=screen_date(each.extended_on),
            was=screen_date(each.due_was),
            due=weekday_date(each.due_on),
            reason=extension_words(each),
        )
    if due.original_due_on not in (None, due.due_on):
        yield _("The first date was {day}.").format(day=screen_date(due.original_due_on))
    if due.rolls_to != due.due_on:
        sentence = _("{day} is a day off: the limit ends on {end} (Civil Code, article 148).")
        yield sentence.format(day=screen_date(due.due_on), end=weekday_date(due.rolls_to))
    yield from map(pause_words, due.pauses)
    if due.ends_on is not None:
        yield _("The limit ends on {day}.").format(day=weekday_date(due.ends_on))


def explained_promise(explained: ExplainedPromise) -> Iterator[str]:
    """How the day of a promise came about, line by line; the day on which it ends stands last."""
    promise, after = explained.promise, explained.days_after
    called = " · ".join(filter(None, [promise.what, promise.who]))
    yield f"{called}: {weekday_date(promise.due_on)}"
    if after is None:
        yield _("This date was typed; it does not follow from counting.")
    else:
        yield _("Promised for: {text}").format(text=promise.due_text)
        yield _last_words(explained)
        yield from map(day_words, after)
    if promise.ends_on != promise.due_on:
        sentence = _("{day} is a day off: the limit ends on {end} (Civil Code, article 148).")
        yield sentence.format(day=screen_date(promise.due_on), end=weekday_date(promise.ends_on))
    yield _("The limit ends on {day}.").format(day=weekday_date(promise.ends_on))


def _last_words(explained: ExplainedPromise) -> str:
    if explained.is_last:
        return _("It is the last working day of that time.")
    return _("By the calendar as it stands it is not the last working day of that time.")


def pause_words(paused: PausedDays) -> str:
    """What a time of waiting for the enterprise did to the end of a limit."""
    since, until = paused.pause.since, paused.pause.until
    if until is None or paused.ends_on is None:
        sentence = _("The clock has stood since {day}: the enterprise is to bring papers.")
        return sentence.format(day=screen_date(since))
    sentence = ngettext(
        "The clock stood from {since} to {until}: {n} working day more, the limit ends on {end}.",
        "The clock stood from {since} to {until}: {n} working days more, the limit ends on {end}.",
        paused.working_days,
    )
    return sentence.format(
        since=screen_date(since),
        until=screen_date(until),
        n=number(paused.working_days),
        end=weekday_date(paused.ends_on),
    )


def day_words(day: CountedDay) -> str:
    """A day passed on the way: whether it counts, and why."""
    mark = "+" if day.counted else "–"
    return f"{mark} {weekday_date(day.date)}  {reason(day)}"


def _day_0(due: ExplainedDue) -> str:
    if due.is_sent:
        return _("Day 0, the day it was sent")
    return _("Day 0, the day it was assigned") if due.is_given else _("Day 0, the day of receipt")


def _by_which(due: ExplainedDue) -> str:
    if not due.revision:
        return _("Counted Monday to Friday, before there was a calendar of days off.")
    return _("Counted by revision {n} of the calendar.").format(n=number(due.revision))


def left_out_words(found: CalendarPreview) -> Iterator[str]:
    """What of a file is not entered, line by line, and why."""
    for left, why in (
        (found.same, _("known already")),
        (found.on_weekends, _("on a Saturday or Sunday, off already")),
        (found.of_other_years, _("of other years, left out")),
    ):
        if left:
            yield f"{why}: {', '.join(screen_date(day.day) for day in left)}"
    if found.no_days_off:
        yield f"{_('no days off')}: {'; '.join(found.no_days_off)}"


def moved_words(move: Moved) -> str:
    """An open date before and after: "KN-2026-0015, Phòng Kinh tế: 12/01/2026 → 10/01/2026"."""
    return f"{_moved_of(move)}: {screen_date(move.was)} → {screen_date(move.becomes)}"


def _moved_of(move: Moved) -> str:
    """Whose date it is; of a promise also how it was written."""
    if isinstance(move, MovedDue):
        return f"{move.code}, {move.body}"
    written = _("promised for “{text}”").format(text=move.text)
    return ", ".join(filter(None, [*move.codes, move.who, written]))


def moves_words(n: int) -> str:
    """How many open dates the calendar moves."""
    if not n:
        return _("No open time limit moves.")
    sentence = ngettext(
        "{n} open time limit would move by this calendar.",
        "{n} open time limits would move by this calendar.",
        n,
    )
    return sentence.format(n=number(n))
