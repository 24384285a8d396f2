"""Answers that stand in the place of texts: below the question, or behind it in one cell.

"Trả lời: …" begins them, on a line or in a row of its own; there a body may open it, too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from itertools import islice

from dialogue_app.domain.errors.workbooks import NoHeader
from dialogue_app.domain.rows import SkippedRow
from dialogue_app.exchange.answer_words import answer_words
from dialogue_app.exchange.columns import find_mapping
from dialogue_app.exchange.header_words import TableKind
from dialogue_app.exchange.reading import Cell, Sheet

_ANSWER = r"(?:(?:ý kiến|nội dung)\s+)?(?:trả lời|đáp|giải đáp|phúc đáp|giải trình)"
_BEGINS = rf"(?:[-–+•*]\s*)?{_ANSWER}\s*:\s*(?=\S)"
_ROW = re.compile(rf"\s*{_BEGINS}", re.IGNORECASE)
_OF_WHOM = re.compile(rf"\s*(?:[-–+•*]\s*)?{_ANSWER}\s+của\s[^:\n]{{1,80}}:\s*\S", re.IGNORECASE)
_LABEL = re.compile(rf"\s*{_ANSWER}\s*:?\s*", re.IGNORECASE)
_BEHIND = re.compile(rf"\n[^\S\n]*{_BEGINS}", re.IGNORECASE)
_LONGEST_LABEL = 30


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
    return _Reader(sheet).brought_up()


class _Reader:
    """Brings the answers of a sheet up to their questions."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    def brought_up(self) -> Sheet:
        """The sheet with each answer behind its question; as it is where there is none."""
        rows, passed, asked = list(self._sheet.rows), dict(self._sheet.passed), -1
        for at, row in enumerate(self._sheet.rows):
            filled = [(place, cell) for place, cell in enumerate(row) if cell not in (None, "")]
            if not filled:
                continue
            answer = self._answer_of(filled)
            column = self._asked_in(rows[asked], filled[-1][0]) if answer and asked >= 0 else None
            if column is None:
                asked = at
                continue
            above = list(rows[asked])
            above[column] = f"{above[column]}\n{answer}"
            rows[asked], passed[at + 1] = above, SkippedRow.ANSWER
        return replace(self._sheet, rows=rows, passed=passed)

    def _answer_of(self, filled: Sequence[tuple[int, Cell]]) -> str:
        """The answer that a row holds alone or behind its label, as it stands behind a text."""
        *before, (_at, text) = filled
        if not isinstance(text, str) or len(before) > 1:
            return ""
        if not before:
            return _alone(text)
        at, label = before[0]
        is_short = isinstance(label, str) and len(label) <= _LONGEST_LABEL
        is_label = is_short and _LABEL.fullmatch(str(label)) and at != self._texts
        return f"Trả lời: {text}" if is_label else ""

    def _asked_in(self, row: list[Cell], column: int) -> int | None:
        """The column of the text of a row: that of the answer, else that of all texts."""
        for at in (column, self._texts):
            if at is not None and at < len(row) and isinstance(row[at], str):
                return at
        return None

    @cached_property
    def _texts(self) -> int | None:
        """The column of the texts, for an answer that is merged over all columns."""
        try:
            return find_mapping(self._sheet, TableKind.ISSUES).fields.get("text")
        except NoHeader:
            return None


def _alone(text: str) -> str:
    """A text that begins as an answer, or which a body opens: "Sở Mẫu trả lời: …"; else empty."""
    if _ROW.match(text):
        return text
    opening = answer_words().opening.match(text)
    is_opened = opening is not None and opening["body"] and text[opening.end() :].strip()
    return f"Trả lời: {text}" if is_opened or _OF_WHOM.match(text) else ""
