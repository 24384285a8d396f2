"""Columns of texts that are one text, each part behind what its heading says it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from dialogue_app.domain.text import initial_upper
from dialogue_app.exchange.columns import ColumnMapping, cells_below, header_parts
from dialogue_app.exchange.header_words import (
    TableKind,
    body_start,
    heading_words_only,
    section_words,
    table_words,
)
from dialogue_app.exchange.heading_match import exact_field
from dialogue_app.exchange.reading import Sheet
from dialogue_app.exchange.recognising import TEXTS

# "Kiến nghị với Sở Xây dựng", "Kiến nghị đối với Trung ương"
_LINKS = re.compile(r" (?:(?:doi )?voi|gui(?: den| toi)?|cho|den|toi|thuoc tham quyen) ")
_LEVELS = r"trung uong|chinh phu|quoc hoi|bo nganh|thanh pho|tinh|so nganh|phuong|xa|dia phuong"


def with_parts_of_texts(sheet: Sheet, mapping: ColumnMapping) -> ColumnMapping:
    """The mapping with such columns: "Khó khăn" above "Thuế" and "Đất đai", or headed alike."""
    parts = header_parts(sheet, mapping)
    divided = dict(mapping.ticked)
    for name, at in mapping.fields.items():
        if name not in TEXTS or not parts[at]:
            continue
        about = _about(parts[at])
        columns = {
            other: said[1]
            for other, some in enumerate(parts)
            if (other == at or other not in mapping.by_column)
            and (said := _about(some))
            and about
            and said[0] == about[0]
            and is_worded(sheet, mapping, other)
        }
        if len(columns) > 1:
            divided[name] = columns
    return replace(mapping, ticked=divided)


def _about(heading: list[str]) -> tuple[str, str] | None:
    """The bare heading of a text, and what this column of it is about; None where nothing."""
    words = table_words(TableKind.ISSUES)
    if len(heading) > 1 and not exact_field(heading[-1], words):
        return (heading[0], heading[-1]) if _is_text(heading[0]) else None
    if not heading or "[" in heading[-1]:  # a form asks each "[Thuế]" for an issue of its own
        return None
    written, said = heading[-1].split(), heading_words_only(heading[-1])
    for bare, rest in _splits(said):
        if _is_text(bare):
            return bare, initial_upper(" ".join(written[-len(rest.split()) :]))
    return None


def _splits(said: str) -> Iterator[tuple[str, str]]:
    """The words of a heading before and from whom or what it is for."""
    single = said.split()
    for place in range(1, len(single)):
        rest = " ".join(single[place:])
        if _whom().match(rest) or section_words().topics.match(rest):
            yield _LINKS.sub(" ", f" {' '.join(single[:place])} ").strip(), rest


@cache
def _whom() -> re.Pattern[str]:
    return re.compile(rf"(?:{_LEVELS})\b|{body_start()}")


def _is_text(heading: str) -> bool:
    """Whether such words head a text, or a part of one."""
    words = table_words(TableKind.ISSUES)
    field = exact_field(heading, words)
    return field is not None and words.parts.get(field, field) == "text"


def is_worded(sheet: Sheet, mapping: ColumnMapping, column: int) -> bool:
    """Whether the cells of a column hold words, where they hold anything."""
    return all(
        cell is None or isinstance(cell, str) for cell in cells_below(sheet, mapping, column)
    )
