"""A form with its buttons: shows a state, saves on a worker, shows what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QStackedLayout,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from dialogue_app.domain.errors.base import Missing
from dialogue_app.i18n import _
from ui import keys, theme
from ui.context import Context
from ui.forms.input import Option
from ui.forms.state import FormState, please_fill
from ui.tasks import Lane
from ui.widgets.form import Form
from ui.widgets.page import hairline
from ui.widgets.picker import Picker
from ui.widgets.plain import Label, set_tip
from ui.widgets.proposal import only_one
from ui.widgets.scrolling import scrolling


class FormPanel(QWidget):
    """Base of all forms: add fields to `form`, override `work`, call `begin` once filled.

    What is typed stands in `state`. It may go on while the form is being saved: what was typed
    meanwhile stays, and is not saved yet. Ctrl+Enter or Ctrl+S saves, Esc leaves; it asks first
    where typed text would be lost.
    """

    saved = Signal(object)  # the result of the service
    closed = Signal()
    laid_over = Signal(object, str, str)  # another form, and where else it is opened

    def __init__(self, context: Context, title: str, save_label: str = "") -> None:
        super().__init__()
        self.context = context
        self.state: FormState[Any] = FormState()
        self._page = QWidget()  # all of it, but for another form laid over it
        self._page.setProperty("role", "page")
        self._buttons = QHBoxLayout()
        self.form = Form()
        self.form.changed.connect(self._take_typed)
        self.form.left.connect(self._tell_unread)
        self._sent: dict[str, Any] | None = None  # what is being saved
        self._then: Callable[[], object] | None = None  # called after saving
        self._title = Label(title)
        self._title.setFont(theme.title_font())
        self._title.setWordWrap(True)
        if not title:
            self._title.hide()
        self._save = QPushButton(save_label or _("Save"))
        self._save.setObjectName("save")
        self._cancel = QPushButton(_("Cancel"))
        self._cancel.setObjectName("cancel")
        self._assemble()
        self._set_keys()

    def check(self) -> None:
        """Note in `state.errors` what is wrong beside what no input can read or leave empty."""

    def work(self) -> Callable[..., Any]:
        """Read what is typed, which was checked; return the service call for a worker."""
        raise NotImplementedError

    def begin(self) -> None:
        """Count the filled form as saved and put the keyboard in its first field."""
        self.remember()
        self.take_keyboard()

    def take_keyboard(self) -> None:
        """Put the keyboard in the first field."""
        first = next(iter(self.form.fields.values()), None)
        if first is not None:
            first.editor.setFocus()

    def remember(self) -> None:
        """Count what is in the form now as saved."""
        self.state.keep()

    @property
    def is_dirty(self) -> bool:
        """Whether something was typed and not saved."""
        return self.state.is_dirty

    def value(self, key: str) -> Any:
        """What is typed in an input, None where it cannot be read."""
        return self.state.value(key)

    def put(self, key: str, value: Any) -> None:
        """Show a value in an input."""
        self.form.fields[key].input.set_value(value)

    def when(self, key: str, changed: Callable[[], None]) -> None:
        """Call `changed` whenever something is typed in an input, by anybody."""
        self.form.fields[key].input.on_change(changed)

    def help_picking(self, key: str, picker: Picker) -> None:
        """Show below the input of that key what its picker proposes."""
        field = self.form.fields[key]

        def show(option: Option | None) -> None:
            below = only_one(option, lambda: picker.take(option)) if option else None
            field.show_below(below)
            if below is not None:
                QWidget.setTabOrder(picker, below.button)

        picker.proposed.connect(show)

    def called(self) -> str:
        """What the form is called."""
        return self._title.text()

    def recover(self, snapshot: Mapping[str, Any]) -> None:
        """Fill in what was typed before a crash: it is not saved, and built on what was read then.

        Raises `ValueError` where the snapshot is of another program.
        """
        try:
            state: FormState[Any] = FormState.restored(snapshot)
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(snapshot) from error
        typed = {key: value for key, value in state.now.items() if key in self.form.fields}
        state.now, state.errors, state.conflict = {**self.state.now, **typed}, {}, None
        self.state = state
        for key, value in typed.items():
            self.put(key, value)
        for key, value in typed.items():  # where an input followed another
            if self.state.now[key] != value:
                self.put(key, value)

    def add_button(self, button: QPushButton) -> None:
        """Show a button beside the one that saves."""
        self._buttons.insertWidget(1, button)

    def open_over(self, panel: FormPanel, page: str, act: str) -> None:
        """Let another form be filled in over this one, which waits; then come back to it.

        `page` and `act` say where else such a form is opened.
        """
        typed_in = self.focusWidget()

        def come_back(*_result: object) -> None:
            self._pages.setCurrentWidget(self._page)
            self._pages.removeWidget(panel)
            panel.deleteLater()
            if typed_in is not None:
                typed_in.setFocus()

        panel.saved.connect(come_back)
        panel.closed.connect(come_back)
        self._pages.addWidget(panel)
        self._pages.setCurrentWidget(panel)
        panel.begin()
        self.laid_over.emit(panel, page, act)

    def name_buttons(self, save: str, leave: str) -> None:
        """Call the buttons that save and that leave otherwise."""
        self._save.setText(save)
        set_tip(self._save, f"{save} ({keys.SAVE.shown})")
        self._cancel.setText(leave)

    def show_above(self, widget: QWidget) -> None:
        """Show a widget between the title and the fields."""
        self._whole.insertWidget(1, widget)

    def save(self, then: Callable[[], object] | None = None) -> None:
        """Save what is typed and call `then`, or show beside the fields what is wrong."""
        if self.is_saving:
            return
        self._then = then
        fields = self.form.fields
        self.state.check({key: field.name for key, field in fields.items() if field.required})
        self.check()
        self.form.show_errors(self.state.errors)
        if not self.state.errors:
            self._sent = dict(self.state.now)
            self.start(self.work())

    def start(self, work: Callable[..., Any]) -> None:
        """Do what `work` gave on the worker that writes."""
        self.context.tasks.run(self, work, self._done, self._failed, lane=Lane.WRITE)

    @property
    def is_saving(self) -> bool:
        """Whether the form is being saved."""
        return self._sent is not None

    def leave(self) -> None:
        """Emit `closed`, after asking where something typed would be lost."""
        if self.is_saving:
            return
        if self.is_dirty:
            messages = self.context.messages
            messages.ask_to_leave(self.closed.emit, lambda: self.save(), self)  # noqa: PLW0108
        else:
            self.closed.emit()

    def come_to_front(self) -> None:
        """Show the tab this form is on, if it is on a tab."""
        shown: QWidget | None = self
        while shown is not None:
            above = shown.parentWidget()
            tabs = above.parentWidget() if above is not None else None
            if isinstance(tabs, QTabWidget):
                tabs.setCurrentWidget(shown)
            shown = above

    def showEvent(self, event: QShowEvent) -> None:
        """Tab goes from field to field and from the last one to the buttons."""
        super().showEvent(event)
        items = (self._buttons.itemAt(place) for place in range(self._buttons.count()))
        buttons = (item.widget() for item in items if item is not None)
        stops = self.form.stops()
        for stop in stops:
            if (inside := stop.focusProxy()) is not None:  # else Qt leaves it where it was made
                stop.setFocusPolicy(inside.focusPolicy())
        for before, following in pairwise([*stops, *filter(None, buttons)]):
            QWidget.setTabOrder(before, following)

    def _take_typed(self, key: str) -> None:
        self.state.type(key, self.form.fields[key].input.value())

    def _tell_unread(self, key: str) -> None:
        """What cannot be read is said as soon as the field is left."""
        said = self.state.unread(key)
        if said:
            self.form.fields[key].error = said

    # Saving -----------------------------------------------------------------------------------

    def _end_saving(self) -> dict[str, Any]:
        """What was sent to be saved; it is no longer on its way."""
        sent, self._sent = self._sent, None
        return sent or {}

    def _done(self, result: Any) -> None:
        self.state.keep(self._end_saving())
        self._tell_saved(result)

    def _tell_saved(self, result: Any) -> None:
        """All is saved, or what was typed meanwhile keeps the form open."""
        if self.is_dirty:
            said = _("Saved. What you typed meanwhile is not saved yet.")
            self.context.messages.notice(said, about=self)
            return
        self.saved.emit(result)
        if self._then is not None:
            self._then()

    def _failed(self, error: Exception) -> None:
        self._end_saving()
        key = self._key_of(error)
        field = self.form.fields.get(key)
        if field is None:
            self.context.messages.error(error, about=self)
            return
        is_missing = isinstance(error, Missing)
        said = please_fill(field.name) if is_missing else self.context.messages.explain(error)
        self.state.errors = {key: said}
        self.form.show_errors(self.state.errors)

    def _key_of(self, error: Exception) -> str:
        """The key of the input an error is about.

        For an error about a day, the input with that day, else the first one with a day.
        """
        key: str = getattr(error, "field", "")
        day: date | None = getattr(error, "day", None)
        if key or day is None:
            return key
        days = {key: value for key, value in self.state.now.items() if isinstance(value, date)}
        return next((key for key, value in days.items() if value == day), next(iter(days), ""))

    def _assemble(self) -> None:
        theme.set_role(self._save, kind="primary")
        set_tip(self._save, f"{self._save.text()} ({keys.SAVE.shown})")
        self._save.clicked.connect(lambda: self.save())  # noqa: PLW0108  (else Qt passes it `checked`)
        self._cancel.clicked.connect(self.leave)
        self._buttons.setSpacing(theme.STEP)
        self._buttons.addWidget(self._save)
        self._buttons.addWidget(self._cancel)
        self._buttons.addStretch()
        whole = self._whole = QVBoxLayout(self._page)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.GAP)
        whole.addWidget(self._title)
        whole.addWidget(scrolling(_with_room(self.form)), 1)
        whole.addWidget(hairline())
        whole.addLayout(self._buttons)
        pages = self._pages = QStackedLayout(self)
        pages.setContentsMargins(0, 0, 0, 0)
        pages.addWidget(self._page)

    def _set_keys(self) -> None:
        saving = ((key, self.save) for key in (keys.SAVE.keys, *keys.SAVE.also))
        for key, do in (*saving, (keys.LEAVE.keys, self.leave)):
            shortcut = QShortcut(QKeySequence(key), self._page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(do)


def _with_room(form: Form) -> QWidget:
    """The form with room around it and below it."""
    inner = QWidget()
    column = QVBoxLayout(inner)
    column.setContentsMargins(2, 2, theme.GAP, 2)
    column.addWidget(form)
    column.addStretch(1)
    return inner
