"""No command shows the number of a person whole, wherever somebody typed it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from dialogue_app.services.case import Case
from dialogue_app.services.issues.detail import issue_detail
from dialogue_app.services.issues.intake import find_issue
from dialogue_app.services.opening import open_case
from tests.cli.conftest import OTHER, Run, one_sentence
from tests.template import USER, standing_clock

NUMBERS = [
    "000365685183", "079066088844", "079066088845", "079066088846", "079066088847", "079066088848",
]  # fmt: skip
HOUSEHOLD, RAISER, TEXT, NOTE, ANSWER, CUT = NUMBERS


@pytest.fixture
def typed(done: Run, meeting: str) -> str:
    """An issue with numbers of persons in all that can be typed of it."""
    done(
        "enterprise", "add", "Hộ kinh doanh Mẫu", "--tax-code", HOUSEHOLD,
        "--note", f"CCCD{NOTE}/CA", "--address", f"Số 1 ({NOTE[:3]}) {NOTE[3:]}",
    )  # fmt: skip
    padding = "Đường ngập. " * 16  # the number stands where lists cut the text
    done(
        "issue", "add", f"CCCD 0790 6608 8845 bị giữ. {padding[:160]} {CUT} hết.",
        "--session", meeting, "--raiser", f"Bà Mẫu ({RAISER})", "--raiser", "Hộ kinh doanh Mẫu",
        "--note", f"căn cước\n079066\n088847, {NOTE}",
    )  # fmt: skip
    code = "KN-2026-0001"
    done("issue", "answer", code, "--text", f"Trả lại thẻ 079.066.088.847 ({ANSWER}).")
    done(
        "session", "edit", "2026-K3", "--absent", f"Bà Mẫu {NOTE}; bận, CCCD {RAISER}",
        "--invited-delegate", f"Bà Mẫu {NOTE}; Chủ hộ {RAISER}", "--opening", f"{TEXT}: {ANSWER}",
        "--place", f"Nhà bà Mẫu, {NOTE}",
    )  # fmt: skip
    done("issue", "transfer", code, "--body", OTHER)
    return code


def holds(shown: str) -> list[str]:
    digits = re.sub(r"[\W_]", "", shown)
    return [number for number in NUMBERS if number in digits or number[:9] in digits]


@pytest.mark.parametrize("more", [[], ["--json"]])
def test_no_list_and_no_record_shows_one(done: Run, typed: str, more: list[str]):
    for arguments in (
        ["issue", "list"], ["issue", "show", typed], ["enterprise", "list"],
        ["enterprise", "show", "DN-00001"], ["session", "show", "2026-K3"],
    ):  # fmt: skip
        told = done(*arguments, *more).out
        assert holds(told) == [], told
    assert "*********844" in done("issue", "show", typed, *more).out


def test_no_workbook_and_no_paper_holds_one(done: Run, typed: str, tmp_path: Path):
    for noun in ("issues", "enterprises"):
        done("export", noun, "-o", tmp_path / "list.xlsx")
        cells = list(all_cells(tmp_path / "list.xlsx"))
        assert [cell for cell in cells if holds(cell)] == []
        assert any("*" in cell for cell in cells)
        preview = done("import", noun, tmp_path / "list.xlsx", "--dry-run").out
        assert holds(preview) == []
    for paper in (["minutes", "2026-K3"], ["paper", "transfer", typed]):
        done(*paper, "-o", tmp_path / "paper.docx")
        assert holds(words(tmp_path / "paper.docx")) == []


def test_no_refusal_prints_one(run: Run, typed: str):
    told = run("enterprise", "add", "Hộ Mẫu khác", "--tax-code", HOUSEHOLD)
    assert told.code == 2
    assert "*********183 (DN-00001)" in one_sentence(told)
    assert holds(run("enterprise", "show", RAISER).err) == []


def test_what_is_changed_in_a_list_that_went_out_loses_no_number(
    done: Run, typed: str, tmp_path: Path
):
    path = tmp_path / "list.xlsx"
    done("export", "issues", "-o", path)
    book = load_workbook(path)
    sheet = book.active
    assert sheet is not None
    column = [cell.value for cell in sheet[1]].index("Nội dung kiến nghị") + 1
    cell = sheet.cell(2, column)
    cell.value = f"{cell.value} Nay đã trả."
    book.save(path)
    assert "thay đổi 1" in done("import", "issues", path).out.lower()
    with opened(tmp_path / "data") as case:
        form = issue_detail(case, find_issue(case, typed)).form
    assert form.text.startswith("CCCD 0790 6608 8845 bị giữ.")
    assert form.text.endswith(f"{CUT} hết. Nay đã trả.")
    assert NOTE in form.note


@contextmanager
def opened(folder: Path) -> Iterator[Case]:
    case = open_case(folder, standing_clock, USER)
    yield case
    case.store.close()


def all_cells(path: Path) -> Iterator[str]:
    for sheet in load_workbook(path):
        for row in sheet.values:
            yield from (str(value) for value in row if value is not None)


def words(path: Path) -> str:
    with ZipFile(path) as packed:
        return re.sub(r"<[^>]+>", "", packed.read("word/document.xml").decode())
