"""The act of every noun that shows a record's history of changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogue_app.i18n import N_
from ui.acts import Act, Chosen

if TYPE_CHECKING:
    from dialogue_app.services.history import HistoryEntry
    from ui.pages.record_page import RecordPage


def _show(page: RecordPage, chosen: Chosen) -> None:
    """Read it on a worker, and show it beside the list until it is left."""
    from dialogue_app.services.history import history_of

    case, entity, key = page.context.case, page.noun.key, chosen.ids[0]
    called = page.noun.called(chosen.detail)

    def show(found: list[HistoryEntry]) -> None:
        from ui.pages.history_view import HistoryView

        page.hold_beside(HistoryView(called, found, lambda: page.look_at(key)))

    page.read_beside(lambda: history_of(case, entity, key), show)


HISTORY = Act("history", N_("History of changes"), "", icon="clock", run=_show)
