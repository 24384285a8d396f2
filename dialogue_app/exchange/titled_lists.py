"""Lists of texts without a header, of which the title says what they are: "Danh sách câu hỏi"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from dialogue_app.exchange.header_words import (
    TableWords,
    alternatives,
    heading_words_only,
    words_file,
    words_only,
)
from dialogue_app.exchange.heading_match import longest_beginning
from dialogue_app.exchange.reading import Cell

_FEWEST = 2  # texts
_LONGEST = 200  # letters of a title
_LOOKED_AT = 200  # rows


def titled_list(rows: Sequence[Sequence[Cell]], words: TableWords) -> tuple[int, dict[str, int]]:
    """The row of such a title, from 1, and the columns of the texts and their numbers.

    0 where there is none, or where anything else stands below it.
    """
    filled = [
        (number, [(at, cell) for at, cell in enumerate(row) if cell not in (None, "")])
        for number, row in enumerate(rows[:_LOOKED_AT], start=1)
        if any(cell not in (None, "") for cell in row)
    ]
    if len(filled) <= _FEWEST or len(filled[0][1]) > 1:
        return 0, {}
    (number, ((_at, title),)), *below = filled
    field = _listed(title, words)
    columns = {tuple(at for at, _cell in cells) for _number, cells in below}
    texts = [cells[-1][1] for _number, cells in below]
    are_texts = all(isinstance(text, str) and any(map(str.isalpha, text)) for text in texts)
    if not field or len(columns) > 1 or not are_texts:
        return 0, {}
    (places,) = columns
    match places:
        case (column,):
            return number, {field: column}
        case (first, column) if all(type(cells[0][1]) is int for _number, cells in below):
            return number, {"ordinal": first, field: column}
    return 0, {}


@cache
def _lists() -> re.Pattern[str]:
    words = alternatives(map(words_only, words_file()["headings"]["lists"]))
    return re.compile(rf"(?:{words}) (?:cac )?")


def _listed(title: Cell, words: TableWords) -> str:
    """The required field of which a title says that it is a list; else empty."""
    said = heading_words_only(title) if isinstance(title, str) and len(title) <= _LONGEST else ""
    begin = _lists().match(said)
    field = words.fields.get(longest_beginning(said[begin.end() :], words)) if begin else None
    return field if field in words.required else ""
