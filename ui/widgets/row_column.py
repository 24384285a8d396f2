"""The columns of an input of several rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

RowValues = tuple[Any, ...]


@dataclass(frozen=True)
class RowColumn:
    """A column of a rows editor.

    With `options` (value, text) it is a choice, with `long` a text of several lines, with `point`
    one numbered point: Enter begins the next.
    """

    heading: str
    width: int = 0  # in pixels; 0 shares the room left by the others
    options: Sequence[tuple[object, str]] = ()
    long: bool = False
    point: bool = False
    follows: Mapping[object, object] | None = None  # option → option proposed in a new row below it

    def words(self, cell: object) -> str:
        """A cell in words: the text of an option, else what was typed."""
        return dict(self.options).get(cell, str(cell)).strip()

    def following(self, above: object) -> object:
        """The value proposed in a new row below a row that has the value `above`."""
        if not self.options:
            return ""
        values = [value for value, _text in self.options]
        chosen = self.follows.get(above, values[0]) if self.follows else values[0]
        return chosen if chosen in values else values[0]
