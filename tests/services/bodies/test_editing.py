"""Bodies typed by hand: what is refused and what stands afterwards."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dialogue_app.domain.errors.base import Missing
from dialogue_app.domain.errors.bodies import NameOfAnotherBody
from dialogue_app.domain.fields.bodies import BodyDraft
from dialogue_app.domain.vocabulary import SourceLabel
from dialogue_app.services.bodies import editing
from dialogue_app.services.bodies.editing import add_body, body_detail, edit_body
from dialogue_app.services.bodies.lists import list_bodies
from dialogue_app.services.case import Case
from tests.services.conftest import DAY


@pytest.mark.parametrize("name", ["", "  ", "\n"])
def test_a_body_without_a_name_is_refused_and_added_nowhere(case: Case, name: str):
    before = list_bodies(case, on=DAY)
    with pytest.raises(Missing) as refusal:
        add_body(case, BodyDraft(name))
    assert refusal.value.field == "name"
    assert list_bodies(case, on=DAY) == before


def test_a_body_typed_here_is_marked_so(case: Case):
    added = add_body(case, BodyDraft("Đội Mẫu"))
    (row,) = (row for row in list_bodies(case) if row.id == added)
    assert row.source is SourceLabel.TYPED


def test_whom_to_call_there_is_kept(case: Case):
    draft = BodyDraft("Đội Mẫu", contact="Bà Lê Thị Mẫu", phone="0900 000 001")
    known = body_detail(case, add_body(case, draft))
    assert known.draft == draft
    edit_body(case, known, replace(draft, phone=" 0900 000 002 "))
    assert body_detail(case, known.id).draft.phone == "0900 000 002"


@pytest.mark.parametrize("written", ["Đội Mẫu", "ĐỘI - MẪU", "doi mau"])
def test_the_name_of_another_body_is_no_other_name_of_one(case: Case, written: str):
    add_body(case, BodyDraft("Đội Mẫu"))
    with pytest.raises(NameOfAnotherBody) as refusal:
        add_body(case, BodyDraft("Đội Khác", aliases=("Đội K", written)))
    assert (refusal.value.written, refusal.value.body) == (written, "Đội Mẫu")
    assert refusal.value.field == "aliases"
    known = body_detail(case, add_body(case, BodyDraft("Đội Khác", aliases=("Đội K",))))
    with pytest.raises(NameOfAnotherBody):
        edit_body(case, known, replace(known.draft, aliases=("Đội K", written)))
    own = replace(known.draft, aliases=("Đội K", "Đội khác"))
    edit_body(case, known, own)
    assert body_detail(case, known.id).draft.aliases == ("Đội K", "Đội khác")


def test_a_written_name_is_looked_for_once_however_many_rows_have_it(
    case: Case, monkeypatch: pytest.MonkeyPatch
):
    with case.reading() as session:
        names = editing.BodyNames(session)
    first = names.resolve("Sở Xây dựng TP", DAY)
    asked: list[str] = []
    monkeypatch.setattr(editing, "body_key", asked.append)
    assert names.resolve("Sở Xây dựng TP", DAY) == first
    assert asked == []
