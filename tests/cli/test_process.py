"""The command line as a program: what it loads, a poor locale, a reader that goes away."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run

ROOT = Path(__file__).parents[2]
HEAVY = {"PySide6", "sqlalchemy", "alembic", "reportlab", "docx", "openpyxl", "python_calamine"}
LOADED = (
    "import sys\n"
    "from dialogue_app.cli import main\n"
    "code = main(sys.argv[1:])\n"
    "print(*{name.partition('.')[0] for name in sys.modules}, file=sys.stderr)\n"
    "sys.exit(code)\n"
)


def start(*command: object, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *map(str, command)],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def heavy(*arguments: object) -> set[str]:
    told = start("-c", LOADED, *arguments)
    assert told.returncode == 0, told.stderr
    return HEAVY & set(told.stderr.split())


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["issue", "--help"]])
def test_help_is_light(arguments: list[str]):
    assert heavy(*arguments) == set()


def test_a_list_loads_what_it_needs(done: Run, tmp_path: Path):
    done("sample")
    for arguments in (["issue", "list"], ["issue", "show", "KN-2026-1"], ["session", "list"]):
        assert heavy("--data", tmp_path / "data", *arguments) == {"sqlalchemy"}


def test_help_and_version_succeed():
    told = start("-m", "dialogue_app", "--help")
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.startswith("Cách dùng: dialogue-app")
    told = start("-m", "dialogue_app", "--lang", "en", "issue", "give-out", "--help")
    assert told.stdout.startswith("Usage: dialogue-app issue give-out")
    assert start("-m", "dialogue_app", "--version").stdout.startswith("dialogue-app 0.")


def test_a_poor_locale_does_not_stop_it(tmp_path: Path):
    poor = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": ""}
    told = start("-m", "dialogue_app", "--data", tmp_path, "body", "list", **poor)
    assert (told.returncode, told.stderr) == (0, "")
    assert "Sở Xây dựng" in told.stdout
    told = start("-m", "dialogue_app", "--data", tmp_path, "issue", "show", "x", **poor)
    assert (told.returncode, told.stderr) == (2, "Không tìm thấy kiến nghị x.\n")


@pytest.mark.skipif(sys.platform == "win32", reason="pipes break otherwise there")
def test_a_reader_that_goes_away(done: Run, tmp_path: Path):
    done("body", "list")
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "w") as nobody:
        told = subprocess.run(
            [sys.executable, "-m", "dialogue_app", "--data", tmp_path / "data", "body", "list"],
            cwd=ROOT,
            stdout=nobody,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
    assert (told.returncode, told.stderr) == (1, "")


@pytest.mark.parametrize("stream", ["2>&-", "2>/dev/full"])
def test_where_nobody_can_be_told_the_exit_code_is_still_right(tmp_path: Path, stream: str):
    command = f'"{sys.executable}" -m dialogue_app --data "{tmp_path}/data" issue show 1 {stream}'
    done = subprocess.run(["sh", "-c", command], cwd=ROOT, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (2, b"")


def test_a_full_disk_behind_both_streams_is_trouble(done: Run, tmp_path: Path):
    done("body", "list")
    command = f'"{sys.executable}" -m dialogue_app --data "{tmp_path}/data" body list --json'
    full = subprocess.run(["sh", "-c", f"{command} >/dev/full 2>/dev/full"], cwd=ROOT, check=False)
    assert full.returncode == 1
