"""The page of bodies shows the body of the row, as the other pages do."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from tests.ui.conftest import Open

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_a_click_shows_the_body_beside_the_list(open_window: Open):
    driver = open_window(True)
    page = driver.go("bodies")
    assert page.count.text() == f"{page.table.rowCount()} cơ quan, đơn vị"
    for row in (1, 2):
        spot = page.list.visualRect(page.table.index(row, 0)).center()
        QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        driver.rest()
        body = page.table.row_at(row)
        assert body is not None
        assert page.beside().findChildren(QLabel)[0].text() == body.name
    driver.press("edit")
    assert page.is_filling_in()
    driver.press("cancel")
    assert page.beside().objectName() == "body_view"
    assert page.list.hasFocus()
