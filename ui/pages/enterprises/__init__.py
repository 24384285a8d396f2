"""Enterprises: the register, its form, and what each enterprise raised."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dialogue_app.i18n import _
from ui.main_window import PageEntry
from ui.places import Hit, Place

if TYPE_CHECKING:
    from ui.rail import Rail
    from ui.widgets.page import Page


def entry(rail: Rail) -> PageEntry:
    """The page as it stands in the rail; it is imported when it is first visited."""

    def build() -> Page:
        from ui.pages.enterprises.page import EnterprisesPage

        return EnterprisesPage(rail)

    def find(text: str) -> Sequence[Hit]:
        from dialogue_app.services.enterprises.suggesting import suggest_enterprises

        rows = suggest_enterprises(rail.context.case, text)
        return [
            Hit(row.name, row.phone or row.address, Place("enterprises", row.id)) for row in rows
        ]

    return PageEntry("enterprises", lambda: _("Enterprises"), "enterprise", 30, build, find)
