"""What the window remembers from one start to the next, in a file of the data folder."""

from __future__ import annotations

from PySide6.QtCore import QSettings

from dialogue_app.services.case import Case
from ui.app import WINDOW_FILE


def remembered(case: Case) -> QSettings:
    """The file: where the window stood, its language and colours, what is folded."""
    return QSettings(str(case.store.folder / WINDOW_FILE), QSettings.Format.IniFormat)
