"""What is said never covers what is worked on, and a question belongs to what it asks about."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from dialogue_app.domain.fields.issues import IssueDraft
from dialogue_app.services.enterprises.editing import enterprise_detail
from dialogue_app.services.issues.intake import register_issue
from tests.template import NOW
from tests.ui.conftest import Driver, Open
from ui.messages import Action
from ui.widgets.form_panel import FormPanel

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def typed_in_a_form(driver: Driver) -> FormPanel:
    page = driver.go("enterprises")
    page.do("edit", page.table.id_at(0))
    driver.rest()
    driver.type("note", "Mới. ")
    return page.beside()


def toast(driver: Driver) -> QWidget:
    return driver.window.findChild(QWidget, "toast")


def key(which: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget(), which)


def place(driver: Driver, widget: QWidget) -> object:
    return widget.rect().translated(widget.mapTo(driver.window, widget.rect().topLeft()))


def test_a_message_covers_no_button_of_a_form(open_window: Open):
    driver = open_window(True)
    form = typed_in_a_form(driver)
    driver.context.messages.error("Không được.\nVì nhiều lẽ.\nLẽ thứ ba.")
    QApplication.processEvents()
    text = driver.find(QLabel, "toast_text", driver.window)
    assert text.height() >= text.heightForWidth(text.width())
    for name in ("save", "cancel"):
        button = driver.find(QPushButton, name, form)
        assert not place(driver, button).intersects(place(driver, toast(driver)))  # type: ignore[attr-defined]


def test_a_question_takes_the_keyboard_and_gives_it_back(open_window: Open):
    driver = open_window(True)
    form = typed_in_a_form(driver)
    note = form.form.fields["note"].editor
    key(Qt.Key.Key_Escape)
    assert QApplication.focusWidget().text() == "Lưu"  # type: ignore[union-attr]
    key(Qt.Key.Key_Escape)
    assert toast(driver).isHidden()
    assert QApplication.focusWidget() is note
    assert form.is_dirty
    key(Qt.Key.Key_Escape)
    key(Qt.Key.Key_Return)
    driver.rest()
    saved = enterprise_detail(driver.case, driver.page.list.current_id())
    assert saved.form.note.startswith("Mới.")
    assert not driver.page.is_filling_in()


def test_a_question_goes_with_the_form_and_the_page_it_asks_about(open_window: Open):
    driver = open_window(True)
    form = typed_in_a_form(driver)
    form.leave()
    assert toast(driver).isVisible()
    driver.go("bodies")
    assert toast(driver).isHidden()
    page = driver.go("enterprises")
    assert page.beside() is form
    form.leave()
    page.put_beside(None)
    assert toast(driver).isHidden()
    driver.context.messages.error("Không đọc được.")
    driver.go("bodies")
    assert toast(driver).isHidden()


def test_enter_loses_nothing_where_there_is_nothing_to_save_with(open_window: Open):
    driver = open_window(True)
    left: list[bool] = []
    driver.context.messages.ask_to_leave(lambda: left.append(True))
    key(Qt.Key.Key_Return)
    assert toast(driver).isHidden()
    assert not left


@pytest.mark.parametrize("by_key", [True, False])
def test_what_a_message_offers_gives_the_keyboard_back(open_window: Open, by_key: bool):
    driver = open_window(True)
    note = typed_in_a_form(driver).form.fields["note"].editor
    note.setFocus()
    driver.context.messages.done("Đã lưu.", Action("Hoàn tác", lambda: None))
    offered = driver.find(QPushButton, "message_1", driver.window)
    if by_key:
        offered.setFocus()
        key(Qt.Key.Key_Return)
    else:
        QTest.mouseClick(offered, Qt.MouseButton.LeftButton)
    assert not offered.isVisible()
    assert note.hasFocus()


def test_enter_does_not_what_is_asked_about(open_window: Open):
    driver = open_window()
    done: list[bool] = []
    driver.context.messages.ask("Xóa vĩnh viễn?", "Xóa", lambda: done.append(True))
    key(Qt.Key.Key_Return)
    assert done == []
    assert not toast(driver).isVisible()


def test_another_form_waits_until_the_first_is_saved(open_window: Open):
    driver = open_window(True)
    first = typed_in_a_form(driver)
    known = driver.page.table.id_at(0)
    driver.page.do("add")
    driver.rest()
    driver.context.messages.answer("Lưu")
    driver.rest()
    assert driver.page.beside() not in (None, first)
    assert driver.page.is_filling_in()
    assert enterprise_detail(driver.case, known).form.note.startswith("Mới.")


def test_closing_the_window_leads_to_what_is_not_saved(open_window: Open):
    driver = open_window(True)
    settings = driver.go("settings")
    settings.tabs.setCurrentIndex(0)
    driver.type("place_name", "Mẫu ")
    settings.tabs.setCurrentIndex(1)
    driver.go("issues")
    closed: list[bool] = []
    driver.window.closed.connect(lambda: closed.append(True))
    driver.window.close()
    assert driver.page is settings
    assert settings.tabs.currentIndex() == 0
    labels = [one.text() for one in toast(driver).findChildren(QPushButton) if one.isVisible()]
    assert labels == ["Lưu", "Không lưu", "Hủy"]
    assert not closed
    key(Qt.Key.Key_Return)
    driver.qtbot.waitUntil(lambda: bool(closed))


def test_enter_presses_the_button_the_keyboard_is_on(open_window: Open):
    driver = open_window(True)
    page = driver.go("issues")
    driver.find(QPushButton, "primary", page).setFocus()
    key(Qt.Key.Key_Return)
    driver.rest()
    assert page.is_filling_in()


def test_of_what_nobody_foresaw_a_report_is_copied_without_anybodys_data(open_window: Open):
    driver = open_window()
    try:
        raise ValueError("Nguyễn Văn Mẫu, 0900 000 001")
    except ValueError as error:
        driver.context.messages.error(error)
    assert driver.said() == "Có lỗi ngoài dự kiến; dữ liệu vẫn như trước. (ValueError)"
    driver.context.messages.answer("Chép báo cáo lỗi")
    copied = QApplication.clipboard().text()
    assert "ValueError" in copied
    assert "test_messages.py" in copied
    assert "Mẫu" not in copied
    assert "0900" not in copied


def test_a_clock_that_is_behind_is_asked_about(open_window: Open):
    """The first save is refused, and goes through once somebody said that the clock is right."""
    driver = open_window(True)
    later = replace(driver.case, clock=lambda: NOW + timedelta(days=40))
    register_issue(later, IssueDraft("Đường ngập"))
    driver.go("issues")
    driver.page.do("add")
    driver.rest()
    driver.type("text", "Hẻm ngập")
    driver.press("save")
    said = driver.context.messages.last
    assert "06/01/2027" in said.text
    assert driver.page.has_unsaved()
    driver.context.messages.answer(said.actions[0].label)
    driver.press("save")
    assert not driver.page.has_unsaved()
