"""How far long work is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Watch = Callable[[int, int], None]  # told how much of how much is done; may raise to stop the work


def unwatched(_done: int, _total: int) -> None:
    """Nobody asks how far it is."""


@dataclass(slots=True)
class Steps:
    """How much of some work is done, at most all of it; whoever watches it may raise."""

    watch: Watch
    total: int
    done: int = 0

    def take(self, count: int) -> None:
        """So many more are done."""
        self.done = min(self.done + count, self.total)
        self.watch(self.done, self.total)
