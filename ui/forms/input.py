"""What a form knows of an input: its value, and how it is told of changes and errors.

Widgets fit `Input` by their methods alone; a form asks for no class.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol, runtime_checkable

from dialogue_app.domain.errors.base import BadInput
from dialogue_app.domain.worded import Worded


@runtime_checkable
class Input(Protocol):
    """Any input of a form. Values are plain: texts, numbers, days, members, ids, tuples."""

    def value(self) -> Any:
        """What is typed or chosen now; `Unread` where the text is no value of this input."""

    def set_value(self, value: Any, /) -> None:
        """Show a value."""

    def on_change(self, changed: Callable[[], None], /) -> None:
        """Call `changed` whenever the value may be another."""

    def show_error(self, text: str, /) -> None:
        """Mark the input as wrong, or as right with an empty text."""

    def words(self, value: Any, /) -> str:
        """A value of this input as people read it."""


@dataclass(frozen=True)
class Unread:
    """A text that is not, or not yet, a value of its input: "31/2" as a day."""

    text: str
    error: BadInput = field(compare=False)


@dataclass(frozen=True)
class Option:
    """Something picked; with `id` None it is the text itself, for a thing not stored.

    `kind` says what sort of thing it is, where that matters to the form.
    """

    id: int | None
    text: str
    detail: str = field(default="", compare=False)
    kind: Worded | None = field(default=None, compare=False)


def is_empty(value: object) -> bool:
    """Whether nothing is typed or chosen."""
    return value is None or value == () or (isinstance(value, str) and not value.strip())
