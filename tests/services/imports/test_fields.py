"""Every field a workbook may say, exported and taken in by another register: nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from dialogue_app import i18n
from dialogue_app.domain.fields.enterprises import EnterpriseDraft
from dialogue_app.domain.fields.facts import fields_of, names_of
from dialogue_app.domain.fields.issues import IssueDraft
from dialogue_app.domain.fields.sessions import SessionDraft, VenueDraft
from dialogue_app.domain.vocabulary import AuthorityLevel, IssueKind, Medium, Moment, RowStatus
from dialogue_app.services.agency.reference import legal_types, topics, units
from dialogue_app.services.case import Case
from dialogue_app.services.enterprises.editing import enterprise_detail, register_enterprise
from dialogue_app.services.enterprises.importing import import_enterprises
from dialogue_app.services.enterprises.lists import EnterpriseList, EnterpriseQuery
from dialogue_app.services.exporting import export_list
from dialogue_app.services.issues.detail import issue_detail
from dialogue_app.services.issues.importing import import_issues
from dialogue_app.services.issues.intake import register_issue
from dialogue_app.services.issues.lists import IssueList, IssueQuery
from dialogue_app.services.sessions.editing import add_session, venues_of
from tests.services.imports.test_imports import enterprises, issues
from tests.template import fresh_case
from tests.walk import sample

TICKED = ("withhold_name", "unsigned", "complaint", "also_elsewhere")


@pytest.fixture(autouse=True)
def _vietnamese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(i18n._InUse, "language", i18n._InUse.language)
    monkeypatch.setattr(i18n._InUse, "texts", i18n._InUse.texts)
    i18n.install("vi")


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Case]:
    """The register of another computer, which knows nothing yet."""
    case = fresh_case(tmp_path / "elsewhere")
    yield case
    case.store.close()


def filled(draft: type[Any], **given: object) -> dict[str, Any]:
    """A value for each field a workbook may say."""
    fields = fields_of(draft)
    return {
        name: given[name] if name in given else sample(fields[name]).value
        for name in names_of(draft, compared=True)
    }


def test_each_field_of_an_enterprise(case: Case, elsewhere: Case, tmp_path: Path):
    values = filled(
        EnterpriseDraft,
        name="Công ty Mẫu",
        legal_type_id=legal_types(case)[1].id,
        unit_id=units(case)[1].id,
    )
    draft = EnterpriseDraft(**values)
    register_enterprise(case, draft)
    export_list(EnterpriseList(case), EnterpriseQuery(), tmp_path / "dn.xlsx")
    assert [row.status for row in enterprises(case, tmp_path / "dn.xlsx").rows] == [RowStatus.SAME]
    import_enterprises(elsewhere, enterprises(elsewhere, tmp_path / "dn.xlsx"))
    assert enterprise_detail(elsewhere, 1).form == draft


def meeting_of(case: Case) -> int:
    session = SessionDraft(
        "2026-K3", "Hội nghị Mẫu", date(2026, 9, 15), venues=(VenueDraft("Chợ Mẫu"),)
    )
    return add_session(case, session)


@pytest.mark.parametrize("ticked", [(), *((name,) for name in TICKED)])
def test_each_field_of_an_issue(
    case: Case, elsewhere: Case, tmp_path: Path, ticked: tuple[str, ...]
):
    meeting, again = meeting_of(case), meeting_of(elsewhere)
    values = filled(
        IssueDraft,
        kind=IssueKind.QUESTION,
        moment=Moment.AT_MEETING,
        medium=Medium.SPOKEN,
        authority=AuthorityLevel.CITY,
        topic_id=topics(case)[1].id,
        venue_id=venues_of(case, meeting)[0].id,
        **{name: name in ticked for name in TICKED},
    )
    draft = IssueDraft(session_id=meeting, **values)
    register_issue(case, draft)
    path = tmp_path / "kn.xlsx"
    export_list(IssueList(case), IssueQuery(session_id=meeting), path)
    assert [row.status for row in issues(case, path, meeting).rows] == [RowStatus.SAME]
    import_issues(elsewhere, issues(elsewhere, path, again))
    known = issue_detail(elsewhere, 1).form
    same_venue = replace(known, session_id=meeting, venue_id=draft.venue_id)
    assert (same_venue, issue_detail(elsewhere, 1).venue) == (draft, "Chợ Mẫu")


@pytest.mark.parametrize("name", TICKED)
def test_a_mark_set_in_an_exported_list_is_a_change(case: Case, tmp_path: Path, name: str):
    meeting = meeting_of(case)
    issue_id = register_issue(case, IssueDraft("Hẻm ngập.", session_id=meeting, note="đã gọi"))
    path = tmp_path / "kn.xlsx"
    export_list(IssueList(case), IssueQuery(session_id=meeting), path)
    book = load_workbook(path)
    sheet = book.worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    sheet.cell(2, heads.index(i18n._(fields_of(IssueDraft)[name].words)) + 1, "có")
    book.save(path)
    preview = issues(case, path, meeting)
    assert [row.status for row in preview.rows] == [RowStatus.CHANGED]
    import_issues(case, preview)
    assert getattr(issue_detail(case, issue_id).form, name)


def test_a_note_of_an_exported_list_still_sets_a_mark(case: Case, tmp_path: Path):
    meeting = meeting_of(case)
    issue_id = register_issue(case, IssueDraft("Hẻm ngập.", session_id=meeting))
    path = tmp_path / "kn.xlsx"
    export_list(IssueList(case), IssueQuery(session_id=meeting), path)
    book = load_workbook(path)
    sheet = book.worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    sheet.cell(2, heads.index("Ghi chú") + 1, "có dấu hiệu tố cáo cán bộ")
    book.save(path)
    import_issues(case, issues(case, path, meeting))
    assert issue_detail(case, issue_id).form.complaint
