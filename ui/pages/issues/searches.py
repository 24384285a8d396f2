"""What the pickers of the forms of issues ask for; each runs on a worker."""

from __future__ import annotations

from collections.abc import Sequence

from dialogue_app.i18n.words import word
from dialogue_app.services.bodies.lists import list_bodies
from dialogue_app.services.enterprises.editing import suggest_enterprises
from ui.context import Context
from ui.widgets.picker import Option, Search


def bodies(context: Context) -> Search:
    """Bodies that exist today, by any of their names."""

    def find(text: str) -> Sequence[Option]:
        rows = list_bodies(context.case, text, context.case.today())
        return [Option(row.id, row.name, word(row.relation)) for row in rows]

    return find


def enterprises(context: Context) -> Search:
    """Enterprises whose words begin with what was typed."""

    def find(text: str) -> Sequence[Option]:
        rows = suggest_enterprises(context.case, text)
        return [Option(row.id, row.name, row.address) for row in rows]

    return find
