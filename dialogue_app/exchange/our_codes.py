"""Our own codes as people write them: KN-2026-0015 of an issue, DN-00012 of an enterprise."""

from __future__ import annotations

import re

from dialogue_app.exchange.header_words import TableKind

CODE_FIELD = {TableKind.ENTERPRISES: "code", TableKind.ISSUES: "issue_code"}
_SHAPES = {
    TableKind.ENTERPRISES: re.compile(r"DN ?-? ?([0-9]{1,9})", re.IGNORECASE),
    TableKind.ISSUES: re.compile(r"KN ?-? ?([0-9]{4}) ?[-/] ?([0-9]{1,9})", re.IGNORECASE),
}
# As we write it: "DN001" may well be another office's. An issue of such a code is asked about.
_CERTAIN = {**_SHAPES, TableKind.ENTERPRISES: re.compile(r"DN-[0-9]{5,9}")}


def is_certainly_ours(kind: TableKind, line: str) -> bool:
    """Whether a column with such a code is that of ours."""
    return _CERTAIN[kind].fullmatch(line) is not None


def our_code(kind: TableKind, line: str) -> tuple[int, ...] | None:
    """The numbers of a code of ours; None for any other."""
    match = _SHAPES[kind].fullmatch(line)
    if match is None or not int(match[match.re.groups]):
        return None
    return tuple(map(int, match.groups()))
