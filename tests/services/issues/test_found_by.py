"""An issue is found by its raiser: by name, representative and telephone of the register."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import event

from dialogue_app.domain.fields.enterprises import EnterpriseDraft
from dialogue_app.domain.fields.issues import IssueDraft, RaiserDraft
from dialogue_app.domain.vocabulary import IssueKind, RaiserKind
from dialogue_app.services.case import Case
from dialogue_app.services.enterprises.editing import register_enterprise
from dialogue_app.services.issues.intake import register_issue
from dialogue_app.services.issues.lists import IssueList, IssueQuery
from dialogue_app.storage import derived
from tests.services.changing import change_enterprise, change_issue


@pytest.fixture
def raised(case: Case) -> tuple[int, int]:
    """An enterprise and the issue it raised."""
    draft = EnterpriseDraft(
        "Công ty TNHH Nhựa Mẫu", representative="Bà Đỗ Thị Mẫu", phone="0900 000.001"
    )
    known = register_enterprise(case, draft)
    raiser = RaiserDraft(RaiserKind.ENTERPRISE, known)
    register_issue(case, IssueDraft("Giấy phép chậm."))
    return known, register_issue(case, IssueDraft("Hẻm ngập.", raisers=(raiser,)))


def found(case: Case, words: str) -> list[int]:
    return list(IssueList(case).ids(IssueQuery(search=words)))


@pytest.mark.parametrize("words", ["0900000001", "0900 000", "do thi mau", "Đỗ Thị", "nhua mau"])
def test_by_what_the_register_says_of_its_raiser(case: Case, raised: tuple[int, int], words: str):
    assert found(case, words) == [raised[1]]


def test_by_what_was_corrected_there_since(case: Case, raised: tuple[int, int]):
    change_enterprise(case, raised[0], phone="0900 000 002", representative="Ông Lý Mẫu")
    assert found(case, "0900000002") == found(case, "ly mau") == [raised[1]]
    assert found(case, "0900000001") == found(case, "do thi mau") == []


def test_nothing_derived_is_computed_anew_for_a_telephone(
    case: Case, raised: tuple[int, int], monkeypatch: pytest.MonkeyPatch
):
    computed: list[list[int]] = []
    monkeypatch.setattr(derived, "recompute", lambda _session, ids: computed.append(list(ids)))
    change_enterprise(case, raised[0], phone="0900 000 002")
    assert computed == []
    change_enterprise(case, raised[0], name="Công ty TNHH Thép Mẫu")
    assert computed == [[raised[1]]]


def test_words_are_written_anew_only_where_they_changed(case: Case, raised: tuple[int, int]):
    """A due day or a kind changes no word by which an issue is found."""
    written: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        if "search_issue" in statement and not statement.startswith("SELECT"):
            written.append(statement.partition(" ")[0])

    event.listen(case.store._engine, "before_cursor_execute", note)
    change_issue(case, raised[1], promised_on=date(2026, 12, 1), kind=IssueKind.QUESTION)
    assert written == []
    assert found(case, "hem ngap") == [raised[1]]
    change_issue(case, raised[1], text="Cống ngập nặng.")
    assert written == ["INSERT"]  # in place of the old words
    assert found(case, "ngap nang") == [raised[1]]
    assert found(case, "hem ngap") == []
