"""A session brought back: the union of both sides, or what both changed, named; never less."""

from __future__ import annotations

import json
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event

from dialogue_app.domain.bringing import Keep
from dialogue_app.domain.errors.base import Cancelled
from dialogue_app.domain.errors.carrying import (
    CarriedByAnother,
    CarriedFromElsewhere,
    CarriedOlder,
    CarriedTooOld,
    CarriedUnreadable,
    NotCarried,
    OnlyInTheOffice,
    Undecided,
)
from dialogue_app.domain.errors.enterprises import TaxCodeTaken
from dialogue_app.domain.errors.files import FileMissing, FolderInstead
from dialogue_app.domain.errors.store import StoreTooNew
from dialogue_app.domain.fields.bodies import BodyDraft
from dialogue_app.domain.fields.enterprises import EnterpriseDraft
from dialogue_app.domain.fields.issues import RaiserDraft
from dialogue_app.domain.fields.sessions import ParticipantDraft, SessionDraft
from dialogue_app.domain.people import Person
from dialogue_app.domain.vocabulary import (
    AnswerKind,
    Outcome,
    ParticipantRole,
    RaiserKind,
    Relation,
    VerdictLevel,
)
from dialogue_app.services import backing_up, personal_data
from dialogue_app.services.agency.reference import ReferenceList, list_reference
from dialogue_app.services.bodies.editing import add_body, find_body
from dialogue_app.services.case import Case
from dialogue_app.services.enterprises.editing import (
    enterprise_detail,
    find_enterprise,
    register_enterprise,
)
from dialogue_app.services.enterprises.merging import merge_enterprises
from dialogue_app.services.issues import answering, assigning, ending
from dialogue_app.services.issues.attaching import attach
from dialogue_app.services.issues.detail import issue_detail
from dialogue_app.services.issues.intake import find_issue
from dialogue_app.services.opening import open_case
from dialogue_app.services.sessions.bringing import bring, preview_bringing
from dialogue_app.services.sessions.editing import add_session, session_detail
from dialogue_app.services.sessions.finding import find_session
from dialogue_app.services.sessions.opening import open_copy
from dialogue_app.services.sessions.taking import take
from dialogue_app.storage import archive, schema
from dialogue_app.storage.sqlite import FILE_NAME
from tests.faults.calls import killed_at
from tests.services.changing import (
    change_enterprise,
    change_session,
    read_enterprise,
    read_list,
    save_list,
)
from tests.services.sessions.journey import (
    CODE,
    Journey,
    add_issue,
    codes,
    conflicts,
    edit,
    require_sound,
    state,
    typed,
)
from tests.template import NOW, USER, seen, standing_clock

DAY = NOW.date()
FREE = "KN-2026-0002"  # an issue of the sample


@pytest.fixture
def journey(tmp_path: Path) -> Iterator[Journey]:
    begun = Journey.under_way(tmp_path)
    yield begun
    begun.close()


@pytest.fixture
def hall(journey: Journey) -> Case:
    assert journey.hall
    return journey.hall


def in_story(case: Case, code: str) -> list[str]:
    """What was answered to an issue, and who has it."""
    detail = issue_detail(case, find_issue(case, code))
    bodies = (one.body for one in detail.assignments)
    return sorted([*(one.text for one in detail.answers), *bodies])


def say_answer(case: Case, code: str, text: str) -> None:
    form = answering.AnswerDraft(AnswerKind.AT_MEETING, text, DAY)
    answering.answer(case, [seen(case, find_issue(case, code))], form)


def give_out(case: Case, code: str, body: str) -> None:
    form = assigning.AssignmentDraft(find_body(case, body, DAY))
    assigning.assign(case, seen(case, find_issue(case, code)), form, DAY)


def close(case: Case, code: str) -> None:
    ending.close(case, seen(case, find_issue(case, code)), Outcome.WITHDRAWN, DAY)


# The union --------------------------------------------------------------------------------------


def test_what_was_captured_there_stands_here_with_all_that_hangs_on_it(
    journey: Journey, hall: Case, tmp_path: Path
):
    walk_in = register_enterprise(hall, EnterpriseDraft("Công ty Mẫu Vãng Lai", "0072281864"))
    raiser = RaiserDraft(RaiserKind.ENTERPRISE, enterprise_id=walk_in, speaker="bà Mẫu")
    code = add_issue(hall, "Hẻm ngập khi mưa lớn.", raisers=(raiser,))
    new_body = add_body(hall, BodyDraft("Ban Quản lý Chợ Mẫu", relation=Relation.OWN))
    form = assigning.AssignmentDraft(new_body, due=assigning.Due(DAY + timedelta(days=9)))
    assigning.assign(hall, seen(hall, find_issue(hall, code)), form, DAY)
    say_answer(hall, code, "Sẽ nạo vét trong tuần.")
    scan = tmp_path / "anh.pdf"
    scan.write_bytes(b"%PDF-1.4 flooded")
    attach(hall, seen(hall, find_issue(hall, code)), scan)
    there = issue_detail(hall, find_issue(hall, code))
    told = journey.bring()
    assert told.issues.new == (code,)
    assert [name.split(" ", 1)[1] for name in told.enterprises.new] == ["Công ty Mẫu Vãng Lai"]
    here = issue_detail(journey.office, find_issue(journey.office, code))
    for detail in (here, there):
        assert [one.name for one in detail.raisers] == ["Công ty Mẫu Vãng Lai"]
    assert here.form.text == there.form.text
    assert [one.body for one in here.assignments] == ["Ban Quản lý Chợ Mẫu"]
    assert here.assignments[0].due_on == DAY + timedelta(days=9)
    assert [one.text for one in here.answers] == ["Sẽ nạo vét trong tuần."]
    assert here.row.state is there.row.state
    files = journey.office.store.folder / "files"
    (kept,) = [path for path in files.rglob("*") if path.is_file()]
    assert kept.read_bytes() == b"%PDF-1.4 flooded"
    require_sound(journey.office)


def test_both_sides_stay_where_they_changed_different_things(journey: Journey, hall: Case):
    edit(hall, FREE, text="Như đã nói tại hội trường.")
    edit(journey.office, FREE, note="gọi lại sau 14 giờ")
    change_session(hall, find_session(hall, CODE), place="Nhà văn hóa Mẫu")
    change_session(journey.office, find_session(journey.office, CODE), invited_count=120)
    give_out(journey.office, "KN-2026-0003", "Sở Xây dựng")
    here = add_issue(journey.office, "Phiếu đến muộn.")
    told = journey.bring()
    assert told.conflicts == ()
    draft = typed(journey.office, FREE)
    assert (draft.text, draft.note) == ("Như đã nói tại hội trường.", "gọi lại sau 14 giờ")
    form = session_detail(journey.office, find_session(journey.office, CODE)).form
    assert (form.place, form.invited_count) == ("Nhà văn hóa Mẫu", 120)
    assert here in codes(journey.office)
    assert "Sở Xây dựng" in in_story(journey.office, "KN-2026-0003")
    require_sound(journey.office)


def test_what_was_edited_here_and_there_since_an_import_is_known_of_both(
    journey: Journey, hall: Case
):
    edit(hall, FREE, note="ở hội trường")
    edit(journey.office, FREE, number_elsewhere="1022-77")
    journey.bring()
    with journey.office.reading() as session:
        from dialogue_app.storage.models.issues import Issue

        edited = session.get_one(Issue, find_issue(journey.office, FREE)).edited_fields
    assert {"note", "number_elsewhere"} <= set(edited.split())


def test_an_answer_there_and_a_hand_over_here_stand_beside_each_other(journey: Journey, hall: Case):
    code = "KN-2026-0003"
    before = in_story(journey.office, code)
    say_answer(hall, code, "Đã ghi nhận.")
    give_out(journey.office, code, "Sở Xây dựng")
    assert journey.bring().conflicts == ()
    assert in_story(journey.office, code) == sorted([*before, "Sở Xây dựng", "Đã ghi nhận."])
    require_sound(journey.office)


def test_what_was_removed_there_goes_and_what_is_listed_follows(journey: Journey, hall: Case):
    key = find_session(hall, CODE)
    people = session_detail(hall, key).form.participants
    added = ParticipantDraft(ParticipantRole.INVITED, Person("Bà Mẫu Mới"))
    change_session(hall, key, participants=(*people[1:], added))
    edit(hall, FREE, raisers=())
    journey.bring()
    form = session_detail(journey.office, find_session(journey.office, CODE)).form
    assert form.participants == (*people[1:], added)
    assert typed(journey.office, FREE).raisers == ()
    require_sound(journey.office)


def test_what_was_added_on_both_sides_is_one_thing(journey: Journey, hall: Case):
    draft = EnterpriseDraft("Công ty TNHH Nhựa Mẫu", "0072281864")
    here = register_enterprise(journey.office, replace(draft, phone="0900 000 001"))
    there = register_enterprise(hall, replace(draft, address="1 đường Mẫu"))
    raiser = RaiserDraft(RaiserKind.ENTERPRISE, enterprise_id=there)
    code = add_issue(hall, "Giấy phép chậm.", raisers=(raiser,))
    for case in (journey.office, hall):
        rows = read_list(case, ReferenceList.TOPICS).draft.rows
        save_list(case, ReferenceList.TOPICS, *rows, ("Chợ đêm", True))
    told = journey.bring(Keep.OURS)
    assert told.enterprises.new == ()
    form = enterprise_detail(journey.office, here).form
    assert (form.phone, form.address) == ("0900 000 001", "1 đường Mẫu")
    assert typed(journey.office, code).raisers[0].enterprise_id == here
    names = [row.name for row in list_reference(journey.office, ReferenceList.TOPICS)]
    assert names.count("Chợ đêm") == 1
    journey.bring()  # nothing new
    edit(hall, code, note="thêm ở hội trường")
    change_enterprise(hall, there, address="2 đường Mẫu")
    assert journey.bring().conflicts == ()
    assert enterprise_detail(journey.office, here).form.address == "2 đường Mẫu"
    require_sound(journey.office)


def merge(case: Case, kept: int, merged: int) -> None:
    one, other = (read_enterprise(case, key) for key in (kept, merged))
    merge_enterprises(case, one, other, one.draft)


@pytest.mark.parametrize("travelled", [True, False])
def test_what_became_one_enterprise_here_is_that_one_also_for_what_comes(
    journey: Journey, hall: Case, travelled: bool
):
    office = journey.office
    kept, merged = (find_enterprise(office, code) for code in ("DN-00001", "DN-00002"))
    if not travelled:
        kept = register_enterprise(office, EnterpriseDraft("Công ty Mẫu Còn Lại"))
    there = find_enterprise(hall, "DN-00002")
    raiser = RaiserDraft(RaiserKind.ENTERPRISE, enterprise_id=there)
    code = add_issue(hall, "Hẻm ngập.", raisers=(raiser,))
    change_enterprise(hall, find_enterprise(hall, "DN-00001"), note="gặp ở hội trường")
    merge(office, kept, merged)
    assert journey.bring().conflicts == ()
    assert [one.enterprise_id for one in typed(office, code).raisers] == [kept]
    known = find_enterprise(office, "DN-00001")
    assert enterprise_detail(office, known).form.note == "gặp ở hội trường"
    require_sound(office)


def test_the_code_of_one_that_was_merged_here_leads_to_no_other(journey: Journey, hall: Case):
    register_enterprise(hall, EnterpriseDraft("Công ty Mẫu Đến Trước"))
    journey.bring()
    office = journey.office
    kept = find_enterprise(office, "DN-00001")
    merged = register_enterprise(office, EnterpriseDraft("Công ty Mẫu Ở Đây"))
    code = enterprise_detail(office, merged).code
    merge(office, kept, merged)
    there = register_enterprise(hall, EnterpriseDraft("Công ty Mẫu Ở Hội Trường"))
    assert enterprise_detail(hall, there).code == code
    assert [one.old for one in journey.bring().renumbered] == [code]
    assert find_enterprise(office, code) == kept
    require_sound(office)


def test_one_that_was_changed_there_and_merged_here_is_decided(journey: Journey, hall: Case):
    change_enterprise(hall, find_enterprise(hall, "DN-00002"), note="gặp ở hội trường")
    merge(journey.office, *(find_enterprise(journey.office, f"DN-0000{n}") for n in (1, 2)))
    told = journey.look()
    assert {one.code.split()[0] for one in told.conflicts} == {"DN-00002"}
    journey.bring(Keep.OURS)
    require_sound(journey.office)


def test_enterprises_are_merged_in_the_office_alone(hall: Case):
    with pytest.raises(OnlyInTheOffice):
        merge(hall, *(find_enterprise(hall, f"DN-0000{n}") for n in (1, 2)))


def test_another_session_planned_there_comes_under_a_code_that_is_free(
    journey: Journey, hall: Case
):
    add_session(journey.office, SessionDraft("2026-K4", "Hội nghị ở cơ quan"))
    add_session(hall, SessionDraft("2026-K4", "Hội nghị ở hội trường"))
    told = journey.bring()
    assert [(one.old, one.new) for one in told.renumbered] == [("2026-K4", "2026-K4-2")]
    key = find_session(journey.office, "2026-K4-2")
    assert session_detail(journey.office, key).form.name == "Hội nghị ở hội trường"
    require_sound(journey.office)


def test_a_number_given_here_after_the_copy_came_back_is_not_given_again(
    journey: Journey, hall: Case
):
    add_issue(hall, "buổi sáng")
    journey.bring()
    here, there = add_issue(journey.office, "ở cơ quan"), add_issue(hall, "buổi chiều")
    assert here == there
    told = journey.bring()
    assert [(one.old, one.new) for one in told.renumbered] == [(there, "KN-2026-0023")]
    texts = [typed(journey.office, code).text for code in (here, "KN-2026-0023")]
    assert texts == ["ở cơ quan", "buổi chiều"]
    edit(hall, there, note="sửa ở hội trường")
    journey.bring()
    assert typed(journey.office, "KN-2026-0023").note == "sửa ở hội trường"
    require_sound(journey.office)


# Conflicts --------------------------------------------------------------------------------------


def test_what_both_changed_is_shown_side_by_side_and_nothing_is_written(
    journey: Journey, hall: Case
):
    edit(hall, FREE, note="ở hội trường", text="Văn bản ở hội trường")
    edit(journey.office, FREE, note="ở cơ quan")
    told = journey.look()
    (conflict,) = told.conflicts
    assert (conflict.code, conflict.what) == (FREE, "Note")
    assert (conflict.ours, conflict.theirs) == ("ở cơ quan", "ở hội trường")
    assert conflict.changed_here
    assert conflict.changed_there
    assert (conflict.changed_here.by, conflict.changed_there.by) == (USER, USER)
    before = state(journey.office.store.folder)
    with pytest.raises(Undecided) as refused:
        bring(journey.office, journey.back)
    assert refused.value.codes == [FREE]
    assert state(journey.office.store.folder) == before


@pytest.mark.parametrize("keep", Keep)
def test_a_conflict_is_decided_and_all_else_is_taken(journey: Journey, hall: Case, keep: Keep):
    edit(hall, FREE, note="ở hội trường", text="Văn bản ở hội trường")
    edit(journey.office, FREE, note="ở cơ quan")
    journey.bring(keep)
    draft = typed(journey.office, FREE)
    kept = "ở cơ quan" if keep is Keep.OURS else "ở hội trường"
    assert (draft.note, draft.text) == (kept, "Văn bản ở hội trường")
    assert journey.look().is_known
    edit(hall, FREE, promised_on=DAY)  # what was decided is not asked again
    assert journey.bring().conflicts == ()
    assert typed(journey.office, FREE).note == kept


@pytest.mark.parametrize("keep", Keep)
def test_an_end_here_and_an_answer_there_is_decided(journey: Journey, hall: Case, keep: Keep):
    code = "KN-2026-0003"
    before = in_story(journey.office, code)
    close(journey.office, code)
    say_answer(hall, code, "Đã ghi nhận.")
    assert conflicts(journey.look()) == {(code, "What happened with it")}
    journey.bring(keep)
    detail = issue_detail(journey.office, find_issue(journey.office, code))
    if keep is Keep.OURS:
        assert detail.row.outcome is Outcome.WITHDRAWN
        assert in_story(journey.office, code) == before
    else:
        assert detail.row.outcome is None
        assert in_story(journey.office, code) == sorted([*before, "Đã ghi nhận."])
    require_sound(journey.office)


def test_a_complaint_there_is_not_given_out_here_unasked(journey: Journey, hall: Case):
    code = add_issue(journey.office, "Đơn của hộ Mẫu")
    journey.take()
    open_copy(journey.folder / "second", journey.out, NOW)
    second = open_case(journey.folder / "second", standing_clock, USER)
    edit(second, code, complaint=True)
    give_out(journey.office, code, "Sở Xây dựng")
    take(second, find_session(second, CODE), journey.back)
    second.store.close()
    told = preview_bringing(journey.office, journey.back)
    assert {one.code for one in told.conflicts} == {code}
    bring(journey.office, journey.back, {one.group: Keep.THEIRS for one in told.conflicts})
    detail = issue_detail(journey.office, find_issue(journey.office, code))
    assert detail.form.complaint
    assert not detail.assignments
    require_sound(journey.office)


def test_an_opinion_here_of_a_raiser_removed_there_is_decided(journey: Journey, hall: Case):
    code = next(code for code in codes(hall) if len(typed(hall, code).raisers) == 1)
    key = find_issue(journey.office, code)
    if not issue_detail(journey.office, key).answers:
        say_answer(journey.office, code, "Đã xem xét.")
    raiser = issue_detail(journey.office, key).raisers[0].id
    level = next(iter(VerdictLevel))
    ending.record_verdict(journey.office, seen(journey.office, key), raiser, level, DAY)
    edit(hall, code, raisers=(RaiserDraft(RaiserKind.UNIDENTIFIED, written_name="người khác"),))
    told = journey.look()
    assert {one.code for one in told.conflicts} == {code}
    journey.bring(Keep.OURS)
    assert issue_detail(journey.office, key).raisers[0].id == raiser
    require_sound(journey.office)


def test_a_tax_code_given_to_two_is_refused(journey: Journey, hall: Case):
    here = register_enterprise(journey.office, EnterpriseDraft("Công ty A", "0072281864"))
    known = find_enterprise(hall, "DN-00001")
    change_enterprise(hall, known, tax_code="0072281864")
    before = state(journey.office.store.folder)
    with pytest.raises(TaxCodeTaken):
        journey.bring(Keep.THEIRS)
    assert {**state(journey.office.store.folder)} == before
    assert enterprise_detail(journey.office, here).form.tax_code == "0072281864"


# Twice, older, of another -----------------------------------------------------------------------


def test_bringing_the_same_file_twice_changes_nothing(journey: Journey, hall: Case):
    add_issue(hall, "Hẻm ngập.")
    edit(hall, FREE, note="ở hội trường")
    journey.bring()
    before = state(journey.office.store.folder)
    told = bring(journey.office, journey.back)
    assert told.is_known
    assert state(journey.office.store.folder) == before


def test_a_copy_nobody_typed_in_is_back_all_the_same(journey: Journey):
    key = find_session(journey.office, CODE)
    assert session_detail(journey.office, key).away
    assert bring(journey.office, journey.out).is_known
    assert session_detail(journey.office, key).away == ()
    before = state(journey.office.store.folder)
    bring(journey.office, journey.out)
    assert state(journey.office.store.folder) == before


def test_an_older_file_is_refused(journey: Journey, hall: Case):
    edit(hall, FREE, note="một")
    journey.write_back()
    older = journey.back.read_bytes()
    edit(hall, FREE, note="hai")
    journey.bring()
    journey.back.write_bytes(older)
    with pytest.raises(CarriedOlder):
        preview_bringing(journey.office, journey.back)
    assert typed(journey.office, FREE).note == "hai"


def test_a_file_of_another_register_is_refused(journey: Journey, hall: Case, tmp_path: Path):
    journey.write_back()
    other = open_case(tmp_path / "other", standing_clock, USER)
    with pytest.raises(CarriedFromElsewhere):
        bring(other, journey.back)
    other.store.close()
    with pytest.raises(CarriedFromElsewhere):
        bring(hall, journey.back)


def test_a_register_that_does_not_know_the_copy_says_who_took_it(journey: Journey, tmp_path: Path):
    (made,) = backing_up.back_up(journey.office.store.folder, NOW, tmp_path / "b.zip")
    journey.take()
    open_copy(tmp_path / "second hall", journey.out, NOW)
    second = open_case(tmp_path / "second hall", standing_clock, USER)
    take(second, find_session(second, CODE), journey.back)
    second.store.close()
    backing_up.restore(tmp_path / "second office", made.file, NOW)
    other = open_case(tmp_path / "second office", standing_clock, USER)
    with pytest.raises(CarriedByAnother) as refused:
        bring(other, journey.back)
    other.store.close()
    assert (refused.value.name, refused.value.moment) == (USER, NOW)


def test_what_is_no_file_of_ours_is_refused(journey: Journey, tmp_path: Path):
    text = tmp_path / "text.dtdn"
    text.write_text("không phải")
    (made,) = backing_up.back_up(journey.office.store.folder, NOW, tmp_path / "b.zip")
    for file, refusal in (
        (text, CarriedUnreadable),
        (tmp_path / "none", FileMissing),
        (tmp_path, FolderInstead),
        (made.file, NotCarried),
    ):
        with pytest.raises(refusal):
            preview_bringing(journey.office, file)


def test_a_damaged_file_is_refused_or_brings_what_was_typed(journey: Journey, hall: Case):
    edit(hall, FREE, note="ở hội trường")
    journey.write_back()
    whole = journey.back.read_bytes()
    for place in range(40, len(whole), len(whole) // 12):
        journey.back.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        try:
            told = preview_bringing(journey.office, journey.back)
        except CarriedUnreadable:
            continue
        assert told.issues.changed == (FREE,)
    journey.back.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(CarriedUnreadable):
        preview_bringing(journey.office, journey.back)


def altered(journey: Journey, statement: str) -> None:
    """The file that comes back, put together again with another database in it."""
    aside = journey.folder / "aside"
    shutil.copytree(journey.folder / "hall", aside)
    with closing(sqlite3.connect(aside / FILE_NAME)) as connection:
        connection.executescript(statement)
        connection.execute("PRAGMA journal_mode = DELETE")
    with journey.back.open("wb") as file, pytest.MonkeyPatch.context() as patch:
        patch.setattr(schema, "REVISIONS", (*schema.REVISIONS, "9999"))
        archive.write(file, aside, aside / FILE_NAME, NOW, lambda: False, CODE)
    shutil.rmtree(aside)


def test_rows_that_are_not_what_their_history_says_are_refused(journey: Journey, hall: Case):
    edit(hall, FREE, note="ở hội trường")
    journey.write_back()
    hall.store.close()
    for statement in (
        "UPDATE issue SET text = 'sửa lén' WHERE number = 2;",
        "UPDATE issue SET text = CAST(x'eda080' AS TEXT) WHERE number = 2;",  # half a letter
        "UPDATE issue SET text = x'00ff' WHERE number = 2;",
        "UPDATE issue SET received_on = '2026-99-99' WHERE number = 2;",
        "UPDATE taking SET taken_at = 'x';",
        "UPDATE audit_change SET changes = '[[[';",
        "DELETE FROM taking;",
    ):
        altered(journey, statement)
        with pytest.raises(CarriedUnreadable):
            preview_bringing(journey.office, journey.back)


MANIFESTS = (
    {"uid": 5}, {"uid": ""}, {"sequence": "x"}, {"sequence": 1e400}, {"hash": ""}, {"schema": 17},
    {"schema": "0001"}, {"schema": "9999"}, {"made_at": 5}, {"program": [1]}, {"format": "1"},
    {"members": "dialogue.db"}, {"members": {"dialogue.db": 5}}, {"lacking": 5}, {"carries": 5},
    {"other": 1},
)  # fmt: skip


@pytest.mark.parametrize("said", MANIFESTS, ids=str)
def test_a_manifest_that_says_something_else_is_refused(
    journey: Journey, tmp_path: Path, said: dict[str, object]
):
    """Both where the session is brought back and where it is opened."""
    journey.write_back()
    with zipfile.ZipFile(journey.back) as packed:
        members = {name: packed.read(name) for name in packed.namelist()}
    manifest = {**json.loads(members.pop(archive.MANIFEST)), **said}
    with zipfile.ZipFile(journey.back, "w") as packed:
        for name, content in members.items():
            packed.writestr(name, content)
        packed.writestr(archive.MANIFEST, json.dumps(manifest))
    with pytest.raises(CarriedUnreadable):
        preview_bringing(journey.office, journey.back)
    with pytest.raises(CarriedUnreadable):
        open_copy(tmp_path / "other", journey.back, NOW)
    require_sound(journey.office)


def test_what_was_removed_here_stays_removed_when_the_copy_comes_back(journey: Journey, hall: Case):
    name = personal_data.Person("Trần Mẫu Hai")
    assert personal_data.find_data(journey.office, name).places
    personal_data.remove_data(journey.office, name, "theo đơn")
    edit(hall, FREE, note="ở hội trường")
    assert journey.bring().conflicts == ()
    assert personal_data.find_data(journey.office, name).places == []
    require_sound(journey.office)


def test_a_file_of_a_newer_or_an_older_program_is_told_so(journey: Journey, hall: Case):
    hall.store.close()
    altered(journey, "UPDATE alembic_version SET version_num = '9999';")
    with pytest.raises(StoreTooNew):
        preview_bringing(journey.office, journey.back)
    altered(journey, "UPDATE alembic_version SET version_num = '0005';")
    with pytest.raises(CarriedTooOld):
        preview_bringing(journey.office, journey.back)


# Whatever fails ---------------------------------------------------------------------------------


def test_whoever_is_killed_while_bringing_leaves_all_of_it_or_nothing(journey: Journey, hall: Case):
    add_issue(hall, "Hẻm ngập.")
    journey.write_back()
    folder = journey.office.store.folder
    before = codes(journey.office)
    journey.office.store.close()

    def work() -> None:
        case = open_case(folder, standing_clock, USER)
        bring(case, journey.back)

    killed = 0
    for n in range(20, 600, 90):
        killed += killed_at(n, work)
        journey.office = open_case(folder, standing_clock, USER)
        assert len(codes(journey.office)) - len(before) in (0, 1)
        journey.office.store.close()
    assert killed > 2
    journey.office = open_case(folder, standing_clock, USER)
    bring(journey.office, journey.back)
    assert len(codes(journey.office)) == len(before) + 1
    require_sound(journey.office)


def test_whoever_stops_it_changes_nothing(journey: Journey, hall: Case):
    edit(hall, FREE, note="ở hội trường")
    journey.write_back()
    before = state(journey.office.store.folder)
    for stop_at in range(1, 4):
        asked: list[int] = []

        def stop(asked: list[int] = asked, stop_at: int = stop_at) -> bool:
            asked.append(1)
            return len(asked) >= stop_at

        with pytest.raises(Cancelled):
            bring(journey.office, journey.back, should_stop=stop)
    assert state(journey.office.store.folder) == before


def test_a_large_session_takes_no_statement_a_thing(journey: Journey, hall: Case):
    small = statements_of_bringing(journey, hall, 2)
    large = statements_of_bringing(journey, hall, 40)
    assert large <= small + 15


def statements_of_bringing(journey: Journey, hall: Case, count: int) -> int:
    for n in range(count):
        add_issue(hall, f"ý kiến {n}")
    for code in codes(hall)[:count]:
        edit(hall, code, note=f"ghi {count}")
    journey.write_back()
    seen_statements: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        seen_statements.append(statement)

    engine = journey.office.store._engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        bring(journey.office, journey.back)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return len(seen_statements)
