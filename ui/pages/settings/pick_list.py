"""Settings: a pick-list, its names in their order, each offered or no longer."""

from __future__ import annotations

from typing import Any

from dialogue_app.i18n import _
from dialogue_app.i18n.words import word
from dialogue_app.services.agency.reference import (
    PickList,
    ReferenceList,
    list_reference,
    save_reference,
    seen_list,
)
from dialogue_app.services.case import Case, SeenDraft
from ui.context import Context
from ui.pages.settings.names_editor import NamesEditor
from ui.pages.settings.panel import SettingsPanel
from ui.widgets.draft_panel import Names


def read_list(case: Case, which: ReferenceList) -> tuple[SeenDraft[PickList], Names]:
    """A pick-list, and where each of its names came from."""
    rows = list_reference(case, which)
    return seen_list(rows), {"names": {row.name: word(row.source) for row in rows}}


class ReferencePanel(SettingsPanel[PickList]):
    """One pick-list: names in their order, each offered or no longer."""

    def __init__(self, context: Context, which: ReferenceList) -> None:
        super().__init__(context, seen_list(()).draft)
        self._which = which
        label = _("Names in their order (Alt+Up, Alt+Down move a row)")
        self.form.add("names", label, NamesEditor(), wide=True)
        self.take(seen_list(()))

    def values(self, draft: PickList) -> dict[str, Any]:
        """The names, each with where it came from."""
        sources = self.names.get("names", {})
        return {
            "names": tuple((active, name, sources.get(name, "")) for name, active in draft.rows)
        }

    def typed(self) -> PickList:
        """The list as it is typed."""
        rows = self.value("names")
        return PickList(tuple((name, bool(active)) for active, name, _source in rows))

    def store(self, known: SeenDraft[PickList] | None, draft: PickList) -> None:
        """Save the list."""
        save_reference(self.context.case, self._which, known or seen_list(()), draft)

    def read(self, _result: None) -> SeenDraft[PickList]:
        """The list as it stands now."""
        return read_list(self.context.case, self._which)[0]

    def read_names(self, draft: PickList) -> Names:
        """Where the names came from."""
        return read_list(self.context.case, self._which)[1]
