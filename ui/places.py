"""Places: what one can go to and come back to, and the way one came."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, is_dataclass, replace
from enum import Enum
from typing import Any

from dialogue_app.whole_files import plain

MOST = 100  # places remembered to go back to


@dataclass(frozen=True)
class Place:
    """A page of the rail, a record there, and what its list shows.

    Without `id` and `query` it is the page as it was left.
    """

    page: str
    id: int | None = None
    query: Any = None  # a frozen dataclass, or what else the page shows by it

    def written(self) -> str:
        """As text, for the next start."""
        query = asdict(self.query) if is_dataclass(self.query) else self.query  # type: ignore[arg-type]
        return json.dumps({"page": self.page, "id": self.id, "query": query})


def read_place(text: str) -> Place | None:
    """The place of a text, its query as plain values; None for anything else."""
    try:
        found = plain(text)
        key = found["id"]
        return Place(str(found["page"]), key if isinstance(key, int) else None, found["query"])
    except (ValueError, TypeError, KeyError):
        return None


def query_of(usual: Any, values: Any) -> Any:
    """A query like `usual` with these plain values; what does not fit it is left as usual."""
    if not isinstance(values, dict):
        return usual
    fitting: dict[str, Any] = {}
    for field in fields(usual):
        before, value = getattr(usual, field.name), values.get(field.name)
        if isinstance(before, Enum) and value in [member.value for member in type(before)]:
            fitting[field.name] = type(before)(value)
        elif type(value) is type(before) or (before is None and isinstance(value, int)):
            fitting[field.name] = value
    return replace(usual, **fitting)


class History:
    """The places one came through, with the one that is in front."""

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._at = -1

    @property
    def current(self) -> Place | None:
        """The place in front."""
        return self._places[self._at] if self._places else None

    def visit(self, place: Place) -> None:
        """Come to a place; what one went back from is forgotten."""
        if place != self.current:
            self._places = [*self._places[: self._at + 1], place][-MOST:]
            self._at = len(self._places) - 1

    def amend(self, place: Place) -> None:
        """The place in front is this by now."""
        if self._places:
            self._places[self._at] = place

    def can_step(self, by: int) -> bool:
        """Whether there is a place before (-1) or after (1) the one in front."""
        return 0 <= self._at + by < len(self._places)

    def step(self, by: int) -> Place:
        """Go to the place before (-1) or after (1)."""
        self._at += by
        return self._places[self._at]


@dataclass(frozen=True)
class Hit:
    """Something found by its words, and where it is."""

    words: str
    detail: str
    place: Place
