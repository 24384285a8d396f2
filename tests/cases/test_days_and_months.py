"""A month is no day, and other words are none: they are kept, and no row is refused for them."""

from __future__ import annotations

from datetime import date

import openpyxl
import pytest

from tests.cases.conftest import Desk
from tests.cases.test_as_xls import as_xls

WHO = "Công ty TNHH Mẫu Một"
HEADER = ["STT", "Tên doanh nghiệp", "Nội dung kiến nghị"]


@pytest.mark.parametrize(
    "written", ["9/2026", "9-2026", "Tháng 9/2026", "tháng 8", "khoảng 15/9", "5/9/2026; 7/9/2026",
                "đang chờ", 9.2026, 2026]
)  # fmt: skip
@pytest.mark.parametrize("heading", ["Ngày tiếp nhận", "Ngày trả lời", "Hẹn trả lời"])
def test_what_is_no_day_is_kept(desk: Desk, written: object, heading: str) -> None:
    said = desk.issues([*HEADER, heading], [1, WHO, "Vá đường", written])
    assert said.statuses == [(2, "new")]
    assert said.values("received_on") == said.values("answer_date") == [None]
    assert said.values("note") == [f"{heading} ghi trong tệp: {written}"]
    assert f"“{written}” không phải là một ngày" in said.reasons(2)


@pytest.mark.parametrize(
    "written",
    ["31/9/2026", "2026-09-31", "ngày 31 tháng 9", "31/9/2026 (dự kiến)", "15/9/2026 25h"],
)
def test_a_day_that_no_calendar_has_is_refused(desk: Desk, written: str) -> None:
    said = desk.issues([*HEADER, "Ngày tiếp nhận"], [1, WHO, "Vá đường", written])
    assert said.statuses == [(2, "refused")]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("10/2026", "2026-10-31"),
        ("T10/2026", "2026-10-31"),
        ("trong tháng 10", "2026-10-31"),
        ("Q4/2026", "2026-12-31"),
        ("Q.IV/2026", "2026-12-31"),
        ("Quý IV/2026", "2026-12-31"),
        ("thường xuyên", None),
    ],
)
def test_a_limit_may_be_a_month_or_a_quarter(desk: Desk, written: str, day: str | None) -> None:
    said = desk.issues([*HEADER, "Thời hạn"], [1, WHO, "Vá đường", written])
    assert (said.values("due"), said.statuses) == ([day], [(2, "new")])
    assert said.values("note") == [f"Thời hạn ghi trong tệp: {written}"]


@pytest.mark.parametrize("told_as", ["xlsx", "xls"])
@pytest.mark.parametrize(
    ("shown", "is_month"),
    [
        ("mmm-yy", True),
        ("mm/yyyy", True),
        ("[$-42A]mmmm yyyy;@", True),
        ("\\t\\h\\á\\n\\g mm/yyyy", True),
        ("dd/mm/yyyy", False),
        ("d-mmm", False),
    ],
)
def test_a_month_of_which_excel_made_its_first_day(
    desk: Desk, shown: str, is_month: bool, told_as: str
) -> None:
    """Excel keeps "9/2026" as the first of September, and shows "Sep-26"."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([*HEADER, "Ngày tiếp nhận", "Thời hạn"])
    sheet.append([1, WHO, "Vá đường", date(2026, 9, 1), date(2026, 10, 1)])
    for cell in sheet[2][3:]:
        cell.number_format = shown
    book.save(desk.folder / "a.xlsx")
    path = desk.folder / "a.xlsx"
    said = desk.told("issues", path if told_as == "xlsx" else as_xls(path))
    if is_month:
        assert (said.values("received_on"), said.values("due")) == ([None], ["2026-10-31"])
        assert "Ngày tiếp nhận ghi trong tệp: 9/2026" in said.values("note")[0]
    else:
        assert said.values("received_on") == ["2026-09-01"]
        assert said.values("due") == ["2026-10-01"]


def test_with_full_stops_the_day_is_first(desk: Desk) -> None:
    said = desk.issues(
        ["STT", "Nội dung", "Ngày nhận"],
        [1, "Vá đường", "09/13/2026"],
        [2, "Lắp đèn", "03.9.2026"],
        [3, "Giảm phí", "9/2/2026"],
    )
    assert said.values("received_on") == ["2026-09-13", "2026-09-03", "2026-09-02"]


@pytest.mark.parametrize(
    ("header", "field"),
    [
        (["Trả lời", "Nội dung", "Ngày tháng năm"], "received_on"),
        (["Nội dung", "Trả lời", "Ngày tháng năm"], "answer_date"),
        (["Trả lời", "Nội dung", "Số văn bản trả lời", "Ngày tháng năm"], "answer_date"),
    ],
)
def test_a_bare_day_is_of_the_text_or_of_the_answer_to_its_left(
    desk: Desk, header: list[str], field: str
):
    cells = {"Trả lời": "Đã làm.", "Nội dung": "Sửa đường.", "Số văn bản trả lời": "12/SXD"}
    said = desk.issues(header, [cells.get(heading, "12/3/2026") for heading in header])
    days = {name: said.rows[2]["fields"][name] for name in ("received_on", "answer_date")}
    assert days == {"received_on": None, "answer_date": None, field: "2026-03-12"}


def test_a_year_of_two_digits_does_not_hide_that_the_month_comes_first(desk: Desk):
    said = desk.issues(
        ["ID", "Start time", "Your issue"],
        [1, "9/10/26 8:00:00", "Vá đường."], [2, "9/14/26 8:00:00", "Lắp đèn."],
    )  # fmt: skip
    assert said.values("received_on") == ["2026-09-10", "2026-09-14"]


def test_a_day_that_became_a_number_is_asked(desk: Desk):
    rows = ([n, f"Việc {n}", day] for n, day in enumerate([5.9, "5.9", 30.1, 30.2], start=1))
    said = desk.issues(["STT", "Nội dung", "Ngày nêu"], *rows)
    assert [status for _row, status in said.statuses] == ["asked", "new", "new", "refused"]
    assert said.values("received_on")[:3] == ["2026-09-05", "2026-09-05", None]
    assert "05/09/2026" in said.reasons(2)
    assert "30.1" in said.values("note")[2]


def test_a_time_limit_that_became_a_number_is_asked(desk: Desk):
    said = desk.issues(["STT", "Nội dung", "Thời hạn"], [1, "Đường", 5.12], [2, "Đèn", 9.2026])
    assert [status for _row, status in said.statuses] == ["asked", "new"]
    assert said.values("due") == ["2026-12-05", "2026-09-30"]


def test_moments_below_a_heading_of_moments(desk: Desk):
    header = ["STT", "Nội dung", "Thời điểm"]
    moments = ["Trước hội nghị", "Tại hội nghị", "Sau hội nghị"]
    said = desk.issues(header, *([n, f"Việc {n}", one] for n, one in enumerate(moments, start=1)))
    assert said.values("moment") == ["before", "at_meeting", "after"]


def test_days_below_a_heading_of_moments_are_named_as_not_taken(desk: Desk):
    said = desk.issues(["STT", "Nội dung", "Thời điểm"], [1, "Đường", "Quý III"])
    assert said.columns["Thời điểm"] is None


@pytest.mark.parametrize(
    ("left", "days"),
    [
        (["13/9/2026", "30-08-2026"], ["2026-09-01", "2026-09-13", "2026-08-30"]),
        (["9/15/2026", "8/31/2026"], ["2026-09-01", "2026-09-15", "2026-08-31"]),
    ],
)
def test_days_are_exchanged_where_excel_left_only_the_impossible_ones(
    desk: Desk, left: list[str], days: list[str]
):
    """Excel makes days of what fits the order it expects, and leaves the others as texts."""
    cells = [date(2026, 1, 9), *left]
    rows = [[at, WHO, f"Việc {at}", cell] for at, cell in enumerate(cells)]
    said = desk.issues([*HEADER, "Ngày tiếp nhận"], *rows)
    assert said.values("received_on") == days
    assert "đề xuất 01/09/2026" in said.reasons(2)


@pytest.mark.parametrize(
    "cells",
    [
        [date(2026, 1, 9), "13/9/2026", "1/9/2026"],  # which Excel would have taken
        [date(2026, 1, 9), "13/9/2026", date(2026, 9, 20)],  # which it would have left
        [date(2026, 1, 9), "không rõ"],
    ],
)
def test_a_day_stays_where_the_others_prove_no_exchange(desk: Desk, cells: list[object]):
    rows = [[at, WHO, f"Việc {at}", cell] for at, cell in enumerate(cells)]
    said = desk.issues([*HEADER, "Ngày tiếp nhận"], *rows)
    assert said.values("received_on")[0] == "2026-01-09"
    assert "đề xuất" not in said.reasons(2)
