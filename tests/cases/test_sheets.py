"""Cards, transposed tables, several sheets of one shape, and files of another kind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cases.conftest import SESSION, Desk

WHO, OTHER = "Công ty TNHH Mẫu Một", "Công ty CP Mẫu Hai"
CODES = ["9900000312", "9900010818"]
CARDS: dict[str, list[list[Any]]] = {
    "beside": [
        ["Tên doanh nghiệp:", WHO], ["Mã số thuế:", CODES[0]], ["Địa chỉ:", "12 đường Mẫu"], [None],
        ["Tên doanh nghiệp:", OTHER], ["Mã số thuế:", CODES[1]], ["Địa chỉ:", "13 đường Mẫu"],
    ],
    "in one cell": [
        ["DANH SÁCH DOANH NGHIỆP"],
        [f"Tên doanh nghiệp: {WHO}"], [f"Mã số thuế: {CODES[0]}"], ["Địa chỉ: 12 đường Mẫu"],
        [f"Tên doanh nghiệp: {OTHER}"], [f"Mã số thuế: {CODES[1]}"], ["Địa chỉ: 13 đường Mẫu"],
    ],
    "transposed": [
        ["Tên doanh nghiệp", WHO, OTHER], ["Mã số thuế", *CODES],
        ["Địa chỉ", "12 đường Mẫu", "13 đường Mẫu"],
    ],
    "with a gap": [
        ["Phiếu 1"], ["Tên doanh nghiệp", None, WHO], ["Mã số thuế", None, CODES[0]],
        ["Địa chỉ", None, "12 đường Mẫu"], ["Vốn điều lệ:", None, "10 tỷ"],
        ["Phiếu 2"], ["Tên doanh nghiệp", None, OTHER], ["Mã số thuế", None, CODES[1]],
        ["Địa chỉ", None, "13 đường Mẫu"],
    ],
}  # fmt: skip


@pytest.mark.parametrize("shape", list(CARDS))
def test_one_card_an_enterprise(desk: Desk, shape: str) -> None:
    said = desk.enterprises(*CARDS[shape])
    assert said.values("name") == [WHO, OTHER]
    assert said.values("tax_code") == CODES
    assert said.values("address") == ["12 đường Mẫu", "13 đường Mẫu"]


def test_one_card_an_issue_by_the_rows_of_the_file(desk: Desk) -> None:
    said = desk.issues(
        ["PHIẾU KIẾN NGHỊ"],
        ["Đơn vị kiến nghị", WHO],
        ["Nội dung kiến nghị", "Vá đường"],
        ["PHIẾU KIẾN NGHỊ"],
        ["Đơn vị kiến nghị", OTHER],
        ["Nội dung kiến nghị", "Lắp đèn"],
    )
    assert said.statuses == [(2, "new"), (5, "new")]
    assert said.values("raisers") == [[WHO], [OTHER]]
    assert [(one["row"], one["text"]) for one in said.told["skipped"]] == [
        (1, "PHIẾU KIẾN NGHỊ"),
        (4, "PHIẾU KIẾN NGHỊ"),
    ]


HEADER = ["STT", "Tên doanh nghiệp", "Mã số thuế"]


def three(desk: Desk) -> Path:
    return desk.book(
        HEADER,
        [1, WHO, CODES[0]],
        KP2=[HEADER, [1, OTHER, CODES[1]], [2, WHO, CODES[0]]],
        KP3=[["Khu phố 3"], HEADER, [1, "Công ty Mẫu Ba", "9900000619"]],
        Khac=[["Tên", "Địa chỉ"], ["Công ty Mẫu Bốn", "14 đường Mẫu"]],
    )


def test_sheets_of_one_shape_are_offered(desk: Desk) -> None:
    said = desk.told("enterprises", three(desk))
    assert [(field, value) for field, value, _rows in said.asked] == [
        ("sheets", "Sheet, KP3"), ("sheets_apart", "Khac"),
    ]  # fmt: skip
    every = desk.told("enterprises", three(desk), "--sheet", "*")
    found = [(row["sheet"], row["row"], row["status"]) for row in every.told["rows"]]
    assert found == [
        ("Sheet", 2, "new"), ("KP2", 2, "new"), ("KP2", 3, "same"), ("KP3", 3, "new"),
    ]  # fmt: skip
    assert "Sheet!2" in every.told["rows"][2]["reasons"][0]
    assert not every.asked
    two = desk.told("enterprises", three(desk), "--sheet", "Sheet", "--sheet", "KP3")
    assert two.values("name") == [WHO, "Công ty Mẫu Ba"]


def test_sheets_of_different_shapes_are_not_joined(desk: Desk) -> None:
    code, out, err = desk.run_whole(
        "import", "enterprises", three(desk), "--sheet", "KP2", "--sheet", "Khac", "--dry-run"
    )
    assert (code, out) == (2, "")
    assert "cột khác nhau" in err


def test_all_sheets_are_written(desk: Desk) -> None:
    code, _out = desk.run("import", "enterprises", three(desk), "--sheet", "*")
    assert (code, len(desk.listed("enterprise"))) == (0, 3)


ISSUES = [
    ["STT", "Đơn vị kiến nghị", "Nội dung kiến nghị", "Cơ quan giải quyết"],
    [1, WHO, "Vá đường", "Sở"],
]
ENTERPRISES = [[*HEADER, "Địa chỉ"], [1, WHO, CODES[0], "12 đường Mẫu"]]


@pytest.mark.parametrize(
    ("kind", "rows", "found"),
    [
        ("enterprises", ISSUES, "danh sách kiến nghị"),
        ("issues", ENTERPRISES, "danh sách doanh nghiệp"),
    ],
)
def test_a_file_of_the_other_kind_is_said(
    desk: Desk, kind: str, rows: list[list[Any]], found: str
) -> None:
    code, out, err = desk.run_whole("import", kind, desk.book(*rows))
    assert (code, out, len(err.strip().splitlines())) == (2, "", 1)
    assert f"là {found}" in err
    assert desk.listed("enterprise") == []
    assert desk.listed("issue") == []


@pytest.mark.parametrize(
    ("noun", "kind", "found"),
    [
        ("bodies", "enterprises", "danh sách cơ quan"),
        ("bodies", "issues", "danh sách cơ quan"),
        ("issues", "enterprises", "danh sách kiến nghị"),
        ("enterprises", "issues", "danh sách doanh nghiệp"),
    ],
)
def test_our_own_lists_of_other_nouns(desk: Desk, noun: str, kind: str, found: str) -> None:
    desk.write("enterprises", *ENTERPRISES)
    desk.write("issues", *ISSUES)
    path = desk.folder / "list.xlsx"
    assert desk.run("export", noun, "-o", path)[0] == 0
    code, _out, err = desk.run_whole("import", kind, path, "--dry-run")
    assert (code, f"là {found}" in err) == (2, True)


def test_columns_named_by_hand_are_taken_all_the_same(desk: Desk) -> None:
    by_hand = ["--map", "name=Đơn vị kiến nghị"]
    assert desk.enterprises(*ISSUES, options=by_hand).values("name") == [WHO]


def test_three_hundred_headings_are_one_sentence(desk: Desk) -> None:
    path = desk.book([f"Cột {n}" for n in range(300)], list(range(300)))
    code, out, err = desk.run_whole("import", "enterprises", path)
    assert (code, out, len(err.strip().splitlines())) == (2, "", 1)
    assert len(err) < 600


def test_words_of_a_column_that_may_be_headings_make_no_cards(desk: Desk) -> None:
    said = desk.issues(
        ["Loại", "Nội dung chi tiết của việc"],
        ["Kiến nghị", "Vá đường"],
        ["Phản ánh", "Rác"],
        ["Kiến nghị", "Lắp đèn"],
        options=["--map", "text=Nội dung chi tiết của việc"],
    )
    assert said.values("text") == ["Vá đường", "Rác", "Lắp đèn"]


def test_sheets_of_other_columns_are_named(desk: Desk) -> None:
    apart = [["STT", "Tên đơn vị", "Ghi chú"], [1, OTHER, "x"]]
    list_of_words = [["Mã", "Tên"], [1, "Thuế"]]
    said = desk.enterprises(*ENTERPRISES, Khac=apart, DanhMuc=list_of_words)
    assert said.told["sheet"] == "Sheet"
    assert said.asked == [("sheets_apart", "Khac", [])]
    assert "Khac" in said.told["questions"][0]["text"]


def test_a_table_in_a_hidden_sheet_is_named(desk: Desk) -> None:
    header = ["STT", "Đơn vị", "Nội dung"]
    hidden = [[*header, "Cơ quan"], [1, WHO, "Lắp", "Sở Mẫu"]]
    choices = [["STT", "Lĩnh vực"], [1, "Thuế"]]
    path = desk.book(header, [1, WHO, "Vá"], An=hidden, DM=choices)
    book = openpyxl.load_workbook(path)
    for name in ("An", "DM"):
        book[name].sheet_state = "hidden"
    book.save(path)
    said = desk.told("issues", path)
    assert said.told["sheet"] == "Sheet"
    assert ("sheets_apart", "An", []) in said.asked


def test_a_hidden_column_is_read_and_told(desk: Desk):
    path = desk.book(["Nội dung", "Ghi chú", "Màu"], ["Sửa đường.", "gấp", "đỏ"])
    book = openpyxl.load_workbook(path)
    book.active.column_dimensions["B"].hidden = True
    book.active.column_dimensions["D"].hidden = True  # nothing stands there
    book.save(path)
    said = desk.told("issues", path)
    assert said.told["columns"] == [
        {"heading": "Nội dung", "field": "text"},
        {"heading": "Ghi chú", "field": "note", "hidden": True},
        {"heading": "Màu", "field": None},
    ]
    assert said.values("note") == ["gấp"]
    _code, out = desk.run("import", "issues", path, "--session", SESSION, "--dry-run")
    assert "Các cột đang ẩn trong Excel: “Ghi chú”." in out
