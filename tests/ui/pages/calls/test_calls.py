"""Whom to call today: the list, the text to copy, the draft of an e-mail, and the call recorded."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLabel, QPlainTextEdit, QPushButton

from dialogue_app.domain.fields.agency import AgencyDraft
from dialogue_app.domain.fields.issues import IssueDraft
from dialogue_app.domain.fields.policies import PolicyDraft
from dialogue_app.domain.reminding import CallView
from dialogue_app.domain.text import proper_name_first
from dialogue_app.domain.vocabulary import (
    AnswerKind,
    ContactPurpose,
    PromiseState,
    VerdictLevel,
    View,
)
from dialogue_app.i18n.words import word
from dialogue_app.services.bodies.editing import find_body
from dialogue_app.services.issues.answering import AnswerDraft, answer
from dialogue_app.services.issues.assigning import AssignmentDraft, Due, assign
from dialogue_app.services.issues.body_calls import calls_to_bodies
from dialogue_app.services.issues.contacting import set_also_elsewhere
from dialogue_app.services.issues.detail import issue_detail
from dialogue_app.services.issues.intake import register_issue
from dialogue_app.services.issues.lists import ISSUES, IssueList
from dialogue_app.services.issues.promises import PromiseDraft
from dialogue_app.services.issues.sending import SendingDraft, record_sent
from dialogue_app.services.issues.to_tell import raisers_to_tell
from dialogue_app.services.papers.reminder import asked_again
from dialogue_app.services.policies.editing import add_policy
from tests.services.changing import name_agency
from tests.template import seen
from tests.ui.conftest import Driver, Open, keys
from ui.pages.calls.acts import save_draft
from ui.pages.calls.letter import save_letter
from ui.places import Place

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def calls(driver: Driver, view: CallView = CallView.BODIES) -> None:
    """From the issues to the calls, by the key."""
    driver.go("issues")
    press(driver, Qt.Key.Key_R, CONTROL | SHIFT)
    assert driver.page is driver.window.pages["calls"]
    driver.press(f"view_{view.value}")
    driver.page.list.setFocus()


def press(
    driver: Driver, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    driver.window.activateWindow()
    driver.qtbot.waitUntil(driver.window.isActiveWindow)
    focused = driver.window.focusWidget()
    assert focused is not None
    driver.qtbot.keyClick(focused, key, modifiers)
    driver.rest()


def listed(driver: Driver) -> list[str]:
    model = driver.page.list.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def beside(driver: Driver) -> str:
    labels = driver.page.side.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())


def test_a_body_is_reminded_of_all_its_issues_by_keys(open_window: Open):
    driver = open_window(True)
    groups = calls_to_bodies(driver.case)
    assert groups, "the sample has something to remind of"
    calls(driver)
    assert listed(driver) == [group.name for group in groups]
    press(driver, Qt.Key.Key_Home)
    driver.page.list.selectRow(0)
    driver.rest()
    first = groups[0]
    assert all(issue.code in beside(driver) for issue in first.issues)
    text = driver.find(QPlainTextEdit, "message").toPlainText()
    press(driver, Qt.Key.Key_C, CONTROL | SHIFT)
    assert QGuiApplication.clipboard().text() == text
    assert "Chép" in driver.said() or "chép" in driver.said()
    press(driver, Qt.Key.Key_R, CONTROL)
    driver.type("came_back", "chiều nay gửi")
    press(driver, Qt.Key.Key_Return, CONTROL)
    assert driver.said().startswith("Đã ghi cuộc gọi về")
    assert listed(driver) == [group.name for group in groups[1:]]
    for issue in first.issues:
        contact = issue_detail(driver.case, issue.seen.id).contacts[-1]
        assert (contact.who, contact.came_back) == (first.name, "chiều nay gửi")
    press(driver, Qt.Key.Key_Z, CONTROL)
    assert listed(driver) == [group.name for group in groups]


def test_the_list_follows_the_rules_for_time_limits(open_window: Open):
    driver = open_window()
    case, today = driver.case, driver.case.today()
    key = register_issue(case, IssueDraft("Hẻm ngập nước."))
    own = find_body(case, "Phòng Kinh tế, Hạ tầng và Đô thị", today)
    assign(case, seen(case, key), AssignmentDraft(own, due=Due(today + timedelta(30))), today)
    calls(driver)
    assert listed(driver) == []
    add_policy(case, PolicyDraft(reminder_days=25))
    driver.rest()
    assert listed(driver) == ["Phòng Kinh tế, Hạ tầng và Đô thị"]


def test_who_promised_is_reminded_and_what_was_kept_is_recorded_by_keys(open_window: Open):
    driver = open_window()
    case, today = driver.case, driver.case.today()
    name_agency(case, AgencyDraft("Ủy ban nhân dân phường Mẫu", "phường Mẫu"))
    issue_id = register_issue(case, IssueDraft("Hẻm ngập nước."))
    own = find_body(case, "Phòng Kinh tế, Hạ tầng và Đô thị", today)
    promise = PromiseDraft("Nạo vét cống", "30/11/2026")  # the next working day
    form = AnswerDraft(AnswerKind.IN_WRITING, "Sẽ làm.", today, body_id=own, promise=promise)
    answer(case, [seen(case, issue_id)], form)
    calls(driver)
    assert listed(driver) == ["Phòng Kinh tế, Hạ tầng và Đô thị"]
    press(driver, Qt.Key.Key_Home)
    assert "Nạo vét cống" in beside(driver)
    assert "Nạo vét cống" in driver.find(QPlainTextEdit, "message").toPlainText()
    press(driver, Qt.Key.Key_R, CONTROL)
    driver.type("came_back", "đang làm")
    press(driver, Qt.Key.Key_Return, CONTROL)
    assert listed(driver) == []
    (contact,) = issue_detail(case, issue_id).contacts
    assert (contact.purpose, contact.came_back) == (ContactPurpose.REMIND, "đang làm")
    press(driver, Qt.Key.Key_Z, CONTROL)
    press(driver, Qt.Key.Key_Home)
    driver.find(QPushButton, "keep").setFocus()
    press(driver, Qt.Key.Key_Space)
    driver.type("proof", "Biên bản nghiệm thu")
    press(driver, Qt.Key.Key_Return, CONTROL)
    assert issue_detail(case, issue_id).promises[0].state is PromiseState.KEPT
    assert listed(driver) == []


def test_a_body_that_owes_an_answer_and_promised_something_is_one_call_by_keys(open_window: Open):
    driver = open_window()
    case, today = driver.case, driver.case.today()
    name_agency(case, AgencyDraft("Ủy ban nhân dân phường Mẫu", "phường Mẫu"))
    own = find_body(case, "Phòng Kinh tế, Hạ tầng và Đô thị", today)
    owed, promised = (register_issue(case, IssueDraft("Hẻm ngập nước.")) for _each in range(2))
    limit = AssignmentDraft(own, due=Due(working_days=2))
    assign(case, seen(case, owed), limit, today)
    promise = PromiseDraft("Nạo vét cống", "30/11/2026")
    form = AnswerDraft(AnswerKind.IN_WRITING, "Sẽ làm.", today, body_id=own, promise=promise)
    answer(case, [seen(case, promised)], form)
    calls(driver)
    assert listed(driver) == ["Phòng Kinh tế, Hạ tầng và Đô thị"]
    model = driver.page.list.model()
    assert model.index(0, 1).data() == "Nhắc việc · 1 kiến nghị · 1 việc đã hứa"
    assert driver.page.views.findChildren(QPushButton)[0].text().endswith(" 1")
    press(driver, Qt.Key.Key_Home)
    assert "Nạo vét cống" in beside(driver)
    text = driver.find(QPlainTextEdit, "message").toPlainText()
    assert "01 kiến nghị đến hạn thứ Ba 01/12/2026: KN-2026-0001" in text
    assert "đã hứa thực hiện chậm nhất thứ Hai 30/11/2026: Nạo vét cống" in text
    press(driver, Qt.Key.Key_R, CONTROL)
    press(driver, Qt.Key.Key_Return, CONTROL)
    assert driver.said() == "Đã ghi cuộc gọi về 2 kiến nghị."
    assert listed(driver) == []
    for issue_id in (owed, promised):
        (contact,) = issue_detail(case, issue_id).contacts
        assert contact.purpose is ContactPurpose.REMIND
    press(driver, Qt.Key.Key_Z, CONTROL)
    assert len(listed(driver)) == 1
    assert issue_detail(case, promised).contacts == ()


def test_other_bodies_are_asked_again_by_a_letter(open_window: Open, tmp_path: Path):
    driver = open_window()
    case, today = driver.case, driver.case.today()
    name_agency(case, AgencyDraft("Ủy ban nhân dân phường Mẫu", "phường Mẫu"))
    day = today - timedelta(40)
    issue_id = register_issue(case, IssueDraft("Hẻm ngập nước.", received_on=day))
    other = find_body(case, "Sở Xây dựng", today)
    assign(case, seen(case, issue_id), AssignmentDraft(other), day)
    record_sent(case, seen(case, issue_id), other, SendingDraft(day, number="125/UBND"))
    calls(driver)
    press(driver, Qt.Key.Key_Home)
    assert listed(driver) == ["Sở Xây dựng"]
    page = driver.page
    assert page.acts["letter_pdf"].isVisible()
    about = asked_again(case, [issue_id], other)
    for name in ("thư.pdf", "thư.docx"):
        save_letter(page, about, tmp_path / name)
        driver.rest()
        assert (tmp_path / name).stat().st_size > 5_000
        assert driver.said().splitlines()[1].startswith("Còn để trống: ")
    own = find_body(case, "Phòng Kinh tế, Hạ tầng và Đô thị", today)
    assign(case, seen(case, issue_id), AssignmentDraft(own, due=Due(today)), today)
    driver.rest()
    page.list.selectRow(listed(driver).index("Phòng Kinh tế, Hạ tầng và Đô thị"))
    driver.rest()
    assert not page.acts["letter_pdf"].isVisible()


def test_an_opinion_is_recorded_in_the_same_list_for_one_issue_after_the_other(open_window: Open):
    driver = open_window(True)
    groups = raisers_to_tell(driver.case)
    place = next(n for n, group in enumerate(groups) if group.asked_of)
    group, (issue_id, *others) = groups[place], groups[place].asked_of
    calls(driver, CallView.RAISERS)
    driver.page.list.selectRow(place)
    driver.rest()
    press(driver, Qt.Key.Key_Y, CONTROL | SHIFT)
    offered = driver.find(QComboBox, "raiser")
    assert offered.count() <= len(group.raiser_ids)
    driver.choose("level", word(VerdictLevel.SATISFIED))
    press(driver, Qt.Key.Key_Return, CONTROL)
    verdicts = {one.verdict for one in issue_detail(driver.case, issue_id).raisers}
    assert VerdictLevel.SATISFIED in verdicts
    left = {one.name: one.asked_of for one in raisers_to_tell(driver.case)}
    assert left.get(group.name, ()) == tuple(others)


def test_an_enterprise_is_told_of_all_its_issues_in_one_call(open_window: Open):
    driver = open_window(True)
    groups = raisers_to_tell(driver.case)
    calls(driver, CallView.RAISERS)
    assert listed(driver) == [proper_name_first(group.name) for group in groups]
    place = next(n for n, group in enumerate(groups) if group.told_of and not group.asked_of)
    driver.page.list.selectRow(place)
    driver.rest()
    group = groups[place]
    assert group.phone in beside(driver)
    press(driver, Qt.Key.Key_Return)
    driver.press("save")
    for issue_id in group.told_of:
        assert not any(
            raiser.untold
            for raiser in issue_detail(driver.case, issue_id).raisers
            if raiser.id in group.raiser_ids
        )
    assert proper_name_first(group.name) not in listed(driver)


def test_what_it_thinks_is_recorded_with_the_issue(open_window: Open):
    driver = open_window(True)
    groups = raisers_to_tell(driver.case)
    place = next(n for n, group in enumerate(groups) if group.asked_of and not group.told_of)
    calls(driver, CallView.RAISERS)
    driver.page.list.selectRow(place)
    driver.rest()
    assert "mức độ hài lòng" in driver.find(QPlainTextEdit, "message").toPlainText()
    assert driver.page.findChild(QLabel, "next_step") is None
    driver.page.acts["show_issues"].trigger()
    driver.rest()
    assert driver.page is driver.window.pages["issues"]
    assert driver.page.query.enterprise_id == groups[place].enterprise_id


def test_the_draft_of_an_e_mail_is_saved(open_window: Open, tmp_path: Path):
    driver = open_window(True)
    (group, *_others) = raisers_to_tell(driver.case)
    driver.window.go(Place("calls"))
    driver.rest()
    save_draft(driver.page, group, tmp_path / "thu.eml")
    driver.rest()
    assert "thu.eml" in driver.said()
    assert b"X-Unsent: 1" in (tmp_path / "thu.eml").read_bytes()
    save_draft(driver.page, group, tmp_path / "none" / "thu.eml")
    driver.rest()
    assert driver.context.messages.last.kind == "error"


def test_nobody_is_to_be_called(open_window: Open):
    driver = open_window()
    calls(driver)
    assert driver.page.list.empty.text() == "Hôm nay không cần nhắc ai."
    driver.press("view_raisers")
    assert driver.page.list.empty.isVisible()


def test_a_place_leads_to_it_and_back(open_window: Open):
    driver = open_window(True)
    driver.go("issues")
    calls(driver)
    press(driver, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert driver.page is driver.window.pages["issues"]
    press(driver, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert driver.page is driver.window.pages["calls"]


# From the list of issues -------------------------------------------------------------------------


def test_several_that_were_not_told_are_marked_together(open_window: Open):
    driver = open_window(True)
    ids = list(IssueList(driver.case).ids(ISSUES.shown_in(View.NOT_TOLD)))[:3]
    page = driver.go("issues")
    driver.show_view(View.NOT_TOLD)
    page.choose(ids)
    driver.rest()
    driver.press("many_tell")
    driver.choose("means", "qua Zalo")
    press(driver, Qt.Key.Key_Return, CONTROL)
    assert driver.said() == "Đã ghi việc báo về 3 kiến nghị."
    left = list(IssueList(driver.case).ids(ISSUES.shown_in(View.NOT_TOLD)))
    assert not set(ids) & set(left)


def test_a_body_is_reminded_of_an_issue_by_keys(open_window: Open):
    driver = open_window(True)
    group = calls_to_bodies(driver.case)[0]
    issue_id = group.issues[0].seen.id
    page = driver.go("issues")
    page.do("remind", issue_id)
    driver.rest()
    panel = page.beside()
    assert panel.form.fields["to"].editor.currentText() == group.name
    driver.type("person", "chi Mau")
    press(driver, Qt.Key.Key_Return, CONTROL)
    (contact,) = issue_detail(driver.case, issue_id).contacts
    assert (contact.who, contact.person, contact.purpose) == (
        group.name, "chi Mau", ContactPurpose.URGE,
    )  # fmt: skip


def test_who_raised_it_may_be_spoken_with(open_window: Open):
    driver = open_window(True)
    group = next(one for one in raisers_to_tell(driver.case) if one.told_of)
    issue_id = group.told_of[0]
    page = driver.go("issues")
    page.do("contact", issue_id)
    driver.rest()
    driver.choose("to", group.name)
    driver.type("said", "hoi them ho so")
    driver.press("save")
    contacts = issue_detail(driver.case, issue_id).contacts
    assert [(one.who, one.purpose, one.said) for one in contacts] == [
        (group.name, ContactPurpose.TALK, "hoi them ho so")
    ]


def test_the_number_in_the_citys_system_is_noted(open_window: Open):
    driver = open_window(True)
    set_also_elsewhere(driver.case, [seen(driver.case, 2), seen(driver.case, 3)], needed=True)
    page = driver.go("issues")
    driver.show_view(View.NOT_ELSEWHERE)
    assert len(listed(driver)) == 2
    page.do("note_elsewhere", 2)
    driver.rest()
    driver.type("number_elsewhere", "1022-77")
    keys(driver.window.focusWidget(), Qt.Key.Key_Return, modifiers=CONTROL)
    driver.rest()
    assert len(listed(driver)) == 1
    assert issue_detail(driver.case, 2).form.number_elsewhere == "1022-77"
