"""Bodies: cơ quan, đơn vị, with their relation to us and what follows them."""

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
        from ui.pages.bodies.page import BodiesPage

        return BodiesPage(rail)

    def find(text: str) -> Sequence[Hit]:
        from dialogue_app.services.bodies.lists import list_bodies

        rows = list_bodies(rail.context.case, text)
        return [Hit(row.name, row.abbreviation, Place("bodies", row.id)) for row in rows]

    return PageEntry("bodies", lambda: _("Bodies"), "body", 40, build, find)
