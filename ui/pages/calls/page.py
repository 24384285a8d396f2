"""The page of calls: who is to be called on the left, on the right what about and what to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogue_app.i18n import _
from dialogue_app.services.issues.calls import CallList, CallQuery
from ui.pages.calls.noun import CallNoun
from ui.pages.record_page import RecordPage

if TYPE_CHECKING:
    from ui.rail import Rail


class CallsPage(RecordPage):
    """Whom to call today. Enter records the call, Ctrl+Shift+C copies its text."""

    def __init__(self, rail: Rail) -> None:
        title, records = _("Reminders, calls"), CallList(rail.context.case)
        super().__init__(CallNoun(rail), title, records, CallQuery())
        self.add_views()
