"""Tables and points are typed through by keys alone."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget

from dialogue_app.domain.vocabulary import ParticipantRole
from dialogue_app.services.papers.minutes import minutes_facts
from dialogue_app.services.sessions.editing import session_detail
from dialogue_app.services.sessions.lists import list_sessions
from tests.ui.conftest import Driver, Open, keys
from ui.widgets.rows_editor import RowsEditor

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def here() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(key: Qt.Key) -> None:
    QTest.keyClick(here(), key)


def write(text: str) -> None:
    assert isinstance(here(), QLineEdit | QPlainTextEdit)
    for letter in text:
        keys(here(), 0, letter)


def people(driver: Driver) -> RowsEditor:
    driver.go("sessions")
    driver.press("primary")
    editor = driver.page.panel.form.fields["participants"].editor
    assert isinstance(editor, RowsEditor)
    return editor


@pytest.mark.parametrize("on", [Qt.Key.Key_Tab, Qt.Key.Key_Return], ids=["tab", "enter"])
def test_a_table_of_people_is_typed_through(open_window: Open, on: Qt.Key):
    driver = open_window(True)
    editor = people(driver)
    driver.find(QLineEdit, "ends").setFocus()
    press(Qt.Key.Key_Tab)
    assert isinstance(here(), QComboBox)  # what the chair is stands there already
    for text in ("Ông Trần Văn Mẫu", "Chủ tịch", "UBND phường Mẫu", ""):
        press(on)
        write(text)
    press(on)  # in the last cell: another row
    assert isinstance(here(), QComboBox)
    for text in ("Bà Nguyễn Thị Mẫu", "Chuyên viên", "Văn phòng", "ghi biên bản"):
        press(on)
        write(text)
    chair, secretary = ParticipantRole.CHAIR, ParticipantRole.SECRETARY
    assert editor.value() == (
        (chair, "Ông Trần Văn Mẫu", "Chủ tịch", "UBND phường Mẫu", ""),
        (secretary, "Bà Nguyễn Thị Mẫu", "Chuyên viên", "Văn phòng", "ghi biên bản"),
    )
    assert driver.page.panel.value("participants") == editor.value()  # even before it is left


def test_an_empty_last_row_is_left_by_tab(open_window: Open):
    driver = open_window(True)
    editor = people(driver)
    driver.find(QLineEdit, "ends").setFocus()
    for _cell in range(6):
        press(Qt.Key.Key_Tab)
    assert here() is editor.add_button
    press(Qt.Key.Key_Backtab)
    assert driver.page.isAncestorOf(here())
    assert editor.typed.isAncestorOf(here())
    for _cell in range(5):
        press(Qt.Key.Key_Backtab)
    assert here().objectName() == "ends"


def record(driver: Driver) -> Any:
    driver.go("sessions").open(list_sessions(driver.case)[0].id)
    driver.rest()
    driver.press("step_3")
    return driver.page.record


def points(driver: Driver) -> tuple[str, ...]:
    return session_detail(driver.case, list_sessions(driver.case)[0].id).form.conclusions


def test_a_line_is_a_point_on_screen_and_on_paper(open_window: Open):
    driver = open_window(True)
    panel = record(driver)
    editor = panel.form.fields["conclusions"].editor
    editor.set_value([("Một",)])
    editor.setFocus()
    here().selectAll()  # type: ignore[attr-defined]
    write("Giao Phòng Kinh tế.")
    press(Qt.Key.Key_Return)
    write("Báo cáo trong tháng 10.")
    press(Qt.Key.Key_Return)
    write("Đăng công khai.")
    driver.rest()
    numbers = [label.text() for label in editor.findChildren(QLabel) if label.isVisible()]
    assert numbers == ["1.", "2.", "3."]
    driver.press("save")
    said = ("Giao Phòng Kinh tế.", "Báo cáo trong tháng 10.", "Đăng công khai.")
    assert points(driver) == said
    session = list_sessions(driver.case)[0].id
    assert tuple(minutes_facts(driver.case, session).conclusions) == said


def test_enter_divides_a_point_and_backspace_gives_an_empty_one_up(open_window: Open):
    driver = open_window(True)
    editor = record(driver).form.fields["conclusions"].editor
    editor.set_value([("Một hai",), ("Ba",)])
    editor.setFocus()
    area = here()
    assert isinstance(area, QPlainTextEdit)
    for _letter in "Một":
        press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Return)
    assert editor.value() == (("Một",), (" hai",), ("Ba",))
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Up)
    editor.set_value([("Một",), ("",), ("Ba",)])
    editor.typed._rows[1].fields[0].setFocus()
    press(Qt.Key.Key_Backspace)
    assert editor.typed.rows() == [("Một",), ("Ba",)]
    assert here() is area
    write("!")
    assert editor.value()[0] == ("Một!",)


def test_pasted_lines_become_points_when_saved(open_window: Open):
    driver = open_window(True)
    editor = record(driver).form.fields["conclusions"].editor
    editor.set_value([("Một.\nHai.\n\n  Ba.",)])
    driver.press("save")
    assert points(driver) == ("Một.", "Hai.", "Ba.")
    assert editor.value() == (("Một.",), ("Hai.",), ("Ba.",))
