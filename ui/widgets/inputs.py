"""Inputs for forms and lists. None changes the text while a letter is still being composed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import (
    QAccessible,
    QFocusEvent,
    QInputMethodEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionButton,
    QWidget,
)

from dialogue_app.domain.errors.base import BadInput, NotANumber
from dialogue_app.domain.text_limits import length
from dialogue_app.i18n import _
from ui import theme
from ui.forms.input import Unread

ALL_THAT_IS_PASTED = 10_000_000  # letters
_HALF_LETTER = "\ud800"


def cut_nothing(line: QLineEdit) -> None:
    """Qt would cut what is pasted without a word; what is too long is refused when it is saved."""
    line.setMaxLength(ALL_THAT_IS_PASTED)


def whole_text(field: QLineEdit | QPlainTextEdit) -> str:
    """What stands in a field; half a letter that was pasted stands at the end.

    Qt shows it, and PySide6 leaves it out of the text without a word: it must be refused instead.
    Of a line only what reads it to the blind says how long it is: not what a method of input is
    composing, nor how it is laid out.
    """
    if isinstance(field, QLineEdit):
        read_aloud = QAccessible.queryAccessibleInterface(field).textInterface()
        text, there = field.text(), read_aloud.characterCount()
    else:
        text, there = field.toPlainText(), field.document().characterCount() - 1
    return text if length(text) == there else text + _HALF_LETTER


def mark(widget: QWidget, error: str) -> None:
    """Show a widget as wrong, or as right where there is no error."""
    theme.set_role(widget, invalid="true" if error else "false")


class TextLine(QLineEdit):
    """One line of text."""

    def __init__(self, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        cut_nothing(self)
        self.setPlaceholderText(hint)

    def value(self) -> str:
        """What was typed."""
        return whole_text(self)

    def set_value(self, text: str) -> None:
        """Show a text."""
        self.setText(text)

    def on_change(self, changed: Callable[[], None]) -> None:
        """Tell of every letter."""
        self.textChanged.connect(lambda _text: changed())

    def show_error(self, text: str) -> None:
        """Mark the line."""
        mark(self, text)

    def words(self, value: str) -> str:
        """The text itself."""
        return value


class ReadLine(QLineEdit):
    """Base of lines that are read as something else; left by the keyboard, it stands in full."""

    def __init__(self, width: int, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        cut_nothing(self)
        self.setMaximumWidth(width)
        self.setPlaceholderText(hint)
        self._composing = False

    def read(self, text: str) -> Any:
        """What a text means. Raises `BadInput`."""
        raise NotImplementedError

    def words(self, value: Any) -> str:
        """A value in full."""
        raise NotImplementedError

    def value(self) -> Any:
        """What was typed, None for an empty field."""
        text = self.text().strip()
        try:
            return self.read(text) if text else None
        except BadInput as error:
            return Unread(text, error)

    def set_value(self, value: Any) -> None:
        """Show a value in full."""
        self.setText(value.text if isinstance(value, Unread) else self.words(value))

    def on_change(self, changed: Callable[[], None]) -> None:
        """Tell of every letter."""
        self.textChanged.connect(lambda _text: changed())

    def show_error(self, text: str) -> None:
        """Mark the line."""
        mark(self, text)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Know whether a letter is still being composed."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show in full what was typed short."""
        super().focusOutEvent(event)
        value = self.value()
        is_read = value is not None and not isinstance(value, Unread)
        if is_read and not self._composing and self.text() != self.words(value):
            self.set_value(value)


class NumberField(ReadLine):
    """A whole number; empty means not known."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(140, parent=parent)

    def read(self, text: str) -> int:
        """The number. Raises `NotANumber`."""
        if not (text.isascii() and text.isdigit()):
            raise NotANumber(text)
        return int(text)

    def words(self, value: int | None) -> str:
        """The number in digits."""
        return "" if value is None else str(value)


class TextArea(QPlainTextEdit):
    """Plain text of several lines; Tab goes on to the next field."""

    def __init__(self, lines: int = 4, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setPlaceholderText(hint)
        self.setMinimumHeight(lines * round(self.fontMetrics().lineSpacing() * 1.1) + 16)

    def value(self) -> str:
        """What was typed."""
        return whole_text(self)

    def set_value(self, text: str) -> None:
        """Show a text."""
        self.setPlainText(text)

    def on_change(self, changed: Callable[[], None]) -> None:
        """Tell of every letter."""
        self.textChanged.connect(changed)

    def show_error(self, text: str) -> None:
        """Mark the area."""
        mark(self, text)

    def words(self, value: str) -> str:
        """The text itself."""
        return value

    def sizeHint(self) -> QSize:
        """The height of `lines`."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        """The height of `lines`; Qt would add room for scroll bars."""
        return QSize(super().minimumSizeHint().width(), self.minimumHeight())


class TickBox(QCheckBox):
    """A box to tick; its text says what a tick means."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box in the theme's outline: the style's own is almost invisible."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        style, painter = self.style(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = style.subElementRect(style.SubElement.SE_CheckBoxIndicator, option, self)
        edge = "border" if not self.isEnabled() else "accent" if self.hasFocus() else "control"
        painter.setPen(QPen(theme.color(edge), 2 if self.hasFocus() else 1))
        painter.setBrush(theme.color("accent" if self.isChecked() else "surface"))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        if self.isChecked():
            theme.icon("check", "on_accent").paint(painter, box)
        option.rect = style.subElementRect(style.SubElement.SE_CheckBoxContents, option, self)
        style.drawControl(style.ControlElement.CE_CheckBoxLabel, option, painter, self)
        painter.end()

    def value(self) -> bool:
        """Whether it is ticked."""
        return self.isChecked()

    def set_value(self, ticked: bool) -> None:
        """Tick it or not."""
        self.setChecked(ticked)

    def on_change(self, changed: Callable[[], None]) -> None:
        """Tell of every tick."""
        self.toggled.connect(lambda _ticked: changed())

    def show_error(self, text: str) -> None:
        """Mark the box."""
        mark(self, text)

    def words(self, value: bool) -> str:
        """Whether it is ticked, in words."""
        return _("Ticked") if value else _("Not ticked")


class ChoiceField(QComboBox):
    """A choice of one of a few values; `options` are pairs of value and text.

    A value that is no longer offered is shown by what `called` says it is called.
    """

    def __init__(
        self,
        options: Sequence[tuple[object, str]],
        called: Callable[[Any], str] = lambda _value: "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._called = called
        self.setMinimumHeight(28)
        self.setMinimumContentsLength(8)  # a long option must not make the form wider
        self.setSizeAdjustPolicy(self.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        # Kept here, because Qt would turn enum members into strings.
        self._values = [value for value, _text in options]
        self.addItems([text for _value, text in options])
        self.setItemDelegate(QStyledItemDelegate(self))  # Qt's default ignores the style sheet

    def value(self) -> object:
        """The value chosen, None where there are no options."""
        return self._values[self.currentIndex()] if self._values else None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the arrow, too: style sheets have no icons in the theme's colours."""
        super().paintEvent(event)
        painter = QPainter(self)
        size = theme.ICON_SIZE - 4
        spot = QRect(self.width() - size - 6, (self.height() - size) // 2, size, size)
        theme.icon("down").paint(painter, spot)
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the form, or scrolling would change the choice."""
        event.ignore()

    def words(self, value: object) -> str:
        """The text of a value, offered or not."""
        offered = value in self._values
        return self.itemText(self._values.index(value)) if offered else self._called(value)

    def on_change(self, changed: Callable[[], None]) -> None:
        """Tell of every choice."""
        self.currentIndexChanged.connect(lambda _place: changed())

    def show_error(self, text: str) -> None:
        """Mark the box."""
        mark(self, text)

    def offer(self, options: Sequence[tuple[object, str]]) -> None:
        """Offer these instead; where what was chosen is not among them, nothing is chosen."""
        chosen = self.value()
        if chosen not in [value for value, _text in options]:
            chosen, options = None, [(None, ""), *options]
        self.clear()
        self._values = [value for value, _text in options]
        self.addItems([text for _value, text in options])
        self.set_value(chosen)

    def set_value(self, value: object) -> None:
        """Choose a value; one that is no longer offered is added, if anything says its name."""
        if value not in self._values and self._called(value):
            self._values.append(value)
            self.addItem(self._called(value))
        if value in self._values:
            self.setCurrentIndex(self._values.index(value))
