"""Finds the issues in a cell that holds several: numbered, lettered, or a line with a dash each."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from dialogue_app.domain.text import clean, fold
from dialogue_app.exchange.nothing_raised import raises_nothing
from dialogue_app.exchange.reading import Cell, Sheet
from dialogue_app.exchange.recognising import Recognised

_FEWEST = 2
_COLUMNS = ("text", "answer", "result", "lead_body")  # what may be numbered alike
_BEGIN = r"(?:^|\n|(?<=[.;:])[ \t]+)[ \t]*"
_MARKS = (
    re.compile(
        rf"{_BEGIN}(?:kiến nghị|câu hỏi|ý kiến|nội dung|vấn đề)(?: thứ)? (\d{{1,2}})\s*[:.)]\s*",
        re.IGNORECASE,
    ),
    re.compile(rf"{_BEGIN}(\d{{1,2}})[.)]\s+(?=\D)"),
    re.compile(rf"{_BEGIN}([a-zđ])\)\s+"),
)
_DASH = re.compile(r"(?:^|\n)[ \t]*[-–+•*][ \t]+")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def parts_of_text(text: str) -> list[str]:
    """The issues of a cell, each with the words above them all; none where it holds only one."""
    text = clean(text)
    for marks in _MARKS:
        found = list(marks.finditer(text))
        if _counts_up([match[1] for match in found]):
            return _between(text, found)
    dashes = list(_DASH.finditer(text))
    return _between(text, dashes) if len(dashes) >= _FEWEST else []


def numbered(issues: Iterable[str]) -> str:
    """Several issues as one text; one alone needs no number."""
    first, *others = issues
    if not others:
        return first
    return "\n".join(f"{n}. {issue}" for n, issue in enumerate((first, *others), start=1))


def _counts_up(marks: list[str]) -> bool:
    """Whether the marks go on from 1 or from a."""
    numbers = [int(mark) if mark.isdigit() else _place(mark) for mark in marks]
    return len(marks) >= _FEWEST and numbers == list(range(1, len(marks) + 1))


def _place(letter: str) -> int:
    return _LETTERS.find(fold(letter)) + 1


def _between(text: str, marks: list[re.Match[str]]) -> list[str]:
    above = text[: marks[0].start()].strip()
    ends = [match.start() for match in marks[1:]] + [len(text)]
    parts = [text[match.end() : end].strip(" ;\n") for match, end in zip(marks, ends, strict=True)]
    if not all(parts):
        return []
    return [f"{above} {part}".strip() for part in parts]


def with_parts_apart(table: Recognised) -> Recognised:
    """The table with an entry for each of the issues of a cell.

    The first stays in its row, the others stand below the sheet, so that no other number changes.
    """
    sheet, entries, above = _copy(table.sheet), list[int](), dict(table.above)
    for number in table.entries:
        entries.append(number)
        first, *others = _apart(table, number) or [table.sheet.rows[number - 1]]
        sheet.rows[number - 1] = first
        for row in others:
            sheet.rows.append(row)
            sheet.origins.append(table.sheet.origin(number))
            entries.append(len(sheet.rows))
            above[len(sheet.rows)] = table.above.get(number, {})
            if number in sheet.hidden_rows:
                sheet.hidden_rows.add(len(sheet.rows))
    return replace(table, sheet=sheet, entries=entries, above=above)


def _copy(sheet: Sheet) -> Sheet:
    origins = [sheet.origin(number) for number in range(1, len(sheet.rows) + 1)]
    hidden = set(sheet.hidden_rows)
    return replace(sheet, rows=list(sheet.rows), origins=origins, hidden_rows=hidden)


def _apart(table: Recognised, number: int) -> list[list[Cell]]:
    """The rows that one row becomes; none where its text is one issue."""
    row, fields = table.sheet.rows[number - 1], table.mapping.fields
    if table.mapping.texts:
        return _from_columns(row, (fields["text"], *table.mapping.texts))
    parts = {
        fields[name]: parts_of_text(cell)
        for name in _COLUMNS
        if isinstance(cell := table.cell(number, name), str)
    }
    n = len(parts.get(fields.get("text", -1), ()))
    return [
        [parts[at][which] if len(parts.get(at, ())) == n else cell for at, cell in enumerate(row)]
        for which in range(n)
    ]


def _from_columns(row: list[Cell], columns: tuple[int, ...]) -> list[list[Cell]]:
    """A row for each of these columns that says anything, in the first of them."""
    texts = [row[at] for at in columns if at < len(row) and row[at] not in (None, "")]
    said = [cell for cell in texts if not raises_nothing(str(cell))] or texts[:1]
    bare: list[Cell] = [None if at in columns else cell for at, cell in enumerate(row)]
    first = columns[0]
    return [[*bare[:first], cell, *bare[first + 1 :]] for cell in said]
