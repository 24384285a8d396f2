"""What the acts on issues share: their forms, loaded when first needed, and what was chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ui.acts import Chosen, Takes

if TYPE_CHECKING:
    from dialogue_app.services.case import Seen
    from ui.pages.issues.noun import IssueNoun

ONE_OR_SEVERAL = Takes.ONE | Takes.SEVERAL


def forms() -> Any:
    """The module of the small forms."""
    from ui.pages.issues import move_forms

    return move_forms


def seen_of(noun: IssueNoun, chosen: Chosen) -> list[Seen]:
    """What was chosen as it stands; called on a worker."""
    return [chosen.detail.seen] if chosen.detail is not None else noun.seen(chosen.ids)
