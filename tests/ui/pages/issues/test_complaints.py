"""A complaint is given to no body: marking one that was given out asks before it withdraws it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QCheckBox

from dialogue_app.domain.vocabulary import AssignmentState, Relation
from dialogue_app.services.issues.detail import IssueDetail, issue_detail
from tests.ui.conftest import Driver, Open
from tests.ui.pages.issues.test_moves import details

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def given_out(driver: Driver) -> IssueDetail:
    """An issue that stands with one of our own units."""
    return next(
        detail
        for detail in details(driver)
        if detail.assignments
        and all(assignment.state is AssignmentState.GIVEN for assignment in detail.assignments)
        and detail.assignments[0].relation is Relation.OWN
    )


def test_marking_a_complaint_that_was_given_out_asks_and_then_withdraws_it(open_window: Open):
    driver = open_window(True)
    before = given_out(driver)
    page = driver.go("issues")
    page.do("edit", before.id)
    driver.rest()
    driver.unfold()
    driver.find(QCheckBox, "complaint").setChecked(True)
    driver.press("save")
    error = page.beside().form.fields["complaint"].error
    assert before.assignments[0].body in error
    assert issue_detail(driver.case, before.id) == before  # it was only asked
    driver.press("save")
    after = issue_detail(driver.case, before.id)
    assert after.form.complaint
    assert {assignment.state for assignment in after.assignments} == {AssignmentState.WITHDRAWN}
    assert after.row.next_due_on is None


def test_who_is_asked_may_leave_the_complaint_unmarked(open_window: Open):
    driver = open_window(True)
    before = given_out(driver)
    page = driver.go("issues")
    page.do("edit", before.id)
    driver.rest()
    driver.unfold()
    complaint = driver.find(QCheckBox, "complaint")
    complaint.setChecked(True)
    driver.press("save")
    complaint.setChecked(False)
    driver.type("note", "Không phải khiếu nại.")
    driver.press("save")
    after = issue_detail(driver.case, before.id)
    assert after.form.note.endswith("Không phải khiếu nại.")
    assert not after.form.complaint
    assert after.assignments == before.assignments
