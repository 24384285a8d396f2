"""Settings: who works at this computer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dialogue_app.domain.fields.facts import plain_names
from dialogue_app.domain.fields.staff import StaffDraft
from dialogue_app.domain.people import Actor
from dialogue_app.domain.vocabulary import Role
from dialogue_app.i18n import _
from dialogue_app.services.case import SeenDraft
from dialogue_app.services.staff.editing import StaffRow, list_staff, work_as
from ui.context import Context
from ui.pages.settings.panel import SettingsPanel
from ui.widgets.draft_panel import NO_NAMES, Names
from ui.widgets.inputs import ChoiceField

NOBODY = SeenDraft(0, 0, StaffDraft(""))  # somebody of whom nothing is known yet


class MePanel(SettingsPanel[StaffDraft]):
    """Chosen among our people, or added to them, with name and work."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, NOBODY.draft)
        self._staff: dict[int, SeenDraft[StaffDraft]] = {}
        self._who = ChoiceField([(NOBODY.id, _("Somebody new"))])
        self.form.add("who", _("Who works at this computer"), self._who, wide=True)
        self.add_inputs(plain_names(StaffDraft))
        self.when("who", self._show_chosen)
        self.take(NOBODY)

    def show_staff(self, staff: Sequence[StaffRow], proposed: str = "") -> None:
        """Offer our people, whoever works here chosen; what is being typed stays.

        `proposed` is the name of whoever works here, where nobody has said it yet.
        """
        if self.is_dirty or self.is_saving:
            return
        self._staff = {row.id: row.seen for row in staff}
        offered = [(row.id, row.name) for row in staff]
        self._who.offer([*offered, (NOBODY.id, _("Somebody new"))])
        self.form.fields["who"].setVisible(any(row.is_named for row in staff))
        me = next((row for row in staff if row.is_me), None)
        self.take(me.seen if me else NOBODY)
        if me is not None and not me.is_named:  # what the computer calls an account is no name
            self.put("name", proposed)
            self.put("role", Role.OFFICER)
            self.remember()

    def take_keyboard(self) -> None:
        """The keyboard goes to the name, where there is nobody to choose from."""
        who = self.form.fields["who"]
        first = self.form.fields["name"] if who.isHidden() else who
        first.editor.setFocus()

    def take(self, seen: SeenDraft[StaffDraft], names: Names = NO_NAMES, keys: Any = None) -> None:
        """Show one of our people."""
        self._staff[seen.id] = seen
        super().take(seen, names, keys)

    def values(self, draft: StaffDraft) -> dict[str, Any]:
        """Who it is, and what is known of them."""
        return {"who": self.known.id if self.known else NOBODY.id, **super().values(draft)}

    def store(self, known: SeenDraft[StaffDraft] | None, draft: StaffDraft) -> Actor:
        """Say that it is this one who works here."""
        known = None if known is None or known.id == NOBODY.id else known
        return work_as(self.context.case, known, draft)

    def read(self, result: Actor) -> SeenDraft[StaffDraft]:
        """Who works here now."""
        rows = list_staff(self.context.case)
        return next(row.seen for row in rows if row.id == result.staff_id)

    def _show_chosen(self) -> None:
        """What is typed is built on whoever is chosen; the choice itself is still to be saved."""
        chosen = self._staff.get(self.value("who"), NOBODY)
        if self.known is not None and chosen.id != self.known.id:
            self.state.before = chosen
            self.show_draft(chosen.draft)
