"""The floor of moved dates: one bare pass of sqlite3 that writes the same rows and history."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

_OPEN = """
    SELECT assignment.id, issue_id, given_on, due_on, due_days, due_revision
    FROM assignment JOIN issue ON issue.id = issue_id
    WHERE assignment.state = 'given' AND due_basis = 'working_days' AND issue.state <> 'closed'
"""


def move(path: Path, days_off: set[date]) -> int:
    """Count all open dates anew and write those that move; how many these are."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("BEGIN IMMEDIATE")
        (sequence,) = connection.execute("SELECT max(sequence) + 1 FROM audit_entry").fetchone()
        dues, issues, changes = [], [], []
        counted: dict[tuple[str, int], str] = {}
        for key, issue, given, due, days, revision in connection.execute(_OPEN).fetchall():
            if (given, days) not in counted:
                counted[given, days] = _counted(date.fromisoformat(given), days, days_off)
            on = counted[given, days]
            if on == due:
                continue
            dues.append((on, 2, on, key))
            issues.append((on, on, on, sequence, issue))
            prefix = f"assignment:{key}."
            change = json.dumps(
                {prefix + "due_on": [due, on], prefix + "due_revision": [revision, 2]}
            )
            digest = hashlib.sha256(change.encode()).hexdigest()
            changes.append((sequence, issue, change, digest))
        _write(connection, dues, issues, changes)
        connection.execute("COMMIT")
        return len(dues)


def _write(
    connection: sqlite3.Connection,
    dues: Sequence[tuple[object, ...]],
    issues: Sequence[tuple[object, ...]],
    changes: Sequence[tuple[object, ...]],
) -> None:
    connection.executemany(
        "UPDATE assignment SET due_on = ?, due_revision = ?, ends_on = ? WHERE id = ?", dues
    )
    connection.executemany(
        "UPDATE issue SET next_due_on = ?, next_ends_on = ?, due_soon_on = ?, version = ? "
        "WHERE id = ?",
        issues,
    )
    connection.executemany(
        "INSERT INTO audit_change (sequence, entity, entity_id, changes, salts, digest) "
        "VALUES (?, 'issue', ?, ?, '{}', ?)",
        changes,
    )


def _counted(day: date, left: int, days_off: set[date]) -> str:
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < 5 and day not in days_off
    return day.isoformat()
