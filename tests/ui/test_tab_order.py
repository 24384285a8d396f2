"""Tab walks each page as one reads it, row by row, leaves nothing out and comes round."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton, QWidget

from tests.ui.conftest import Driver, Open
from ui.app import open_session
from ui.pages.sessions.session import SessionPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
MOST_STOPS = 60


def walked(driver: Driver) -> list[QWidget]:
    """Where Tab leads from the field for everything until it is there again."""
    start = driver.window.palette_field
    start.setFocus()
    stops: list[QWidget] = []
    for _ in range(MOST_STOPS):
        here = QApplication.focusWidget()
        assert here is not None
        QTest.keyClick(here, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        assert now is not None
        if now is start:
            return stops
        stops.append(now)
    raise AssertionError("Tab does not come round")


def placed(driver: Driver, part: QWidget) -> QRect:
    return QRect(part.mapTo(driver.window, QPoint()), part.size())


@pytest.mark.parametrize("key", ["sessions", "issues", "enterprises", "bodies"])
def test_a_list_is_walked_as_it_is_read(open_window: Open, key: str):
    driver = open_window(True)
    page = driver.go(key)
    driver.rest()
    stops = [part for part in walked(driver) if page.isAncestorOf(part)]
    above = stops[: stops.index(page.list)]
    rows = [placed(driver, part) for part in above]
    for before, after in pairwise(rows):
        lower = after.top() > before.bottom()
        beside = after.left() > before.left() and after.bottom() > before.top()
        assert lower or beside, (before, after)
    reached = {part.objectName() for part in above}
    assert page._field in above
    for button in page.findChildren(QPushButton) + page.findChildren(QToolButton):
        counts = button.isVisible() and button.isEnabled() and not is_inside(page, button)
        counts = counts and bool(button.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if counts and not button.objectName().startswith("view_"):  # arrows go from view to view
            assert button.objectName() in reached


def test_a_session_is_walked_from_its_steps_to_its_list(open_window: Open):
    driver = open_window(True)
    driver.go("sessions")
    open_session(driver.window, 1)
    driver.rest()
    page = driver.window.current()
    assert isinstance(page, SessionPage)
    stops = [part for part in walked(driver) if page.isAncestorOf(part)]
    issues = page.issues
    assert stops.index(issues._field) < stops.index(issues.list)
    assert any(part in page.steps.buttons() for part in stops[: stops.index(issues._field)])


def is_inside(page: QWidget, part: QWidget) -> bool:
    return any(inner.isAncestorOf(part) for inner in page.inner_parts())  # type: ignore[attr-defined]
