"""Time limits in working days: the date, and every day counted or passed over on the way."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue_app.domain.calendar import Calendar, CountedDay, DayKind, count_due

CALENDAR = Calendar()
DAYS = st.dates(date(2000, 1, 1), date(2045, 12, 31))
COUNTS = st.integers(0, 60)
FRIDAY, SATURDAY, SUNDAY, MONDAY = (date(2026, 9, day) for day in (11, 12, 13, 14))


@given(DAYS)
def test_a_day_works_from_monday_to_friday(day: date):
    assert CALENDAR.kind(day) is (DayKind.WORKING if day.isoweekday() <= 5 else DayKind.WEEKEND)


@given(DAYS, COUNTS)
def test_as_many_working_days_are_counted_as_were_asked_for(start: date, count: int):
    due = count_due(CALENDAR, start, count)
    assert sum(day.counted for day in due.days) == count
    assert count == 0 or due.days[-1].counted


@given(DAYS, COUNTS)
def test_every_day_after_the_start_is_named_once_up_to_the_date(start: date, count: int):
    due = count_due(CALENDAR, start, count)
    length = (due.date - start).days
    assert [day.date for day in due.days] == [start + timedelta(n) for n in range(1, length + 1)]


@given(DAYS, COUNTS)
def test_a_day_counts_as_its_kind_says(start: date, count: int):
    for day in count_due(CALENDAR, start, count).days:
        assert day.kind is CALENDAR.kind(day.date)
        assert day.counted is (day.date.isoweekday() <= 5)


@given(DAYS, st.integers(0, 30), st.integers(0, 30))
def test_a_limit_can_be_counted_in_two_steps(start: date, first: int, more: int):
    half, whole = count_due(CALENDAR, start, first), count_due(CALENDAR, start, first + more)
    rest = count_due(CALENDAR, half.date, more)
    assert (rest.date, half.days + rest.days) == (whole.date, whole.days)


def test_the_day_of_receipt_does_not_count():
    due = count_due(CALENDAR, FRIDAY, 1)
    assert due.date == MONDAY
    assert due.days == (
        CountedDay(SATURDAY, DayKind.WEEKEND),
        CountedDay(SUNDAY, DayKind.WEEKEND),
        CountedDay(MONDAY, DayKind.WORKING),
    )
    assert [day.counted for day in due.days] == [False, False, True]
    assert count_due(CALENDAR, FRIDAY, 5).date == date(2026, 9, 18)


@pytest.mark.parametrize("start", [FRIDAY, SUNDAY])
def test_no_working_day_gives_the_start_and_passes_no_day(start: date):
    due = count_due(CALENDAR, start, 0)
    assert (due.date, due.days) == (start, ())


@pytest.mark.parametrize(("count", "day"), [(1, 14), (5, 18), (6, 21)])
def test_a_limit_from_a_sunday(count: int, day: int):
    assert count_due(CALENDAR, SUNDAY, count).date == date(2026, 9, day)


def test_fewer_than_no_days_are_refused():
    with pytest.raises(ValueError, match="-1"):
        count_due(CALENDAR, FRIDAY, -1)


class HolidayOnMonday(Calendar):
    """A calendar that knows one more day on which nobody works."""

    def kind(self, day: date) -> DayKind:
        return DayKind.WEEKEND if day == MONDAY else super().kind(day)


def test_what_the_calendar_says_of_a_day_decides():
    due = count_due(HolidayOnMonday(), FRIDAY, 1)
    assert due.date == date(2026, 9, 15)
    assert [day.counted for day in due.days] == [False, False, False, True]
