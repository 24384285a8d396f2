"""What was done last is taken back by a button beside its message, or by Ctrl+Z."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QListWidgetItem, QPushButton

from dialogue_app import machine
from dialogue_app.services.enterprises.editing import edit_enterprise, enterprise_detail
from dialogue_app.services.issues.detail import issue_detail
from tests.template import USER
from tests.ui.conftest import Driver, Open, as_read
from ui.palette import PalettePopup

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def answered(driver: Driver) -> int:
    """An answer recorded to the first issue of the list."""
    page = driver.go("issues")
    key = page.table.id_at(0)
    page.list.selectRow(0)
    driver.rest()
    page.do("answer", key)
    driver.rest()
    driver.type("answer", "Đã xong.")
    driver.press("save")
    return key


def rows_of(popup: PalettePopup) -> list[QListWidgetItem]:
    """What can be chosen there, without the headings."""
    items = [popup.item(place) for place in range(popup.count())]
    return [item for item in items if item.flags() & Qt.ItemFlag.ItemIsEnabled]


def test_who_works_here_is_named_or_said_to_be_the_computers_user(
    open_window: Open, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(machine, "user_name", lambda: USER)
    driver = open_window(True)
    shown = [label.text() for label in driver.window.statusBar().findChildren(QLabel)]
    assert f"Quản trị; đăng nhập máy tính với tên “{USER}”" in shown


@pytest.mark.parametrize("way", ["button", "key", "palette"])
def test_an_act_is_taken_back_and_it_is_said_which(open_window: Open, way: str):
    driver = open_window(True)
    first = driver.go("issues").table.id_at(0)
    before = issue_detail(driver.case, first)
    key = answered(driver)
    assert driver.said() == f"Đã ghi trả lời cho {before.code}."
    if way == "button":
        driver.find(QPushButton, "message_1", driver.window).click()
    elif way == "palette":
        field = driver.window.palette_field
        field.open()
        QTest.keyClicks(field, "hoan tac")
        field.ask_now()
        driver.rest()
        assert [row.text() for row in rows_of(field.popup)] == ["Hoàn tác   Ctrl+Z"]
        QTest.keyClick(field, Qt.Key.Key_Return)
    else:
        QTest.keyClick(driver.page.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    driver.rest()
    assert driver.said() == f"Đã hoàn tác: Đã ghi trả lời cho {before.code}."
    assert issue_detail(driver.case, key).answers == before.answers
    assert driver.page.beside().detail.answers == before.answers


def test_what_somebody_built_on_stays(open_window: Open):
    driver = open_window(True)
    page = driver.go("enterprises")
    key = page.table.id_at(0)
    page.do("edit", key)
    driver.rest()
    driver.type("note", "Ghi chú. ")
    driver.press("save")
    other = driver.another("Bà Khác")
    known = enterprise_detail(other, key)
    edit_enterprise(other, as_read(known), replace(known.form, note="Của tôi."))
    driver.rest()
    QTest.keyClick(page.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    driver.rest()
    assert driver.context.messages.last.kind == "error"
    assert enterprise_detail(driver.case, key).form.note == "Của tôi."


def test_ctrl_z_in_a_field_is_of_its_text_alone(open_window: Open):
    driver = open_window(True)
    key = answered(driver)
    said = driver.said()
    driver.page.focus_search()
    field = driver.page.search
    driver.type_into(field, "ngap")
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    driver.rest()
    assert driver.said() == said
    assert issue_detail(driver.case, key).answers
