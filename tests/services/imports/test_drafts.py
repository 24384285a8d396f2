"""What was decided of a file that was not taken in to its end, found again by its path."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from dialogue_app.services import unsaved
from dialogue_app.services.imports.decisions import UNDECIDED
from dialogue_app.services.imports.drafts import (
    ImportDraft,
    digest_of,
    draft_of,
    drafts,
    forget_draft,
    keep_draft,
)
from dialogue_app.services.imports.workbooks import TableKind
from dialogue_app.services.unsaved import Unsaved
from tests.template import NOW

KIND = TableKind.ISSUES
DECIDED = UNDECIDED.with_cell(2, 0, "x").left_out([3])


def draft(path: Path) -> ImportDraft:
    return ImportDraft(KIND, path, digest_of(path), 7, {"Kỳ 3": DECIDED}, NOW)


def test_a_draft_is_found_again_and_renewed(tmp_path: Path):
    file = tmp_path / "a.csv"
    file.write_text("a")
    known = draft(file)
    keep_draft(tmp_path, known, "a.csv")
    keep_draft(tmp_path, replace(known, decided={"Kỳ 4": UNDECIDED}), "a.csv")
    keep_draft(tmp_path, known, "a.csv")
    assert draft_of(tmp_path, KIND, file) == known
    assert draft_of(tmp_path, TableKind.ENTERPRISES, file) is None
    forget_draft(tmp_path, known)
    assert drafts(tmp_path, KIND) == []


def test_a_file_has_a_draft_for_each_kind_of_rows(tmp_path: Path):
    file = tmp_path / "a.csv"
    file.write_text("a")
    issues = draft(file)
    enterprises = replace(issues, kind=TableKind.ENTERPRISES, session_id=None)
    for one in (issues, enterprises):
        keep_draft(tmp_path, one, "a.csv")
    assert draft_of(tmp_path, KIND, file) == issues
    assert draft_of(tmp_path, TableKind.ENTERPRISES, file) == enterprises


def test_another_content_has_another_digest_and_a_file_that_is_gone_none(tmp_path: Path):
    file = tmp_path / "a.csv"
    file.write_text("a")
    before = digest_of(file)
    file.write_text("b")
    assert before != digest_of(file) != ""
    assert digest_of(tmp_path / "gone.csv") == ""


def test_other_forms_and_what_another_program_kept_are_none(tmp_path: Path):
    for key, page, state in (("1", "issues", {}), ("2", "workbooks", {"decided": 3})):
        unsaved.keep(tmp_path, Unsaved(key, page, str(KIND), (), "x", NOW, state))
    assert drafts(tmp_path, KIND) == []
