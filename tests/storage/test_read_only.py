"""A folder that nobody here may write is read, and nothing pretends to be saved in it."""

from __future__ import annotations

import errno
import os
import sqlite3
from pathlib import Path

import pytest

from dialogue_app.domain.errors.store import (
    DiskFull,
    StoreFull,
    StoreNotAnswering,
    StoreNotWritable,
    StoreReadOnly,
    StoreTrouble,
)
from dialogue_app.domain.fields.issues import IssueDraft
from dialogue_app.domain.places import Risk
from dialogue_app.services.backing_up import back_up, back_up_if_changed, restore
from dialogue_app.services.checking import check
from dialogue_app.services.issues.intake import register_issue
from dialogue_app.services.issues.lists import IssueList, IssueQuery
from dialogue_app.services.one_window import take_folder
from dialogue_app.services.opening import open_case, risk_of
from dialogue_app.storage.feed import Feed
from dialogue_app.storage.sqlite import FILE_NAME, log_of, log_size, translated_errors
from tests.faults.calls import no_file_larger_than
from tests.read_only import read_only
from tests.template import NOW, USER, sample_case, standing_clock


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    sample_case(tmp_path / "data").store.close()
    return tmp_path / "data"


@pytest.mark.parametrize("user", [USER, "somebody the register does not know"])
def test_lists_open_and_writing_says_why_it_does_not(folder: Path, user: str):
    with read_only(folder):
        case = open_case(folder, standing_clock, user)
        assert IssueList(case).first_page(IssueQuery())
        assert IssueList(case).ids(IssueQuery(search="KN-2026-0001"))
        assert risk_of(case.store) is Risk.READ_ONLY
        feed = Feed(case.store)
        assert not feed.has_news()
        feed.close()
        with pytest.raises(StoreReadOnly):
            register_issue(case, IssueDraft("Hẻm 12 ngập khi mưa lớn."))
        case.store.close()
        assert back_up_if_changed(folder, NOW) == []
    again = open_case(folder, standing_clock, USER)
    assert not again.store.is_read_only
    again.store.close()


def test_it_is_checked_and_backed_up_elsewhere(folder: Path, tmp_path: Path):
    """Who may not write may still take the register away."""
    with read_only(folder):
        case = open_case(folder, standing_clock, USER)
        assert check(case).sound
        (made,) = back_up(folder, NOW, tmp_path / "b.zip")
        case.store.close()
    assert restore(tmp_path / "again", made.file, NOW).hash == made.hash


def test_lists_open_on_a_full_disk(folder: Path):
    with no_file_larger_than(0):
        case = open_case(folder, standing_clock, USER)
        assert IssueList(case).first_page(IssueQuery())
        assert risk_of(case.store) is Risk.FULL
        assert check(case).sound
        with pytest.raises(StoreFull):
            register_issue(case, IssueDraft("Hẻm 12 ngập khi mưa lớn."))
        case.store.close()
    again = open_case(folder, standing_clock, USER)
    register_issue(again, IssueDraft("Hẻm 12 ngập khi mưa lớn."))
    again.store.close()


def _killed_after_saving(folder: Path) -> None:
    """Leave the log, and what SQLite keeps beside it, as whoever is killed does."""
    child = os.fork()
    if child == 0:
        try:
            case = open_case(folder, standing_clock, USER)
            register_issue(case, IssueDraft("Hẻm 12 ngập khi mưa lớn."))
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    assert log_size(folder / FILE_NAME)


def _require_whole(folder: Path) -> None:
    """It is sound, and holds what was saved last."""
    case = open_case(folder, standing_clock, USER)
    assert check(case).sound
    assert len(IssueList(case).ids(IssueQuery(search="Hẻm 12 ngập khi mưa lớn"))) == 1
    case.store.close()


def test_what_a_kill_left_is_read_on_a_disk_that_is_full_since(folder: Path):
    """What SQLite keeps beside the log stands there, and is written in its place."""
    _killed_after_saving(folder)
    with no_file_larger_than(log_size(folder / FILE_NAME)):
        _require_whole(folder)
        case = open_case(folder, standing_clock, USER)
        with no_file_larger_than(0), pytest.raises(DiskFull):
            register_issue(case, IssueDraft("Hẻm 13 ngập khi mưa lớn."))
        case.store.close()
    _require_whole(folder)


def test_without_room_to_read_what_a_kill_left_the_full_disk_is_named(folder: Path):
    """SQLite needs a file beside the log to read it, which came away; nothing else is believed."""
    _killed_after_saving(folder)
    (folder / f"{FILE_NAME}-shm").unlink()
    with no_file_larger_than(0), pytest.raises(DiskFull):
        open_case(folder, standing_clock, USER)
    _require_whole(folder)


def test_the_window_may_have_the_folder(folder: Path):
    with read_only(folder):
        first, second = take_folder(folder, NOW, USER), take_folder(folder, NOW, USER)
        assert first is not None
        assert second is not None
        second.release()
        first.release()


def test_what_a_kill_left_is_not_passed_over(folder: Path):
    """The log holds what was saved last: without it an older state would be shown as the newest."""
    case = open_case(folder, standing_clock, USER)
    register_issue(case, IssueDraft("Hẻm 12 ngập khi mưa lớn."))
    kept = {path: path.read_bytes() for path in (case.store.path, log_of(case.store.path))}
    case.store.close()
    for path, content in kept.items():
        path.write_bytes(content)
    with read_only(folder), pytest.raises(StoreNotWritable) as refusal:
        open_case(folder, standing_clock, USER)
    assert not isinstance(refusal.value, StoreReadOnly)


def test_without_a_register_there_is_nothing_to_read(tmp_path: Path):
    (tmp_path / "data").mkdir()
    with read_only(tmp_path / "data"), pytest.raises(StoreNotWritable):
        open_case(tmp_path / "data", standing_clock, USER)


@pytest.mark.parametrize("of_sqlite", [sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_SHMSIZE])
@pytest.mark.parametrize(
    ("of_system", "error"),
    [
        (errno.EDQUOT, DiskFull),
        (errno.ENOSPC, DiskFull),
        (errno.EIO, StoreNotAnswering),
        (errno.EROFS, StoreNotWritable),
        (None, StoreNotWritable),
    ],
)
def test_what_sqlite_does_not_say_is_asked_of_the_disk(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    of_sqlite: int,
    of_system: int | None,
    error: type[StoreTrouble],
):
    """It calls a used-up quota, or no room for its shared memory, an error of the disk."""
    refusal = sqlite3.OperationalError("disk I/O error")
    refusal.sqlite_errorcode = of_sqlite

    def refused(_file: int) -> None:
        raise OSError(of_system, "no")

    before = set(folder.iterdir())
    with monkeypatch.context() as patch:
        if of_system is not None:
            patch.setattr(os, "fsync", refused)
        with pytest.raises(error), translated_errors(folder / FILE_NAME):
            raise refusal
    assert set(folder.iterdir()) == before
