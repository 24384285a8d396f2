"""The one window of a folder comes to the front when a second start calls it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt
from PySide6.QtWidgets import QWidget


class ComesWhenCalled(QObject):
    """Brings the window to the front when the file of its lock is touched."""

    def __init__(self, window: QWidget, lock_file: Path) -> None:
        super().__init__(window)
        self._window = window
        self._watcher = QFileSystemWatcher([str(lock_file)], self)
        self._watcher.fileChanged.connect(self._come)

    def _come(self) -> None:
        state = self._window.windowState() & ~Qt.WindowState.WindowMinimized
        self._window.setWindowState(state)
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()
