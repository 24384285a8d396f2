"""The first question: who we are, by two inputs; all else follows and is found in the settings."""

from __future__ import annotations

from collections.abc import Sequence

from dialogue_app.domain.agency import name_of_area, written_within
from dialogue_app.domain.fields.agency import AgencyDraft
from dialogue_app.domain.text import clean_line, fold
from dialogue_app.services.agency.settings import NOT_SET, agency_detail, set_agency
from dialogue_app.services.case import SeenDraft
from ui.context import Context
from ui.forms.input import Option
from ui.pages.settings.panel import SettingsPanel
from ui.widgets.proposal import only_one

LEAST_LETTERS = 3  # of an area, before one is proposed


class FirstAgencyPanel(SettingsPanel[AgencyDraft]):
    """Area and name; the name is proposed from the area until somebody types another."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, NOT_SET)
        self.add_inputs(("area", "name"))
        self._units: list[str] = []
        self._proposed = ""
        self.when("area", self._propose)
        self.take(SeenDraft(0, 0, NOT_SET))

    def show_units(self, names: Sequence[str]) -> None:
        """Wards and communes that may be meant."""
        self._units = list(names)

    def store(self, known: SeenDraft[AgencyDraft] | None, draft: AgencyDraft) -> None:
        """Save who we are."""
        set_agency(self.context.case, known or SeenDraft(0, 0, NOT_SET), draft)

    def read(self, _result: None) -> SeenDraft[AgencyDraft]:
        """Who we are now."""
        return agency_detail(self.context.case)

    def _propose(self) -> None:
        area = clean_line(self.value("area"))
        self._propose_unit(area)
        if self.value("name") in ("", self._proposed):
            self._proposed = name_of_area(area)
            self.put("name", self._proposed)

    def _propose_unit(self, area: str) -> None:
        """The only ward or commune whose name holds what is typed; it is taken by its key."""
        wanted = fold(area)
        fitting = [written_within(name) for name in self._units if wanted in fold(name)]
        clear = len(wanted) >= LEAST_LETTERS and len(fitting) == 1 and fitting[0] != area
        below = (
            only_one(Option(None, fitting[0]), lambda: self._take(fitting[0])) if clear else None
        )
        self.form.fields["area"].show_below(below)

    def _take(self, area: str) -> None:
        self.put("area", area)
        self.form.fields["area"].editor.setFocus()
