"""A table over pages for PDF: one heading row on each page, rows whole where they fit.

A row is split only where it is longer than a page, or where half of the page would stay empty.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Flowable, Paragraph
from reportlab.platypus import Table as Grid

from dialogue_app.documents.parts import Align, Table
from dialogue_app.documents.pdf_styles import Styles, markup

_SIDE, _ABOVE, _BELOW = 3, 2, 3  # from a cell's edges to its text, pt
_ENDLESS = 1e9
_MOST_EMPTY = 0.5  # of a page
_STYLE: list[tuple[Any, ...]] = [
    ("GRID", (0, 0), (-1, -1), 0.5, "black"),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("VALIGN", (0, 0), (-1, 0), "MIDDLE"),
    ("LEFTPADDING", (0, 0), (-1, -1), _SIDE),
    ("RIGHTPADDING", (0, 0), (-1, -1), _SIDE),
    ("TOPPADDING", (0, 0), (-1, -1), _ABOVE),
    ("BOTTOMPADDING", (0, 0), (-1, -1), _BELOW),
]


class _Row:
    """Cells that know how high they are together in columns of given widths.

    They are set when the row's page is: of a long table most rows are text still, or printed.
    """

    def __init__(self, make: Callable[[], Sequence[Flowable]]) -> None:
        self._make = make
        self._height = 0.0

    @classmethod
    def of(cls, texts: Sequence[str], styles: Sequence[ParagraphStyle]) -> _Row:
        """A row of texts, each in the style of its column."""
        pairs = tuple(zip(texts, styles, strict=True))
        return cls(lambda: [Paragraph(markup(text), style) for text, style in pairs])

    @cached_property
    def cells(self) -> list[Flowable]:
        """The cells, set."""
        return list(self._make())

    def height(self, widths: Sequence[float]) -> float:
        """The height with the room above and below the text; measured once."""
        if not self._height:
            pairs = zip(self.cells, widths, strict=True)
            tallest = max(cell.wrap(width - 2 * _SIDE, _ENDLESS)[1] for cell, width in pairs)
            self._height = tallest + _ABOVE + _BELOW
        return self._height

    def split(self, widths: Sequence[float], room: float) -> tuple[_Row, _Row] | None:
        """What fits in `room` points and the rest; None where nothing fits."""
        top: list[Flowable] = []
        rest: list[Flowable] = []
        for cell, width in zip(self.cells, widths, strict=True):
            pieces = cell.split(width - 2 * _SIDE, room - _ABOVE - _BELOW) or [_empty(), cell]
            top.append(pieces[0])
            rest.append(pieces[1] if len(pieces) > 1 else _empty())
        return (_Row(lambda: top), _Row(lambda: rest)) if any(map(_has_text, top)) else None


def _empty() -> Flowable:
    return Paragraph("")


def _has_text(cell: Flowable) -> bool:
    return bool(cell.wrap(_ENDLESS, _ENDLESS)[1])


class PagedTable(Flowable):
    """The rows that are still to be set, below the heading row."""

    def __init__(
        self, heads: _Row, rows: Sequence[_Row], shares: Sequence[float], page: float
    ) -> None:
        """`page` is the height of a page's text in points."""
        super().__init__()
        self._heads, self._rows, self._shares, self._page = heads, rows, shares, page
        self.spaceBefore = 6

    @classmethod
    def of(cls, part: Table, styles: Styles, page: float) -> PagedTable:
        """The table of a paper on pages of this height."""
        by_column = [
            styles.cell_centred if column.align is Align.CENTRE else styles.cell
            for column in part.columns
        ]
        headings = [column.heading for column in part.columns]
        heads = _Row.of(headings, [styles.cell_heading] * len(headings))
        rows = [_Row.of(row, by_column) for row in part.rows]
        whole = sum(column.share for column in part.columns)
        return cls(heads, rows, [column.share / whole for column in part.columns], page)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Width and height in points; rows that do not fit any more are not measured."""
        self.width = width
        self.height = self._heads.height(self._widths(width))
        for row in self._rows:
            if self.height > height:
                break
            self.height += row.height(self._widths(width))
        return self.width, self.height

    def draw(self) -> None:
        """Draw the whole table: it is only asked for where it fits."""
        grid = self._grid(self._rows, self._widths(self.width))
        grid.wrapOn(self.canv, self.width, self.height)
        grid.drawOn(self.canv, 0, 0)

    def split(self, width: float, height: float) -> list[Flowable]:
        """The rows that fit, a page break, and the rest; nothing where no row fits."""
        widths = self._widths(width)
        room = height - self._heads.height(widths)
        shown: list[_Row] = []
        for row in self._rows:
            if row.height(widths) > room:
                break
            shown.append(row)
            room -= row.height(widths)
        rest = list(self._rows[len(shown) :])
        if rest and self._may_split(rest[0], widths, room):
            halves = rest[0].split(widths, room)
            if halves:
                shown.append(halves[0])
                rest[0] = halves[1]
        if not shown:
            return []
        going_on = PagedTable(self._heads, rest, self._shares, self._page)
        return [self._grid(shown, widths), CondPageBreak(height), going_on]

    def _may_split(self, row: _Row, widths: Sequence[float], room: float) -> bool:
        page = self._page - self._heads.height(widths)
        return room > page * _MOST_EMPTY or row.height(widths) > page

    def _widths(self, width: float) -> list[float]:
        return [share * width for share in self._shares]

    def _grid(self, rows: Sequence[_Row], widths: Sequence[float]) -> Grid:
        shown = (self._heads, *rows)
        heights = [row.height(widths) for row in shown]
        return Grid([row.cells for row in shown], widths, heights, style=_STYLE, spaceBefore=6)
