"""What the window remembers from one start to the next, in a file of the data folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings

from dialogue_app.domain.errors.store import StoreNotWritable
from dialogue_app.services.case import Case
from ui.app import WINDOW_FILE


class WindowFile(QSettings):
    """The file: where the window stood, its language and colours, what is folded."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path), QSettings.Format.IniFormat)

    def setValue(self, key: str, value: Any) -> None:
        """Remember it; but a folder that is gone is not made again, as if no register had been."""
        if Path(self.fileName()).parent.is_dir():
            super().setValue(key, value)

    def write(self, values: Mapping[str, str]) -> None:
        """Remember these for certain; raises `StoreNotWritable`."""
        path = Path(self.fileName())
        for key, value in values.items():
            self.setValue(key, value)
        self.sync()
        if self.status() is not QSettings.Status.NoError or not path.is_file():
            raise StoreNotWritable(path)


def remembered(case: Case) -> WindowFile:
    """The file in the folder of this register."""
    return WindowFile(case.store.folder / WINDOW_FILE)
