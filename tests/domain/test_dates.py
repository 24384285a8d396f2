from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue_app.domain.dates import loose_due, parse_date, weekdays_after
from dialogue_app.domain.errors import ImpossibleDate

TODAY = date(2026, 9, 15)
DAYS = st.dates(date(2000, 1, 1), date(2045, 12, 31))


WAYS = """5/1|5/1/26|05/01/2026|2026-01-05|5.1.2026|5-1-2026|2026-01-05 00:00:00|05/01/2026 08:30
|ngày 5 tháng 1 năm 2026|05 tháng 01"""


@pytest.mark.parametrize("written", WAYS.replace("\n", "").split("|"))
def test_ways_to_write_a_day(written: str) -> None:
    assert parse_date(written, TODAY) == date(2026, 1, 5)


@pytest.mark.parametrize("written", ["31/9/2026", "30/2", "9/30/2026", "1/1/0001", "mai", "", "5"])
def test_impossible_days(written: str) -> None:
    with pytest.raises(ImpossibleDate) as caught:
        parse_date(written, TODAY)
    assert caught.value.value == written


@given(DAYS)
def test_a_written_day_is_read_back(day: date) -> None:
    for form in ("%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y", "ngày %d tháng %m năm %Y", "%d/%m/%y"):
        assert parse_date(day.strftime(form), TODAY) == day


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("trong tháng 10", date(2026, 10, 31)),
        ("Trong tháng 2/2028", date(2028, 2, 29)),
        ("hoàn thành trong tháng 11 năm 2026", date(2026, 11, 30)),
        ("quý IV", date(2026, 12, 31)),
        ("Quý 1/2027", date(2027, 3, 31)),
        ("cuối năm", date(2026, 12, 31)),
        ("chậm nhất ngày 30/9/2026", date(2026, 9, 30)),
        ("30/9", date(2026, 9, 30)),
        ("đầu tháng 10", None),
        ("tuần sau", None),
        ("từ 1/10 đến 5/10", None),
    ],
)
def test_loose_time_limits(written: str, day: date | None) -> None:
    assert loose_due(f" {written} ", 2026) == (day, written)


@pytest.mark.parametrize("written", ["31/9/2026", "tháng 13", "chậm nhất ngày 31/9"])
def test_loose_but_impossible(written: str) -> None:
    with pytest.raises(ImpossibleDate):
        loose_due(written, 2026)


@given(DAYS, st.integers(0, 60))
def test_weekdays_are_counted_one_by_one(day: date, count: int) -> None:
    end = weekdays_after(day, count)
    between = [day + timedelta(n) for n in range(1, (end - day).days + 1)]
    assert sum(d.weekday() < 5 for d in between) == count
    assert count == 0 or end.weekday() < 5


def test_the_day_of_receipt_does_not_count() -> None:
    friday = date(2026, 9, 11)
    assert weekdays_after(friday, 1) == date(2026, 9, 14)
    assert weekdays_after(friday, 5) == date(2026, 9, 18)
    with pytest.raises(ValueError, match="-1"):
        weekdays_after(friday, -1)
