"""The window takes a session to another computer, and brings it back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from dialogue_app.domain.fields.sessions import SessionDraft
from dialogue_app.services.case import Case
from dialogue_app.services.opening import open_case
from dialogue_app.services.sessions.editing import add_session, session_detail
from dialogue_app.services.sessions.finding import find_session
from dialogue_app.services.sessions.opening import open_copy
from dialogue_app.services.sessions.taking import take
from tests.services.sessions.journey import CODE, add_issue, codes, edit, typed
from tests.template import NOW, USER, standing_clock
from tests.ui.conftest import Driver, Open
from ui.pages.sessions import bringing
from ui.tasks import Lane

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
ISSUE = "KN-2026-0002"


@pytest.fixture
def driver(open_window: Open) -> Driver:
    opened = open_window(sample=True)
    opened.go("sessions")
    opened.page.list.selectRow(0)
    opened.rest()
    return opened


@pytest.fixture
def hall(driver: Driver, tmp_path: Path) -> Iterator[Case]:
    """The session taken out, open on the other computer."""
    take(driver.case, find_session(driver.case, CODE), tmp_path / "out.dtdn")
    open_copy(tmp_path / "hall", tmp_path / "out.dtdn", NOW)
    opened = open_case(tmp_path / "hall", standing_clock, USER)
    yield opened
    opened.store.close()


def written(hall: Case, tmp_path: Path) -> Path:
    """The file that comes back."""
    take(hall, find_session(hall, CODE), tmp_path / "back.dtdn")
    return tmp_path / "back.dtdn"


def read(driver: Driver) -> str:
    """All that the page in front says."""
    labels = driver.page.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())


def test_it_is_written_and_the_pages_say_that_it_is_out(driver: Driver, tmp_path: Path):
    driver.page.do("take", find_session(driver.case, CODE))
    driver.rest()
    carrier = driver.find(QLineEdit, "carrier")
    assert carrier.hasFocus()
    QTest.keyClick(carrier, Qt.Key.Key_Tab)
    assert driver.find(QPushButton, "close").hasFocus()
    driver.type("carrier", "Máy hội trường")
    driver.page.save_to(tmp_path / "out.dtdn")
    driver.rest()
    assert (tmp_path / "out.dtdn").is_file()
    assert "Máy hội trường" in read(driver)
    driver.page.do("open", find_session(driver.case, CODE))
    driver.rest()
    assert "Máy hội trường" in driver.find(QLabel, "away").text()
    names = {action.text() for action in driver.page.actions_in_front()}
    assert "Mang hồ sơ sang máy khác" in names


def test_a_session_that_is_here_shows_no_line_about_it(driver: Driver):
    driver.page.do("open", find_session(driver.case, CODE))
    driver.rest()
    assert [one for one in driver.page.findChildren(QLabel, "away") if one.isVisible()] == []
    assert [one for one in driver.page.findChildren(QPushButton, "bring") if one.isVisible()] == []


def test_writing_can_be_stopped(driver: Driver, tmp_path: Path):
    key = find_session(driver.case, CODE)
    driver.page.do("take", key)
    driver.rest()
    with driver.held(Lane.IMPORT):
        driver.page.save_to(tmp_path / "out.dtdn")
        assert not driver.page.main_button.isEnabled()
        driver.find(QPushButton, "stop").click()
    driver.rest()
    assert not (tmp_path / "out.dtdn").exists()
    assert session_detail(driver.case, key).away == ()
    assert driver.page.main_button.isEnabled()


def test_what_both_changed_stands_side_by_side_until_it_is_decided(
    driver: Driver, hall: Case, tmp_path: Path
):
    edit(hall, ISSUE, note="ở hội trường")
    edit(driver.case, ISSUE, note="ở cơ quan")
    new = add_issue(hall, "Hẻm ngập khi mưa lớn.")
    driver.page.do("bring")
    driver.rest()
    page = driver.page
    page.open_file(written(hall, tmp_path))
    driver.rest()
    said = read(driver)
    for text in (new, f"{ISSUE} – Ghi chú", "ở hội trường", "ở cơ quan"):
        assert text in said
    assert not page.main_button.isEnabled()
    theirs = driver.find(QPushButton, "keep_0_theirs")
    assert f"{ISSUE} – Ghi chú" in theirs.accessibleName()
    theirs.click()
    assert page.main_button.isEnabled()
    driver.press("main")
    assert typed(driver.case, ISSUE).note == "ở hội trường"
    assert new in codes(driver.case)
    assert session_detail(driver.case, find_session(driver.case, CODE)).away == ()
    assert driver.page is not page


def test_all_conflicts_are_decided_by_one_button(driver: Driver, hall: Case, tmp_path: Path):
    for code in (ISSUE, "KN-2026-0004"):
        edit(hall, code, note="ở hội trường")
        edit(driver.case, code, note="ở cơ quan")
    driver.page.do("bring")
    driver.rest()
    driver.page.open_file(written(hall, tmp_path))
    driver.rest()
    driver.press("all_ours")
    driver.press("main")
    assert typed(driver.case, ISSUE).note == "ở cơ quan"
    assert typed(driver.case, "KN-2026-0004").note == "ở cơ quan"


def test_what_is_no_file_of_ours_is_said_and_nothing_can_be_written(driver: Driver, tmp_path: Path):
    other = tmp_path / "x.dtdn"
    other.write_text("không phải")
    driver.page.do("bring")
    driver.rest()
    driver.page.open_file(other)
    driver.rest()
    assert not driver.page.main_button.isEnabled()
    assert str(other) in driver.said()


def test_a_session_of_another_register_is_worked_on_in_a_folder_of_its_own(
    open_window: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    office = open_case(tmp_path / "office", standing_clock, USER)
    take(office, add_session(office, SessionDraft(CODE, "Hội nghị")), tmp_path / "out.dtdn")
    office.store.close()
    opened: list[Path] = []
    monkeypatch.setattr(bringing, "open_another_window", opened.append)
    driver = open_window()
    driver.go("sessions")
    driver.page.do("bring")
    driver.rest()
    driver.page.open_file(tmp_path / "out.dtdn")
    driver.rest()
    assert driver.find(QPushButton, "work_here").isEnabled()
    driver.page.work_in(tmp_path / "hall", tmp_path / "out.dtdn")
    driver.rest()
    assert opened == [tmp_path / "hall"]
    case = open_case(tmp_path / "hall", standing_clock, USER)
    assert session_detail(case, find_session(case, CODE)).carried == CODE
    case.store.close()
