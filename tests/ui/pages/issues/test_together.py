"""Several issues ended, answered, handed over at once: who is left out stands there before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton

from dialogue_app.domain.fields.bodies import BodyDraft
from dialogue_app.domain.fields.issues import IssueDraft, RaiserDraft
from dialogue_app.domain.vocabulary import (
    AnswerKind,
    IssueState,
    Outcome,
    RaiserKind,
    Relation,
    VerdictLevel,
)
from dialogue_app.i18n.words import word
from dialogue_app.services.bodies.editing import add_body
from dialogue_app.services.issues.answering import AnswerDraft, answer
from dialogue_app.services.issues.detail import issue_detail
from dialogue_app.services.issues.grouping import group
from dialogue_app.services.issues.intake import register_issue
from tests.services.changing import change_issue
from tests.template import seen
from tests.ui.conftest import Driver, Open, keys
from ui.forms.input import Option
from ui.tasks import Lane
from ui.widgets.form_panel import FormPanel

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
CTRL = Qt.KeyboardModifier.ControlModifier
RAISER = RaiserDraft(RaiserKind.UNIDENTIFIED, written_name="chị Mẫu")


def received(driver: Driver, n: int) -> list[int]:
    draft = IssueDraft("Hẻm ngập.", received_on=driver.case.today(), raisers=(RAISER,))
    return [register_issue(driver.case, draft) for _each in range(n)]


def answered(driver: Driver, n: int) -> list[int]:
    ids = received(driver, n)
    form = AnswerDraft(AnswerKind.IN_WRITING, "Đã xem xét.")
    answer(driver.case, [seen(driver.case, key) for key in ids], form)
    return ids


def opened(driver: Driver, ids: Sequence[int], key: Qt.Key) -> FormPanel:
    """The form that a key opens on these issues."""
    page = driver.go("issues")
    page.choose(ids)
    driver.rest()
    driver.window.activateWindow()
    driver.qtbot.waitUntil(driver.window.isActiveWindow)
    QTest.keyClick(page.list, key, CTRL)
    driver.rest()
    panel = page.beside()
    assert isinstance(panel, FormPanel)
    return panel


def save(driver: Driver) -> None:
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, CTRL)
    driver.rest()


def state(driver: Driver, key: int) -> IssueState:
    return issue_detail(driver.case, key).row.state


def test_several_end_and_who_cannot_is_named_before(open_window: Open):
    driver = open_window(True)
    can, cannot = answered(driver, 2), received(driver, 1)
    opened(driver, [*can, *cannot], Qt.Key.Key_E)
    driver.choose("outcome", word(Outcome.EXPLAINED))
    driver.rest()
    said = driver.find(QLabel, "left_out").text()
    code = issue_detail(driver.case, cannot[0]).code
    assert said.startswith("Sẽ thực hiện với 2 kiến nghị.\nBỏ qua 1:\n")
    assert f"({code})" in said
    assert "kiến nghị kiến nghị" not in said
    assert [state(driver, key) for key in can] == [IssueState.ANSWERED] * 2  # nothing yet
    save(driver)
    assert [state(driver, key) for key in can] == [IssueState.CLOSED] * 2
    assert state(driver, cannot[0]) is IssueState.RECEIVED
    assert driver.said().startswith("Đã ghi cho 2 kiến nghị. Còn lại 1:")  # with a way to it


def test_none_that_can_end_so_is_said_and_nothing_is_written(open_window: Open):
    driver = open_window(True)
    ids = received(driver, 2)
    panel = opened(driver, ids, Qt.Key.Key_E)
    driver.choose("outcome", word(Outcome.SETTLED))
    driver.rest()
    save(driver)
    assert driver.said() == "Không thực hiện được với kiến nghị nào đã chọn."
    assert driver.page.beside() is panel
    assert not panel.is_saving


def test_nothing_is_written_before_it_is_known_to_which(open_window: Open):
    driver = open_window(True)
    ids = answered(driver, 2)
    panel = opened(driver, ids, Qt.Key.Key_E)
    with driver.held(Lane.EYE):
        driver.choose("outcome", word(Outcome.SETTLED))
        panel.save()
        assert not panel.is_saving
    assert [state(driver, key) for key in ids] == [IssueState.ANSWERED] * 2
    save(driver)
    assert [state(driver, key) for key in ids] == [IssueState.CLOSED] * 2


def test_what_was_changed_meanwhile_is_left(open_window: Open):
    driver = open_window(True)
    first, second = answered(driver, 2)
    opened(driver, [first, second], Qt.Key.Key_E)
    driver.choose("outcome", word(Outcome.SETTLED))
    driver.rest()
    change_issue(driver.case, second, note="đã gọi")
    save(driver)
    assert (state(driver, first), state(driver, second)) == (
        IssueState.CLOSED, IssueState.ANSWERED,
    )  # fmt: skip


def test_the_work_can_be_stopped_and_then_nothing_is_done(open_window: Open):
    driver = open_window(True)
    ids = answered(driver, 3)
    panel = opened(driver, ids, Qt.Key.Key_E)
    driver.choose("outcome", word(Outcome.SETTLED))
    driver.rest()
    with driver.held(Lane.WRITE):
        panel.save()
        stop = driver.find(QPushButton, "stop")
        driver.qtbot.mouseClick(stop, Qt.MouseButton.LeftButton)
    assert [state(driver, key) for key in ids] == [IssueState.ANSWERED] * 3
    assert driver.said() == "Đã dừng. Dữ liệu không thay đổi."
    assert not panel.is_saving


def test_one_answer_to_several(open_window: Open):
    driver = open_window(True)
    ids = received(driver, 3)
    opened(driver, ids, Qt.Key.Key_T)
    driver.type("answer", "Phường sẽ nạo vét.")
    save(driver)
    answers = [issue_detail(driver.case, key).answers for key in ids]
    assert {one.id for given in answers for one in given} == {answers[0][0].id}


def test_several_are_handed_over_to_one_body(open_window: Open):
    driver = open_window(True)
    ids = received(driver, 2)
    panel = opened(driver, ids, Qt.Key.Key_G)
    field = driver.type("body", "so xay dung")
    driver.qtbot.waitUntil(field.popup.isVisible)  # type: ignore[attr-defined]
    keys(field, Qt.Key.Key_Return)
    driver.rest()
    assert driver.find(QLabel, "left_out").text() == "Sẽ thực hiện với 2 kiến nghị."
    save(driver)
    assert panel.state.errors == {}
    bodies = [issue_detail(driver.case, key).assignments[0].body for key in ids]
    assert bodies == ["Sở Xây dựng"] * 2


def test_a_body_that_can_get_none_is_named_beside_its_input(open_window: Open):
    driver = open_window(True)
    ids = received(driver, 2)
    today = driver.case.today()
    begins = BodyDraft("Sở Mẫu", Relation.OTHER, valid_from=today + timedelta(1))
    sought = add_body(driver.case, begins)
    panel = opened(driver, ids, Qt.Key.Key_G)
    panel.put("body", Option(sought, "Sở Mẫu"))
    driver.rest()
    said = driver.find(QLabel, "left_out").text()
    assert "Sở Mẫu" in said
    save(driver)
    assert panel.form.fields["body"].error == said
    assert not panel.is_saving
    assert [state(driver, key) for key in ids] == [IssueState.RECEIVED] * 2


def test_similar_ones_are_grouped_and_answered_with_one(open_window: Open):
    driver = open_window(True)
    first, second, third = received(driver, 3)
    page = driver.go("issues")
    page.choose([first, second, third])
    driver.rest()
    QTest.keyClick(page.list, Qt.Key.Key_M, CTRL)
    driver.rest()
    assert len(issue_detail(driver.case, first).similar) == 2
    page.do("ungroup", third)
    driver.rest()
    assert len(issue_detail(driver.case, first).similar) == 1
    page.go_to(first)
    driver.rest()
    QTest.keyClick(page.list, Qt.Key.Key_T, CTRL)
    driver.rest()
    assert driver.find(QCheckBox, "similar").isChecked()
    driver.type("answer", "Phường sẽ nạo vét.")
    save(driver)
    states = [state(driver, key) for key in (first, second, third)]
    assert states == [IssueState.ANSWERED, IssueState.ANSWERED, IssueState.RECEIVED]


def test_the_answer_may_be_for_the_one_alone(open_window: Open):
    driver = open_window(True)
    first, second = received(driver, 2)
    group(driver.case, [seen(driver.case, first), seen(driver.case, second)])
    opened(driver, [first], Qt.Key.Key_T)
    driver.type("answer", "Phường sẽ nạo vét.")
    driver.find(QCheckBox, "similar").setChecked(False)
    save(driver)
    assert (state(driver, first), state(driver, second)) == (
        IssueState.ANSWERED, IssueState.RECEIVED,
    )  # fmt: skip


def test_who_is_not_satisfied_may_have_it_reconsidered_in_the_same_form(open_window: Open):
    driver = open_window(True)
    (issue_id,) = answered(driver, 1)
    page = driver.go("issues")
    page.do("verdict", issue_id)
    driver.rest()
    panel = page.beside()
    assert panel.form.fields["reopen"].isHidden()
    driver.choose("level", word(VerdictLevel.SATISFIED))
    assert panel.form.fields["reopen"].isHidden()
    driver.choose("level", word(VerdictLevel.DISSATISFIED))
    driver.rest()
    box = driver.find(QCheckBox, "reopen")
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    driver.rest()
    save(driver)
    assert panel.form.fields["reason"].error
    driver.type("reason", "Chưa trả lời đúng")
    save(driver)
    detail = issue_detail(driver.case, issue_id)
    assert detail.row.state is IssueState.REOPENED
    assert detail.reopen_reason == "Chưa trả lời đúng"
