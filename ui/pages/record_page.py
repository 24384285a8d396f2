"""The page of every noun: its list, and what is chosen beside it, to read and to act on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QSplitter, QStackedWidget, QWidget

from dialogue_app.i18n import _
from dialogue_app.services.case import allowed_use_cases
from ui import theme
from ui.acts import NOTHING, Act, ActButton, Chosen, PageActs
from ui.pages.list_page import ListPage
from ui.pages.noun import SHOWN_OF_SEVERAL, Noun
from ui.pages.row_menu import RowMenu
from ui.places import query_of

if TYPE_CHECKING:
    from dialogue_app.services.lists import RecordList
    from ui.tasks import Task
    from ui.widgets.form_panel import FormPanel

SIDE_WIDTH = 440
SIDE_LEAST = 320


class RecordPage(ListPage):
    """List, record, forms and acts of one noun. Enter opens, a right click shows the acts."""

    def __init__(
        self,
        noun: Noun,
        title: str,
        records: RecordList[Any, Any],
        query: Any,
        remembered_as: str = "",
    ) -> None:
        super().__init__(noun, title, records, query, remembered_as)
        self.side = QStackedWidget()
        self.acts = PageActs(self, noun, self._do)
        self._by_key = {act.key: act for act in noun.acts}
        self._usual = query  # what the list shows where nothing else is asked for
        self._beside: QWidget | None = None
        self._held: QWidget | None = None  # stays beside the list whatever is heard
        self._record: int | None = None  # shown beside the list
        self._about: int | None = None  # the row the open form belongs to
        self._awaited: int | None = None  # to be chosen once the list has it
        self._reading: Task | None = None  # of what is to stand beside the list
        self._waits = False  # the record, to be read after the first rows were painted
        self._roles_read = False
        self._add_page_acts()
        self._split()
        self.list.current_changed.connect(self._choose)
        self.list.opened.connect(lambda key: self.do(noun.opens, key))
        self.list.selection_changed.connect(self._select)
        self._menu = RowMenu(self)
        self.list.painted.connect(self._read_waiting)
        self.table.failed.connect(self._read_waiting)
        self.table.complete.connect(self._settle)

    # What is beside the list ------------------------------------------------------------------

    def look_at(self, key: int | None) -> None:
        """Show a record beside the list, unless a form there holds what is not saved."""
        if self.unsaved() is not None:
            return
        self._record = key
        if key is None:
            self.put_beside(None)
            self.acts.follow(NOTHING)
        elif self.list.is_unpainted and not self.table.has_failed:
            self._waits = True  # both at once would hold up the rows
        else:
            self._read_record()

    def _read_record(self) -> None:
        key = self._record
        if key is not None:
            self.read_beside(lambda: self.noun.read(key), self._show)

    def _read_waiting(self) -> None:
        if self._waits:
            self._read_record()

    def refreshed(self) -> None:
        """What is shown beside the list may have changed too; what was opened there stays."""
        is_held = self._held is not None and self._held is self._beside
        if self._record is not None and not self.is_filling_in() and not is_held:
            self.look_at(self._record)

    def put_beside(self, widget: QWidget | None, inner: QWidget | None = None) -> None:
        """Show a widget beside the list in place of the one before, or nothing.

        `inner` is what `beside` gives where the widget only carries it.
        """
        self._waits = False
        if self._reading is not None:
            self._reading.cancel()  # it would come late
        focus = self.focusWidget()
        if focus is not None and self.side.isAncestorOf(focus):
            self.focus_list()  # else Qt looks for a place of its own
        while (old := self.side.currentWidget()) is not None:
            self.side.removeWidget(old)
            old.deleteLater()
        self._beside = inner or widget
        if widget is not None:
            self.side.addWidget(widget)
        self.side.setVisible(widget is not None)
        inside = [] if widget is None else widget.findChildren(QPushButton)
        self.highlight_primary(not any(button.property("kind") == "primary" for button in inside))

    def hold_beside(self, widget: QWidget) -> None:
        """Show what is to be read beside the list until somebody leaves it."""
        self.put_beside(widget)
        self._held = widget
        widget.setFocus()

    def read_beside(self, work: Callable[[], Any], show: Callable[[Any], None]) -> None:
        """Read what is to stand beside the list; whatever is put there first goes instead."""
        self._waits = False
        self._reading = self.context.read(self, work, show, instead_of=self._reading)

    def beside(self) -> QWidget | None:
        """What stands beside the list."""
        return self._beside

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

    def _show(self, detail: Any) -> None:
        from ui.pages.record_view import RecordView, buttons_for_one

        if len(self.list.selected_ids()) > 1:
            return
        self.acts.follow(Chosen((detail.id,), detail))
        noun, buttons = self.noun, buttons_for_one(self.acts)
        view = RecordView(noun.heading(detail), buttons, noun.parts(detail), noun.called(detail))
        view.setObjectName(f"{noun.key}_view")
        view.detail = detail
        self.put_beside(view)

    def place(self) -> tuple[int | None, Any] | None:
        """The record beside the list, and what the list shows."""
        return (self._record, self.query)

    def go_to(self, key: int | None, query: Any = None) -> None:
        """Show one record, whatever the list shows, and what the list shows by a query."""
        if query is not None:
            same = isinstance(query, type(self.query))
            wanted = query if same else query_of(self._usual, query)
            if wanted != self.query or self.table.query is None or self.table.has_failed:
                self.run(wanted)
                self.list.expect_rows()
        if key is None:
            return
        if not (self.table.is_loaded and self.list.select_id(key)):
            self._awaited = key
        self.look_at(key)

    def take_keyboard(self) -> None:
        """The list takes it, but not where that would choose its first row for the record."""
        if self._record is None:
            super().take_keyboard()
        else:
            self.focus_list()

    def choose(self, ids: Collection[int]) -> None:
        """Choose these rows of the list."""
        self.list.select_ids(ids)
        self.list.setFocus()

    # What is chosen ---------------------------------------------------------------------------

    def _choose(self, key: int | None) -> None:
        """Show the row the keyboard came to; a form with unsaved text keeps its row and asks."""
        typed, about = self.unsaved(), self._about
        if typed is None:
            self._awaited = self._awaited if key is None else None
            self.look_at(key)
        elif key not in (None, about) and about in self.table.rows_of([about or 0]):
            QTimer.singleShot(0, self, lambda: self._keep_row(about or 0, key or 0, typed))

    def _keep_row(self, about: int, wanted: int, typed: FormPanel) -> None:
        self.list.select_id(about)

        def leave() -> None:
            self.put_beside(None)
            self.list.select_id(wanted)

        def save() -> None:
            typed.save(then=lambda: self.list.select_id(wanted))

        self.context.messages.ask_to_leave(leave, save, typed)

    def _select(self) -> None:
        """Several chosen records have their own small sheet."""
        chosen, several = self.list.selected_ids(), f"many_{self.noun.key}s"
        if len(chosen) > 1 and self.unsaved() is None:
            self._show_several(chosen, several)
        elif self._beside is not None and self._beside.objectName() == several:
            self.look_at(self.list.current_id())

    def _show_several(self, chosen: list[int], name: str) -> None:
        from ui.pages.record_view import RecordView, buttons_for_several
        from ui.widgets.facts import paragraph

        self.acts.follow(Chosen(tuple(chosen)))
        said = _("Chosen: {what}").format(what=self.noun.count(len(chosen)))
        heading = paragraph(said)
        heading.setFont(theme.title_font())
        first = chosen[:SHOWN_OF_SEVERAL]
        rows = self.table.rows_of(first)
        known = [self.table.row_at(rows[key]) for key in first if key in rows]
        parts = self.noun.several(len(chosen), [row for row in known if row is not None])
        view = RecordView(heading, [], [buttons_for_several(self.acts), *parts], said)
        view.setObjectName(name)
        self.put_beside(view)

    def _settle(self) -> None:
        """The list is whole: choose what is waited for, and learn once who may do what."""
        awaited, self._awaited = self._awaited, None
        if awaited is not None and not self.list.select_id(awaited):
            self.look_at(awaited)
        elif awaited is not None and self._field.hasFocus():
            self.list.setFocus()
        if not self._roles_read:
            self._roles_read = True
            case = self.context.case
            self.context.read(self, lambda: allowed_use_cases(case), self.acts.allow)

    # Acts -------------------------------------------------------------------------------------

    def actions_in_front(self) -> list[QAction]:
        """What can be done now: to what is chosen, and on the page."""
        from ui.pages.record_view import menu_actions

        return [*menu_actions(self.acts), *self.acts.of_page()]

    def do(self, key: str, *ids: int) -> None:
        """Do an act on the page, to one record or to several, as they stand now."""
        self._begin(self._by_key[key], ids)

    def _do(self, key: str, chosen: Chosen) -> None:
        self._begin(self._by_key[key], chosen.ids)

    def _begin(self, act: Act, ids: tuple[int, ...]) -> None:
        """Read what the act needs on a worker; nothing is read for one that needs nothing."""
        if not ids and act.read is None:
            self._go_on(act, NOTHING, None)
            return
        noun, offered = self.noun, self.acts.is_offered

        def read() -> tuple[Chosen, Any]:
            chosen = Chosen(ids, noun.read(ids[0]) if len(ids) == 1 else None)
            wanted = act.read is not None and offered(act, chosen)
            return chosen, act.read(noun, chosen) if act.read is not None and wanted else None

        self.context.read(self, read, lambda found: self._go_on(act, *found))

    def _go_on(self, act: Act, chosen: Chosen, found: Any) -> None:
        if not self.acts.is_offered(act, chosen):
            self._only_read(chosen)
        elif act.form is not None:
            self.fill_in(act.form(self.noun, chosen, found), act, chosen)
        elif act.call is not None:
            call, noun = act.call, self.noun
            self.write(lambda: call(noun, chosen), act, chosen)
        elif act.run is not None:
            act.run(self, chosen)

    def _only_read(self, chosen: Chosen) -> None:
        """What cannot be done any more, or never could, is read."""
        if chosen.detail is not None and self.unsaved() is None:
            self._record = chosen.detail.id
            self._show(chosen.detail)
            self.side.focusNextChild()

    def write(self, work: Callable[[], Any], act: Act, chosen: Chosen) -> None:
        """Do on a worker what an act does without a form, and say so."""
        self.context.write(self, work, lambda result: self._done(act, chosen, result))

    def fill_in(self, panel: FormPanel, act: Act, chosen: Chosen) -> None:
        """Open the form of an act, asking first where another holds what is not saved."""
        panel.saved.connect(lambda result: self._done(act, chosen, result))
        panel.closed.connect(lambda: self._leave_form(chosen))

        def open_form() -> None:
            self._open_form(panel, act, chosen)

        typed = self.unsaved()
        if typed is None:
            open_form()
        else:
            messages = self.context.messages
            messages.ask_to_leave(open_form, lambda: typed.save(then=open_form), typed)

    def _open_form(self, panel: FormPanel, act: Act, chosen: Chosen) -> None:
        from ui.pages.record_view import FormDesk

        self._about = chosen.ids[0] if len(chosen.ids) == 1 else self.list.current_id()
        parts = [] if chosen.detail is None else self.noun.reminder(chosen.detail)
        self.put_beside(FormDesk(panel, parts), panel)
        panel.begin()
        if self.noun.page:
            self.noun.rail.typing().begin(panel, self.noun.page, act.key, chosen.ids)

    def _done(self, act: Act, chosen: Chosen, result: Any) -> None:
        """An act is done: back to its record, or to the next row where it left the list."""
        key = chosen.ids[0] if len(chosen.ids) == 1 else None
        if not chosen.ids and isinstance(result, int):
            key = self._awaited = result
        self._close(key, several=len(chosen.ids) > 1)
        if key is None:
            self.noun.say_done(self, act, chosen, result)
        else:
            known = key
            self.context.read(
                self,
                lambda: Chosen((known,), self.noun.read(known)),
                lambda after: self.noun.say_done(self, act, after, result),
            )

    def _leave_form(self, chosen: Chosen) -> None:
        """Back from a form to the record it was about."""
        key = chosen.ids[0] if len(chosen.ids) == 1 else self._about
        self._close(key, several=len(chosen.ids) > 1)

    def _close(self, key: int | None, *, several: bool) -> None:
        """The form goes; the keyboard comes back to the list, on the record it was about.

        Where that leaves the list, the list itself goes on to the next one.
        """
        self.put_beside(None)
        self._about = None
        if several:
            self.list.setFocus()
            self._select()
            return
        if key is not None:
            self.list.select_id(key)
        self.focus_list()
        self.look_at(key)

    # Looks ------------------------------------------------------------------------------------

    def empty_actions(self, keys: Sequence[str]) -> list[tuple[str, Callable[[], None]]]:
        """What an empty list offers: acts of the page."""
        return [(self.acts[key].text(), self.acts[key].trigger) for key in keys]

    def inner_parts(self) -> tuple[QWidget, ...]:
        """The list, and what stands beside it."""
        return (self.list, self.side)

    def _add_page_acts(self) -> None:
        """Buttons for what is done on the page; the one that leads is the primary one."""
        where = self.tools if self.title.isHidden() else self.buttons
        for act in self.noun.acts:
            action = self.acts[act.key]
            if action not in self.acts.of_page() or not act.stands_out:
                continue
            is_primary = act.leads(None) and where is self.buttons
            button = ActButton(action, "primary" if is_primary else "")
            where.addWidget(button)
            if is_primary:
                self.set_primary(button, act.icon)

    def _split(self) -> None:
        self.side.setMinimumWidth(SIDE_LEAST)
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
