"""Forms: labels above the fields, errors in words below them, two columns where there is room."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from dialogue_app.i18n import _
from ui import theme
from ui.forms.input import Input
from ui.widgets.plain import Label
from ui.widgets.their_text import TheirText

TWO_COLUMNS_FROM = 720
_STAYS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class Field(QWidget):
    """An input (`editor` as a widget) with its label, hint and error, and what belongs below it."""

    def __init__(
        self,
        label: str,
        editor: QWidget,
        *,
        required: bool = False,
        hint: str = "",
        labelled: bool = True,
    ) -> None:
        """Not `labelled` is what says its own label, as a box to tick does."""
        super().__init__()
        assert isinstance(editor, Input)
        self.editor: QWidget = editor
        self.input: Input = editor
        self.name, self.required = label, required
        self.label = Label(f"{label} *" if required else label)
        self.label.setProperty("role", "label")
        self.label.setFont(theme.label_font())
        self.label.setBuddy(editor)
        if not labelled:
            self.label.hide()
        editor.setAccessibleName(f"{label}, {_('required')}" if required else label)
        editor.setAccessibleDescription(hint)
        self._hint, self._error = Label(hint), Label()
        self._error_icon = Label()
        self._theirs: TheirText | None = None
        self._below: QWidget | None = None
        self._assemble()
        self.input.on_change(self._corrected)

    @property
    def hint(self) -> str:
        """The text below the input that says what it is for."""
        return str(self._hint.text())

    @hint.setter
    def hint(self, text: str) -> None:
        self._hint.setText(text)
        self._hint.setVisible(bool(text) and not self.error)
        self._describe()

    @property
    def error(self) -> str:
        """The sentence below the input that says what is wrong, else empty."""
        return self._error.text() if not self._error.isHidden() else ""

    @error.setter
    def error(self, text: str) -> None:
        self._error.setText(text)
        self._error.setVisible(bool(text))
        self._error_icon.setPixmap(theme.icon("warning", "late").pixmap(14))
        self._error_icon.setVisible(bool(text))
        self._hint.setVisible(bool(self._hint.text()) and not text)
        self.input.show_error(text)
        self._describe()

    def show_theirs(self, said: str, text: str, use: Callable[[], None]) -> None:
        """Show below the input what somebody else wrote there; `use` puts it into the input."""
        self.hide_theirs()
        self._theirs = TheirText(self.editor.objectName(), self.name, said, text)
        self._theirs.used.connect(use)
        self._column.insertWidget(self._column.indexOf(self.editor) + 1, self._theirs)
        self._theirs.follow(self.editor)
        self._describe()

    def hide_theirs(self) -> None:
        """Show the text of somebody else no longer."""
        if self._theirs is not None:
            self._column.removeWidget(self._theirs)
            self._theirs.hide()
            self._theirs.deleteLater()
            self._theirs = None
            self._describe()

    def show_below(self, widget: QWidget | None) -> None:
        """Show a widget right below the input, in place of the one before; Tab goes to it."""
        if self._below is not None:
            self._column.removeWidget(self._below)
            self._below.hide()
            self._below.deleteLater()
        self._below = widget
        if widget is not None:
            self._column.insertWidget(self._column.indexOf(self.editor) + 1, widget)

    def _describe(self) -> None:
        """Say with the input what stands below it."""
        theirs = f"{self._theirs.said} {self._theirs.text.toPlainText()}" if self._theirs else ""
        self.editor.setAccessibleDescription(self.error or theirs or self._hint.text())

    def _corrected(self) -> None:
        if self.error:
            self.error = ""

    def _assemble(self) -> None:
        self._hint.setProperty("role", "muted")
        self._error.setProperty("role", "error")
        for small in (self._hint, self._error):
            small.setFont(theme.small_font())
            small.setWordWrap(True)
        if not self._hint.text():
            self._hint.hide()
        self._error.hide()
        self._error_icon.hide()
        wrong = QHBoxLayout()
        wrong.setSpacing(theme.SMALL)
        wrong.addWidget(self._error_icon, 0, Qt.AlignmentFlag.AlignTop)
        wrong.addWidget(self._error, 1)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SMALL)
        column.addWidget(self.label)
        column.addWidget(self.editor)
        column.addWidget(self._hint)
        column.addLayout(wrong)
        column.addStretch()


class Form(QWidget):
    """Fields by key, in two columns from `TWO_COLUMNS_FROM` pixels on; Tab follows their order."""

    unfolded = Signal(bool)  # the fields below the fold are shown, or hidden
    changed = Signal(str)  # the key of an input that was added, or whose value may be another
    left = Signal(str)  # the key of an input that the keyboard left

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: dict[str, Field] = {}
        self._wide: set[str] = set()
        self._fold: QPushButton | None = None
        self._folded: set[str] = set()  # the fields below the fold
        self._columns = 0
        self._sought = ""  # the field that is kept in sight while the keyboard is in it
        self._left: list[str] = []
        self._calm = QTimer(self, singleShot=True, interval=0)  # when the keyboard has moved on
        self._calm.timeout.connect(self._tell_left)
        self._soon = QTimer(self, singleShot=True, interval=0)  # when all is laid out
        self._soon.timeout.connect(self._scroll_to_sought)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.WIDE)
        self._grid.setVerticalSpacing(theme.GAP)

    def add(
        self,
        key: str,
        label: str,
        editor: QWidget,
        *,
        required: bool = False,
        hint: str = "",
        wide: bool = False,
        labelled: bool = True,
    ) -> Field:
        """Add a field; `key` becomes its input's object name. A `wide` field takes both columns."""
        field = Field(label, editor, required=required, hint=hint, labelled=labelled)
        field.setParent(self)
        editor.setObjectName(key)
        self.fields[key] = field
        if self._fold is not None:
            self._folded.add(key)
            field.setHidden(not self._fold.isChecked())
        if wide:
            self._wide.add(key)
        self._arrange(2 if self.width() >= TWO_COLUMNS_FROM else 1)
        field.input.on_change(lambda: self.changed.emit(key))
        (editor.focusProxy() or editor).installEventFilter(self)
        self.changed.emit(key)
        return field

    def add_fold(self, label: str, is_open: bool) -> None:
        """Add a button that shows and hides all fields added after it."""
        fold = self._fold = QPushButton(label)
        fold.setObjectName("fold")
        fold.setCheckable(True)
        fold.setChecked(is_open)
        theme.set_role(fold, kind="quiet")
        fold.toggled.connect(self._turn_fold)
        self._turn_fold(is_open)

    def stops(self) -> list[QWidget]:
        """Where Tab goes, in its order."""
        above = [field.editor for key, field in self.fields.items() if key not in self._folded]
        below = [field.editor for key, field in self.fields.items() if key in self._folded]
        return [*above, *([self._fold] if self._fold else []), *below]

    def reveal(self, keys: Collection[str]) -> None:
        """Show what is below the fold where one of these fields is there."""
        if self._fold is not None and not self._folded.isdisjoint(keys):
            self._fold.setChecked(True)

    def _turn_fold(self, is_open: bool) -> None:
        assert self._fold is not None
        self._fold.setIcon(theme.icon("down" if is_open else "arrow"))
        for key in self._folded:
            self.fields[key].setVisible(is_open)
        self._arrange(self._columns or 1)
        self.unfolded.emit(is_open)

    def remove(self, keys: Sequence[str]) -> None:
        """Remove these fields."""
        for key in keys:
            field = self.fields.pop(key)
            self._wide.discard(key)
            self._grid.removeWidget(field)
            field.hide()
            field.deleteLater()

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """Show each field its error, by key, and put the keyboard in the first wrong field."""
        self.reveal(errors)
        for key, field in self.fields.items():
            field.error = errors.get(key, "")
        wrong = next((key for key in self.fields if key in errors), None)
        if wrong is not None:
            self.go_to(wrong)

    def go_to(self, key: str) -> None:
        """Put the keyboard in a field, and scroll to it with what was just shown below it."""
        self.reveal([key])
        self._sought = key
        self.fields[key].editor.setFocus()
        self._soon.start()

    def under_keyboard(self) -> set[str]:
        """The field the keyboard is in, if it is in one."""
        focus = QApplication.focusWidget()
        return {key for key, field in self.fields.items() if focus and field.isAncestorOf(focus)}

    def _scroll_to_sought(self) -> None:
        field, typed_in = self.fields.get(self._sought), QApplication.focusWidget()
        if field is None or typed_in is None or not field.isAncestorOf(typed_in):
            return
        page = self.parentWidget()
        while page is not None and not isinstance(page, QScrollArea):
            page = page.parentWidget()
        if page is not None:
            page.ensureWidgetVisible(field, 0, theme.STEP)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell which input the keyboard leaves."""
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in _STAYS:
            for key, field in self.fields.items():
                if watched in (field.editor, field.editor.focusProxy()):
                    self._left.append(key)
                    self._calm.start()
        return bool(super().eventFilter(watched, event))

    def _tell_left(self) -> None:
        left, self._left = self._left, []
        for key in left:
            if key in self.fields:
                self.left.emit(key)

    def hide_theirs(self) -> None:
        """Show what somebody else wrote in no field any longer."""
        for field in self.fields.values():
            field.hide_theirs()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the fields in one column or two."""
        columns = 2 if event.size().width() >= TWO_COLUMNS_FROM else 1
        if columns != self._columns:
            self._arrange(columns)
        super().resizeEvent(event)
        self._soon.start()

    def _arrange(self, columns: int) -> None:
        self._columns = columns
        for field in self.fields.values():
            self._grid.removeWidget(field)
        above = [key for key in self.fields if key not in self._folded]
        row = self._place(above, 0)
        if self._fold is not None:
            self._grid.addWidget(self._fold, row, 0, 1, columns, Qt.AlignmentFlag.AlignLeft)
            if self._fold.isChecked():
                self._place([key for key in self.fields if key in self._folded], row + 1)
        for place in range(2):
            self._grid.setColumnStretch(place, 1 if place < columns else 0)

    def _place(self, keys: Sequence[str], row: int) -> int:
        """Put fields into the grid from a row on; gives the row after them."""
        column, columns = 0, self._columns
        for key in keys:
            wide = key in self._wide or columns == 1
            if wide and column:
                row, column = row + 1, 0
            self._grid.addWidget(self.fields[key], row, column, 1, columns if wide else 1)
            row, column = (row + 1, 0) if wide or column else (row, 1)
        return row + 1 if column else row
