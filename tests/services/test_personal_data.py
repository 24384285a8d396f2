"""One person's data: found wherever they stand, and gone from the file once they are removed."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from dialogue_app.domain.checks import Fault
from dialogue_app.domain.errors.base import Cancelled, Missing, NotAllowed, NotUndoable
from dialogue_app.domain.errors.removal import NothingToRemove, ReasonNamesPerson
from dialogue_app.domain.errors.store import StoreBusy
from dialogue_app.domain.fields.bodies import BodyDraft
from dialogue_app.domain.fields.enterprises import EnterpriseDraft
from dialogue_app.domain.fields.issues import IssueDraft, RaiserDraft
from dialogue_app.domain.people import Person as Named
from dialogue_app.domain.person_text import REMOVED
from dialogue_app.domain.vocabulary import AnswerKind, RaiserKind, Relation, Role
from dialogue_app.services import unsaved
from dialogue_app.services.bodies.editing import add_body
from dialogue_app.services.case import Case
from dialogue_app.services.checking import check
from dialogue_app.services.enterprises.editing import edit_enterprise, register_enterprise
from dialogue_app.services.issues import answering, intake
from dialogue_app.services.opening import open_case
from dialogue_app.services.personal_data import Person, find_data, remove_data
from dialogue_app.services.undo import last_act, undo
from dialogue_app.storage import search, search_index, sqlite
from dialogue_app.storage.digests import change_digest, entry_hash, removed, sha256
from dialogue_app.storage.engine import Store
from dialogue_app.storage.models.audit import AuditChange, AuditEntry, CleaningDue, Removal
from dialogue_app.storage.models.enterprises import Enterprise
from dialogue_app.storage.models.issue_course import Answer
from dialogue_app.storage.models.issues import Issue, Raiser
from dialogue_app.storage.models.people import Body
from dialogue_app.storage.sqlite import FILE_NAME, log_of
from tests.services.changing import change_issue, read_enterprise, read_issue
from tests.services.conftest import DAY
from tests.template import NOW, USER, seen, standing_clock

NAME, PHONE, REASON = "Trần Thị Mẫu Xóa", "0900 000 777", "theo đơn số 12"
FORM = EnterpriseDraft(f"Hộ kinh doanh {NAME}", representative=NAME, phone=PHONE)


@pytest.fixture
def held(case: Case, meeting: int) -> tuple[Case, int, int]:
    """A case whose register names the person in an enterprise, an issue and its answer."""
    enterprise = register_enterprise(case, FORM)
    raiser = RaiserDraft(RaiserKind.ENTERPRISE, enterprise, speaker=f"Bà {NAME}")
    said = f"Bà {NAME.upper()} (ĐT 0900.000.777) đề nghị sửa đường."
    form = IssueDraft(said, meeting, received_on=DAY, raisers=(raiser,))
    issue = intake.register_issue(case, form)
    answer = answering.AnswerDraft(
        AnswerKind.AT_MEETING, f"Sẽ trả lời bà {NAME}.", DAY, person=Named("Ông Mẫu Tám")
    )
    answering.answer(case, [seen(case, issue)], answer)
    return case, enterprise, issue


def whole_file(case: Case) -> bytes:
    """Every byte of the database and its log, with the register still open."""
    path = case.store.path
    log = log_of(path)
    return path.read_bytes() + (log.read_bytes() if log.exists() else b"")


def spellings(*texts: str) -> list[bytes]:
    return [one.encode() for text in texts for one in (text, text.lower(), text.upper())]


def traces(case: Case, *texts: str) -> list[bytes]:
    content = whole_file(case)
    return [one for one in spellings(*texts) if one in content]


def row(case: Case, model: Any, key: int) -> Any:
    with case.reading() as session:
        return session.get_one(model, key)


def test_everything_of_a_text_is_named_and_nothing_changes(held: tuple[Case, int, int]):
    case, enterprise, issue = held
    before = check(case).hash
    found = find_data(case, Person(NAME))
    stands = {one.what.split(":")[0]: one for one in found.places}
    assert {one.key.split(".")[1] for one in found.places} == {
        "name", "representative", "speaker", "text"
    }  # fmt: skip
    assert len(found.places) == 5
    assert all(one.proposed and one.in_history == 1 and one.kept == 0 for one in found.places)
    assert {one.code for one in found.places} == {"DN-00001", "KN-2026-0001"}
    assert len(stands) == 4
    assert (found.left, found.search_texts, found.list_texts, found.keys) == ([], 2, 1, 2)
    assert check(case).hash == before
    assert row(case, Enterprise, enterprise).name == FORM.name
    assert row(case, Issue, issue).text.startswith("Bà TRẦN")


def test_what_is_removed_stands_nowhere_in_the_file_and_the_chain_holds(
    held: tuple[Case, int, int],
):
    case, enterprise, issue = held
    before = check(case).hash
    folded = search.fold(NAME)
    assert traces(case, NAME, folded)
    done = remove_data(case, Person(NAME), REASON)
    assert (done.rows, done.in_history, done.cleaned) == (5, 5, True)
    remove_data(case, Person(PHONE), REASON)
    assert traces(case, NAME, folded, "Mẫu Xóa", "mau xoa", PHONE, "0900000777", "0900.000") == []
    after = check(case, before)
    assert (after.sound, after.findings) == (True, [])
    assert row(case, Enterprise, enterprise).name == f"Hộ kinh doanh {REMOVED}"
    assert row(case, Enterprise, enterprise).phone == REMOVED
    assert row(case, Issue, issue).text == f"Bà {REMOVED} (ĐT {REMOVED}) đề nghị sửa đường."
    assert row(case, Issue, issue).raisers_text == f"Hộ kinh doanh {REMOVED}"
    assert row(case, Answer, 1).text == f"Sẽ trả lời bà {REMOVED}."
    assert find_data(case, Person(NAME)).places == []
    case.store.close()
    assert not [one for one in spellings(NAME, PHONE) if one in case.store.path.read_bytes()]


def test_the_record_says_who_when_how_many_and_why(held: tuple[Case, int, int]):
    case, *_ids = held
    remove_data(case, Person(NAME), REASON)
    with case.reading() as session:
        (record,) = session.scalars(select(Removal))
        assert (record.reason, record.rows_count, record.history_count) == (REASON, 5, 5)
        entry = session.scalars(select(AuditEntry).order_by(AuditEntry.sequence.desc())).first()
        assert (entry.action, entry.staff_id, entry.at) == (
            "personal_data.remove", case.actor.staff_id, NOW
        )  # fmt: skip


def test_only_the_chosen_places(held: tuple[Case, int, int]):
    case, enterprise, _issue = held
    key = f"enterprise:{enterprise}.representative"
    assert remove_data(case, Person(NAME), REASON, {key}).rows == 1
    assert row(case, Enterprise, enterprise).representative == REMOVED
    assert NAME in row(case, Enterprise, enterprise).name
    assert check(case).sound
    with pytest.raises(NothingToRemove):
        remove_data(case, Person(NAME), REASON, {key})


def test_of_a_record_its_own_fields_and_elsewhere_only_what_is_chosen(
    held: tuple[Case, int, int],
):
    case, enterprise, _issue = held
    contact = Person(enterprise_id=enterprise)
    places = find_data(case, contact).places
    own = {f"enterprise:{enterprise}.{name}" for name in ("representative", "phone")}
    assert {one.key for one in places if one.proposed} == own
    elsewhere = {one.key for one in places if not one.proposed}
    assert {f"enterprise:{enterprise}.name", "raiser:1.speaker", "answer:1.text"} <= elsewhere
    assert remove_data(case, contact, REASON).rows == 2
    assert NAME in row(case, Enterprise, enterprise).name
    speaker = Person(issue_id=1)
    proposed = [one.key for one in find_data(case, speaker).places if one.proposed]
    assert proposed == ["raiser:1.speaker"]
    remove_data(case, speaker, REASON)
    assert row(case, Raiser, 1).speaker == REMOVED
    assert check(case).sound


def changed(case: Case, key: int, **values: str) -> None:
    known = read_enterprise(case, key)
    edit_enterprise(case, known, replace(known.draft, **values))


def test_what_was_removed_is_nobodys_data_any_more(held: tuple[Case, int, int]):
    """Neither by the text nor by the record, though its mark stands in other texts."""
    case, enterprise, _issue = held
    remove_data(case, Person(NAME), REASON)
    assert remove_data(case, Person(enterprise_id=enterprise), REASON).rows == 1  # the telephone
    assert find_data(case, Person(enterprise_id=enterprise)).places == []
    refused(NothingToRemove, lambda: remove_data(case, Person(enterprise_id=enterprise), REASON))
    assert find_data(case, Person("đã xóa theo yêu cầu")).places != []  # in texts, as any other


def test_of_a_record_what_is_too_short_to_look_for_goes_too(case: Case):
    key = register_enterprise(case, EnterpriseDraft("Hộ Mẫu", representative="Ý", phone=PHONE))
    other = register_enterprise(case, EnterpriseDraft("Hộ Ý", note="Ý kiến của ông Ý"))
    remove_data(case, Person(enterprise_id=key), REASON)
    assert row(case, Enterprise, key).representative == REMOVED
    assert row(case, Enterprise, other).note == "Ý kiến của ông Ý"


def test_a_name_nobody_took_for_a_persons_is_named_and_stays(held: tuple[Case, int, int]):
    case, *_ids = held
    body = add_body(case, BodyDraft(f"Tổ của {NAME}", relation=Relation.OWN))
    (left,) = find_data(case, Person(NAME)).left
    assert (left.key, left.in_history, left.kept, left.proposed) == (
        f"body:{body}.name",
        0,
        1,
        False,
    )
    remove_data(case, Person(NAME), REASON)
    assert row(case, Body, body).name == f"Tổ của {NAME}"
    assert check(case).findings == []


def test_a_word_is_gone_from_the_indexes_too(case: Case):
    """They keep deleted words until their parts are joined."""
    register_enterprise(case, EnterpriseDraft("Hộ Zyxwvuq"))
    case.store.write_due_search_texts()
    for name in ("Một", "Hai", "Ba"):
        register_enterprise(case, EnterpriseDraft(f"Hộ {name}"))
        case.store.write_due_search_texts()
    assert traces(case, "zyxwvuq")
    remove_data(case, Person("Zyxwvuq"), REASON)
    assert traces(case, "zyxwvuq") == []


def test_a_text_is_gone_from_pages_that_became_free_too(
    case: Case, meeting: int, monkeypatch: pytest.MonkeyPatch
):
    """Also where SQLite was built to leave there what was deleted."""
    folder = case.store.folder
    case.store.close()
    monkeypatch.setattr(sqlite, "PRAGMAS", (*sqlite.PRAGMAS, "secure_delete=OFF"))
    case = open_case(folder, standing_clock, USER)
    text = " ".join(["ngập"] * 5000)
    key = intake.register_issue(case, IssueDraft(f"{text} {NAME}", meeting, received_on=DAY))
    change_issue(case, key, text="Đường ngập.")
    assert traces(case, NAME)
    remove_data(case, Person(NAME), REASON)
    assert traces(case, NAME) == []
    case.store.close()


def test_search_texts_that_are_too_many_for_one_act_follow_before_it_is_done(
    held: tuple[Case, int, int], monkeypatch: pytest.MonkeyPatch
):
    case, *_ids = held
    own, busy = Store.write_due_search_texts, iter([StoreBusy(case.store.path)])

    def busy_at_first(store: Store) -> None:
        for error in busy:
            raise error
        own(store)

    monkeypatch.setattr(search_index, "MOST_AT_ONCE", 0)
    monkeypatch.setattr(Store, "write_due_search_texts", busy_at_first)
    assert remove_data(case, Person(NAME), REASON).cleaned
    assert find_data(case, Person(NAME)).search_texts == 0
    assert check(case).findings == []


def test_of_a_record_forms_that_were_not_saved_stay(held: tuple[Case, int, int]):
    """Only its own fields are meant."""
    case, enterprise, _issue = held
    folder = case.store.folder
    form = unsaved.Unsaved("k", "issues", "add", (), "Mới", NOW, {"text": f"gọi cho {NAME}"})
    unsaved.keep(folder, form)
    assert find_data(case, Person(enterprise_id=enterprise)).unsaved == 0
    assert remove_data(case, Person(enterprise_id=enterprise), REASON).unsaved == 0
    assert unsaved.left(folder) == [form]


def test_a_value_that_only_the_history_has(held: tuple[Case, int, int]):
    case, enterprise, issue = held
    changed(case, enterprise, phone="0900 000 888", representative="Ông Mẫu Mới")
    known = read_issue(case, issue)
    intake.edit_issue(case, known, replace(known.draft, text="Đề nghị sửa đường.", raisers=()))
    noted = check(case).hash
    found = find_data(case, Person(PHONE))
    assert [(one.key, one.text, one.in_history) for one in found.places] == [
        ("enterprise:1.phone", "", 2), ("issue:1.text", "", 2)
    ]  # fmt: skip
    assert remove_data(case, Person(PHONE), REASON).rows == 0
    assert traces(case, PHONE, "0900.000.777") == []
    assert row(case, Enterprise, enterprise).phone == "0900 000 888"
    assert check(case, noted).findings == []
    # the value that is there now is held against its row still
    with case.store.mending() as session:
        session.execute(text("UPDATE enterprise SET phone = '0900 000 999'"))
    assert [one.fault for one in check(case).findings if one.fault is Fault.ALTERED]


def test_twice_and_a_third_value_after_it(held: tuple[Case, int, int]):
    case, enterprise, _issue = held
    remove_data(case, Person(PHONE), REASON)
    changed(case, enterprise, phone="0900 000 888")
    remove_data(case, Person("0900000888"), REASON)
    changed(case, enterprise, phone="0900 000 999")
    assert traces(case, PHONE, "0900 000 888") == []
    assert check(case).findings == []


def test_a_tax_code_leaves_an_empty_field(case: Case):
    key = register_enterprise(case, EnterpriseDraft("Hộ Mẫu", tax_code="079200000001"))
    remove_data(case, Person("079 200 000 001"), REASON)
    assert row(case, Enterprise, key).tax_code is None
    assert row(case, Enterprise, key).tax_code_kind is None
    assert traces(case, "079200000001") == []
    assert check(case).findings == []


def without_salts(session: Session) -> None:
    """As an older program wrote it: the text itself takes part in the digest."""
    change = session.scalars(select(AuditChange).where(AuditChange.entity == "answer")).one()
    change.salts = "{}"
    change.digest = change_digest((change.entity, change.entity_id), {}, json.loads(change.changes))
    entry = session.get_one(AuditEntry, change.sequence)
    digests = session.scalars(
        select(AuditChange.digest)
        .where(AuditChange.sequence == entry.sequence)
        .order_by(AuditChange.id)
    )
    entry.digest = sha256("".join(digests))
    values = {column.key: getattr(entry, column.key) for column in AuditEntry.__table__.columns}
    entry.hash = entry_hash(values)


def test_a_history_of_an_older_program_verifies_and_what_stays_in_it_is_said(
    held: tuple[Case, int, int],
):
    with held[0].store.mending() as session:
        without_salts(session)
    held[0].store.close()
    (held[0].store.folder / "register.json").unlink()  # which remembers the other history
    case = open_case(held[0].store.folder, standing_clock, USER)
    assert check(case).findings == []
    found = find_data(case, Person(NAME))
    (kept,) = [one for one in found.places if one.kept]
    assert (kept.key, kept.in_history, kept.kept) == ("answer:1.text", 0, 1)
    remove_data(case, Person(NAME), REASON)
    assert row(case, Answer, 1).text == f"Sẽ trả lời bà {REMOVED}."
    assert check(case).findings == []
    left = find_data(case, Person(NAME)).left
    assert [(one.key, one.kept) for one in left] == [("answer:1.text", 1)]
    case.store.close()


def test_a_value_taken_out_of_the_history_without_a_record_is_named(held: tuple[Case, int, int]):
    case, *_ids = held
    with case.store.mending() as session:
        change = session.scalars(select(AuditChange).where(AuditChange.entity == "answer")).one()
        changes, salts = json.loads(change.changes), json.loads(change.salts)
        salt = salts.pop("answer:1.text")
        both = changes["answer:1.text"]
        changes["answer:1.text"] = [removed(salt, "answer:1.text", one) for one in both]
        change.changes, change.salts = json.dumps(changes), json.dumps(salts)
        session.execute(text("UPDATE answer SET text = 'Khác'"))
    faults = {one.fault for one in check(case).findings}
    assert {Fault.REMOVED_UNRECORDED, Fault.ALTERED} <= faults
    assert Fault.HISTORY_ALTERED not in faults


def test_an_act_whose_values_are_gone_is_not_undone(case: Case, meeting: int):
    key = register_enterprise(case, FORM)
    changed(case, key, note=f"gọi {NAME}")
    done = last_act(case)
    assert done is not None
    remove_data(case, Person(NAME), REASON, {f"enterprise:{key}.note"})
    with pytest.raises(NotUndoable):
        undo(case, done.sequence)


def test_forms_that_were_not_saved_and_the_search_a_window_remembers(
    held: tuple[Case, int, int],
):
    case, *_ids = held
    folder = case.store.folder
    state = {"values": {"text": f"gọi cho {NAME}", "n": 1}, "rows": [PHONE]}
    unsaved.keep(folder, unsaved.Unsaved("k", "issues", "add", (), "Mới", NOW, state))
    written = json.dumps({"page": "issues", "id": None, "query": {"search": NAME}})
    ini = "".join(c if ord(c) < 128 else f"\\x{ord(c):x}" for c in written.replace("\\", "\\\\"))
    (folder / "window.ini").write_text(f"[window]\nplace={ini}\ngeometry=x\n")
    assert find_data(case, Person(NAME)).unsaved == 2
    assert remove_data(case, Person(NAME), REASON).unsaved == 2
    (left,) = unsaved.left(folder)
    assert left.state == {"values": {"text": f"gọi cho {REMOVED}", "n": 1}, "rows": [PHONE]}
    assert (folder / "window.ini").read_text() == "[window]\ngeometry=x\n"
    unsaved.keep(folder, unsaved.Unsaved("k", "issues", "add", (), "Mới", NOW, state))
    assert remove_data(case, Person(NAME), REASON).unsaved == 1  # nothing else is left of it


def test_as_long_as_somebody_reads_an_older_state_the_file_is_not_clean(
    held: tuple[Case, int, int],
):
    case, *_ids = held
    with case.reading() as older:
        older.execute(text("SELECT count(*) FROM issue"))
        assert not remove_data(case, Person(NAME), REASON).cleaned
    with case.reading() as session:
        assert session.scalars(select(CleaningDue)).all()
    assert [one.fault for one in check(case).findings] == [Fault.NOT_CLEANED]
    assert case.store.clean()
    assert traces(case, NAME) == []
    assert check(case).findings == []


def test_who_closes_last_cleans_the_file(held: tuple[Case, int, int]):
    case, *_ids = held
    path = case.store.path
    beside = open_case(path.parent, case.clock, case.actor.name)
    with beside.reading() as older:
        older.execute(text("SELECT count(*) FROM issue"))
        assert not remove_data(case, Person(NAME), REASON).cleaned
        case.store.close()
    beside.store.close()
    assert NAME.encode() not in path.read_bytes()
    again = open_case(path.parent, case.clock, case.actor.name)
    assert check(again).findings == []
    again.store.close()


def refused(wanted: type[Exception], do: Callable[[], object]) -> None:
    with pytest.raises(wanted):
        do()


def test_what_is_refused_changes_nothing(held: tuple[Case, int, int]):
    case, *_ids = held
    before = check(case).hash
    refused(Missing, lambda: remove_data(case, Person(NAME), "  "))
    refused(Missing, lambda: remove_data(case, Person(" "), REASON))
    refused(ReasonNamesPerson, lambda: remove_data(case, Person(NAME), f"đơn của bà {NAME}"))
    refused(NothingToRemove, lambda: remove_data(case, Person("Không có ai"), REASON))
    clerk = replace(case, actor=replace(case.actor, role=Role.CLERK))
    refused(NotAllowed, lambda: remove_data(clerk, Person(NAME), REASON))

    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    refused(Cancelled, lambda: remove_data(case, Person(NAME), REASON, watch=stop))
    refused(Cancelled, lambda: find_data(case, Person(NAME), stop))
    assert check(case).hash == before


def test_older_copies_are_named(held: tuple[Case, int, int], tmp_path: Path):
    from dialogue_app.services.backing_up import back_up, restore

    case, *_ids = held
    made = [one.file for one in back_up(case.store.folder, NOW)]
    kept = case.store.folder / f"{Path(FILE_NAME).stem}-0004-20260101-000000.db"
    kept.write_bytes(b"x")
    assert find_data(case, Person(NAME)).older_copies == [*made, kept]
    folder = case.store.folder
    case.store.close()
    replaced = restore(folder, made[0], NOW).kept
    assert replaced is not None
    case = open_case(folder, standing_clock, USER)
    assert find_data(case, Person(NAME)).older_copies == [*made, kept, replaced / FILE_NAME]
    case.store.close()
