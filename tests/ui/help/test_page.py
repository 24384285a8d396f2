"""F1 opens the help of the page one is on, in the window; everything typed stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from dialogue_app import i18n
from dialogue_app.services.guides.reading import PEOPLE, guide_text
from tests.ui.conftest import Driver, Open
from ui.help.page import HelpPage
from ui.pages.workbooks.page import ImportPage
from ui.places import Place


def press(driver: Driver, key: Qt.Key) -> None:
    driver.qtbot.keyClick(QApplication.focusWidget() or driver.window, key)
    driver.rest()


def shown(driver: Driver) -> str:
    assert isinstance(driver.page, HelpPage)
    return str(driver.page.reader.toPlainText())


def test_each_page_has_its_help(open_window: Open):
    driver = open_window()
    for entry in driver.window.entries:
        page = driver.window.go(Place(entry.key))
        driver.rest()
        press(driver, Qt.Key.Key_F1)
        assert shown(driver).startswith(guide_text(entry.key, "vi").title)
        assert guide_text(entry.key, "vi").key == entry.key
        press(driver, Qt.Key.Key_Escape)
        assert driver.page is page


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_help_of_the_settings_names_each_part(open_window: Open, language: str):
    driver = open_window()
    i18n.install(language)
    driver.window.build_anew()
    driver.window.go(Place("settings"))
    driver.rest()
    tabs = driver.page.tabs
    text = guide_text("settings", language).text
    titles = [tabs.tabText(place) for place in range(tabs.count())]
    assert [title for title in titles if f"“{title}”" not in text] == []


def test_every_page_of_the_rail_and_what_is_laid_over_it_has_a_text(open_window: Open):
    driver = open_window()
    topics = {entry.key for entry in driver.window.entries}
    topics |= {ImportPage.help_topic, HelpPage.help_topic, "first", "session", "keys"}
    resources = Path(__file__).parents[3] / "resources" / "guides" / "vi"
    assert topics <= {path.stem for path in resources.glob("*.md")}


def test_a_session_and_an_import_have_help_of_their_own(open_window: Open):
    driver = open_window(sample=True)
    driver.go("sessions").open(1)
    driver.rest()
    press(driver, Qt.Key.Key_F1)
    assert shown(driver).startswith(guide_text("session", "vi").title)
    press(driver, Qt.Key.Key_F1)
    driver.go("enterprises").do("import")
    driver.rest()
    press(driver, Qt.Key.Key_F1)
    assert shown(driver).startswith(guide_text("import", "vi").title)


def test_what_is_being_typed_stays(open_window: Open):
    driver = open_window()
    driver.go("enterprises")
    driver.page.do("add")
    driver.rest()
    driver.type("name", "Công ty Mẫu")
    press(driver, Qt.Key.Key_F1)
    assert isinstance(driver.page, HelpPage)
    press(driver, Qt.Key.Key_Escape)
    assert driver.find(QLineEdit, "name").text() == "Công ty Mẫu"
    assert driver.find(QLineEdit, "name").hasFocus()


def test_help_opened_twice_is_closed(open_window: Open):
    driver = open_window()
    before = driver.page
    press(driver, Qt.Key.Key_F1)
    press(driver, Qt.Key.Key_F1)
    assert driver.page is before


def test_all_guides_are_a_click_away_and_shown_with_their_pictures(open_window: Open):
    driver = open_window()
    press(driver, Qt.Key.Key_F1)
    driver.press("all_guides")
    assert not driver.find(QPushButton, "save_guide").isEnabled()
    for key in PEOPLE:
        assert guide_text(key, "vi").title in shown(driver)
    driver.page.reader.anchorClicked.emit(QUrl("secretary.md"))
    assert shown(driver).startswith(guide_text("secretary", "vi").title)
    image = QTextDocument.ResourceType.ImageResource.value
    picture = driver.page.reader.loadResource(image, QUrl("minutes.png"))
    assert 0 < picture.width() <= driver.page.reader.viewport().width()


def test_a_guide_is_saved_as_pdf(open_window: Open, tmp_path: Path):
    driver = open_window()
    press(driver, Qt.Key.Key_F1)
    guide = guide_text("clerk", "vi")
    driver.page.save_to(guide, tmp_path / "van-thu.pdf")
    driver.rest()
    assert (tmp_path / "van-thu.pdf").read_bytes().startswith(b"%PDF")
    assert "van-thu.pdf" in driver.said()
    driver.page.save_to(guide, tmp_path / "no" / "such" / "folder.pdf")
    driver.rest()
    assert driver.context.messages.last.kind == "error"
