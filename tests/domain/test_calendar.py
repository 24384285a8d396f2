"""Time limits in working days: the date, and every day counted or passed over on the way."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue_app.domain.calendar import (
    FIRST_DAY,
    LAST_DAY,
    USUAL,
    Calendar,
    CalendarDay,
    CountedDay,
    DayKind,
    count_due,
    due_date,
    end_of_limit,
    require_possible,
)
from dialogue_app.domain.errors.base import BadInput
from dialogue_app.domain.errors.calendar import (
    DayOutOfRange,
    HolidayByLaw,
    OffAlready,
    WorkedAlready,
)

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


def day_off(day: date) -> CalendarDay:
    return CalendarDay(day, DayKind.HOLIDAY)


def test_what_the_calendar_says_of_a_day_decides():
    due = count_due(Calendar.of([day_off(MONDAY)]), FRIDAY, 1)
    assert due.date == date(2026, 9, 15)
    assert [day.counted for day in due.days] == [False, False, False, True]
    assert due.days[2].exception == day_off(MONDAY)


def test_a_working_saturday_counts():
    calendar = Calendar.of(
        [
            CalendarDay(date(2026, 1, 1), DayKind.HOLIDAY),
            CalendarDay(date(2026, 1, 2), DayKind.SWAPPED_REST),
            CalendarDay(date(2026, 1, 10), DayKind.WORKING_SATURDAY),
        ]
    )
    assert due_date(calendar, date(2025, 12, 31), 6) == date(2026, 1, 10)
    assert due_date(Calendar(), date(2025, 12, 31), 6) == date(2026, 1, 8)


EXCEPTIONS = st.lists(
    st.builds(
        CalendarDay,
        st.dates(date(2026, 1, 1), date(2027, 12, 31)),
        st.sampled_from([kind for kind in DayKind if kind not in USUAL]),
    ),
    max_size=60,
)
NEAR = st.dates(date(2025, 6, 1), date(2028, 6, 1))


@given(EXCEPTIONS, NEAR, st.integers(1, 200))
def test_days_are_counted_as_one_would_on_the_wall(
    days: list[CalendarDay], start: date, count: int
):
    calendar = Calendar.of(days)
    day, left = start, count
    while left:
        day += timedelta(1)
        left -= calendar.is_worked(day)
    assert due_date(calendar, start, count) == day
    assert calendar.number(day) - calendar.number(start) == count


@given(EXCEPTIONS, NEAR, st.integers(1, 200))
def test_forward_and_back_agree(days: list[CalendarDay], start: date, count: int):
    calendar = Calendar.of(days)
    end = due_date(calendar, start, count)
    assert calendar.is_worked(end)
    assert calendar.day_of(calendar.number(end)) == end
    back = calendar.day_of(calendar.number(end) - count)
    assert back <= start
    assert not any(
        calendar.is_worked(back + timedelta(n)) for n in range(1, (start - back).days + 1)
    )


@given(EXCEPTIONS, NEAR)
def test_a_limit_ends_on_a_working_day_and_never_earlier(days: list[CalendarDay], last: date):
    calendar = Calendar.of(days)
    end = end_of_limit(calendar, last)
    assert end >= last
    assert calendar.is_worked(end)
    assert (end == last) is calendar.is_worked(last)


def test_the_later_word_on_a_day_holds_and_a_usual_one_takes_it_back():
    said = [day_off(MONDAY), CalendarDay(MONDAY, DayKind.WORKING)]
    assert Calendar.of(said).exceptions == {}
    assert not Calendar.of(reversed(said)).is_worked(MONDAY)


def test_a_limit_beyond_the_calendar_is_refused_and_a_typed_one_stays():
    with pytest.raises(ValueError, match=r"^\d+$"):
        due_date(CALENDAR, LAST_DAY, 1)
    assert end_of_limit(CALENDAR, date(2150, 1, 3)) == date(2150, 1, 3)


@pytest.mark.parametrize(
    ("day", "error"),
    [
        (CalendarDay(date(1999, 12, 31), DayKind.HOLIDAY), DayOutOfRange),
        (CalendarDay(date(2100, 1, 1), DayKind.HOLIDAY), DayOutOfRange),
        (CalendarDay(date(2028, 4, 30), DayKind.HOLIDAY), OffAlready),  # a Sunday
        (CalendarDay(SATURDAY, DayKind.COMPENSATORY_REST), OffAlready),
        (CalendarDay(MONDAY, DayKind.WORKING_SATURDAY), WorkedAlready),
        (CalendarDay(date(2027, 5, 1), DayKind.WORKING_SATURDAY), HolidayByLaw),
    ],
    ids=str,
)
def test_what_a_day_cannot_be(day: CalendarDay, error: type[BadInput]):
    with pytest.raises(error):
        require_possible(day)


@pytest.mark.parametrize(
    "day",
    [
        CalendarDay(SATURDAY, DayKind.WORKING_SATURDAY),
        CalendarDay(SUNDAY, DayKind.WORKING_SATURDAY),
        CalendarDay(SUNDAY, DayKind.WEEKEND),
        day_off(FIRST_DAY + timedelta(2)),
        day_off(MONDAY),
    ],
    ids=str,
)
def test_what_a_day_may_be(day: CalendarDay):
    require_possible(day)
