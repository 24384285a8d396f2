"""The keyboard alone: where it lands, and how it gets from one part of a page to the next."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.conftest import Driver, Open, keys
from ui import theme
from ui.places import Place
from ui.widgets.form_panel import FormPanel

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def key(which: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget(), which)


@pytest.mark.parametrize("name", ["sessions", "issues", "enterprises", "bodies", "settings"])
def test_the_keyboard_lands_in_the_page(open_window: Open, name: str):
    driver = open_window(True)
    driver.window.go(Place(name))
    driver.rest()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert driver.page.isAncestorOf(focus)


def test_tab_goes_from_the_search_over_its_row_to_list_and_detail(
    open_window: Open,
):
    driver = open_window(True)
    page = driver.go("issues")
    page.focus_search()
    key(Qt.Key.Key_Down)
    assert page.list.hasFocus()
    assert page.list.currentIndex().row() == 0
    driver.rest()
    page.focus_search()
    for name in ("choose_columns", "export", "view_all", "more_views"):
        key(Qt.Key.Key_Tab)
        assert QApplication.focusWidget().objectName() == name
    key(Qt.Key.Key_Tab)
    assert page.list.hasFocus()
    key(Qt.Key.Key_Tab)
    focus = QApplication.focusWidget()
    assert page.side.isAncestorOf(focus)
    assert focus.objectName() == "next_step"
    key(Qt.Key.Key_Tab)
    assert page.side.isAncestorOf(QApplication.focusWidget())


def test_tab_goes_from_the_list_of_settings_into_each_part_above_its_buttons(open_window: Open):
    driver = open_window(True)
    page = driver.go("settings")
    driver.window.activateWindow()
    for place in range(page.list.count()):
        page.list.setFocus()
        page.list.setCurrentRow(place)
        driver.rest()
        key(Qt.Key.Key_Tab)
        panel, focus = page.tabs.currentWidget(), QApplication.focusWidget()
        assert panel.isAncestorOf(focus), page.tabs.tabText(place)
        if isinstance(panel, FormPanel) and panel.form.stops():
            assert focus.objectName() not in ("save", "cancel"), page.tabs.tabText(place)


def bar(driver: Driver) -> bool:
    """Whether the current row shows that the keyboard is on it."""
    spot = driver.page.list.visualRect(driver.page.list.currentIndex())
    image = driver.page.list.viewport().grab().toImage()
    return bool(image.pixelColor(1, spot.center().y()) == theme.color("accent"))


def test_the_row_of_the_keyboard_can_be_seen(open_window: Open):
    driver = open_window(True)
    page = driver.go("enterprises")
    page.list.enter()
    driver.rest()
    assert bar(driver)
    page.focus_search()
    assert not bar(driver)


def test_a_click_on_a_part_of_settings_puts_the_keyboard_into_its_fields(open_window: Open):
    driver = open_window(True)
    page = driver.go("settings")
    for place in (1, 2, 0):
        spot = page.list.visualItemRect(page.list.item(place)).center()
        QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        assert page.tabs.currentIndex() == place
        assert page.tabs.currentWidget().form.isAncestorOf(QApplication.focusWidget())


def test_arrow_keys_go_through_the_parts_of_settings(open_window: Open):
    driver = open_window(True)
    page = driver.go("settings")
    page.list.setFocus()
    keys(page.list, Qt.Key.Key_Down)
    assert (page.tabs.currentIndex(), page.list.hasFocus()) == (1, True)
    page.tabs.setCurrentIndex(4)
    assert page.list.currentRow() == 4
