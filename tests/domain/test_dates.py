from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue_app.domain.dates import loose_due, parse_date, parse_time
from dialogue_app.domain.errors.base import ImpossibleDate

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


SHAPES = (
    "{d}/{m}/{y}", "{d:02}/{m:02}/{y}", "{d}.{m}.{y}", "{d}-{m}-{y}", "{d} / {m} / {y}",
    "{y}-{m:02}-{d:02}", "{y}/{m}/{d}", "{y}.{m}.{d}", "{y}-{m:02}-{d:02} 07:30",
    "{y}-{m:02}-{d:02}T07:30:00.5", "{d}/{m}/{y} 7h30", "ngày {d} tháng {m} năm {y}",
    "{d} tháng {m} năm {y}", "NGÀY {d:02} THÁNG {m:02} NĂM {y}",
)  # fmt: skip
WITHOUT_YEAR = ("{d}/{m}", "{d:02}.{m:02}", "{d}-{m}", "ngày {d} tháng {m}", "{d} tháng {m}")
TWO_DIGITS = ("{d}/{m}/{yy:02}", "{d:02}.{m:02}.{yy:02}", "{d}-{m}-{yy:02}", "{d}/{m}/{yy:02} 7h30")


def written_as(shape: str, day: date) -> str:
    return shape.format(d=day.day, m=day.month, y=day.year, yy=day.year % 100)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), DAYS)
def test_a_day_in_any_shape_is_read_back(day: date, today: date) -> None:
    for shape in SHAPES:
        assert parse_date(written_as(shape, day), today) == day


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_day_without_its_year_is_one_of_this_year(day: date) -> None:
    for shape in WITHOUT_YEAR:
        assert parse_date(written_as(shape, day), day.replace(month=1, day=1)) == day


@given(st.integers(-79, 20), DAYS)
def test_two_digits_mean_the_hundred_years_up_to_twenty_ahead(ahead: int, today: date) -> None:
    day = date(today.year + ahead, 3, 1)
    for shape in TWO_DIGITS:
        assert parse_date(written_as(shape, day), today) == day


@pytest.mark.parametrize(
    ("today", "typed", "year"),
    [
        (date(2026, 1, 1), "1/1/46", 2046),
        (date(2026, 12, 31), "31/12/46", 2046),
        (date(2026, 12, 31), "1/1/47", 1947),
        (date(2026, 1, 1), "1/1/99", 1999),
        (date(2026, 1, 1), "1/1/00", 2000),
        (date(2027, 1, 1), "1/1/47", 2047),
        (date(2027, 1, 1), "1/1/48", 1948),
        (date(2079, 1, 1), "1/1/99", 2099),
        (date(2078, 1, 1), "1/1/99", 1999),
        (date(2100, 1, 1), "1/1/20", 2120),
        (date(2100, 1, 1), "1/1/21", 2021),
    ],
)
def test_the_turn_of_two_digit_years(today: date, typed: str, year: int) -> None:
    assert parse_date(typed, today).year == year


@pytest.mark.parametrize("first", ["1/1/1900", "1900-01-01", "ngày 1 tháng 1 năm 1900"])
def test_the_earliest_and_the_latest_day(first: str) -> None:
    assert parse_date(first, TODAY) == date(1900, 1, 1)
    last = first.replace("1900", "2199")
    assert parse_date(last, TODAY) == date(2199, 1, 1)
    for outside in (first.replace("1900", "1899"), first.replace("1900", "2200")):
        with pytest.raises(ImpossibleDate):
            parse_date(outside, TODAY)


@pytest.mark.parametrize(
    ("typed", "last_day"),
    [
        ("tháng 1/1900", date(1900, 1, 31)),
        ("tháng 12/2199", date(2199, 12, 31)),
        ("tháng 1", date(2026, 1, 31)),
        ("tháng 12", date(2026, 12, 31)),
        ("quý I", date(2026, 3, 31)),
        ("quý II", date(2026, 6, 30)),
        ("quý III", date(2026, 9, 30)),
        ("quý 2 năm 2027", date(2027, 6, 30)),
        ("trong năm 2027", date(2027, 12, 31)),
        ("xong trong năm nay", date(2026, 12, 31)),
        ("cuối quý 4.", date(2026, 12, 31)),
        ("hạn: ngày 5/10;", date(2026, 10, 5)),
    ],
)
def test_spans_end_with_their_last_day(typed: str, last_day: date) -> None:
    assert loose_due(typed, 2026) == (last_day, typed)


@pytest.mark.parametrize("typed", ["tháng 0", "tháng 1/1899", "quý I/2200", "trong năm 2200"])
def test_spans_that_no_calendar_has(typed: str) -> None:
    with pytest.raises(ImpossibleDate) as caught:
        loose_due(typed, 2026)
    assert caught.value.value == typed


@pytest.mark.parametrize("typed", ["quý 5", "quý 0", "quý V", "năm 2027", "nam nay"])
def test_what_names_no_end_is_kept_as_written(typed: str) -> None:
    assert loose_due(typed, 2026) == (None, typed)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("8", time(8)),
        ("0", time(0)),
        ("23:59", time(23, 59)),
        ("8:30", time(8, 30)),
        ("8.30", time(8, 30)),
        ("8h30", time(8, 30)),
        ("8g30", time(8, 30)),
        ("8h", time(8)),
        ("830", time(8, 30)),
        ("1130", time(11, 30)),
        (" 08 giờ 30 phút ", time(8, 30)),
        ("8 giờ 5", time(8, 5)),
    ],
)
def test_ways_to_write_a_time(typed: str, meant: time) -> None:
    assert parse_time(typed) == meant


@pytest.mark.parametrize(
    "typed", ["24", "24:00", "2400", "860", "11300", "8:60", "sáng", "", "8:300", "8:30:00"]
)
def test_impossible_times(typed: str) -> None:
    with pytest.raises(ImpossibleDate) as caught:
        parse_time(typed)
    assert caught.value.value == typed
