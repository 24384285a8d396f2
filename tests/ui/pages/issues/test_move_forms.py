"""The forms of moves that few issues make, each opened directly and filled in by keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox

from dialogue_app.domain.fields.issues import IssueDraft
from dialogue_app.domain.life import Move
from dialogue_app.domain.vocabulary import IssueState, Outcome, SendingKind, VerdictLevel
from dialogue_app.i18n.words import word
from dialogue_app.services.issues.detail import IssueDetail, issue_detail
from dialogue_app.services.issues.intake import register_issue
from dialogue_app.services.issues.lists import IssueList, IssueQuery
from tests.template import seen
from tests.ui.conftest import Driver, Open, keys
from ui.pages.issues.move_forms import (
    CameBackPanel,
    DuplicatePanel,
    EscalatePanel,
    SendPanel,
    VerdictPanel,
)
from ui.widgets.form_panel import FormPanel

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def allowing(driver: Driver, move: Move) -> list[IssueDetail]:
    details = (issue_detail(driver.case, key) for key in IssueList(driver.case).ids(IssueQuery()))
    return [detail for detail in details if move in detail.moves]


def opened(driver: Driver, make: Callable[[], FormPanel]) -> FormPanel:
    page = driver.go("issues")
    panel = make()
    panel.saved.connect(lambda _result: page.put_beside(None))
    page.put_beside(panel)
    panel.begin()
    driver.rest()
    driver.window.activateWindow()
    driver.qtbot.waitUntil(driver.window.isActiveWindow)
    return panel


def save(driver: Driver) -> None:
    ctrl = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, ctrl)
    driver.rest()


def pick(driver: Driver, name: str, text: str) -> None:
    field = driver.type(name, text)
    driver.qtbot.waitUntil(field.popup.isVisible)  # type: ignore[attr-defined]
    keys(field, Qt.Key.Key_Return)


def test_one_letter_that_carried_several_issues(open_window: Open):
    driver = open_window(True)
    waiting = [
        detail for detail in allowing(driver, Move.SEND) if detail.row.state is IssueState.NOT_SENT
    ]
    chosen = [detail.seen for detail in waiting]
    assert len(chosen) > 2
    panel = opened(driver, lambda: SendPanel(driver.context, chosen))
    assert not panel.is_dirty
    body = panel.value("body")
    assert QApplication.focusWidget() is panel.form.fields["number"].editor
    driver.type_into(panel.form.fields["number"].editor, "21/UBND-KT")
    save(driver)
    assert driver.page.beside() is None
    for detail in (issue_detail(driver.case, one.id) for one in chosen):
        sent = [part for part in detail.assignments if part.sent_on]
        is_with_it = any(part.body_id == body for part in detail.assignments)
        assert [part.sent_number for part in sent] == ["21/UBND-KT"] * is_with_it
        assert all(part.sent_on == driver.case.today() for part in sent)


def test_a_call_is_recorded_for_one(open_window: Open):
    driver = open_window(True)
    one = next(
        detail for detail in allowing(driver, Move.SEND) if detail.row.state is IssueState.NOT_SENT
    )
    opened(driver, lambda: SendPanel(driver.context, [one.seen]))
    assert driver.find(QComboBox, "body").currentText() in {part.body for part in one.assignments}
    driver.choose("kind", word(SendingKind.CALL))
    driver.press("save")
    kinds = {part.sent_kind for part in issue_detail(driver.case, one.id).assignments}
    assert SendingKind.CALL in kinds


def test_nothing_to_send_asks_for_a_body(open_window: Open):
    driver = open_window(True)
    key = register_issue(driver.case, IssueDraft("Hẻm ngập."))
    panel = opened(driver, lambda: SendPanel(driver.context, [seen(driver.case, key)]))
    save(driver)
    assert panel.form.fields["body"].error == "Hãy nhập “Cơ quan nhận”."


def test_an_issue_is_sent_up_and_comes_back_with_an_answer(open_window: Open):
    driver = open_window(True)
    one = allowing(driver, Move.ESCALATE)[0]
    panel = opened(driver, lambda: EscalatePanel(driver.context, one))
    save(driver)
    assert panel.form.fields["addressee"].error == "Hãy nhập “Nơi nhận”."
    driver.type("addressee", "Bộ Tài chính")
    driver.type("paper", "Công văn 30/UBND")
    save(driver)
    up = issue_detail(driver.case, one.id)
    assert up.row.state is IssueState.SENT_UP
    opened(driver, lambda: CameBackPanel(driver.context, up))
    driver.type("answer", "Bộ đã sửa thông tư.")
    save(driver)
    back = issue_detail(driver.case, one.id)
    assert back.row.state is not IssueState.SENT_UP
    assert "Bộ đã sửa thông tư." in [answer.text for answer in back.answers]


def test_it_comes_back_without_an_answer(open_window: Open):
    driver = open_window(True)
    one = allowing(driver, Move.ESCALATE)[0]
    opened(driver, lambda: EscalatePanel(driver.context, one))
    pick(driver, "body", "so xay dung")
    save(driver)
    up = issue_detail(driver.case, one.id)
    opened(driver, lambda: CameBackPanel(driver.context, up))
    save(driver)
    back = issue_detail(driver.case, one.id)
    assert back.row.state is not IssueState.SENT_UP
    assert back.answers == one.answers


def test_what_a_raiser_thinks_of_the_answer(open_window: Open):
    driver = open_window(True)
    one = next(detail for detail in allowing(driver, Move.VERDICT) if detail.raisers)
    panel = opened(driver, lambda: VerdictPanel(driver.context, one))
    assert QApplication.focusWidget() is panel.form.fields["level"].editor
    save(driver)
    assert panel.form.fields["level"].error
    driver.choose("level", word(VerdictLevel.SATISFIED))
    driver.type("note", "Đã nhận được văn bản.")
    save(driver)
    first = next(r for r in issue_detail(driver.case, one.id).raisers if r.id == one.raisers[0].id)
    assert first.verdict is VerdictLevel.SATISFIED


def test_an_issue_is_followed_together_with_the_one_it_repeats(open_window: Open):
    driver = open_window(True)
    key = register_issue(driver.case, IssueDraft("Hẻm lại ngập."))
    detail = issue_detail(driver.case, key)
    other = next(one for one in allowing(driver, Move.MARK_DUPLICATE) if one.id != key)
    panel = opened(driver, lambda: DuplicatePanel(driver.context, detail))
    driver.type("original", detail.code)  # itself is not offered
    driver.rest()
    save(driver)
    assert panel.form.fields["original"].error
    panel.put("original", None)
    pick(driver, "original", other.code)
    save(driver)
    after = issue_detail(driver.case, key)
    assert after.original_code == other.code
    assert after.row.outcome is Outcome.DUPLICATE
