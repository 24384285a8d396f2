"""What a register is made of is its owner's alone."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from dialogue_app.domain.errors.store import StoreNotReadable, StoreNotWritable
from dialogue_app.services.opening import open_case
from dialogue_app.storage.files import Files
from dialogue_app.storage.locks import window_lock
from dialogue_app.storage.sqlite import FILE_NAME
from tests.read_only import closed
from tests.storage.test_opening import named, opened
from tests.template import USER, sample_case, standing_clock


@pytest.mark.skipif("sys.platform == 'win32'", reason="rights are inherited there")
def test_a_new_folder_and_all_in_it_are_private(tmp_path: Path):
    folder = tmp_path / "of" / "mine"
    case = opened(folder)
    named(case, "A")
    (tmp_path / "letter.txt").write_text("x")
    Files(folder).keep(tmp_path / "letter.txt")
    window_lock(folder).take(alone=True)
    rights = {path: stat.S_IMODE(path.stat().st_mode) for path in [folder, *folder.rglob("*")]}
    case.store.close()
    assert len(rights) > 8
    assert {path: mode for path, mode in rights.items() if mode & 0o077} == {}


@pytest.mark.parametrize(("kept", "inside"), [("", ""), (FILE_NAME, ""), ("", "of/mine")])
def test_what_is_another_users_is_called_so(tmp_path: Path, kept: str, inside: str):
    """Not one that cannot be written, which would be said of a folder that can be read."""
    folder = tmp_path / "data"
    sample_case(folder).store.close()
    with closed(folder / kept), pytest.raises(StoreNotWritable) as refused:
        open_case(folder / inside, standing_clock, USER)
    assert (type(refused.value) is StoreNotReadable) is (not inside)


def test_a_folder_that_can_be_read_is_not_called_closed(tmp_path: Path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreNotWritable) as refused:
        open_case(tmp_path / "file" / "data", standing_clock, USER)
    assert type(refused.value) is StoreNotWritable
