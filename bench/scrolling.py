"""Our list of issues beside a table of Qt's own with the same words in memory.

Prints as JSON the times of scrolling, or the memory after it.
"""

from __future__ import annotations

import json
import sys
from functools import partial
from pathlib import Path

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QApplication, QTableView

from bench.memory import most_held
from bench.start_window import build
from bench.timing import alternate, worked
from ui.pages.list_page import ListPage

_READ = 150  # rows that are scrolled through one by one
_STEPS = 200  # from end to end
_RUNS = 5
_DISPLAY = Qt.ItemDataRole.DisplayRole
Index = QModelIndex | QPersistentModelIndex


class InMemory(QAbstractTableModel):
    """Rows of words."""

    def __init__(self, rows: list[list[str]]) -> None:
        super().__init__()
        self._rows = rows

    def rowCount(self, _parent: Index | None = None) -> int:
        return len(self._rows)

    def columnCount(self, _parent: Index | None = None) -> int:
        return len(self._rows[0])

    def data(self, index: Index, role: int = _DISPLAY) -> str | None:
        return self._rows[index.row()][index.column()] if role == _DISPLAY else None


def in_memory(page: ListPage) -> QTableView:
    """Qt's own table, as large as ours, with the rows ours has read."""
    columns = [n for n in range(page.table.columnCount()) if not page.list.isColumnHidden(n)]
    words = page.table.index
    cells = [[str(words(row, n).data()) for n in columns] for row in range(2 * _READ)]
    view = QTableView()
    view.setModel(InMemory(cells))
    view.setWordWrap(False)
    view.verticalHeader().setDefaultSectionSize(page.list.rowHeight(0))
    for place, column in enumerate(columns):
        view.setColumnWidth(place, page.list.columnWidth(column))
    view.resize(page.list.size())
    view.show()
    return view


def scroll(view: QTableView) -> None:
    """One row after the other through what is read."""
    for row in range(_READ):
        view.verticalScrollBar().setValue(row)
        view.viewport().repaint()


def main() -> None:
    """Measure with the register in the folder that is named: `FOLDER times|memory`."""
    app, case, window = build(Path(sys.argv[1]))
    page = window.current()
    assert isinstance(page, ListPage)
    window.show()
    rest(app, page)
    print(json.dumps(times(page) if sys.argv[2] == "times" else memory(app, page)))
    window.close_anyway()
    case.store.close()


def times(page: ListPage) -> tuple[float, float]:
    """Of scrolling through rows that were read, ours and the other's."""
    other = in_memory(page)
    QApplication.processEvents()
    ours, bare = (partial(worked, partial(scroll, view)) for view in (page.list, other))
    return alternate(ours, bare, _RUNS, min)


def memory(app: QApplication, page: ListPage) -> int:
    """The most of it, in bytes, once ours was scrolled from end to end."""
    bar = page.list.verticalScrollBar()
    for step in range(_STEPS + 1):
        bar.setValue(bar.maximum() * step // _STEPS)
        page.list.viewport().repaint()
        rest(app, page)
    return most_held()


def rest(app: QApplication, page: ListPage) -> None:
    """Until the list is whole and nothing is being read."""
    app.processEvents()
    while page.list.is_unpainted or not page.table.is_loaded or page.context.tasks.busy:
        app.processEvents()
