"""One broadcast after every change: what changed. Open pages decide themselves what to refresh."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from dialogue_app.domain.changes import Changes


class ChangeBroadcast(QObject):
    """Carries `Changes` from whoever made them, on whatever thread, to every page."""

    changed = Signal(object)

    def announce(self, changes: Changes) -> None:
        """Tell every page; they hear it on the window's thread."""
        self.changed.emit(changes)
