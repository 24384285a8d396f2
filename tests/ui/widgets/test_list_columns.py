"""Columns chosen, ordered and sized, by keyboard too, and found again at the next start."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget, QTableView, QWidget
from pytestqt.qtbot import QtBot

from dialogue_app.services.opening import open_case
from tests.template import USER
from tests.ui.conftest import Driver, Open, keys
from ui.app import make_window
from ui.models.paged_table import PagedTable
from ui.widgets.columns_panel import ColumnsPanel
from ui.widgets.list_view import ListView

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def headings(page: Any) -> list[str]:
    """The chosen columns from left to right, those a narrow list has no room for too."""
    header, table = page.list.horizontalHeader(), page.table
    order = [header.logicalIndex(place) for place in range(header.count())]
    keys_in_order = [table.columns[place].key for place in order]
    return [key for key in keys_in_order if key in page.list.columns.chosen]


def panel(driver: Driver) -> ColumnsPanel:
    driver.press("choose_columns")
    (opened,) = [one for one in driver.page.findChildren(ColumnsPanel) if one.isVisible()]
    return opened


def names(opened: ColumnsPanel) -> list[str]:
    return [opened.names.item(row).text() for row in range(opened.names.count())]


def test_a_column_is_shown_hidden_and_moved_by_keys(open_window: Open):
    driver = open_window(True)
    page = driver.go("enterprises")
    assert headings(page) == ["code", "name", "tax_code", "legal_type", "phone", "issues"]
    opened = panel(driver)
    names_list = opened.findChild(QListWidget, "columns")
    assert names_list is not None
    assert names_list.accessibleName()
    names_list.setCurrentRow(names(opened).index("Loại hình"))
    keys(names_list, Qt.Key.Key_Space, " ")
    names_list.setCurrentRow(names(opened).index("Người đại diện"))
    keys(names_list, Qt.Key.Key_Space, " ")
    driver.rest()
    assert "legal_type" not in headings(page)
    assert headings(page)[-1] == "representative"
    opened.close()
    opened = panel(driver)
    opened.names.setCurrentRow(names(opened).index("Người đại diện"))
    for _step in range(3):
        QTest.keyClick(opened.names, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    driver.rest()
    assert headings(page) == ["code", "name", "representative", "tax_code", "phone", "issues"]
    assert opened.names.currentItem().text() == "Người đại diện"
    assert page.table.index(0, page.table.columnCount() - 4).data() != "…"
    QTest.keyClick(opened.names, Qt.Key.Key_Return)
    assert not opened.isVisible()


def test_what_names_the_row_cannot_be_left_out(open_window: Open):
    driver = open_window(True)
    page = driver.go("issues")
    opened = panel(driver)
    for row in range(opened.names.count()):
        opened.names.setCurrentRow(row)
        if opened.names.item(row).checkState() == Qt.CheckState.Checked:
            keys(opened.names, Qt.Key.Key_Space, " ")
    driver.rest()
    assert headings(page) == ["code", "text"]
    opened.close()


def test_a_column_is_read_when_it_is_first_shown(open_window: Open):
    driver = open_window(True)
    page = driver.go("issues")
    place = [column.key for column in page.table.columns].index("topic")
    assert page.table.index(0, place).data() is None
    page.list.columns.choose("topic", shown=True)
    driver.rest()
    assert page.table.index(0, place).data() == "Giáo dục"


def test_columns_order_and_widths_are_found_again_at_the_next_start(
    open_window: Open, qtbot: QtBot
):
    driver = open_window(True)
    page = driver.go("enterprises")
    page.list.columns.choose("legal_type", shown=False)
    page.list.columns.move("phone", -2)
    driver.go("issues").list.columns.choose("topic", shown=True)
    phone = [column.key for column in page.table.columns].index("phone")
    page.list.horizontalHeader().resizeSection(phone, 177)
    driver.window.close_anyway()
    driver.case.store.close()
    case = open_case(driver.case.store.folder, driver.case.clock, USER)
    driver.others.append(case)
    window = make_window(case)
    window.current().context.changes.stop()  # type: ignore[union-attr]
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    again = Driver(window, case, qtbot)
    page = again.go("enterprises")
    assert headings(page) == ["code", "phone", "name", "tax_code", "issues"]
    assert page.list.columnWidth(phone) == 177
    assert "topic" in again.go("issues").list.columns.chosen
    page = again.go("enterprises")
    page.list.columns.reset()
    again.rest()
    assert headings(page) == ["code", "name", "tax_code", "legal_type", "phone", "issues"]
    window.close_anyway()


def test_a_dragged_heading_is_remembered_and_a_click_there_still_orders(open_window: Open):
    driver = open_window(True)
    page = driver.go("issues")
    header = page.list.horizontalHeader()
    header.moveSection(header.visualIndex(1), 0)
    assert page.list.columns.chosen[:2] == ["raiser", "code"]
    spot = QPoint(header.sectionViewportPosition(1) + 20, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    driver.rest()
    assert page.query.sort == "raiser"


def test_the_menu_of_the_headings_opens_the_panel(open_window: Open):
    driver = open_window(True)
    page = driver.go("bodies")
    page.list.horizontalHeader().customContextMenuRequested.emit(QPoint(30, 10))
    (opened,) = [one for one in page.findChildren(ColumnsPanel) if one.isVisible()]
    assert names(opened)[:2] == ["Tên", "Viết tắt"]
    opened.close()


def test_marked_rows_are_copied_whole_under_their_headings(open_window: Open):
    driver = open_window(True)
    page = driver.go("issues")
    page.list.columns.choose("state", shown=False)
    page.list.columns.move("body", -2)
    page.list.selectRow(1)
    QTest.keyClick(page.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(page.list, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    driver.rest()
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().split("\n")]
    assert lines[0] == ["Mã", "Cơ quan chủ trì", "Đơn vị nêu", "Nội dung kiến nghị", "Thời hạn"]
    assert [line[0] for line in lines[1:]] == ["KN-2026-0019", "KN-2026-0018"]
    assert {len(line) for line in lines} == {5}
    assert driver.said() == "Đã chép 2 dòng."


def test_everything_is_marked_without_a_question_to_any_row(
    open_window: Open, monkeypatch: pytest.MonkeyPatch
):
    driver = open_window(True)
    page = driver.go("issues")
    asked: list[int] = []
    flags = PagedTable.flags
    monkeypatch.setattr(
        PagedTable, "flags", lambda table, index: asked.append(1) or flags(table, index)
    )
    QTest.keyClick(page.list, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    page.list.repaint()
    page.list.horizontalHeader().repaint()
    few = len(asked)
    driver.rest()
    assert len(page.list.selected_ids()) == 20
    header = page.list.horizontalHeader()
    assert header.selectionModel() is not page.list.selectionModel()
    assert few < 20 * 6


def test_the_arrow_stands_beside_its_own_heading_and_points_up_from_a_to_z(open_window: Open):
    driver = open_window(True)
    page = driver.go("enterprises")
    horizontal = Qt.Orientation.Horizontal

    def said() -> list[str]:
        count = page.table.columnCount()
        return [page.table.headerData(place, horizontal) for place in range(count)]

    assert said()[:3] == ["Mã", "Tên ↑", "Mã số thuế"]
    assert not page.list.horizontalHeader().isSortIndicatorShown()
    page.table.sort(2, Qt.SortOrder.DescendingOrder)
    driver.rest()
    assert said()[:3] == ["Mã", "Tên", "Mã số thuế ↓"]


def test_the_menu_key_and_tab_reach_the_choice_of_columns(open_window: Open):
    driver = open_window(True)
    driver.go("issues")
    button = driver.find(QWidget, "choose_columns")
    assert button.accessibleName() == "Chọn cột"
    assert button.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_a_cell_that_is_cut_says_all_of_it_as_plain_text(
    open_window: Open, monkeypatch: pytest.MonkeyPatch
):
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QHelpEvent

    from dialogue_app.domain.fields.issues import IssueDraft
    from dialogue_app.services.issues.intake import register_issue
    from ui.widgets import rows

    driver = open_window(True)
    register_issue(driver.case, IssueDraft("<b>Đậm</b> & " + "dài " * 30))
    driver.rest()
    page = driver.go("issues")
    driver.rest()
    shown: list[str] = []
    monkeypatch.setattr(rows.QToolTip, "showText", lambda _spot, text, _view: shown.append(text))
    for column in (0, 2):
        spot = page.list.visualRect(page.table.index(0, column)).center()
        event = QHelpEvent(QEvent.Type.ToolTip, spot, page.list.viewport().mapToGlobal(spot))
        QApplication.sendEvent(page.list.viewport(), event)
    (text,) = shown  # the code is not cut
    assert text.startswith('<p style="white-space:pre-wrap">&lt;b&gt;Đậm&lt;/b&gt; &amp; dài')


def test_a_list_never_scrolls_sideways(open_window: Open):
    driver = open_window(True)
    driver.window.showNormal()
    for width in (960, 1100, 1366, 1700):
        driver.window.resize(width, 600)
        for key in ("issues", "enterprises", "bodies", "sessions"):
            page = driver.go(key)
            assert page.list.horizontalScrollBar().maximum() == 0, (width, key)
            if key in ("issues", "enterprises", "bodies"):
                page.list.selectRow(0)
                driver.rest()
                assert page.list.horizontalScrollBar().maximum() == 0, (width, key)


def test_dates_are_not_cut_and_take_no_more_room_than_they_need(open_window: Open):
    driver = open_window(True)
    page = driver.go("bodies")
    place = [column.key for column in page.table.columns].index("valid")
    view: QTableView = page.list
    texts = [page.table.index(row, place).data() for row in range(page.table.rowCount())]
    longest = max(texts, key=len)
    assert longest.startswith("từ 01/03/2025 đến")
    needed = view.fontMetrics().horizontalAdvance(longest)
    assert needed < view.columnWidth(place) < needed + 40


def test_a_window_file_that_names_other_columns_is_of_no_harm(tmp_path: Path, open_window: Open):
    from PySide6.QtCore import QSettings

    driver = open_window(True)
    view: ListView = driver.go("bodies").list
    settings = QSettings(str(tmp_path / "x.ini"), QSettings.Format.IniFormat)
    settings.setValue("lists/body/columns", "gone open relation")
    settings.setValue("lists/body/widths", "gone=7 open=x relation=140")
    view.columns.remember(settings, "body")
    assert view.columns.chosen == ["name", "open", "relation"]
