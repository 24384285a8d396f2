"""A killed process and a full disk: what was written stays, what was not leaves no trace."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import func, select

from dialogue_app.cli import main as run_command
from dialogue_app.domain.errors.store import DiskFull
from dialogue_app.domain.fields.enterprises import EnterpriseDraft
from dialogue_app.services.case import Case
from dialogue_app.services.enterprises.editing import register_enterprise
from dialogue_app.services.enterprises.lists import EnterpriseList, EnterpriseQuery
from dialogue_app.services.opening import open_case
from dialogue_app.storage import sqlite
from dialogue_app.storage.models.audit import SearchDue
from dialogue_app.storage.sqlite import FILE_NAME
from tests.template import USER, copy_database, fresh_case, standing_clock

ROOT = Path(__file__).parents[2]

WORK = """
import os, signal, sys
from pathlib import Path
from dialogue_app.services.opening import open_case
from dialogue_app.storage.commit import insert_rows
from dialogue_app.storage.models.enterprises import Enterprise
from tests.template import NOW, USER, standing_clock

case = open_case(Path(sys.argv[1]), standing_clock, USER)
rows = [
    {"number": n, "name": f"Công ty Mẫu {n}", "name_sort": f"{n:06}", "match_key": f"mau {n}"}
    for n in range(1, 3001)
]
when = sys.argv[2]
if when == "between":  # the commit and the first batch of search texts
    case.store.write_due_search_texts = lambda: os.kill(os.getpid(), signal.SIGKILL)
with case.store.writing(case.actor, "enterprise.import", NOW) as session:
    insert_rows(session, Enterprise, rows)
    session.flush()
    if when == "before":
        os.kill(os.getpid(), signal.SIGKILL)
os.kill(os.getpid(), signal.SIGKILL)
"""


def killed_while_importing(folder: Path, when: str) -> None:
    """A process that imports 3,000 enterprises, killed before, between or after."""
    copy_database(folder)
    killed = subprocess.run(
        [sys.executable, "-c", WORK, str(folder), when], check=False, capture_output=True, cwd=ROOT
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr


@contextmanager
def reopened(folder: Path) -> Iterator[Case]:
    case = open_case(folder, standing_clock, USER)
    try:
        yield case
    finally:
        case.store.close()


def enterprises(case: Case, search: str = "") -> int:
    return len(EnterpriseList(case).ids(EnterpriseQuery(search=search)))


@pytest.mark.parametrize(("when", "left"), [("before", 0), ("between", 3000), ("after", 3000)])
def test_a_killed_process_leaves_all_or_nothing(tmp_path: Path, when: str, left: int):
    killed_while_importing(tmp_path, when)
    with reopened(tmp_path) as case:
        assert enterprises(case) == left
        assert case.store.ended_uncleanly is bool(left)
    with reopened(tmp_path) as case:
        assert not case.store.ended_uncleanly
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_search_texts_that_a_killed_process_left_are_written_by_the_next(tmp_path: Path):
    killed_while_importing(tmp_path, "between")
    with reopened(tmp_path) as case:
        assert enterprises(case, "mau 2999") == 0
        case.store.write_due_search_texts()
        assert enterprises(case, "mau 2999") == 1
        assert enterprises(case, "cong ty mau") == 3000
        with case.reading() as session:
            assert session.scalar(select(func.count()).select_from(SearchDue)) == 0


def test_a_command_after_the_kill_finds_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    killed_while_importing(tmp_path, "between")
    argv = ["--data", str(tmp_path), "enterprise", "list", "--search", "mau 2999", "--json"]
    assert run_command(argv, clock=standing_clock) == 0
    assert '"Công ty Mẫu 2999"' in capsys.readouterr().out


def fill(case: Case) -> None:
    for n in range(500):
        register_enterprise(case, EnterpriseDraft(f"Công ty Mẫu {n} " + "x" * 900))


def test_a_full_disk_is_said_and_leaves_the_data_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    case = fresh_case(tmp_path)
    register_enterprise(case, EnterpriseDraft("Công ty Mẫu"))
    case.store.close()
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as connection:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
    with monkeypatch.context() as patch:
        limits = (*sqlite.PRAGMAS, f"max_page_count = {pages + 2}")
        patch.setattr(sqlite, "PRAGMAS", limits)  # SQLite then answers as on a full disk
        with reopened(tmp_path) as case:
            with pytest.raises(DiskFull):
                fill(case)
            kept = enterprises(case)
    with reopened(tmp_path) as case:
        assert enterprises(case) == kept
    assert 1 <= kept < 500
