"""Every count and every gap leads to what it counts, and Alt+Left leads back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from dialogue_app.domain.vocabulary import SessionGap, Standing
from dialogue_app.services.enterprises.editing import enterprise_detail
from dialogue_app.services.issues.lists import IssueList, IssueQuery
from dialogue_app.services.sessions.editing import edit_session, session_detail
from tests.ui.conftest import Driver, Open, as_read

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def back(driver: Driver) -> None:
    QTest.keyClick(driver.window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    driver.rest()


def first_number(button: QPushButton) -> int:
    return next(int(part) for part in button.text().replace(":", " ").split() if part.isdigit())


def test_the_issues_of_a_session_add_up_and_each_number_is_a_link(open_window: Open):
    driver = open_window(True)
    page = driver.go("sessions")
    page.list.selectRow(0)
    driver.rest()
    shown = [b for b in page.beside().findChildren(QPushButton) if "standing_" in b.objectName()]
    counts = {button.objectName(): first_number(button) for button in shown}
    assert counts.pop("standing_all") == sum(counts.values()) == 20
    for name, n in counts.items():
        driver.press(name)
        assert driver.page.table.rowCount() == n
        assert driver.page.query.standing is Standing(name.removeprefix("standing_"))
        assert driver.find(QPushButton, "narrowed").text().startswith("Chỉ 2026-K3 · ")
        back(driver)
        assert driver.page is page


def test_a_list_that_is_narrowed_says_so_and_is_widened_again(open_window: Open):
    driver = open_window(True)
    page = driver.go("sessions")
    page.list.selectRow(0)
    driver.rest()
    driver.press("standing_overdue")
    shown = driver.page
    all_in_view = shown.views.findChild(QPushButton, "view_all").text()
    assert all_in_view.endswith(f" {shown.table.rowCount()}")
    driver.press("narrowed")
    assert shown.table.rowCount() == 20
    assert shown.findChild(QPushButton, "narrowed").isHidden()
    assert shown.views.findChild(QPushButton, "view_all").text().endswith(" 20")


def test_a_gap_leads_to_its_issues_from_the_session_and_back(open_window: Open):
    driver = open_window(True)
    driver.go("sessions").open(1)
    driver.rest()
    session = driver.page
    gaps = dict(session_detail(driver.case, 1).gaps)
    driver.press("step_2")
    driver.press("gap_issues_unidentified")
    wanted = IssueQuery(session_id=1, gap=SessionGap.ISSUES_UNIDENTIFIED)
    assert driver.page.table.rowCount() == gaps[SessionGap.ISSUES_UNIDENTIFIED]
    assert set(driver.page.table._ids) == set(IssueList(driver.case).ids(wanted))
    back(driver)
    assert driver.page is session
    assert session.steps.checkedId() == 1
    driver.press("step_4")
    driver.press("gap_issues_not_sent")
    assert driver.page.table.rowCount() == gaps[SessionGap.ISSUES_NOT_SENT]


def test_what_is_missing_of_the_session_itself_leads_to_its_field(open_window: Open):
    driver = open_window(True)
    before = session_detail(driver.case, 1)
    edit_session(driver.case, as_read(before), replace(before.form, started_at=None, ended_at=None))
    driver.go("sessions").open(1)
    driver.rest()
    driver.press("step_2")
    driver.press("gap_no_start")
    assert driver.page.steps.checkedId() == 0
    assert driver.page.prepare.form.fields["starts"].editor.hasFocus()


def test_what_an_enterprise_raised_and_what_a_body_has_in_hand_are_links(open_window: Open):
    driver = open_window(True)
    page = driver.go("enterprises")
    driver.press("view_with_issues")
    page.list.selectRow(0)
    driver.rest()
    raised = len(enterprise_detail(driver.case, page.list.current_id()).issues)
    driver.press("all_issues")
    assert driver.page.table.rowCount() == raised
    bodies = driver.go("bodies")
    driver.press("view_with_work")
    for row in range(bodies.table.rowCount()):
        bodies.list.selectRow(row)
        driver.rest()
        n = first_number(driver.find(QPushButton, "in_hand"))
        driver.press("in_hand")
        assert driver.page.table.rowCount() == n
        back(driver)
