"""The floor for a search keystroke: hits in the order of FTS5's own rows, through sqlite3 alone."""

from __future__ import annotations

import sqlite3
import unicodedata

_COLUMNS = "issue.id, year, number, substr(text, 1, 200), raisers_text, state, next_due_on"
_HITS = f"""SELECT {_COLUMNS} FROM search_issue CROSS JOIN issue
    ON year = search_issue.rowid / 10000000 AND number = search_issue.rowid % 10000000
    WHERE search_issue MATCH ?"""
_OTHERS = (
    "AND search_issue.rowid NOT IN (SELECT rowid FROM search_issue WHERE search_issue MATCH ?)"
)
_PAGE = "ORDER BY search_issue.rowid DESC LIMIT 50"


def search(connection: sqlite3.Connection, typed: str) -> int:
    """How many rows the first page has; where marks were typed, issues with these come first."""
    plain = unicodedata.normalize("NFD", typed.replace("đ", "d"))
    folded = "".join(letter for letter in plain if not unicodedata.combining(letter))
    words = _words("folded", folded)
    if folded == typed:
        return len(connection.execute(f"{_HITS} {_PAGE}", [words]).fetchall())
    marked = _words("marked", typed)
    exact = connection.execute(f"{_HITS} {_PAGE}", [marked]).fetchall()
    if len(exact) == 50:
        return 50
    others = connection.execute(f"{_HITS} {_OTHERS} {_PAGE}", [words, marked]).fetchall()
    return min(50, len(exact) + len(others))


def _words(column: str, typed: str) -> str:
    return " AND ".join(f'{column} : "{word}"*' for word in typed.replace("-", " ").split())
