"""Settings: the series that sessions belong to (kế hoạch định kỳ)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from dialogue_app.domain.fields.series import DAYS_OF, SeriesDraft
from dialogue_app.i18n import _
from dialogue_app.i18n.formats import screen_date
from dialogue_app.services.case import SeenDraft
from dialogue_app.services.series.editing import SeriesRow, add_series, edit_series, list_series
from ui.context import Context
from ui.pages.settings.panel import SettingsPanel
from ui.widgets.draft_panel import NO_NAMES, Names
from ui.widgets.inputs import ChoiceField

NEW_SERIES = SeenDraft(0, 0, SeriesDraft(""))


class SeriesPanel(SettingsPanel[SeriesDraft]):
    """One series, chosen among those there are, or a new one. A last day ends it."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, NEW_SERIES.draft)
        self._known: dict[int, SeenDraft[SeriesDraft]] = {}
        self._which = ChoiceField([(NEW_SERIES.id, _("A new series"))])
        self.form.add("which", _("Series"), self._which, wide=True)
        self.add_inputs(["name", "rhythm", "basis", "basis_text", "last_day"])
        self.form.add_fold(_("Days counted from the session"), is_open=False)
        self.add_inputs(dict.fromkeys(DAYS_OF.values()))
        self.when("which", self._show_chosen)
        self.take(NEW_SERIES)

    def hear_series(self, rows: Sequence[SeriesRow]) -> None:
        """Offer these; what is being typed stays."""
        if self.is_dirty or self.is_saving:
            return
        self._known = {row.id: row.seen for row in rows}
        first = rows[0].seen if rows else NEW_SERIES
        shown = self._known.get(self.known.id, first) if self.known else first
        offered = [(row.id, _called(row)) for row in rows]
        self._which.offer([*offered, (NEW_SERIES.id, _("A new series"))])
        self.take(shown)

    def take(self, seen: SeenDraft[SeriesDraft], names: Names = NO_NAMES, keys: Any = None) -> None:
        """Show one series."""
        self._known[seen.id] = seen
        super().take(seen, names, keys)

    def values(self, draft: SeriesDraft) -> dict[str, Any]:
        """Which one it is, and what is known of it."""
        return {"which": self.known.id if self.known else NEW_SERIES.id, **super().values(draft)}

    def store(self, known: SeenDraft[SeriesDraft] | None, draft: SeriesDraft) -> int:
        """Add or change; gives its id."""
        case = self.context.case
        if known is None or known.id == NEW_SERIES.id:
            return add_series(case, draft)
        edit_series(case, known, draft)
        return known.id

    def read(self, result: int) -> SeenDraft[SeriesDraft]:
        """The series as it stands now."""
        return next(row.seen for row in list_series(self.context.case) if row.id == result)

    def _show_chosen(self) -> None:
        """Show the one that is chosen; typed text that would be lost is asked for first."""
        chosen = self._known.get(self.value("which"), NEW_SERIES)
        if self.known is None or chosen.id == self.known.id:
            return
        self.put("which", self.known.id)  # as long as it is the one shown
        if self.is_dirty:
            question = _("What is typed in this series is not saved.")
            give_up = partial(self.take, chosen)
            self.context.messages.ask(question, _("Give it up"), give_up, about=self)
        else:
            self.take(chosen)


def _called(row: SeriesRow) -> str:
    """Its name, and its last day where it has one."""
    if row.draft.last_day is None:
        return row.draft.name
    return _("{name} (until {day})").format(
        name=row.draft.name, day=screen_date(row.draft.last_day)
    )
