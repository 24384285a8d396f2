"""What a new register is asked for: by keys, each step left out or saved, never asked twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton, QWidget

from dialogue_app.domain.vocabulary import Role
from dialogue_app.services.agency.settings import agency
from dialogue_app.services.backing_up import backup_place
from dialogue_app.services.bodies.editing import find_body
from dialogue_app.services.bodies.naming import unnamed_bodies
from dialogue_app.services.staff.editing import list_staff
from tests.template import USER
from tests.ui.conftest import Driver, Open
from ui.app import _greet
from ui.pages.first import page as first_page
from ui.pages.first.page import FirstPage
from ui.pages.overview.page import OverviewPage
from ui.pages.workbooks.page import ImportPage


@pytest.fixture
def greeted(open_window: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Driver:
    """The window on a register that nobody has begun."""
    monkeypatch.setattr(first_page, "another_disk", lambda _folder: tmp_path)
    driver = open_window()
    driver.page.rail.greet(lambda: "")
    driver.rest()
    assert isinstance(driver.page, FirstPage)
    return driver


def press_keys(driver: Driver, *names: Qt.Key, ctrl: bool = False) -> None:
    held = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
    for key in names:
        driver.qtbot.keyClick(QApplication.focusWidget(), key, held)
        driver.rest()


def save(driver: Driver) -> None:
    press_keys(driver, Qt.Key.Key_Return, ctrl=True)


def step(driver: Driver) -> int:
    return next(n for n in range(1, 6) if driver.find(QPushButton, f"step_{n}").isChecked())


def typed(driver: Driver, name: str) -> str:
    return driver.find(QLineEdit, name).text()


def test_all_of_it_by_keys(greeted: Driver):
    driver = greeted
    assert driver.find(QWidget, "area").hasFocus()
    driver.type("area", "phường Mẫu")
    assert typed(driver, "name") == "Ủy ban nhân dân phường Mẫu"
    save(driver)
    assert step(driver) == 2
    assert driver.find(QWidget, "name").hasFocus(), "there is nobody to choose from"
    assert typed(driver, "name") == "", "an account is nobody's name"
    driver.type("name", "Nguyễn Ngọc Diệp")
    driver.choose("role", "Thư ký hội nghị")
    save(driver)
    assert step(driver) == 3
    assert typed(driver, "second_place") != ""
    save(driver)
    assert step(driver) == 4
    driver.type("body_1", "Thuế cơ sở 12")
    save(driver)
    assert step(driver) == 5
    assert driver.find(QWidget, "do_register").hasFocus()
    case = driver.case
    known = agency(case)
    assert known is not None
    assert (known.name, known.area) == ("Ủy ban nhân dân phường Mẫu", "phường Mẫu")
    assert [row.name for row in list_staff(case) if row.is_me] == ["Nguyễn Ngọc Diệp"]
    assert backup_place(case.store.folder).second_place != ""
    assert find_body(case, "Thuế cơ sở", case.today()) == find_body(
        case, "Thuế cơ sở 12", case.today()
    )
    assert len(unnamed_bodies(case)) == 3


@pytest.mark.parametrize("saves", [True, False])
def test_the_name_this_computer_knows_is_proposed_and_stands_only_once_it_is_saved(
    open_window: Open, saves: bool
):
    driver = open_window()
    driver.page.rail.greet(lambda: "Nguyễn Ngọc Diệp")
    driver.rest()
    driver.press("step_2")
    assert typed(driver, "name") == "Nguyễn Ngọc Diệp"
    if saves:
        save(driver)
    else:
        press_keys(driver, Qt.Key.Key_Escape)
    assert step(driver) == 3
    named = [row.name for row in list_staff(driver.case)]
    assert named == (["Nguyễn Ngọc Diệp"] if saves else [USER])


def test_all_of_it_can_be_left_out(greeted: Driver):
    for place in range(1, 5):
        assert step(greeted) == place
        press_keys(greeted, Qt.Key.Key_Escape)
    assert step(greeted) == 5
    greeted.press("do_nothing")
    assert isinstance(greeted.page, OverviewPage)
    assert agency(greeted.case) is None
    assert [row.name for row in list_staff(greeted.case)] == [USER]
    assert backup_place(greeted.case.store.folder).second_place == ""
    assert len(unnamed_bodies(greeted.case)) == 4


def test_what_was_typed_is_not_lost_by_leaving_a_step_out(greeted: Driver):
    greeted.type("area", "phường Mẫu")
    press_keys(greeted, Qt.Key.Key_Escape)
    assert step(greeted) == 1
    assert "chưa được lưu" in greeted.said() or "chưa lưu" in greeted.said()


def test_what_is_missing_is_said_beside_its_field(greeted: Driver):
    save(greeted)
    assert step(greeted) == 1
    assert greeted.find(QWidget, "area").hasFocus()


def test_a_name_that_was_typed_is_not_written_over(greeted: Driver):
    greeted.type("area", "phường M")
    greeted.type("name", " tạm thời")
    mine = typed(greeted, "name")
    greeted.type("area", "ẫu")
    assert typed(greeted, "name") == mine


def test_an_area_that_says_no_level_proposes_no_name(greeted: Driver):
    greeted.type("area", "Khu Mẫu")
    assert typed(greeted, "name") == ""


def test_the_only_ward_that_fits_is_proposed_and_taken_by_a_key(greeted: Driver):
    greeted.type("area", "thu dau mot")
    greeted.rest()
    assert greeted.find(QPushButton, "take_proposal").isVisible()
    assert typed(greeted, "area") == "thu dau mot", "nothing is taken by itself"
    greeted.press("take_proposal")
    assert typed(greeted, "area") == "phường Thủ Dầu Một"
    assert typed(greeted, "name") == "Ủy ban nhân dân phường Thủ Dầu Một"


def test_the_window_works_as_whoever_was_named(greeted: Driver):
    press_keys(greeted, Qt.Key.Key_Escape)
    greeted.type("name", "Nguyễn Ngọc Diệp")
    greeted.choose("role", "Thư ký hội nghị")
    save(greeted)
    greeted.press("step_5")
    greeted.press("do_nothing")
    assert greeted.page.context.case.actor.name == "Nguyễn Ngọc Diệp"
    assert greeted.page.context.case.actor.role is Role.SECRETARY
    shown = greeted.window.statusBar().findChildren(QWidget)
    assert any("Thư ký hội nghị: Nguyễn Ngọc Diệp" in getattr(one, "text", str)() for one in shown)


def test_what_comes_first_is_done(greeted: Driver):
    greeted.press("step_5")
    greeted.press("do_register")
    assert isinstance(greeted.page, ImportPage)


def test_a_session_is_added_first(greeted: Driver):
    greeted.press("step_5")
    greeted.press("do_session")
    assert greeted.find(QWidget, "code").isVisible()


def test_nobody_is_greeted_twice(greeted: Driver):
    rail = greeted.page._rail
    greeted.press("step_5")
    greeted.press("do_nothing")
    rail.greet(lambda: "")
    greeted.rest()
    assert isinstance(greeted.page, OverviewPage)


@pytest.mark.parametrize("sample", [True, False])
def test_only_a_register_that_nobody_has_begun_greets(
    open_window: Open, monkeypatch: pytest.MonkeyPatch, sample: bool
):
    driver = open_window(sample=sample)
    greeted: list[str] = []
    rail = driver.page.rail
    monkeypatch.setattr(rail, "greet", lambda _full_name: greeted.append("greeted"))
    _greet(driver.case, rail)
    assert greeted == ([] if sample else ["greeted"])


def test_it_fits_a_small_screen(greeted: Driver):
    greeted.window.resize(854, 432)
    for place in range(1, 6):
        greeted.press(f"step_{place}")
        assert (greeted.window.width(), greeted.window.height()) == (854, 432)


def test_a_second_place_that_cannot_be_one_is_said(greeted: Driver):
    greeted.press("step_3")
    field = greeted.find(QLineEdit, "second_place")
    field.setText("/nowhere/at/all")
    save(greeted)
    assert step(greeted) == 3
    assert (
        "/nowhere/at/all"
        in "".join(one.text() for one in greeted.page.findChildren(type(greeted.page.title)))
        or "/nowhere/at/all" in greeted.said()
    )


def test_who_i_am_is_found_in_the_settings(open_window: Open):
    driver = open_window()
    page = driver.go("settings")
    page.tabs.setCurrentIndex(5)
    driver.rest()
    driver.type("name", "Nguyễn Ngọc Diệp")
    save(driver)
    page = driver.page
    page.tabs.setCurrentIndex(5)
    driver.rest()
    assert driver.context.case.actor.name == USER
    assert page.context.case.actor.name == "Nguyễn Ngọc Diệp"
    driver.choose("who", "Người mới")
    assert typed(driver, "name") == ""
    driver.type("name", "Võ Thị Kim Loan")
    save(driver)
    assert [row.name for row in list_staff(driver.case)] == ["Nguyễn Ngọc Diệp", "Võ Thị Kim Loan"]
    page = driver.page
    page.tabs.setCurrentIndex(5)
    driver.rest()
    driver.choose("who", "Nguyễn Ngọc Diệp")
    assert typed(driver, "name") == "Nguyễn Ngọc Diệp"
    save(driver)
    assert [row.is_me for row in list_staff(driver.case)] != []
    assert driver.page.context.case.actor.name == "Nguyễn Ngọc Diệp"
    assert driver.find(QComboBox, "who").isVisible()
