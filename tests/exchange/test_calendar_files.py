"""Days off read from calendars, workbooks and text tables."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dialogue_app.domain.calendar import CalendarDay, DayKind
from dialogue_app.domain.errors.base import DialogueError, ImpossibleDate
from dialogue_app.domain.errors.calendar import NoDays, UnknownDayKind
from dialogue_app.domain.errors.files import FileMissing
from dialogue_app.domain.errors.workbooks import NotAWorkbook, WorkbookTooLarge
from dialogue_app.exchange.calendar_files import kind_called, read_calendar
from tests.exchange.workbooks import save

TODAY = date(2026, 11, 27)
NEW_YEAR = date(2027, 1, 1)


def ics(path: Path, *events: str) -> Path:
    body = "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *events, "END:VCALENDAR", ""])
    path.write_text(body, "utf-8", newline="")
    return path


def event(*lines: str) -> str:
    return "\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT"])


def test_an_event_of_days_ends_the_day_before_its_end(tmp_path: Path) -> None:
    source = ics(
        tmp_path / "a.ics",
        event(
            "DTSTART;VALUE=DATE:20270101",
            "DTEND;VALUE=DATE:20270103",
            "SUMMARY:Tết Dương lịch\\, m",
        ),
        event("DTSTART;VALUE=DATE:20270104", "SUMMARY:Nghỉ bù"),
        event("DTSTART:20270105T080000", "DTEND:20270105T170000", "SUMMARY:Làm bù"),
    )
    found = read_calendar(source, TODAY).days
    assert [(day.day.day, day.kind) for day in found] == [
        (1, DayKind.HOLIDAY),
        (2, DayKind.HOLIDAY),
        (4, DayKind.COMPENSATORY_REST),
        (5, DayKind.WORKING_SATURDAY),
    ]
    assert found[0].name == "Tết Dương lịch, m"


def test_days_on_which_people_work_are_named_and_left(tmp_path: Path) -> None:
    source = ics(
        tmp_path / "a.ics",
        event("DTSTART;VALUE=DATE:20261120", "SUMMARY:Ngày mẫu", "DESCRIPTION:Observance\\nx"),
        event("DTSTART;VALUE=DATE:20270101", "SUMMARY:Tết", "DESCRIPTION:Public holiday"),
    )
    found = read_calendar(source, TODAY)
    assert ([day.day for day in found.days], found.passed_over) == ([NEW_YEAR], ("Ngày mẫu",))


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_a_table(tmp_path: Path, suffix: str) -> None:
    rows = [
        ["LỊCH NGHỈ NĂM 2027"],
        ["TT", "Ngày", "Loại ngày", "Tên ngày", "Căn cứ"],
        [1, "01/01/2027", "Nghỉ lễ", "Tết Dương lịch", "văn bản mẫu"],
        [2, "4/2", "Nghỉ hoán đổi", "", ""],
        [3, "06/02/2027", "Làm bù", "", ""],
        [None, None, "", "", ""],
    ]
    if suffix == "xlsx":
        source = save(tmp_path / "a.xlsx", rows)
    else:
        source = tmp_path / "a.csv"
        lines = (";".join("" if cell is None else str(cell) for cell in row) for row in rows)
        source.write_text("\n".join(lines), "utf-8")
    assert read_calendar(source, TODAY).days == (
        CalendarDay(NEW_YEAR, DayKind.HOLIDAY, "Tết Dương lịch", "văn bản mẫu"),
        CalendarDay(date(2026, 2, 4), DayKind.SWAPPED_REST),
        CalendarDay(date(2027, 2, 6), DayKind.WORKING_SATURDAY),
    )


def test_a_span_of_a_table(tmp_path: Path) -> None:
    rows = [["Từ ngày", "Đến ngày", "Nội dung"], [date(2027, 2, 4), date(2027, 2, 6), "Tết"]]
    days = read_calendar(save(tmp_path / "a.xlsx", rows), TODAY).days
    assert [day.day.day for day in days] == [4, 5, 6]


def test_an_event_of_months_or_one_that_ends_before_it_begins_is_named(tmp_path: Path) -> None:
    source = ics(
        tmp_path / "a.ics",
        event("DTSTART;VALUE=DATE:20270101", "DTEND;VALUE=DATE:20270601", "SUMMARY:Nghỉ hè"),
        event("DTSTART;VALUE=DATE:20270105", "DTEND;VALUE=DATE:20270101", "SUMMARY:Ngược"),
        event("DTSTART;VALUE=DATE:20270101", "SUMMARY:Tết"),
    )
    found = read_calendar(source, TODAY)
    assert ([day.day for day in found.days], found.passed_over) == (
        [NEW_YEAR],
        ("Nghỉ hè", "Ngược"),
    )


@pytest.mark.parametrize(("first", "last"), [("6/2/2027", "4/2/2027"), ("1/1/2027", "1/6/2027")])
def test_a_span_that_cannot_be_is_said(tmp_path: Path, first: str, last: str) -> None:
    rows = [["Từ ngày", "Đến ngày", "Nội dung"], [first, last, "Tết"]]
    with pytest.raises(ImpossibleDate):
        read_calendar(save(tmp_path / "a.xlsx", rows), TODAY)


@pytest.mark.parametrize(
    ("rows", "error"),
    [
        ([["Ngày", "Loại"], ["31/2/2027", "Nghỉ lễ"]], ImpossibleDate),
        ([["Ngày", "Loại"], ["1/1/2027", "ăn mừng"]], UnknownDayKind),
        ([["Ngày", "Loại"], [None, "Nghỉ lễ"]], NoDays),
        ([["Tên", "Loại"], ["x", "Nghỉ lễ"]], NoDays),
    ],
)
def test_a_table_that_names_no_day(
    tmp_path: Path, rows: list[list[object]], error: type[DialogueError]
) -> None:
    with pytest.raises(error):
        read_calendar(save(tmp_path / "a.xlsx", rows), TODAY)


def test_files_that_are_none(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        read_calendar(tmp_path / "a.ics", TODAY)
    (tmp_path / "b.ics").write_text("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:quatsch\r\n")
    with pytest.raises(NotAWorkbook):
        read_calendar(tmp_path / "b.ics", TODAY)
    with pytest.raises(NoDays):
        read_calendar(ics(tmp_path / "c.ics"), TODAY)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Nghỉ bù Giỗ Tổ Hùng Vương", DayKind.COMPENSATORY_REST),
        ("Đi làm bù", DayKind.WORKING_SATURDAY),
        ("Làm việc bù ngày 02/01", DayKind.WORKING_SATURDAY),
        ("Nghỉ hoán đổi", DayKind.SWAPPED_REST),
        ("Quốc khánh", DayKind.HOLIDAY),
        ("working_saturday", DayKind.WORKING_SATURDAY),
        ("Công việc", DayKind.HOLIDAY),
    ],
)
def test_what_a_day_is_called(words: str, kind: DayKind) -> None:
    assert kind_called(words) is kind


def test_two_events_of_one_day_are_one_day_with_both_names(tmp_path: Path) -> None:
    source = ics(
        tmp_path / "a.ics",
        event("DTSTART;VALUE=DATE:20270206", "DTEND;VALUE=DATE:20270208", "SUMMARY:Tết"),
        event("DTSTART;VALUE=DATE:20270206", "SUMMARY:Mùng một"),
        event("DTSTART;VALUE=DATE:20270206", "SUMMARY:Tết"),
    )
    found = read_calendar(source, TODAY).days
    assert [(day.day, day.name) for day in found] == [
        (date(2027, 2, 6), "Tết; Mùng một"),
        (date(2027, 2, 7), "Tết"),
    ]


@pytest.mark.parametrize(
    "event",
    [
        "DTSTART;VALUE=DATE:00000101",
        "DTSTART;VALUE=DATE:20270101\r\nDTSTART;VALUE=DATE:20270102",
        "DTSTART;VALUE=PERIOD:20270101T000000Z/PT1H",
        "DTSTART;VALUE=TIME:101010",
        "DTSTART;VALUE=DATE:20270101\r\nDTEND;VALUE=PERIOD:20270101T000000Z/PT1H",
    ],
)
def test_an_event_that_begins_on_no_day_is_damage(tmp_path: Path, event: str):
    lines = ("BEGIN:VCALENDAR", "BEGIN:VEVENT", event, "SUMMARY:x", "END:VEVENT", "END:VCALENDAR")
    (tmp_path / "a.ics").write_text("\r\n".join(lines))
    with pytest.raises(NotAWorkbook):
        read_calendar(tmp_path / "a.ics", date(2026, 11, 28))


def test_an_event_that_begins_on_a_day_and_ends_at_a_time(tmp_path: Path):
    lines = (
        "BEGIN:VCALENDAR", "BEGIN:VEVENT", "DTSTART;VALUE=DATE:20270101",
        "DTEND:20270102T170000", "SUMMARY:x", "END:VEVENT", "END:VCALENDAR",
    )  # fmt: skip
    (tmp_path / "a.ics").write_text("\r\n".join(lines))
    found = read_calendar(tmp_path / "a.ics", date(2026, 11, 28))
    assert [one.day for one in found.days] == [date(2027, 1, 1), date(2027, 1, 2)]


def test_a_calendar_that_would_take_long_to_read_is_refused(tmp_path: Path):
    (tmp_path / "a.ics").write_bytes(b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 80_000)
    with pytest.raises(WorkbookTooLarge):
        read_calendar(tmp_path / "a.ics", date(2026, 11, 28))
