"""One broadcast after every change: what changed. Open pages decide themselves what to refresh."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal


@dataclass(frozen=True)
class Changes:
    """Which kinds of things a use case touched."""

    issues: bool = False
    enterprises: bool = False
    sessions: bool = False
    bodies: bool = False
    settings: bool = False


EVERYTHING = Changes(issues=True, enterprises=True, sessions=True, bodies=True, settings=True)


class ChangeBroadcast(QObject):
    """Carries `Changes` from whoever made them to every page."""

    changed = Signal(object)

    def announce(self, changes: Changes) -> None:
        """Tell every page."""
        self.changed.emit(changes)
