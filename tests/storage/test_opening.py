"""What stands in a folder is looked into before anything is written: ours, or refused and left."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from dialogue_app.domain.errors.store import (
    DiskFull,
    StoreBesideJournal,
    StoreBusy,
    StoreInUse,
    StoreMissing,
    StoreMixed,
    StoreNotWritable,
    StoreOfAnother,
    StoreOlder,
    StoreRefused,
    StoreTooNew,
    StoreUnreadable,
)
from dialogue_app.domain.fields.enterprises import EnterpriseDraft
from dialogue_app.i18n.sentences import explain
from dialogue_app.services.case import Case
from dialogue_app.services.enterprises.editing import register_enterprise
from dialogue_app.services.enterprises.lists import EnterpriseList, EnterpriseQuery
from dialogue_app.services.opening import open_case
from dialogue_app.storage import opening, sqlite
from dialogue_app.storage.identity import MEMORY_NAME, remembered
from dialogue_app.storage.locks import store_lock
from dialogue_app.storage.sqlite import FILE_NAME, log_of
from tests.cli.commands.test_checking import damage_an_index
from tests.faults.calls import each_call_failing
from tests.registers import frozen, lay_out
from tests.template import USER, copy_database, fresh_case, standing_clock

ROOT = Path(__file__).parents[2]
BUSY = StoreBusy(Path("dialogue.db"))


def opened(folder: Path) -> Case:
    return open_case(folder, standing_clock, USER)


def named(case: Case, *names: str) -> None:
    for name in names:
        register_enterprise(case, EnterpriseDraft(name))


def count(case: Case) -> int:
    return len(EnterpriseList(case).ids(EnterpriseQuery()))


def left_as_it_is(folder: Path, refusal: type[StoreRefused]) -> None:
    """The folder is refused in one sentence, at each start, and its files stay what they are."""
    database = folder / FILE_NAME
    before = database.read_bytes() if database.is_file() else None
    for _start in range(2):
        with pytest.raises(StoreRefused) as trouble:
            opened(folder)
        assert type(trouble.value) is refusal
        assert str(database) in explain(trouble.value)
        assert (database.read_bytes() if database.is_file() else None) == before


# Names of folders -------------------------------------------------------------------------------

NAMES = [
    "Ho%20so", "a?b", "a#b", "100%", "%", "Hồ sơ đối thoại", "O'Brien \"x\"", "file:x",
    "file:?mode=memory", ":memory:", "a&b=c;d", " ", "a\\b", "ma\nmới", "~x", "-rf",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_folder_is_used_by_its_very_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
):
    monkeypatch.chdir(tmp_path)
    for _start in range(2):
        case = opened(Path(name))
        named(case, "Công ty Mẫu")
        case.store.close()
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert {path.name for path in (tmp_path / name).iterdir()} == {
        FILE_NAME, MEMORY_NAME, "locks",
    }  # fmt: skip
    with closing(sqlite3.connect(tmp_path / name / FILE_NAME)) as connection:
        assert connection.execute("SELECT count(*) FROM enterprise").fetchone() == (2,)


# A register is made once, and whole -------------------------------------------------------------


def test_a_register_says_whose_it_is_and_its_folder_remembers_it(tmp_path: Path):
    for folder in (tmp_path / "one", tmp_path / "other"):
        opened(folder).store.close()
        with closing(sqlite3.connect(folder / FILE_NAME)) as connection:
            assert connection.execute("PRAGMA application_id").fetchone() == (0x4454444E,)
    uids = {note.uid for folder in tmp_path.iterdir() if (note := remembered(folder))}
    assert len(uids) == 2


def test_a_first_start_that_fails_leaves_nothing_and_the_next_one_begins_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def full(_session: object) -> None:
        raise DiskFull(tmp_path)

    with monkeypatch.context() as patch:
        patch.setattr("dialogue_app.storage.seeds.seed", full)
        with pytest.raises(DiskFull):
            opened(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} <= {"locks"}
    (tmp_path / opening._ASIDE).mkdir()
    (tmp_path / opening._ASIDE / FILE_NAME).write_bytes(b"half")
    opened(tmp_path).store.close()
    assert not (tmp_path / opening._ASIDE).exists()


def test_a_register_whose_log_cannot_be_brought_in_is_not_moved_into_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    with monkeypatch.context() as patch:
        patch.setattr(opening, "log_size", lambda _path: 1)  # as on a disk that has become full
        with pytest.raises(StoreNotWritable):
            opened(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"locks"}


# What is refused --------------------------------------------------------------------------------


def sql(path: Path, script: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(script)


def of_another_program(path: Path) -> None:
    path.unlink()
    sql(path, "CREATE TABLE note(text); INSERT INTO note VALUES ('x');")


def of_another_program_of_the_same_make(path: Path) -> None:
    path.unlink()
    sql(
        path,
        "CREATE TABLE alembic_version(version_num); INSERT INTO alembic_version VALUES ('0005');"
        "CREATE TABLE audit_entry(sequence, hash);",
    )


def empty_database(path: Path) -> None:
    path.unlink()
    sql(path, "CREATE TABLE t(a); DROP TABLE t;")


BROKEN: list[Callable[[Path], object]] = [
    lambda path: path.write_bytes(b""),
    lambda path: path.write_text("Danh sách kiến nghị " * 300, "utf-8"),
    lambda path: path.write_bytes(bytes(8192)),
    lambda path: path.write_bytes(b"PK\x03\x04" + bytes(3000)),
    lambda path: os.truncate(path, 20),
    lambda path: os.truncate(path, 4096),
    lambda path: os.truncate(path, 5000),
    lambda path: (path.unlink(), path.mkdir()),
    of_another_program,
    of_another_program_of_the_same_make,
    empty_database,
    lambda path: sql(path, "DROP TABLE body_alias"),
    lambda path: sql(path, "ALTER TABLE body DROP COLUMN note"),
    lambda path: sql(path, "DROP TABLE search_issue"),
    lambda path: sql(path, "DROP TABLE register_identity"),
    lambda path: sql(path, "DROP TABLE audit_entry"),
    lambda path: sql(path, "DROP TABLE alembic_version"),
    lambda path: sql(path, "DELETE FROM alembic_version"),
    lambda path: sql(path, "INSERT INTO alembic_version VALUES ('x')"),
    lambda path: sql(path, "PRAGMA application_id = 7"),
    lambda path: sql(path, "PRAGMA application_id = 0"),
]


@pytest.mark.parametrize("place", range(len(BROKEN)))
@pytest.mark.parametrize("is_known", [True, False])
def test_what_is_no_register_of_ours_is_refused(tmp_path: Path, place: int, is_known: bool):
    case = fresh_case(tmp_path)
    case.store.close()
    BROKEN[place](tmp_path / FILE_NAME)
    if not is_known:
        (tmp_path / MEMORY_NAME).unlink()
    left_as_it_is(tmp_path, StoreUnreadable)


def test_a_register_of_a_later_program_is_refused(tmp_path: Path):
    fresh_case(tmp_path).store.close()
    sql(tmp_path / FILE_NAME, "UPDATE alembic_version SET version_num = '9999'")
    left_as_it_is(tmp_path, StoreTooNew)


@pytest.mark.parametrize("trace", [MEMORY_NAME, f"{FILE_NAME}-wal", "files", "dialogue-0003-x.db"])
def test_where_a_register_was_none_is_begun(tmp_path: Path, trace: str):
    (tmp_path / trace).write_bytes(b"")
    left_as_it_is(tmp_path, StoreMissing)


def test_a_register_that_was_taken_away_is_missed(tmp_path: Path):
    fresh_case(tmp_path).store.close()
    (tmp_path / FILE_NAME).unlink()
    left_as_it_is(tmp_path, StoreMissing)


def test_another_register_in_its_place_is_refused(tmp_path: Path):
    fresh_case(tmp_path / "data").store.close()
    opened(tmp_path / "other").store.close()
    shutil.copy(tmp_path / "other" / FILE_NAME, tmp_path / "data" / FILE_NAME)
    left_as_it_is(tmp_path / "data", StoreOfAnother)


def test_an_older_copy_is_refused_and_a_newer_one_is_not(tmp_path: Path):
    case = fresh_case(tmp_path)
    database = tmp_path / FILE_NAME
    older = shutil.copy(database, tmp_path / "older.db")
    named(case, "Công ty Mẫu")
    case.store.close()
    newer = shutil.copy(database, tmp_path / "newer.db")
    shutil.copy(older, database)
    left_as_it_is(tmp_path, StoreOlder)
    shutil.copy(newer, database)
    again = opened(tmp_path)
    assert count(again) == 1
    again.store.close()
    shutil.copy(older, database)
    (tmp_path / MEMORY_NAME).unlink()  # whoever insists, as the sentence says
    insisted = opened(tmp_path)
    assert count(insisted) == 0
    insisted.store.close()


# After an unclean end ---------------------------------------------------------------------------

KILLED = """
import os, signal, sys
from pathlib import Path
from tests.storage.test_opening import named, opened
case = opened(Path(sys.argv[1]))
named(case, *sys.argv[2:])
os.kill(os.getpid(), signal.SIGKILL)
"""


def killed_after(folder: Path, *names: str) -> None:
    command = [sys.executable, "-c", KILLED, str(folder), *names]
    killed = subprocess.run(command, check=False, capture_output=True, cwd=ROOT)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert log_of(folder / FILE_NAME).stat().st_size


def test_what_a_killed_process_left_in_the_log_is_there(tmp_path: Path):
    copy_database(tmp_path)
    killed_after(tmp_path, "A", "B")
    case = opened(tmp_path)
    assert count(case) == 2
    case.store.close()
    assert not log_of(tmp_path / FILE_NAME).exists()


def test_after_a_kill_what_only_a_whole_check_sees_is_found(tmp_path: Path):
    copy_database(tmp_path)
    damage_an_index(tmp_path)
    killed_after(tmp_path, "A")
    with pytest.raises(StoreUnreadable):
        opened(tmp_path)
    assert log_of(tmp_path / FILE_NAME).exists()


def test_an_older_programs_file_is_not_migrated_where_a_later_register_was(tmp_path: Path):
    case = fresh_case(tmp_path / "data")
    named(case, "A")
    case.store.close()
    lay_out(frozen()[0], tmp_path / "old")
    before = (tmp_path / "old" / FILE_NAME).read_bytes()
    shutil.copy(tmp_path / "old" / FILE_NAME, tmp_path / "data")
    with pytest.raises(StoreOlder):
        opened(tmp_path / "data")
    assert (tmp_path / "data" / FILE_NAME).read_bytes() == before


def replaced_under_its_log(tmp_path: Path) -> None:
    """An older copy of the file beside the log of a newer one."""
    case = fresh_case(tmp_path)
    older = shutil.copy(tmp_path / FILE_NAME, tmp_path / "older.db")
    named(case, "A", "B")
    case.store.close()
    killed_after(tmp_path, "C")
    shutil.copy(older, tmp_path / FILE_NAME)


def with_an_older_log(tmp_path: Path) -> None:
    """The log of an older state beside a newer file."""
    copy_database(tmp_path)
    killed_after(tmp_path, "A")
    log = log_of(tmp_path / FILE_NAME)
    older = log.read_bytes()
    opened(tmp_path).store.close()
    killed_after(tmp_path, "B", "C", "D")
    opened(tmp_path).store.close()
    log.write_bytes(older)


def with_the_log_of_another(tmp_path: Path) -> None:
    opened(tmp_path).store.close()
    copy_database(tmp_path / "other")
    killed_after(tmp_path / "other", "A")
    shutil.copy(log_of(tmp_path / "other" / FILE_NAME), log_of(tmp_path / FILE_NAME))


def emptied(tmp_path: Path) -> None:
    copy_database(tmp_path)
    killed_after(tmp_path, "A")
    os.truncate(tmp_path / FILE_NAME, 0)


# Where the folder does not remember, a log that holds all that the older file lacks may be taken.
MIXED = [
    (replaced_under_its_log, True), (with_an_older_log, True), (with_an_older_log, False),
    (with_the_log_of_another, True), (with_the_log_of_another, False), (emptied, True),
]  # fmt: skip


@pytest.mark.parametrize(("mix", "is_known"), MIXED)
def test_a_log_of_another_copy_is_never_read_into_the_file(
    tmp_path: Path, mix: Callable[[Path], None], is_known: bool
):
    mix(tmp_path)
    if not is_known:
        (tmp_path / MEMORY_NAME).unlink()
    log = log_of(tmp_path / FILE_NAME)
    before = (tmp_path / FILE_NAME).read_bytes(), log.read_bytes()
    for _start in range(2):
        with pytest.raises((StoreMixed, StoreUnreadable)):
            opened(tmp_path)
        assert ((tmp_path / FILE_NAME).read_bytes(), log.read_bytes()) == before


# Migrating while others work --------------------------------------------------------------------


@pytest.mark.parametrize("is_real", [True, False])
def test_a_journal_of_another_copy_is_never_played_back(tmp_path: Path, is_real: bool):
    """SQLite would write its pages over those of the register, and says it is sound."""
    case = fresh_case(tmp_path / "data")
    named(case, "Công ty Một")
    case.store.close()
    database, journal = tmp_path / "data" / FILE_NAME, tmp_path / "data" / f"{FILE_NAME}-journal"
    if is_real:
        shutil.copy(database, tmp_path / "other.db")
        with closing(sqlite3.connect(tmp_path / "other.db", isolation_level=None)) as other:
            other.execute("PRAGMA journal_mode = DELETE")
            other.execute("PRAGMA cache_spill = 1")
            other.execute("PRAGMA cache_size = 1")
            other.execute("BEGIN")
            other.execute("DELETE FROM calendar_day")
            other.execute("UPDATE enterprise SET name = 'x'")
            shutil.copy(tmp_path / "other.db-journal", journal)
            other.execute("ROLLBACK")
    else:
        journal.write_bytes(os.urandom(9000))
    left_as_it_is(tmp_path / "data", StoreBesideJournal)
    assert journal.stat().st_size
    journal.rename(tmp_path / "away")
    again = opened(tmp_path / "data")
    assert count(again) == 1
    again.store.close()


def test_a_start_that_fails_keeps_nothing_open(tmp_path: Path):
    copy_database(tmp_path)

    def start() -> None:
        open_case(tmp_path, standing_clock, "mới").store.close()

    for raised in each_call_failing(start):
        lock = store_lock(tmp_path)
        assert lock.take(alone=True), raised  # which holds on to all that it went through
        lock.release()


def test_a_register_in_use_is_not_migrated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    case = fresh_case(tmp_path)
    monkeypatch.setattr(opening.schema, "HEAD", "9999")
    monkeypatch.setattr(sqlite, "BUSY_MILLISECONDS", 1)
    with pytest.raises(StoreInUse):
        opened(tmp_path)
    case.store.close()


def test_a_register_that_is_migrated_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    fresh_case(tmp_path).store.close()
    monkeypatch.setattr(sqlite, "BUSY_MILLISECONDS", 1)
    with store_lock(tmp_path).held_alone(0, BUSY), pytest.raises(StoreInUse):
        opened(tmp_path)
