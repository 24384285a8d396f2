"""Places: where one was is found again, by back and forward, by links, at the next start."""

from __future__ import annotations

import json
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QToolButton

from dialogue_app.domain.vocabulary import View
from dialogue_app.services.issues.lists import IssueQuery
from tests.ui.conftest import Driver, Open
from ui.app import make_window
from ui.places import History, Place, query_of, read_place

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def step(driver: Driver, key: Qt.Key) -> None:
    """Alt and an arrow."""
    QTest.keyClick(driver.window, key, Qt.KeyboardModifier.AltModifier)
    driver.rest()


def test_a_place_is_written_and_read_with_its_query():
    query = IssueQuery(search="ngập", view=View.OVERDUE, session_id=3, descending=False)
    read = read_place(Place("issues", 7, query).written())
    assert read is not None
    assert (read.page, read.id) == ("issues", 7)
    assert query_of(IssueQuery(), read.query) == query


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", json.dumps({"page": "x"}), json.dumps({"id": 1, "query": 2})]
)
def test_anything_else_is_no_place(text: str):
    assert read_place(text) is None


@pytest.mark.parametrize("value", [None, "late", 3, ["new"]])
def test_what_does_not_fit_a_query_is_left_as_usual(value: Any):
    values = {"view": value, "search": value, "descending": value, "unknown": 1}
    fitting = {"search": value} if isinstance(value, str) else {}
    assert query_of(IssueQuery(), values) == IssueQuery(**fitting)


def test_a_new_way_is_taken_from_where_one_went_back_to():
    history = History()
    one, two, three = (Place("issues", key) for key in (1, 2, 3))
    for place in (one, two, two):
        history.visit(place)
    assert history.can_step(-1)
    assert history.step(-1) == one
    assert not history.can_step(-1)
    history.visit(three)
    assert not history.can_step(1)
    assert history.step(-1) == one


def test_back_and_forward_lead_through_pages_rows_and_views(open_window: Open):
    driver = open_window(True)
    issues = driver.go("issues")
    driver.show_view(View.ANSWERED)
    issues.list.selectRow(1)
    driver.rest()
    shown = issues.list.current_id()
    enterprises = driver.go("enterprises")
    enterprises.list.selectRow(3)
    driver.rest()
    chosen = enterprises.list.current_id()
    driver.window.go(Place("issues", 1, IssueQuery()))
    driver.rest()
    assert (issues.query.view, issues.beside().detail.id) == (View.ALL, 1)
    step(driver, Qt.Key.Key_Left)
    assert driver.page is enterprises
    assert enterprises.beside().detail.id == chosen
    step(driver, Qt.Key.Key_Left)
    assert driver.page is issues
    assert issues.query.view is View.ANSWERED
    assert driver.view_button(View.ANSWERED).isChecked()
    assert issues.list.current_id() == issues.beside().detail.id == shown
    driver.find(QToolButton, "go_forward", driver.window).click()
    driver.rest()
    assert driver.page is enterprises


def test_an_enterprise_leads_to_its_issue_and_back(open_window: Open):
    driver = open_window(True)
    page = driver.go("enterprises")
    for row in range(page.table.rowCount()):
        page.list.selectRow(row)
        driver.rest()
        links = [b for b in page.beside().findChildren(QPushButton) if "issue_" in b.objectName()]
        if links:
            break
    chosen, issue = page.list.current_id(), int(links[0].objectName().removeprefix("issue_"))
    links[0].click()
    driver.rest()
    assert driver.page.beside().detail.id == issue
    step(driver, Qt.Key.Key_Left)
    assert driver.page is page
    assert page.beside().detail.id == chosen


def test_a_session_laid_over_its_list_is_a_place(open_window: Open):
    driver = open_window(True)
    page = driver.go("sessions")
    page.open(1)
    driver.rest()
    driver.press("step_5")
    driver.go("bodies")
    step(driver, Qt.Key.Key_Left)
    assert driver.page.detail.id == 1
    assert driver.page.steps.checkedId() == 4
    step(driver, Qt.Key.Key_Left)
    assert driver.page is page
    step(driver, Qt.Key.Key_Right)
    assert driver.page.detail.id == 1
    assert driver.page.steps.checkedId() == 4


def test_going_back_from_a_session_asks_for_what_is_typed(open_window: Open):
    driver = open_window(True)
    driver.go("sessions").open(1)
    driver.rest()
    session = driver.page
    driver.press("step_1")
    driver.type("place", " phụ")
    step(driver, Qt.Key.Key_Left)
    assert driver.page is session
    assert driver.said() == "Nội dung vừa nhập chưa được lưu."


@pytest.mark.parametrize("name", ["issues", "sessions"])
def test_the_next_start_is_where_the_last_one_ended(open_window: Open, name: str):
    driver = open_window(True)
    if name == "issues":
        driver.go("issues")
        driver.window.go(Place("issues", 2, IssueQuery(view=View.ANSWERED)))
    else:
        driver.go("sessions").open(1)
    driver.rest()
    place = driver.window.here()
    driver.window.close()
    again = Driver(make_window(driver.case), driver.case, driver.qtbot)
    driver.qtbot.addWidget(again.window)
    again.context.changes.stop()
    again.window.show()
    again.rest()
    assert again.window.here() == place
    again.window.close_anyway()
