"""From giving out to an extension to the days explained, by keys."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from dialogue_app.domain.fields.issues import IssueDraft
from dialogue_app.domain.life import Move
from dialogue_app.domain.vocabulary import Relation
from dialogue_app.services.bodies.lists import list_bodies
from dialogue_app.services.issues.assigning import AssignmentDraft, Due, assign, propose
from dialogue_app.services.issues.detail import issue_detail
from dialogue_app.services.issues.intake import register_issue
from tests.ui.conftest import Driver, Open
from ui.places import Place

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def own_body(driver: Driver) -> int:
    return next(row.id for row in list_bodies(driver.case) if row.relation is Relation.OWN)


def press_keys(driver: Driver, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    focused = driver.window.focusWidget()
    assert isinstance(focused, QWidget)
    QTest.keyClick(focused, key, modifiers)
    driver.rest()


def test_given_out_extended_and_explained_by_keys(open_window: Open):
    driver = open_window(True)
    draft = IssueDraft("Hẻm ngập nước.", promised_on=date(2026, 12, 7))
    new = register_issue(driver.case, draft)
    body = AssignmentDraft(own_body(driver))
    propose(driver.case, issue_detail(driver.case, new).seen, [body])
    driver.window.go(Place("issues", new))
    driver.rest()
    press_keys(driver, Qt.Key.Key_G, CONTROL | SHIFT)
    driver.page.beside().put("due_days", None)
    driver.type("due_days", "5")
    assert driver.page.beside().form.fields["due_days"].hint == "→ thứ Sáu, 04/12/2026"
    press_keys(driver, Qt.Key.Key_Return, CONTROL)
    press_keys(driver, Qt.Key.Key_H, CONTROL | SHIFT)
    panel = driver.page.beside()
    assert panel.form.fields["due"].hint == "Hiện là thứ Sáu, 04/12/2026"
    driver.type("due_days", "3")
    assert panel.form.fields["due_days"].hint == "→ thứ Tư, 09/12/2026"
    driver.type("reason", "chờ kết quả đo đạc")
    driver.type("allowed_by", "Ông Mẫu")
    panel.form.fields["moves_promise"].editor.setFocus()
    QTest.keyClick(panel.form.fields["moves_promise"].editor, Qt.Key.Key_Space)
    press_keys(driver, Qt.Key.Key_Return, CONTROL)
    detail = issue_detail(driver.case, new)
    (part,) = detail.assignments
    assert (part.original_due_on, part.due_on) == (date(2026, 12, 4), date(2026, 12, 9))
    assert detail.form.promised_on == date(2026, 12, 9)
    ask = driver.find(QWidget, "explain_dates")
    ask.setFocus()
    QTest.keyClick(ask, Qt.Key.Key_Return)
    driver.rest()
    (said,) = driver.page.findChildren(QLabel, "explained_date")
    lines = said.text().splitlines()
    assert lines[0].endswith("thứ Tư, 09/12/2026")
    assert sum(line.startswith("+") for line in lines) == 5
    (extended,) = (line for line in lines if "đo đạc" in line)
    assert "từ 04/12/2026 đến thứ Tư, 09/12/2026" in extended
    assert "07/12/2026" not in extended
    assert "Ông Mẫu" in extended


def test_what_is_no_extension_is_said_beside_its_field(open_window: Open):
    driver = open_window(True)
    new = register_issue(driver.case, IssueDraft("Hẻm ngập nước."))
    form = AssignmentDraft(own_body(driver), due=Due(on=date(2026, 12, 4)))
    assign(driver.case, issue_detail(driver.case, new).seen, form, driver.case.today())
    page = driver.go("issues")
    page.do(Move.EXTEND.value, new)
    driver.rest()
    panel = page.beside()
    assert "moves_promise" not in panel.form.fields  # nothing was promised
    driver.press("save")
    assert panel.form.fields["due"].error == "Nhập hạn mới."
    assert panel.form.fields["reason"].error
    driver.type("due", "4/12/2026")
    driver.type("reason", "đo đạc lại")
    driver.press("save")
    expected = "Hạn mới 04/12/2026 phải sau hạn hiện tại 04/12/2026."
    assert panel.form.fields["due"].error == expected
    panel.put("due", date(2026, 12, 5))
    driver.press("save")
    assert issue_detail(driver.case, new).row.next_due_on == date(2026, 12, 5)
