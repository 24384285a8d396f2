"""By when something is promised: read as people write it, and found in the text of an answer."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue_app.domain.calendar import Calendar, CalendarDay, DayKind
from dialogue_app.domain.errors.calendar import DayOutOfRange
from dialogue_app.domain.errors.issues import PromiseOver, UnclearPromise
from dialogue_app.domain.promises import ByWhen, by_when, counted_anew, promises_in

ANSWERED = date(2026, 9, 15)
PLAIN = Calendar()
# the last day of the year is off, and the Saturday before the last Monday of October is worked
SHIFTED = Calendar.of(
    [
        CalendarDay(date(2026, 12, 31), DayKind.COMPENSATORY_REST),
        CalendarDay(date(2026, 10, 31), DayKind.WORKING_SATURDAY),
    ]
)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("30/9", date(2026, 9, 30)),
        ("trước ngày 30/9", date(2026, 9, 30)),
        ("chậm nhất là ngày 30 tháng 9 năm 2026", date(2026, 9, 30)),
        ("31/10/2026", date(2026, 10, 31)),  # a typed day stands, on a Saturday too
        ("trong tháng 10", date(2026, 10, 30)),
        ("Tháng 10/2026", date(2026, 10, 30)),
        ("10/2026", date(2026, 10, 30)),
        ("quý IV", date(2026, 12, 31)),
        ("IV", date(2026, 12, 31)),
        ("Q1/2027", date(2027, 3, 31)),
        ("quí 4", date(2026, 12, 31)),
        ("trong năm 2027", date(2027, 12, 31)),
        ("trong tháng 9", date(2026, 9, 30)),  # of the answer itself: it is not over
        ("15/9", ANSWERED),
    ],
)
def test_a_day_a_month_or_a_quarter(typed: str, day: date):
    by = by_when(f" {typed} ", PLAIN, ANSWERED)
    assert (by.on, by.text) == (day, typed)


def test_a_month_or_a_quarter_ends_with_its_last_working_day():
    assert by_when("quý IV", SHIFTED, ANSWERED).on == date(2026, 12, 30)
    assert by_when("tháng 10", SHIFTED, ANSWERED).on == date(2026, 10, 31)


@pytest.mark.parametrize(
    "typed", ["quý II", "quý II/2026", "tháng 8", "14/9", "30/9/2025", "2026-01-05"]
)
def test_what_is_over_is_refused_with_its_day(typed: str):
    with pytest.raises(PromiseOver) as refused:
        by_when(typed, PLAIN, ANSWERED)
    assert refused.value.due < refused.value.answered == ANSWERED
    assert refused.value.field == "promised_by"


@pytest.mark.parametrize("typed", ["sớm", "tháng 13", "quý V", "31/2", "0/2026", "", "12", "quý"])
def test_what_names_no_day_is_refused(typed: str):
    with pytest.raises(UnclearPromise):
        by_when(typed, PLAIN, ANSWERED)


def test_a_day_no_calendar_reaches():
    with pytest.raises(DayOutOfRange):
        by_when("quý IV/2150", PLAIN, ANSWERED)


@given(st.dates(date(2020, 1, 1), date(2027, 12, 31)))
def test_a_quarter_is_never_promised_for_a_day_off_or_of_another_quarter(day: date):
    last = date(day.year, 12, 31)
    on = by_when(f"quý IV/{day.year}", SHIFTED, day if day.month < 12 else date(day.year, 11, 1)).on
    assert SHIFTED.is_worked(on)
    assert date(day.year, 10, 1) <= on <= last


_DAYS = st.dates(date(2026, 9, 1), date(2027, 1, 31))
_CALENDARS = st.dictionaries(
    _DAYS, st.sampled_from([DayKind.HOLIDAY, DayKind.WORKING_SATURDAY]), max_size=20
).map(lambda days: Calendar.of(CalendarDay(day, kind) for day, kind in days.items()))
_SPANS = {
    "tháng 10": date(2026, 10, 1),
    "trong tháng 12 năm 2026": date(2026, 12, 1),
    "quý IV": date(2026, 10, 1),
    "Q4/2026": date(2026, 10, 1),
    "trong năm 2026": date(2026, 1, 1),
}


@given(st.sampled_from(sorted(_SPANS)), _CALENDARS, _CALENDARS)
def test_a_span_follows_the_calendar_as_if_it_were_promised_by_it(
    text: str, before: Calendar, after: Calendar
):
    """And it never leaves its month, quarter or year; back by the first calendar it is the same."""
    by = by_when(text, before, ANSWERED)
    moved = counted_anew(by, after, ANSWERED)
    assert moved == by_when(text, after, ANSWERED)
    last = moved.on
    while (last + timedelta(1)).month == moved.on.month:
        last += timedelta(1)
        assert not after.is_worked(last)
    assert after.is_worked(moved.on)
    assert moved.on >= _SPANS[text]
    assert counted_anew(moved, before, ANSWERED) == by


@given(_DAYS, _CALENDARS)
def test_a_typed_day_stays_whatever_the_calendar_says(day: date, calendar: Calendar):
    text = f"{day:%d/%m/%Y}"
    assert counted_anew(ByWhen(day, text), calendar, ANSWERED) == ByWhen(day, text)


def test_a_month_whose_worked_days_were_over_when_it_was_promised_stays():
    """Said on the last working day of the month, which is taken off later."""
    last = date(2026, 10, 30)
    by = by_when("tháng 10", PLAIN, last)
    off = Calendar.of([CalendarDay(last, DayKind.HOLIDAY)])
    assert counted_anew(by, off, last) == by


@pytest.mark.parametrize(
    ("answer", "what", "day"),
    [
        (
            "Phường đã khảo sát hai vị trí; trong tháng 10 năm 2026 sẽ niêm yết giá. Xin cảm ơn.",
            "trong tháng 10 năm 2026 sẽ niêm yết giá",
            date(2026, 10, 30),
        ),
        ("QUÝ IV sẽ mở lại\nHết.", "QUÝ IV sẽ mở lại", date(2026, 12, 31)),
        (
            "Đèn sẽ sáng trước ngày 30.9.2026.",
            "Đèn sẽ sáng trước ngày 30.9.2026",
            date(2026, 9, 30),
        ),
        ("se xong trong thang 10", "se xong trong thang 10", date(2026, 10, 30)),
        (
            "Hồ sơ nộp trước ngày 01/8/2026 đã xong. Còn lại: chậm nhất ngày 05 tháng 10 trả lời.",
            "Còn lại: chậm nhất ngày 05 tháng 10 trả lời",
            date(2026, 10, 5),
        ),
    ],
)
def test_what_an_answer_may_promise(answer: str, what: str, day: date):
    found = next(promises_in(answer, PLAIN, ANSWERED))
    assert (found.what, found.by.on) == (what, day)


@pytest.mark.parametrize(
    "answer",
    [
        "Hồ sơ nộp từ tháng 5 đến nay đã bổ sung ba lần.",
        "Kính gửi Quý doanh nghiệp: đã trả lời trong tháng 3.",
        "Theo Nghị định 30/2020, trong 10 ngày làm việc.",
        "Gọi 0900 000 001, quý Việt Nam.",
        "",
    ],
)
def test_nothing_is_proposed_where_nothing_to_come_is_named(answer: str):
    assert list(promises_in(answer, PLAIN, ANSWERED)) == []
