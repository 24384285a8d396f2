"""Forms: labels above the fields, errors in words below them, two columns where there is room."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from dialogue_app.i18n import _
from ui import theme
from ui.widgets.their_text import TheirText

TWO_COLUMNS_FROM = 720
_CHANGED = ("textChanged", "currentIndexChanged", "toggled", "cellChanged")


class Field(QWidget):
    """An input (`editor`) with its label, hint and error, and what somebody else wrote there."""

    def __init__(
        self, label: str, editor: QWidget, *, required: bool = False, hint: str = ""
    ) -> None:
        super().__init__()
        self.editor = editor
        self.name = label
        self.label = QLabel(f"{label} *" if required else label)
        self.label.setProperty("role", "label")
        self.label.setFont(theme.label_font())
        self.label.setBuddy(editor)
        editor.setAccessibleName(f"{label}, {_('required')}" if required else label)
        editor.setAccessibleDescription(hint)
        self._hint, self._error = QLabel(hint), QLabel()
        self._error_icon = QLabel()
        self._theirs: TheirText | None = None
        self._assemble()
        self._clear_error_on_change()

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
        theme.set_role(self.editor, invalid="true" if text else "false")
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

    def _describe(self) -> None:
        """Say with the input what stands below it."""
        theirs = f"{self._theirs.said} {self._theirs.text.toPlainText()}" if self._theirs else ""
        self.editor.setAccessibleDescription(self.error or theirs or self._hint.text())

    def _clear_error_on_change(self) -> None:
        """Remove the error as soon as the input is changed."""
        typed_in = self.editor.focusProxy() or self.editor
        for name in _CHANGED:
            if hasattr(typed_in, name):
                getattr(typed_in, name).connect(self._corrected)

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

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: dict[str, Field] = {}
        self._wide: set[str] = set()
        self._columns = 0
        self._sought = ""  # the field that is kept in sight while the keyboard is in it
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
    ) -> Field:
        """Add a field; `key` becomes its input's object name. A `wide` field takes both columns."""
        field = Field(label, editor, required=required, hint=hint)
        editor.setObjectName(key)
        self.fields[key] = field
        if wide:
            self._wide.add(key)
        self._arrange(2 if self.width() >= TWO_COLUMNS_FROM else 1)
        return field

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
        for key, field in self.fields.items():
            field.error = errors.get(key, "")
        wrong = next((key for key in self.fields if key in errors), None)
        if wrong is not None:
            self.go_to(wrong)

    def go_to(self, key: str) -> None:
        """Put the keyboard in a field, and scroll to it with what was just shown below it."""
        self._sought = key
        self.fields[key].editor.setFocus()
        self._soon.start()

    def _scroll_to_sought(self) -> None:
        field, typed_in = self.fields.get(self._sought), QApplication.focusWidget()
        if field is None or typed_in is None or not field.isAncestorOf(typed_in):
            return
        page = self.parentWidget()
        while page is not None and not isinstance(page, QScrollArea):
            page = page.parentWidget()
        if page is not None:
            page.ensureWidgetVisible(field, 0, theme.STEP)

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
        row = column = 0
        for key, field in self.fields.items():
            wide = key in self._wide or columns == 1
            if wide and column:
                row, column = row + 1, 0
            self._grid.addWidget(field, row, column, 1, columns if wide else 1)
            row, column = (row + 1, 0) if wide or column else (row, 1)
        for place in range(2):
            self._grid.setColumnStretch(place, 1 if place < columns else 0)
