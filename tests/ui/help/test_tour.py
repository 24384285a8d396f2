"""The tour sees what was done in the real window, can be left and is taken up there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from dialogue_app.services.first_start import places
from dialogue_app.services.issues.detail import issue_detail
from dialogue_app.services.issues.intake import edit_issue
from tests.ui.conftest import Driver, Open, as_read
from ui.help.tour import STEPS, Tour
from ui.places import Place


@pytest.fixture
def tour(open_window: Open, monkeypatch: pytest.MonkeyPatch) -> tuple[Driver, Tour]:
    """The sample, with its tour begun; the test looks instead of the timer."""
    monkeypatch.setattr(places, "is_sample", lambda _folder: True)
    driver = open_window(sample=True)
    rail = driver.page.rail
    rail.open_tour()
    rail._tour._looking.stop()
    driver.rest()
    return driver, rail._tour


def go_to(driver: Driver, tour: Tour, place: int) -> None:
    tour.go_to(place)
    tour._looking.stop()
    driver.rest()


def is_done(driver: Driver, tour: Tour) -> bool:
    driver.rest()
    tour.look()
    return driver.find(QPushButton, "tour_next", driver.window).text() == "Bước tiếp theo"


def press(driver: Driver, name: str) -> None:
    driver.find(QPushButton, name, driver.window).click()
    driver.rest()


def change_an_issue(driver: Driver) -> None:
    read = as_read(issue_detail(driver.case, 1))
    edit_issue(driver.case, read, replace(read.draft, note=f"{read.draft.note} đã gọi"))
    driver.rest()


def test_each_step_is_done_by_doing_it(tour: tuple[Driver, Tour]):
    driver, guide = tour
    window = driver.window
    does = [
        lambda: driver.press("tile_overdue"),
        lambda: driver.go("sessions").open(1),
        lambda: driver.page.go_to_step(2),
        lambda: window.go(Place("issues", 1)),
        lambda: change_an_issue(driver),
        lambda: change_an_issue(driver),
        lambda: (driver.go("overview"), driver.press("calls")),
        lambda: (window.palette_field.setFocus(), window.palette_field.setText("thue")),
        lambda: window.go(Place("enterprises", 1)),
        lambda: driver.page.do("import"),
        lambda: driver.page.noun.rail.open_help() if hasattr(driver.page, "noun") else None,
    ]
    assert len(does) == len(STEPS)
    for place, do in enumerate(does):
        assert guide.place == place
        if place == len(STEPS) - 1:
            driver.page.leave()
            driver.rest()
        assert not is_done(driver, guide), STEPS[place].title
        do()
        assert is_done(driver, guide), STEPS[place].title
        press(driver, "tour_next")
        guide._looking.stop()
    assert guide.is_over
    assert driver.find(QPushButton, "tour_home", window).isVisible()


def test_what_was_done_stays_done(tour: tuple[Driver, Tour]):
    driver, guide = tour
    go_to(driver, guide, 1)
    driver.go("sessions").open(1)
    assert is_done(driver, guide)
    driver.window.go(Place("issues"))
    assert is_done(driver, guide)


def test_what_was_written_before_a_step_does_not_count(tour: tuple[Driver, Tour]):
    driver, guide = tour
    go_to(driver, guide, 4)
    change_an_issue(driver)
    assert is_done(driver, guide)
    press(driver, "tour_next")
    guide._looking.stop()
    assert not is_done(driver, guide)


def test_it_is_left_and_taken_up_where_it_was(tour: tuple[Driver, Tour]):
    driver, guide = tour
    go_to(driver, guide, 4)
    press(driver, "tour_leave")
    assert (
        not driver.window.findChildren(QWidget, "tour")[0].isVisible()
        if (driver.window.findChildren(QWidget, "tour"))
        else True
    )
    action = next(one for one in driver.window.actions() if one.objectName() == "tour")
    action.trigger()
    guide._looking.stop()
    driver.rest()
    titles = [
        one.text() for one in driver.find(QWidget, "tour", driver.window).findChildren(QLabel)
    ]
    assert "Bước 5/11" in titles
    again = Tour(driver.page.rail, driver.window)
    assert again.place == 4


def test_it_covers_nothing_and_takes_no_keyboard(tour: tuple[Driver, Tour]):
    driver, _guide = tour
    panel = driver.find(QWidget, "tour", driver.window)
    focus = QApplication.focusWidget()
    assert focus is None or not panel.isAncestorOf(focus)
    page = driver.page
    for size in ((1280, 760), (854, 432)):
        driver.window.resize(*size)
        driver.rest()
        assert (driver.window.width(), driver.window.height()) == size
        mine = panel.rect().translated(panel.mapToGlobal(panel.rect().topLeft()))
        its = page.rect().translated(page.mapToGlobal(page.rect().topLeft()))
        assert not mine.intersects(its)


def test_it_survives_another_language(tour: tuple[Driver, Tour]):
    driver, guide = tour
    go_to(driver, guide, 3)
    driver.page.rail.dress("en", dark=True)
    guide._looking.stop()
    driver.rest()
    panel = driver.find(QWidget, "tour", driver.window)
    assert "An issue" in [one.text() for one in panel.findChildren(QLabel)]


def test_keys_named_in_the_steps_are_the_windows_own(tour: tuple[Driver, Tour]):
    from ui import keys

    said = " ".join(step.text for step in STEPS)
    for key in (keys.FIND, keys.UNDO, keys.HELP, keys.CARD, keys.LEAVE):
        assert key.keys in said


def test_elsewhere_it_goes_over_to_the_sample(open_window: Open, monkeypatch: pytest.MonkeyPatch):
    driver = open_window()
    rail = driver.page.rail
    rail.open_tour()
    assert driver.window.following == places.sample_folder()
    assert not driver.window.isVisible()


def test_typed_text_is_asked_about_before_another_register_is_opened(
    open_window: Open, tmp_path: Path
):
    driver = open_window()
    page = driver.go("enterprises")
    page.do("add")
    driver.rest()
    driver.type("name", "Công ty Mẫu")
    driver.window.go_over_to(tmp_path)
    assert driver.window.isVisible()
    assert driver.window.following is None
    driver.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    driver.window.close_anyway()
    assert driver.window.following is None
