"""Small things that make a page one piece: what is chosen, what leads, where the day opens."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCalendarWidget,
    QCheckBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
)

from dialogue_app.services.agency.reference import ReferenceList, list_reference
from tests.ui.conftest import Driver, Open
from ui.acts import ActButton
from ui.main_window import LEAST
from ui.widgets.days import DateField

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_the_sheet_of_several_names_what_is_chosen(open_window: Open):
    driver = open_window(True)
    page = driver.go("issues")
    page.list.selectRow(1)
    QTest.keyClick(page.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    driver.rest()
    words = [label.text() for label in page.beside().findChildren(QLabel)]
    for row in (1, 2):
        chosen = page.table.row_at(row)
        assert chosen is not None
        assert chosen.code in words
        assert " ".join(chosen.text.split()) in words
    button = driver.find(QPushButton, "many_direct")
    assert button.width() <= button.sizeHint().width()


def test_each_act_on_several_is_wholly_seen_in_the_smallest_window(open_window: Open):
    driver = open_window(True)
    driver.window.resize(LEAST)
    page = driver.go("issues")
    page.list.selectRow(1)
    QTest.keyClick(page.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    driver.rest()
    buttons = page.beside().findChildren(ActButton)
    assert len(buttons) > 6
    page.list.setFocus()
    for _step in range(2 + len(buttons)):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        if isinstance(now, ActButton):
            buttons.remove(now)
            assert now.visibleRegion().boundingRect() == now.rect()
    assert buttons == []


def leading(driver: Driver) -> list[str]:
    buttons = [one for one in driver.page.findChildren(QPushButton) if one.isVisible()]
    return [one.objectName() for one in buttons if one.property("kind") == "primary"]


def test_one_button_of_a_page_leads(open_window: Open):
    driver = open_window(True)
    page = driver.go("issues")
    assert leading(driver) == ["primary"]
    page.list.enter()
    driver.rest()
    assert leading(driver) == ["next_step"]
    page.do("add")
    driver.rest()
    assert leading(driver) == ["save"]
    driver.press("cancel")
    page.list.clearSelection()
    page.look_at(None)
    assert leading(driver) == ["primary"]


def test_the_keyboard_stays_in_the_page_when_its_detail_is_drawn_anew(open_window: Open):
    driver = open_window(True)
    page = driver.go("issues")
    page.list.enter()
    driver.rest()
    driver.find(QPushButton, "edit").setFocus()
    page.refreshed()
    driver.rest()
    assert page.isAncestorOf(QApplication.focusWidget())


def test_the_calendar_opens_on_the_day_of_its_field(open_window: Open):
    driver = open_window(True)
    page = driver.go("issues")
    page.do("add")
    driver.rest()
    field = page.beside().form.fields["received_on"].editor
    assert isinstance(field, DateField)
    for day in (date(2026, 3, 5), date(2025, 12, 31)):
        field.set_value(day)
        field.actions()[0].trigger()
        calendar = field.findChild(QCalendarWidget)
        assert calendar is not None
        assert calendar.selectedDate().toPython() == day
        assert calendar.monthShown() == day.month
        calendar.hide()


def test_names_of_a_list_are_put_in_another_order_by_the_keyboard(open_window: Open):
    driver = open_window(True)
    page = driver.go("settings")
    page.tabs.setCurrentIndex(1)
    names = page.tabs.currentWidget().form.fields["names"].editor
    before = [row.name for row in list_reference(driver.case, ReferenceList.TOPICS)]
    names.list.setFocus()
    names.list.setCurrentRow(2)
    QTest.keyClick(names.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert names.list.currentRow() == 1
    driver.press("save")
    after = [row.name for row in list_reference(driver.case, ReferenceList.TOPICS)]
    assert after == [before[0], before[2], before[1], *before[3:]]


def test_a_name_is_typed_beside_the_list_and_the_buttons_stay_in_sight(open_window: Open):
    driver = open_window(True)
    driver.window.resize(1366, 768)
    page = driver.go("settings")
    page.tabs.setCurrentIndex(1)
    driver.rest()
    panel = page.tabs.currentWidget()
    area = panel.findChild(QScrollArea)
    assert area.verticalScrollBar().maximum() == 0
    names = panel.form.fields["names"].editor
    names.list.setCurrentRow(1)
    line = driver.find(QLineEdit, "one_name")
    line.selectAll()
    driver.type("one_name", "Đất đai, nhà ở")
    driver.find(QCheckBox, "one_offered").click()
    assert names.list.item(1).text() == "Đất đai, nhà ở · Không dùng nữa"
    driver.press("save")
    row = list_reference(driver.case, ReferenceList.TOPICS)[1]
    assert (row.name, row.active) == ("Đất đai, nhà ở", False)
    for name in ("move_up", "move_down", "save"):
        button = driver.find(QPushButton, name)
        assert button.visibleRegion().boundingRect() == button.rect()
