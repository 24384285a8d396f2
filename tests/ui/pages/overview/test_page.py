"""The first page: its numbers, and where each of them leads."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from dialogue_app.domain.fields.issues import IssueDraft
from dialogue_app.domain.vocabulary import View
from dialogue_app.services.issues.intake import register_issue
from dialogue_app.services.issues.lists import IssueQuery
from dialogue_app.services.issues.reminding import to_remind
from dialogue_app.services.issues.to_tell import raisers_to_tell
from dialogue_app.services.overview.units import own_units
from tests.ui.conftest import Driver, Open
from ui.pages.overview.page import OverviewPage


@pytest.fixture
def driver(open_window: Open) -> Driver:
    return open_window(sample=True)


def tile(driver: Driver, view: View) -> QPushButton:
    return driver.find(QPushButton, f"tile_{view.value}")


def test_the_program_begins_with_it(driver: Driver):
    assert isinstance(driver.page, OverviewPage)
    assert tile(driver, View.TODAY).hasFocus()  # Tab leads through the numbers first


def test_numbers_are_told_and_lead_to_their_lists_by_keys(driver: Driver):
    overdue = tile(driver, View.OVERDUE)
    assert overdue.accessibleName() == "Quá hạn: 8"
    overdue.setFocus()
    QTest.keyClick(overdue, Qt.Key.Key_Return)
    driver.rest()
    assert driver.page.query.view is View.OVERDUE
    assert driver.page.table.rowCount() == 8
    driver.window.step(-1)
    driver.rest()
    assert isinstance(driver.page, OverviewPage)


def test_a_unit_opens_what_it_has_and_what_is_late(driver: Driver):
    row = next(unit for unit in own_units(driver.case) if unit.overdue)
    for column, query in ((0, IssueQuery(in_hand_of=row.id)), (2, IssueQuery(late_at=row.id))):
        units = driver.go("overview").units
        units.select_id(row.id)
        units.setCurrentIndex(units.model().index(units.currentIndex().row(), column))
        QTest.keyClick(units, Qt.Key.Key_Return)
        driver.rest()
        assert driver.page.query == query
        assert driver.find(QPushButton, "narrowed").text().startswith(f"Chỉ {row.name}")


def test_it_says_how_many_are_to_be_called_and_leads_to_them(driver: Driver):
    bodies, raisers = len(to_remind(driver.case)), len(raisers_to_tell(driver.case))
    assert driver.find(QPushButton, "calls").text() == (
        f"Hôm nay cần gọi: Cơ quan, đơn vị cần nhắc {bodies}"
        f" · Doanh nghiệp cần báo, hỏi ý kiến {raisers}"
    )
    driver.press("calls")
    assert driver.page is driver.window.pages["calls"]


def test_what_is_written_is_counted_at_once(driver: Driver):
    before = tile(driver, View.NOT_GIVEN).accessibleName()
    register_issue(driver.case, IssueDraft("Mới."))
    driver.rest()
    assert (before, tile(driver, View.NOT_GIVEN).accessibleName()) == (
        "Chưa giao: 0",
        "Chưa giao: 1",
    )


def test_an_empty_register_says_what_to_begin_with(open_window: Open):
    driver = open_window()
    driver.press("next_session")
    assert driver.page is driver.window.pages["sessions"]
    driver.window.step(-1)
    driver.press("first_import")
    assert driver.page.help_topic == "import"
