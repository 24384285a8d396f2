"""A large workbook as old offices keep it, read and compared, against a plain one as large."""

from __future__ import annotations

import tempfile
from pathlib import Path

from bench.timing import KEPT, Result, alternate, timed
from bench.words import names, phone, tax_code
from bench.workbook import workbook
from dialogue_app import machine
from dialogue_app.domain.legacy_letters import Letters, convert
from dialogue_app.domain.text import initial_upper
from dialogue_app.services.case import Case
from dialogue_app.services.enterprises.importing import preview_enterprises
from dialogue_app.services.imports.workbooks import TableKind, open_workbook
from dialogue_app.services.opening import open_case

_LIMIT = 3.0
_RUNS = 2
_ROWS = 100_000
_SECTION_EVERY = 500
_UPPER = ["STT", "Tên doanh nghiệp", "Mã số thuế", "Địa chỉ", "Liên hệ", None]
_LOWER = [None, None, None, None, "Điện thoại", "Thư điện tử"]


def messy(_case: Case) -> Result:
    """Old letters, codes as numbers, a header of two rows, and section rows."""
    paths = (
        _messy_workbook(KEPT / f"messy-{_ROWS}.xlsx"),
        workbook(KEPT / f"enterprises-{_ROWS}.xlsx", _ROWS),
    )
    times = alternate(lambda: _compared(paths[0]), lambda: _compared(paths[1]), _RUNS)
    return Result(f"{_ROWS:,} messy rows", *times, _LIMIT, "the floor is the plain workbook")


def _compared(path: Path) -> float:
    with tempfile.TemporaryDirectory(dir=KEPT) as folder:
        case = open_case(Path(folder), machine.now, machine.user_name())

        def work() -> None:
            book = open_workbook(path, TableKind.ENTERPRISES)
            mapping = book.mappings[book.chosen]
            assert mapping is not None
            preview = preview_enterprises(case, book, book.chosen, mapping)
            assert len(preview.rows) == _ROWS

        seconds = timed(work)
        case.store.close()
    return seconds


def _messy_workbook(path: Path) -> Path:
    if path.exists():
        return path
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Danh sách")
    font = Font(name=".VnTime")
    for row in (_UPPER, _LOWER):
        sheet.append(row)
    for number, name in enumerate(names(_ROWS, seed=3), start=1):
        if number % _SECTION_EVERY == 1:
            sheet.append([f"{number // _SECTION_EVERY + 1}. Khu phố {number // _SECTION_EVERY}"])
        texts = [_in_tcvn3(name), _in_tcvn3(f"Số {number}, đường Mẫu, phường Mẫu")]
        cells = [WriteOnlyCell(sheet, text) for text in texts]
        for cell in cells:
            cell.font = font
        code = int(tax_code(number))
        sheet.append([number, cells[0], code, cells[1], phone(number), f"mau{number}@mau.example"])
    beside = path.with_suffix(".part")
    book.save(beside)
    beside.rename(path)
    return path


_LETTERS = {
    convert(chr(code), Letters.TCVN3): chr(code) for code in range(0xA1, 0x100) if code != 0xAD
}


def _in_tcvn3(text: str) -> str:
    """The text as it was typed in such a font; capitals with marks had fonts of their own."""
    return initial_upper("".join(_LETTERS.get(char, char) for char in text.lower()))
