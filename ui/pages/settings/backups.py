"""Settings: where backups go besides the data folder, and one made now."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QPushButton

from dialogue_app.i18n import _
from dialogue_app.services.backing_up import BackupPlace, backup_place, choose_second_place
from dialogue_app.services.case import SeenDraft
from ui import theme
from ui.context import Context
from ui.pages.settings.panel import SettingsPanel
from ui.widgets.files import ask_for_folder
from ui.widgets.inputs import TextLine


class BackupPanel(SettingsPanel[BackupPlace]):
    """The second place, chosen or typed; and a button that makes a backup."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, BackupPlace())
        self.form.add(
            "second_place",
            _("Second place of backups"),
            TextLine(),
            hint=_("A folder on a stick or another disk: if this computer fails, it is there"),
            wide=True,
        )
        choose = QPushButton(theme.icon("folder"), _("Choose a folder…"))
        choose.setObjectName("choose_folder")
        choose.clicked.connect(self._choose)
        self.back_up = QPushButton(theme.icon("save"), _("Back up now"))
        self.back_up.setObjectName("back_up")
        for button in (self.back_up, choose):
            self.add_button(button)
        self.take(SeenDraft(0, 0, BackupPlace()))

    def values(self, draft: BackupPlace) -> dict[str, Any]:
        """The folder as it is written."""
        return asdict(draft)

    def typed(self) -> BackupPlace:
        """The folder that is chosen."""
        return BackupPlace(self.value("second_place"))

    def store(self, known: SeenDraft[BackupPlace] | None, draft: BackupPlace) -> BackupPlace:
        """Note it in the data folder."""
        return choose_second_place(self.context.case.store.folder, draft)

    def read(self, _result: BackupPlace) -> SeenDraft[BackupPlace]:
        """Where backups go now."""
        return seen_place(self.context.case.store.folder)

    def _choose(self) -> None:
        ask_for_folder(
            self, _("Second place of backups"), lambda chosen: self.put("second_place", str(chosen))
        )


def seen_place(folder: Path) -> SeenDraft[BackupPlace]:
    """Where backups go, as it is shown; only this window writes it."""
    return SeenDraft(0, 0, backup_place(folder))
