"""The floor for a search keystroke: FTS5 and the order of the list through sqlite3 alone."""

from __future__ import annotations

import sqlite3
from pathlib import Path

SEARCH = """
SELECT id FROM issue
WHERE id IN (SELECT rowid FROM search_issue WHERE search_issue MATCH ?)
ORDER BY year DESC, number DESC LIMIT 50
"""


def connect(folder: Path) -> sqlite3.Connection:
    return sqlite3.connect(folder / "dialogue.db")


def search(connection: sqlite3.Connection, typed: str) -> list[int]:
    wanted = " AND ".join(f'folded : "{word}"*' for word in typed.split())
    return [key for (key,) in connection.execute(SEARCH, (wanted,))]
