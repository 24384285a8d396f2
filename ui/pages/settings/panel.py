"""The base of the forms in the settings: they stay open and show what is known."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, TypeVar

from dialogue_app.services.case import SeenDraft
from ui.context import Context
from ui.widgets.draft_panel import NO_NAMES, DraftPanel, Names

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

D = TypeVar("D", bound="DataclassInstance")


class SettingsPanel(DraftPanel[D]):
    """One tab: shows what is known, and shows it again where what was typed is given up."""

    def __init__(self, context: Context, new: D) -> None:
        super().__init__(context, "", None, new)
        self._newest: tuple[SeenDraft[D], Names] | None = None
        self.closed.connect(self._give_up)

    def take(
        self, seen: SeenDraft[D], names: Names = NO_NAMES, keys: Collection[str] | None = None
    ) -> None:
        """Show what is known now."""
        self._newest = (seen, names)
        super().take(seen, names, keys)

    def hear(self, seen: SeenDraft[D], names: Names = NO_NAMES) -> None:
        """Show what changed, or keep it until what is being typed here is given up."""
        self._newest = (seen, names)
        super().hear(seen, names)

    def _give_up(self) -> None:
        if self._newest is not None:
            self.take(*self._newest)
