"""Settings: who we are, as papers head themselves."""

from __future__ import annotations

from dataclasses import replace

from dialogue_app.domain.agency import Heading, propose_heading
from dialogue_app.domain.fields.agency import AgencyDraft
from dialogue_app.domain.fields.facts import plain_names
from dialogue_app.domain.fields.letters import LetterDraft
from dialogue_app.domain.text import clean_line
from dialogue_app.services.agency.settings import DAYS, NOT_SET, agency_detail, set_agency
from dialogue_app.services.case import SeenDraft
from ui.context import Context
from ui.pages.settings.panel import SettingsPanel

_SHOWN = ("name", "area", "abbreviation", "superior", "place_name", *DAYS)
_HEADING = ("heading", "short_name", "level_word")
_LETTERS = plain_names(LetterDraft)


class AgencyPanel(SettingsPanel[AgencyDraft]):
    """Who we are."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, NOT_SET)
        self.add_inputs((*_SHOWN, *_HEADING, *_LETTERS))
        self._proposed = Heading()
        for key in ("name", "area"):
            self.when(key, self._propose)
        self.take(SeenDraft(0, 0, NOT_SET))

    def typed(self) -> AgencyDraft:
        """Who we are, as it is typed; no number of days leaves the one that is known."""
        left = {name: getattr(self.base, name) for name in DAYS if not self.value(name)}
        return replace(super().typed(), **left)

    def store(self, known: SeenDraft[AgencyDraft] | None, draft: AgencyDraft) -> None:
        """Save who we are."""
        set_agency(self.context.case, known or SeenDraft(0, 0, NOT_SET), draft)

    def read(self, _result: None) -> SeenDraft[AgencyDraft]:
        """Who we are now."""
        return agency_detail(self.context.case)

    def _propose(self) -> None:
        """The head of papers follows name and area, as long as it is still what was proposed."""
        now = propose_heading(clean_line(self.value("name")), clean_line(self.value("area")))
        typed = Heading(*map(self.value, _HEADING))
        followed = typed.following(self._proposed, now)
        self._proposed = now
        for key in _HEADING:
            if getattr(followed, key) != getattr(typed, key):
                self.put(key, getattr(followed, key))
