"""The floor for a search keystroke: FTS5 and the order of the list through sqlite3 alone."""

from __future__ import annotations

import sqlite3
import unicodedata

_FOUND = "(SELECT rowid FROM search_issue WHERE search_issue MATCH ?)"
_FIRST_PAGE = "SELECT id FROM issue WHERE id IN {} ORDER BY {} year DESC, number DESC LIMIT 50"


def search(connection: sqlite3.Connection, typed: str) -> list[int]:
    """The ids of the first page; where marks were typed, issues with these marks come first."""
    plain = unicodedata.normalize("NFD", typed.replace("đ", "d"))
    folded = "".join(letter for letter in plain if not unicodedata.combining(letter))
    if folded == typed:
        rows = connection.execute(_FIRST_PAGE.format(_FOUND, ""), [_words("folded", folded)])
    else:
        page = _FIRST_PAGE.format(_FOUND, f"id NOT IN {_FOUND},")
        rows = connection.execute(page, [_words("folded", folded), _words("marked", typed)])
    return [key for (key,) in rows]


def _words(column: str, typed: str) -> str:
    return " AND ".join(f'{column} : "{word}"*' for word in typed.replace("-", " ").split())
