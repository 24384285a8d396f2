"""One session in its steps: each form saves its own, and what is shown is never stale."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLineEdit,
    QScrollArea,
    QTableWidget,
    QWidget,
)

from dialogue_app.services.issue_story import issue_detail
from dialogue_app.services.issues import IssueForm, edit_issue, register_issue
from dialogue_app.services.reference import agency, set_agency
from dialogue_app.services.sessions import (
    SessionDetail,
    SpeechForm,
    edit_session,
    list_sessions,
    session_detail,
)
from tests.ui.conftest import Driver, Open
from ui.tasks import Lane

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

NOT_SAVED = "Nội dung vừa nhập chưa được lưu."


def open_session(driver: Driver) -> None:
    driver.go("sessions").open(list_sessions(driver.store)[0].id)
    driver.rest()


def stored(driver: Driver) -> SessionDetail:
    return session_detail(driver.store, list_sessions(driver.store)[0].id)


def type_cell(driver: Driver, table: QTableWidget, row: int, column: int, text: str) -> QWidget:
    """Open a cell and type into it; it stays open."""
    driver.window.activateWindow()
    driver.qtbot.waitUntil(driver.window.isActiveWindow)
    table.setFocus()
    table.setCurrentCell(row, column)
    table.editItem(table.item(row, column))
    driver.qtbot.waitUntil(lambda: QApplication.focusWidget() is not table)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QWidget)
    assert table.isAncestorOf(editor)
    QTest.keyClicks(editor, text)
    return editor


def type_point(driver: Driver, text: str) -> QWidget:
    driver.press("step_3")
    editor = driver.page.record.form.fields["conclusions"].editor
    editor.add_button.click()
    return type_cell(driver, editor.table, editor.table.rowCount() - 1, 0, text)


def test_each_step_saves_its_own_fields_while_the_other_is_being_typed_in(open_window: Open):
    driver = open_window(True)
    open_session(driver)
    said = stored(driver).form.conclusions
    type_point(driver, "Mot ket luan")
    driver.press("step_1")
    driver.type("place", " phu")
    driver.press("save")
    assert driver.said() == "Đã lưu."
    assert stored(driver).form.place.endswith(" phu")
    assert stored(driver).form.conclusions == said
    driver.press("step_3")
    driver.press("save")
    assert driver.said() == "Đã lưu."
    assert stored(driver).form.conclusions == (*said, "Mot ket luan")
    driver.press("step_1")
    driver.type("place", " A")
    driver.press("save")
    assert stored(driver).form.place.endswith(" phu A")
    assert stored(driver).form.conclusions == (*said, "Mot ket luan")
    assert not driver.page.has_unsaved()


def test_the_second_writer_of_a_step_is_told_and_undoes_nothing(open_window: Open):
    driver = open_window(True)
    open_session(driver)
    type_point(driver, "Mot ket luan")
    driver.press("step_1")
    driver.type("place", " phu")
    before = stored(driver)
    others = replace(before.form, conclusions=("Kết luận của người khác.",))
    edit_session(driver.store, driver.context.actor, before.id, others, before.version)
    driver.rest()
    driver.press("save")  # its fields are nobody else's
    assert driver.said() == "Đã lưu."
    driver.press("step_3")
    driver.press("save")
    assert "Người khác vừa sửa" in driver.said()
    assert stored(driver).form.conclusions == ("Kết luận của người khác.",)
    assert stored(driver).form.place.endswith(" phu")


def test_what_another_saved_appears_in_a_form_nobody_types_in(open_window: Open):
    driver = open_window(True)
    open_session(driver)
    driver.press("step_3")
    before = stored(driver)
    others = replace(before.form, opening=(SpeechForm("Ông Mẫu", "Khai mạc."),))
    edit_session(driver.store, driver.context.actor, before.id, others, before.version)
    driver.rest()
    assert driver.page.record.rows("opening") == (("Ông Mẫu", "Khai mạc."),)
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
    edit_session(driver.store, driver.context.actor, before.id, others, before.version)
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
    detail = issue_detail(driver.store, first)
    changed = replace(detail.form, text="Nội dung đã sửa ở trang khác.")
    edit_issue(driver.store, driver.context.actor, first, changed, detail.version)
    driver.rest()
    driver.go("sessions")
    assert driver.page is page
    assert shown.row_at(0).text == "Nội dung đã sửa ở trang khác."


def test_minutes_follow_what_changes_but_are_drawn_only_while_seen(open_window: Open):
    driver = open_window(True)
    open_session(driver)
    driver.press("step_3")
    minutes = driver.page.minutes
    drawn = minutes.pages
    assert drawn
    driver.go("bodies")
    ours = agency(driver.store)
    assert ours is not None
    set_agency(driver.store, driver.context.actor, replace(ours, abbreviation="UB"))
    driver.rest()
    assert minutes.pages is drawn
    driver.go("sessions")
    assert minutes.pages is not drawn
    drawn = minutes.pages
    driver.go("sessions")
    assert minutes.pages is drawn
    set_agency(driver.store, driver.context.actor, ours)
    driver.rest()
    assert minutes.pages is not drawn


def test_saving_the_minutes_is_dropped_by_no_new_drawing(open_window: Open, tmp_path: Path):
    driver = open_window(True)
    open_session(driver)
    driver.press("step_3")
    path = tmp_path / "bien-ban.pdf"
    with driver.held(Lane.PAPER):
        driver.page.minutes.save_to(path)
        before = driver.page.minutes._drawing
        register_issue(driver.store, driver.context.actor, IssueForm("Việc khác."))
        driver.qtbot.waitUntil(lambda: driver.page.minutes._drawing is not before)
        driver.page.minutes.save_to(tmp_path / "lan-hai.pdf")
    assert path.exists()
    assert (tmp_path / "lan-hai.pdf").exists()
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
    table = driver.page.prepare.form.fields["participants"].editor.table
    least = table.verticalHeader().minimumSectionSize()
    for width in (1600, 1000):
        driver.window.resize(width, 800)
        driver.rest()
        for row in range(table.rowCount()):
            assert table.rowHeight(row) == max(table.sizeHintForRow(row), least), (width, row)


def test_a_long_cell_is_typed_in_an_area_that_is_seen_whole(open_window: Open):
    driver = open_window(True)
    driver.window.resize(1000, 600)
    open_session(driver)
    editor = type_point(driver, "Ket luan")
    area = driver.page.record.findChild(QScrollArea)
    four_lines = 4 * editor.fontMetrics().lineSpacing()
    driver.qtbot.waitUntil(lambda: editor.height() >= four_lines)
    driver.qtbot.waitUntil(lambda: editor.visibleRegion().boundingRect() == editor.rect())
    assert area.verticalScrollBar().value() > 0
    table = driver.page.record.form.fields["conclusions"].editor.table
    tall = table.rowHeight(table.rowCount() - 1)
    table.setFocus()
    driver.qtbot.waitUntil(lambda: table.rowHeight(table.rowCount() - 1) < tall)
