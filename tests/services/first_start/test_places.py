"""Where the data lie without `--data`: chosen, beside the program, else the user's own folder."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from dialogue_app.domain.errors.store import DataFolderGone, StoreNotWritable
from dialogue_app.services.first_start import places
from dialogue_app.services.opening import data_folder
from tests.template import copy_database


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user with nothing yet."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "own"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    return tmp_path


@pytest.fixture
def unpacked(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the program on a stick; its folder."""
    (home / "stick").mkdir()
    monkeypatch.setattr(sys, "prefix", str(home / "stick" / "app-0.1.0"))
    return home / "stick"


def test_at_first_it_is_the_users_own_folder(home: Path):
    assert data_folder(None) == home / "own" / "dialogue-app"
    assert places.beside_program() is None


def test_what_was_chosen_is_found_by_every_start(home: Path):
    (home / "Sổ đối thoại").mkdir()
    places.choose_folder(home / "Sổ đối thoại")
    assert data_folder(None) == home / "Sổ đối thoại"
    assert data_folder("x") == Path("x").absolute()


def test_a_folder_that_is_gone_is_no_first_start(home: Path):
    places.choose_folder(home / "stick that was taken out")
    with pytest.raises(DataFolderGone) as refusal:
        data_folder(None)
    assert refusal.value.file == home / "stick that was taken out"


def test_a_stick_takes_its_data_along(home: Path, unpacked: Path):
    assert places.beside_program() == unpacked / places.BESIDE
    assert data_folder(None) == places.own_folder()
    copy_database(unpacked / places.BESIDE)
    assert data_folder(None) == unpacked / places.BESIDE


def test_each_copy_of_the_program_has_its_own_choice(home: Path, unpacked: Path):
    copy_database(unpacked / places.BESIDE)
    copy_database(home / "office")
    places.choose_folder(home / "office")
    assert data_folder(None) == home / "office"
    (home / "settings" / "dialogue-app" / "places.json").unlink()  # on another computer
    assert data_folder(None) == unpacked / places.BESIDE


@pytest.mark.parametrize("note", ["", "[]", "{", json.dumps({"": 5}), "\x00"])
def test_a_note_that_cannot_be_read_says_nothing(home: Path, note: str):
    (home / "settings" / "dialogue-app").mkdir(parents=True)
    (home / "settings" / "dialogue-app" / "places.json").write_text(note)
    if note.endswith("5}"):
        assert places.chosen_folder() == Path("5")
    else:
        assert data_folder(None) == places.own_folder()


def test_what_cannot_be_noted_is_said(home: Path):
    (home / "settings").write_text("a file")
    with pytest.raises(StoreNotWritable):
        places.choose_folder(home)


def test_data_get_a_folder_of_their_own_among_other_things(home: Path):
    (home / "papers").mkdir()
    assert places.fitting(home / "papers") == home / "papers"
    (home / "papers" / "a.docx").touch()
    assert places.fitting(home / "papers") == home / "papers" / places.INSIDE
    copy_database(home / "papers")
    assert places.fitting(home / "papers") == home / "papers"


def test_whether_a_folder_can_be_written_is_tried(home: Path):
    assert places.is_writable(home / "new" / "one")
    assert not places.is_writable(Path("/proc/new"))
    assert list(home.iterdir()) == []


def test_a_folder_is_made_where_data_begin(home: Path):
    assert places.begin_in(home / "a" / "sổ") == home / "a" / "sổ"
    assert data_folder(None) == home / "a" / "sổ"
    with pytest.raises(StoreNotWritable):
        places.begin_in(Path("/proc/sổ"))
    assert data_folder(None) == home / "a" / "sổ"
