"""Reads xlsx, xls, xlsb and ods workbooks with calamine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from dialogue_app.domain.errors.workbooks import NotAWorkbook, WorkbookProtected
from dialogue_app.exchange.cell_facts import CellFacts
from dialogue_app.exchange.limits import Limits, require_sheets
from dialogue_app.exchange.ods_facts import ods_facts
from dialogue_app.exchange.reading import REPORT_EVERY, Cell, CellRange, Progress, Sheet
from dialogue_app.exchange.sheet_area import require_sensible_archive
from dialogue_app.exchange.xls_facts import xls_facts
from dialogue_app.exchange.xlsx_facts import xlsx_facts

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_ZIP_MARK = b"PK\x03\x04"
_OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def is_of_calamine(content: bytes) -> bool:
    """Whether the file is packed as such workbooks are."""
    return content.startswith((_ZIP_MARK, _OLE_MARK))


def read_with_calamine(
    path: Path, content: bytes, limits: Limits, watch: Progress
) -> list[tuple[Sheet, CellFacts]]:
    """Its sheets.

    Raises `NotAWorkbook`, `WorkbookProtected`, `SheetTooLarge`, `WorkbookTooLarge`,
    `TooManySheets`.
    """
    from concurrent.futures import ThreadPoolExecutor

    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    _require_open(path, content, limits)
    facts = xls_facts if content.startswith(_OLE_MARK) else ods_facts
    known = facts(path, content, limits)  # which may refuse it before calamine lays it out
    sheets: list[tuple[Sheet, CellFacts]] = []
    with ThreadPoolExecutor(1) as beside:  # calamine lets others work while it reads
        of_xlsx = beside.submit(xlsx_facts, content)
        book = _open_book(path, content)
        require_sheets(path, len(book.sheets_metadata), limits)
        for meta in book.sheets_metadata:
            if meta.typ is not SheetTypeEnum.WorkSheet:
                continue
            with _as_our_errors(path):
                source = book.get_sheet_by_name(meta.name)
            rows = _read_rows(source, path, watch)
            of_sheet = (of_xlsx.result() or known).get(meta.name, CellFacts())
            hidden = meta.visible is not SheetVisibleEnum.Visible
            merged = of_sheet.merged or _merged(source, path)
            sheets.append((Sheet(meta.name, hidden, rows, merged, path), of_sheet))
    return sheets


def _merged(source: CalamineSheet, path: Path) -> list[CellRange]:
    with _as_our_errors(path):
        return [
            CellRange(top, left, bottom, right)
            for (top, left), (bottom, right) in source.merged_cell_ranges or ()
        ]


def _require_open(path: Path, content: bytes, limits: Limits) -> None:
    """Raise where the file asks for a password, or would unpack to too much."""
    if content.startswith(_OLE_MARK) and _ENCRYPTED in content:
        raise WorkbookProtected(path)
    if content.startswith(_ZIP_MARK):
        require_sensible_archive(path, content, limits)
        if _is_locked_document(content):
            raise WorkbookProtected(path)


def _open_book(path: Path, content: bytes) -> CalamineWorkbook:
    from io import BytesIO

    from python_calamine import CalamineWorkbook

    with _as_our_errors(path):
        return CalamineWorkbook.from_filelike(BytesIO(content))


def _is_locked_document(content: bytes) -> bool:
    """Whether it is an open document whose parts are encrypted."""
    from io import BytesIO
    from zipfile import ZipFile

    try:
        with ZipFile(BytesIO(content)) as archive:
            return b"encryption-data" in archive.read("META-INF/manifest.xml")
    except Exception:
        return False  # no open document, or a damaged one: calamine reports it


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
        cells = [value if value and type(value) is str else _typed(value) for value in raw]
        rows.append(margin + cells)
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
