"""What every page works with: the case, and the window's own services."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QObject, QSettings

from dialogue_app.services.case import Case
from ui.feed import FeedWatcher
from ui.messages import Messages
from ui.tasks import Lane, Task, TaskRunner

T = TypeVar("T")


@dataclass(frozen=True)
class Context:
    """Made once in `ui.app` and handed to every page."""

    case: Case
    tasks: TaskRunner
    messages: Messages
    changes: FeedWatcher
    settings: QSettings  # of the window, in the data folder

    def read(
        self,
        owner: QObject,
        work: Callable[[], T],
        show: Callable[[T], None],
        instead_of: Task | None = None,
        *,
        lane: Lane = Lane.EYE,
    ) -> Task:
        """Read off the window's thread, then show while `owner` lives; errors become messages.

        `lane` is another one for what nobody waits for.
        """
        return self.tasks.run(
            owner, work, show, self.messages.error, lane=lane, instead_of=instead_of
        )

    def write(self, owner: QObject, work: Callable[[], T], done: Callable[[T], None]) -> Task:
        """Write off the window's thread, then go on; what goes wrong becomes a message."""
        return self.tasks.run(owner, work, done, self.messages.error, lane=Lane.WRITE)
