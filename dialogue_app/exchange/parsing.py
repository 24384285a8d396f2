"""Parses workbooks and text tables into sheets; runs in the process that `exchange/child.py` is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from dialogue_app.domain.errors.files import FileMissing, FileUnreadable
from dialogue_app.domain.errors.workbooks import (
    EmptyWorkbook,
    NotAWorkbook,
    WorkbookProtected,
    WorkbookTooLarge,
)
from dialogue_app.exchange.csv_reading import read_text_rows
from dialogue_app.exchange.limits import LIMITS, Limits, require_size
from dialogue_app.exchange.number_formats import zero_widths
from dialogue_app.exchange.reading import (
    REPORT_EVERY,
    Cell,
    CellRange,
    Progress,
    Sheet,
    no_progress,
)
from dialogue_app.exchange.sheet_area import require_sensible_archive

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_ZIP_MARK = b"PK\x03\x04"
_OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_TEXT_SUFFIXES = frozenset({".csv", ".tsv", ".txt"})


def parse(path: Path, limits: Limits = LIMITS, watch: Progress = no_progress) -> list[Sheet]:
    """Every sheet of a file. `watch` is given rows done and rows in all.

    Raises `FileMissing`, `FileUnreadable`, `NotAWorkbook`, `WorkbookProtected`, `EmptyWorkbook`,
    `UnclosedQuote`; `SheetTooLarge`, `WorkbookTooLarge`, `TooManyRows`, `TooManyColumns`,
    `CellTooLong` beyond the limits.
    """
    content = _content(path, limits)
    if content.startswith((_ZIP_MARK, _OLE_MARK)):
        sheets = _read_sheets(path, content, limits, watch)
    elif not content.strip():
        raise EmptyWorkbook(path)
    elif path.suffix.lower() in _TEXT_SUFFIXES:
        rows: list[list[Cell]] = [list(row) for row in read_text_rows(path, content)]
        sheets = [Sheet(path.stem, hidden=False, rows=rows, path=path)]
    else:
        raise NotAWorkbook(path)
    for sheet in sheets:
        require_size(path, sheet.name, sheet.rows, limits)
    if not any(cell is not None for sheet in sheets for row in sheet.rows for cell in row):
        raise EmptyWorkbook(path)
    return sheets


def _content(path: Path, limits: Limits) -> bytes:
    try:
        if path.is_dir():
            raise NotAWorkbook(path)
        if path.stat().st_size > limits.unpacked:
            raise WorkbookTooLarge(path, limits.unpacked // 1_000_000)
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise FileMissing(path) from None
    except OSError:
        raise FileUnreadable(path) from None


def _read_sheets(path: Path, content: bytes, limits: Limits, watch: Progress) -> list[Sheet]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    book = _open_book(path, content, limits)
    widths = zero_widths(content) if content.startswith(_ZIP_MARK) else {}
    sheets: list[Sheet] = []
    for meta in book.sheets_metadata:
        if meta.typ is not SheetTypeEnum.WorkSheet:
            continue
        with _as_our_errors(path):
            source = book.get_sheet_by_name(meta.name)
            merged = [
                CellRange(top, left, bottom, right)
                for (top, left), (bottom, right) in source.merged_cell_ranges or ()
            ]
        rows = _read_rows(source, path, watch)
        _fill_down(rows, merged)
        hidden = meta.visible is not SheetVisibleEnum.Visible
        sheets.append(Sheet(meta.name, hidden, rows, merged, path, widths.get(meta.name, {})))
    return sheets


def _open_book(path: Path, content: bytes, limits: Limits) -> CalamineWorkbook:
    from io import BytesIO

    from python_calamine import CalamineWorkbook

    if content.startswith(_OLE_MARK) and _ENCRYPTED in content:
        raise WorkbookProtected(path)
    if content.startswith(_ZIP_MARK):
        require_sensible_archive(path, content, limits)
    with _as_our_errors(path):
        return CalamineWorkbook.from_filelike(BytesIO(content))


@contextmanager
def _as_our_errors(path: Path) -> Iterator[None]:
    """Turn the readers' errors over a damaged or protected file into our own."""
    from python_calamine import CalamineError, PasswordError

    try:
        yield
    except PasswordError:
        raise WorkbookProtected(path) from None
    except (CalamineError, OSError, ValueError):
        raise NotAWorkbook(path) from None
    except BaseException as error:
        # calamine panics on some damaged files; the type is no Exception and cannot be imported.
        if type(error).__name__ != "PanicException":
            raise
        raise NotAWorkbook(path) from None


def _read_rows(source: CalamineSheet, path: Path, watch: Progress) -> list[list[Cell]]:
    if source.start is None or source.end is None:
        return []
    total = source.end[0] + 1
    # iter_rows() keeps empty rows above the data but not empty columns before them.
    margin: list[Cell] = [None] * source.start[1]
    rows: list[list[Cell]] = []
    for number, raw in enumerate(_raw_rows(source, path)):
        if number % REPORT_EVERY == 0:
            watch(number, total)
        rows.append(margin + [_typed(value) for value in raw])
    watch(total, total)
    return rows


def _raw_rows(source: CalamineSheet, path: Path) -> Iterator[Sequence[Cell]]:
    with _as_our_errors(path):
        yield from source.iter_rows()


def _typed(value: Cell) -> Cell:
    if value == "":
        return None
    # Workbooks know no whole numbers: 12 comes as 12.0.
    if type(value) is float and value.is_integer():
        return int(value)
    return value


def _fill_down(rows: list[list[Cell]], merged: list[CellRange]) -> None:
    """Copy the value of a cell merged downwards into all its rows.

    One raiser may stand beside several issues.
    """
    for area in merged:
        if area.bottom == area.top or area.top >= len(rows) or area.left >= len(rows[area.top]):
            continue
        value = rows[area.top][area.left]
        for row in rows[area.top + 1 : area.bottom + 1]:
            if area.left < len(row):
                row[area.left] = value
