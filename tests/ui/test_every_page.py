"""What holds on every page: names for screen readers, texts from the catalogue, keys that work."""

from __future__ import annotations

import gettext
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QKeySequence, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)

from dialogue_app import i18n
from tests.screens import visits
from tests.ui.conftest import Driver, Open
from ui.widgets.form import Field

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

INPUTS = (QLineEdit, QPlainTextEdit, QComboBox, QCheckBox, QAbstractItemView)


def shown(window: QWidget, *kinds: type[QWidget]) -> Iterator[QWidget]:
    for kind in kinds:
        for widget in window.findChildren(kind):
            if widget.isVisible() and not widget.objectName().startswith("qt_"):
                yield widget


class Windows(QObject):
    """Notes every window that opens."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[QWidget] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.opened.append(watched)
        return False


def test_on_every_page_inputs_have_names_buttons_words_and_no_window_flashes(
    open_window: Open, qapp: QApplication
):
    driver = open_window(True)
    windows = Windows()
    qapp.installEventFilter(windows)
    nameless: list[str] = []
    for picture in visits(driver.window):
        for field in shown(driver.window, Field):
            assert isinstance(field, Field)
            assert field.label.buddy() is field.editor
        for widget in shown(driver.window, *INPUTS):
            own = widget.text() if isinstance(widget, QCheckBox) else ""
            proxied = isinstance(widget.parent(), QWidget) and widget.parent().accessibleName()
            if not (widget.accessibleName() or own or proxied):
                nameless.append(f"{picture}: {type(widget).__name__} {widget.objectName()}")
        for button in shown(driver.window, QAbstractButton):
            if not (button.text() or button.accessibleName() or button.toolTip()):
                nameless.append(f"{picture}: {type(button).__name__} {button.objectName()}")
    qapp.removeEventFilter(windows)
    assert nameless == []
    assert windows.opened == []


class Marked(gettext.NullTranslations):
    """A language in which every text of ours is marked."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"

    def pgettext(self, context: str, message: str) -> str:
        return f"⟦{message}⟧"


def test_no_text_of_ours_escapes_the_catalogue(open_window: Open, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(i18n._InUse, "texts", Marked())
    monkeypatch.setattr(i18n, "install", lambda _language: None)
    driver = open_window(True)
    bare: set[str] = set()
    for _picture in visits(driver.window):
        for button in shown(driver.window, QPushButton):
            text = button.text()
            # a number of the first page has its words in labels of its own
            if text and "⟦" not in text and not text.startswith(("KN-", "DN-")):
                bare.add(text)
        for label in shown(driver.window, QLabel):
            if label.property("role") == "label" and "⟦" not in label.text():
                bare.add(label.text())
        for field in shown(driver.window, QLineEdit):
            if field.placeholderText() and "⟦" not in field.placeholderText():
                bare.add(field.placeholderText())
    assert bare == set()


def press(driver: Driver, keys: str) -> None:
    driver.window.activateWindow()
    driver.qtbot.waitUntil(driver.window.isActiveWindow)
    target = driver.window.focusWidget() or driver.window
    QTest.keySequence(target, QKeySequence(keys))
    driver.rest()


def test_an_issue_is_added_without_a_mouse(open_window: Open):
    driver = open_window(True)
    press(driver, "Ctrl+3")
    press(driver, "Ctrl+N")
    driver.qtbot.waitUntil(lambda: driver.page.beside() is not None)  # a button takes its time
    driver.rest()
    panel = driver.page.beside()
    text = panel.form.fields["text"].editor
    text.setFocus()
    driver.type_into(text, "Gõ bằng bàn phím.")
    press(driver, "Ctrl+Return")
    assert driver.said() == "Đã thêm KN-2026-0021."
    assert driver.page.list.model().rowCount() == 21


def test_tab_walks_the_form_in_its_order(open_window: Open):
    driver = open_window(True)
    press(driver, "Ctrl+4")
    press(driver, "Ctrl+N")
    driver.qtbot.waitUntil(lambda: driver.page.beside() is not None)  # a button takes its time
    driver.rest()
    form = driver.page.beside().form
    walked = []
    for _step in range(4):
        walked.append(driver.window.focusWidget().objectName())
        QTest.keyClick(driver.window.focusWidget(), Qt.Key.Key_Tab)
    assert walked == list(form.fields)[:4]


def test_forms_scroll_where_letters_are_large(open_window: Open, qapp: object):
    driver = open_window(True)
    driver.window.setStyleSheet("* { font-size: 20pt; }")
    driver.go("enterprises")
    driver.press("primary")
    area = driver.page.beside().findChild(QScrollArea)
    assert area.verticalScrollBar().maximum() > 0
    assert driver.find(QPushButton, "save").isVisible()


@pytest.mark.parametrize(("key", "field"), [("3", "text"), ("4", "name"), ("5", "name")])
def test_another_form_does_not_throw_away_what_was_typed(open_window: Open, key: str, field: str):
    driver = open_window(True)
    press(driver, f"Ctrl+{key}")
    press(driver, "Ctrl+N")
    driver.qtbot.waitUntil(lambda: driver.page.beside() is not None)
    typed = driver.page.beside()
    driver.type(field, "Đang gõ dở")
    press(driver, "Ctrl+N")
    driver.qtbot.waitUntil(lambda: driver.said() != "")
    assert driver.page.beside() is typed
    assert driver.said() == i18n._("What you typed is not saved yet.")
    driver.context.messages.answer(i18n._("Leave without saving"))
    assert driver.page.beside() is not typed


def test_the_wheel_scrolls_a_form_and_changes_no_choice(open_window: Open):
    driver = open_window(True)
    press(driver, "Ctrl+3")
    press(driver, "Ctrl+N")
    driver.qtbot.waitUntil(lambda: driver.page.beside() is not None)
    driver.unfold()
    choice = driver.find(QComboBox, "kind")
    before = choice.currentIndex()
    none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    wheel = QWheelEvent(
        QPointF(5, 5), QPointF(choice.mapToGlobal(QPoint(5, 5))), QPoint(), QPoint(0, -120),
        *none, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(choice, wheel)
    assert choice.currentIndex() == before


def test_a_page_that_is_visited_has_the_keyboard(open_window: Open):
    driver = open_window(True)
    for key in ("issues", "enterprises", "bodies", "sessions"):
        page = driver.go(key)
        assert page.list.hasFocus(), key
    driver.page.open(1)
    driver.rest()
    assert driver.page.issues.list.hasFocus()
    field = driver.page.issues.search
    field.setFocus()
    driver.go("issues")
    driver.go("sessions")
    assert field.hasFocus()  # where it was left


def test_a_table_without_rows_is_not_shown_and_a_new_row_is_typed_at_once(open_window: Open):
    driver = open_window(True)
    driver.go("sessions")
    driver.press("primary")
    venues = driver.page.panel.form.fields["venues"].editor
    assert not venues.typed.isVisible()
    venues.add_button.click()
    assert venues.typed.isVisible()
    QTest.keyClicks(QApplication.focusWidget(), "Cho Mau")
    assert venues.value() == (("Cho Mau", ""),)
