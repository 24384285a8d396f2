"""Which rows of a sheet say what they said, after somebody decided something else of it.

What a person decides mostly concerns a few rows; the others are not read again.
"""

from __future__ import annotations

from dataclasses import replace

from dialogue_app.exchange.header_words import words_only
from dialogue_app.exchange.reading import Cell
from dialogue_app.exchange.recognising import Recognised

Told = tuple[str, str]  # a field and the folded words of its cell


def rows_as_before(
    old: Recognised, new: Recognised, but_for: frozenset[str] = frozenset()
) -> list[int]:
    """The entries of the new table, by number, that read as they did in the old one.

    What somebody said in the fields `but_for` may be something else.
    """
    if not _are_columns_alike(old, new):
        return []
    told = {key for key in told_otherwise(old, new) if key[0] not in but_for}
    entries = set(old.entries)
    return [
        number
        for number in new.entries
        if number in entries
        and _are_same(old.sheet.rows[number - 1], new.sheet.rows[number - 1])
        and old.above.get(number) == new.above.get(number)
        and not (told and _is_told(new, number, told))
    ]


def told_otherwise(old: Recognised, new: Recognised) -> set[Told]:
    """The words of which somebody said in only one of both, or another thing, what they mean."""
    return {key for key, _value in old.mapping.told.items() ^ new.mapping.told.items()}


def _are_columns_alike(old: Recognised, new: Recognised) -> bool:
    """Whether the columns are those of before, and what all their cells together prove."""
    return (
        replace(old.mapping, told={}) == replace(new.mapping, told={})
        and old.headings == new.headings
        and new.proves_as(old)
    )


def _are_same(one: list[Cell], other: list[Cell]) -> bool:
    return one is other or (one == other and [*map(type, one)] == [*map(type, other)])


def _is_told(table: Recognised, number: int, told: set[Told]) -> bool:
    """Whether any of these words may stand in the row, as a cell or within one."""
    row, fields = table.sheet.rows[number - 1], table.mapping.fields
    above = [taken.value for taken in table.above.get(number, {}).values()]
    ticked = [word for some in table.mapping.ticked.values() for word in some.values()]
    said: set[str] | None = None
    for name, words in told:
        if not words:
            at = fields.get(name)
            cell = row[at] if at is not None and at < len(row) else None
            if cell is None or not words_only(str(cell)):
                return True
            continue
        if said is None:
            texts = (str(cell) for cell in (*row, *above, *ticked) if cell is not None)
            said = set(words_only(" ".join(texts)).split())
        if said.issuperset(words.split()):
            return True
    return False
