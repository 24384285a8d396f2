"""Many rows inserted at once owe the database the same as rows written one by one."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import func, select

from dialogue_app.domain.errors.base import TextTooLong
from dialogue_app.domain.text_limits import LONGEST
from dialogue_app.domain.vocabulary import RaiserKind, TaxCodeKind
from dialogue_app.storage.commit import insert_rows
from dialogue_app.storage.models.audit import AuditChange
from dialogue_app.storage.models.enterprises import Enterprise
from dialogue_app.storage.models.issues import Issue, Raiser
from tests.storage.history import assert_history_is_true
from tests.storage.register import Register


def row(number: int, **more: Any) -> dict[str, Any]:
    name = f"Công ty Gỗ {number}"
    return {"number": number, "name": name, "name_sort": name, "match_key": name, **more}


def test_new_rows_get_the_next_ids_and_the_number_of_their_entry(register: Register):
    head = register.head()
    with register.writing() as session:
        assert insert_rows(session, Enterprise, [row(5), row(6)]) == [2, 3]
    for key in (2, 3):
        assert register.get(Enterprise, key).version == head + 1
    assert register.changed_in(head + 1) == {("enterprise", 2), ("enterprise", 3)}
    assert register.touched_after(head).touched == {"enterprise": {2, 3}}
    assert register.found("cong ty go", "enterprise") == [2, 3]
    assert_history_is_true(register.case)


def test_each_new_row_has_an_identity_of_its_own(register: Register):
    with register.writing() as session:
        insert_rows(session, Enterprise, [row(5), row(6)])
    uids = {register.get(Enterprise, key).uid for key in (1, 2, 3)}
    assert len(uids) == 3


def test_parts_raise_their_wholes(register: Register):
    before = register.versions()
    kind = RaiserKind.UNIDENTIFIED
    with register.writing() as session:
        insert_rows(
            session,
            Raiser,
            [{"issue_id": 2, "kind": kind, "written_name": name} for name in ("chị Sáu", "anh Tư")],
        )
    assert register.raised(before) == {"issue 2"}
    assert register.get(Issue, 2).raisers_text == "chị Sáu; anh Tư"
    assert register.found("anh tu") == [2]
    assert_history_is_true(register.case)


@pytest.mark.parametrize(
    "rows",
    [[row(5), row(6, note="x")], [row(5, note="x"), row(6)], [row(5, note="x"), row(6, phone="1")]],
)
def test_rows_of_different_columns_are_refused(register: Register, rows: list[dict[str, Any]]):
    head = register.head()
    with pytest.raises(ValueError, match="different columns"), register.writing() as session:
        insert_rows(session, Enterprise, rows)
    assert register.head() == head
    with register.case.reading() as session:
        assert session.scalar(select(func.count()).select_from(Enterprise)) == 1


def test_no_rows_leave_no_entry(register: Register):
    head = register.head()
    with register.writing() as session:
        assert insert_rows(session, Enterprise, []) == []
    assert register.head() == head


def test_new_rows_that_are_changed_in_their_entry_stand_there_as_they_are_in_the_end(
    register: Register,
):
    head = register.head()
    with register.writing() as session:
        (key,) = insert_rows(session, Enterprise, [row(5, phone="0900 000 001", note="ghi chú")])
        new = session.get_one(Enterprise, key)
        new.phone, new.note, new.address = "0900 000 002", "", "Số 1, đường Mẫu"
    (changes,) = noted(register, head + 1)
    of_row = {name.partition(".")[2]: both for name, both in changes.items()}
    assert of_row["phone"] == [None, "0900 000 002"]
    assert of_row["address"][1] == "Số 1, đường Mẫu"
    assert of_row["number"] == [None, 5]
    assert_history_is_true(register.case)


def test_of_many_new_rows_each_says_what_it_holds_with_a_salt_for_each_personal_value(
    register: Register,
):
    head = register.head()
    with register.writing() as session:
        insert_rows(
            session,
            Enterprise,
            [
                row(5, phone="0900 000 001", workers=0, note="", tax_code_kind=TaxCodeKind.PERSON),
                row(6, phone="", workers=None, note='ghi "chú"\n{}', tax_code_kind=None),
                row(7, phone="0900 000 001", workers=12, note="", tax_code_kind=TaxCodeKind.PERSON),
            ],
        )
    first, second, third = [
        {
            name: new
            for key, (_old, new) in changes.items()
            if (name := key.partition(".")[2]) not in ("id", "uid")
        }
        for changes in noted(register, head + 1)
    ]
    same = {"phone": "0900 000 001", "tax_code_kind": TaxCodeKind.PERSON.value}
    assert first == {"name": "Công ty Gỗ 5", "number": 5, "workers": 0, **same}
    assert second == {"name": "Công ty Gỗ 6", "number": 6, "note": 'ghi "chú"\n{}'}
    assert third == {"name": "Công ty Gỗ 7", "number": 7, "workers": 12, **same}
    with register.case.reading() as session:
        told = session.scalars(select(AuditChange.salts).where(AuditChange.sequence == head + 1))
        drawn = [salt for salts in told for salt in json.loads(salts).values()]
    assert len(drawn) == len(set(drawn)) == 6  # three names, two telephones, a note
    assert_history_is_true(register.case)


def test_parts_added_with_their_whole_are_noted_with_it_in_the_order_of_their_keys(
    register: Register,
):
    head, kind = register.head(), RaiserKind.UNIDENTIFIED
    with register.writing() as session:
        for name in ("chị Sáu", "anh Tư"):
            insert_rows(session, Raiser, [{"issue_id": 2, "kind": kind, "written_name": name}])
    (changes,) = noted(register, head + 1)
    names = [both for key, both in changes.items() if key.endswith(".written_name")]
    assert names == [[None, "chị Sáu"], [None, "anh Tư"]]
    assert list(changes) == sorted(changes)
    assert_history_is_true(register.case)


def test_a_text_too_long_for_a_cell_is_refused_and_leaves_nothing(register: Register):
    head = register.head()
    with pytest.raises(TextTooLong), register.writing() as session:
        insert_rows(session, Enterprise, [row(5, note="x"), row(6, note="x" * (LONGEST + 1))])
    assert register.head() == head


def noted(register: Register, sequence: int) -> list[dict[str, list[Any]]]:
    """The changes of an entry as they stand in the history."""
    with register.case.reading() as session:
        changes = select(AuditChange.changes).where(AuditChange.sequence == sequence)
        return list(map(json.loads, session.scalars(changes)))


def test_personal_values_of_new_rows_are_salted_as_those_of_single_ones(register: Register):
    with register.writing() as session:
        insert_rows(session, Enterprise, [row(5, phone="0900 000 001")])
        session.add(Enterprise(**row(6, phone="0900 000 002")))
    with register.case.reading() as session:
        columns = (AuditChange.changes, AuditChange.salts)
        asked = select(*columns).where(AuditChange.entity == "enterprise")
        at_once, alone = session.execute(asked.order_by(AuditChange.id.desc()).limit(2)).all()
    for changes, salts in (at_once, alone):
        assert {key.partition(".")[2] for key in json.loads(salts)} >= {"name", "phone"}
        assert json.loads(salts).keys() < json.loads(changes).keys()
    salted = [[key.partition(".")[2] for key in json.loads(one[1])] for one in (at_once, alone)]
    assert salted[0] == salted[1]
