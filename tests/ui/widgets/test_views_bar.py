"""The views above a list: one calm line, what nobody may miss always in it, the rest in a menu."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from dialogue_app.domain.vocabulary import View
from dialogue_app.i18n.words import word
from dialogue_app.services.issues.lists import ISSUES
from tests.ui.conftest import Driver, Open
from ui.widgets.views_bar import ViewsBar

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
ALARMS = {View.ALL, View.TODAY, View.OVERDUE, View.PROMISE_PASSED}
WIDE, HALF_AS_LARGE_AGAIN = (1366, 740), (911, 500)  # the screen of an office; the same at 150 %


def resized(driver: Driver, size: tuple[int, int]) -> ViewsBar:
    driver.window.showNormal()
    driver.window.resize(*size)
    driver.rest()
    bar = driver.page.views
    assert isinstance(bar, ViewsBar)
    return bar


def in_line(bar: ViewsBar) -> list[QPushButton]:
    return [button for button in bar.findChildren(QPushButton) if button.isVisible()]


def key(driver: Driver, which: Qt.Key) -> None:
    QTest.keyClick(QApplication.activePopupWidget() or QApplication.focusWidget(), which)
    driver.rest()


def opened_menu(driver: Driver, bar: ViewsBar) -> QMenu:
    """From the views on by Tab, and opened by Space; a menu has a loop of its own."""
    shown = next(button for button in in_line(bar) if button.isChecked())
    shown.setFocus()
    key(driver, Qt.Key.Key_Tab)
    more = QApplication.focusWidget()
    assert isinstance(more, QPushButton)
    assert more.objectName() == "more_views"
    menu = more.menu()
    menu.popup(more.mapToGlobal(more.rect().bottomLeft()))
    return menu


@pytest.mark.parametrize("size", [WIDE, HALF_AS_LARGE_AGAIN], ids=str)
def test_the_views_stand_in_one_line_with_all_alarms(open_window: Open, size: tuple[int, int]):
    driver = open_window(True)
    driver.go("issues")
    bar = resized(driver, size)
    shown = in_line(bar)
    assert len({button.y() for button in shown}) == 1
    assert max(button.geometry().right() for button in shown) < bar.width()
    names = {button.objectName() for button in shown}
    assert {f"view_{view.value}" for view in ALARMS} <= names
    assert "more_views" in names
    assert [one.y() for one in shown] == [shown[0].y()] * len(shown)
    for view in ALARMS:  # with their numbers
        assert driver.view_button(view).text().split()[-1].isdigit()


def test_however_narrow_the_alarms_and_the_view_that_is_shown_stand_in_the_line(qtbot: QtBot):
    bar = ViewsBar(ISSUES.views)
    qtbot.addWidget(bar)
    bar.resize(200, 60)
    bar.show()
    assert _names(bar) == {f"view_{view.value}" for view in ALARMS} | {"more_views"}
    bar.mark(View.CLOSED)
    shown = {f"view_{view.value}" for view in {*ALARMS, View.CLOSED}}
    assert _names(bar) == shown | {"more_views"}


def test_a_view_in_the_menu_is_brought_by_keys_and_then_stands_in_the_line(open_window: Open):
    driver = open_window(True)
    driver.go("issues")
    bar = resized(driver, HALF_AS_LARGE_AGAIN)
    menu = opened_menu(driver, bar)
    offered = [action.text() for action in menu.actions()]
    places = {view: n for n, view in enumerate(View)}
    waiting = [view for view in View if f"view_{view.value}" not in _names(bar)]
    assert [text.rpartition(" ")[0] for text in offered] == [word(view) for view in waiting]
    assert waiting == sorted(waiting, key=lambda view: places[view])
    for _view in waiting:
        key(driver, Qt.Key.Key_Down)
    assert menu.activeAction().text().startswith(word(View.CLOSED))
    key(driver, Qt.Key.Key_Return)
    assert driver.page.query.view is View.CLOSED
    closed = driver.find(QPushButton, f"view_{View.CLOSED.value}")
    assert closed.isChecked()
    assert len({button.y() for button in in_line(bar)}) == 1
    again = opened_menu(driver, bar)
    assert word(View.CLOSED) not in " ".join(action.text() for action in again.actions())
    again.close()


def test_few_views_need_no_menu(open_window: Open):
    driver = open_window(True)
    driver.go("enterprises")
    bar = resized(driver, WIDE)
    assert "more_views" not in _names(bar)


def _names(bar: ViewsBar) -> set[str]:
    return {button.objectName() for button in in_line(bar)}
