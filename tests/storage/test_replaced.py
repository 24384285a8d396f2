"""A file that is taken away, or replaced while it is open, is never written to, and it is said."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import event, func, select

from dialogue_app.domain.errors.store import StoreMixed, StoreReplaced
from dialogue_app.services.case import Case
from dialogue_app.services.opening import open_case
from dialogue_app.storage import identity
from dialogue_app.storage.engine import Store
from dialogue_app.storage.identity import remembered
from dialogue_app.storage.models.audit import AuditEntry
from dialogue_app.storage.sqlite import FILE_NAME, log_of, look
from tests.storage.test_opening import ROOT, count, killed_after, named, opened
from tests.template import USER, fresh_case, standing_clock


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    opened_case = fresh_case(tmp_path / "data")
    named(opened_case, "A")
    opened_case.store.close()  # brings the log in
    opened_case = opened(tmp_path / "data")
    yield opened_case
    opened_case.store.close()


def overwrite(path: Path, content: Path) -> None:
    """As another program does: in place, the file keeps its number."""
    subprocess.run(["cp", content, path], check=True)


def bring_in(case: Case) -> None:
    with case.store._waiting_turn(0):
        case.store._bring_log_in()


def brought_in_partly(case: Case, other: Case) -> None:
    """The log beside a reader: the file then lacks pages that were written again after."""
    for place in range(40):
        named(other, f"before {place}")
    with case.reading() as session:
        session.scalar(select(func.count()).select_from(AuditEntry))
        for place in range(3):
            named(other, f"beside {place}")
        bring_in(other)


def older(case: Case, aside: Path) -> Path:
    """A copy of the file as it is now, which is then worked on and closed in between."""
    copy = Path(shutil.copy(case.store.path, aside / "older.db"))
    other = open_case(case.store.folder, standing_clock, USER)
    named(other, "B")
    bring_in(other)
    other.store.close()
    named(case, "C")
    return copy


def by_an_older_copy(case: Case, aside: Path) -> None:
    overwrite(case.store.path, older(case, aside))


def by_an_older_copy_of_another_number(case: Case, aside: Path) -> None:
    older(case, aside).replace(case.store.path)


def by_a_copy_of_all_of_it(case: Case, aside: Path) -> None:
    """As a program that synchronises folders puts it back: what is open is no file any more."""
    bring_in(case)
    Path(shutil.copy(case.store.path, aside / "same.db")).replace(case.store.path)


def by_a_copy_older_than_what_this_window_brought_in(case: Case, aside: Path) -> None:
    copy = Path(shutil.copy(case.store.path, aside / "older.db"))
    bring_in(case)
    named(case, "later")  # the newest of the history stands in the log
    overwrite(case.store.path, copy)


def by_another_register(case: Case, aside: Path) -> None:
    opened(aside / "other").store.close()
    overwrite(case.store.path, aside / "other" / FILE_NAME)


def by_text(case: Case, aside: Path) -> None:
    (aside / "text").write_text("Danh sách " * 2000, "utf-8")
    overwrite(case.store.path, aside / "text")


def by_nothing(case: Case, aside: Path) -> None:
    os.truncate(case.store.path, 0)


def by_moving(case: Case, aside: Path) -> None:
    case.store.path.rename(aside / "elsewhere.db")


def by_removing(case: Case, _aside: Path) -> None:
    case.store.path.unlink()


def by_removing_its_folder(case: Case, aside: Path) -> None:
    case.store.folder.rename(aside / "elsewhere")


Replace = Callable[[Case, Path], None]
WAYS: list[Replace] = [
    by_an_older_copy, by_an_older_copy_of_another_number, by_a_copy_of_all_of_it,
    by_a_copy_older_than_what_this_window_brought_in, by_another_register, by_text, by_nothing,
    by_moving, by_removing, by_removing_its_folder,
]  # fmt: skip


@pytest.mark.parametrize("replace", WAYS)
def test_nothing_is_written_into_what_replaced_the_file(
    case: Case, tmp_path: Path, replace: Replace
):
    named(case, "of this window")  # in the log: it must not be brought into the other file
    aside = tmp_path / "aside"
    aside.mkdir()
    replace(case, aside)
    path = case.store.path
    before = contents(path)
    note = remembered(case.store.folder)
    for _try in range(2):
        with pytest.raises(StoreReplaced):
            named(case, "D")
    case.store.close()
    assert contents(path) == before
    assert remembered(case.store.folder) == note


def contents(path: Path) -> list[bytes]:
    """The file and its log; SQLite removes that of an empty file, which is worth nothing then."""
    if path.exists() and not path.stat().st_size:
        return [b""]
    return [one.read_bytes() for one in (path, log_of(path)) if one.exists()]


def test_reading_makes_no_new_file_in_its_place(case: Case):
    case.store.path.unlink()
    with case.reading() as session:
        session.connection()  # takes the one that is open
        with pytest.raises(StoreReplaced), case.reading() as another:
            another.connection()
    assert not case.store.path.exists()


def test_what_replaces_the_file_during_a_save_is_said(case: Case):
    def removed_meanwhile() -> None:
        with case.store.writing(case.actor, "test", standing_clock()) as session:
            case.store.path.unlink()
            session.connection().exec_driver_sql("UPDATE body SET note = 'x' WHERE id = 1")

    with pytest.raises(StoreReplaced):
        removed_meanwhile()


def test_a_file_put_back_stays_refused_until_the_next_start(case: Case, tmp_path: Path):
    away = case.store.path.rename(tmp_path / "away.db")
    with pytest.raises(StoreReplaced):
        named(case, "D")
    away.rename(case.store.path)
    with pytest.raises(StoreReplaced):
        named(case, "D")
    case.store.close()
    again = opened(case.store.folder)
    assert count(again) == 1
    again.store.close()


def test_a_history_that_lost_what_was_seen_last_is_noticed_in_the_log_too(case: Case):
    """As when the file is overwritten and a program that is not ours goes on writing."""
    named(case, "B")
    other = Store(case.store.folder)
    with other._engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM touched")
        connection.exec_driver_sql("DELETE FROM audit_change")
        connection.exec_driver_sql(
            "DELETE FROM audit_entry WHERE sequence = (SELECT max(sequence) FROM audit_entry)"
        )
    other.close()
    with pytest.raises(StoreReplaced):
        named(case, "C")


def test_others_may_write_and_bring_the_log_in_meanwhile(case: Case):
    for name in ("B", "C"):
        other = opened(case.store.folder)
        named(other, name)
        bring_in(other)
        named(case, f"{name} here")
        other.store.close()
    assert count(case) == 5


def test_looking_costs_a_lone_writer_no_statement_and_else_one(case: Case):
    def statements() -> int:
        seen: list[str] = []
        note = lambda *given: seen.append(given[2])  # noqa: E731
        event.listen(case.store._engine, "before_cursor_execute", note)
        named(case, "x")
        event.remove(case.store._engine, "before_cursor_execute", note)
        return len(seen)

    statements()
    alone = statements()
    assert statements() == alone
    other = opened(case.store.folder)
    named(other, "y")
    other.store.close()
    assert statements() == alone + 1


def test_a_log_that_was_brought_in_partly_beside_a_reader_is_no_other_file(case: Case):
    """What stands in the file then is of several moments, and nobody may read it alone."""
    other = open_case(case.store.folder, standing_clock, USER)
    brought_in_partly(case, other)
    assert log_of(case.store.path).stat().st_size > 0
    named(case, "after")
    other.store.close()
    assert count(case) == 1 + 40 + 3 + 1


def test_a_log_is_not_brought_in_where_there_is_no_room_to_note_it(
    case: Case, monkeypatch: pytest.MonkeyPatch
):
    def full(_path: Path, _content: bytes) -> None:
        raise OSError(errno.ENOSPC, "no room")

    other = open_case(case.store.folder, standing_clock, USER)
    monkeypatch.setattr(identity, "write_whole", full)
    brought_in_partly(case, other)
    named(case, "after")
    monkeypatch.undo()
    other.store.close()
    assert count(case) == 1 + 40 + 3 + 1


KILLED_WHILE_IT_BRINGS_IN = """
import os, signal, sys
from pathlib import Path
from dialogue_app.storage.identity import OpenedFile
from tests.storage.test_opening import opened
from tests.storage.test_replaced import brought_in_partly
OpenedFile.was_brought_up_to = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
brought_in_partly(opened(Path(sys.argv[1])), opened(Path(sys.argv[1])))
"""


def killed_while_it_brings_in(folder: Path) -> None:
    command = [sys.executable, "-c", KILLED_WHILE_IT_BRINGS_IN, str(folder)]
    killed = subprocess.run(command, check=False, capture_output=True, cwd=ROOT)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert log_of(folder / FILE_NAME).stat().st_size


def test_who_is_killed_while_the_log_is_brought_in_leaves_no_other_file(case: Case):
    """Neither to a window beside it nor to the next start."""
    killed_while_it_brings_in(case.store.folder)
    named(case, "after")
    assert count(case) == 1 + 40 + 3 + 1


def test_the_next_start_after_such_a_kill_finds_all(case: Case):
    folder = case.store.folder
    case.store.close()
    killed_while_it_brings_in(folder)
    again = opened(folder)
    assert count(again) == 1 + 40 + 3
    again.store.close()


@pytest.mark.parametrize("is_as_left", [True, False])
def test_what_the_file_alone_lacks_may_stand_in_its_log_where_one_of_us_left_it_so(
    case: Case, is_as_left: bool
):
    """As after a part of the log was brought in, where pages that had been free are read."""
    folder, path = case.store.folder, case.store.path
    case.store.close()
    killed_after(folder, "B")
    with closing(look(path)) as connection:
        state = identity.state_of(connection, identity.Head())
    identity.remember(folder, state.uid, state.head)
    if is_as_left:
        again = opened(folder)
        assert count(again) == 2
        again.store.close()
    else:
        os.utime(path, (0, 0))
        with pytest.raises(StoreMixed):
            opened(folder)


def test_a_folder_that_was_copied_with_its_locks_knows_its_own_file(case: Case, tmp_path: Path):
    """Its note is of the file it was copied from: an older copy of the file is still told."""
    older = Path(shutil.copy(case.store.path, tmp_path / "older.db"))
    named(case, "B")
    case.store.close()
    shutil.copytree(case.store.folder, tmp_path / "copied")
    copied = opened(tmp_path / "copied")
    other = opened(tmp_path / "copied")
    named(copied, "C")
    bring_in(copied)
    named(other, "D")
    assert count(copied) == 4
    overwrite(copied.store.path, older)
    with pytest.raises(StoreReplaced):
        named(other, "E")
    other.store.close()
    copied.store.close()
