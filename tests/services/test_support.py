"""The file for support: made of any register, and nothing of a person in it."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from dialogue_app import trouble_log
from dialogue_app.cli import main as run_command
from dialogue_app.domain.errors.files import FileNotWritable
from dialogue_app.services.support import write_support
from dialogue_app.storage.sqlite import FILE_NAME
from tests.template import NOW, sample_case, standing_clock


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "Trần Văn Mẫu"
    sample_case(folder).store.close()
    try:
        raise ValueError("Công ty TNHH Mẫu, 079066088844")
    except ValueError as error:
        trouble_log.note(lambda: folder, standing_clock, error)
    return folder


def read(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name).decode() for name in packed.namelist()}


def test_it_says_what_helps_and_nothing_of_a_person(folder: Path, tmp_path: Path):
    write_support(folder, tmp_path / "s.zip", NOW)
    told = read(tmp_path / "s.zip")
    assert set(told) == {"about.txt", "dialogue.log"}
    assert "dialogue-app 0." in told["about.txt"]
    assert "SQLite" in told["about.txt"]
    assert "issue: 20" in told["about.txt"]
    assert "ValueError" in told["dialogue.log"]
    for secret in ("Mẫu", "079066088844", "Trần", str(folder)):
        assert all(secret not in text for text in told.values()), secret


@pytest.mark.parametrize(
    "harm",
    [
        lambda path: os.truncate(path, 5000),
        lambda path: path.write_text("none of ours"),
        lambda path: path.unlink(),
        lambda path: (path.unlink(), path.mkdir()),
    ],
)
def test_it_is_made_of_a_register_that_does_not_open(folder: Path, tmp_path: Path, harm):
    harm(folder / FILE_NAME)
    given = ["--data", str(folder), "support", "-o", str(tmp_path / "s.zip")]
    assert run_command(given, standing_clock) == 0
    assert "the register cannot be read: " in read(tmp_path / "s.zip")["about.txt"]


@pytest.mark.parametrize("year", [1970, 2108])
def test_it_is_made_whatever_year_the_clock_says(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, year: int
):
    at = NOW.replace(year=year)
    monkeypatch.setattr("time.localtime", lambda *_given: at.timetuple())
    write_support(folder, tmp_path / "s.zip", at)
    assert set(read(tmp_path / "s.zip")) == {"about.txt", "dialogue.log"}


def test_a_place_that_refuses_it_is_said(folder: Path, tmp_path: Path):
    with pytest.raises(FileNotWritable):
        write_support(folder, tmp_path / "none" / "s.zip", NOW)
