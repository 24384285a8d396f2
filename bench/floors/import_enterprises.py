"""The floor for an import: calamine in a process of its own, the same checks of each row, one
transaction of sqlite3.
"""

from __future__ import annotations

import hashlib
import json
import pickle
import sqlite3
import subprocess
import sys
import unicodedata
from operator import mul
from pathlib import Path

WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
COLUMNS = ("name", "code", "kind", "address", "representative", "phone", "email", "workers")
READ = """
import pickle, sys
from python_calamine import CalamineWorkbook
sheet = CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0)
pickle.dump(sheet.to_python(), sys.stdout.buffer)
"""
PREPARE = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
SCHEMA = (
    """CREATE TABLE enterprise (id INTEGER PRIMARY KEY, number INTEGER UNIQUE, name TEXT,
        tax_code TEXT, kind TEXT, address TEXT, representative TEXT, phone TEXT, email TEXT,
        workers INTEGER, valid INTEGER, sort TEXT, folded TEXT)""",
    "CREATE UNIQUE INDEX by_code ON enterprise (tax_code)",
    "CREATE INDEX by_name ON enterprise (sort, id)",
    """CREATE VIRTUAL TABLE search USING fts5 (marked, folded, detail = 'column',
        tokenize = "unicode61 remove_diacritics 0 tokenchars '_'", prefix = '1 2 3')""",
    "CREATE TABLE change (id INTEGER PRIMARY KEY, entity INTEGER, changes TEXT, digest TEXT)",
)


def fold(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.lower())
    return "".join(char for char in plain if not unicodedata.combining(char)).replace("đ", "d")


def is_valid(code: str) -> bool:
    total: int = sum(map(mul, WEIGHTS, map(int, code)))
    return 10 - total % 11 == int(code[9])


def import_workbook(path: Path, target: Path) -> int:
    """Import the workbook into a new database `target` and return the number of enterprises."""
    read = subprocess.run([sys.executable, "-c", READ, path], stdout=subprocess.PIPE, check=True)
    rows, texts, changes = [], [], []
    for number, (_ordinal, *cells) in enumerate(pickle.loads(read.stdout)[1:], start=1):
        values = [unicodedata.normalize("NFC", str(cell)).strip() for cell in cells]
        name, code, _kind, address, *_others = values
        workers = int(cells[-1])
        folded = fold(name), fold(address)
        rows.append((number, number, *values[:-1], workers, is_valid(code), *folded))
        whole = " ".join((f"DN-{number:05}", *values[:-1]))
        texts.append((number, whole.lower(), fold(whole)))
        change = json.dumps(dict(zip(COLUMNS, values, strict=True)), ensure_ascii=False)
        changes.append((number, change, hashlib.sha256(change.encode()).hexdigest()))
    connection = sqlite3.connect(target, isolation_level=None)
    connection.executescript(PREPARE)
    connection.execute("BEGIN IMMEDIATE")
    for statement in SCHEMA:
        connection.execute(statement)
    connection.executemany(f"INSERT INTO enterprise VALUES ({'?,' * 12}?)", rows)
    connection.executemany("INSERT INTO search (rowid, marked, folded) VALUES (?, ?, ?)", texts)
    connection.executemany("INSERT INTO change VALUES (NULL, ?, ?, ?)", changes)
    connection.execute("COMMIT")
    connection.close()
    return len(rows)
