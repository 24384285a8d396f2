"""The small notes beside a register: what is none of ours is passed over, and another user's file
is left as its owner needs it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dialogue_app.services import unsaved
from dialogue_app.services.backing_up import backup_place
from dialogue_app.services.first_start import places
from dialogue_app.services.opening import open_case
from dialogue_app.storage.sqlite import FILE_NAME, look
from tests.template import USER, sample_case, standing_clock
from ui.places import read_place

NO_NOTES = ["", "x", "[]", "1e400", "[" * 100_000, '{"a":' * 100_000]


@pytest.mark.parametrize("content", NO_NOTES)
def test_what_is_no_note_of_ours_is_passed_over(tmp_path: Path, monkeypatch, content: str):
    sample_case(tmp_path / "data").store.close()
    notes = ("register.json", "backup.json", unsaved.UNSAVED_NAME, "locks/left.json")
    for name in notes:
        (tmp_path / "data" / name).write_text(content)
    case = open_case(tmp_path / "data", standing_clock, USER)
    case.store.close()
    assert unsaved.left(tmp_path / "data") == []
    assert backup_place(tmp_path / "data").second_place == ""
    assert read_place(content) is None
    (tmp_path / "note.json").write_text(content)
    monkeypatch.setattr(places, "_note_file", lambda: tmp_path / "note.json")
    assert places.remembered_folders() == []


def test_of_another_users_file_nothing_is_left_beside_it(tmp_path: Path, monkeypatch):
    """What SQLite leaves there would be this user's, and the owner could write no more."""
    folder = tmp_path / "data"
    sample_case(folder).store.close()
    before = set(folder.iterdir())
    allowed = os.access
    monkeypatch.setattr(os, "access", lambda path, how: how != os.W_OK and allowed(path, how))
    with_look = look(folder / FILE_NAME)
    assert with_look.execute("SELECT count(*) FROM issue").fetchone()[0] > 0
    assert set(folder.iterdir()) == before
    with_look.close()
    assert set(folder.iterdir()) == before
