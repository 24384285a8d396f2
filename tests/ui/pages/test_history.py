"""The history of changes beside a list: opened from the record, left for it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from dialogue_app.services.enterprises.editing import edit_enterprise
from tests.services.changing import read_enterprise
from tests.ui.conftest import Driver, Open


def opened(driver: Driver, page: str, key: int = 1) -> str:
    """What the history says."""
    driver.go(page)
    driver.page.do("history", key)
    driver.rest()
    view = driver.find(QWidget, "history_view")
    return "\n".join(label.text() for label in view.findChildren(QLabel))


@pytest.mark.parametrize("page", ["issues", "enterprises", "sessions", "bodies"])
def test_every_record_shows_its_history(open_window: Open, page: str):
    driver = open_window(True)
    told = opened(driver, page)
    assert "Lịch sử thay đổi" in told
    assert "27/11/2026" in told
    assert driver.case.actor.name in told


def test_it_stays_while_others_write_and_is_left_for_the_record(open_window: Open):
    driver = open_window(True)
    opened(driver, "enterprises")
    known = read_enterprise(driver.case, 1)
    edit_enterprise(driver.case, known, replace(known.draft, note="gọi sau 17 giờ"))
    driver.rest()
    view = driver.find(QWidget, "history_view")
    QTest.keyClick(view, Qt.Key.Key_Escape)
    driver.rest()
    assert driver.find(QWidget, "enterprise_view").isVisible()
    assert "→" not in opened(driver, "enterprises").splitlines()[0]
    assert "Ghi chú: gọi sau 17 giờ" in opened(driver, "enterprises")
    driver.find(QPushButton, "back").click()
    driver.rest()
    assert driver.find(QWidget, "enterprise_view").isVisible()
