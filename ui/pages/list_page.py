"""A page with a list: search, views, columns, what to say where it is empty, refresh."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from dialogue_app.domain.changes import Changes
from dialogue_app.domain.worded import Worded
from dialogue_app.i18n import _, ngettext
from dialogue_app.i18n.formats import number
from dialogue_app.services.lists import RecordList
from ui import keys, theme
from ui.models.paged_table import PagedTable
from ui.tasks import Lane, Task
from ui.widgets.columns_panel import ColumnsButton
from ui.widgets.export_button import ExportButton
from ui.widgets.list_view import ListView
from ui.widgets.page import Page
from ui.widgets.plain import Label, set_tip
from ui.widgets.search_field import SearchField
from ui.widgets.views_bar import ViewsBar

if TYPE_CHECKING:
    from ui.pages.noun import Noun

LIST_LEAST = 340  # the code and the text of an issue


class ListPage(Page):
    """The list of a noun; `query` is what it shows."""

    def __init__(
        self,
        noun: Noun,
        title: str,
        records: RecordList[Any, Any],
        query: Any,
        remembered_as: str = "",
    ) -> None:
        """`remembered_as`: under which name its columns are, where it is not that of the noun."""
        super().__init__(title)
        self.noun, self.context = noun, noun.context
        self.query = query
        self.records = records
        context = noun.context
        self.table: PagedTable[Any, Any] = PagedTable(
            records, records.listing.columns, context.tasks, context.case.today, parent=self
        )
        self.list = ListView(self.table, title)
        self.list.columns.remember(context.settings, remembered_as or records.listing.noun)
        self.list.setMinimumWidth(LIST_LEAST)
        self.search = self._field = SearchField()
        self.count = Label()
        self.views: ViewsBar | None = None
        self._stale = True
        self._uncounted = False  # its views, until the first rows are painted
        self._counting: Task | None = None
        self._tabs_ordered = False  # Qt forgets the order of what is in no window yet
        self._listen()
        set_tip(self._field, _("Search this list ({key})").format(key=keys.SEARCH.shown))
        self.tools.addWidget(self._field, 1)
        self.tools.addWidget(self.count)
        self.tools.addWidget(ColumnsButton(self.list.columns))
        self.tools.addWidget(ExportButton(context, records, self.list))
        theme.set_role(self.count, role="muted")

    def ask(self, **changes: Any) -> None:
        """Run the list with parts of its query changed."""
        self.run(replace(self.query, **changes))

    def run(self, query: Any) -> None:
        """Run the list for a query."""
        was_stale, self._stale = self._stale, False
        counted_otherwise = was_stale or _beside_its_view(query) != _beside_its_view(self.query)
        self.query = query
        self._field.show_searched(query.search)
        if self.views is not None:
            self.views.mark(query.view)
        self._uncounted = self._uncounted or counted_otherwise
        self.table.show(query)
        if was_stale:
            self.refreshed()

    def add_views(self) -> None:
        """Put the named views of the noun above the list, with their counts."""
        self.views = ViewsBar(self.records.listing.views)
        self.views.chosen.connect(self.show_view)
        self.body.insertWidget(0, self.views)

    def show_view(self, view: Worded) -> None:
        """Bring one of the named views, in its own order."""
        named = next(known for known in self.records.listing.views if known.key == view)
        self.ask(view=view, sort=named.sort, descending=named.descending)

    def refreshed(self) -> None:
        """Called when the list is run for the first time, or anew after a change."""

    def empty_actions(self, keys: Sequence[str]) -> list[tuple[str, Callable[[], None]]]:
        """The words of acts that an empty list offers, and what does them."""
        return []

    def shown(self) -> None:
        """Run the list where it has not been, or where something changed meanwhile."""
        if not self._tabs_ordered:
            self._order_tabs()
        if self._stale or self.table.has_failed:
            self._refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """A search that still runs is stopped, and taken up when the page comes back."""
        super().hideEvent(event)
        if not event.spontaneous() and self.table.stop_reading():
            self._stale = True

    def first_to_type(self) -> QWidget:
        """The list. (A focus proxy would lead Tab past everything above it.)"""
        return self.list

    def focus_list(self) -> None:
        """The list takes the keyboard if a row is chosen; focus alone would choose its first."""
        if self.list.current_id() is None:
            self.focus_search()
        else:
            self.list.setFocus()

    def inner_parts(self) -> tuple[QWidget, ...]:
        """The parts that Tab reaches after the search."""
        return (self.list,)

    def _listen(self) -> None:
        self._field.searched.connect(lambda text: self.ask(search=text))
        self._field.left_down.connect(self.list.enter)
        self.list.copied.connect(self._tell_copied)
        self.list.painted.connect(self._count_once_painted)
        self.table.loaded.connect(self._tell_empty)
        self.table.failed.connect(self._count_once_painted)
        self.table.complete.connect(self._tell_count)
        self.table.complete.connect(self._tell_empty)
        self.table.query_changed.connect(self._take_query)
        self.table.failed.connect(self.context.messages.error)
        self.context.changes.changed.connect(self._hear)

    def _order_tabs(self) -> None:
        """Tab: as one reads, the search first, then the list; what stands beside it comes after."""
        self._tabs_ordered = True
        inside = self.inner_parts()
        above = [
            part
            for part in self.findChildren(QWidget)
            if part.focusPolicy() & Qt.FocusPolicy.TabFocus
            and (part.isVisibleTo(self) or part.parent() is self.views)
            and not any(one is part or one.isAncestorOf(part) for one in inside)
        ]
        for before, following in pairwise([*in_reading_order(above, self), self.list]):
            QWidget.setTabOrder(before, following)

    def _tell_empty(self) -> None:
        say, text = self.list.empty.say, self.query.search
        if text:
            say(_("Nothing was found for “{text}”.").format(text=text))
        elif self.views is not None and self.query.view != self.records.listing.views[0].key:
            say(_("Nothing is in this view."))
        else:
            said = self.noun.empty(self.query)
            say(said.text, *self.empty_actions(said.acts))

    def _take_query(self, query: Any) -> None:
        self.query = query

    def _tell_count(self) -> None:
        self.count.setText(self.noun.count(self.table.rowCount()))

    def _tell_copied(self, n: int) -> None:
        said = ngettext("{n} row was copied.", "{n} rows were copied.", n)
        self.context.messages.done(said.format(n=number(n)))

    def _hear(self, changes: Changes) -> None:
        if not changes.of(*self.noun.heard):
            return
        if self.isVisible():
            self._refresh()
        else:
            self._stale = True

    def _refresh(self) -> None:
        self._stale = False
        self._uncounted = True
        if self.table.is_loaded:
            self.table.refresh()
            self._count_once_painted()
        else:
            self.table.show(self.query)
        self.refreshed()

    def _count_once_painted(self) -> None:
        if self._uncounted:
            self._count_views()

    def _count_views(self) -> None:
        self._uncounted = False
        if self.views is not None:
            query = self.query
            self._counting = self.context.read(
                self,
                lambda: self.records.counts(query),
                self.views.count,
                self._counting,
                lane=Lane.READ,
            )


def in_reading_order(parts: Sequence[QWidget], whole: QWidget) -> list[QWidget]:
    """The parts row by row, each from left to right, as they stand in the whole."""
    where = {part: QRect(part.mapTo(whole, QPoint()), part.size()) for part in parts}
    rows: list[list[QWidget]] = []
    for part in sorted(parts, key=lambda each: where[each].center().y()):
        if rows and where[rows[-1][0]].bottom() > where[part].center().y():
            rows[-1].append(part)
        else:
            rows.append([part])
    return [part for row in rows for part in sorted(row, key=lambda each: where[each].left())]


def _beside_its_view(query: Any) -> Any:
    """What narrows the counts of all views."""
    return replace(query, search="", view=None, sort="", descending=False)
