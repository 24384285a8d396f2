"""What a register is made of is its owner's alone."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from dialogue_app.storage.files import Files
from dialogue_app.storage.locks import window_lock
from tests.storage.test_opening import named, opened


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
