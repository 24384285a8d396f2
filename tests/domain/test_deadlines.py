"""When a limit is over: days off and stopped clocks, against counting on the wall."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dialogue_app.domain.calendar import (
    FIRST_DAY,
    LAST_DAY,
    USUAL,
    Calendar,
    CalendarDay,
    DayKind,
    end_of_limit,
)
from dialogue_app.domain.deadlines import Pause, due_soon_from, ends_on, paused_days

KINDS = st.sampled_from([kind for kind in DayKind if kind not in USUAL])
NEAR = st.dates(date(2026, 1, 1), date(2026, 12, 31))
CALENDARS = st.lists(st.builds(CalendarDay, NEAR, KINDS), max_size=40).map(Calendar.of)
LENGTHS = st.none() | st.integers(0, 20)
PAUSES = st.lists(st.tuples(NEAR, LENGTHS), max_size=3).map(
    lambda some: [
        Pause(since, None if length is None else since + timedelta(length))
        for since, length in some
    ]
)
FRIDAY, SATURDAY, MONDAY = date(2026, 9, 25), date(2026, 9, 26), date(2026, 9, 28)
DAY = date(2026, 9, 15)
CALENDAR = Calendar()


def worked_between(calendar: Calendar, after: date, to: date) -> int:
    days = (to - after).days
    return sum(calendar.is_worked(after + timedelta(n)) for n in range(1, days + 1))


@given(CALENDARS, NEAR)
def test_without_a_pause_it_is_over_after_the_first_working_day_from_it_on(
    calendar: Calendar, last: date
):
    day = last
    while not calendar.is_worked(day):
        day += timedelta(1)
    assert ends_on(calendar, last, DAY) == day


@given(CALENDARS, NEAR, NEAR, PAUSES)
def test_pauses_only_lengthen_by_the_working_days_that_they_took(
    calendar: Calendar, last: date, start: date, pauses: list[Pause]
):
    end = end_of_limit(calendar, last)
    for paused in paused_days(calendar, last, start, pauses):
        since = max(paused.pause.since, start)
        assert since <= end
        if paused.ends_on is None:
            assert paused.pause.until is None
            assert ends_on(calendar, last, start, pauses) is None
            return
        assert paused.pause.until is not None
        assert paused.working_days == worked_between(calendar, since, paused.pause.until)
        assert worked_between(calendar, end, paused.ends_on) == paused.working_days
        end = paused.ends_on
    assert ends_on(calendar, last, start, pauses) == end


def test_a_limit_on_a_saturday_is_missed_on_tuesday():
    assert ends_on(CALENDAR, SATURDAY, DAY) == MONDAY
    off = Calendar.of([CalendarDay(MONDAY, DayKind.HOLIDAY)])
    assert ends_on(off, SATURDAY, DAY) == date(2026, 9, 29)


def test_the_day_on_which_a_pause_begins_is_not_counted():
    pause = Pause(date(2026, 9, 21), date(2026, 9, 23))
    assert ends_on(CALENDAR, FRIDAY, DAY, [pause]) == date(2026, 9, 29)


def test_what_was_late_already_is_not_made_good():
    late = Pause(date(2026, 9, 26), date(2026, 10, 9))
    assert ends_on(CALENDAR, FRIDAY, DAY, [late]) == FRIDAY
    assert ends_on(CALENDAR, FRIDAY, DAY, [Pause(late.since, None)]) == FRIDAY


def test_what_stops_the_clock_on_the_last_day_is_in_time():
    assert ends_on(CALENDAR, FRIDAY, DAY, [Pause(FRIDAY, MONDAY)]) == MONDAY
    assert ends_on(CALENDAR, FRIDAY, DAY, [Pause(FRIDAY, None)]) is None


def test_while_the_clock_stands_nobody_knows():
    assert ends_on(CALENDAR, FRIDAY, DAY, [Pause(date(2026, 9, 21), None)]) is None


def test_a_pause_before_the_body_had_it_takes_nothing():
    early = Pause(date(2026, 9, 1), date(2026, 9, 10))
    assert ends_on(CALENDAR, FRIDAY, DAY, [early]) == FRIDAY


@given(CALENDARS, NEAR, st.integers(0, 60))
def test_it_is_due_soon_so_many_working_days_before(calendar: Calendar, last: date, days: int):
    end = end_of_limit(calendar, last)
    soon = due_soon_from(calendar, end, days)
    assert soon is not None
    assert soon <= end
    assert worked_between(calendar, soon, end) == days


def test_beyond_the_calendar_days_are_taken_as_they_are():
    far = date(2150, 1, 3)
    assert ends_on(CALENDAR, far, DAY) == far
    assert due_soon_from(CALENDAR, far, 3) is None
    pause = Pause(DAY, LAST_DAY)
    assert ends_on(CALENDAR, FRIDAY, DAY, [pause]) == FRIDAY


@given(CALENDARS)
def test_the_numbers_of_all_days_are_those_of_each(calendar: Calendar):
    numbers = list(calendar.numbers())
    assert len(numbers) == (LAST_DAY - FIRST_DAY).days + 1
    for day in (FIRST_DAY, date(2025, 12, 31), DAY, date(2026, 12, 31), LAST_DAY):
        assert numbers[(day - FIRST_DAY).days] == calendar.number(day)
