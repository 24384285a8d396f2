"""Backups made and put back: the same register again, whatever fails or is killed meanwhile."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from dialogue_app import whole_files
from dialogue_app.domain.backups import read_name
from dialogue_app.domain.errors.backups import BackupUnreadable, RegisterInUse, SecondPlaceUnfit
from dialogue_app.domain.errors.base import DialogueError
from dialogue_app.domain.errors.files import FileNotWritable
from dialogue_app.domain.errors.store import (
    DiskFull,
    StoreMissing,
    StoreMixed,
    StoreOlder,
    StoreTooNew,
    StoreTrouble,
    StoreUnreadable,
)
from dialogue_app.domain.fields.enterprises import EnterpriseDraft
from dialogue_app.services import backing_up
from dialogue_app.services.backing_up import BackupPlace, back_up, back_up_if_changed, restore
from dialogue_app.services.case import Case
from dialogue_app.services.enterprises.editing import register_enterprise
from dialogue_app.services.issues.attaching import attach
from dialogue_app.services.opening import open_case
from dialogue_app.storage import archive, backups, checking, identity
from dialogue_app.storage.files import Files
from dialogue_app.storage.models.attachments import Attachment
from dialogue_app.storage.opening import READY
from dialogue_app.storage.sqlite import FILE_NAME, UNSAVED_NAME, copy_whole, log_of
from dialogue_app.storage.steps import Steps, unwatched
from tests.cli.commands.test_checking import damage_an_index
from tests.faults.calls import each_call_failing, fault_at, killed_at, no_file_larger_than
from tests.read_only import read_only
from tests.storage.test_opening import killed_after
from tests.template import NOW, USER, sample_case, seen, standing_clock

LETTER = "Công văn số 12/UBND".encode() * 999


def opened(folder: Path) -> Case:
    return open_case(folder, standing_clock, USER)


def names_of(folder: Path) -> set[str]:
    """What tells one state of the register from another; it must be sound."""
    case = opened(folder)
    try:
        with case.reading() as session:
            connection = session.connection()
            names = {name for (name,) in connection.exec_driver_sql("SELECT name FROM enterprise")}
            for sha256 in session.scalars(select(Attachment.sha256)):
                assert Files(folder).verified(sha256).read_bytes() == LETTER
        assert checking.findings(case.store.path, "", NOW, Steps(unwatched, 0)) == []
    finally:
        case.store.close()
    return names & {"Cũ", "Mới"}


def add(folder: Path, name: str) -> None:
    case = opened(folder)
    register_enterprise(case, EnterpriseDraft(name))
    case.store.close()


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with an attachment and an enterprise."""
    folder = tmp_path_factory.mktemp("backed-up")
    letter = folder / "công văn.pdf"
    letter.write_bytes(LETTER)
    case = sample_case(folder / "data")
    attach(case, seen(case, 1), letter)
    case.store.close()
    add(folder / "data", "Cũ")
    return folder / "data"


@pytest.fixture
def folder(tmp_path: Path, template: Path) -> Path:
    shutil.copytree(template, tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def backup(folder: Path) -> Path:
    """A backup made before the enterprise “Mới” came."""
    (made,) = back_up(folder, NOW)
    add(folder, "Mới")
    return made.file


def test_what_was_typed_stays_with_its_register(folder: Path, backup: Path, tmp_path: Path):
    typed = b'[{"key": "k"}]'
    (folder / UNSAVED_NAME).write_bytes(typed)
    restore(folder, backup, NOW)
    assert (folder / UNSAVED_NAME).read_bytes() == typed
    other = tmp_path / "other"
    sample_case(other).store.close()
    identity.write_memory(other, identity.Remembered("another", 1, identity.NO_HASH))
    (other / UNSAVED_NAME).write_bytes(typed)
    kept = restore(other, backup, NOW).kept
    assert kept is not None
    assert not (other / UNSAVED_NAME).exists()
    assert (kept / UNSAVED_NAME).read_bytes() == typed


def test_a_folder_that_was_deleted_is_there_again(folder: Path, tmp_path: Path):
    (made,) = back_up(folder, NOW, tmp_path / "b.zip")
    case = opened(folder)
    with case.reading() as session:
        rows = session.connection().exec_driver_sql("SELECT * FROM issue").all()
    case.store.close()
    shutil.rmtree(folder)
    restored = restore(folder / "new" / "place", made.file, NOW)
    assert (restored, restored.kept) == (made, None)
    again = opened(folder / "new" / "place")
    with again.reading() as session:
        assert session.connection().exec_driver_sql("SELECT * FROM issue").all() == rows
    again.store.close()
    assert names_of(folder / "new" / "place") == {"Cũ"}


def test_it_holds_the_register_its_files_once_and_the_settings(folder: Path, tmp_path: Path):
    (folder / "window.ini").write_text("[look]\nlanguage=en\n")
    case = opened(folder)
    attach(case, seen(case, 2), folder.parent / "data" / "window.ini")
    case.store.close()
    (made,) = back_up(folder, NOW)
    with zipfile.ZipFile(made.file) as packed:
        names = packed.namelist()
        manifest = json.loads(packed.read("manifest.json"))
    assert names[0] == FILE_NAME
    assert len(names) == len(set(names)) == 5
    assert (manifest["sequence"], manifest["hash"]) == (made.sequence, made.hash)
    assert read_name(made.file.name).hash == made.hash
    assert made.file.stat().st_mode & 0o777 == 0o600
    restore(tmp_path / "other", made.file, NOW)
    assert (tmp_path / "other" / "window.ini").read_text() == "[look]\nlanguage=en\n"


def test_settings_nobody_may_read_are_no_reason_to_have_no_backup(folder: Path, tmp_path: Path):
    settings = folder / "window.ini"
    settings.write_text("[look]\nlanguage=en\n")
    with read_only(folder):
        settings.chmod(0)
        (made,) = back_up(folder, NOW, tmp_path / "b.zip")
        settings.chmod(0o600)
    restore(tmp_path / "other", made.file, NOW)
    assert not (tmp_path / "other" / "window.ini").exists()
    assert names_of(tmp_path / "other")


@pytest.mark.parametrize("year", [1970, 1979, 2108, 9999])
def test_it_is_made_whatever_year_the_clock_says(folder: Path, tmp_path: Path, year: int):
    (made,) = back_up(folder, NOW.replace(year=year), tmp_path / "b.zip")
    assert restore(tmp_path / "other", made.file, NOW).hash == made.hash


@pytest.mark.parametrize("note", [None, b"", b"\xff\xfe", b"../gone", b"replaced-1", b"x" * 300])
@pytest.mark.parametrize("has_database", [True, False])
def test_what_is_ready_to_be_put_in_place_and_is_not_ours_takes_no_registers_place(
    folder: Path, tmp_path: Path, note: bytes | None, has_database: bool
):
    """Without a database nothing gives way to it; with one the old stays in the folder."""
    ready = folder / READY
    if note == b"":
        ready.write_bytes(note)  # no folder at all
    else:
        ready.mkdir()
        if note is not None:
            (ready / "aside").write_bytes(note)
        if has_database:
            shutil.copy(folder / FILE_NAME, ready)
            shutil.copytree(folder / "files", ready / "files")
    beside = set(tmp_path.iterdir())
    assert names_of(folder) == {"Cũ"}
    assert set(tmp_path.iterdir()) == beside
    assert not ready.exists()
    (made,) = back_up(folder, NOW, tmp_path / "b.zip")
    assert restore(folder, made.file, NOW).hash == made.hash


def put_together(backup: Path, changed: dict[str, bytes]) -> None:
    """The backup with other members, and a manifest that says so."""
    with zipfile.ZipFile(backup) as packed:
        members = {name: packed.read(name) for name in packed.namelist()} | changed
    manifest = json.loads(members.pop(archive.MANIFEST))
    manifest["members"] |= {name: hashlib.sha256(one).hexdigest() for name, one in changed.items()}
    with zipfile.ZipFile(backup, "w") as packed:
        for name, content in members.items():
            packed.writestr(name, content)
        packed.writestr(archive.MANIFEST, json.dumps(manifest))


def test_one_whose_database_lacks_something_takes_the_place_of_nothing(
    folder: Path, tmp_path: Path
):
    """Put in place, it could not be opened."""
    (made,) = back_up(folder, NOW, tmp_path / "b.zip")
    copy = tmp_path / "copy.db"
    with zipfile.ZipFile(made.file) as packed:
        copy.write_bytes(packed.read(FILE_NAME))
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("DROP TABLE venue")
    put_together(made.file, {FILE_NAME: copy.read_bytes()})
    with pytest.raises(BackupUnreadable):
        restore(folder, made.file, NOW)
    assert names_of(folder) == {"Cũ"}


def test_one_whose_files_are_not_what_they_are_kept_under_is_none(folder: Path, tmp_path: Path):
    (made,) = back_up(folder, NOW, tmp_path / "b.zip")
    with zipfile.ZipFile(made.file) as packed:
        kept = next(name for name in packed.namelist() if name.startswith("files/"))
    put_together(made.file, {kept: b"another letter"})
    with pytest.raises(BackupUnreadable):
        restore(folder, made.file, NOW)
    assert names_of(folder) == {"Cũ"}


def test_it_is_made_beside_whoever_writes(folder: Path):
    case = opened(folder)
    with case.store.writing(case.actor, "test", NOW):
        (made,) = back_up(folder, NOW)
    case.store.close()
    assert archive.verified(made.file).sequence == made.sequence


def test_what_is_replaced_is_kept_and_can_be_opened(folder: Path, backup: Path):
    kept = restore(folder, backup, NOW).kept
    # it keeps a log from its first opening on: no journal is ever written into it
    assert (folder / FILE_NAME).read_bytes()[18:20] == b"\2\2"
    assert names_of(folder) == {"Cũ"}
    (aside,) = folder.glob("replaced-*")
    assert kept == aside
    assert names_of(aside) == {"Cũ", "Mới"}
    restore(folder, backup, NOW)
    assert len(list(folder.glob("replaced-*"))) == 2


def test_it_is_put_back_though_a_scanner_of_windows_holds_each_name_for_a_moment(
    folder: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
):
    held: set[Path] = set()
    renamed = Path.replace

    def replace(path: Path, target: Path) -> Path:
        if path not in held:
            held.add(path)
            error = PermissionError(13, "Permission denied")
            error.winerror = 5  # type: ignore[attr-defined]  # as on Windows
            raise error
        return renamed(path, target)

    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setattr(whole_files, "sleep", lambda _seconds: None)
    restore(folder, backup, NOW)
    assert {"backups", "files", FILE_NAME} - {path.name for path in held} == {"backups"}
    assert names_of(folder) == {"Cũ"}


@pytest.mark.parametrize(
    "harm",
    [
        lambda folder: os.truncate(folder / FILE_NAME, 5000),
        lambda folder: (folder / FILE_NAME).write_bytes(b""),
        lambda folder: (folder / FILE_NAME).unlink(),
        lambda folder: (folder / "register.json").write_text("?"),
        lambda folder: log_of(folder / FILE_NAME).write_bytes(b"\1" * 9999),
        lambda folder: shutil.rmtree(folder / "files"),
    ],
)
def test_it_works_where_the_database_does_not_open(
    folder: Path, backup: Path, harm: Callable[[Path], object]
):
    harm(folder)
    restore(folder, backup, NOW)
    assert names_of(folder) == {"Cũ"}


def test_nobody_may_have_the_register_open(folder: Path, backup: Path, monkeypatch):
    monkeypatch.setattr("dialogue_app.storage.restoring.BUSY_MILLISECONDS", 0)
    case = opened(folder)
    with pytest.raises(RegisterInUse):
        restore(folder, backup, NOW)
    case.store.close()
    assert names_of(folder) == {"Cũ", "Mới"}


def test_a_refusal_at_the_start_names_the_newest_good_backup(folder: Path, backup: Path):
    (newer,) = back_up(folder, NOW + timedelta(hours=1))
    (folder / FILE_NAME).unlink()
    with pytest.raises(StoreMissing) as refused:
        opened(folder)
    assert refused.value.backup == newer.file
    newer.file.write_bytes(newer.file.read_bytes()[:-700])
    (folder / "register.json").unlink()
    with pytest.raises(StoreMissing) as refused:
        opened(folder)
    assert refused.value.backup == backup


def test_a_folder_with_nothing_but_backups_is_no_first_start(folder: Path, backup: Path):
    for left in folder.iterdir():
        if left.name != "backups":
            shutil.rmtree(left) if left.is_dir() else left.unlink()
    with pytest.raises(StoreMissing) as refused:
        opened(folder)
    assert refused.value.backup == backup


# What is no backup ------------------------------------------------------------------------------


def test_a_damaged_register_is_never_backed_up(folder: Path, backup: Path):
    with (folder / FILE_NAME).open("r+b") as file:
        for page in range(20, 60):
            file.seek(4096 * page)
            file.write(b"\5" * 16)
    before = backup.read_bytes()
    with pytest.raises(StoreUnreadable):
        back_up(folder, NOW)
    with pytest.raises(StoreTrouble):
        back_up_if_changed(folder, NOW + timedelta(hours=1))
    assert [path.read_bytes() for path in (folder / "backups").iterdir()] == [before]


def test_an_index_that_lacks_a_row_is_damage_too(folder: Path):
    damage_an_index(folder)
    with pytest.raises(StoreUnreadable):
        back_up(folder, NOW)
    assert list((folder / "backups").iterdir()) == []


def test_an_attachment_that_is_missing_makes_it_incomplete(folder: Path):
    (whole,) = back_up(folder, NOW)
    shutil.rmtree(folder / "files")
    (made,) = back_up(folder, NOW + timedelta(hours=1))
    assert made.lacking == 1
    assert not read_name(made.file.name).complete
    assert backups.newest_good(folder, NOW) == whole.file


def test_what_a_wrong_clock_dated_later_is_not_the_newest(folder: Path):
    years_ahead = NOW + timedelta(days=3000)
    (wrong,) = back_up(folder, years_ahead)
    (right,) = back_up(folder, NOW)
    assert backups.newest_good(folder, NOW) == right.file
    assert backups.newest_good(folder, years_ahead) == wrong.file


def harmed(backup: Path, number: int) -> bytes:
    chance, content = random.Random(number), bytearray(backup.read_bytes())
    if number % 5 == 0:
        return bytes(content[: chance.randrange(len(content))])
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    return bytes(content)


def test_flips_and_cuts_are_refused_or_of_no_effect(folder: Path, backup: Path, tmp_path: Path):
    refused = 0
    for number in range(40):
        one = tmp_path / "harmed.zip"
        one.write_bytes(harmed(backup, number))
        try:
            restore(folder, one, NOW)
        except BackupUnreadable:
            refused += 1
            assert not list(folder.glob("replaced-*"))
            continue
        assert names_of(folder) == {"Cũ"}
        aside = next(folder.glob("replaced-*"))
        shutil.rmtree(aside)
        add(folder, "Mới")
    assert refused > 30
    assert names_of(folder) >= {"Cũ"}


def repacked(backup: Path, target: Path, change: Callable[[dict, dict[str, bytes]], None]) -> Path:
    with zipfile.ZipFile(backup) as packed:
        members = {name: packed.read(name) for name in packed.namelist()}
    manifest = json.loads(members["manifest.json"])
    change(manifest, members)
    members["manifest.json"] = json.dumps(manifest).encode()
    with zipfile.ZipFile(target, "w") as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return target


@pytest.mark.parametrize(
    "change",
    [
        lambda manifest, members: manifest.update(hash="0" * 64),
        lambda manifest, members: manifest.update(sequence=1),
        lambda manifest, members: manifest.update(uid="x" * 32),
        lambda manifest, members: manifest.update(format=2),
        lambda manifest, members: manifest.update(members={}),
        lambda manifest, members: members.update({"../out": b"x"}),
        lambda manifest, members: (
            members.update({"../out": b""}),
            manifest["members"].update({"../out": "e3b0c44298fc1c149afbf4c8996fb924"}),
        ),
        lambda manifest, members: manifest.pop("uid"),
        lambda manifest, members: members.update(
            {FILE_NAME: members[FILE_NAME].replace("Công ty".encode(), "Công tx".encode())}
        ),
    ],
)
def test_what_was_put_together_by_somebody_else_is_refused(
    folder: Path, backup: Path, tmp_path: Path, change
):
    forged = repacked(backup, tmp_path / "forged.zip", change)
    with pytest.raises(BackupUnreadable):
        restore(folder, forged, NOW)
    assert names_of(folder) == {"Cũ", "Mới"}
    assert not (tmp_path / "out").exists()


def test_one_of_a_newer_program_is_said_to_be_so(folder: Path, backup: Path, monkeypatch):
    monkeypatch.setattr("dialogue_app.storage.schema.REVISIONS", ("0001",))
    with pytest.raises(StoreTooNew) as refused:
        restore(folder, backup, NOW)
    assert refused.value.file == backup


# Where and how many -----------------------------------------------------------------------------


def choose(folder: Path, place: Path) -> None:
    backing_up.choose_second_place(folder, BackupPlace(str(place)))


def test_the_second_place_gets_each_backup_and_its_age_is_known(folder: Path, tmp_path: Path):
    assert backing_up.copy_elsewhere(folder, NOW).is_too_old
    (tmp_path / "usb").mkdir()
    choose(folder, tmp_path / "usb")
    made = back_up_if_changed(folder, NOW)
    assert [one.file.parent for one in made] == [folder / "backups", tmp_path / "usb"]
    assert not backing_up.copy_elsewhere(folder, NOW + timedelta(days=6)).is_too_old
    assert backing_up.copy_elsewhere(folder, NOW + timedelta(days=7)).is_too_old


def test_the_second_place_gets_the_very_file_that_was_made_and_read_back(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "usb").mkdir()
    choose(folder, tmp_path / "usb")
    copied: list[Path] = []
    monkeypatch.setattr(
        backups,
        "copy_whole",
        lambda *given: copied.append(given[0]) or copy_whole(*given),
    )
    first, second = (one.file for one in back_up(folder, NOW))
    assert first.read_bytes() == second.read_bytes()
    assert len(copied) == 1
    add(folder, "Mới")
    first, second = (one.file for one in back_up_if_changed(folder, NOW + timedelta(hours=1)))
    assert first.read_bytes() == second.read_bytes()
    assert len(copied) == 2


@pytest.mark.parametrize("place", [".", "backups", "../none", "../data/register.json"])
def test_the_second_place_is_a_folder_outside(folder: Path, place: str):
    back_up(folder, NOW)
    with pytest.raises(SecondPlaceUnfit):
        choose(folder, folder / place)
    assert backing_up.backup_place(folder) == BackupPlace()


def test_nothing_is_left_beside_the_database(folder: Path):
    back_up_if_changed(folder, NOW)
    assert sorted(path.name for path in folder.glob("dialogue.db*")) == [FILE_NAME]


def test_only_what_changed_is_backed_up(folder: Path):
    assert len(back_up_if_changed(folder, NOW)) == 1
    assert back_up_if_changed(folder, NOW + timedelta(hours=3)) == []
    add(folder, "Mới")
    (made,) = back_up_if_changed(folder, NOW + timedelta(hours=6))
    made.file.write_bytes(b"")
    assert len(back_up_if_changed(folder, NOW + timedelta(hours=9))) == 1


@pytest.mark.parametrize("with_log", [True, False])
@pytest.mark.parametrize("make", [back_up, back_up_if_changed])
def test_what_a_start_would_refuse_is_neither_backed_up_nor_changed(
    folder: Path, make: Callable[[Path, datetime], object], with_log: bool
):
    older = (folder / FILE_NAME).read_bytes()
    add(folder, "Mới")
    (good,) = back_up(folder, NOW)
    if with_log:  # of the newer file, left by a kill
        killed_after(folder, "C")
    (folder / FILE_NAME).write_bytes(older)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with pytest.raises(StoreMixed if with_log else StoreOlder):
        make(folder, NOW + timedelta(hours=3))
    after = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    locks = folder / "locks"
    assert [
        path for path in before if after.get(path) != before[path] and locks != path.parent
    ] == []
    assert {path for path in after if path.suffix == ".zip"} == {good.file}
    with pytest.raises(StoreMixed if with_log else StoreOlder) as refused:
        opened(folder)
    assert refused.value.backup == good.file


def test_a_second_place_that_is_away_is_not_made_on_this_disk(folder: Path, tmp_path: Path):
    (tmp_path / "usb").mkdir()
    choose(folder, tmp_path / "usb")
    (tmp_path / "usb").rmdir()
    (made,) = back_up_if_changed(folder, NOW)
    assert made.file.parent == folder / "backups"
    assert not (tmp_path / "usb").exists()
    assert backing_up.copy_elsewhere(folder, NOW).day is None
    (tmp_path / "usb").mkdir()
    (made,) = back_up_if_changed(folder, NOW)
    assert made.file.parent == tmp_path / "usb"


def test_a_place_that_refuses_costs_only_the_copy_there(folder: Path, tmp_path: Path):
    (tmp_path / "usb").mkdir()
    choose(folder, tmp_path / "usb")
    (folder / "backups").write_text("a file")
    with pytest.raises(FileNotWritable):
        back_up_if_changed(folder, NOW)
    assert len(list((tmp_path / "usb").iterdir())) == 1


def test_old_ones_are_thinned_out_those_of_another_register_are_not(folder: Path):
    (made,) = back_up(folder, NOW)
    name = read_name(made.file.name)
    other = made.file.with_name(made.file.name.replace(name.register, "0" * 8))
    for days in range(100, 130):
        shutil.copy(made.file, other)
        back_up(folder, NOW - timedelta(days=days))
    back_up(folder, NOW)
    kept = {path.name for path in made.file.parent.iterdir()}
    assert other.name in kept
    assert made.file.name in kept
    assert 14 <= len(kept) < 24


# Whatever fails ---------------------------------------------------------------------------------


def test_whatever_fails_a_backup_stands_whole_or_the_older_one_does(folder: Path, tmp_path: Path):
    target = tmp_path / "usb" / "b.zip"
    back_up(folder, NOW, target)
    add(folder, "Mới")
    tried = 0
    older = archive.verified(target).hash
    for raised in each_call_failing(lambda: back_up(folder, NOW, target)):
        tried += 1
        assert raised is None or isinstance(raised, DialogueError), raised
        found = archive.verified(target).hash
        assert raised is not None or found != older
    assert tried > 20
    assert [path.name for path in target.parent.iterdir()] == ["b.zip"]
    assert names_of(folder) == {"Cũ", "Mới"}


def test_whatever_fails_restoring_gives_the_old_register_or_the_new_one(
    folder: Path, backup: Path, tmp_path: Path
):
    tried = []
    work = tmp_path / "work"
    for raised in each_call_failing(lambda: restore(work, backup, NOW)):
        assert raised is None or isinstance(raised, DialogueError), raised
        tried.append(_one_of_both(work, done=raised is None))
        shutil.copytree(folder, work)
    assert tried.count({"Cũ", "Mới"}) > 20
    assert {"Cũ"} in tried


def _one_of_both(work: Path, *, done: bool) -> set[str]:
    """What the folder holds; nothing where nothing was there."""
    if not work.exists() or (not any(work.glob("*.db")) and not (work / ".restored").exists()):
        assert not done
        shutil.rmtree(work, ignore_errors=True)
        return set()
    found = names_of(work)
    assert found == {"Cũ"} if done else found in ({"Cũ"}, {"Cũ", "Mới"})
    shutil.rmtree(work)
    return found


def test_whoever_is_killed_while_restoring_leaves_one_of_both(
    folder: Path, backup: Path, tmp_path: Path
):
    left: list[set[str]] = []
    work = tmp_path / "work"
    for n in range(1, 400, 3):
        shutil.copytree(folder, work)
        if not killed_at(n, lambda: restore(work, backup, NOW)):
            break
        left.append(_one_of_both(work, done=False))
    assert left.count({"Cũ", "Mới"}) > 10
    assert left[-1] == {"Cũ"}


def test_whoever_is_killed_while_backing_up_leaves_nothing_half(folder: Path):
    add(folder, "Mới")
    for n in range(1, 400, 4):
        if not killed_at(n, lambda: back_up(folder, NOW)):
            break
    for path in (folder / "backups").iterdir():
        if read_name(path.name):
            archive.verified(path)
    back_up(folder, NOW)
    assert [path for path in (folder / "backups").iterdir() if path.name.startswith(".")] == []


def test_a_full_disk_is_said_and_the_older_backup_stands(folder: Path, tmp_path: Path):
    target = tmp_path / "b.zip"
    back_up(folder, NOW, target)
    before, full = target.read_bytes(), 0
    for size in range(0, 900_000, 30_000):
        try:
            with no_file_larger_than(size):
                back_up(folder, NOW, target)
        except (DiskFull, FileNotWritable):
            full += 1
            assert target.read_bytes() == before
    assert full > 20
    assert not list(tmp_path.glob(".*"))


def test_a_full_disk_while_restoring_leaves_the_register(folder: Path, backup: Path):
    for size in (1, 4096, 100_000, 500_000):
        with pytest.raises(StoreTrouble), no_file_larger_than(size):
            restore(folder, backup, NOW)
    assert names_of(folder) == {"Cũ", "Mới"}


@pytest.mark.parametrize("n", range(1, 30))
def test_a_note_that_cannot_be_read_now_is_not_written_over(folder: Path, tmp_path: Path, n: int):
    """A disk that fails while it is read forgets neither the second place nor the register."""
    (tmp_path / "usb").mkdir()
    choose(folder, tmp_path / "usb")
    known = identity.remembered(folder)
    with fault_at(n), suppress(DialogueError):
        assert len(back_up(folder, NOW)) == 2
    assert backups.noted(folder).second_place == str(tmp_path / "usb")
    assert identity.remembered(folder) == known
