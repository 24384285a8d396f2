"""The form of one body, new or known."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dialogue_app.domain.fields.bodies import BodyDraft
from dialogue_app.domain.fields.facts import fields_of
from dialogue_app.domain.vocabulary import Relation
from dialogue_app.i18n import _
from dialogue_app.services.bodies.editing import add_body, body_detail, edit_body
from dialogue_app.services.bodies.lists import list_bodies
from dialogue_app.services.case import SeenDraft
from ui.context import Context
from ui.forms.input import Option
from ui.pages.issues.searches import bodies
from ui.widgets.draft_panel import NO_NAMES, DraftPanel, Names
from ui.widgets.inputs import TextArea
from ui.widgets.multi_picker import MultiPicker

_NOT_SHOWN = {"level"}


def read_names(context: Context) -> Names:
    """What all bodies are called; called on a worker."""
    return {"successors": {row.id: row.name for row in list_bodies(context.case)}}


class BodyPanel(DraftPanel[BodyDraft]):
    """A body, new or known. A known one keeps its name: old papers cite it."""

    def __init__(
        self,
        context: Context,
        known: SeenDraft[BodyDraft] | None = None,
        names: Names = NO_NAMES,
    ) -> None:
        title = _("Add a body") if known is None else known.draft.name
        super().__init__(context, title, known, BodyDraft("", relation=Relation.OWN), names)
        hidden = _NOT_SHOWN if known is None else {*_NOT_SHOWN, "name"}
        successors = MultiPicker(bodies(context), context.tasks)
        self.add_inputs(
            (name for name in fields_of(BodyDraft) if name not in hidden),
            special={"successors": successors, "aliases": TextArea(3)},
        )
        self.help_picking("successors", successors.field)
        self.show_draft(self.base)

    def values(self, draft: BodyDraft) -> dict[str, Any]:
        """Names one a line, successors by what they are called."""
        called = self.names.get("successors", {})
        return {
            **super().values(draft),
            "aliases": "\n".join(draft.aliases),
            "successors": tuple(Option(key, called.get(key, "")) for key in draft.successor_ids),
        }

    def typed(self) -> BodyDraft:
        """The body as it is typed."""
        return replace(
            super().typed(),
            aliases=tuple(self.value("aliases").splitlines()),
            successor_ids=tuple(body.id for body in self.value("successors")),
        )

    def store(self, known: SeenDraft[BodyDraft] | None, draft: BodyDraft) -> int:
        """Add or save."""
        if known is None:
            return add_body(self.context.case, draft)
        edit_body(self.context.case, known, draft)
        return known.id

    def read(self, result: int) -> SeenDraft[BodyDraft]:
        """The body as it stands now."""
        return body_detail(self.context.case, result)

    def read_names(self, draft: BodyDraft) -> Names:
        """All bodies."""
        return read_names(self.context)
