"""When a series meets next, and by which days things are done around a session."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue_app.domain import series
from dialogue_app.domain.calendar import Calendar, CalendarDay, DayKind
from dialogue_app.domain.series import Duty, Rhythm, duty_day, months_after, next_meeting
from dialogue_app.domain.vocabulary import Outcome
from dialogue_app.domain.worded import Worded

USUAL = Calendar()
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 9, 15), 3, date(2026, 12, 15)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2023, 11, 30), 3, date(2024, 2, 29)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(2099, 9, 1), 12, date(2099, 12, 31)),
    ],
)
def test_the_same_day_some_months_later_is_the_last_of_a_shorter_month(
    day: date, months: int, expected: date
):
    assert months_after(day, months) == expected


def test_the_next_session_is_a_period_later_on_a_working_day():
    assert next_meeting(USUAL, Rhythm.QUARTER, date(2026, 9, 15), date(2026, 9, 16)) == date(
        2026, 12, 15
    )
    # 12 December 2026 is a Saturday
    assert next_meeting(USUAL, Rhythm.MONTH, date(2026, 11, 12), date(2026, 11, 13)) == date(
        2026, 12, 14
    )


def test_a_series_that_slept_goes_on_from_today():
    next_day = next_meeting(USUAL, Rhythm.HALF_YEAR, date(2024, 3, 5), date(2026, 11, 27))
    assert next_day == date(2027, 3, 5)


@given(st.sampled_from(Rhythm), DAYS, DAYS, st.sets(DAYS, max_size=20))
def test_any_next_session_is_to_come_and_worked(
    rhythm: Rhythm, last: date, today: date, holidays: set[date]
):
    calendar = Calendar.of(CalendarDay(day, DayKind.HOLIDAY) for day in holidays)
    day = next_meeting(calendar, rhythm, last, today)
    assert day >= today
    assert day > last
    assert calendar.is_worked(day)
    assert calendar.is_worked(next_meeting(calendar, rhythm, None, today))


@given(st.sampled_from(Duty), DAYS, st.integers(0, 60), st.sets(DAYS, max_size=20))
def test_a_duty_is_kept_on_a_working_day_and_a_notice_is_never_late(
    duty: Duty, meeting: date, days: int, holidays: set[date]
):
    calendar = Calendar.of(CalendarDay(day, DayKind.HOLIDAY) for day in holidays)
    day = duty_day(calendar, duty, meeting, days)
    assert calendar.is_worked(day)
    if duty is Duty.NOTICE:
        assert day <= meeting - timedelta(days=days)
    else:
        assert day >= meeting + timedelta(days=days)


def test_each_outcome_is_a_fate():
    fates: type[Worded] = series.Fate
    assert [fate for fate in fates if fate.value in list(Outcome)] == [
        series.Fate(outcome.value) for outcome in Outcome
    ]
    for outcome in Outcome:
        assert series.Fate(outcome.value).label == outcome.label
