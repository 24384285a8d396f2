"""A session taken along: all it needs and no more, under numbers that nobody else gives."""

from __future__ import annotations

import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from dialogue_app.domain.errors.backups import BackupUnderWay
from dialogue_app.domain.errors.base import Cancelled, DialogueError, NotAllowed
from dialogue_app.domain.errors.carrying import (
    CarriedInstead,
    CopyOfOneSession,
    FolderTaken,
    NotCarried,
    NumbersUsedUp,
)
from dialogue_app.domain.errors.files import FileNotWritable, FolderInstead
from dialogue_app.domain.fields.enterprises import EnterpriseDraft
from dialogue_app.domain.fields.issues import IssueDraft
from dialogue_app.domain.fields.sessions import SessionDraft
from dialogue_app.domain.vocabulary import Role
from dialogue_app.services import backing_up, numbering
from dialogue_app.services.enterprises.editing import enterprise_detail, register_enterprise
from dialogue_app.services.issues.attaching import attach
from dialogue_app.services.issues.intake import find_issue, register_issue
from dialogue_app.services.opening import open_case
from dialogue_app.services.sessions import taking
from dialogue_app.services.sessions.editing import add_session, session_detail
from dialogue_app.services.sessions.finding import find_session
from dialogue_app.services.sessions.opening import open_copy
from dialogue_app.services.sessions.taking import take
from dialogue_app.storage import audit, backups
from dialogue_app.storage.carrying import travelling
from dialogue_app.storage.carrying.tables import carried_tables
from dialogue_app.storage.sqlite import FILE_NAME
from tests.faults.calls import fault_at, killed_at, no_file_larger_than
from tests.services.conftest import as_role
from tests.services.sessions.journey import (
    CODE,
    Journey,
    add_issue,
    codes,
    edit,
    require_sound,
    state,
    typed,
)
from tests.template import NOW, USER, seen, standing_clock


@pytest.fixture
def journey(tmp_path: Path) -> Iterator[Journey]:
    begun = Journey(tmp_path)
    yield begun
    begun.close()


def test_the_copy_is_a_sound_register_with_the_whole_session(journey: Journey):
    hall = journey.leave()
    require_sound(hall, journey.office)
    assert codes(hall) == codes(journey.office)
    for code in codes(hall):
        here, there = (typed(case, code) for case in (journey.office, hall))
        assert (here.text, here.note, here.kind) == (there.text, there.note, there.kind)
        raised = [[raiser.written_name for raiser in one.raisers] for one in (here, there)]
        assert raised[0] == raised[1]
    keys = [find_session(case, CODE) for case in (journey.office, hall)]
    here, there = (
        session_detail(case, key) for case, key in zip((journey.office, hall), keys, strict=True)
    )
    assert here.form == there.form
    assert here.gaps == there.gaps


def test_other_sessions_and_other_enterprises_stay(journey: Journey):
    office = journey.office
    add_session(office, SessionDraft("2026-K9", "Hội nghị khác"))
    other = find_session(office, "2026-K9")
    register_issue(office, IssueDraft("Chuyện của phiên khác", session_id=other))
    register_enterprise(office, EnterpriseDraft("Công ty Không Liên Quan"))
    taken = journey.take()
    assert (taken.issues, taken.code) == (20, CODE)
    with zipfile.ZipFile(journey.out) as packed:
        names, content = packed.namelist(), packed.read(FILE_NAME)
    assert sorted(names) == sorted(["manifest.json", FILE_NAME])  # nor the window's settings
    for text in ("Chuyện của phiên khác", "Không Liên Quan", "2026-K9"):
        assert text.encode() not in content


def test_attachments_go_along(journey: Journey, tmp_path: Path):
    scan = tmp_path / "don.pdf"
    scan.write_bytes(b"%PDF-1.4 content")
    key = find_issue(journey.office, "KN-2026-0002")
    attach(journey.office, seen(journey.office, key), scan)
    hall = journey.leave()
    kept = [path for path in (hall.store.folder / "files").rglob("*") if path.is_file()]
    assert [path.read_bytes() for path in kept] == [b"%PDF-1.4 content"]
    require_sound(hall)


def test_the_register_says_where_it_is_until_it_is_back(journey: Journey):
    key = find_session(journey.office, CODE)
    assert session_detail(journey.office, key).away == ()
    journey.take("  máy xách tay  hội trường ")
    (away,) = session_detail(journey.office, key).away
    assert (away.since, away.by, away.carrier) == (NOW, "mau", "máy xách tay hội trường")
    hall = journey.leave()
    assert len(session_detail(journey.office, key).away) == 2
    there = session_detail(hall, find_session(hall, CODE))
    assert (there.carried, there.away) == (CODE, ())
    journey.bring()
    assert len(session_detail(journey.office, key).away) == 1


def test_no_number_is_given_twice(journey: Journey):
    hall = journey.leave()
    here = [add_issue(journey.office, f"ở cơ quan {n}") for n in range(3)]
    there = [add_issue(hall, f"ở hội trường {n}") for n in range(3)]
    assert there == ["KN-2026-0021", "KN-2026-0022", "KN-2026-0023"]
    assert here == ["KN-2026-1021", "KN-2026-1022", "KN-2026-1023"]
    names = [
        enterprise_detail(case, register_enterprise(case, EnterpriseDraft(f"Hộ {case is hall}")))
        for case in (journey.office, hall)
    ]
    assert names[0].code != names[1].code
    journey.bring()
    assert {*here, *there} <= set(codes(journey.office))
    assert add_issue(journey.office, "sau khi về") == "KN-2026-1024"


def test_numbers_go_on_where_nothing_was_registered_meanwhile(journey: Journey):
    hall = journey.leave()
    add_issue(hall, "ở hội trường")
    journey.bring()
    assert add_issue(journey.office, "sau khi về") == "KN-2026-0022"


def test_two_copies_and_another_year_have_numbers_of_their_own(journey: Journey, tmp_path: Path):
    first = journey.leave()
    second_file = tmp_path / "second.dtdn"
    take(journey.office, find_session(journey.office, CODE), second_file)
    open_copy(tmp_path / "second", second_file, NOW)
    second = open_case(tmp_path / "second", standing_clock, USER)
    last_year = {"received_on": NOW.date() - timedelta(days=365)}
    found = [
        add_issue(case, "một ý kiến", **more)
        for case in (journey.office, first, second)
        for more in ({}, last_year)
    ]
    second.store.close()
    assert len(set(found)) == 6
    assert add_issue(journey.office, "nữa", **last_year) not in found


def test_a_copy_that_gave_all_its_numbers_says_so(journey: Journey, monkeypatch):
    hall = journey.leave()
    monkeypatch.setattr(numbering, "SET_ASIDE", 2)
    add_issue(hall, "một")
    add_issue(hall, "hai")
    with pytest.raises(NumbersUsedUp):
        add_issue(hall, "ba")


def test_what_was_registered_while_the_copy_was_made_keeps_its_number(
    journey: Journey, monkeypatch
):
    pack, given = travelling.pack, []

    def slow(*args, **more):
        if not given:
            given.append(add_issue(journey.office, "trong lúc đóng gói"))
        return pack(*args, **more)

    monkeypatch.setattr(travelling, "pack", slow)
    hall = journey.leave()
    assert add_issue(hall, "ở hội trường") not in given


def test_in_the_history_of_each_issue_stands_that_it_was_brought(journey: Journey):
    hall = journey.leave()
    edit(hall, "KN-2026-0001", note="ở hội trường")
    journey.bring()
    with journey.office.reading() as session:
        key = find_issue(journey.office, "KN-2026-0001")
        sequence = audit.last_entry_of(session, ("issue", key), 0, frozenset({"issue.note"}))
        assert sequence is not None
        entry = audit.entry_of(session, sequence)
    assert (entry.action, entry.name, entry.at) == ("session.bring", "mau", NOW)


def test_each_table_is_said_to_go_whole_or_as_far_as_it_is_needed():
    wholes = {name for name, table in carried_tables().items() if not table.root}
    assert wholes == {*taking.WHOLE_LISTS, *taking.BY_NEED}


# Refused ----------------------------------------------------------------------------------------


def test_a_copy_is_no_backup_and_a_backup_no_copy(journey: Journey, tmp_path: Path):
    journey.take()
    office = journey.office.store.folder
    before = state(office)
    with pytest.raises(CarriedInstead):
        backing_up.restore(office, journey.out, NOW)
    assert state(office) == before
    (made,) = backing_up.back_up(office, NOW, tmp_path / "b.zip")
    with pytest.raises(NotCarried):
        open_copy(tmp_path / "hall", made.file, NOW)
    assert not (tmp_path / "hall" / FILE_NAME).exists()


def test_a_copy_replaces_no_register(journey: Journey):
    journey.take()
    with pytest.raises(FolderTaken):
        open_copy(journey.office.store.folder, journey.out, NOW)


def test_a_copy_gives_only_its_session(journey: Journey, tmp_path: Path):
    hall = journey.leave()
    other = add_session(hall, SessionDraft("2026-K9", "Hội nghị khác"))
    with pytest.raises(CopyOfOneSession):
        take(hall, other, tmp_path / "other.dtdn")


def test_who_may_not_change_sessions_takes_none(journey: Journey, tmp_path: Path):
    clerk = as_role(journey.office, Role.CLERK)
    with pytest.raises(NotAllowed):
        take(clerk, find_session(clerk, CODE), tmp_path / "x.dtdn")


def test_a_folder_or_a_place_that_refuses_is_said_and_nothing_is_out(
    journey: Journey, tmp_path: Path
):
    key = find_session(journey.office, CODE)
    with pytest.raises(FolderInstead):
        take(journey.office, key, tmp_path)
    (tmp_path / "file").write_bytes(b"")
    target = tmp_path / "file" / "x.dtdn"
    with pytest.raises(FileNotWritable) as refused:
        take(journey.office, key, target)
    assert refused.value.file == target
    assert session_detail(journey.office, key).away == ()


def test_whoever_stops_it_leaves_nothing(journey: Journey, tmp_path: Path):
    key = find_session(journey.office, CODE)
    steps: list[int] = []
    with pytest.raises(Cancelled):
        take(journey.office, key, journey.out, "", lambda done, _of: steps.append(done),
             lambda: len(steps) == 2)  # fmt: skip
    assert session_detail(journey.office, key).away == ()
    assert not journey.out.exists()
    assert [path.name for path in tmp_path.iterdir()] == ["office"]


def test_one_process_packs_at_a_time(journey: Journey, monkeypatch):
    monkeypatch.setattr(travelling, "patience", lambda: 0)
    with backups.alone(journey.office.store.folder, 0), pytest.raises(BackupUnderWay):
        journey.take()


# Whatever fails ---------------------------------------------------------------------------------


def test_whatever_fails_it_is_out_and_in_its_file_or_neither(journey: Journey, tmp_path: Path):
    """Of the calls to the system and to SQL, one of 41 fails in turn."""
    key = find_session(journey.office, CODE)
    failed = done = 0
    for n in range(1, 5000, 41):
        target = tmp_path / f"{n}.dtdn"
        before = session_detail(journey.office, key).away
        with fault_at(n) as fault:
            try:
                take(journey.office, key, target)
            except DialogueError:
                failed += 1
        is_out = len(session_detail(journey.office, key).away) > len(before)
        assert is_out == target.exists()
        if not fault.happened:
            done += 1
            break
    assert failed > 4
    assert done
    require_sound(journey.office)
    assert [path for path in tmp_path.rglob("*") if ".carrying-" in path.name] == []


def test_who_is_killed_while_taking_it_leaves_a_sound_register(journey: Journey, tmp_path: Path):
    folder = journey.office.store.folder
    journey.office.store.close()

    def work() -> None:
        case = open_case(folder, standing_clock, USER)
        take(case, find_session(case, CODE), tmp_path / "x.dtdn")

    killed = sum(killed_at(n, work) for n in range(30, 400, 60))
    assert killed > 3
    journey.office = open_case(folder, standing_clock, USER)
    require_sound(journey.office)
    if (tmp_path / "x.dtdn").exists():  # a file that stands is one that can be brought back
        assert session_detail(journey.office, find_session(journey.office, CODE)).away
    journey.take()
    assert [path for path in folder.iterdir() if path.name.startswith(".carrying-")] == []


def test_a_full_disk_is_said(journey: Journey, tmp_path: Path):
    key = find_session(journey.office, CODE)
    for size in (4096, 60_000):
        with pytest.raises(DialogueError), no_file_larger_than(size):
            take(journey.office, key, tmp_path / "x.dtdn")
    assert not (tmp_path / "x.dtdn").exists()
    assert session_detail(journey.office, key).away == ()
    with closing(sqlite3.connect(journey.office.store.path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
