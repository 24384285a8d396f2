"""Columns of any letter that are those of the answer's, by where they stand beside it."""

from __future__ import annotations

import re
from dataclasses import replace

from dialogue_app.exchange.columns import ColumnMapping, filled_below, header_parts
from dialogue_app.exchange.header_words import TableKind, heading_words_only, table_words
from dialogue_app.exchange.heading_match import ANSWERS, OF_ANSWERS
from dialogue_app.exchange.reading import Sheet
from dialogue_app.exchange.recognising import TEXTS

_ANSWERING = frozenset({"lead_body", "answered_by", "answer_kind", "answer_date"})
_OF_ENTERPRISES = re.compile(r"/(?:\d{4}/)?(?:CV|KN|ĐN|ĐX|CTY|CT|DN)\b", re.IGNORECASE)


def with_letters(sheet: Sheet, mapping: ColumnMapping) -> ColumnMapping:
    """The number and the day of a letter to the right of the answer are the answer's.

    Not where a text stands between them.
    """
    behind = table_words(TableKind.ISSUES).behind_answer
    fields, known, is_behind = dict(mapping.fields), mapping.by_column, False
    for column, parts in enumerate(header_parts(sheet, mapping)):
        whose = known.get(column)
        is_behind = whose in OF_ANSWERS or (is_behind and whose not in TEXTS)
        name = behind.get(heading_words_only(parts[-1])) if parts else None
        if name and name not in mapping.fields and is_behind:
            fields = {other: at for other, at in fields.items() if at != column}
            fields.setdefault(name, column)
    return _with_letter_before(sheet, replace(mapping, fields=fields))


def _with_letter_before(sheet: Sheet, mapping: ColumnMapping) -> ColumnMapping:
    """The same between text and answer, where it is not the letter of those who raise.

    Nothing else may stand between it and the answer but who gives that.
    """
    behind, known = table_words(TableKind.ISSUES).behind_answer, mapping.by_column
    answer = min((at for at, name in known.items() if name in ANSWERS), default=0)
    parts, fields = header_parts(sheet, mapping), dict(mapping.fields)
    if "answer_number" in fields or not any(known.get(at) in TEXTS for at in range(answer)):
        return mapping
    for at in range(answer - 1, 0, -1):
        name = behind.get(heading_words_only(parts[at][-1])) if parts[at] else None
        if name and at not in known and not _is_of_raisers(sheet, mapping, at):
            fields.setdefault(name, at)
        elif known.get(at) not in _ANSWERING:
            break
    return replace(mapping, fields=fields) if "answer_number" in fields else mapping


def _is_of_raisers(sheet: Sheet, mapping: ColumnMapping, column: int) -> bool:
    """Whether a column has numbers of letters as enterprises give them: "05/CV-CTM"."""
    return any(_OF_ENTERPRISES.search(str(cell)) for cell in filled_below(sheet, mapping, column))
