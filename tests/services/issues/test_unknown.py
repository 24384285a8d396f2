"""When, how and by whose authority may be unknown; nothing and no paper then claims to know."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from dialogue_app.documents.minutes import minutes_parts
from dialogue_app.documents.minutes_facts import MinutesFacts
from dialogue_app.documents.parts import Table
from dialogue_app.documents.reading import as_text
from dialogue_app.domain.fields.issues import IssueDraft
from dialogue_app.domain.people import Person
from dialogue_app.domain.vocabulary import AuthorityLevel, Medium, Moment
from dialogue_app.services.case import Case
from dialogue_app.services.imports.workbooks import TableKind, open_workbook
from dialogue_app.services.issues import answering
from dialogue_app.services.issues.detail import issue_detail
from dialogue_app.services.issues.importing import import_issues, preview_issues
from dialogue_app.services.issues.intake import register_issue
from dialogue_app.services.issues.lists import IssueList, IssueQuery
from dialogue_app.services.issues.raisers import raisers_as_written
from dialogue_app.services.issues.words import issue_words
from dialogue_app.services.papers.minutes import minutes_facts
from tests.services.conftest import DAY
from tests.template import seen

UNKNOWN = (Moment.UNKNOWN, Medium.UNKNOWN, AuthorityLevel.UNKNOWN)


def said_of(case: Case, issue_id: int) -> tuple[Moment, Medium, AuthorityLevel]:
    form = issue_detail(case, issue_id).form
    return form.moment, form.medium, form.authority


def row_of(facts: MinutesFacts) -> tuple[str, ...]:
    tables = [
        part
        for section in minutes_parts(facts).sections
        for part in section.parts
        if isinstance(part, Table)
    ]
    (row,) = tables[0].rows
    return row


def test_what_nobody_said_is_kept_as_unknown(case: Case, meeting: int):
    for session in (None, meeting):
        issue_id = register_issue(case, IssueDraft("Hẻm ngập", session, received_on=DAY))
        assert said_of(case, issue_id) == UNKNOWN
        facts = dict(issue_words(issue_detail(case, issue_id), "", DAY))
        assert facts["Receipt"] == "15/09/2026 · Not known"


def test_a_workbook_without_a_column_says_nothing_of_it(case: Case, meeting: int, tmp_path: Path):
    book = openpyxl.Workbook()
    book.active.append(["STT", "Đơn vị nêu", "Nội dung"])
    book.active.append([1, "chị Mẫu", "Hẻm ngập."])
    book.save(tmp_path / "a.xlsx")
    opened = open_workbook(tmp_path / "a.xlsx", TableKind.ISSUES)
    mapping = opened.mappings[opened.chosen]
    assert mapping is not None
    preview = preview_issues(case, opened, opened.chosen, mapping, meeting)
    import_issues(case, preview)
    (issue_id,) = IssueList(case).ids(IssueQuery())
    assert said_of(case, issue_id) == UNKNOWN


def test_minutes_count_the_unknown_apart_and_the_annex_claims_nothing(case: Case, meeting: int):
    raisers = raisers_as_written("Công ty Mẫu")
    issue_id = register_issue(
        case, IssueDraft("Hẻm ngập", meeting, received_on=DAY, raisers=raisers)
    )
    facts = minutes_facts(case, meeting)
    text = as_text(minutes_parts(facts))
    assert "01 kiến nghị chưa rõ cách nêu" in text
    assert "phát biểu trực tiếp" not in text
    assert "nêu: Hẻm ngập" not in text  # nothing was said of it: it stands in the annex alone
    assert row_of(facts)[1:4] == ("Công ty Mẫu", "", "Hẻm ngập.")
    assert row_of(facts)[-1] == ""  # nobody's authority
    directed = answering.DirectionDraft(Person.typed("Ông Trần Văn Mẫu"), "rà soát")
    answering.direct(case, meeting, [seen(case, issue_id)], directed)
    assert "1. Công ty Mẫu nêu: Hẻm ngập." in as_text(minutes_parts(minutes_facts(case, meeting)))
