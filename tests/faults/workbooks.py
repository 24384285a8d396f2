"""Workbooks changed by chance: each is read, or one sentence; none ends or fills the program."""

from __future__ import annotations

import random
import re
import resource
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from dialogue_app.domain.errors.base import DialogueError
from dialogue_app.exchange.limits import LIMITS
from dialogue_app.i18n.sentences import explain
from dialogue_app.services.case import Case
from dialogue_app.services.enterprises.importing import preview_enterprises
from dialogue_app.services.imports.workbooks import TableKind, open_workbook
from tests.exchange.test_cell_facts import (
    open_document,
    spreadsheet_of_2003,
    web_page,
    xls,
    xlsx,
)

TO_END = 5  # seconds beyond the limit until the process that reads is gone
_NUMBER = re.compile(rb"\d+")
_TAG = re.compile(rb"<[^<>]*>")
_ODD = (b"\0", b"\xed\xa0\x80", "\u202e".encode(), b"\xff\xfe", b"&#x1;", b'"', b"<", b"]]>")
Mutation = Callable[[bytes, random.Random], bytes]


def csv(path: Path) -> Path:
    """A register as text."""
    rows = [f"{n};Công ty Mẫu {n};;mau@mau.example" for n in range(1, 30)]
    path.write_text("\n".join(["STT;Tên doanh nghiệp;Mã số thuế;Email", *rows]), "utf-8")
    return path


MAKERS = (xlsx, xls, open_document, csv, web_page, spreadsheet_of_2003)


def flip(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _change in range(chance.randint(1, 20)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content))]


def repeat(content: bytes, chance: random.Random) -> bytes:
    begins, ends = sorted(chance.sample(range(len(content)), 2))
    return content[:ends] + content[begins:ends] * chance.choice((1, 2, 200)) + content[ends:]


def number(content: bytes, chance: random.Random) -> bytes:
    """A number that counts cells, rows or bytes becomes a monstrous one."""
    found = list(_NUMBER.finditer(content))
    if not found:
        return cut(content, chance)
    one = chance.choice(found)
    other = chance.choice((b"-1", b"0", b"1048577", b"99999999", b"4294967296", b"9" * 400, b"1e9"))
    return content[: one.start()] + other + content[one.end() :]


def tag(content: bytes, chance: random.Random) -> bytes:
    """A tag vanishes, or is said a thousand times."""
    found = list(_TAG.finditer(content))
    if not found:
        return repeat(content, chance)
    one = chance.choice(found)
    return content[: one.start()] + one.group() * chance.choice((0, 1000)) + content[one.end() :]


def odd(content: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(content))
    return content[:place] + chance.choice(_ODD) * chance.choice((1, 50_000)) + content[place:]


PLAIN: tuple[Mutation, ...] = (flip, cut, repeat, number, tag, odd)


def within(content: bytes, chance: random.Random) -> bytes:
    """A change of what a packed file holds."""
    with zipfile.ZipFile(BytesIO(content)) as packed:
        members = {name: packed.read(name) for name in packed.namelist()}
    name = chance.choice([one for one, inner in members.items() if inner])
    members[name] = chance.choice(PLAIN)(members[name], chance)
    repacked = BytesIO()
    with zipfile.ZipFile(repacked, "w", zipfile.ZIP_DEFLATED) as packed:
        for one, inner in members.items():
            packed.writestr(one, inner)
    return repacked.getvalue()


def mutated(content: bytes, chance: random.Random) -> bytes:
    """The file changed somewhere."""
    is_packed = content.startswith(b"PK")
    change = within if is_packed and chance.random() < 0.7 else chance.choice(PLAIN)
    return change(content, chance)


def read_one(case: Case, path: Path) -> str:
    """Read the file as far as its preview; how that ended."""
    try:
        book = open_workbook(path, TableKind.ENTERPRISES)
        mapping = book.mappings[book.chosen]
        if mapping is None:
            return "read, no columns found"
        preview_enterprises(case, book, book.chosen, mapping)
    except DialogueError as error:
        return "refused" if explain(error) else "refused without a word"
    return "read"


def mutants(case: Case, folder: Path, count: int, seed: int) -> str:
    """So many changed workbooks, by turns of the formats; in words."""
    chance, ends, longest = random.Random(seed), Counter[str](), 0.0
    whole = [make(folder / "whole").read_bytes() for make in MAKERS]
    for n in range(count):
        path = folder / f"{n}.xls"  # what it is, the content says
        path.write_bytes(mutated(whole[n % len(whole)], chance))
        begun = time.monotonic()
        ends[read_one(case, path)] += 1
        took = time.monotonic() - begun
        longest = max(longest, took)
        assert took < LIMITS.seconds + TO_END, f"{path}: {took:.0f} s"
        path.unlink()
    assert "refused without a word" not in ends
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    assert most * 1024 * 1024 <= LIMITS.memory, f"{most} MB"
    told = ", ".join(f"{n} {end}" for end, n in sorted(ends.items()))
    return (
        f"{count} changed workbooks (seed {seed}): {told}; the longest {longest:.1f} s, "
        f"the largest process {most} MB"
    )
