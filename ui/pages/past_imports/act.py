"""The act of the nouns that come in workbooks: the imports, to take one back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogue_app.i18n import N_
from ui.acts import Act, Chosen, Takes

if TYPE_CHECKING:
    from ui.pages.record_page import RecordPage


def _show(page: RecordPage, _chosen: Chosen) -> None:
    page.noun.rail.open_past_imports()


PAST_IMPORTS = Act(
    "past_imports", N_("Imports, to take one back"), "import.take_back", Takes.NOTHING,
    icon="undo", run=_show,
)  # fmt: skip
