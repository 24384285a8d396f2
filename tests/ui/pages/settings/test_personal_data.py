"""Settings: a person's data are found, chosen, asked about, removed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QPushButton
from sqlalchemy import select

from dialogue_app.domain.person_text import REMOVED
from dialogue_app.storage.models.enterprises import Enterprise
from dialogue_app.storage.models.issues import Raiser
from tests.ui.conftest import Driver, Open
from ui.pages.settings.personal_data import PersonalDataPanel

NAME = "Trần Mẫu Hai"  # speaks for two issues and five enterprises of the sample


@pytest.fixture
def driver(open_window: Open) -> Driver:
    opened = open_window(True)
    page = opened.go("settings")
    page.tabs.setCurrentWidget(page.findChild(PersonalDataPanel))
    return opened


def panel(driver: Driver) -> PersonalDataPanel:
    found = driver.page.tabs.currentWidget()
    assert isinstance(found, PersonalDataPanel)
    return found


def look_for(driver: Driver, text: str) -> list[str]:
    panel(driver).fields["text"].input.set_value(text)
    driver.press("find")
    places = panel(driver).places
    return [places.item(row).text() for row in range(places.count())]


def told(driver: Driver) -> str:
    return "\n".join(label.text() for label in panel(driver).found.findChildren(QLabel))


def representatives(driver: Driver) -> list[str]:
    with driver.case.reading() as session:
        return list(session.scalars(select(Enterprise.representative)))


def test_enter_looks_and_presses_nothing_else(driver: Driver):
    page = driver.page
    panel(driver).fields["text"].input.set_value(NAME)
    field = driver.find(QLineEdit, "text")
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Return)
    driver.rest()
    assert driver.page is page
    assert panel(driver).places.count() == 6
    assert panel(driver).places.hasFocus()


def test_found_chosen_asked_removed(driver: Driver):
    listed = look_for(driver, NAME)
    assert len(listed) == 6
    assert listed[0].startswith("KN-2026-0003 · ")
    assert all(NAME in line and "lịch sử" in line for line in listed)
    places = driver.find(QListWidget, "places")
    places.item(1).setCheckState(Qt.CheckState.Unchecked)
    driver.type("reason", "theo đơn")
    driver.press("remove")
    assert representatives(driver).count(f"Bà {NAME}") == 4  # nothing yet
    question = driver.context.messages.last
    assert question.kind == "question"
    assert "không" in question.text.lower()
    driver.context.messages.answer("Xóa vĩnh viễn")
    driver.rest()
    assert f"Bà {NAME}" not in representatives(driver)
    with driver.case.reading() as session:
        speakers = list(session.scalars(select(Raiser.speaker)))
    assert speakers.count(f"Bà {REMOVED}") == speakers.count(f"Bà {NAME}") == 1
    assert "5" in driver.said()
    assert len(look_for(driver, NAME)) == 1


def test_what_is_not_reached_is_said_before(driver: Driver):
    look_for(driver, NAME)
    assert "đã in" in told(driver)


def test_by_the_code_of_an_enterprise_its_contact(driver: Driver):
    listed = look_for(driver, "dn-1")
    places = panel(driver).places
    ticked = [
        line
        for row, line in enumerate(listed)
        if places.item(row).checkState() is Qt.CheckState.Checked
    ]
    assert len(ticked) == 3
    assert len(listed) > 3
    assert all(line.startswith("DN-00001") for line in ticked)


def test_what_cannot_be_looked_for_is_said_beside_the_input(driver: Driver):
    assert look_for(driver, "An") == []
    assert "An" in panel(driver).fields["text"].error
    assert look_for(driver, "Không Có Ai Mẫu") == []
    assert "Không tìm thấy" in told(driver)
    assert not panel(driver).findChild(QPushButton, "remove").isVisible()


def test_without_a_reason_nothing_is_removed(driver: Driver):
    look_for(driver, NAME)
    driver.press("remove")
    assert driver.context.messages.last is None  # nobody was asked
    assert panel(driver).fields["reason"].error
    assert f"Bà {NAME}" in representatives(driver)
    assert panel(driver).places.count() == 6  # what was chosen stands


def test_typing_another_text_forgets_what_was_found(driver: Driver):
    look_for(driver, NAME)
    driver.type("text", "x")
    assert panel(driver).places.count() == 0
    assert not panel(driver).findChild(QPushButton, "remove").isVisible()
