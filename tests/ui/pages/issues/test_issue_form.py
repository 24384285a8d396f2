"""The form of an issue, made for typing while somebody speaks: few keys, all in one screenful."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)

from dialogue_app.domain.fields.issues import IssueDraft
from dialogue_app.domain.fields.sessions import SessionDraft
from dialogue_app.domain.vocabulary import AssignmentState, IssueState
from dialogue_app.services.case import SeenDraft
from dialogue_app.services.issues.detail import IssueDetail, issue_detail
from dialogue_app.services.issues.intake import edit_issue, register_issue
from dialogue_app.services.issues.lists import IssueList, IssueQuery
from dialogue_app.services.sessions.editing import add_session
from tests.ui.conftest import Driver, Open, keys
from ui.tasks import Lane
from ui.widgets.form_panel import FormPanel

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Keys:
    """Presses keys where the keyboard is and counts them; typed text does not count."""

    def __init__(self, driver: Driver) -> None:
        self.driver, self.pressed = driver, 0

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
        self.pressed += 1
        QTest.keyClick(self.here(), key, modifiers or Qt.KeyboardModifier.NoModifier)
        self.driver.rest()

    def write(self, text: str, *, wait: bool = False) -> None:
        field = self.here()
        for letter in text:
            keys(field, 0, letter)
        if wait:
            self.driver.qtbot.waitUntil(field.popup.isVisible)  # type: ignore[attr-defined]

    def here(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget


def new_issue(driver: Driver) -> FormPanel:
    page = driver.go("issues")
    driver.press("primary")
    driver.window.activateWindow()
    driver.qtbot.waitUntil(driver.window.isActiveWindow)
    panel = page.beside()
    assert isinstance(panel, FormPanel)
    return panel


def found(driver: Driver, text: str) -> IssueDetail:
    (key,) = IssueList(driver.case).ids(IssueQuery(search=text))
    return issue_detail(driver.case, key)


def test_an_issue_is_captured_and_the_form_ready_for_the_next_in_four_keys(open_window: Open):
    driver = open_window(True)
    panel, typing = new_issue(driver), Keys(driver)
    for pump in ("Alpha", "Beta"):
        typing.pressed = 0
        typing.write("quan com", wait=True)
        typing.press(Qt.Key.Key_Return)
        typing.press(Qt.Key.Key_Tab)
        typing.press(Qt.Key.Key_Tab)
        typing.write(f"Trụ bơm {pump} hỏng.")
        typing.press(Qt.Key.Key_Return, CTRL | SHIFT)
        driver.qtbot.waitUntil(lambda: panel.value("text") == "")  # a button takes its time
        driver.rest()
        assert typing.pressed <= 4
        saved = found(driver, f"tru bom {pump}")
        assert saved.row.raisers == "Hộ kinh doanh Quán cơm Mẫu Sáu"
        assert driver.said() == f"Đã ghi nhận {saved.code}."
        assert driver.page.beside() is panel
        assert panel.value("raisers") == ()
        assert not panel.is_dirty
        assert typing.here() is panel.form.fields["raisers"].editor.focusProxy()


def test_one_is_given_out_in_three_keys(open_window: Open):
    driver = open_window(True)
    page = driver.go("issues")
    key = register_issue(driver.case, IssueDraft("Hẻm ngập nước."))
    page.go_to(key)
    driver.rest()
    driver.press("next_step")
    typing = Keys(driver)
    typing.write("phong kinh te", wait=True)
    typing.press(Qt.Key.Key_Return)  # the usual number of days stands there then
    typing.press(Qt.Key.Key_Return, CTRL)
    assert typing.pressed <= 3
    assert issue_detail(driver.case, key).row.state is IssueState.ASSIGNED


def test_one_is_answered_in_three_keys(open_window: Open):
    driver = open_window(True)
    page = driver.go("issues")
    key = register_issue(driver.case, IssueDraft("Hẻm ngập nước."))
    page.go_to(key)
    driver.rest()
    page.do("answer", key)
    driver.rest()
    typing = Keys(driver)
    typing.write("Phường đã nạo vét.")
    typing.press(Qt.Key.Key_Return, CTRL)
    assert typing.pressed <= 3
    assert issue_detail(driver.case, key).answers


def test_what_is_needed_while_somebody_speaks_stands_in_one_screenful(open_window: Open):
    driver = open_window(True)
    driver.window.resize(1366, 768)
    panel, typing = new_issue(driver), Keys(driver)
    typing.write("quan com", wait=True)
    typing.press(Qt.Key.Key_Return)  # its chip and its telephone take room, too
    assert panel.form.fields["speaker"].hint
    area = panel.findChild(QScrollArea)
    seen = area.viewport().rect()
    for key in ("raisers", "speaker", "text", "topic", "body"):
        editor = panel.form.fields[key].editor
        spot = editor.rect().translated(editor.mapTo(area.viewport(), editor.rect().topLeft()))
        assert seen.contains(spot), key
    for key in ("kind", "withhold_name", "note"):
        assert not panel.form.fields[key].isVisible()


def test_the_details_are_remembered_open(open_window: Open):
    driver = open_window(True)
    panel = new_issue(driver)
    assert not panel.form.fields["note"].isVisible()
    QTest.keyClick(driver.find(QPushButton, "fold"), Qt.Key.Key_Space)
    assert panel.form.fields["note"].isVisible()
    driver.press("cancel")
    again = new_issue(driver)
    assert again.form.fields["note"].isVisible()


def test_what_is_wrong_below_the_fold_is_shown(open_window: Open):
    driver = open_window(True)
    panel = new_issue(driver)
    driver.unfold()
    driver.type("received_on", "31/2")
    panel.form._fold.setChecked(False)
    driver.press("save")
    assert panel.form.fields["received_on"].isVisible()
    assert "31/2" in panel.form.fields["received_on"].error
    assert panel.form.fields["text"].error


def test_each_flag_says_itself_once(open_window: Open):
    driver = open_window(True)
    panel = new_issue(driver)
    driver.unfold()
    for key in ("withhold_name", "unsigned", "complaint"):
        field = panel.form.fields[key]
        assert not field.label.isVisible()
        assert field.editor.text() == field.name


def test_tab_goes_from_the_note_to_saving_though_there_are_chips(open_window: Open):
    driver = open_window(True)
    panel, typing = new_issue(driver), Keys(driver)
    typing.write("quan com", wait=True)
    typing.press(Qt.Key.Key_Return)
    driver.unfold()
    driver.find(QWidget, "note").setFocus()
    typing.press(Qt.Key.Key_Tab)
    assert typing.here() is driver.find(QPushButton, "save")
    panel.form.fields["raisers"].editor.setFocus()
    typing.press(Qt.Key.Key_Tab)
    assert typing.here().objectName() == "speaker"


def test_a_day_stands_in_full_once_its_field_is_left(open_window: Open):
    driver = open_window(True)
    new_issue(driver)
    driver.unfold()
    field = driver.type("received_on", "15/9")
    assert field.text() == "15/9"  # type: ignore[attr-defined]
    Keys(driver).press(Qt.Key.Key_Tab)
    assert field.text() == "15/09/2026"  # type: ignore[attr-defined]
    other = driver.type("promised_on", "31/2")
    Keys(driver).press(Qt.Key.Key_Tab)
    assert other.text() == "31/2"  # type: ignore[attr-defined]
    assert "31/2" in driver.page.beside().form.fields["promised_on"].error


def test_a_body_may_be_proposed_at_once(open_window: Open):
    driver = open_window(True)
    new_issue(driver)
    driver.type("text", "Cống tắc ở ngã ba.")
    body = driver.find(QLineEdit, "body")
    body.setFocus()
    typing = Keys(driver)
    typing.write("phong kinh te", wait=True)
    typing.press(Qt.Key.Key_Return)
    driver.press("save")
    (part,) = found(driver, "cong tac o nga ba").assignments
    assert (part.state, part.body) == (
        AssignmentState.PROPOSED, "Phòng Kinh tế",
    )  # fmt: skip


def test_a_body_chosen_while_a_new_issue_is_being_saved_is_proposed_next(open_window: Open):
    driver = open_window(True)
    panel = new_issue(driver)
    driver.type("text", "Cống tắc ở ngã ba.")
    typing = Keys(driver)
    with driver.held(Lane.WRITE):
        panel.save()
        driver.find(QLineEdit, "body").setFocus()
        typing.write("phong kinh te", wait=True)
        keys(typing.here(), Qt.Key.Key_Return)
    assert found(driver, "cong tac o nga ba").assignments == ()
    assert panel.is_dirty
    driver.press("save")
    (part,) = found(driver, "cong tac o nga ba").assignments
    assert part.body == "Phòng Kinh tế"


def test_the_session_of_today_is_proposed_else_the_one_last_worked_in(open_window: Open):
    driver = open_window(True)
    case = driver.case
    new_issue(driver)
    assert driver.find(QComboBox, "session").currentText() == "2026-K3"
    driver.press("cancel")
    earlier = add_session(case, SessionDraft("2026-K9", "Hội nghị đối thoại"))
    new_issue(driver)
    assert driver.find(QComboBox, "session").currentText() == "2026-K9"
    driver.press("cancel")
    first = issue_detail(case, IssueList(case).ids(IssueQuery())[0])
    read = SeenDraft(first.id, first.version, first.form)
    edit_issue(case, read, IssueDraft("Sửa.", session_id=first.form.session_id))
    new_issue(driver)
    assert driver.find(QComboBox, "session").currentText() == "2026-K3"
    driver.press("cancel")
    add_session(case, SessionDraft("2026-K10", "Hội nghị đối thoại", planned_on=case.today()))
    again = issue_detail(case, first.id)
    read = SeenDraft(again.id, again.version, again.form)
    edit_issue(case, read, IssueDraft("Sửa nữa.", session_id=earlier))
    new_issue(driver)
    assert driver.find(QComboBox, "session").currentText() == "2026-K10"
