"""What is asked of a file in the window, and what its answers decide."""

from __future__ import annotations

from pathlib import Path

import pytest

from dialogue_app.domain.rows import RowProblem
from dialogue_app.exchange.columns import find_mapping
from dialogue_app.exchange.reading import Cell, Sheet
from dialogue_app.services.case import Case
from dialogue_app.services.enterprises.importing import preview_enterprises
from dialogue_app.services.imports.asking import (
    NONE,
    About,
    Asked,
    answered,
    asked_of_file,
    lists_of,
)
from dialogue_app.services.imports.decisions import UNDECIDED, Decisions
from dialogue_app.services.imports.workbooks import OpenedWorkbook, Preview, TableKind

KIND = TableKind.ENTERPRISES
ROWS: list[list[Cell]] = [["Tên", "Địa chỉ"], ["Hộ Mẫu", "Tổ 1"], ["Hộ Mẫu Hai", "Tổ 2"]]


def compared(case: Case, decided: Decisions) -> Preview:
    sheet = Sheet("a", hidden=False, rows=ROWS, hidden_rows={3})
    mapping = find_mapping(sheet, KIND)
    book = OpenedWorkbook(Path(), KIND, [sheet], [mapping], 0)
    return preview_enterprises(case, book, 0, mapping, decisions=decided)


def about(case: Case, decided: Decisions) -> list[About]:
    asked = asked_of_file(compared(case, decided), decided, lists_of(case, KIND))
    return [one.about for one in asked]


@pytest.mark.parametrize(("value", "rows"), [("take", 2), ("leave", 1)])
def test_hidden_rows_are_asked_until_they_are_answered(case: Case, value: str, rows: int):
    preview = compared(case, UNDECIDED)
    (asked,) = asked_of_file(preview, UNDECIDED, lists_of(case, KIND))
    assert (asked.about, asked.rows) == (About.HIDDEN, (3,))
    decided = answered(UNDECIDED, asked, value)
    assert about(case, decided) == []
    assert len(compared(case, decided).rows) == rows


def question(about: About, field: str = "", value: str = "") -> Asked:
    return Asked(about, field, value, (), "?", ())


def test_no_column_and_no_field_are_answers_that_decide_nothing():
    new, missing = question(About.NEW_COLUMN, value="2"), question(About.MISSING, "phone")
    for asked in (new, missing):
        assert answered(UNDECIDED, asked, NONE) == UNDECIDED
    assert answered(UNDECIDED, new, "phone") == UNDECIDED.with_column("phone", 2)
    assert answered(UNDECIDED, missing, "3") == UNDECIDED.with_column("phone", 3)


def test_an_answer_is_added_to_those_before():
    first = UNDECIDED.with_said("topic", "dat", "Đất đai")
    again = answered(first, question(About.WORDS, "topic", "phi"), "Thuế")
    assert again.said == {("topic", "dat"): "Đất đai", ("topic", "phi"): "Thuế"}
    offered = answered(again, question(About.OFFER, "parts"), "yes")
    assert offered.takes("parts")
    warned = answered(offered, question(About.WARNING, "tax_code"), "tax_code_check_digit")
    assert warned.agreed == {RowProblem.TAX_CODE_CHECK_DIGIT}
    assert warned.said == offered.said


def test_of_a_vocabulary_all_is_offered_but_that_nobody_knows(case: Case):
    offered = lists_of(case, TableKind.ISSUES)
    for name in ("medium", "moment", "authority"):
        values = [value for value, _words in offered[name]]
        assert values
        assert "unknown" not in values
