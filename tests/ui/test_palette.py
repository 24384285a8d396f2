"""One field finds everything and does everything that can be done, by keys alone."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget

from dialogue_app.services.enterprises.editing import enterprise_detail
from tests.ui.conftest import Driver, Open, keys
from ui.palette import Palette
from ui.places import Place

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

CONTROL = Qt.KeyboardModifier.ControlModifier


def opened(driver: Driver, text: str = "") -> Palette:
    """The field, with a text typed and what was found for it."""
    QTest.keyClick(driver.window, Qt.Key.Key_K, CONTROL)
    field = driver.window.palette_field
    assert field.hasFocus()
    for letter in text:
        keys(field, 0, letter)
    field.ask_now()
    driver.rest()
    return field


def rows(field: Palette) -> list[str]:
    hits = field.popup
    return [hits.item(row).text() for row in range(hits.count())]


def chosen(field: Palette) -> str:
    return field.popup.currentItem().text()


def test_an_enterprise_is_found_by_its_telephone_and_gone_to(open_window: Open):
    driver = open_window(True)
    page = driver.go("enterprises")
    known = next(row for row in map(page.table.row_at, range(20)) if row and row.phone)
    driver.go("bodies")
    field = opened(driver, known.phone)
    for _issue in range(5):  # what its callers raised comes first
        if chosen(field).startswith("KN-"):
            keys(field, Qt.Key.Key_Down)
    assert known.name in chosen(field)
    keys(field, Qt.Key.Key_Return)
    driver.rest()
    assert driver.page is page
    assert page.beside().detail.id == known.id
    assert not field.popup.isVisible()
    assert field.text() == ""


def test_issues_sessions_and_bodies_are_found_without_marks(open_window: Open):
    driver = open_window(True)
    driver.go("issues")
    first: Any = driver.page.table.row_at(0)
    field = opened(driver, first.code)
    assert first.code in chosen(field)
    keys(field, Qt.Key.Key_Escape)
    session = "2026-K3"
    assert any(session in row for row in rows(opened(driver, session)))
    assert any("Công an phường" in row for row in rows(opened(driver, "cong an")))


def test_the_parts_of_the_settings_are_found_and_gone_to(open_window: Open):
    driver = open_window()
    field = opened(driver, "kiem tra")
    assert "Kiểm tra dữ liệu" in chosen(field)
    keys(field, Qt.Key.Key_Return)
    driver.rest()
    page = driver.page
    assert page.tabs.tabText(page.tabs.currentIndex()) == "Kiểm tra dữ liệu"


def test_pages_and_acts_stand_there_before_anything_is_typed(open_window: Open):
    driver = open_window(True)
    page = driver.go("issues")
    page.list.selectRow(0)
    driver.rest()
    said = rows(opened(driver))
    assert "Doanh nghiệp" in said
    assert any(row.startswith("Ý kiến chỉ đạo của chủ trì") and "Ctrl+D" in row for row in said)
    assert any(row.startswith("Thêm kiến nghị") for row in said)


def test_an_act_of_the_thing_in_front_is_done(open_window: Open):
    driver = open_window(True)
    page = driver.go("issues")
    page.list.selectRow(0)
    driver.rest()
    field = opened(driver, "y kien chi dao")
    keys(field, Qt.Key.Key_Return)
    driver.rest()
    assert page.is_filling_in()
    assert page.beside().isAncestorOf(QApplication.focusWidget())


def test_esc_gives_the_keyboard_back(open_window: Open):
    driver = open_window(True)
    page = driver.go("issues")
    page.list.selectRow(0)
    driver.rest()
    field = opened(driver, "ngap")
    keys(field, Qt.Key.Key_Escape)
    assert page.list.hasFocus()
    assert not field.popup.isVisible()
    QTest.keyClick(page.list, Qt.Key.Key_F, CONTROL)
    assert page.search.hasFocus()


def test_arrows_pass_the_headings_and_go_round(open_window: Open):
    driver = open_window(True)
    driver.go("bodies")
    field = opened(driver, "c")
    hits = field.popup
    seen = set()
    for _step in range(hits.count()):
        assert hits.currentItem().flags() & Qt.ItemFlag.ItemIsEnabled
        seen.add(hits.currentRow())
        keys(field, Qt.Key.Key_Down)
    assert hits.currentRow() in seen
    assert isinstance(hits, QListWidget)
    keys(field, Qt.Key.Key_Up)


def test_nothing_is_asked_while_a_letter_is_composed_and_nothing_on_the_windows_thread(
    open_window: Open, monkeypatch: pytest.MonkeyPatch
):
    driver = open_window(True)
    driver.go("issues")
    here, asked = threading.get_ident(), list[int]()
    reading = driver.context.case.store.reading

    def watched() -> Any:
        asked.append(threading.get_ident())
        return reading()

    monkeypatch.setattr(driver.context.case.store, "reading", watched)
    field = opened(driver)
    QApplication.sendEvent(field, QInputMethodEvent("ngâ", []))
    field.ask_now()
    driver.rest()
    assert asked == []
    done = QInputMethodEvent()
    done.setCommitString("ngập")
    QApplication.sendEvent(field, done)
    field.ask_now()
    driver.rest()
    assert asked
    assert here not in asked


def test_enter_before_the_hits_came_takes_the_first_of_the_new_ones(open_window: Open):
    driver = open_window(True)
    page = driver.go("enterprises")
    known = page.table.row_at(2)
    driver.go("bodies")
    QTest.keyClick(driver.window, Qt.Key.Key_K, CONTROL)
    field = driver.window.palette_field
    for letter in known.name:
        keys(field, 0, letter)
    keys(field, Qt.Key.Key_Return)
    driver.rest()
    assert driver.page is page
    detail = enterprise_detail(driver.case, page.beside().detail.id)
    assert detail.form.name == known.name


def test_words_of_users_are_shown_as_they_are(open_window: Open):
    driver = open_window(True)
    field = opened(driver, "<b>zzq&")
    assert rows(field) == ["Không tìm thấy kết quả nào cho “<b>zzq&”."]
    assert not isinstance(field.popup.item(0).data(Qt.ItemDataRole.UserRole), Place)
