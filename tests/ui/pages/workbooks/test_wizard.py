"""The wizard while it works: left, stopped, closed; its sheets changed; where it writes."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton, QWidget

from dialogue_app.domain.vocabulary import RowStatus
from dialogue_app.services.enterprises.lists import EnterpriseList, EnterpriseQuery
from dialogue_app.services.imports.decisions import UNDECIDED
from tests.ui.conftest import Driver, Open
from ui.tasks import Lane

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

OFFICE = Path(__file__).parents[3] / "workbooks"
REGISTER = OFFICE / "so-doanh-nghiep.xlsx"


def open_wizard(driver: Driver) -> None:
    page = driver.go("enterprises")
    label = "Nhập từ Excel"
    next(one for one in page.findChildren(QPushButton) if one.text() == label).click()


def open_import(driver: Driver, path: Path) -> None:
    """From the file to the end of the wizard."""
    open_wizard(driver)
    driver.page.open_file(path)
    driver.rest()
    driver.press("next")  # write
    driver.press("next")  # done


def enterprises(driver: Driver) -> int:
    return len(EnterpriseList(driver.case).ids(EnterpriseQuery()))


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
    go_on = threading.Event()
    driver.context.tasks.run_long(
        driver.window, lambda task: task.stopping.wait(20) and go_on.set(), lane=Lane.WRITE
    )
    driver.qtbot.mouseClick(driver.find(QPushButton, "next"), Qt.MouseButton.LeftButton)
    driver.window.close_anyway()  # waits for no more than what can be stopped
    assert go_on.is_set()
    assert enterprises(driver) == 0


def test_all_that_writes_to_the_register_stands_in_one_line(
    open_window: Open, monkeypatch: pytest.MonkeyPatch
):
    driver = open_window()
    wrote: list[str] = []
    writing = driver.context.case.store.writing

    def watched(*given: Any) -> Any:
        wrote.append(threading.current_thread().name)
        return writing(*given)

    monkeypatch.setattr(driver.context.case.store, "writing", watched)
    open_wizard(driver)
    driver.page.open_file(REGISTER)
    driver.rest()
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
    driver.press("act_import")
    driver.page.open_file(two_sheets(tmp_path / "hai-ky.xlsx"))
    driver.rest()
    sheet = driver.find(QComboBox, "sheet")
    assert sheet.currentText() == "Kỳ 3"
    driver.choose("session", "Ngoài hội nghị")
    driver.rest()
    sheet.setFocus()
    QTest.keyClick(sheet, Qt.Key.Key_Down)
    driver.rest()
    assert driver.find(QComboBox, "sheet") is sheet
    assert sheet.hasFocus()
    assert driver.page.work.model.lines(2) == ("Nội dung kiến nghị", "Nội dung kiến nghị")
    assert driver.find(QComboBox, "session").currentText() == "Ngoài hội nghị"
    assert driver.page.work.tools.session_id is None
    titles = [row.title for row in driver.page.work.picture.preview.rows]
    assert titles == [f"Kiến nghị thứ {number} của kỳ 4" for number in range(1, 4)]


def test_nothing_of_another_sheet_or_session_is_written_or_decided_until_it_is_compared(
    open_window: Open, tmp_path: Path
):
    driver = open_window(True)
    driver.go("sessions").open(1)
    driver.rest()
    driver.press("step_2")
    driver.press("act_import")
    driver.page.open_file(two_sheets(tmp_path / "hai-ky.xlsx"))
    driver.rest()
    work, write = driver.page.work, driver.find(QPushButton, "next")
    session, sheet = (driver.find(QComboBox, name) for name in ("session", "sheet"))
    with driver.held(Lane.IMPORT):
        session.setCurrentIndex(session.findText("Ngoài hội nghị"))
        assert not write.isEnabled()
    assert write.isEnabled()
    work.questions.shown_rows.emit(replace(work.picture.asked[0], rows=(2,)))
    assert work.model.rowCount() == 1
    with driver.held(Lane.IMPORT):
        sheet.setCurrentIndex(sheet.findText("Kỳ 4"))
        assert not write.isEnabled()
        assert work.model.rowCount() == 0
        assert not work.questions.isVisible()
        QTest.keyClick(work.view, Qt.Key.Key_Delete)
        assert work.history.now == UNDECIDED
    assert work.model.rowCount() == 3  # not only those shown of the sheet before
    assert write.isEnabled()


def shown(driver: Driver) -> str:
    """All that stands beside the list about the row the keyboard is on."""
    labels = driver.find(QWidget, "row_view").findChildren(QLabel)
    return "\n".join(label.text() for label in labels)


def csv(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def test_the_row_the_keyboard_is_on_is_shown_whole(open_window: Open, tmp_path: Path):
    driver = open_window(True)
    driver.go("sessions").open(1)
    driver.rest()
    driver.press("step_2")
    driver.press("act_import")
    text = "Đề nghị xem lại mức thu. " * 20
    driver.page.open_file(
        csv(
            tmp_path / "kien-nghi.csv",
            "STT,Đơn vị nêu,Nội dung kiến nghị,Cơ quan xử lý,Thời hạn,Nội dung trả lời",
            f"1,Công ty Mẫu Chưa Ghi,{text},Phòng Không Có,trong tháng 10,Phường sẽ xem lại.",
            "2,Công ty Mẫu Khác,Đèn đường hỏng.,,,",
        )
    )
    driver.rest()
    said = shown(driver)
    for part in (
        "Công ty Mẫu Chưa Ghi", text.strip(), "Phòng Không Có", "trong tháng 10",
        "Phường sẽ xem lại.",
    ):  # fmt: skip
        assert part in said
    assert "“Công ty Mẫu Chưa Ghi” chưa có trong sổ" in said
    driver.page.work.view.go_to(3)
    assert "Đèn đường hỏng." in shown(driver)
    assert text.strip() not in shown(driver)


def test_a_change_is_shown_old_and_new(open_window: Open, tmp_path: Path):
    driver = open_window()
    lines = "Tên doanh nghiệp,Mã số thuế,Điện thoại", "Công ty Mẫu,0012345678,"
    open_import(driver, csv(tmp_path / "cu.csv", lines[0], f"{lines[1]}0900 000 001"))
    open_wizard(driver)
    driver.page.open_file(csv(tmp_path / "moi.csv", lines[0], f"{lines[1]}0900 000 002"))
    driver.rest()
    assert "0900 000 001 → 0900 000 002" in shown(driver)


def test_the_numbers_before_and_after_writing_agree(open_window: Open):
    driver = open_window()
    open_wizard(driver)
    driver.page.open_file(REGISTER)
    driver.rest()
    counts = driver.page.work.picture.counts
    assert driver.find(QPushButton, "rows_asked").text() == "Cần trả lời 1"
    driver.press("rows_asked")
    assert "Giống dòng 8, chỉ khác" in shown(driver)
    driver.press("next")
    new = counts[RowStatus.NEW] + counts[RowStatus.WARNING]
    said = driver.find(QLabel, "result").text()
    assert said.splitlines() == [
        f"Thêm mới {new}",
        "1 dòng chưa ghi, cần trả lời",
    ]  # and nothing of what was not
    assert new == enterprises(driver)


def test_the_window_names_columns_not_taken_questions_and_skipped_rows(
    open_window: Open, tmp_path: Path
):
    driver = open_window()
    open_wizard(driver)
    lines = "Tên doanh nghiệp,Số tháng nợ,SĐT", "Công ty Mẫu,3,0900 000 001", "Tổng cộng,,"
    driver.page.open_file(csv(tmp_path / "so.csv", *lines))
    driver.rest()
    assert driver.find(QLabel, "said_of_file").text() == "Các cột không lấy: “Số tháng nợ”."
    assert driver.page.work.model.lines(2) == ("Số tháng nợ", "không lấy")
    driver.press("rows_left_out")
    assert "Dòng 3: dòng tổng cộng" in shown(driver)
    assert "Tổng cộng" in shown(driver)


def test_what_is_known_already_is_not_written_again(open_window: Open, tmp_path: Path):
    driver = open_window()
    known = csv(tmp_path / "so.csv", "Tên doanh nghiệp,Điện thoại", "Công ty Mẫu,0900 000 001")
    open_import(driver, known)
    open_wizard(driver)
    driver.page.open_file(known)
    driver.rest()
    assert not driver.find(QPushButton, "next").isEnabled()
    assert driver.find(QPushButton, "next").text() == "Không có gì để ghi"


def test_writing_tells_how_far_it_is(open_window: Open, monkeypatch: pytest.MonkeyPatch):
    driver = open_window()
    open_wizard(driver)
    driver.page.open_file(REGISTER)
    driver.rest()
    seen: list[tuple[int, int]] = []
    monkeypatch.setattr(driver.page, "_progress", lambda *steps: seen.append(steps))
    driver.press("next")
    assert [done == total for done, total in seen] == [False] * (len(seen) - 1) + [True]


def test_the_button_says_that_it_stops_and_from_the_commit_on_that_it_cannot(
    open_window: Open, monkeypatch: pytest.MonkeyPatch
):
    driver = open_window()
    open_wizard(driver)
    driver.page.open_file(REGISTER)
    driver.rest()
    stop, said = driver.page.findChild(QPushButton, "stop"), []
    progress = driver.page._progress

    def watched(done: int, total: int) -> None:
        progress(done, total)
        said.append((stop.text(), stop.isEnabled()))

    monkeypatch.setattr(driver.page, "_progress", watched)
    with driver.held(Lane.WRITE):
        driver.qtbot.mouseClick(driver.find(QPushButton, "next"), Qt.MouseButton.LeftButton)
        driver.qtbot.mouseClick(stop, Qt.MouseButton.LeftButton)
        assert (stop.text(), stop.isEnabled()) == ("Đang dừng…", False)
    driver.press("next")
    assert set(said[:-1]) == {("Dừng", True)}
    assert said[-1] == ("Không dừng được nữa", False)
    assert enterprises(driver) == 125


def test_the_keyboard_stays_in_the_wizard_and_escape_leaves_it(open_window: Open, tmp_path: Path):
    driver = open_window()
    open_wizard(driver)
    page = driver.page
    driver.window.activateWindow()
    driver.qtbot.waitUntil(driver.window.isActiveWindow)
    driver.rest()
    assert QApplication.focusWidget() is driver.find(QPushButton, "empty_action")
    page.open_file(csv(tmp_path / "trong.csv", ""))
    driver.rest()
    assert driver.said()
    assert QApplication.focusWidget() is driver.find(QPushButton, "empty_action")
    page.open_file(REGISTER)
    driver.rest()
    assert QApplication.focusWidget() is page.work.view
    QTest.keyClick(page.work.view, Qt.Key.Key_Escape)
    assert driver.page is driver.window.pages["enterprises"]
    assert enterprises(driver) == 0
