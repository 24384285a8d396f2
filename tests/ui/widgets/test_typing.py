"""Vietnamese as UniKey (backspaces resent) and IBus (preedit) type it, letter for letter."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from dialogue_app.domain.errors.base import ImpossibleDate, UnreadableLetter
from dialogue_app.domain.text import clean
from ui.forms.input import Option, Unread
from ui.tasks import TaskRunner
from ui.widgets.days import DateField
from ui.widgets.form import Form
from ui.widgets.inputs import TextArea, TextLine
from ui.widgets.picker import Picker
from ui.widgets.row_column import RowColumn
from ui.widgets.rows_editor import RowsEditor
from ui.widgets.search_field import SearchField

# What the offscreen screen says of windows that a real one would raise or limit.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

NO_KEYS = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[TaskRunner]:
    runner = TaskRunner()
    yield runner
    runner.shutdown()


def _today() -> date:
    return date(2026, 11, 27)


def press(widget: QWidget, key: int, text: str = "") -> None:
    QApplication.sendEvent(widget, QKeyEvent(QEvent.Type.KeyPress, key, NO_KEYS, text))


def unikey(widget: QWidget) -> None:
    """ "tiếng" as UniKey sends it: letters, then backspaces and the letters anew."""
    for letter in "tieng":
        press(widget, 0, letter)
    for _ in range(3):
        press(widget, Qt.Key.Key_Backspace)
    for letter in "ếng":
        press(widget, 0, letter)


def ibus(widget: QWidget) -> None:
    for preedit in ("t", "ti", "tie", "tiê", "tiến", "tiếng"):
        QApplication.sendEvent(widget, QInputMethodEvent(preedit, []))
    commit = QInputMethodEvent("", [])
    commit.setCommitString("tiếng")
    QApplication.sendEvent(widget, commit)


@pytest.mark.parametrize("typed_by", [unikey, ibus])
@pytest.mark.parametrize("make", [SearchField, TextLine, TextArea, partial(DateField, _today)])
def test_letters_arrive_as_typed(
    qtbot: QtBot, make: Callable[[], QWidget], typed_by: Callable[[QWidget], None]
) -> None:
    widget = make()
    qtbot.addWidget(widget)
    typed_by(widget)
    text = widget.toPlainText() if isinstance(widget, TextArea) else widget.text()  # type: ignore[attr-defined]
    assert text == "tiếng"


def test_no_search_in_the_middle_of_a_composition(qtbot: QtBot) -> None:
    field = SearchField()
    qtbot.addWidget(field)
    asked: list[str] = []
    field.searched.connect(asked.append)
    QApplication.sendEvent(field, QInputMethodEvent("tie", []))
    press(field, Qt.Key.Key_Return)
    assert asked == []
    with qtbot.waitSignal(field.searched):
        ibus(field)
    assert asked == ["tiếng"]


def test_escape_empties_the_search(qtbot: QtBot) -> None:
    field = SearchField()
    qtbot.addWidget(field)
    field.setText("abc")
    press(field, Qt.Key.Key_Escape)
    assert field.text() == ""


@pytest.mark.parametrize("typed_by", [unikey, ibus])
def test_a_picker_leaves_the_text_alone_until_one_is_picked(
    qtbot: QtBot, tasks: TaskRunner, typed_by: Callable[[QWidget], None]
) -> None:
    field = Picker(lambda text: [Option(1, "Tiếng Mẫu")], tasks, free=lambda text: "later")
    qtbot.addWidget(field)
    field.show()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    typed_by(field)
    qtbot.waitUntil(field.popup.isVisible)
    assert field.text() == "tiếng"
    assert field.popup.count() == 2
    press(field, Qt.Key.Key_Down)
    press(field, Qt.Key.Key_Return)
    assert field.value() == Option(None, "tiếng", "later")


def test_a_date_is_typed_loosely_and_an_impossible_one_refused(qtbot: QtBot) -> None:
    field = DateField(_today)
    qtbot.addWidget(field)
    field.setText("5/1/26")
    assert field.value() == date(2026, 1, 5)
    assert field.text() == "5/1/26"
    field.setText("31/2")
    assert field.value() == Unread("31/2", ImpossibleDate("31/2"))


def test_a_form_says_beside_the_field_what_is_wrong(qtbot: QtBot) -> None:
    form = Form()
    qtbot.addWidget(form)
    form.add("name", "Name", TextLine(), required=True)
    due = form.add("due", "Due", DateField(_today))
    form.show_errors({"due": "No calendar has this day."})
    assert due.error == "No calendar has this day."
    assert due.editor.accessibleDescription() == due.error
    assert due.label.buddy() is due.editor
    form.show_errors({})
    assert due.error == ""


def test_a_day_is_not_rewritten_while_a_letter_is_composed(qtbot: QtBot) -> None:
    field = DateField(_today)
    qtbot.addWidget(field)
    field.setText("15/9")
    leaves = QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.TabFocusReason)
    QApplication.sendEvent(field, QInputMethodEvent("9", []))
    QApplication.sendEvent(field, leaves)
    assert field.text() == "15/9"
    QApplication.sendEvent(field, QInputMethodEvent("", []))
    QApplication.sendEvent(field, leaves)
    assert field.text() == "15/09/2026"


@pytest.mark.parametrize("typed_by", [unikey, ibus])
def test_letters_arrive_as_typed_in_a_cell_of_a_table(
    qtbot: QtBot, typed_by: Callable[[QWidget], None]
) -> None:
    editor = RowsEditor((RowColumn("Name"), RowColumn("Note")), "Add")
    qtbot.addWidget(editor)
    editor.show()
    editor.add_button.click()
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), TextLine))
    typed_by(QApplication.focusWidget())
    assert editor.value() == (("tiếng", ""),)


@pytest.mark.parametrize("typed_by", [unikey, ibus])
def test_letters_arrive_as_typed_in_a_point(
    qtbot: QtBot, typed_by: Callable[[QWidget], None]
) -> None:
    editor = RowsEditor((RowColumn("Point", long=True, point=True),), "Add")
    qtbot.addWidget(editor)
    typed_by(editor.focusProxy().focusProxy())
    assert editor.value() == (("tiếng",),)


@pytest.mark.parametrize("make", [TextLine, TextArea])
def test_half_a_letter_that_was_pasted_is_not_left_out(
    qtbot: QtBot, make: Callable[[], TextLine | TextArea]
):
    field = make()
    qtbot.addWidget(field)
    for text in ("", "Đường 😀 số 5 " * 400, "một\ud83d hai", "\ud83d"):
        field.set_value("")
        QApplication.clipboard().setText(text)
        field.paste()
        assert field.value() == without_halves(text) + ("\ud800" if "\ud83d" in text else "")
        if "\ud83d" in text:
            with pytest.raises(UnreadableLetter):
                clean(field.value())


def without_halves(text: str) -> str:
    return text.replace("\ud83d", "")


@pytest.mark.parametrize("make", [TextLine, TextArea])
@pytest.mark.parametrize("text", ["Công ty Mẫu", "שלום Mẫu", "مرحبا", "ê\u0301 👍🏽"])
def test_whole_letters_are_never_taken_for_half_ones(
    qtbot: QtBot, make: Callable[[], TextLine | TextArea], text: str
) -> None:
    """However a line is laid out, and while a letter is composed behind it."""
    field = make()
    qtbot.addWidget(field)
    field.set_value(text)
    assert field.value() == text
    QApplication.sendEvent(field, QInputMethodEvent("â", []))
    assert field.value() == text
