"""`backup` and `restore`: they ask nothing, and say what was done only when it was."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from dialogue_app.domain.backups import read_name
from tests.cli.conftest import Run, one_sentence


def test_a_backup_and_back_on_an_empty_machine(done: Run, run: Run, issue: str, tmp_path: Path):
    letter = tmp_path / "công văn.pdf"
    letter.write_bytes(b"Mau")
    done("issue", "attach", issue, letter)
    head = done("check", "--json").json["hash"]
    told = done("backup", "-o", tmp_path / "b.zip")
    assert head in told.out
    listed = done("issue", "list", "--json").json
    shutil.rmtree(tmp_path / "data")
    new = tmp_path / "new" / "place"
    told = done("restore", tmp_path / "b.zip", data=new, lang="en").out
    assert str(new) in told
    assert "kept" not in told  # nothing was there
    told = done("restore", tmp_path / "b.zip", data=new, lang="en").out
    (aside,) = new.glob("replaced-*")
    assert f"What was there is kept in {aside}." in told
    assert done("issue", "list", "--json", data=new).json == listed
    assert done("check", "--json", data=new).json["hash"] == head
    (kept,) = (path for path in (new / "files").rglob("*") if path.is_file())
    assert kept.read_bytes() == b"Mau"


def test_without_a_name_it_is_named_by_the_history(done: Run, tmp_path: Path):
    head = done("check", "--json").json["hash"]
    done("backup")
    (made,) = (tmp_path / "data" / "backups").iterdir()
    assert read_name(made.name).hash == head


def test_a_missing_attachment_is_said(done: Run, run: Run, issue: str, tmp_path: Path):
    done("issue", "attach", issue, __file__)
    shutil.rmtree(tmp_path / "data" / "files")
    told = run("backup", lang="en")
    assert told.code == 1
    assert "1 attachment is missing" in told.out


@pytest.mark.parametrize(("name", "code"), [("none", 2), ("no-zip", 1), ("", 2)])
def test_what_is_no_backup_leaves_the_data(done: Run, run: Run, tmp_path: Path, name, code):
    (tmp_path / "no-zip").write_text("x")
    before = done("check", "--json").json
    told = run("restore", tmp_path / name)
    assert told.code == code
    one_sentence(told)
    assert done("check", "--json").json == before


@pytest.mark.parametrize("command", ["backup", "support"])
@pytest.mark.parametrize("name", ["dialogue.db", "register.json", "locks/store", "queue"])
def test_no_file_of_the_program_and_no_device_gives_way(
    done: Run, run: Run, tmp_path: Path, command: str, name: str
):
    done("body", "list")
    os.mkfifo(tmp_path / "data" / "queue")
    told = run(command, "-o", tmp_path / "data" / name, lang="en")
    assert told.code == 1
    assert "cannot be written: choose another place" in one_sentence(told)
    assert (tmp_path / "data" / "queue").is_fifo()
    assert done("check", "--json").json["sound"]


@pytest.mark.parametrize(
    "command",
    [
        ["backup", "-o", "~nobody-here/b.zip"],
        ["restore", "~nobody-here/b.zip"],
        ["export", "enterprises", "-o", "~nobody-here/e.xlsx"],
        ["support", "-o", "~nobody-here/s.zip"],
    ],
)
def test_the_home_of_nobody_is_a_name_like_any_other(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "~nobody-here").write_text("")
    told = run(*command, lang="en")
    assert told.code in (1, 2)
    assert Path(command[-1]).name in one_sentence(told)


def test_a_place_that_cannot_be_written_is_named(run: Run):
    told = run("backup", "-o", "/proc/none/b.zip", lang="en")
    assert told.code == 1
    assert "b.zip cannot be written" in one_sentence(told)
