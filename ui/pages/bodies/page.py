"""The page of bodies: their relation to us, when they existed, and what follows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogue_app.i18n import _
from dialogue_app.services.bodies.lists import BodyList, BodyQuery
from ui.pages.bodies.noun import BodyNoun
from ui.pages.record_page import RecordPage

if TYPE_CHECKING:
    from ui.rail import Rail


class BodiesPage(RecordPage):
    """All bodies. Enter edits, Ctrl+N adds."""

    def __init__(self, rail: Rail) -> None:
        super().__init__(BodyNoun(rail), _("Bodies"), BodyList(rail.context.case), BodyQuery())
        self.add_views()
