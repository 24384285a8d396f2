"""The rail has room for its words, in whatever face and language they are shown."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from ui import theme
from ui.bars import FOLDED_WIDTH, RAIL_WIDTH, RailBar
from ui.main_window import PageEntry
from ui.widgets.page import Page

SHORT = PageEntry("a", lambda: "Kiến nghị", "issue", 1, Page)


@pytest.mark.parametrize("title", ["Kiến nghị", "Danh mục các cơ quan, đơn vị"])
def test_the_longest_title_is_shown_whole(qtbot: QtBot, qapp: object, title: str):
    theme.apply(qapp)  # type: ignore[arg-type]
    rail = RailBar([SHORT, replace(SHORT, key="b", title=lambda: title)], lambda _key: None)
    qtbot.addWidget(rail)
    widest = max(button.sizeHint().width() for button in rail.findChildren(QToolButton))
    assert rail.width() == max(RAIL_WIDTH, widest)
    rail.fold(folded=True)
    assert rail.width() == FOLDED_WIDTH
