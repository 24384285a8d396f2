"""What the cells below a header prove of its columns: whose codes they are, what is only ticked.

Headings alone are not enough: "Mã đơn vị" may be ours, the tax office's, or another office's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from dialogue_app.domain.errors.enterprises import NotATaxCode
from dialogue_app.domain.tax_codes import parse_tax_code
from dialogue_app.domain.text import clean_line, fold
from dialogue_app.exchange.columns import ColumnMapping, header_parts
from dialogue_app.exchange.header_words import (
    TableKind,
    cell_words,
    heading_words,
    table_words,
    words_only,
)
from dialogue_app.exchange.our_codes import CODE_FIELD, our_code
from dialogue_app.exchange.reading import Cell, Sheet

NOT_TAKEN = "code_elsewhere"  # tells namesakes apart; nothing of an enterprise holds it
_TICKED = ("authority", "kind", "medium", "moment", "answer_kind")


def settled(sheet: Sheet, mapping: ColumnMapping, kind: TableKind) -> ColumnMapping:
    """The mapping, its columns put right by what stands in them."""
    mapping = _without_lonely_parts(mapping, kind)
    mapping = _with_codes(sheet, mapping, kind)
    return _with_ticks(sheet, mapping) if kind is TableKind.ISSUES else mapping


def _without_lonely_parts(mapping: ColumnMapping, kind: TableKind) -> ColumnMapping:
    """A column for a part of a field is that field's where it has none."""
    fields = dict(mapping.fields)
    for part, whole in table_words(kind).parts.items():
        if part not in fields or part == "timestamp":
            continue
        if whole not in fields and whole in table_words(kind).required:
            fields[whole] = fields.pop(part)
        elif part == "person":
            column = fields.pop(part)
            fields.setdefault("representative", column)
    return replace(mapping, fields=fields)


def _with_codes(sheet: Sheet, mapping: ColumnMapping, kind: TableKind) -> ColumnMapping:
    """A column without one code of ours is another office's, or that of the tax codes."""
    field = CODE_FIELD[kind]
    column = mapping.fields.get(field)
    if column is None:
        return mapping
    cells = [cell for cell in _below(sheet, mapping, column) if _is_said(cell)]
    if not cells or any(our_code(kind, clean_line(str(cell))) for cell in cells):
        return mapping
    fields = {name: at for name, at in mapping.fields.items() if name != field}
    if kind is TableKind.ISSUES:
        fields.setdefault("number_elsewhere", column)
    elif "tax_code" not in fields and sum(map(_is_tax_code, cells)) * 2 > len(cells):
        fields["tax_code"] = column
    else:
        fields[NOT_TAKEN] = column
    return replace(mapping, fields=fields)


def _with_ticks(sheet: Sheet, mapping: ColumnMapping) -> ColumnMapping:
    """Columns headed by the choices of one field, of which each row ticks some."""
    found: dict[str, dict[int, str]] = {}
    fields = {column: name for name, column in mapping.fields.items()}
    for column, parts in enumerate(header_parts(sheet, mapping)):
        if not parts or not _is_ticked(sheet, mapping, column):
            continue
        name = _group_of(parts) or _choice_of(parts[-1])
        if name is not None and fields.get(column, name) == name:
            found.setdefault(name, {})[column] = parts[-1]
    # One column alone may be a mark of anything; one that says the field itself says more.
    ticked = {
        name: some
        for name, some in found.items()
        if len(some) > 1 and mapping.fields.get(name, next(iter(some))) in some
    }
    left = {name: column for name, column in mapping.fields.items() if name not in ticked}
    return replace(mapping, fields=left, ticked=ticked)


def _group_of(parts: list[str]) -> str | None:
    """The field that a heading over several columns names."""
    fields = table_words(TableKind.ISSUES).fields
    names = (*_TICKED, "topic", "channel", "lead_body")
    field = fields.get(words_only(parts[0])) if len(parts) > 1 else None
    return field if field in names else None


def _choice_of(heading: str) -> str | None:
    choices = cell_words().choices
    return next((name for name in _TICKED if words_only(heading) in choices[name]), None)


def _is_ticked(sheet: Sheet, mapping: ColumnMapping, column: int) -> bool:
    cells = (cell for cell in _below(sheet, mapping, column) if cell not in (None, ""))
    return any(map(_is_tick, islice(cells, 1))) and all(map(_is_tick, cells))


def _is_tick(cell: Cell) -> bool:
    """Whether a cell only marks its column."""
    return cell is True or cell == 1 or (isinstance(cell, str) and fold(cell) in cell_words().yes)


def _below(sheet: Sheet, mapping: ColumnMapping, column: int) -> Iterator[Cell]:
    for row in sheet.rows[mapping.header_row :]:
        yield row[column] if column < len(row) else None


def _is_said(cell: Cell) -> bool:
    return cell is not None and words_only(str(cell)) not in cell_words().nothing


def _is_tax_code(cell: Cell) -> bool:
    if type(cell) is int:
        return len(str(cell)) >= 9
    try:
        return bool(parse_tax_code(clean_line(str(cell))))
    except NotATaxCode:
        return False


def answering_body(heading: str) -> str:
    """The body whose answers a heading announces: "Ý kiến của Phòng Kinh tế"; else empty."""
    match = heading_words().answers_of.match(words_only(heading))
    if match is None:
        return ""
    # The words before it are as many in the folded heading as in the written one.
    return " ".join(heading.split()[len(match[0].split()) :])
