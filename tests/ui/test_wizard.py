"""The wizard while it works: left, stopped, closed; its sheets changed; where it writes."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton

from dialogue_app.services.enterprise_lists import EnterpriseList, EnterpriseQuery
from tests.ui.conftest import Driver, Open
from ui.tasks import Lane

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

OFFICE = Path(__file__).parents[1] / "workbooks"
REGISTER = OFFICE / "so-doanh-nghiep.xlsx"


def open_wizard(driver: Driver) -> None:
    driver.go("enterprises")
    driver.press("empty_action")


def enterprises(driver: Driver) -> int:
    return len(EnterpriseList(driver.store).ids(EnterpriseQuery()))


def test_closing_the_wizard_while_it_reads_stops_it_without_a_word(open_window: Open):
    driver = open_window()
    open_wizard(driver)
    page = driver.page
    with driver.held(Lane.IMPORT):
        page.open_file(REGISTER)
        driver.qtbot.mouseClick(driver.find(QPushButton, "close"), Qt.MouseButton.LeftButton)
        assert driver.page is driver.window.pages["enterprises"]
        QApplication.sendPostedEvents()
    assert driver.said() == ""


def test_while_rows_are_written_the_wizard_is_not_left_unasked(open_window: Open):
    driver = open_window()
    open_wizard(driver)
    driver.page.open_file(REGISTER)
    driver.rest()
    driver.press("next")
    with driver.held(Lane.WRITE):
        driver.qtbot.mouseClick(driver.find(QPushButton, "next"), Qt.MouseButton.LeftButton)
        assert not driver.find(QPushButton, "close").isEnabled()
        driver.window.close()
        assert driver.window.isVisible()
        driver.context.messages.answer("Hủy")
        driver.qtbot.mouseClick(driver.find(QPushButton, "stop"), Qt.MouseButton.LeftButton)
    assert driver.said() == "Đã dừng. Dữ liệu không thay đổi."
    assert enterprises(driver) == 0
    driver.press("next")
    assert enterprises(driver) == 125
    assert not driver.window.findChild(QPushButton, "stop").isVisible()


def test_closing_the_window_stops_what_is_being_written(open_window: Open):
    driver = open_window()
    open_wizard(driver)
    driver.page.open_file(REGISTER)
    driver.rest()
    driver.press("next")
    go_on = threading.Event()
    driver.context.tasks.run_long(
        driver.window, lambda task: task.stopping.wait(20) and go_on.set(), lane=Lane.WRITE
    )
    driver.qtbot.mouseClick(driver.find(QPushButton, "next"), Qt.MouseButton.LeftButton)
    driver.window.close_anyway()  # waits for no more than what can be stopped
    assert go_on.is_set()
    assert enterprises(driver) == 0


def test_all_that_writes_to_the_register_stands_in_one_line(open_window: Open):
    driver = open_window()
    wrote: list[str] = []
    driver.store.subscribe(lambda _changes: wrote.append(threading.current_thread().name))
    open_wizard(driver)
    driver.page.open_file(REGISTER)
    driver.rest()
    driver.press("next")
    driver.press("next")
    driver.press("next")
    driver.press("primary")
    driver.type("name", "Công ty Mẫu")
    driver.press("save")
    assert len(wrote) == 2
    assert len(set(wrote)) == 1


def two_sheets(path: Path) -> Path:
    book = Workbook()
    first = book.active
    assert first is not None
    first.title = "Kỳ 3"
    second = book.create_sheet("Kỳ 4")
    first.append(["STT", "Đơn vị nêu", "Nội dung kiến nghị"])
    second.append(["STT", "Nội dung kiến nghị", "Ghi chú", "Đơn vị nêu"])
    for number in range(1, 4):
        first.append([number, "Công ty Mẫu", f"Kiến nghị thứ {number} của kỳ 3"])
        second.append([number, f"Kiến nghị thứ {number} của kỳ 4", "", "Hộ kinh doanh Mẫu"])
    book.save(path)
    return path


def test_another_sheet_changes_the_columns_and_leaves_the_session(
    open_window: Open, tmp_path: Path
):
    driver = open_window(True)
    driver.go("sessions").open(1)
    driver.rest()
    driver.press("step_2")
    driver.page.issues.take_in_button.click()
    driver.page.open_file(two_sheets(tmp_path / "hai-ky.xlsx"))
    driver.rest()
    sheet = driver.find(QComboBox, "sheet")
    assert sheet.currentText() == "Kỳ 3"
    driver.choose("session", "Ngoài hội nghị")
    assert driver.find(QComboBox, "column_text").currentIndex() == 3
    sheet.setFocus()
    QTest.keyClick(sheet, Qt.Key.Key_Down)
    QApplication.sendPostedEvents()
    assert driver.find(QComboBox, "sheet") is sheet
    assert sheet.hasFocus()
    assert driver.find(QComboBox, "column_text").currentIndex() == 2
    assert driver.find(QComboBox, "session").currentText() == "Ngoài hội nghị"
    assert driver.page.columns_step.session_id is None
    driver.press("next")
    titles = [row.title for row in driver.page.rows_step.preview.rows]
    assert titles == [f"Kiến nghị thứ {number} của kỳ 4" for number in range(1, 4)]
