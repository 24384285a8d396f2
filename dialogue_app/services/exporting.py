"""A list written as a workbook, in the columns and the order it is shown in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from dialogue_app.domain.errors.base import Cancelled
from dialogue_app.domain.worded import Worded
from dialogue_app.exchange.list_writing import OutCell, OutColumn, require_place, write_list
from dialogue_app.exchange.reading import (
    Progress,
    ShouldStop,
    never_stop,
    no_progress,
    report,
)
from dialogue_app.i18n import _
from dialogue_app.i18n.formats import local
from dialogue_app.services.lists import Column, RecordList, Value, value_words

ENDING = ".xlsx"
_AT_ONCE = 500  # rows read at once


def export_list(
    records: RecordList[Any, Any],
    query: Any,
    path: Path,
    columns: Sequence[str] | None = None,
    progress: Progress = no_progress,
    should_stop: ShouldStop = never_stop,
) -> int:
    """Write the rows of a query, in all columns or those of these keys; how many there are.

    Numbers of persons are masked. Raises `FileNotWritable`, `FolderInstead`, `Cancelled`; then an
    older file is as it was.
    """
    require_place(path)
    listing = records.listing
    chosen = listing.columns if columns is None else [listing.column(key) for key in columns]
    ids = records.ids(query)

    def rows() -> Iterator[list[OutCell]]:
        for start in range(0, len(ids), _AT_ONCE):
            report(start, len(ids), progress, should_stop)
            for row in records.records(ids[start : start + _AT_ONCE]):
                yield cells(chosen, row)
        report(len(ids), len(ids), progress, should_stop)

    def look() -> None:
        if should_stop():
            raise Cancelled

    heads = [OutColumn(column.title(), column.width) for column in chosen]
    write_list(path, _(listing.heading), heads, rows(), len(ids), look)
    return len(ids)


def cells(columns: Sequence[Column[Any]], row: Any) -> list[OutCell]:
    """What a workbook holds of a row."""
    return [cell(column.value_of(row)) for column in columns]


def cell(value: Value) -> OutCell:
    """A value as a workbook holds it: dates and numbers as such, all else as text."""
    if isinstance(value, (bool, Worded, tuple)):
        return value_words(value)
    if isinstance(value, datetime):
        return local(value).replace(tzinfo=None)
    return value
