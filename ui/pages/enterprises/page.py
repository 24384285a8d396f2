"""The page of enterprises: live search, the register, and one enterprise beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogue_app.i18n import _
from dialogue_app.services.enterprises.lists import EnterpriseList, EnterpriseQuery
from ui.pages.enterprises.noun import EnterpriseNoun
from ui.pages.record_page import RecordPage

if TYPE_CHECKING:
    from ui.rail import Rail


class EnterprisesPage(RecordPage):
    """The register. Enter edits, Ctrl+N adds."""

    def __init__(self, rail: Rail) -> None:
        super().__init__(
            EnterpriseNoun(rail),
            _("Enterprises"),
            EnterpriseList(rail.context.case),
            EnterpriseQuery(),
        )
        self.add_views()
