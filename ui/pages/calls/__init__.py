"""Whom to call today: bodies to be reminded, enterprises to be told and asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogue_app.i18n import _
from ui.main_window import PageEntry

if TYPE_CHECKING:
    from ui.rail import Rail
    from ui.widgets.page import Page


def entry(rail: Rail) -> PageEntry:
    """The page, which one comes to from the issues."""

    def build() -> Page:
        from ui.pages.calls.page import CallsPage

        return CallsPage(rail)

    return PageEntry("calls", lambda: _("Reminders, calls"), "clock", 25, build, within="issues")
