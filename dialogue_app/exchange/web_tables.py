"""Reads the tables of a web page, which many programs save under the name .xls.

As Excel opens such a page: all of it on one sheet, each line of a table and each paragraph between
tables in a row of its own.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

from dialogue_app.domain.errors.workbooks import NotAWorkbook, SheetTooLarge, TooManyRows
from dialogue_app.exchange.cell_facts import CellFacts
from dialogue_app.exchange.limits import LAST_COLUMN, Limits, letters
from dialogue_app.exchange.reading import REPORT_EVERY, Cell, CellRange, Progress, Sheet

_PAGE = re.compile(
    r"\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+html|html|head|body|table|meta|style|div)\b",
    re.IGNORECASE | re.DOTALL,
)
_WITHOUT_TEXT = frozenset({"style", "script", "title", "xml"})
_BLOCKS = frozenset({"p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "center", "hr"})
_ROWS_FOR_ONE = 2  # for each that holds something
_WIDEST, _HIGHEST = 1_000, 65_534  # cells one cell may span, as HTML has it
_RULE = re.compile(r"([^{}]+)\{([^}]*)\}")
_CLASS = re.compile(r"\.([\w-]+)")
_FONT = re.compile(r"font-family\s*:\s*[\"']?([^;,\"']+)", re.IGNORECASE)
_ZEROS = re.compile(r"mso-number-format\s*:\s*[\"']?\\?(0+)[\"']?\s*(?:;|$)", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*collapse", re.IGNORECASE)


def is_web_page(text: str) -> bool:
    """Whether a text begins like a web page."""
    return _PAGE.match(text) is not None


def read_web_page(
    path: Path, text: str, limits: Limits, watch: Progress
) -> tuple[Sheet, CellFacts]:
    """The page as one sheet.

    Raises `NotAWorkbook` where it has no table, `TooManyRows`, `SheetTooLarge`.
    """
    rows = sum(map(text.count, ("<tr", "<TR", "<Tr", "<tR")))
    page = _Page(path, limits, rows, watch)
    page.feed(text)
    page.close()
    page.end_cell()
    if not page.has_table:
        raise NotAWorkbook(path)
    return Sheet(path.stem, False, page.rows, page.merged, path), page.facts


class _Page(HTMLParser):
    """Collects rows while a page is read."""

    def __init__(self, path: Path, limits: Limits, expected: int, watch: Progress) -> None:
        super().__init__(convert_charrefs=True)
        self._path, self._most = path, limits.area  # cells, with those that others cover
        self._most_rows = limits.rows
        self._require_few(expected)
        self._count = self._counted = 0  # of all rows, and of the one that is read
        self.rows: list[list[Cell]] = []
        self.merged: list[CellRange] = []
        self.facts = CellFacts()
        self.has_table = False
        self._watch, self._expected = watch, expected
        self._styles: dict[str, str] = {}  # of classes
        self._covered: dict[int, int] = {}  # by column, the last row that a cell above covers
        self._texts: list[str] = []
        self._in_cell = self._in_row = False
        self._silent = ""  # the element whose text is not shown

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag in _WITHOUT_TEXT:
            self._silent = tag
        elif tag == "tr":
            self._begin_row(said)
        elif tag in ("td", "th"):
            self._begin_cell(said)
        elif tag == "font" and self._in_cell:
            self._note_font(said.get("face", ""))
        elif tag == "br" or tag in _BLOCKS:
            self._break(tag)
        if tag == "span" and self._in_cell:
            self._note_style(said)

    def handle_endtag(self, tag: str) -> None:
        if tag == self._silent:
            self._silent = ""
        elif tag in ("td", "th"):
            self.end_cell()
        elif tag in ("tr", "table"):
            self.end_cell()
            self._in_row = False
        elif tag in _BLOCKS:
            self._break(tag)

    def handle_data(self, data: str) -> None:
        if self._silent == "style":
            self._read_styles(data)
        elif not self._silent:
            self._texts.append(data)

    def handle_comment(self, data: str) -> None:
        if self._silent == "style" or "{" in data:
            self._read_styles(data)

    def end_cell(self) -> None:
        """Put what was read since into its cell, or into a row of its own outside of tables."""
        lines = "".join(self._texts).split("\n")
        text = "\n".join(filter(None, (" ".join(line.split()) for line in lines)))
        self._texts = []
        if self._in_cell:
            self._in_cell = False
            self.rows[-1][self._column] = text or None
        elif text and not self._in_row:
            self._add_row([text])

    def _break(self, tag: str) -> None:
        if self._in_cell:
            self._texts.append("\n")
        else:
            self.end_cell()
        self.has_table |= tag == "table"

    def _begin_row(self, said: dict[str, str]) -> None:
        self.end_cell()
        self.has_table = self._in_row = True
        if len(self.rows) % REPORT_EVERY == 0:
            self._watch(len(self.rows), max(self._expected, len(self.rows)))
        self._add_row([])
        self._counted = 0
        if "hidden" in said or _HIDDEN.search(self._style(said)):
            self.facts.hidden_rows.add(len(self.rows))

    def _add_row(self, cells: list[Cell]) -> None:
        self.rows.append(cells)
        self._require_few(len(self.rows))

    def _require_few(self, rows: int) -> None:
        if rows > _ROWS_FOR_ONE * self._most_rows:
            raise TooManyRows(self._path, self._path.stem, rows, self._most_rows)

    def _begin_cell(self, said: dict[str, str]) -> None:
        self.end_cell()
        if not self._in_row:
            self._begin_row({})
        top, row = len(self.rows) - 1, self.rows[-1]
        while self._covered.get(len(row), -1) >= top and len(row) < LAST_COLUMN:
            row.append(None)
        self._column = len(row)
        wide, high = _span(said, "colspan", _WIDEST), _span(said, "rowspan", _HIGHEST)
        row.extend([None] * wide)
        self._require_room(top, len(row))
        if wide > 1 or high > 1:
            bottom = top + high - 1
            self.merged.append(CellRange(top, self._column, bottom, self._column + wide - 1))
            for column in range(self._column, self._column + wide):
                self._covered[column] = bottom
        self._in_cell = True
        self._note_style(said)

    def _require_room(self, row: int, column: int) -> None:
        self._count += column - self._counted
        self._counted = column
        if column > LAST_COLUMN or self._count > self._most:
            raise SheetTooLarge(self._path, self._path.stem, row + 1, letters(column))

    def _style(self, said: dict[str, str]) -> str:
        of_classes = (self._styles.get(name, "") for name in said.get("class", "").split())
        return ";".join((said.get("style", ""), *of_classes))

    def _note_style(self, said: dict[str, str]) -> None:
        style = self._style(said)
        if font := _FONT.search(style):
            self._note_font(font[1])
        if zeros := _ZEROS.search(style):
            self.facts.zero_widths[len(self.rows) - 1, self._column] = len(zeros[1])

    def _note_font(self, name: str) -> None:
        self.facts.note_font((len(self.rows) - 1, self._column), name)

    def _read_styles(self, text: str) -> None:
        for names, style in _RULE.findall(text):
            for name in _CLASS.findall(names):
                self._styles[name] = style


def _span(said: dict[str, str], name: str, most: int) -> int:
    number = said.get(name, "").strip()
    return min(max(int(number), 1), most) if number.isascii() and number.isdigit() else 1
