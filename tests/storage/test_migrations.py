"""A register of an older program keeps all it holds, and is found by what is new."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from dialogue_app.domain.errors.store import DiskFull, StoreOlder, StoreUnreadable
from dialogue_app.services import checking
from dialogue_app.services.backing_up import restore
from dialogue_app.services.issues.lists import IssueList, IssueQuery
from dialogue_app.services.opening import open_case
from dialogue_app.storage import schema
from dialogue_app.storage import sqlite as store_sqlite
from dialogue_app.storage.identity import MEMORY_NAME
from dialogue_app.storage.models import whole_schema
from dialogue_app.storage.sqlite import FILE_NAME
from tests.registers import frozen, frozen_backup, lay_out
from tests.registers.__main__ import freeze
from tests.template import NOW, USER, fresh_case, standing_clock

FIRST = "0001"
# The place of a state in the order of all, which a new state moves on; the check looks at it.
FOLLOWS = frozenset({"issue.state_rank"})
GROWING = frozenset({"audit_entry", "audit_change", "touched"})
Rows = list[tuple[object, ...]]
WITH_BACKUPS = [name for name in frozen() if frozen_backup(name)]


def columns_of(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]


def values(folder: Path) -> dict[str, Rows]:
    """What stands in each column of each table, in the order of the rows."""
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection:
        return {
            f"{table}.{column}": connection.execute(
                f"SELECT {column} FROM {table} ORDER BY 1"
            ).fetchall()
            for table in whole_schema().tables
            for column in columns_of(connection, table)
        }


def kept(name: str, before: Rows, after: Rows) -> Rows:
    """What stands of these rows; a first start may add to the history."""
    if name.partition(".")[0] not in GROWING:
        return after
    left = Counter(before) & Counter(after)
    return [row for row in before if left[row]]


def require_as_it_was(folder: Path, before: dict[str, Rows]) -> None:
    """Everything that stood there stands there, sound, and is found."""
    case = open_case(folder, standing_clock, USER)
    case.store.write_due_search_texts()
    assert checking.check(case).findings == []
    hits = list(IssueList(case).ids(IssueQuery(search="hem ngap khi mua")))
    assert len(hits) == 1
    case.store.close()
    after = values(folder)
    differing = [
        name
        for name in before
        if name in after
        and name not in FOLLOWS
        and kept(name, before[name], after[name]) != before[name]
    ]
    assert differing == []


@pytest.mark.parametrize("name", frozen())
def test_a_register_of_each_schema_is_brought_up_to_date(tmp_path: Path, name: str):
    lay_out(name, tmp_path)
    before = values(tmp_path)
    assert len(before["issue.text"]) == 21
    require_as_it_was(tmp_path, before)
    kept = list(tmp_path.glob(f"dialogue-{name}-*.db"))  # the file as it was, whole
    assert len(kept) == (0 if name == schema.HEAD else 1)


@pytest.mark.parametrize("name", WITH_BACKUPS)
def test_a_backup_of_each_schema_is_put_back(tmp_path: Path, name: str):
    lay_out(name, tmp_path / "was")
    backup = frozen_backup(name)
    assert backup is not None
    restore(tmp_path / "data", backup, NOW)
    require_as_it_was(tmp_path / "data", values(tmp_path / "was"))


def test_one_that_a_release_would_freeze_now_fits_the_tests_above(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("LOGNAME", "somebody")
    freeze(tmp_path / f"{schema.HEAD}.zip")
    lay_out(schema.HEAD, tmp_path / "was", tmp_path)
    before = values(tmp_path / "was")
    assert len(before["issue.text"]) == 21
    require_as_it_was(tmp_path / "was", before)


def test_registers_from_the_first_schema_on_are_frozen():
    """A release adds one: `python -m tests.registers`."""
    assert frozen()[0] == FIRST
    assert schema.IDENTIFIED_SINCE in frozen()
    assert set(frozen()) <= set(schema.REVISIONS)


def test_an_older_one_that_lacks_a_table_is_refused_and_left(tmp_path: Path):
    lay_out(FIRST, tmp_path)
    path = tmp_path / FILE_NAME
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("DROP TABLE body_alias; DROP TABLE search_issue;")
    before = path.read_bytes()
    with pytest.raises(StoreUnreadable):
        open_case(tmp_path, standing_clock, USER)
    assert path.read_bytes() == before


def test_a_disk_that_is_full_for_the_newer_one_is_said_and_leaves_the_older(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    lay_out(FIRST, tmp_path)
    path = tmp_path / FILE_NAME
    before = values(tmp_path)
    with closing(sqlite3.connect(path)) as connection:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
    with monkeypatch.context() as patch:
        patch.setattr(store_sqlite, "PRAGMAS", (*store_sqlite.PRAGMAS, f"max_page_count = {pages}"))
        with pytest.raises(DiskFull):  # it is not damaged: a backup would be put back for nothing
            open_case(tmp_path, standing_clock, USER)
    require_as_it_was(tmp_path, before)


def test_an_older_one_where_a_newer_was_kept_is_refused_and_left(tmp_path: Path):
    fresh_case(tmp_path).store.close()
    assert (tmp_path / MEMORY_NAME).exists()
    lay_out(FIRST, tmp_path)
    path = tmp_path / FILE_NAME
    before = path.read_bytes()
    with pytest.raises(StoreOlder):
        open_case(tmp_path, standing_clock, USER)
    assert path.read_bytes() == before
