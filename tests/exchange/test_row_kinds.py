"""Which rows are entries, and which stand between or below them: no entry is ever lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue_app.domain.errors.base import Cancelled
from dialogue_app.domain.rows import SkippedRow
from dialogue_app.exchange.columns import find_mapping
from dialogue_app.exchange.enterprise_rows import ENTERPRISE_ROWS, SheetEnterprise
from dialogue_app.exchange.header_words import TableKind
from dialogue_app.exchange.issue_rows import ISSUE_ROWS, SheetIssue
from dialogue_app.exchange.reading import Sheet
from dialogue_app.exchange.recognising import recognise
from tests.exchange.workbooks import Parsed, parse_rows, stopped

BLANK, HEADER, NOTE = SkippedRow.BLANK, SkippedRow.HEADER, SkippedRow.NOTE
SECTION, TOTAL = SkippedRow.SECTION, SkippedRow.TOTAL
NUMBERED = ["STT", "Tên doanh nghiệp", "Mã số thuế", "Địa chỉ", "Điện thoại"]
NAME_AND_PLACE = ["Tên doanh nghiệp", "Địa chỉ"]
Rows = Sequence[Sequence[Any]]

TODAY = date(2026, 9, 15)


def sheet_of(rows: Rows) -> Sheet:
    return Sheet("S", hidden=False, rows=[list(row) for row in rows], path=Path("s.xlsx"))


def enterprises(*rows: Sequence[Any]) -> Parsed[SheetEnterprise]:
    sheet = sheet_of(rows)
    return parse_rows(ENTERPRISE_ROWS, sheet, find_mapping(sheet, TableKind.ENTERPRISES), TODAY)


def issues(*rows: Sequence[Any]) -> Parsed[SheetIssue]:
    sheet = sheet_of(rows)
    return parse_rows(ISSUE_ROWS, sheet, find_mapping(sheet, TableKind.ISSUES), date(2026, 9, 15))


def names(*rows: Sequence[Any]) -> list[str]:
    return [draft.name for draft in enterprises(*rows).drafts]


@pytest.mark.parametrize(
    ("header", "rows"),
    [
        (
            ["Mã số thuế", "Tên doanh nghiệp"],
            [["0072281864", "C.Ty TNHH Mẫu"], ["0072281865", "E-Mart Mẫu"], ["00", "K.T.C"]],
        ),
        (NAME_AND_PLACE, [["Hộ A", "B. Đường Mẫu"], ["Hộ B", "15 - Mẫu"], ["7-Mẫu", "12 - Mẫu"]]),
        (NAME_AND_PLACE, [["Tổng công ty Mẫu", "1"], ["Cộng 3 Mẫu", "2"], ["Tổng 1 Mẫu", "3"]]),
        (NAME_AND_PLACE, [["TM. Dịch vụ Mẫu", "Đường Mẫu"], ["Chủ tịch", "Chợ Mẫu"]]),
        (["Tên doanh nghiệp", "Mã số thuế"], [["Cộng", 300588569], ["Tổng cộng", "0300588569"]]),
        (["Tên doanh nghiệp", "Ghi chú"], [["E-Mart Mẫu", None], ["C.Ty Mẫu", None]]),
    ],
)
def test_enterprises_that_look_like_something_else(header: list[str], rows: Rows) -> None:
    found = enterprises(header, *rows)
    assert len(found.drafts) == len(rows)
    assert found.skipped.total() == 0


@pytest.mark.parametrize(
    ("header", "rows"),
    [
        (
            ["Đơn vị", "Nội dung"],
            [
                ["Hộ A", "1. Đề nghị giảm thuế"],
                ["Hộ B", "a) Xin vay vốn"],
                ["Hộ C", "I. Về thuế"],
                [None, "Tổng số tiền phạt quá cao, xin giảm"],
                ["Hộ D", "Sửa đường"],
            ],
        ),
        (
            ["Nội dung kiến nghị", "Ghi chú"],
            [["Xin giảm thuế"], ["1. Sửa đường"], ["- Cấp nước"], ["b) Điện"], ["Đ. Nước"]],
        ),
    ],
)
def test_issues_that_look_like_something_else(header: list[str], rows: Rows) -> None:
    found = issues(header, *rows)
    assert [draft.text for draft in found.drafts] == [row[-1] for row in rows]
    assert found.skipped.total() == 0


def test_entries_go_on_below_a_subtotal() -> None:
    found = enterprises(
        ["Tên doanh nghiệp", "Mã số thuế", "Địa chỉ", "Điện thoại"],
        ["A. Khu phố 1"],
        ["Hộ A", "0072281864", "1 Mẫu", "0900000001"],
        ["Cộng: 1"],
        ["B. Khu phố 2"],
        ["Kem Mẫu", None, "2 Mẫu", None],
        ["Công ty C"],
        ["Cộng", 2],
    )
    assert [draft.name for draft in found.drafts] == ["Hộ A", "Kem Mẫu", "Công ty C"]
    assert found.skipped == {SECTION: 2, TOTAL: 2}


@pytest.mark.parametrize("ordinal", ["{}", "{}.", "{})", "1.{}", "{}a"])
def test_every_spelling_of_a_number_goes_on_below_a_subtotal(ordinal: str) -> None:
    found = enterprises(
        NUMBERED,
        [ordinal.format(1), "Hộ A", None, "1 Mẫu"],
        [None, "Cộng: 1"],
        ["B", "Khu phố 2"],
        [ordinal.format(2), "Hộ B"],
        [ordinal.format(3), "Hộ C", None, None, "0900000003"],
        [None, "Tổng cộng: 3"],
    )
    assert [draft.name for draft in found.drafts] == ["Hộ A", "Hộ B", "Hộ C"]
    assert found.skipped == {SECTION: 1, TOTAL: 2}


@pytest.mark.parametrize(
    "total",
    [
        [None, "TỔNG CỘNG"],
        [None, "Tổng cộng: 12 đơn vị"],
        ["Tổng cộng", "12 doanh nghiệp, 3 hộ"],
        ["Cộng", 12],
        [None, "Cộng 12 hộ"],
        [None, "Tổng số doanh nghiệp trên địa bàn: 12"],
        [None, "Cộng mục I", None, None, "1.200"],
        [None, "Tổng cộng (I+II)"],
        [None, "Tổng", 5, 6, 7],
    ],
)
def test_totals(total: list[Any]) -> None:
    assert enterprises(NUMBERED, [1, "Hộ A", None, "1 Mẫu"], total).skipped == {TOTAL: 1}


def test_signatures_below_a_list_without_a_total() -> None:
    found = enterprises(
        NUMBERED,
        [1, "Công ty A", "0072281864", "1 Mẫu"],
        [2, "Công ty B", "0072281865", "1 Mẫu"],
        [],
        ["Ghi chú: danh sách cập nhật đến 30/9"],
        [None, "NGƯỜI LẬP BIỂU", None, "TM. ỦY BAN NHÂN DÂN"],
        [None, None, None, "CHỦ TỊCH"],
        [None, "(Ký, ghi rõ họ tên)", None, "(Ký tên, đóng dấu)"],
        [None, "Trương Văn Mẫu", None, "Hồ Thị Mẫu"],
        ["Nơi nhận:"],
        ["- Như trên;"],
        ["- Lưu: VT."],
    )
    assert [draft.name for draft in found.drafts] == ["Công ty A", "Công ty B"]
    assert found.skipped == {BLANK: 1, NOTE: 8}


@pytest.mark.parametrize("blank", [[], [[]]])
def test_signatures_below_issues(blank: list[list[Any]]) -> None:
    found = issues(
        ["STT", "Đơn vị nêu", "Nội dung kiến nghị", "Cơ quan chủ trì"],
        [1, "Công ty A", "Giảm thuế", "Phòng Kinh tế"],
        *blank,
        [None, None, "Phường Mẫu, ngày 30 tháng 9 năm 2026"],
        [None, "NGƯỜI LẬP", "CHỦ TỊCH"],
        [None, "Nguyễn Văn Mẫu", "Trần Thị Mẫu"],
    )
    assert [draft.text for draft in found.drafts] == ["Giảm thuế"]
    assert found.skipped[NOTE] == 3


def test_an_entry_that_lost_its_number_below_a_blank_row_is_kept() -> None:
    found = enterprises(
        NUMBERED,
        *([n, f"Hộ {n}", None, "1 Mẫu"] for n in range(1, 5)),
        [],
        [None, "Công ty B", None, "2 Mẫu"],
        [],
        [None, "Kem Mẫu", "0072281864"],
        [],
        [None, "Nguyễn Văn Mẫu", None, "Trần Thị Mẫu"],
    )
    assert [draft.name for draft in found.drafts][4:] == ["Công ty B", "Kem Mẫu"]
    assert found.skipped == {BLANK: 3, NOTE: 1}


def test_a_number_alone_is_a_blank_row() -> None:
    found = enterprises(NUMBERED, [1, "Hộ A", None, "1 Mẫu"], [2], ["3.", None, " "])
    assert len(found.drafts) == 1
    assert found.skipped == {BLANK: 2}


@pytest.mark.parametrize(
    "numbers",
    [
        ["A", "B", "C", "D", "E"],
        ["A", "B", "1", "2", "3"],
        ["(1)", "(2)", "(3)", "(4)", "(5) = (3) + (4)"],
        ["[1]", "[2]", "[3]", "[4]", "[5]"],
        [1, 2, 3, 4, 5],
        [1, 2, 3],
        ["(1)", "(2)"],
        ["A", "B", 1],
    ],
)
def test_the_numbers_of_the_columns(numbers: list[Any]) -> None:
    found = enterprises(NUMBERED, numbers, [1, "Hộ A", None, "1 Mẫu"])
    assert [draft.name for draft in found.drafts] == ["Hộ A"]
    assert found.skipped == {HEADER: 1}


def test_few_small_numbers_between_entries_number_no_columns() -> None:
    assert len(enterprises(NUMBERED, [1, "Hộ A", None, "1 Mẫu"], [1, "2", 3]).drafts) == 2


def test_both_rows_of_a_header_may_be_repeated() -> None:
    header = [["TT", "Tên đơn vị", "Thông tin", None], [None, None, "Điện thoại", "Email"]]
    found = enterprises(*header, [1, "Hộ A", "0900000001"], *header, [2, "Hộ B", "0900000002"])
    assert [draft.name for draft in found.drafts] == ["Hộ A", "Hộ B"]
    assert found.skipped == {HEADER: 2}


def test_a_section_is_one_line_of_text() -> None:
    found = enterprises(
        NUMBERED,
        ["Khu phố 1"],
        ["I", "Doanh nghiệp tư nhân"],
        [None, "B. Bổ sung"],
        [None, "2 - Hộ kinh doanh"],
        [None, None, "HỢP TÁC XÃ"],
        ["KP1-01", "Công ty A"],
        ["KP1-02", "Công ty B", None, "2 Mẫu"],
    )
    assert [draft.name for draft in found.drafts] == ["Công ty A", "Công ty B"]
    assert found.skipped == {SECTION: 5}


def test_a_wide_signature_below_numbered_entries_is_no_entry() -> None:
    found = enterprises(
        [*NUMBERED, "Ghi chú"],
        [1, "Hộ A", None, "1 Mẫu"],
        [2, "Hộ B", None, "2 Mẫu"],
        [None, None, "NGƯỜI LẬP BIỂU", "KẾ TOÁN", "THỦ TRƯỞNG", "CHỦ TỊCH"],
    )
    assert [draft.name for draft in found.drafts] == ["Hộ A", "Hộ B"]
    assert found.skipped == {NOTE: 1}


WIDE = ["Tên doanh nghiệp", "Mã số thuế", "Địa chỉ", "Điện thoại", "Người đại diện"]


def test_a_header_repeated_in_a_table_without_numbers() -> None:
    entry = ["Hộ A", "0072281864", "1 Mẫu", "0900000001", "Bà Mẫu"]
    found = enterprises(WIDE, entry, WIDE, [*entry[:1], *entry[1:4], "Ông Mẫu"])
    assert len(found.drafts) == 2
    assert found.skipped == {HEADER: 1}


def test_an_entry_of_one_word_of_the_header_is_no_header() -> None:
    found = enterprises(WIDE, ["Hộ A", "Mã số thuế", "1 Mẫu", "0900000001", "Bà Mẫu"])
    assert len(found.drafts) == 1


def test_half_of_the_cells_make_a_header() -> None:
    """Two words of the header among four cells, but not among five."""
    half = ["Tên doanh nghiệp", "Mã số thuế", "1 Mẫu", "0900000001"]
    assert enterprises(WIDE, half).skipped == {HEADER: 1}
    assert len(enterprises(WIDE, [*half, "Bà Mẫu"]).drafts) == 1


def test_entries_are_read_until_the_user_stops() -> None:
    sheet = sheet_of([NUMBERED, *([n, f"Hộ {n}", None, "1 Mẫu"] for n in range(1, 4))])
    mapping = find_mapping(sheet, TableKind.ENTERPRISES)
    with pytest.raises(Cancelled):
        recognise(sheet, mapping, TableKind.ENTERPRISES, stopped)
    steps: list[tuple[int, int]] = []
    recognise(
        sheet, mapping, TableKind.ENTERPRISES, lambda done, total: steps.append((done, total))
    )
    assert steps[-1] == (4, 4)
    assert steps == sorted(steps)


def test_a_long_line_is_no_signature() -> None:
    """What begins like one but goes on for more than a line is a text somebody typed."""
    text = "Chủ tịch " + "phường cho biết khi nào sửa đường " * 3
    rows = [["Đơn vị", "Nội dung"], ["Hộ A", "Sửa đường"], [None, text]]
    assert len(issues(*rows).drafts) == 2


ENTRY_NAMES = st.sampled_from(
    [
        "Công ty A", "C.Ty B", "E-Mart", "K.T.C", "7-Mẫu", "I. Mẫu", "Cộng", "Cộng 3 Mẫu",
        "Tổng cộng", "TM. Dịch vụ Mẫu", "Người lập biểu", "Chủ tịch", "1", "A", "Nguyễn Văn Mẫu",
    ]
)  # fmt: skip
PLACES = st.sampled_from(["B. Đường Mẫu", "15 - Mẫu", "Số 1, phường Mẫu", "Chợ Mẫu", "Hẻm Mẫu"])
BETWEEN = st.lists(
    st.sampled_from(
        [
            [], [None, " "], ["A", "Doanh nghiệp"], ["B. Khu phố 2"], [None, "C. Bổ sung"],
            [None, "Cộng: 3"], ["Tổng cộng", 12], [None, "Người lập biểu"], ["Nơi nhận:"],
            [None, "(Ký, ghi rõ họ tên)", None, "(Ký tên, đóng dấu)"], ["- Lưu: VT."],
            [None, None, None, "Phường Mẫu, ngày 30 tháng 9 năm 2026"], NUMBERED,
            ["(1)", "(2)", "(3)", "(4)", "(5)"],
        ]
    ),
    max_size=3,
)  # fmt: skip


@given(
    st.lists(st.tuples(BETWEEN, ENTRY_NAMES, PLACES, st.booleans()), min_size=1, max_size=8),
    BETWEEN,
    st.sampled_from([None, "{}", "{}.", "2.{}"]),
)
def test_every_entry_comes_back_once(
    generated: list[tuple[list[list[Any]], str, str, bool]],
    below: list[list[Any]],
    ordinal: str | None,
) -> None:
    rows: list[list[Any]] = [NUMBERED]
    expected: list[int] = []
    for number, (between, name, place, has_place) in zip(count(1), generated, strict=False):
        rows += between
        # Without a number an entry is known by what it says beside its name.
        address = place if has_place or ordinal is None else None
        rows.append([ordinal.format(number) if ordinal else None, name, None, address])
        expected.append(len(rows))
    rows += below
    found = enterprises(*rows)
    assert [draft.row for draft in found.drafts if draft.row in expected] == expected
    skipped = Counter(found.skipped)
    assert skipped.total() + len(found.drafts) == len(rows) - 1
