"""How the cell of a field is read, by what its draft says of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dialogue_app.domain.fields.facts import Field, Format, Kind
from dialogue_app.exchange.cells import RowReader
from dialogue_app.exchange.day_cells import read_day

CellReader = Callable[[RowReader, str], Any]


def reader_of(field: Field) -> CellReader:
    """How the cell of a field is read; of what it refers to the name is read."""
    if field.fact.format is Format.PHONE:
        return RowReader.phone
    if field.fact.format is Format.EMAIL:
        return RowReader.email
    of_kind: dict[Kind, CellReader] = {
        Kind.LINES: RowReader.text,
        Kind.NUMBER: RowReader.whole_number,
        Kind.DAY: read_day,
    }
    return of_kind.get(field.kind, RowReader.words)
