"""An import is taken back from its end, or from the list of imports."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from dialogue_app.services.case import Case
from dialogue_app.services.enterprises.lists import EnterpriseList, EnterpriseQuery
from dialogue_app.services.imports.taking_back import TakenBack, take_back_import
from tests.services.changing import change_enterprise
from tests.services.imports.test_imports import workbook
from tests.ui.conftest import Driver, Open
from tests.ui.pages.workbooks.test_wizard import REGISTER, open_wizard

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def import_till_the_end(driver: Driver, path: Path) -> None:
    """Up to the page that says what was written."""
    open_wizard(driver)
    driver.page.open_file(path)
    driver.rest()
    driver.press("next")


def registered(driver: Driver) -> list[int]:
    return list(EnterpriseList(driver.case).ids(EnterpriseQuery()))


def said_beside(driver: Driver) -> str:
    return "\n".join(label.text() for label in driver.page.detail.findChildren(QLabel))


def test_from_the_end_of_an_import(open_window: Open):
    driver = open_window()
    import_till_the_end(driver, REGISTER)
    assert len(registered(driver)) > 100
    driver.press("take_back")
    assert driver.page.list.hasFocus()
    assert "bị xóa khỏi danh sách" in said_beside(driver)
    driver.window.activateWindow()
    driver.qtbot.waitUntil(driver.window.isActiveWindow)
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    driver.rest()
    assert registered(driver) == []
    assert driver.said().startswith("Đã thu hồi: Doanh nghiệp: 125 bị xóa khỏi danh sách")
    assert driver.page.list.model().rowCount() == 0
    assert not driver.page.take_back_button.isEnabled()
    QTest.keyClick(driver.page.list, Qt.Key.Key_Escape)
    assert driver.page is driver.window.pages["enterprises"]


def test_what_was_edited_since_is_named(open_window: Open, tmp_path: Path):
    driver = open_window()
    rows = ([1, "Công ty TNHH Mẫu Một", "", "", ""], [2, "HKD Mẫu Hai", "", "", ""])
    import_till_the_end(driver, workbook(tmp_path / "a.xlsx", *rows))
    driver.press("next")
    driver.page.do("past_imports")
    driver.rest()
    change_enterprise(driver.another("huong"), 2, note="đã gọi")
    driver.rest()
    assert "DN-00002 HKD Mẫu Hai (đã xử lý, chỉnh sửa sau khi nhập)" in said_beside(driver)
    driver.press("take_back")
    assert registered(driver) == [2]
    assert driver.page.list.model().rowCount() == 1


def test_nobody_leaves_while_an_import_is_taken_back(
    open_window: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    driver, may_go_on = open_window(), Event()

    def slowly(case: Case, number: int) -> TakenBack:
        may_go_on.wait(60)
        return take_back_import(case, number)

    monkeypatch.setattr("ui.pages.past_imports.page.take_back_import", slowly)
    import_till_the_end(driver, workbook(tmp_path / "a.xlsx", [1, "HKD Mẫu", "", "", ""]))
    driver.press("take_back")
    page, back = driver.page, driver.find(QPushButton, "close")
    page.take_back()
    back.click()
    QTest.keyClick(page.list, Qt.Key.Key_Escape)
    assert driver.page is page
    may_go_on.set()
    driver.rest()
    assert driver.said().startswith("Đã thu hồi: ")
    back.click()
    assert driver.page is driver.window.pages["enterprises"]
