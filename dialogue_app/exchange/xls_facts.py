"""What an xls workbook says of its cells and rows beside their values, read with xlrd."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from dialogue_app.domain.errors.workbooks import SheetTooLarge, TooManySheets, WorkbookProtected
from dialogue_app.domain.legacy_letters import letters_of_font
from dialogue_app.exchange.cell_facts import CellFacts, shows_month
from dialogue_app.exchange.limits import Limits, letters, require_sheets

_TIMES_LAID_OUT = 2  # by calamine, of such a workbook: first all its sheets, then each
_ZEROS = re.compile("0+")


def xls_facts(path: Path, content: bytes, limits: Limits) -> dict[str, CellFacts]:
    """By sheet; nothing where the file is not as expected.

    Raises `WorkbookProtected`, `TooManySheets`, and `SheetTooLarge` where calamine would lay out
    too many cells.
    """
    from io import StringIO

    import xlrd

    try:
        book = xlrd.open_workbook(
            file_contents=content, formatting_info=True, logfile=StringIO(), ragged_rows=True,
            on_demand=True,
        )  # fmt: skip
        require_sheets(path, book.nsheets, limits)
        for sheet in book.sheets():
            if sheet.nrows * sheet.ncols > limits.area // _TIMES_LAID_OUT:
                raise SheetTooLarge(path, sheet.name, sheet.nrows, letters(sheet.ncols - 1))
        return {sheet.name: _facts(book, sheet) for sheet in book.sheets()}
    except (SheetTooLarge, TooManySheets):
        raise
    except Exception as error:
        # xlrd has one error for all, and its own parser stumbles over damage in any way.
        if isinstance(error, xlrd.XLRDError) and "encrypted" in str(error):
            raise WorkbookProtected(path) from None
        return {}


def _facts(book: Any, sheet: Any) -> CellFacts:
    from xlrd import XL_CELL_ERROR, error_text_from_code

    facts = CellFacts()
    facts.hidden_rows = {
        row + 1 for row, told in sheet.rowinfo_map.items() if told.hidden or told.height == 0
    }
    facts.hidden_columns = [
        (at, at) for at, told in sheet.colinfo_map.items() if told.hidden or told.width == 0
    ]
    shown, fonts = _formats(book), _fonts(book)
    zeros = {style: len(text) for style, text in shown.items() if _ZEROS.fullmatch(text)}
    months = {style for style, text in shown.items() if shows_month(text)}
    if zeros or months or fonts:
        for row in range(sheet.nrows):
            for column in range(sheet.row_len(row)):
                style = sheet.cell_xf_index(row, column)
                if style in zeros:
                    facts.zero_widths[row, column] = zeros[style]
                if style in months:
                    facts.months.add((row, column))
                if style in fonts:
                    facts.fonts[row, column] = fonts[style]
    for row in range(sheet.nrows):
        types = sheet.row_types(row)
        for column in range(len(types)) if XL_CELL_ERROR in types else ():
            if types[column] == XL_CELL_ERROR:
                code = sheet.cell_value(row, column)
                facts.errors[row, column] = error_text_from_code.get(code, "#N/A")
    for place, runs in sheet.rich_text_runlist_map.items():
        for _start, font in runs:
            facts.note_font(place, book.font_list[font].name)
    return facts


def _formats(book: Any) -> dict[int, str]:
    """How the numbers of each style are shown."""
    return {
        number: book.format_map[style.format_key].format_str
        for number, style in enumerate(book.xf_list)
        if style.format_key in book.format_map
    }


def _fonts(book: Any) -> dict[int, str]:
    """The styles whose letters are no Unicode, with the names of their fonts."""
    names = {number: book.font_list[style.font_index].name for number, style in _styles(book)}
    return {number: name for number, name in names.items() if letters_of_font(name)}


def _styles(book: Any) -> list[tuple[int, Any]]:
    return [
        (number, style)
        for number, style in enumerate(book.xf_list)
        if style.font_index < len(book.font_list)
    ]
