"""The floor for writing issues: the same rows, texts and changes in one transaction of sqlite3."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from bench.floors.import_enterprises import PREPARE, fold

COLUMNS = ("ordinal", "raiser", "text", "answer", "lead", "supporting", "due", "note")
Row = Sequence[object]
SCHEMA = (
    """CREATE TABLE issue (id INTEGER PRIMARY KEY, number INTEGER UNIQUE, ordinal INTEGER,
        text TEXT, digest TEXT, note TEXT, received TEXT, state TEXT, due TEXT, raisers TEXT)""",
    "CREATE INDEX by_text ON issue (digest)",
    "CREATE INDEX by_due ON issue (due, id)",
    "CREATE INDEX by_raiser ON issue (raisers, id)",
    "CREATE TABLE raiser (id INTEGER PRIMARY KEY, issue_id INTEGER, name TEXT)",
    "CREATE INDEX of_issue ON raiser (issue_id)",
    "CREATE TABLE assignment (id INTEGER PRIMARY KEY, issue_id INTEGER, body TEXT, due TEXT)",
    "CREATE INDEX to_body ON assignment (issue_id)",
    "CREATE TABLE answer (id INTEGER PRIMARY KEY, issue_id INTEGER, text TEXT)",
    "CREATE INDEX to_issue ON answer (issue_id)",
    """CREATE VIRTUAL TABLE search USING fts5 (marked, folded, detail = 'column',
        tokenize = "unicode61 remove_diacritics 0 tokenchars '_'", prefix = '1 2 3')""",
    "CREATE TABLE change (id INTEGER PRIMARY KEY, entity INTEGER, changes TEXT, digest TEXT)",
)


def write_issues(rows: Sequence[Row], target: Path) -> int:
    """Write the rows into a new database `target` and return the number of issues."""
    issues, raisers, given, answers, texts, changes = [], [], [], [], [], []
    for key, row in enumerate(rows, start=1):
        ordinal, raiser, text, answer, lead, supporting, due, note = row
        digest = hashlib.sha256(fold(str(text)).encode()).hexdigest()
        issues.append((key, key, ordinal, text, digest, note, "2026-09-15", "new", due, raiser))
        raisers.append((key, raiser))
        given += [(key, body, due) for body in (lead, supporting) if body]
        answers += [(key, answer)] if answer else []
        whole = " ".join(str(cell) for cell in (f"KN-2026-{key:04}", *row) if cell)
        texts.append((key, whole.lower(), fold(whole)))
        change = json.dumps(dict(zip(COLUMNS, row, strict=True)), ensure_ascii=False)
        changes.append((key, change, hashlib.sha256(change.encode()).hexdigest()))
    connection = sqlite3.connect(target, isolation_level=None)
    connection.executescript(PREPARE)
    connection.execute("BEGIN IMMEDIATE")
    for statement in SCHEMA:
        connection.execute(statement)
    connection.executemany(f"INSERT INTO issue VALUES ({'?,' * 9}?)", issues)
    connection.executemany("INSERT INTO raiser VALUES (NULL, ?, ?)", raisers)
    connection.executemany("INSERT INTO assignment VALUES (NULL, ?, ?, ?)", given)
    connection.executemany("INSERT INTO answer VALUES (NULL, ?, ?)", answers)
    connection.executemany("INSERT INTO search (rowid, marked, folded) VALUES (?, ?, ?)", texts)
    connection.executemany("INSERT INTO change VALUES (NULL, ?, ?, ?)", changes)
    connection.execute("COMMIT")
    connection.close()
    return len(rows)
