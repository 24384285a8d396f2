"""The agency in the settings: the head of papers follows name and area until it is typed."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from dialogue_app.domain.vocabulary import Signing
from dialogue_app.i18n.words import word
from dialogue_app.services.agency.settings import agency
from tests.ui.conftest import Driver, Open


def shown(driver: Driver) -> list[str]:
    panel = driver.go("settings").tabs.widget(0)
    return [panel.value(key) for key in ("heading", "short_name", "level_word")]


def put(driver: Driver, key: str, text: str) -> None:
    panel = driver.go("settings").tabs.widget(0)
    assert isinstance(panel, QWidget)
    panel.put(key, text)


def test_the_head_of_papers_follows_until_it_is_typed(open_window: Open):
    driver = open_window()
    assert shown(driver) == ["", "", ""]
    put(driver, "name", "Ủy ban nhân dân phường Mẫu")
    put(driver, "area", "phường Mẫu")
    proposed = ["ỦY BAN NHÂN DÂN\nPHƯỜNG MẪU", "Ủy ban nhân dân phường", "phường"]
    assert shown(driver) == proposed
    put(driver, "short_name", "UBND phường")
    put(driver, "area", "xã Mẫu")
    put(driver, "name", "Ủy ban nhân dân xã Mẫu")
    typed = ["ỦY BAN NHÂN DÂN\nXÃ MẪU", "UBND phường", "xã"]
    assert shown(driver) == typed
    driver.press("save")
    ours = agency(driver.case)
    assert ours is not None
    assert [ours.heading, ours.short_name, ours.level_word] == typed
    assert shown(driver) == typed


def test_who_signs_letters_is_kept_for_all_of_them(open_window: Open):
    driver = open_window()
    put(driver, "name", "Ủy ban nhân dân phường Mẫu")
    put(driver, "area", "phường Mẫu")
    driver.type("signer_name", "Bà Phạm Thị Mẫu")
    driver.choose("signing", word(Signing.DEPUTY))
    driver.type("contact_phone", "0900 000 001")
    driver.press("save")
    ours = agency(driver.case)
    assert ours is not None
    assert (ours.signing, ours.signer_name) == (Signing.DEPUTY, "Bà Phạm Thị Mẫu")
    assert ours.contact_phone == "0900 000 001"
    assert (ours.contact, ours.drafting_unit) == ("", "")
