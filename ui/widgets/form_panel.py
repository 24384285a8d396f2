"""A form with its buttons: reads its inputs, saves on a worker, shows what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import Any, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from dialogue_app.domain.errors.base import BadInput, Missing
from dialogue_app.i18n import _
from dialogue_app.i18n.formats import screen_date
from ui import theme
from ui.context import Context
from ui.tasks import Lane
from ui.widgets.form import Form
from ui.widgets.inputs import ChoiceField, DateField, NumberField, TimeField
from ui.widgets.multi_picker import MultiPicker
from ui.widgets.page import hairline
from ui.widgets.picker import Option, Picker
from ui.widgets.rows_editor import RowsEditor, RowValues

T = TypeVar("T")


class FormPanel(QWidget):
    """Base of all forms: add fields to `form`, override `work`, call `begin` once filled.

    Ctrl+Enter or Ctrl+S saves, Esc leaves; it asks first where typed text would be lost.
    """

    saved = Signal(object)  # the result of the service
    closed = Signal()

    def __init__(self, context: Context, title: str, save_label: str = "") -> None:
        super().__init__()
        self.context = context
        self.form = Form()
        self._wrong: dict[str, str] = {}
        self._before: list[Any] = []
        self._then: Callable[[], object] | None = None  # called after saving
        self._typed_in: QWidget | None = None  # gets the keyboard back after saving
        self._title = QLabel(title)
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

    def work(self) -> Callable[[], Any]:
        """Read the inputs on the window's thread; return the service call for a worker."""
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
        self._before = self._snapshot()

    @property
    def is_dirty(self) -> bool:
        """Whether something was typed and not saved."""
        return self._snapshot() != self._before

    def save(self, then: Callable[[], object] | None = None) -> None:
        """Save what was typed and call `then`, or show beside the fields what is wrong."""
        if self.is_saving:
            return
        self._wrong, self._then = {}, then
        work = self.work()
        self.form.show_errors(self._wrong)
        if not self._wrong:
            self._start_saving()
            self.context.tasks.run(self, work, self._done, self._failed, lane=Lane.WRITE)

    @property
    def is_saving(self) -> bool:
        """Whether the form is being saved; nothing can be typed meanwhile."""
        return not self.form.isEnabledTo(self)

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

    # Reading inputs ---------------------------------------------------------------------------

    def text(self, key: str) -> str:
        """The text of a line or an area."""
        editor = self.form.fields[key].editor
        if isinstance(editor, QPlainTextEdit):
            return editor.toPlainText()
        assert isinstance(editor, QLineEdit)
        return editor.text()

    def choice(self, key: str) -> Any:
        """The value chosen."""
        editor = self.form.fields[key].editor
        assert isinstance(editor, ChoiceField)
        return editor.value()

    def ticked(self, key: str) -> bool:
        """Whether a box is ticked."""
        editor = self.form.fields[key].editor
        assert isinstance(editor, QCheckBox)
        return editor.isChecked()

    def day(self, key: str) -> date | None:
        """The day typed; an impossible one is noted beside its field."""
        editor = self.form.fields[key].editor
        assert isinstance(editor, DateField)
        return self._noting(key, editor.value)

    def time(self, key: str) -> time | None:
        """The time typed; an impossible one is noted beside its field."""
        editor = self.form.fields[key].editor
        assert isinstance(editor, TimeField)
        return self._noting(key, editor.value)

    def number(self, key: str) -> int | None:
        """The number typed; anything else is noted beside its field."""
        editor = self.form.fields[key].editor
        assert isinstance(editor, NumberField)
        return self._noting(key, editor.value)

    def picked(self, key: str) -> Option | None:
        """The option picked, None for an empty field; a text without an option is noted."""
        editor = self.form.fields[key].editor
        assert isinstance(editor, Picker)
        if editor.value() is None and editor.text().strip():
            self._note_unpicked(key)
        return editor.value()

    def all_picked(self, key: str) -> tuple[Option, ...]:
        """All options picked; a text left in the input is noted."""
        editor = self.form.fields[key].editor
        assert isinstance(editor, MultiPicker)
        if editor.field.text().strip():
            self._note_unpicked(key)
        return editor.value()

    def rows(self, key: str) -> tuple[RowValues, ...]:
        """The rows typed in a table."""
        editor = self.form.fields[key].editor
        assert isinstance(editor, RowsEditor)
        return editor.value()

    def put(self, key: str, value: Any, text: str = "") -> None:
        """Show a value in a field of any kind; `text` is shown for a value no longer offered."""
        editor = self.form.fields[key].editor
        match editor:
            case ChoiceField():
                editor.set_value(value, text)
            case (
                DateField() | NumberField() | TimeField() | Picker() | MultiPicker() | RowsEditor()
            ):
                editor.set_value(value)
            case QLineEdit():
                editor.setText(value)
            case QPlainTextEdit():
                editor.setPlainText(value)
            case QCheckBox():
                editor.setChecked(value)

    def require(self, key: str) -> None:
        """Note that a field must not be empty."""
        self._wrong.setdefault(key, self._please_fill(key))

    def _please_fill(self, key: str) -> str:
        return _("Please fill in “{field}”.").format(field=self.form.fields[key].name)

    def _noting(self, key: str, read: Callable[[], T]) -> T | None:
        try:
            return read()
        except BadInput as error:
            self._wrong[key] = self.context.messages.explain(error)
            return None

    def _note_unpicked(self, key: str) -> None:
        self._wrong[key] = _("Pick it from the list that opens while you type.")

    # Saving -----------------------------------------------------------------------------------

    def _start_saving(self) -> None:
        """Disable the form while it is saved; the panel itself keeps the keyboard."""
        focus = QApplication.focusWidget()
        self._typed_in = None
        if focus is not None and self.isAncestorOf(focus):
            editors = (field.editor for field in self.form.fields.values())
            self._typed_in = next(
                (editor for editor in editors if editor.isAncestorOf(focus)), focus
            )
            self.setFocus()
        self._set_enabled(False)

    def _end_saving(self) -> None:
        self._set_enabled(True)
        if self._typed_in is not None and self.hasFocus():
            self._typed_in.setFocus()

    def _set_enabled(self, enabled: bool) -> None:
        for widget in (self.form, self._save, self._cancel):
            widget.setEnabled(enabled)

    def _done(self, result: Any) -> None:
        self._end_saving()
        self.remember()
        self.saved.emit(result)
        if self._then is not None:
            self._then()

    def _failed(self, error: Exception) -> None:
        self._end_saving()
        key = self._key_of(error)
        if isinstance(error, Missing) and key in self.form.fields:
            self.form.show_errors({key: self._please_fill(key)})
        elif key in self.form.fields:
            self.form.show_errors({key: self.context.messages.explain(error)})
        else:
            self.context.messages.error(error, about=self)

    def _key_of(self, error: Exception) -> str:
        """The key of the field an error is about.

        For an error about a day, the date field with that day, else the first date field.
        """
        key: str = getattr(error, "field", "")
        day: date | None = getattr(error, "day", None)
        if key or day is None:
            return key
        fields = self.form.fields
        days = [key for key, field in fields.items() if isinstance(field.editor, DateField)]
        shown = screen_date(day)
        return next((key for key in days if self.text(key) == shown), "".join(days[:1]))

    def _snapshot(self) -> list[Any]:
        return [_content(field.editor) for field in self.form.fields.values()]

    def _assemble(self) -> None:
        theme.set_role(self._save, kind="primary")
        shown = QKeySequence("Ctrl+Return").toString(QKeySequence.SequenceFormat.NativeText)
        self._save.setToolTip(f"{self._save.text()} ({shown})")
        self._save.clicked.connect(lambda: self.save())  # noqa: PLW0108  (else Qt passes it `checked`)
        self._cancel.clicked.connect(self.leave)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        inner.setProperty("role", "page")
        column = QVBoxLayout(inner)
        column.setContentsMargins(2, 2, theme.GAP, 2)
        column.addWidget(self.form)
        column.addStretch(1)
        area.setWidget(inner)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.STEP)
        buttons.addWidget(self._save)
        buttons.addWidget(self._cancel)
        buttons.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.GAP)
        whole.addWidget(self._title)
        whole.addWidget(area, 1)
        whole.addWidget(hairline())
        whole.addLayout(buttons)

    def _set_keys(self) -> None:
        for keys, do in (
            ("Ctrl+Return", self.save),
            ("Ctrl+Enter", self.save),
            ("Ctrl+S", self.save),
            ("Esc", self.leave),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(do)


def _content(editor: QWidget) -> Any:
    match editor:
        case QLineEdit():
            return editor.text()
        case QPlainTextEdit():
            return editor.toPlainText()
        case QComboBox():
            return editor.currentIndex()
        case QCheckBox():
            return editor.isChecked()
        case MultiPicker():
            return (editor.value(), editor.field.text())
        case RowsEditor():
            return editor.value()
    return None
