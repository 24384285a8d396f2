"""`check`: a sound register gives 0, anything else 1 and says what is wrong."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from dialogue_app import machine
from dialogue_app.cli import main
from dialogue_app.storage.sqlite import FILE_NAME
from tests.template import USER, copy_database, fresh_case, standing_clock

AN_INDEX = "ix_body_name_folded"
Said = pytest.CaptureFixture[str]


def check(folder: Path, *more: str) -> int:
    return main(["--data", str(folder), "--lang", "en", "check", *more], clock=standing_clock)


def test_a_sound_register_says_its_versions(tmp_path: Path, capsys: Said):
    copy_database(tmp_path)
    assert check(tmp_path) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert said.out.startswith("The data are sound.\n")
    assert f"SQLite:   {sqlite3.sqlite_version}\n" in said.out
    assert check(tmp_path, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["sound"], told["findings"]) == (True, [])
    assert told["sqlite"] == sqlite3.sqlite_version
    assert told["sequence"] > 0


def test_it_works_beside_whoever_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(machine, "user_name", lambda: USER)  # who is in the register
    case = fresh_case(tmp_path)
    with case.store.writing(case.actor, "test", case.clock()):
        assert check(tmp_path) == 0
    case.store.close()


def run(folder: Path, script: str) -> None:
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection:
        connection.executescript(script)


def damage_an_index(folder: Path) -> None:
    """An index that lacks a row its table has: what only a whole check sees."""
    run(
        folder,
        "PRAGMA writable_schema = ON; UPDATE sqlite_master SET type = 'table', name = 'x', "
        "tbl_name = 'x', sql = 'CREATE TABLE x(a, b PRIMARY KEY) WITHOUT ROWID' "
        "WHERE name = 'ix_body_name_folded';",
    )
    run(folder, "DELETE FROM x WHERE a IN (SELECT a FROM x LIMIT 1)")
    run(
        folder,
        "PRAGMA writable_schema = ON; UPDATE sqlite_master SET type = 'index', "
        "name = 'ix_body_name_folded', tbl_name = 'body', "
        "sql = 'CREATE INDEX ix_body_name_folded ON body (name_folded)' WHERE name = 'x';",
    )


WRONG: list[tuple[Callable[[Path], None], str, str]] = [
    (lambda folder: os.truncate(folder / FILE_NAME, 0), "refused", FILE_NAME),
    (lambda folder: run(folder, "DROP TABLE body_alias"), "refused", FILE_NAME),
    (
        lambda folder: run(folder, "DROP INDEX ix_body_name_folded"),
        "lacking",
        "ix_body_name_folded",
    ),
    (
        lambda folder: run(folder, "INSERT INTO body_alias (body_id, name) VALUES (9999, 'x')"),
        "dangling",
        "body_alias 1 → body",
    ),
    (damage_an_index, "damaged", AN_INDEX),
]


@pytest.mark.parametrize(("harm", "fault", "detail"), WRONG)
def test_what_is_wrong_is_said(
    tmp_path: Path, capsys: Said, harm: Callable[[Path], None], fault: str, detail: str
):
    copy_database(tmp_path)
    harm(tmp_path)
    assert check(tmp_path, "--json") == 1
    told = json.loads(capsys.readouterr().out)
    assert not told["sound"]
    assert told["findings"][0]["fault"] == fault
    assert detail in told["findings"][0]["detail"]
    assert check(tmp_path) == 1
    said = capsys.readouterr()
    assert detail in said.out
    assert said.err == ""


def test_what_can_be_mended_is_after_a_backup(tmp_path: Path, capsys: Said):
    copy_database(tmp_path)
    run(tmp_path, "UPDATE topic SET name_folded = 'x' WHERE id = 1")
    assert check(tmp_path) == 1
    assert "check --mend" in capsys.readouterr().out
    assert check(tmp_path, "--mend") == 0
    said = capsys.readouterr().out
    (made,) = (tmp_path / "backups").iterdir()
    assert str(made) in said
    assert said.startswith("The data are sound.\n")
    assert check(tmp_path, "--mend", "--json") == 0
    assert json.loads(capsys.readouterr().out)["backups"] == []


def test_it_is_held_against_a_hash_that_was_noted(tmp_path: Path, capsys: Said):
    copy_database(tmp_path)
    assert check(tmp_path, "--json") == 0
    noted = json.loads(capsys.readouterr().out)["hash"]
    assert check(tmp_path, "--against", noted.upper()) == 0
    assert check(tmp_path, "--against", noted[:16]) == 0
    capsys.readouterr()
    assert check(tmp_path, "--against", "f" * 64) == 1
    assert "f" * 64 in capsys.readouterr().out
    assert check(tmp_path, "--against", "hôm qua") == 2
    assert "hôm qua" in capsys.readouterr().err
