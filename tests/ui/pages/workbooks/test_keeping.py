"""What was decided of a workbook outlives the page; what is pasted and dropped is taken in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QPushButton

from dialogue_app.services.imports.drafts import drafts
from dialogue_app.services.imports.profiles import list_profiles
from dialogue_app.services.imports.workbooks import TableKind
from dialogue_app.services.sessions.lists import list_sessions
from tests.ui.conftest import Driver, Open, keys
from tests.ui.pages.workbooks.test_work_step import (
    CODE,
    NAME,
    choose_column,
    next_says,
    register,
    stand,
    type_cell,
    verdicts,
    work_in,
)

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

ROWS = [NAME, "Nghề"], ["Công ty Mẫu", "in"], ["Hộ Mẫu", "may"]


def write(path: Path, *rows: Sequence[Any], **sheets: Sequence[Any]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    for name, more in sheets.items():
        for row in more:
            (book[name] if name in book.sheetnames else book.create_sheet(name)).append(list(row))
    book.save(path)
    return path


def open_again(driver: Driver, path: Path, kind: str = "enterprises") -> Any:
    driver.go(kind).do("import")
    driver.rest()
    driver.page.open_file(path)
    driver.rest()
    return driver.page.work


def test_a_file_left_half_way_is_offered_and_taken_up_again(open_window: Open, tmp_path: Path):
    driver = open_window()
    path = tmp_path / "so.xlsx"
    work = work_in(driver, path, *ROWS)
    type_cell(driver, work, 2, NAME, "Công ty Mẫu Mới")
    keys(stand(work, 3, NAME), Qt.Key.Key_Delete)
    driver.press("close")
    driver.go("enterprises").do("import")
    driver.rest()
    assert driver.find(QPushButton, "empty_action_2").text() == "Tiếp tục với so.xlsx"
    driver.press("empty_action_2")
    work = driver.page.work
    assert "lựa chọn lần trước" in driver.said()
    assert next_says(driver) == "Ghi 1 đơn vị"
    driver.press("next")
    assert [row.name for row in register(driver)] == ["Công ty Mẫu Mới"]
    assert drafts(driver.case.store.folder, TableKind.ENTERPRISES) == []


def test_of_a_file_that_changed_only_its_shape_is_taken_up(open_window: Open, tmp_path: Path):
    driver = open_window()
    path = tmp_path / "so.xlsx"
    work = work_in(driver, path, *ROWS)
    choose_column(driver, work, "Nghề", "Ghi chú")
    keys(stand(work, 2, NAME), Qt.Key.Key_Delete)
    driver.press("close")
    write(path, ROWS[0], ["Công ty Khác", "xây"], *ROWS[1:])
    work = open_again(driver, path)
    assert "Tệp đã thay đổi" in driver.said()
    assert work.model.lines(2) == ("Nghề", "Ghi chú")
    assert len(verdicts(work)) == 3
    assert next_says(driver) == "Ghi 3 đơn vị"


def test_the_window_closed_meanwhile_offers_it_at_the_next_start(open_window: Open, tmp_path: Path):
    driver = open_window()
    work = work_in(driver, tmp_path / "so.xlsx", *ROWS)
    keys(stand(work, 2, NAME), Qt.Key.Key_Delete)
    driver.rest()
    work.decided.emit()
    driver.page.keeping.keep_draft()
    driver.rest()
    rail = driver.page._rail
    driver.press("close")
    rail.offer_unsaved()
    driver.rest()
    assert "chưa nhập xong" in driver.said()
    driver.context.messages.last.actions[0].do()
    driver.rest()
    assert next_says(driver) == "Ghi 1 đơn vị"


def test_how_a_file_is_read_is_kept_before_writing_and_applied_to_the_next(
    open_window: Open, tmp_path: Path
):
    driver = open_window()
    work = work_in(driver, tmp_path / "sổ thuế.xlsx", *ROWS)
    choose_column(driver, work, "Nghề", "Ghi chú")
    driver.press("next")
    assert "“sổ thuế”" in "".join(label.text() for label in driver.page.findChildren(QLabel))
    driver.press("next")
    work = open_again(
        driver,
        write(tmp_path / "khác.xlsx", ["Nghề", "Vốn", NAME], ["mộc", "1", "Công ty Mẫu Hai"]),
    )
    assert work.model.lines(1) == ("Nghề", "Ghi chú")
    assert driver.find(QLabel, "said_of_file").text().startswith("Đọc theo cách đã ghi nhớ")
    assert "Cột mới “Vốn”" in driver.find(QLabel, "question").text()
    driver.press("take_answer")
    assert not work.questions.isVisible()
    keys(work.view, Qt.Key.Key_Z, modifiers=Qt.KeyboardModifier.ControlModifier)
    driver.rest()
    assert work.model.lines(1) == ("Nghề", "không lấy")  # the profile, too, can be undone


def test_it_is_kept_where_the_import_was_given_up_and_not_where_nothing_was_decided(
    open_window: Open, tmp_path: Path
):
    driver = open_window()
    work_in(driver, tmp_path / "a.xlsx", *ROWS)
    driver.press("close")
    assert list_profiles(driver.case) == []
    work = work_in(driver, tmp_path / "a.xlsx", *ROWS)
    choose_column(driver, work, "Nghề", "Ghi chú")
    driver.press("close")
    assert [row.name for row in list_profiles(driver.case)] == ["a"]


def test_profiles_are_renamed_and_removed_in_the_settings(open_window: Open, tmp_path: Path):
    driver = open_window()
    work = work_in(driver, tmp_path / "a.xlsx", *ROWS)
    choose_column(driver, work, "Nghề", "Ghi chú")
    driver.press("close")
    page = driver.go("settings")
    page.tabs.setCurrentIndex(
        [page.tabs.tabText(n) for n in range(page.tabs.count())].index("Đọc tệp Excel")
    )
    names = driver.find(QListWidget, "profiles")
    assert names.item(0).text() == "a"
    names.item(0).setText("Sổ thuế")
    driver.rest()
    assert [row.name for row in list_profiles(driver.case)] == ["Sổ thuế"]
    names.item(0).setText(" ")
    driver.rest()
    assert "Không dùng được tên" in driver.said()
    assert names.item(0).text() == "Sổ thuế"
    names.setFocus()
    keys(names, Qt.Key.Key_Delete)
    driver.context.messages.answer("Xóa")
    driver.rest()
    assert names.count() == 0
    assert list_profiles(driver.case) == []


def test_the_next_sheet_of_the_shape_is_offered_and_read_alike(open_window: Open, tmp_path: Path):
    path = write(tmp_path / "a.xlsx", *ROWS, Hai=[ROWS[0], ["Công ty Hai", "mộc"]])
    driver = open_window()
    work = open_again(driver, path)
    assert "bảng như vậy: Hai." in driver.find(QLabel, "said_of_file").toolTip()
    choose_column(driver, work, "Nghề", "Ghi chú")
    driver.press("next")
    assert driver.find(QPushButton, "next_sheet").text() == "Tiếp tục với trang tính “Hai”"
    driver.press("next_sheet")
    assert work.model.lines(2) == ("Nghề", "Ghi chú")
    driver.press("next")
    assert {row.name for row in register(driver)} == {"Công ty Mẫu", "Hộ Mẫu", "Công ty Hai"}
    assert not driver.page._end._sheet.isVisible()


def copy(text: str, html: str = "") -> None:
    copied = QMimeData()
    copied.setText(text)
    if html:
        copied.setHtml(html)
    QApplication.clipboard().setMimeData(copied)


def test_rows_copied_in_excel_are_pasted_into_the_register(open_window: Open):
    driver = open_window()
    driver.go("enterprises")
    copy(f"{NAME}\t{CODE}\nC«ng ty MÉu\t0072281864\n")
    driver.page.do("paste")
    driver.rest()
    assert next_says(driver) == "Ghi 1 đơn vị"
    driver.press("next")
    assert [row.name for row in register(driver)] == ["Công ty Mẫu"]


def test_rows_pasted_without_headings_get_their_columns_by_hand(open_window: Open):
    driver = open_window()
    driver.go("enterprises")
    copy("Quán Mẫu\t0900 000 001\nTiệm Mẫu\t0900 000 002\n")
    driver.page.do("paste")
    driver.rest()
    work = driver.page.work
    assert not driver.find(QPushButton, "next").isEnabled()
    choose_column(driver, work, "A", "Tên")
    choose_column(driver, work, "B", "Điện thoại")
    driver.press("next")
    assert {row.phone for row in register(driver)} == {"0900 000 001", "0900 000 002"}


def test_what_is_no_row_is_not_pasted(open_window: Open):
    driver = open_window()
    page = driver.go("enterprises")
    copy("một từ")
    page.do("paste")
    driver.rest()
    assert driver.page is page
    assert "sao chép các dòng trong Excel" in driver.said()


def drop(driver: Driver, path: Path) -> None:
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(path))])
    none = Qt.KeyboardModifier.NoModifier
    event = QDropEvent(
        QPointF(9, 9), Qt.DropAction.CopyAction, dropped, Qt.MouseButton.LeftButton, none
    )
    assert driver.window.acceptDrops()
    driver.window.dropEvent(event)
    driver.rest()


def test_a_workbook_dropped_on_the_window_opens_as_what_it_is(open_window: Open, tmp_path: Path):
    driver = open_window(True)
    issues = [["STT", "Đơn vị nêu", "Nội dung kiến nghị"], [1, "Hộ Mẫu", "Vá đường"]]
    driver.go("settings")
    drop(driver, write(tmp_path / "kn.xlsx", *issues))
    assert driver.page.kind is TableKind.ISSUES
    first = driver.page
    drop(driver, write(tmp_path / "kn2.xlsx", *issues))
    assert driver.page is first  # where a workbook is taken in, another takes its place
    driver.press("close")
    driver.go("bodies")
    drop(driver, write(tmp_path / "dn.xlsx", *ROWS))
    assert driver.page.kind is TableKind.ENTERPRISES
    driver.press("close")
    driver.go("sessions").open(1)
    driver.rest()
    drop(driver, write(tmp_path / "kn3.xlsx", *issues))
    assert driver.page.work.tools.session_id == list_sessions(driver.case)[0].id


def test_what_is_no_workbook_is_told_when_dropped(open_window: Open, tmp_path: Path):
    driver = open_window()
    page = driver.go("enterprises")
    (tmp_path / "a.xlsx").write_bytes(b"PK no zip")
    drop(driver, tmp_path / "a.xlsx")
    assert "a.xlsx" in driver.said()
    assert driver.page is page


def test_leaving_says_that_the_choices_are_kept_and_leads_back(open_window: Open, tmp_path: Path):
    driver = open_window()
    work = work_in(driver, tmp_path / "so.xlsx", *ROWS)
    type_cell(driver, work, 2, NAME, "Công ty Mẫu Mới")
    driver.press("close")
    assert driver.said() == "Các lựa chọn với tệp so.xlsx đã được giữ lại."
    driver.context.messages.answer("Làm tiếp")
    driver.rest()
    assert stand(driver.page.work, 2, NAME).currentIndex().data() == "Công ty Mẫu Mới"


def test_leaving_a_file_in_which_nothing_was_decided_says_nothing(
    open_window: Open, tmp_path: Path
):
    driver = open_window()
    work_in(driver, tmp_path / "so.xlsx", *ROWS)
    driver.press("close")
    assert driver.said() == ""


def test_rows_that_were_pasted_and_worked_in_are_not_left_unasked(open_window: Open):
    driver = open_window()
    page = driver.go("enterprises")
    QApplication.clipboard().setText(f"{NAME}\tNghề\nCông ty Mẫu\tin\n")
    page.do("paste")
    driver.rest()
    work, wizard = driver.page.work, driver.page
    type_cell(driver, work, 2, NAME, "Công ty Mẫu Mới")
    for leave in (lambda: driver.press("close"), driver.window.close):
        leave()
        assert driver.page is wizard
        assert driver.window.isVisible()
        driver.context.messages.answer("Hủy")
    driver.press("close")
    driver.context.messages.answer("Không lưu")
    assert driver.page is driver.window.pages["enterprises"]
