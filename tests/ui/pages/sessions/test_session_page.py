"""One session in its steps: each form saves its own, and what is shown is never stale."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLineEdit,
    QPlainTextEdit,
    QToolButton,
    QWidget,
)

from dialogue_app.domain.fields.issues import IssueDraft
from dialogue_app.domain.fields.sessions import SpeechDraft
from dialogue_app.domain.people import Person
from dialogue_app.domain.vocabulary import (
    IssueState,
    Outcome,
    ParticipantRole,
    Relation,
    View,
)
from dialogue_app.services.agency.settings import agency_detail, set_agency
from dialogue_app.services.bodies.lists import list_bodies
from dialogue_app.services.issues.assigning import AssignmentDraft, assign
from dialogue_app.services.issues.detail import issue_detail
from dialogue_app.services.issues.ending import close
from dialogue_app.services.issues.intake import edit_issue, register_issue
from dialogue_app.services.issues.lists import IssueList, IssueQuery
from dialogue_app.services.issues.sending import SendingDraft, record_sent
from dialogue_app.services.issues.words import state_chip
from dialogue_app.services.sessions.editing import (
    SessionDetail,
    edit_session,
    session_detail,
)
from dialogue_app.services.sessions.lists import list_sessions
from tests.template import seen
from tests.ui.conftest import Driver, Open, as_read
from ui.tasks import Lane
from ui.widgets.chip import ChipLabel

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

NOT_SAVED = "Nội dung vừa nhập chưa được lưu."


def open_session(driver: Driver) -> None:
    driver.go("sessions").open(list_sessions(driver.case)[0].id)
    driver.rest()


def stored(driver: Driver) -> SessionDetail:
    return session_detail(driver.case, list_sessions(driver.case)[0].id)


def type_point(driver: Driver, text: str) -> QWidget:
    """Type one more conclusion; the keyboard stays in it."""
    driver.press("step_3")
    driver.page.record.form.fields["conclusions"].editor.add_button.click()
    editor = QApplication.focusWidget()
    assert isinstance(editor, QPlainTextEdit)
    return driver.type_into(editor, text)


def test_each_step_saves_its_own_fields_while_the_other_is_being_typed_in(open_window: Open):
    driver = open_window(True)
    open_session(driver)
    said = stored(driver).form.conclusions
    type_point(driver, "Mot ket luan")
    driver.press("step_1")
    driver.type("place", " phu")
    driver.press("save")
    assert driver.said() == "Đã lưu 2026-K3."
    assert stored(driver).form.place.endswith(" phu")
    assert stored(driver).form.conclusions == said
    driver.press("step_3")
    driver.press("save")
    assert driver.said() == "Đã lưu 2026-K3."
    assert stored(driver).form.conclusions == (*said, "Mot ket luan")
    driver.press("step_1")
    driver.type("place", " A")
    driver.press("save")
    assert stored(driver).form.place.endswith(" phu A")
    assert stored(driver).form.conclusions == (*said, "Mot ket luan")
    assert not driver.page.has_unsaved()


def test_what_was_said_is_seen_whole_and_left_by_tab(open_window: Open):
    driver = open_window(True)
    driver.window.resize(960, 540)
    open_session(driver)
    area = type_point(driver, "Điểm một")
    least = area.height()
    assert least >= area.fontMetrics().lineSpacing()
    assert area.width() > 240
    area.setPlainText("\n".join(f"Dòng {number}" for number in range(30)))
    QApplication.processEvents()
    area.moveCursor(QTextCursor.MoveOperation.End)
    driver.qtbot.waitUntil(lambda: not area.visibleRegion().isEmpty())
    line = area.cursorRect().bottomLeft()
    driver.qtbot.waitUntil(lambda: area.visibleRegion().contains(area.viewport().mapTo(area, line)))
    assert area.height() > 30 * area.fontMetrics().lineSpacing()
    assert not area.verticalScrollBar().isVisible()
    QTest.keyClick(area, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    driver.rest()
    assert QApplication.focusWidget() is area
    QTest.keyClick(area, Qt.Key.Key_Tab)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert (
        QApplication.focusWidget()
        is driver.page.record.form.fields["conclusions"].editor.add_button
    )
    area.setPlainText("ngắn")
    QApplication.processEvents()
    assert area.height() == least


def test_a_point_is_taken_away_and_another_typed_in_its_place(open_window: Open):
    driver = open_window(True)
    open_session(driver)
    before = len(stored(driver).form.conclusions)
    area = type_point(driver, "Một")
    second = type_point(driver, "Hai")
    driver.qtbot.waitUntil(
        lambda: second.visibleRegion().contains(second.cursorRect().bottomLeft())
    )
    area.parentWidget().remove.click()
    assert QApplication.focusWidget() is area
    driver.press("save")
    assert stored(driver).form.conclusions[before:] == ("Hai",)


def test_the_next_person_is_proposed_the_next_part(open_window: Open):
    driver = open_window()
    driver.go("sessions")
    driver.press("primary")
    editor = driver.page.panel.form.fields["participants"].editor
    for _more in range(3):
        editor.add_button.click()
    assert [row[0] for row in editor.typed.rows()] == [
        ParticipantRole.CHAIR,
        ParticipantRole.SECRETARY,
        ParticipantRole.INVITED,
        ParticipantRole.INVITED,
    ]


def test_the_second_writer_of_a_step_is_told_and_undoes_nothing(open_window: Open):
    driver = open_window(True)
    open_session(driver)
    type_point(driver, "Mot ket luan")
    driver.press("step_1")
    driver.type("place", " phu")
    before = stored(driver)
    others = replace(before.form, conclusions=("Kết luận của người khác.",))
    edit_session(driver.another("Bà Khác"), as_read(before), others)
    driver.rest()
    driver.press("save")  # its fields are nobody else's
    assert driver.said() == "Đã lưu 2026-K3."
    driver.press("step_3")
    driver.press("save")
    assert driver.said() != "Đã lưu 2026-K3."
    assert "27/11/2026 09:30" in driver.said()
    assert driver.page.record.is_dirty  # what was typed stands there still
    assert stored(driver).form.conclusions == ("Kết luận của người khác.",)
    assert stored(driver).form.place.endswith(" phu")


def test_what_another_saved_appears_in_a_form_nobody_types_in(open_window: Open):
    driver = open_window(True)
    open_session(driver)
    driver.press("step_3")
    before = stored(driver)
    others = replace(before.form, opening=(SpeechDraft(Person.typed("Ông Mẫu"), "Khai mạc."),))
    edit_session(driver.case, as_read(before), others)
    driver.rest()
    assert driver.page.record.value("opening") == (("Ông Mẫu", "Khai mạc."),)
    assert not driver.page.has_unsaved()


@pytest.mark.parametrize("button", ["cancel", "back"])
def test_leaving_a_session_asks_once(open_window: Open, button: str):
    driver = open_window(True)
    open_session(driver)
    page = driver.page
    driver.press("step_1")
    driver.type("place", " phu")
    driver.press(button)
    assert driver.said() == NOT_SAVED
    assert driver.page is page
    driver.context.messages.answer("Không lưu")
    assert driver.page is driver.window.pages["sessions"]


def test_a_change_elsewhere_leaves_the_cell_that_is_being_typed_in_alone(open_window: Open):
    driver = open_window(True)
    open_session(driver)
    editor = type_point(driver, "Ket")
    before = stored(driver)
    others = replace(before.form, place="Hội trường khác")
    edit_session(driver.case, as_read(before), others)
    driver.rest()
    assert QApplication.focusWidget() is editor
    QTest.keyClicks(editor, " luan")
    driver.press("save")
    assert stored(driver).form.conclusions[-1] == "Ket luan"


def test_issues_changed_on_another_page_are_fresh_when_one_comes_back(open_window: Open):
    driver = open_window(True)
    open_session(driver)
    page = driver.page
    driver.press("step_2")
    shown = page.issues.table
    first = shown.id_at(0)
    driver.go("issues")
    detail = issue_detail(driver.case, first)
    changed = replace(detail.form, text="Nội dung đã sửa ở trang khác.")
    edit_issue(driver.case, as_read(detail), changed)
    driver.rest()
    driver.go("sessions")
    assert driver.page is page
    assert shown.row_at(0).text == "Nội dung đã sửa ở trang khác."


def test_minutes_follow_what_changes_but_are_drawn_only_while_seen(open_window: Open):
    driver = open_window(True)
    open_session(driver)
    driver.press("step_3")
    minutes = driver.page.minutes.view
    drawn = minutes.paper
    assert drawn
    driver.go("bodies")
    ours = agency_detail(driver.case)
    set_agency(driver.case, ours, replace(ours.draft, abbreviation="UB"))
    driver.rest()
    assert minutes.paper is drawn
    driver.go("sessions")
    assert minutes.paper is not drawn
    drawn = minutes.paper
    driver.go("sessions")
    assert minutes.paper is drawn
    set_agency(driver.case, agency_detail(driver.case), ours.draft)
    driver.rest()
    assert minutes.paper is not drawn


def test_saving_the_minutes_is_dropped_by_no_new_drawing(open_window: Open, tmp_path: Path):
    driver = open_window(True)
    open_session(driver)
    driver.press("step_3")
    path = tmp_path / "bien-ban.pdf"
    with driver.held(Lane.PAPER):
        minutes = driver.page.minutes
        minutes.save[".pdf"].save_to(path)
        register_issue(driver.case, IssueDraft("Việc khác."))
        driver.context.changes.tick()
        driver.qtbot.waitUntil(lambda: minutes.view._making is not None)
        minutes.save[".docx"].save_to(path.with_suffix(".docx"))
    assert path.exists()
    assert path.with_suffix(".docx").exists()
    assert driver.page.minutes.said.text().endswith("trang")


def name_file(driver: Driver, name: str) -> None:
    """Type a name into the dialog that asks for one, and accept it."""
    driver.press("save_pdf")
    (dialog,) = [one for one in driver.page.findChildren(QFileDialog) if one.isVisible()]
    dialog.findChild(QLineEdit, "fileNameEdit").setText(name)
    dialog.accept()
    driver.rest()


def test_a_date_in_the_name_of_a_file_is_no_ending(open_window: Open, tmp_path: Path):
    driver = open_window(True)
    open_session(driver)
    driver.press("step_3")
    name_file(driver, str(tmp_path / "Biên bản 30.9.2026"))
    name_file(driver, str(tmp_path / "Biên bản.PDF"))
    name_file(driver, str(tmp_path / "Biên bản"))
    made = {one.name for one in tmp_path.iterdir() if one.is_file()}
    assert made == {"Biên bản 30.9.2026.pdf", "Biên bản.PDF", "Biên bản.pdf"}


def test_what_is_replaced_is_asked_under_its_real_name(open_window: Open, tmp_path: Path):
    driver = open_window(True)
    open_session(driver)
    driver.press("step_3")
    kept = tmp_path / "Biên bản 30.9.2026.pdf"
    kept.write_bytes(b"signed")
    name_file(driver, str(kept.with_suffix("")))
    assert driver.said() == f"Đã có tệp {kept.name}."
    assert kept.read_bytes() == b"signed"
    driver.context.messages.answer("Ghi đè")
    driver.rest()
    assert kept.read_bytes().startswith(b"%PDF")


def test_rows_are_as_high_as_their_text_in_the_width_they_have(open_window: Open):
    driver = open_window(True)
    open_session(driver)
    driver.press("step_1")
    table = driver.page.prepare.form.fields["participants"].editor.typed
    least = table.verticalHeader().minimumSectionSize()
    for width in (1600, 1000):
        driver.window.resize(width, 800)
        driver.rest()
        for row in range(table.rowCount()):
            assert table.rowHeight(row) == max(table.sizeHintForRow(row), least), (width, row)


def test_what_was_saved_can_be_opened(
    open_window: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    driver = open_window(True)
    open_session(driver)
    driver.press("step_3")
    documents = tmp_path / "Tài liệu"
    documents.mkdir()
    monkeypatch.setattr(
        "ui.widgets.files.QStandardPaths.writableLocation", lambda _place: str(documents)
    )
    driver.press("save_pdf")
    (dialog,) = [one for one in driver.page.findChildren(QFileDialog) if one.isVisible()]
    assert dialog.directory().absolutePath() == str(documents)
    dialog.reject()
    assert not driver.page.findChild(QWidget, "open_paper").isVisible()
    driver.page.minutes.save[".pdf"].save_to(tmp_path / "bien-ban.pdf")
    driver.rest()
    opened: list[str] = []
    take = lambda url: opened.append(url.toLocalFile())  # noqa: E731
    monkeypatch.setattr("ui.pages.sessions.minutes.QDesktopServices.openUrl", take)
    driver.press("open_paper")
    assert opened == [str(tmp_path / "bien-ban.pdf")]


def test_name_and_code_follow_the_day_until_they_are_typed(open_window: Open):
    driver = open_window()
    driver.go("sessions")
    driver.press("primary")
    day, name = driver.find(QLineEdit, "planned_on"), driver.find(QPlainTextEdit, "name")
    day.setText("15/2/2027")
    driver.rest()
    assert name.toPlainText().endswith("quý I năm 2027")
    assert driver.find(QLineEdit, "code").text() == "2027-K1"
    name.setPlainText("Hội nghị tự đặt tên")
    day.setText("15/8/2027")
    driver.rest()
    assert name.toPlainText() == "Hội nghị tự đặt tên"


@pytest.mark.parametrize(
    ("step", "page"), [("", "settings"), ("_2", "enterprises"), ("_3", "sessions")]
)
def test_an_empty_register_begins_with_three_steps(open_window: Open, step: str, page: str):
    driver = open_window()
    driver.go("sessions")
    driver.press(f"empty_action{step}")
    assert driver.find(QToolButton, f"rail_{page}", driver.window).isChecked()
    is_laid_over = driver.page is not driver.window.pages[page]
    assert is_laid_over == (page != "settings")  # the wizard, or the form


def test_no_step_is_cut_in_a_narrow_window(open_window: Open):
    driver = open_window(True)
    open_session(driver)
    for width, height in ((960, 540), (1366, 740)):
        driver.window.resize(width, height)
        QApplication.processEvents()
        for step in driver.page.steps.buttons():
            assert step.width() >= step.sizeHint().width()
            assert step.geometry().right() <= driver.page.width()


def test_each_step_says_what_it_lacks_or_that_it_is_done(open_window: Open):
    driver = open_window(True)
    open_session(driver)
    before, steps = stored(driver), driver.page.steps.buttons()
    assert steps[2].toolTip() == "Xong"
    endless = replace(before.form, ended_at=None)
    edit_session(driver.case, as_read(before), endless)
    driver.rest()
    assert steps[2].toolTip() == "Chưa ghi giờ kết thúc."
    driver.press("step_3")
    driver.press("gap_no_end")  # leads to its field
    assert driver.find(QLineEdit, "ends").hasFocus()


def test_what_was_not_sent_yet_leaves_step_4_open_until_it_is(open_window: Open):
    driver = open_window(True)
    for key in IssueList(driver.case).ids(IssueQuery(view=View.NOT_GIVEN)):
        close(driver.case, seen(driver.case, key), Outcome.WITHDRAWN, driver.case.today(), "Rút.")
    today = driver.case.today()
    for key in IssueList(driver.case).ids(IssueQuery(view=View.NOT_SENT)):
        for assignment in issue_detail(driver.case, key).assignments:
            if assignment.relation is not Relation.OWN:
                known = seen(driver.case, key)
                record_sent(driver.case, known, assignment.body_id, SendingDraft(today))
    open_session(driver)
    hand_over = driver.page.steps.buttons()[3]
    assert hand_over.toolTip() == "Xong"
    other = next(b for b in list_bodies(driver.case) if b.relation is Relation.OTHER)
    key = register_issue(driver.case, IssueDraft("Thuế.", session_id=driver.page.detail.id))
    assign(driver.case, seen(driver.case, key), AssignmentDraft(other.id), today)
    driver.rest()
    assert hand_over.toolTip() == "1 kiến nghị chưa phát hành công văn."
    driver.press("step_5")
    table = driver.page.issues.table
    row = table.row_at(table.rows_of([key])[key])
    assert state_chip(row.state, row.outcome).text == "Chưa phát hành công văn"
    driver.page.issues.list.select_id(key)
    driver.rest()
    chips = [chip.chip.text for chip in driver.page.findChildren(ChipLabel) if chip.isVisible()]
    assert chips == ["Chưa phát hành công văn"]
    driver.page.issues.list.clearSelection()
    record_sent(driver.case, seen(driver.case, key), other.id, SendingDraft(today))
    driver.rest()
    assert hand_over.toolTip() == "Xong"
    row = table.row_at(table.rows_of([key])[key])
    assert row.state is IssueState.TRANSFERRED
