"""The list on screen written as a workbook."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from dialogue_app.domain.errors.base import Cancelled
from dialogue_app.domain.vocabulary import View
from dialogue_app.services import exporting
from tests.ui.conftest import Open
from ui.widgets import files
from ui.widgets.export_button import ExportButton

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def table(path: Path) -> list[list[Any]]:
    sheet = load_workbook(path).active
    assert sheet is not None
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_the_columns_the_order_and_the_view_of_the_screen(
    open_window: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    driver = open_window(True)
    page = driver.go("issues")
    driver.show_view(View.OVERDUE)
    page.list.columns.choose("state", shown=False)
    page.list.columns.move("due", -4)
    target = tmp_path / "quá hạn.xlsx"
    proposed: list[str] = []

    def ask(_parent: object, _messages: object, _title: str, _kind: str, name: str, save: Any):
        proposed.append(name)
        save(target)

    monkeypatch.setattr(files, "ask_where_to_save", ask)
    button = driver.find(QPushButton, "export")
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    driver.rest()
    assert proposed == ["Kiến nghị.xlsx"]
    heads, *rows = table(target)
    assert heads == ["Thời hạn", "Mã", "Đơn vị nêu", "Nội dung kiến nghị", "Cơ quan chủ trì"]
    codes = [page.table.row_at(place).code for place in range(page.table.rowCount())]
    assert [row[1] for row in rows] == codes
    assert driver.said() == "Đã xuất 8 dòng ra quá hạn.xlsx."
    assert button.text() == "Xuất Excel…"


@pytest.mark.parametrize("key", ["enterprises", "bodies", "sessions"])
def test_every_list_can_be_written(open_window: Open, tmp_path: Path, key: str):
    driver = open_window(True)
    page = driver.go(key)
    button = driver.find(ExportButton, "export")
    button.save(tmp_path / "x.xlsx")
    driver.rest()
    assert len(table(tmp_path / "x.xlsx")) == page.table.rowCount() + 1


def test_pressed_again_it_stops_and_nothing_is_left(
    open_window: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    driver = open_window(True)
    driver.go("issues")
    button = driver.find(ExportButton, "export")

    go_on = threading.Event()

    def until_stopped(*arguments: Any) -> int:
        should_stop = arguments[-1]
        while not should_stop():
            pass
        go_on.wait(20)
        raise Cancelled

    monkeypatch.setattr(exporting, "export_list", until_stopped)
    button.save(tmp_path / "x.xlsx")
    assert button.text() == "Dừng (0 %)"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert button.text() == "Đang dừng…"  # at once, whatever the work does
    go_on.set()
    driver.rest()
    assert driver.said() == "Đã dừng, chưa ghi gì."
    assert button.text() == "Xuất Excel…"
    assert list(tmp_path.glob("*.xlsx")) == []


def test_what_cannot_be_written_is_said(open_window: Open, tmp_path: Path):
    driver = open_window(True)
    driver.go("bodies")
    driver.find(ExportButton, "export").save(tmp_path / "không có" / "x.xlsx")
    driver.rest()
    assert "x.xlsx" in driver.said()
    assert driver.find(ExportButton, "export").text() == "Xuất Excel…"
