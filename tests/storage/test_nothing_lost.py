"""A killed process and a full disk: what was written stays, what was not leaves no trace."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from dialogue_app.domain.errors.store import DiskFull
from dialogue_app.services.case import Case
from dialogue_app.services.enterprises.editing import EnterpriseForm, register_enterprise
from dialogue_app.services.enterprises.lists import EnterpriseList, EnterpriseQuery
from dialogue_app.services.opening import actor_here, open_store
from dialogue_app.storage import engine

WORK = """
import os, signal, sys
from pathlib import Path
from dialogue_app.services.opening import actor_here, open_store
from dialogue_app.storage.commit import insert_rows
from dialogue_app.storage.models import Enterprise

store = open_store(Path(sys.argv[1]))
actor = actor_here(case)
rows = [
    {"number": n, "name": f"Công ty Mẫu {n}", "name_sort": f"{n:06}", "match_key": f"mau {n}"}
    for n in range(1, 3001)
]
with case.store.writing(actor, "enterprise.import") as session:
    insert_rows(session, Enterprise, rows)
    session.flush()
    if sys.argv[2] == "before":
        os.kill(os.getpid(), signal.SIGKILL)
os.kill(os.getpid(), signal.SIGKILL)
"""


def enterprises(folder: Path) -> int:
    store = open_store(folder)
    try:
        return len(EnterpriseList(case).ids(EnterpriseQuery()))
    finally:
        case.store.close()


@pytest.mark.parametrize(("when", "left"), [("before", 0), ("after", 3000)])
def test_a_killed_process_leaves_all_or_nothing(tmp_path: Path, when: str, left: int):
    killed = subprocess.run(
        [sys.executable, "-c", WORK, str(tmp_path), when], check=False, capture_output=True
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert enterprises(tmp_path) == left
    with sqlite3.connect(tmp_path / "dialogue.db") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()


def fill(case: Case) -> None:
    for n in range(500):
        register_enterprise(case, EnterpriseForm(f"Công ty Mẫu {n} " + "x" * 900))


def test_a_full_disk_is_said_and_leaves_the_data_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    store = open_store(tmp_path)
    actor = actor_here(case)
    register_enterprise(case, EnterpriseForm("Công ty Mẫu"))
    case.store.close()
    connection = sqlite3.connect(tmp_path / "dialogue.db")
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.close()
    with monkeypatch.context() as patch:
        limits = (*engine._PRAGMAS, f"max_page_count = {pages + 2}")
        patch.setattr(engine, "_PRAGMAS", limits)  # SQLite then answers as on a full disk
        store = open_store(tmp_path)
        with pytest.raises(DiskFull):
            fill(case)
        kept = len(EnterpriseList(case).ids(EnterpriseQuery()))
        case.store.close()
    assert enterprises(tmp_path) == kept
    assert 1 <= kept < 500
