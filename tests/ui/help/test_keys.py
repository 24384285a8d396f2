"""The card of keys says what the window listens to, no more and no less, on one page."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from dialogue_app import i18n
from tests.ui.conftest import Driver, Open
from ui import keys
from ui.help.card import key_groups
from ui.help.key_page import KeyPage
from ui.keys import Key
from ui.places import Place

# Listened to by what has the keyboard, as every program does it, or while something is proposed.
OF_WIDGETS = {keys.OPEN, keys.MENU, keys.COPY, keys.PROPOSED, *keys.IN_WORKBOOKS}


def shown(listed: Iterable[Key]) -> set[str]:
    return {keys.shown(QKeySequence(one)) for key in listed for one in (key.keys, *key.also)}


def listened_to(widget: QWidget) -> set[str]:
    """Every key that anything in the widget listens to."""
    actions = [one.shortcut() for one in widget.findChildren(QAction)]
    shortcuts = [one.key() for one in widget.findChildren(QShortcut)]
    buttons = [one.shortcut() for one in widget.findChildren(QAbstractButton)]
    return {keys.shown(one) for one in (*actions, *shortcuts, *buttons) if not one.isEmpty()}


def visit(driver: Driver) -> set[str]:
    """All keys of the window, its pages, a session and the forms."""
    found: set[str] = set()
    for key in ("issues", "enterprises", "bodies"):
        page = driver.go(key)
        page.go_to(1)
        driver.rest()
        found |= listened_to(driver.window)
        page.do("add")
        driver.rest()
        found |= listened_to(driver.window)
    driver.window.go(Place("calls"))
    driver.rest()
    found |= listened_to(driver.window)
    driver.go("settings")
    found |= listened_to(driver.window)
    driver.go("sessions")
    driver.page.open(1)
    driver.rest()
    return found | listened_to(driver.window)


def on_the_card(driver: Driver) -> set[str]:
    groups = key_groups(driver.window.entries)
    said = {row.key for _title, rows in groups for row in rows}
    said |= shown({keys.SAVE, keys.REDO_DECISION})
    in_rail = [entry for entry in driver.window.entries if not entry.within]
    pages = {keys.page_key(n).shown for n in range(len(in_rail))}
    (of_pages,) = [one for one in said if "…" in one]
    assert of_pages == f"{min(pages)} … {max(pages)}"
    return said - {of_pages} | pages


def test_the_card_says_what_the_window_listens_to(open_window: Open):
    driver = open_window(sample=True)
    assert visit(driver) | shown(OF_WIDGETS) == on_the_card(driver)


def test_it_is_shown_by_its_key_and_left_by_esc(open_window: Open):
    driver = open_window()
    before = driver.page
    control = Qt.KeyboardModifier.ControlModifier
    driver.qtbot.keyClick(driver.window, Qt.Key.Key_Slash, control)
    driver.rest()
    assert isinstance(driver.page, KeyPage)
    driver.qtbot.keyClick(driver.window, Qt.Key.Key_Slash, control)
    driver.rest()
    driver.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    driver.rest()
    assert driver.page is before


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_it_is_printed_on_one_page(open_window: Open, tmp_path: Path, language: str):
    driver = open_window()
    i18n.install(language)
    driver.window.findChild(QAction, "key_card").trigger()
    driver.page.save_to(tmp_path / "keys.pdf")
    driver.rest()
    with pdfplumber.open(BytesIO((tmp_path / "keys.pdf").read_bytes())) as card:
        (page,) = card.pages
        words = page.extract_text()
    for title, rows in driver.page.groups:
        assert title.split()[0] in words
        for row in rows:  # each key on the line of what it does
            assert f"{row.key} {row.words}" in words
    assert str(tmp_path / "keys.pdf") in driver.said()
