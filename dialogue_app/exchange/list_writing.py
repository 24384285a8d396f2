"""Writes a list as a workbook: headings, then rows of real dates, real numbers and plain texts."""

from __future__ import annotations

import errno
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from tempfile import gettempdir
from typing import TYPE_CHECKING, Any

from dialogue_app.domain.errors.files import FileNotWritable
from dialogue_app.domain.text import clean
from dialogue_app.domain.text_limits import LONGEST, is_too_long, length
from dialogue_app.whole_files import refusal_of, require_free, require_packing, write_for_others

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.styles import Alignment
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

OutCell = str | int | date | datetime | None  # moments are naive, on the office's clock

_TITLE_LIMIT = 31
_CUT = " […]"  # at the end of a text that was cut
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\']")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # Excel would read a character's number
_WRAPPED_FROM = 20  # characters of width
_DAY, _MOMENT, _TEXT = "dd/mm/yyyy", "dd/mm/yyyy hh:mm", "@"


@dataclass(frozen=True, slots=True)
class OutColumn:
    """A column: its heading, and its width in characters."""

    heading: str
    width: int


def fitting(text: str) -> str:
    """The text as a cell holds it: one too long is cut, with a mark where it was."""
    text = clean(text)
    if not is_too_long(_escaped(text)):
        return text
    room = LONGEST - len(_CUT)
    lengths = range(len(text) + 1)
    kept = bisect_right(lengths, room, key=lambda n: length(_escaped(text[:n]))) - 1
    return text[:kept] + _CUT


def _escaped(text: str) -> str:
    return _LOOKS_ESCAPED.sub("_x005F_", text)


def require_place(path: Path) -> None:
    """Raise `FolderInstead` or `FileNotWritable` before work is done for a place that is none."""
    require_free(path)
    if not path.parent.is_dir():
        raise FileNotWritable(path)


def write_list(
    path: Path,
    title: str,
    columns: Sequence[OutColumn],
    rows: Iterable[Sequence[OutCell]],
    n: int,
    look: Callable[[], None],
) -> None:
    """Write `n` rows under their headings, which stay in view and can be filtered.

    An older file at `path` is replaced whole or not at all. `look` is called while the rows are
    packed, after the last one. Raises `FileNotWritable`, `DiskFull`, `ClockBefore1980`, and what
    `rows` and `look` raise.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    require_packing()
    book = Workbook(write_only=True)
    sheet = book.create_sheet(clean(_NOT_IN_TITLES.sub(" ", title))[:_TITLE_LIMIT])
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{n + 1}"
    for place, column in enumerate(columns, start=1):
        width = max(column.width, min(len(column.heading) + 4, _WRAPPED_FROM))
        sheet.column_dimensions[get_column_letter(place)].width = width
    wraps = [column.width >= _WRAPPED_FROM for column in columns]
    cells = [_Cells(sheet, Alignment(vertical="top", wrap_text=wrap)) for wrap in wraps]
    headings = _Cells(sheet, Alignment(wrap_text=True), Font(bold=True))
    content = _Packing(look)
    with refusals_in_sheets():
        try:
            sheet.append([headings.copy_of(column.heading) for column in columns])
            for row in rows:
                sheet.append([kept.of(value) for kept, value in zip(cells, row, strict=True)])
            pack(book, content)
        except BaseException:
            _discard(sheet)
            raise
    write_for_others(path, content.getvalue())


@contextmanager
def refusals_in_sheets() -> Iterator[None]:
    """What the system refuses where a sheet is put together, in words; lxml says "IO_ENOSPC"."""
    try:
        yield
    except Exception as error:
        refused = error
        if type(error).__name__ == "SerialisationError":
            number = getattr(errno, str(error).removeprefix("IO_"), errno.EIO)
            refused = OSError(number, str(error))
        if not isinstance(refused, OSError):
            raise
        raise refusal_of(refused, Path(gettempdir()), FileNotWritable) from error


def pack(book: Workbook, content: BytesIO) -> None:
    """Pack a workbook; openpyxl's own way leaves the archive open where that fails."""
    from zipfile import ZIP_DEFLATED, ZipFile

    from openpyxl.writer.excel import ExcelWriter

    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).save()


def _discard(sheet: Any) -> None:
    """Remove the file a sheet is put together in."""
    with suppress(Exception):
        sheet.close()
    with suppress(Exception):
        sheet._writer.cleanup()  # openpyxl itself removes it only when the program ends


class _Packing(BytesIO):
    """A file in memory that asks with every piece whether to go on."""

    def __init__(self, look: Callable[[], None]) -> None:
        super().__init__()
        self._look = look
        self._is_over = False

    def write(self, piece: Any) -> int:
        """Take a piece; after an error the rest is let through, with which the archive closes."""
        if not self._is_over:
            self._is_over = True
            self._look()
            self._is_over = False
        return super().write(piece)


class _Cells:
    """The cells of a column, one for each kind of value: to dress each anew takes most of the time.

    A row is written when it is appended, so the next may use the same cells.
    """

    def __init__(self, sheet: WriteOnlyWorksheet, alignment: Alignment, font: Any = None) -> None:
        self._sheet, self._alignment, self._font = sheet, alignment, font
        self._kept: dict[type, Any] = {}

    def of(self, value: OutCell) -> Any:
        """The cell with this value; the one before with a value of its kind is this one."""
        if isinstance(value, str):
            value = _escaped(fitting(value))
        if value is None or value == "":
            return None
        cell = self._kept.get(type(value))
        if cell is None:
            cell = self._kept[type(value)] = self._dressed(value)
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"  # else "=…" would become a formula
        return cell

    def copy_of(self, value: str) -> Any:
        """A cell of its own."""
        self._kept.clear()
        return self.of(value)

    def _dressed(self, value: OutCell) -> Any:
        from openpyxl.cell import WriteOnlyCell

        cell = WriteOnlyCell(self._sheet)
        cell.alignment = self._alignment
        if self._font is not None:
            cell.font = self._font
        kinds = ((str, _TEXT), (datetime, _MOMENT), (date, _DAY))
        cell.number_format = next((form for kind, form in kinds if isinstance(value, kind)), "0")
        return cell
