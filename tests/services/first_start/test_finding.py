"""Registers and backups in known places are found, and nothing else is taken for one."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dialogue_app.domain.backups import BackupName
from dialogue_app.services.backing_up import BackupPlace, back_up, choose_second_place
from dialogue_app.services.first_start import finding, places
from dialogue_app.services.first_start.finding import Found, FoundBackup, look_round
from tests.template import NOW, copy_database, fresh_case


@pytest.fixture
def known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only known place, such as somebody's documents."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "own"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setattr(finding, "drives", lambda: [tmp_path / "disk"])
    (tmp_path / "disk").mkdir()
    return tmp_path / "disk"


def test_where_nothing_lies_nothing_is_found(known: Path):
    (known / "other things").mkdir()
    (known / "dialogue-1.zip").touch()
    (known / "$RECYCLE.BIN").mkdir()
    assert look_round() == Found()


def test_registers_are_found_the_newest_first(known: Path):
    for name, hour in (("a", 1), ("sổ", 3), ("b", 2)):
        copy_database(known / name)
        os.utime(known / name / "dialogue.db", (hour * 3600, hour * 3600))
    found = look_round().registers
    assert [one.folder.name for one in found] == ["sổ", "b", "a"]
    assert found[0].written_at == datetime.fromtimestamp(3 * 3600, UTC)


def test_a_folder_that_remembers_a_register_counts(known: Path):
    (known / "old").mkdir()
    (known / "old" / "register.json").write_text("{}")
    (found,) = look_round().registers
    assert (found.folder, found.written_at) == (known / "old", None)


def test_what_was_chosen_once_is_looked_into(known: Path, tmp_path: Path):
    copy_database(tmp_path / "far" / "away")
    assert look_round() == Found()
    places.choose_folder(tmp_path / "far" / "away")
    assert [one.folder for one in look_round().registers] == [tmp_path / "far" / "away"]


def test_the_sample_beside_it_is_nobodys_register(known: Path):
    copy_database(places.sample_folder())
    copy_database(places.own_folder())
    assert [one.folder for one in look_round().registers] == [places.own_folder()]


def test_the_newest_backup_of_each_register_is_found(known: Path, tmp_path: Path):
    case = fresh_case(tmp_path / "lost")
    case.store.close()
    (known / "stick").mkdir()
    choose_second_place(tmp_path / "lost", BackupPlace(str(known / "stick")))
    (first, second) = back_up(tmp_path / "lost", NOW)
    older = BackupName("0" * 8, datetime(2020, 1, 1), 1, "0" * 64)
    lacking = BackupName("0" * 8, datetime(2021, 1, 1), 1, "0" * 64, complete=False)
    for name in (older, lacking):
        (known / name.text).touch()
    found = look_round().backups
    assert [one.file for one in found] == [second.file, known / older.text]
    assert found[1] == FoundBackup(known / older.text, datetime(2020, 1, 1))
    assert first.file != second.file


def test_backups_of_a_register_that_is_found_are_found_where_it_puts_them(
    known: Path, tmp_path: Path
):
    case = fresh_case(known / "sổ")
    case.store.close()
    (tmp_path / "elsewhere").mkdir()
    choose_second_place(known / "sổ", BackupPlace(str(tmp_path / "elsewhere")))
    made = {one.file for one in back_up(known / "sổ", NOW)}
    (found,) = look_round().backups
    assert found.file in made


def test_a_huge_folder_is_not_read_through(known: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(finding, "MOST_IN_A_PLACE", 3)
    for number in range(9):
        copy_database(known / f"{number}")
    assert len(look_round().registers) == 3


@pytest.mark.parametrize("place", ["Documents", "Desktop", "Downloads"])
def test_what_a_person_puts_files_into_is_looked_into(known: Path, tmp_path: Path, place: str):
    copy_database(tmp_path / "home" / place / "sổ")
    assert [one.folder.name for one in look_round().registers] == ["sổ"]
