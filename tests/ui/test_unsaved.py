"""What is typed outlives a crash; what was saved or given up is not offered again."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPlainTextEdit

from dialogue_app.domain.errors.conflicts import EditConflict
from dialogue_app.services.enterprises.editing import edit_enterprise, enterprise_detail
from dialogue_app.services.unsaved import left
from dialogue_app.storage.sqlite import UNSAVED_NAME
from tests.ui.conftest import Driver, Open, as_read
from ui.app import make_window
from ui.pages.record_page import RecordPage
from ui.pages.sessions.session import FOLLOW_UP, RECORD, SessionPage
from ui.places import Place

TYPED = "Hẻm 12 ngập mỗi khi mưa lớn."


def page_of(driver: Driver) -> RecordPage:
    assert isinstance(driver.page, RecordPage)
    return driver.page


def wait_until_kept(driver: Driver, n: int = 1) -> None:
    folder = driver.case.store.folder
    driver.qtbot.waitUntil(lambda: len(left(folder)) == n)


def crash(driver: Driver, tmp_path: Path) -> None:
    """The window goes without a word; what it kept of the typing stays."""
    folder = driver.case.store.folder
    shutil.copy(folder / UNSAVED_NAME, tmp_path / "left")
    driver.window.close_anyway()
    assert not (folder / UNSAVED_NAME).exists()
    shutil.copy(tmp_path / "left", folder / UNSAVED_NAME)


def started_again(driver: Driver, place: Place | None = None) -> Driver:
    window = make_window(driver.another("mau"))
    driver.qtbot.addWidget(window)
    window.show()
    again = Driver(window, driver.case, driver.qtbot)
    again.rest()
    again.go("issues")
    rail = page_of(again).noun.rail
    if place is not None:
        window.go(place)
        again.rest()
    rail.offer_unsaved()
    again.rest()
    return again


def begin_an_issue(driver: Driver) -> None:
    driver.go("issues")
    page_of(driver).do("add")
    driver.rest()
    driver.type("text", TYPED)


def test_a_new_issue_is_offered_after_a_crash_and_goes_on(open_window: Open, tmp_path: Path):
    driver = open_window(True)
    begin_an_issue(driver)
    wait_until_kept(driver)
    crash(driver, tmp_path)
    again = started_again(driver)
    said = again.context.messages.last
    assert "chưa lưu" in said.text
    restore, give_up = [action.label for action in said.actions]
    assert "Thêm kiến nghị" in restore
    assert give_up == "Bỏ"
    again.context.messages.answer(restore)
    again.rest()
    assert again.find(QPlainTextEdit, "text").toPlainText() == TYPED
    assert page_of(again).has_unsaved()
    wait_until_kept(again)
    again.press("save")
    assert left(driver.case.store.folder) == []
    with again.case.reading() as session:
        texts = session.connection().exec_driver_sql("SELECT text FROM issue").scalars().all()
    assert TYPED in texts


def test_what_is_not_wanted_is_dropped(open_window: Open, tmp_path: Path):
    driver = open_window(True)
    begin_an_issue(driver)
    wait_until_kept(driver)
    crash(driver, tmp_path)
    again = started_again(driver)
    again.context.messages.answer("Bỏ")
    again.rest()
    assert left(driver.case.store.folder) == []


def test_what_nobody_decided_is_offered_again(open_window: Open, tmp_path: Path):
    driver = open_window(True)
    begin_an_issue(driver)
    wait_until_kept(driver)
    crash(driver, tmp_path)
    again = started_again(driver)
    again.window.close_anyway()
    assert len(left(driver.case.store.folder)) == 1


@pytest.mark.parametrize("how", ["save", "cancel", "close"])
def test_what_was_saved_or_given_up_leaves_nothing(open_window: Open, how: str):
    driver = open_window(True)
    begin_an_issue(driver)
    wait_until_kept(driver)
    if how == "close":
        driver.window.close_anyway()
    else:
        driver.press(how)
    if how == "cancel":
        driver.context.messages.answer("Không lưu")
        driver.rest()
    assert left(driver.case.store.folder) == []


def test_an_edit_is_built_on_what_was_read_before_the_crash(open_window: Open, tmp_path: Path):
    driver = open_window(True)
    driver.go("enterprises")
    page_of(driver).do("edit", 1)
    driver.rest()
    driver.type("phone", "9")
    wait_until_kept(driver)
    crash(driver, tmp_path)
    detail = enterprise_detail(driver.case, 1)
    theirs = driver.another("khác")
    edit_enterprise(theirs, as_read(detail), replace(detail.form, phone="0900 000 111"))
    again = started_again(driver)
    again.context.messages.answer(again.context.messages.last.actions[0].label)
    again.rest()
    panel = page_of(again).unsaved()
    failed: list[Exception] = []
    meet = panel._failed
    panel._failed = lambda error: (failed.append(error), meet(error))
    again.press("save")
    assert [type(error) for error in failed] == [EditConflict]


def test_of_another_program_nothing_is_filled_in(open_window: Open):
    driver = open_window(True)
    driver.go("issues")
    page_of(driver).do("add")
    driver.rest()
    panel = page_of(driver)._form()
    with pytest.raises(ValueError, match="nowhere"):
        panel.recover({**panel.state.snapshot(), "now": {"of": "nowhere:X", "values": {}}})
    assert not panel.is_dirty


@pytest.mark.parametrize("is_open", [True, False])
def test_what_a_session_concluded_is_there_again(open_window: Open, tmp_path: Path, is_open: bool):
    driver = open_window(True)
    driver.window.go(Place("sessions", 1, RECORD))
    driver.rest()
    session = driver.page
    assert isinstance(session, SessionPage)
    session.record.put("conclusions", (("Giao phòng Mẫu.",),))
    wait_until_kept(driver)
    crash(driver, tmp_path)
    again = started_again(driver, Place("sessions", 1, FOLLOW_UP) if is_open else None)
    label = again.context.messages.last.actions[0].label
    assert "2026-K3 · Biên bản, kết luận" in label
    again.context.messages.answer(label)
    again.rest()
    assert again.page.record.value("conclusions") == (("Giao phòng Mẫu.",),)
    assert again.page.steps.checkedId() == RECORD
    wait_until_kept(again)


def test_a_session_to_come_is_there_again(open_window: Open, tmp_path: Path):
    driver = open_window(True)
    driver.go("sessions")
    page_of(driver).do("add")
    driver.rest()
    driver.type("place", "Hội trường")
    wait_until_kept(driver)
    crash(driver, tmp_path)
    again = started_again(driver)
    again.context.messages.answer(again.context.messages.last.actions[0].label)
    again.rest()
    assert again.page.panel.value("place") == "Hội trường"


def test_of_two_forms_that_were_left_the_other_stays_offered(open_window: Open, tmp_path: Path):
    driver = open_window(True)
    begin_an_issue(driver)
    driver.go("settings")
    driver.type("name", "Ủy ban")
    wait_until_kept(driver, 2)
    crash(driver, tmp_path)
    again = started_again(driver)
    of_issue, of_agency, give_up = [one.label for one in again.context.messages.last.actions]
    assert "Cài đặt · Thông tin cơ quan" in of_agency
    again.context.messages.answer(of_issue)
    again.rest()
    assert [one.label for one in again.context.messages.last.actions] == [of_agency, give_up]
    again.context.messages.answer(of_agency)
    again.rest()
    assert again.page.tabs.widget(0).value("name").endswith("Ủy ban")
    again.go("issues")
    assert again.find(QPlainTextEdit, "text").toPlainText() == TYPED


def test_a_list_of_the_settings_is_there_again(open_window: Open, tmp_path: Path):
    driver = open_window(True)
    driver.go("settings")
    panel = driver.page.tabs.widget(1)
    driver.page.tabs.setCurrentWidget(panel)
    driver.type("one_name", " mới")
    before = panel.state.now
    wait_until_kept(driver)
    crash(driver, tmp_path)
    again = started_again(driver)
    again.context.messages.answer(again.context.messages.last.actions[0].label)
    again.rest()
    assert again.page.tabs.currentIndex() == 1
    assert again.page.tabs.widget(1).state.now == before
    assert again.page.tabs.widget(1).is_dirty


def test_what_is_added_over_a_form_is_there_again(open_window: Open, tmp_path: Path):
    driver = open_window(True)
    begin_an_issue(driver)
    panel = page_of(driver)._form()
    panel._add_enterprise("Công ty Mẫu mới")
    driver.rest()
    driver.type("address", "Số 1")
    wait_until_kept(driver, 2)
    crash(driver, tmp_path)
    again = started_again(driver)
    of_issue, of_enterprise, _give_up = [one.label for one in again.context.messages.last.actions]
    again.context.messages.answer(of_enterprise)
    again.rest()
    assert page_of(again)._form().value("address") == "Số 1"
    assert page_of(again)._form().value("name") == "Công ty Mẫu mới"
    assert again.context.messages.last.actions[0].label == of_issue
