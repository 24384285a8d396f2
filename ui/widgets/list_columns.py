"""Which columns a list shows, in which order and how wide; remembered in the data folder."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QObject, QPoint, QSettings, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHeaderView, QTableView

from dialogue_app.services.lists import Column
from ui import theme
from ui.models.column_widths import Room, fitted
from ui.models.paged_table import PagedTable

_ROOM_OF_CELL, _ROOM_OF_CHIP = 14, 36  # beside the text, in pixels
_LONGEST_HEADING = 18  # characters a column is widened for


class ListColumns(QObject):
    """Arranges the columns of a list in its header. `chosen` are the keys shown, in their order."""

    changed = Signal()

    def __init__(self, view: QTableView, table: PagedTable[Any, Any]) -> None:
        super().__init__(view)
        self._view, self._table = view, table
        self._header = view.horizontalHeader()
        self._by_key = {column.key: column for column in table.columns}
        self.chosen = self._usual()
        self._sized: dict[str, int] = {}  # by somebody's hand
        self._settings: QSettings | None = None
        self._name = ""
        self._arranging = False
        self._room = 0
        self._dress()
        self._arrange()
        self._header.sectionMoved.connect(self._moved)
        self._header.sectionResized.connect(self._resized)

    def remember(self, settings: QSettings, name: str) -> None:
        """Show the columns as they were left in the list of that name, and remember them."""
        self._settings, self._name = settings, f"lists/{name}"
        keys = str(settings.value(f"{self._name}/columns", "")).split()
        known = [key for key in keys if key in self._by_key]
        if known:
            self.chosen = self._with_fixed(known)
        for part in str(settings.value(f"{self._name}/widths", "")).split():
            key, _equals, width = part.partition("=")
            if key in self._by_key and width.isdigit():
                self._sized[key] = int(width)
        self._arrange()

    def all(self) -> list[Column[Any]]:
        """Every column, those that are shown first, in their order."""
        others = [key for key in self._by_key if key not in self.chosen]
        return [self._by_key[key] for key in (*self.chosen, *others)]

    def choose(self, key: str, *, shown: bool) -> None:
        """Show a column, behind the others, or leave it out; one that is fixed stays."""
        if shown and key not in self.chosen:
            self._set([*self.chosen, key])
        elif not shown and not self._by_key[key].fixed:
            self._set([other for other in self.chosen if other != key])

    def move(self, key: str, step: int) -> None:
        """Move a column that is shown by so many places."""
        if key not in self.chosen:
            return
        place = self.chosen.index(key)
        others = [other for other in self.chosen if other != key]
        others.insert(max(0, place + step), key)
        self._set(others)

    def reset(self) -> None:
        """The columns, the order and the widths of the beginning."""
        self._sized.clear()
        self._set(self._usual())

    def fit(self, room: int) -> None:
        """Give the columns their widths in a list that is so wide."""
        self._room = room
        widths = fitted([self._wish(self._by_key[key]) for key in self.chosen], room)
        self._arranging = True
        for place, column in enumerate(self._table.columns):
            self._view.setColumnHidden(place, column.key not in widths)
            if column.key in widths and not column.stretch:
                self._view.setColumnWidth(place, widths[column.key])
        self._arranging = False

    def _usual(self) -> list[str]:
        return [column.key for column in self._table.columns if column.shown]

    def _with_fixed(self, keys: Sequence[str]) -> list[str]:
        missing = [key for key, one in self._by_key.items() if one.fixed and key not in keys]
        return [*missing, *dict.fromkeys(keys)]

    def _set(self, keys: list[str]) -> None:
        self.chosen = keys
        self._arrange()
        self._save()
        self.changed.emit()

    def _dress(self) -> None:
        header = self._header
        header.setFont(theme.label_font())
        header.setHighlightSections(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(False)  # the arrow stands in the heading
        header.setMinimumSectionSize(24)
        header.setFixedHeight(theme.ROW_HEIGHT)
        # Without rows of its own: with those of the list it asks each of them whether it is chosen.
        header.setSelectionModel(QItemSelectionModel(self._table, header))
        for place, column in enumerate(self._table.columns):
            if column.stretch:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._offer)

    def _arrange(self) -> None:
        self._arranging = True
        places = {column.key: place for place, column in enumerate(self._table.columns)}
        for visual, column in enumerate(self.all()):
            self._header.moveSection(self._header.visualIndex(places[column.key]), visual)
        self._arranging = False
        self._table.show_columns(self.chosen)
        self.fit(self._room or self._view.viewport().width())

    def _wish(self, column: Column[Any]) -> Room:
        metrics = QFontMetrics(theme.small_font() if column.chip else theme.body_font())
        beside = _ROOM_OF_CHIP if column.chip else _ROOM_OF_CELL
        character = metrics.horizontalAdvance("0")
        heading = QFontMetrics(theme.label_font()).horizontalAdvance(
            column.title()[:_LONGEST_HEADING] + " ↓"
        )
        wanted = max(column.width * character + beside, heading + _ROOM_OF_CELL)
        wanted = self._sized.get(column.key, wanted)
        least = column.least * character + beside if column.least else wanted
        return Room(column.key, wanted, min(least, wanted), column.rank, column.stretch)

    def _moved(self, *_places: int) -> None:
        """A heading was dragged to another place."""
        if self._arranging:
            return
        order = [self._header.logicalIndex(place) for place in range(self._header.count())]
        keys = [self._table.columns[place].key for place in order]
        self.chosen = [key for key in keys if key in self.chosen]
        self._table.show_columns(self.chosen)
        self._save()
        self.changed.emit()

    def _resized(self, place: int, _before: int, width: int) -> None:
        column = self._table.columns[place]
        if not self._arranging and not column.stretch and width > 0:
            self._sized[column.key] = width
            self._save()

    def _save(self) -> None:
        if self._settings is not None:
            widths = " ".join(f"{key}={width}" for key, width in self._sized.items())
            self._settings.setValue(f"{self._name}/columns", " ".join(self.chosen))
            self._settings.setValue(f"{self._name}/widths", widths)

    def _offer(self, spot: QPoint) -> None:
        from ui.widgets.columns_panel import ColumnsPanel  # when somebody first asks for it

        ColumnsPanel(self, self._view).open_at(self._header.mapToGlobal(spot))
