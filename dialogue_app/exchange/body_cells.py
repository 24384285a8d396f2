"""Reads which bodies a row names, and which of them leads, from one cell or several."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dialogue_app.domain.text import clean_line
from dialogue_app.exchange.cells import RowReader

_LEADS, _SUPPORTS = "chủ trì", "phối hợp"
_BREAK = re.compile(
    rf"\s*(?:[;\n]|(?P<with>[,.]?\s+(?:và\s+)?{_SUPPORTS}(?: với| cùng)?:?\s+))\s*", re.IGNORECASE
)
_NUMBER = re.compile(r"^\s*(?:\d{1,2}\s*[.)/]|[a-zđ]\)|[-–+•*])\s*", re.IGNORECASE)
_ROLE = re.compile(
    rf"\s*\(?\b(?P<role>{_LEADS}|{_SUPPORTS}(?: (?:với|cùng)\b)?)\)?:?\s*", re.IGNORECASE
)
_BEHIND_ROLE = re.compile(rf"(\(?(?:{_LEADS}|{_SUPPORTS})\)|(?<=\s){_LEADS})\s*,\s*", re.IGNORECASE)


def read_bodies(row: RowReader, meant: str) -> tuple[str, tuple[str, ...]]:
    """The lead body, empty where none is to lead, and the supporting ones.

    The first of a cell leads, unless the cell says who does. `meant` is a body that stands in place
    of a level of authority.
    """
    named = list(_named(row, row.text("lead_body") or meant))
    leading = [name for name, role in named if role == _LEADS] or [
        name for name, role in named if role != _SUPPORTS
    ]
    lead = next(iter(leading), "")
    others = [name for name, _role in (*named, *_named(row, row.text("supporting_bodies")))]
    return lead, tuple(name for name in dict.fromkeys(others) if name != lead)


def _named(row: RowReader, cell: str) -> Iterator[tuple[str, str]]:
    """Each name of a cell with its role, where that is said."""
    cell, role, start = _BEHIND_ROLE.sub(r"\1; ", cell), "", 0
    for gap in (*_BREAK.finditer(cell), None):
        piece = _NUMBER.sub("", cell[start : gap.start() if gap else len(cell)])
        said = _ROLE.search(piece)
        name = row.said("lead_body", clean_line(_ROLE.sub(" ", piece)).strip(" ,."))
        if name:
            yield name, _role_of(said["role"]) if said else role
        if gap is not None:
            role, start = (_SUPPORTS if gap["with"] else role), gap.end()


def _role_of(said: str) -> str:
    return _LEADS if said.lower() == _LEADS else _SUPPORTS
