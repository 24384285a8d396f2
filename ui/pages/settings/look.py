"""Settings: language and colours of the window."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from dialogue_app.i18n import _, language
from dialogue_app.services.case import SeenDraft
from ui.context import Context
from ui.pages.settings.panel import SettingsPanel
from ui.remembered import WindowFile
from ui.widgets.inputs import ChoiceField

LANGUAGE_NAMES = (("vi", "Tiếng Việt"), ("en", "English"))


@dataclass(frozen=True)
class Look:
    """How the window looks."""

    language: str
    dark: bool


class LookPanel(SettingsPanel[Look]):
    """Language and colours, kept in the data folder."""

    def __init__(self, context: Context, settings: Path) -> None:
        remembered = WindowFile(settings)
        dark = remembered.value("look/dark", "false") == "true"
        now = Look(str(remembered.value("look/language", language())), dark)
        super().__init__(context, now)
        self._settings = settings
        colours = [(False, _("Light")), (True, _("Dark"))]
        self.form.add("language", _("Language"), ChoiceField(LANGUAGE_NAMES))
        self.form.add("dark", _("Colours"), ChoiceField(colours))
        self.take(_seen(now))

    def values(self, draft: Look) -> dict[str, Any]:
        """Both as they were chosen."""
        return asdict(draft)

    def typed(self) -> Look:
        """What is chosen."""
        return Look(self.value("language"), self.value("dark"))

    def store(self, known: SeenDraft[Look] | None, draft: Look) -> Look:
        """Write both to the file in the data folder; raises `StoreNotWritable`."""
        dark = "true" if draft.dark else "false"
        WindowFile(self._settings).write({"look/language": draft.language, "look/dark": dark})
        return draft

    def read(self, result: Look) -> SeenDraft[Look]:
        """What was written."""
        return _seen(result)


def _seen(look: Look) -> SeenDraft[Look]:
    """A look as what is known; only this window writes it."""
    return SeenDraft(0, 0, look)
