"""`issue`: list, show, add, edit, and every act on an issue."""

from __future__ import annotations

from dialogue_app.cli.commands.issues import (
    answering,
    assigning,
    attaching,
    calling,
    contacting,
    ending,
    extending,
    grouping,
    intake,
    promising,
    reading,
    sending,
)
from dialogue_app.cli.parsing import Commands, Parser, add_noun
from dialogue_app.i18n import _


def add_to(nouns: Commands[Parser]) -> None:
    """Add `issue` with its commands."""
    verbs = add_noun(nouns, "issue", _("issues: add, assign, answer, end"))
    moves = (assigning, sending, extending, answering, promising, attaching, ending, grouping)
    for module in (reading, intake, *moves, contacting, calling):
        module.add_to(verbs)
