"""Answers that stand in the place of texts: below the question, or behind it in one cell.

"Trả lời: …" begins them, on a line or in a row of its own.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice

from dialogue_app.domain.rows import SkippedRow
from dialogue_app.exchange.reading import Cell, Sheet

_BEGINS = r"(?:[-–+•*]\s*)?(?:trả lời|đáp|giải đáp|phúc đáp)\s*:\s*(?=\S)"
_ROW = re.compile(rf"\s*{_BEGINS}", re.IGNORECASE)
_BEHIND = re.compile(rf"\n[^\S\n]*{_BEGINS}", re.IGNORECASE)


def question_and_answer(text: str) -> tuple[str, str]:
    """A text before the answer in it, and the answer; empty where there is none.

    Of several answers each belongs to a question of its own: such a text stays as it is.
    """
    found = list(islice(_BEHIND.finditer(text), 2)) if "\n" in text else []
    if len(found) != 1:
        return text, ""
    return text[: found[0].start()].rstrip(), text[found[0].end() :]


def with_answers_brought_up(sheet: Sheet) -> Sheet:
    """The sheet with answers that fill a row of their own at the end of the text they answer."""
    rows, passed, asked = list(sheet.rows), dict(sheet.passed), -1
    for at, row in enumerate(sheet.rows):
        filled = [place for place, cell in enumerate(row) if cell not in (None, "")]
        if not filled:
            continue
        column = filled[0]
        answer, question = row[column], _cell(rows[asked], column) if asked >= 0 else None
        is_answer = len(filled) == 1 and isinstance(answer, str) and _ROW.match(answer)
        if not (is_answer and isinstance(question, str)):
            asked = at
            continue
        above = list(rows[asked])
        above[column] = f"{question}\n{answer}"
        rows[asked], passed[at + 1] = above, SkippedRow.ANSWER
    return replace(sheet, rows=rows, passed=passed)


def _cell(row: list[Cell], column: int) -> Cell:
    return row[column] if column < len(row) else None
