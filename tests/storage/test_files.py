"""Files kept under the SHA-256 of their content: whole or not at all, each content once."""

from __future__ import annotations

import errno
import hashlib
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from dialogue_app.domain.errors.files import (
    FileEmpty,
    FileMissing,
    FileTooLarge,
    FileUnreadable,
    FolderInstead,
    KeptFileDamaged,
    KeptFileMissing,
)
from dialogue_app.domain.errors.store import DiskFull, StoreNotWritable
from dialogue_app.storage import files as module
from dialogue_app.storage.files import Files, KeptFile

LETTER = "Công văn số 12/UBND".encode()
SHA = hashlib.sha256(LETTER).hexdigest()


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "công văn.pdf"
    path.write_bytes(LETTER)
    return path


@pytest.fixture
def files(tmp_path: Path) -> Files:
    (tmp_path / "data").mkdir()
    return Files(tmp_path / "data")


def kept(files: Files) -> list[str]:
    """All files below the folder, by their names."""
    found = (path for path in files.folder.rglob("*") if path.is_file())
    return sorted(path.relative_to(files.folder).as_posix() for path in found)


def test_a_file_is_kept_under_its_content(files: Files, letter: Path):
    assert files.keep(letter) == KeptFile(SHA, len(LETTER))
    assert kept(files) == [f"{SHA[:2]}/{SHA[2:]}"]
    assert files.verified(SHA).read_bytes() == LETTER
    assert letter.read_bytes() == LETTER


def test_the_same_content_twice_is_one_file_that_is_not_written_again(
    files: Files, letter: Path, tmp_path: Path
):
    files.keep(letter)
    before = files.path(SHA).stat()
    other = tmp_path / "bản sao.pdf"
    other.write_bytes(LETTER)
    assert files.keep(other).sha256 == SHA
    assert len(kept(files)) == 1
    assert files.path(SHA).stat().st_ino == before.st_ino


def test_a_kept_file_that_changed_is_told_and_mended_by_keeping_it_again(
    files: Files, letter: Path
):
    with pytest.raises(KeptFileMissing):
        files.verified(SHA)
    files.keep(letter)
    files.path(SHA).write_bytes(LETTER[:-1] + b"?")
    with pytest.raises(KeptFileDamaged):
        files.verified(SHA)
    files.keep(letter)
    assert files.verified(SHA).read_bytes() == LETTER


def test_what_cannot_be_kept_is_refused_and_leaves_nothing(
    files: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    empty, large, pipe = tmp_path / "rỗng.pdf", tmp_path / "lớn.pdf", tmp_path / "ống"
    empty.touch()
    large.write_bytes(b"x" * 11)
    os.mkfifo(pipe)
    monkeypatch.setattr(module, "LARGEST", 10)
    refused = {
        tmp_path / "không có.pdf": FileMissing,
        tmp_path: FolderInstead,
        pipe: FileUnreadable,
        empty: FileEmpty,
        large: FileTooLarge,
    }
    for path, error in refused.items():
        with pytest.raises(error):
            files.keep(path)
    assert kept(files) == []
    large.write_bytes(b"x" * 10)
    assert files.keep(large).size == 10


def test_the_largest_file_has_fifty_megabytes():
    assert module.LARGEST == 50 * 1024 * 1024


def test_a_file_that_fails_while_it_is_read_is_unreadable(
    files: Files, letter: Path, monkeypatch: pytest.MonkeyPatch
):
    class Broken:
        def read(self, _size: int) -> bytes:
            raise OSError(errno.EIO, "bad sector")

        def __enter__(self) -> Broken:
            return self

        def __exit__(self, *_error: object) -> None:
            return None

    opening = Path.open

    def opened(path: Path, mode: str = "r") -> object:
        return Broken() if path == letter else opening(path, mode)

    monkeypatch.setattr(Path, "open", opened)
    with pytest.raises(FileUnreadable):
        files.keep(letter)
    assert kept(files) == []


@pytest.mark.parametrize(
    ("code", "error"),
    [(errno.ENOSPC, DiskFull), (errno.EDQUOT, DiskFull), (errno.EROFS, StoreNotWritable)],
)
def test_a_disk_that_takes_no_more_is_said_and_leaves_nothing(
    files: Files, letter: Path, monkeypatch: pytest.MonkeyPatch, code: int, error: type[Exception]
):
    def full(_file: int) -> None:
        raise OSError(code, "no")

    with monkeypatch.context() as patch:
        patch.setattr(module.os, "fsync", full)
        with pytest.raises(error):
            files.keep(letter)
    assert kept(files) == []
    assert files.keep(letter).sha256 == SHA


def test_content_and_folders_are_synced_around_the_renaming(
    files: Files, letter: Path, monkeypatch: pytest.MonkeyPatch
):
    """The content before it gets its name, the folder that holds the name after it."""
    steps: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def synced(opened: int) -> None:
        steps.append(Path(os.readlink(f"/proc/self/fd/{opened}")).suffix or "folder")
        fsync(opened)

    def renamed(path: Path, target: Path) -> Path:
        steps.append("rename")
        return replace(path, target)

    monkeypatch.setattr(module.os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", renamed)
    files.keep(letter)
    assert steps == ["folder", ".part", "folder", "rename", "folder"]


KILLED = """
import os, signal, sys
from pathlib import Path
from dialogue_app.storage import files

os.fsync = lambda opened: os.kill(os.getpid(), signal.SIGKILL)
files._make_folder = lambda folder: folder.mkdir(exist_ok=True)
files.Files(Path(sys.argv[1])).keep(Path(sys.argv[2]))
"""


def test_a_kill_before_the_content_is_safe_leaves_no_file_of_that_name(files: Files, letter: Path):
    command = [sys.executable, "-c", KILLED, str(files.folder.parent), str(letter)]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
    (part,) = kept(files)
    assert part.endswith(".part")
    assert files.keep(letter).sha256 == SHA
    assert kept(files) == sorted([part, f"{SHA[:2]}/{SHA[2:]}"])  # what nothing cites stays
