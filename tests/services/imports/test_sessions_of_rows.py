"""A workbook of issues of several sessions: each row goes where it belongs, whatever was chosen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from dialogue_app import i18n
from dialogue_app.domain.fields.issues import IssueDraft, RaiserDraft
from dialogue_app.domain.fields.sessions import SessionDraft, VenueDraft
from dialogue_app.domain.rows import RowProblem
from dialogue_app.domain.vocabulary import AnswerKind, RaiserKind, RowStatus
from dialogue_app.services.bodies.editing import find_body
from dialogue_app.services.case import Case
from dialogue_app.services.exporting import export_list
from dialogue_app.services.imports.workbooks import Preview
from dialogue_app.services.issues.answering import AnswerDraft, answer
from dialogue_app.services.issues.assigning import AssignmentDraft, propose
from dialogue_app.services.issues.importing import import_issues
from dialogue_app.services.issues.intake import register_issue
from dialogue_app.services.issues.lists import IssueList, IssueQuery
from dialogue_app.services.sessions.editing import add_session, session_detail, venues_of
from tests.services.conftest import DAY
from tests.services.imports.test_read_back import change, nasty_issues, read_issues
from tests.services.imports.test_read_back import require_nothing_new as nothing_new
from tests.template import seen

OTHER_NAME = "Hội nghị chuyên đề của phường Mẫu"


@pytest.fixture
def other(case: Case) -> int:
    """A second session, with a venue."""
    form = SessionDraft(
        code="2026-CD1", name=OTHER_NAME, planned_on=DAY, venues=(VenueDraft("Chợ Mẫu"),)
    )
    return add_session(case, form)


def someone(name: str) -> tuple[RaiserDraft, ...]:
    return (RaiserDraft(RaiserKind.UNIDENTIFIED, written_name=name),)


def issues_everywhere(case: Case, meeting: int, other: int) -> None:
    """In both sessions and outside any; the same words in each."""
    nasty_issues(case, meeting)
    venue = venues_of(case, other)[0].id
    places: list[dict[str, Any]] = [
        {"session_id": meeting}, {"session_id": other, "venue_id": venue}, {}
    ]  # fmt: skip
    for place in places:
        key = register_issue(case, IssueDraft("Đường ngập.", raisers=someone("Bà Mẫu"), **place))
        propose(case, seen(case, key), [AssignmentDraft(find_body(case, "Sở Xây dựng", DAY))])
        said = AnswerDraft(AnswerKind.AT_MEETING, "Đã ghi nhận.", DAY, session_id=meeting)
        answer(case, [seen(case, key)], said)


def sessions_of(case: Case) -> dict[str, str]:
    """By text, of issues that are told apart by it, the session."""
    records = IssueList(case)
    rows = records.records(records.ids(IssueQuery()))
    return {row.whole_text: row.session_code for row in rows}


def workbook(path: Path, *rows: tuple[object, ...]) -> Path:
    book = openpyxl.Workbook()
    for row in (("Mã kiến nghị", "Hội nghị", "Đơn vị nêu", "Nội dung kiến nghị"), *rows):
        book.active.append(row)
    book.save(path)
    return path


def problems(preview: Preview) -> list[list[RowProblem]]:
    return [
        [one.problem for one in row.problems if one.problem is not RowProblem.RAISER_UNKNOWN]
        for row in preview.rows
    ]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("chosen", ["none", "meeting", "other"])
@pytest.mark.parametrize("columns", [None, ["code", "text"], ["code", "text", "session", "venue"]])
def test_an_exported_list_says_nothing_new_whatever_session_is_chosen(
    case: Case, meeting: int, other: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    chosen: str, columns: list[str] | None, language: str,
):  # fmt: skip
    monkeypatch.setattr(i18n._InUse, "language", i18n._InUse.language)
    monkeypatch.setattr(i18n._InUse, "texts", i18n._InUse.texts)
    i18n.install(language)
    issues_everywhere(case, meeting, other)
    n = export_list(IssueList(case), IssueQuery(), tmp_path / "kn.xlsx", columns)
    session_id = {"none": None, "meeting": meeting, "other": other}[chosen]
    preview = read_issues(case, tmp_path / "kn.xlsx", session_id)
    nothing_new(case, preview, n, import_issues)


def test_a_row_goes_to_the_session_it_names_by_code_or_name(
    case: Case, meeting: int, other: int, tmp_path: Path
):
    name = session_detail(case, meeting).form.name
    path = workbook(
        tmp_path / "kn.xlsx",
        ("", "2026-cd1", "Bà Mẫu", "Một."),
        ("", name, "Bà Mẫu", "Hai."),
        ("", OTHER_NAME.upper(), "Bà Mẫu", "Ba."),
        ("", "", "Bà Mẫu", "Bốn."),
        ("", "2026-K9", "Bà Mẫu", "Năm."),
    )
    preview = read_issues(case, path, meeting)
    assert problems(preview) == [[], [], [], [], [RowProblem.SESSION_UNKNOWN]]
    import_issues(case, preview)
    assert sessions_of(case) == {
        "Một.": "2026-CD1", "Hai.": "2026-K3", "Ba.": "2026-CD1", "Bốn.": "2026-K3",
        "Năm.": "2026-K3",
    }  # fmt: skip
    again = read_issues(case, path, meeting)
    assert {row.status for row in again.rows} == {RowStatus.SAME}


def test_a_known_issue_stays_where_it_is_and_the_row_says_so(
    case: Case, meeting: int, other: int, tmp_path: Path
):
    register_issue(case, IssueDraft("Một.", session_id=meeting, raisers=someone("Bà Mẫu")))
    register_issue(case, IssueDraft("Hai.", raisers=someone("Bà Mẫu")))
    query = IssueQuery(descending=False)
    export_list(IssueList(case), query, tmp_path / "kn.xlsx")
    for row in (2, 3):
        change(tmp_path / "kn.xlsx", row, i18n._("Session"), "2026-CD1")
    preview = read_issues(case, tmp_path / "kn.xlsx", other)
    assert problems(preview) == [[RowProblem.SESSION_KEPT], [RowProblem.SESSION_OF_NONE]]
    import_issues(case, preview)
    assert sessions_of(case) == {"Một.": "2026-K3", "Hai.": ""}


def test_a_code_of_another_office_never_writes_over_ours(case: Case, meeting: int, tmp_path: Path):
    """One we do not know is a new issue; one we know, of other words and raisers, is asked."""
    register_issue(case, IssueDraft("Một.", session_id=meeting, raisers=someone("Bà Mẫu")))
    path = workbook(
        tmp_path / "kn.xlsx",
        ("KN-2026-0001", "", "Ông Lạ", "Chuyện khác."),
        ("KN-2026-0777", "", "Ông Lạ", "Chuyện mới."),
    )
    preview = read_issues(case, path, None)
    assert [row.status for row in preview.rows] == [RowStatus.ASKED, RowStatus.WARNING]
    assert problems(preview) == [[RowProblem.CODE_OF_OTHER_ISSUE], [RowProblem.CODE_UNKNOWN]]
    result = import_issues(case, preview)
    assert (result.added, result.changed) == (1, 0)
    assert sessions_of(case) == {"Một.": "2026-K3", "Chuyện mới.": ""}
