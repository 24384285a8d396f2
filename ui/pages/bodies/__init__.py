"""Bodies: cơ quan, đơn vị, with their relation to us and what follows them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dialogue_app.i18n import _
from dialogue_app.i18n.words import word
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
        from dialogue_app.services.bodies.suggesting import suggest_bodies

        case = rail.context.case
        found = suggest_bodies(case, text, case.today())
        return [Hit(one.name, word(one.relation), Place("bodies", one.id)) for one in found]

    return PageEntry("bodies", lambda: _("Bodies"), "body", 40, build, find)
