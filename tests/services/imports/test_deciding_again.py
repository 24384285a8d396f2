"""A decision costs what it changes: what still holds is neither read nor looked up again."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from dialogue_app.domain.fields.issues import IssueDraft
from dialogue_app.domain.rows import RowProblem
from dialogue_app.exchange import sheet_rows
from dialogue_app.exchange.cells import RowReader
from dialogue_app.exchange.columns import find_mapping
from dialogue_app.exchange.reading import Cell, Sheet
from dialogue_app.exchange.settling import settled
from dialogue_app.services.case import Case
from dialogue_app.services.enterprises.importing import import_enterprises, preview_enterprises
from dialogue_app.services.imports.decisions import UNDECIDED, Decisions
from dialogue_app.services.imports.told import told
from dialogue_app.services.imports.workbooks import OpenedWorkbook, Preview, TableKind
from dialogue_app.services.issues.import_told import issue_values
from dialogue_app.services.issues.importing import import_issues, preview_issues
from dialogue_app.services.issues.intake import register_issue
from tests.services.changing import change_issue

HEADINGS: list[Cell] = [
    "STT",
    "Đơn vị nêu",
    "Nội dung",
    "Trả lời",
    "Lĩnh vực",
    "Hình thức",
    "Ngày nhận",
]
ISSUES: list[list[Cell]] = [
    [1, "Công ty TNHH Mẫu", "Đường ngập.", "Sở Mẫu trả lời: đã ghi.", "Hạ tầng", "", "9/5/2026"],
    [2, "", "Thiếu đèn đường.", "", "Hạ tầng; Thuế", "Zalo", "10/5/2026"],
    ["I. LĨNH VỰC ĐẤT ĐAI"],
    [3, "Hộ Mẫu, số 5 đường Mẫu, phường Mẫu", "Rác ứ đọng.", "", "", "", ""],
    [4, "chị Mẫu", "1. Giấy phép chậm.\n2. Lệ phí cao.", "", "Đất đai", "Zalo", ""],
    [5, "chị Mẫu", "Rác ứ đọng.", "x", "Lạ", "lạ", "9/13/2026"],
    [None, "Tổng cộng", 5],
]  # fmt: skip
REGISTER: list[list[Cell]] = [
    ["Tên doanh nghiệp", "Mã số thuế", "Địa chỉ", "Điện thoại"],
    ["Công ty TNHH Mẫu Một", "0012345678", "Số 1, đường Mẫu", "900000001"],
    ["Công ty Mẫu Một", "", "Số 1, đường Mẫu", "0900000001"],
    ["Hộ kinh doanh Mẫu Hai", "12345678", "", ""],
    ["CÔNG TY MẪU MỘT", "0012345678", "Số 2, đường Mẫu", ""],
    ["Hộ Mẫu Ba: số 7 đường Mẫu", "", "", "0900 000 003"],
]


@dataclass
class Work:
    """A sheet that is decided on again and again."""

    case: Case
    kind: TableKind
    rows: list[list[Cell]]
    seen: list[int] = field(default_factory=list)  # rows that were read since it was last asked

    def __post_init__(self) -> None:
        sheet = Sheet("a", False, [[*row] for row in self.rows])
        sheet.hidden_rows.add(3)
        mapping = settled(sheet, find_mapping(sheet, self.kind), self.kind)
        self.book = OpenedWorkbook(Path(), self.kind, [sheet], [mapping], 0)

    def preview(self, decided: Decisions, before: Preview | None = None) -> Preview:
        mapping = self.book.mappings[0]
        assert mapping is not None
        if self.kind is TableKind.ENTERPRISES:
            return preview_enterprises(
                self.case, self.book, 0, mapping, decisions=decided, before=before
            )
        return preview_issues(
            self.case, self.book, 0, mapping, None, decisions=decided, before=before
        )

    def rows_read(self, decided: Decisions, before: Preview) -> list[int]:
        self.seen.clear()
        self.preview(decided, before)
        return [*self.seen]


@pytest.fixture
def work(case: Case, monkeypatch: pytest.MonkeyPatch) -> Callable[[TableKind], Work]:
    """A sheet of that kind, and which of its rows are read."""

    def made(kind: TableKind) -> Work:
        rows = REGISTER if kind is TableKind.ENTERPRISES else [HEADINGS, *ISSUES]
        found = Work(case, kind, rows)

        class Counting(RowReader):
            def __init__(self, table: Any, number: int, *others: Any) -> None:
                found.seen.append(number)
                super().__init__(table, number, *others)

        monkeypatch.setattr(sheet_rows, "RowReader", Counting)
        return found

    return made


def said(preview: Preview, kind: TableKind) -> object:
    """All that a preview shows and would write."""
    plain = told(preview, issue_values if kind is TableKind.ISSUES else lambda row: {})
    steps = [
        (step.number, step.known, step.differences, step.notes, list(step.thing.rows))
        for part in preview.plan
        for step in part.steps
    ]
    return plain, preview.rows, steps


def decide(chance: random.Random, decided: Decisions, kind: TableKind) -> Decisions:
    """Any other decision about a sheet."""
    row, column = chance.randint(2, 8), chance.randrange(7)
    words = chance.choice(["", "lạ", "zalo", "cong ty tnhh mau", "ha tang", "12345678", "thue"])
    fields = (
        "medium",
        "moment",
        "answer_kind",
        "topic",
        "raisers",
        "channel",
        "tax_code",
        "name",
        "parts",
    )
    match chance.randrange(9):
        case 0:
            return decided.with_cell(row, column, chance.choice(["", "x", "9/14/2026", "Sở Mẫu"]))
        case 1:
            return decided.with_cell(row, column, None)
        case 2:
            return decided.left_out([row])
        case 3:
            return decided.taken([row], [4, 8])
        case 4:
            value = chance.choice(["", "spoken", "in_writing", "Thuế", "yes", "no", "000012345678"])
            return decided.with_said(chance.choice(fields), words, value)
        case 5:
            names = ("note", "answer", "topic", "phone", "address")
            return decided.with_column(chance.choice(names), chance.choice([None, 3, 4]))
        case 6:
            return replace(decided, hidden=chance.choice([None, False, True]))
        case 7:
            agreed = frozenset({RowProblem.TAX_CODE_CHECK_DIGIT})
            return replace(decided, agreed=agreed - decided.agreed)
    return replace(decided, blanks_only=not decided.blanks_only, clears=frozenset({"phone"}))


@pytest.mark.parametrize("kind", TableKind)
@pytest.mark.parametrize("seed", range(6))
def test_what_is_taken_of_before_is_what_would_be_found(
    work: Callable[[TableKind], Work], kind: TableKind, seed: int
):
    sheet, chance = work(kind), random.Random(seed)
    if seed % 2:
        write = import_issues if kind is TableKind.ISSUES else import_enterprises
        write(sheet.case, sheet.preview(UNDECIDED), skip_bad=True)
    decided, before = UNDECIDED, sheet.preview(UNDECIDED)
    for _step in range(25):
        decided = decide(chance, decided, kind)
        before = sheet.preview(decided, before)
        assert said(before, kind) == said(sheet.preview(decided), kind), decided


@pytest.mark.parametrize(
    ("decided", "read"),
    [
        (UNDECIDED.with_cell(3, 2, "Thiếu đèn."), [3]),
        (UNDECIDED.with_said("channel", "Zalo", "spoken"), [3, 6]),
        (UNDECIDED.with_said("topic", "Thuế", "Đất đai"), [3]),
        (UNDECIDED.with_said("raisers", "Hộ Mẫu", "Hộ kinh doanh Mẫu"), [5]),
        (UNDECIDED.with_said("channel", "", "spoken"), [2, 5]),
        (UNDECIDED.left_out([6]), []),
        (UNDECIDED.taken([6], []), []),
        (replace(UNDECIDED, blanks_only=True), []),
        (UNDECIDED.with_column("note", 3), [2, 3, 5, 6, 7]),
    ],
)
def test_only_rows_that_a_decision_concerns_are_read_again(
    work: Callable[[TableKind], Work], decided: Decisions, read: list[int]
):
    sheet = work(TableKind.ISSUES)
    assert sheet.rows_read(decided, sheet.preview(UNDECIDED)) == read


@pytest.mark.parametrize(
    ("name", "answered"),
    [("moment", "before"), ("medium", "other"), ("answer_kind", "at_meeting")],
)
def test_how_all_rows_were_raised_or_answered_is_said_without_reading_the_rest_of_them_again(
    work: Callable[[TableKind], Work], name: str, answered: str
):
    sheet = work(TableKind.ISSUES)
    before = sheet.preview(UNDECIDED)
    decided = UNDECIDED.with_said(name, "", answered)
    again = sheet.preview(decided, before)
    assert said(again, TableKind.ISSUES) == said(sheet.preview(decided), TableKind.ISSUES)
    of_both = [(one.draft, other.draft) for one, other in zip(before.rows, again.rows, strict=True)]
    kept = {"moment": "moment_answered"}.get(name, name)
    assert any(getattr(one, kept) != getattr(other, kept) for one, other in of_both)
    assert all(one.raisers is other.raisers for one, other in of_both)


def test_what_is_told_of_the_cells_stays_where_an_answer_is_given_for_all(
    work: Callable[[TableKind], Work],
):
    sheet = work(TableKind.ISSUES)
    read = sheet.book.sheets[0]
    read.errors[5, 5] = "#N/A"
    read.rows[5][5] = None
    decided = UNDECIDED.with_said("medium", "", "other")
    again = sheet.preview(decided, sheet.preview(UNDECIDED))
    assert said(again, TableKind.ISSUES) == said(sheet.preview(decided), TableKind.ISSUES)
    assert "#N/A" in str(said(again, TableKind.ISSUES))


def test_only_which_rows_are_taken_compares_nothing(work: Callable[[TableKind], Work]):
    sheet = work(TableKind.ISSUES)
    before = sheet.preview(UNDECIDED)
    assert sheet.preview(UNDECIDED.taken([6], []), before) is before


def test_what_was_written_meanwhile_is_seen(work: Callable[[TableKind], Work]):
    sheet = work(TableKind.ISSUES)
    before = sheet.preview(UNDECIDED)
    register_issue(sheet.case, IssueDraft("Thiếu đèn đường."))
    import_issues(sheet.case, sheet.preview(UNDECIDED), skip_bad=True)
    again = sheet.preview(UNDECIDED, before)
    assert again is not before
    assert said(again, TableKind.ISSUES) == said(sheet.preview(UNDECIDED), TableKind.ISSUES)


@pytest.mark.parametrize(
    "decided", [UNDECIDED.with_cell(2, 3, "=B9"), UNDECIDED.with_cell(3, 2, "Thiếu đèn đường.")]
)
def test_what_the_file_says_beside_a_mended_cell_holds_no_more_though_the_cell_is_the_same(
    work: Callable[[TableKind], Work], decided: Decisions
):
    sheet = work(TableKind.ISSUES)
    read = sheet.book.sheets[0]
    read.rows[1][3] = "=B9"
    read.formulas.add((1, 3))
    read.converted[2] = {2: "ThiÕu ®Ìn ®­êng."}
    again = sheet.preview(decided, sheet.preview(UNDECIDED))
    assert said(again, TableKind.ISSUES) == said(sheet.preview(decided), TableKind.ISSUES)
    assert sheet.rows_read(decided, sheet.preview(UNDECIDED)) == [
        row for row, _at in decided.mended
    ]


def test_of_several_that_fit_the_first_is_meant_whenever_it_was_read(
    work: Callable[[TableKind], Work],
):
    sheet = work(TableKind.ISSUES)
    register_issue(sheet.case, IssueDraft("Cây đổ."))
    import_issues(sheet.case, sheet.preview(UNDECIDED.left_out([2, 5, 6, 7])), skip_bad=True)
    change_issue(sheet.case, 2, text="Cây đổ.")  # which the number of row 3 names, too
    decided = UNDECIDED.with_cell(3, 2, "Cây đổ.")
    again = sheet.preview(decided, sheet.preview(UNDECIDED))
    assert said(again, TableKind.ISSUES) == said(sheet.preview(decided), TableKind.ISSUES)


def test_another_sheet_of_the_file_takes_nothing_of_the_first(
    work: Callable[[TableKind], Work],
):
    sheet = work(TableKind.ISSUES)
    before = sheet.preview(UNDECIDED)
    other = work(TableKind.ISSUES)
    other.book.mappings[0] = sheet.book.mappings[0]
    other.book.sheets[0].rows[2][2] = "Một nội dung khác."
    found = other.preview(UNDECIDED, before)
    assert [row.title for row in found.rows][1] == "Một nội dung khác."


def test_an_error_of_excel_is_told_no_more_where_the_cell_was_mended(
    work: Callable[[TableKind], Work],
):
    sheet = work(TableKind.ISSUES)
    read = sheet.book.sheets[0]
    read.errors[5, 5], read.rows[5][5] = "#N/A", None
    before = sheet.preview(UNDECIDED)
    assert "#N/A" in str(said(before, TableKind.ISSUES))
    again = sheet.preview(UNDECIDED.with_cell(6, 5, "Zalo"), before)
    assert "#N/A" not in str(said(again, TableKind.ISSUES))
