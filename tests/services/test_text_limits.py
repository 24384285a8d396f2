"""No text is longer than a cell of a workbook: said where it is typed or read, never cut unsaid."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import update

from dialogue_app.domain.errors.base import TextTooLong, UnreadableLetter
from dialogue_app.domain.fields.enterprises import EnterpriseDraft
from dialogue_app.domain.fields.issues import IssueDraft
from dialogue_app.domain.rows import RowProblem
from dialogue_app.domain.text_limits import LONGEST, is_too_long, length
from dialogue_app.domain.vocabulary import AnswerKind, RowStatus
from dialogue_app.i18n.sentences import explain
from dialogue_app.services.case import Case
from dialogue_app.services.enterprises.editing import register_enterprise
from dialogue_app.services.enterprises.importing import import_enterprises, preview_enterprises
from dialogue_app.services.exporting import export_list
from dialogue_app.services.imports.decisions import UNDECIDED
from dialogue_app.services.imports.past_imports import list_imports
from dialogue_app.services.imports.pasting import open_pasted
from dialogue_app.services.imports.workbooks import TableKind, open_workbook
from dialogue_app.services.issues.answering import AnswerDraft, answer
from dialogue_app.services.issues.importing import import_issues
from dialogue_app.services.issues.intake import register_issue
from dialogue_app.services.issues.lists import IssueList, IssueQuery
from dialogue_app.services.sessions.finding import find_session
from dialogue_app.storage.models.issues import Issue
from tests.services.changing import change_issue, read_issue
from tests.services.conftest import DAY
from tests.services.imports.test_read_back import entries, read_issues, require_nothing_new
from tests.template import seen

FITS = "ư" * LONGEST
TOO_LONG = FITS + "a"


def test_what_outside_the_usual_plane_counts_twice():
    assert length("aư𠮷") == 4
    assert (is_too_long(FITS), is_too_long(TOO_LONG), is_too_long("𠮷" * 16_384)) == (
        False, True, True,
    )  # fmt: skip


def test_a_longer_text_is_refused_wherever_it_is_typed(case: Case):
    issue = register_issue(case, IssueDraft(FITS))
    before = entries(case)
    acts = [
        lambda: register_issue(case, IssueDraft(TOO_LONG)),
        lambda: change_issue(case, issue, note=TOO_LONG),
        lambda: register_enterprise(case, EnterpriseDraft("Mẫu", note=TOO_LONG)),
        lambda: answer(
            case, [seen(case, issue)], AnswerDraft(AnswerKind.IN_WRITING, TOO_LONG, DAY)
        ),
    ]
    for act in acts:
        with pytest.raises(TextTooLong) as caught:
            act()
        assert "32,768" in explain(caught.value)
    assert entries(case) == before


def test_a_longer_one_in_a_file_is_an_error_of_its_row(case: Case, tmp_path: Path):
    path = tmp_path / "kn.csv"
    path.write_text(f"STT;Nội dung kiến nghị\n1;{TOO_LONG}\n2;Ngắn.\n", encoding="utf-8")
    long, short = read_issues(case, path, None).rows
    assert [one.problem for one in long.problems] == [RowProblem.TEXT_TOO_LONG]
    assert short.status is RowStatus.NEW


def kept_long(case: Case) -> int:
    """An issue of before, whose text no cell can hold."""
    issue = register_issue(case, IssueDraft("Ngắn."))
    with case.store.writing(case.actor, "issue.edit", case.clock()) as session:
        session.execute(update(Issue).where(Issue.id == issue).values(text=TOO_LONG))
    return issue


def test_one_of_before_goes_out_marked_and_comes_back_unchanged(case: Case, tmp_path: Path):
    issue = kept_long(case)
    path = tmp_path / "kn.xlsx"
    export_list(IssueList(case), IssueQuery(), path)
    require_nothing_new(case, read_issues(case, path, None), 1, import_issues)
    change_issue(case, issue, note="Vẫn sửa được chỗ khác.")


def test_what_is_changed_of_it_outside_loses_nothing_that_was_cut(case: Case, tmp_path: Path):
    issue = kept_long(case)
    path = tmp_path / "kn.xlsx"
    export_list(IssueList(case), IssueQuery(), path, ["code", "text"])
    book = load_workbook(path)
    cell = book.active["B2"]  # type: ignore[index]
    assert str(cell.value).endswith(" […]")
    cell.value = "Sửa " + str(cell.value)[4:]
    book.save(path)
    with pytest.raises(TextTooLong):
        import_issues(case, read_issues(case, path, None))
    assert read_issue(case, issue).draft.text == TOO_LONG
    cell.value = "Chỉ còn thế này."
    book.save(path)
    import_issues(case, read_issues(case, path, None))
    assert read_issue(case, issue).draft.text == "Chỉ còn thế này."


def test_half_a_letter_is_refused_wherever_it_is_typed(case: Case):
    issue = register_issue(case, IssueDraft(FITS))
    before = entries(case)
    half = "Đường\ud83d số 5"
    acts = [
        (lambda: register_issue(case, IssueDraft(half)), "text"),
        (lambda: change_issue(case, issue, note=half), "note"),
        (lambda: register_enterprise(case, EnterpriseDraft(half)), "name"),
        (
            lambda: answer(
                case, [seen(case, issue)], AnswerDraft(AnswerKind.IN_WRITING, half, DAY)
            ),
            "",
        ),
        (lambda: find_session(case, half), ""),  # asked of the database as it is
    ]
    for act, field in acts:
        with pytest.raises(UnreadableLetter) as caught:
            act()
        assert "“Đường� số 5”" in explain(caught.value)
        assert caught.value.field == field
    assert entries(case) == before


def test_one_in_a_file_is_told_and_seen(case: Case, tmp_path: Path):
    path = tmp_path / "kn.html"
    path.write_text(
        "<table><tr><td>STT</td><td>Nội dung kiến nghị</td></tr>"
        "<tr><td>1</td><td>Đường &#xD83D; số 5.</td></tr><tr><td>2</td><td>Ngắn.</td></tr></table>",
        encoding="utf-8",
    )
    broken, whole = read_issues(case, path, None).rows
    assert (broken.draft.text, broken.status) == ("Đường � số 5.", RowStatus.WARNING)
    assert [(one.problem, one.field) for one in broken.problems] == [
        (RowProblem.LETTER_LOST, "text")
    ]
    assert whole.problems == ()
    mended = UNDECIDED.with_cell(2, 1, "Đường\ud83d số 5.")
    assert dict(mended.mended) == {(2, 1): "Đường� số 5."}


def test_one_that_was_copied_is_told_and_seen():
    book = open_pasted("", "STT\tNội dung kiến nghị\n1\tĐường \ud83d số 5.\n", TableKind.ISSUES)
    assert book.sheets[0].rows[1][1] == "Đường � số 5."


def test_a_file_whose_name_no_letters_spell_is_read_and_noted(case: Case, tmp_path: Path):
    path = Path(os.fsdecode(os.fsencode(tmp_path / "danh s") + b"\xe1ch.csv"))
    path.write_text("Tên doanh nghiệp\nCông ty TNHH Mẫu\n", "utf-8")
    book = open_workbook(path, TableKind.ENTERPRISES)
    mapping = book.mappings[book.chosen]
    assert mapping is not None
    import_enterprises(case, preview_enterprises(case, book, book.chosen, mapping))
    assert [row.file for row in list_imports(case)] == ["danh s�ch.csv"]
