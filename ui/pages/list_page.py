"""A page with a list on the left and what is chosen beside it: search, columns, refresh."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QSplitter, QStackedWidget, QWidget

from dialogue_app.domain.changes import Changes
from dialogue_app.domain.worded import Worded
from dialogue_app.i18n import _, ngettext
from dialogue_app.i18n.formats import number
from dialogue_app.services.lists import RecordList
from ui import theme
from ui.context import Context
from ui.models.paged_table import PagedTable
from ui.widgets.columns_panel import ColumnsButton
from ui.widgets.export_button import ExportButton
from ui.widgets.inputs import SearchField
from ui.widgets.list_view import ListView
from ui.widgets.page import Page
from ui.widgets.views_bar import ViewsBar

if TYPE_CHECKING:
    from ui.tasks import Task
    from ui.widgets.form_panel import FormPanel

SIDE_WIDTH = 440
LIST_LEAST = 340  # the code and the text of an issue


class ListPage(Page):
    """Base of pages that are a list: `query` is what it shows, `side` what stands beside it."""

    def __init__(
        self,
        context: Context,
        title: str,
        records: RecordList[Any, Any],
        query: Any,
        remembered_as: str = "",
    ) -> None:
        """`remembered_as`: under which name its columns are, where it is not that of the noun."""
        super().__init__(title)
        self.context = context
        self.query = query
        self.records = records
        self.table: PagedTable[Any, Any] = PagedTable(
            records, records.listing.columns, context.tasks, context.case.today, parent=self
        )
        self.list = ListView(self.table, title)
        self.list.columns.remember(context.settings, remembered_as or records.listing.noun)
        self.list.copied.connect(self._tell_copied)
        self.setFocusProxy(self.list)
        self.side = QStackedWidget()
        self.search = field = SearchField()
        self.count = QLabel()
        self.views: ViewsBar | None = None
        self._stale = True
        self._tabs_ordered = False  # Qt forgets the order of what is in no window yet
        self._reading: Task | None = None  # of what is to stand beside the list
        self._assemble(field)
        field.searched.connect(lambda text: self.ask(search=text))
        self.table.loaded.connect(self._tell_empty)
        self.table.complete.connect(self._tell_count)
        self.table.complete.connect(self._tell_empty)
        self.table.query_changed.connect(self._take_query)
        self.table.failed.connect(context.messages.error)
        context.changes.changed.connect(self._hear)

    def ask(self, **changes: Any) -> None:
        """Run the list with parts of its query changed."""
        was_stale, self._stale = self._stale, False
        self.query = replace(self.query, **changes)
        self.table.show(self.query)
        if was_stale:
            self._count_views()
            self.refreshed()

    def add_views(self) -> None:
        """Put the named views of the noun above the list, with their counts."""
        self.views = ViewsBar(self.records.listing.views)
        self.views.chosen.connect(self.show_view)
        self.body.insertWidget(0, self.views)

    def show_view(self, view: Worded) -> None:
        """Bring one of the named views, in its own order."""
        if self.views is not None:
            self.views.mark(view)
        named = next(known for known in self.records.listing.views if known.key == view)
        self.ask(view=view, sort=named.sort, descending=named.descending)

    def concerns(self, changes: Changes) -> bool:
        """Whether what changed can be seen here."""
        raise NotImplementedError

    def empty_words(self) -> str:
        """What to say where nothing is listed and nothing was searched for."""
        return _("Nothing to list.")

    def offer_when_empty(self) -> tuple[str, Callable[[], None]] | None:
        """What to offer there: the label of a button and what it does."""
        return None

    def count_words(self, n: int) -> str:
        """How many rows there are, in words."""
        return number(n)

    def refreshed(self) -> None:
        """Called when the list is run for the first time, or anew after a change."""

    def shown(self) -> None:
        """Run the list where it has not been, or where something changed meanwhile."""
        if not self._tabs_ordered:
            self._order_tabs()
        if self._stale:
            self._refresh()

    def put_beside(self, widget: QWidget | None) -> None:
        """Show a widget beside the list in place of the one before, or nothing."""
        if self._reading is not None:
            self._reading.cancel()  # it would come late
        focus = self.focusWidget()
        if focus is not None and self.side.isAncestorOf(focus):
            self._take_focus()  # else Qt looks for a place of its own
        while (old := self.side.currentWidget()) is not None:
            self.side.removeWidget(old)
            old.deleteLater()
        if widget is not None:
            self.side.addWidget(widget)
        self.side.setVisible(widget is not None)
        inside = [] if widget is None else widget.findChildren(QPushButton)
        self.highlight_primary(not any(button.property("kind") == "primary" for button in inside))

    def _take_focus(self) -> None:
        """The list takes the keyboard if a row is chosen; focus alone would choose its first."""
        if self.list.current_id() is None:
            self.focus_search()
        else:
            self.list.setFocus()

    def read_beside(self, work: Callable[[], Any], show: Callable[[Any], None]) -> None:
        """Read what is to stand beside the list; whatever is put there first goes instead."""
        self._reading = self.context.read(self, work, show, instead_of=self._reading)

    def fill_in(
        self, panel: FormPanel, saved: Callable[[Any], None], closed: Callable[[], None]
    ) -> None:
        """Open a form beside the list, asking first where another holds what is not saved."""
        panel.saved.connect(saved)
        panel.closed.connect(closed)

        def open_form() -> None:
            self.put_beside(panel)
            panel.begin()

        typed = self.unsaved()
        if typed is None:
            open_form()
        else:
            messages = self.context.messages
            messages.ask_to_leave(open_form, lambda: typed.save(then=open_form), typed)

    def beside(self) -> QWidget | None:
        """What stands beside the list."""
        return self.side.currentWidget()

    def has_unsaved(self) -> bool:
        """Whether the form beside the list holds something that is not saved."""
        return self.unsaved() is not None

    def unsaved(self) -> FormPanel | None:
        """The form beside the list if something typed in it is not saved."""
        panel = self._form()
        return panel if panel is not None and panel.is_dirty else None

    def is_filling_in(self) -> bool:
        """Whether a form stands beside the list, typed in or not."""
        return self._form() is not None

    def _form(self) -> FormPanel | None:
        panel = self.beside()
        if panel is None:
            return None
        from ui.widgets.form_panel import FormPanel  # after the list has been painted

        return panel if isinstance(panel, FormPanel) else None

    def _order_tabs(self) -> None:
        """Tab: the buttons, the search, the list; what stands beside the list comes after it."""
        self._tabs_ordered = True
        inside = (self.list, self.side)
        buttons = [
            button
            for button in self.findChildren(QPushButton)
            if not any(part.isAncestorOf(button) for part in inside)
        ]
        assert self.search is not None
        for before, following in pairwise([*buttons, self.search, self.list]):
            QWidget.setTabOrder(before, following)

    def _tell_empty(self) -> None:
        offered = self.offer_when_empty()
        if self.query.search:
            self.list.set_empty(_("Nothing was found for “{text}”.").format(text=self.query.search))
        elif self.views is not None and self.query.view != self.records.listing.views[0].key:
            self.list.set_empty(_("Nothing is in this view."))
        elif offered is None:
            self.list.set_empty(self.empty_words())
        else:
            self.list.set_empty(self.empty_words(), *offered)

    def _take_query(self, query: Any) -> None:
        self.query = query

    def _tell_count(self) -> None:
        self.count.setText(self.count_words(self.table.rowCount()))

    def _tell_copied(self, n: int) -> None:
        said = ngettext("{n} row was copied.", "{n} rows were copied.", n)
        self.context.messages.done(said.format(n=number(n)))

    def _hear(self, changes: Changes) -> None:
        if not self.concerns(changes):
            return
        if self.isVisible():
            self._refresh()
        else:
            self._stale = True

    def _refresh(self) -> None:
        self._stale = False
        if self.table.query is None:
            self.table.show(self.query)
        else:
            self.table.refresh()
        self._count_views()
        self.refreshed()

    def _count_views(self) -> None:
        if self.views is not None:
            query = self.query
            self.context.read(self, lambda: self.records.counts(query), self.views.count)

    def _assemble(self, search: SearchField) -> None:
        self.tools.addWidget(search, 1)
        self.tools.addWidget(self.count)
        self.tools.addWidget(ColumnsButton(self.list.columns))
        self.tools.addWidget(ExportButton(self.context, self.records, self.list))
        theme.set_role(self.count, role="muted")
        search.left_down.connect(self.list.enter)
        self.list.setMinimumWidth(LIST_LEAST)
        self.side.setMinimumWidth(320)
        self.side.setContentsMargins(theme.WIDE, 0, 0, 0)
        self.side.hide()
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.list)
        split.addWidget(self.side)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 0)
        split.setSizes([700, SIDE_WIDTH])
        split.setChildrenCollapsible(False)
        self.body.addWidget(split, 1)
