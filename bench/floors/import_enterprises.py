"""The floor for an import: calamine, the same care for each row, and bare sqlite3."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import unicodedata
from operator import mul
from pathlib import Path

from python_calamine import CalamineWorkbook

WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
SCHEMA = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
CREATE TABLE enterprise (id INTEGER PRIMARY KEY, number INTEGER UNIQUE, name TEXT, sort TEXT,
    match TEXT, tax_code TEXT, valid INTEGER, address TEXT, folded TEXT, phone TEXT);
CREATE UNIQUE INDEX by_code ON enterprise (tax_code);
CREATE INDEX by_name ON enterprise (sort, id);
CREATE INDEX by_match ON enterprise (match);
CREATE VIRTUAL TABLE search USING fts5 (marked, folded, prefix='1 2 3');
CREATE TABLE change (id INTEGER PRIMARY KEY, entity INTEGER, changes TEXT, digest TEXT);
"""


def fold(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.lower())
    return "".join(c for c in plain if not unicodedata.combining(c)).replace("đ", "d")


def valid(code: str) -> bool:
    return 10 - sum(map(mul, WEIGHTS, map(int, code))) % 11 == int(code[9])


def take_in(path: Path, target: Path) -> int:
    sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
    rows, texts, changes = [], [], []
    seen: set[str] = set()
    for n, cells in enumerate(sheet.to_python(skip_empty_area=False)[1:], start=1):
        name, code, address, phone = (
            unicodedata.normalize("NFC", str(cell)).strip() for cell in cells[1:5]
        )
        if code in seen:
            continue
        seen.add(code)
        folded, place = fold(name), fold(address)
        rows.append((n, n, name, folded, folded, code, valid(code), address, place, phone))
        whole = f"DN-{n:05} {code} {name} {address} {phone}"
        texts.append((n, whole.lower(), fold(whole)))
        values = {"name": name, "tax_code": code, "address": address, "phone": phone, "number": n}
        said = json.dumps(values, ensure_ascii=False, sort_keys=True)
        changes.append((n, said, hashlib.sha256(said.encode()).hexdigest()))
    connection = sqlite3.connect(target)
    connection.executescript(SCHEMA)
    with connection:
        connection.executemany("INSERT INTO enterprise VALUES (?,?,?,?,?,?,?,?,?,?)", rows)
        connection.executemany("INSERT INTO search (rowid, marked, folded) VALUES (?,?,?)", texts)
        connection.executemany("INSERT INTO change VALUES (NULL,?,?,?)", changes)
    connection.close()
    return len(rows)
