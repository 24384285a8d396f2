"""What commands write: lines, aligned columns, facts with their labels, JSON for scripts.

Whatever it is, numbers of persons are masked.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from dialogue_app.domain.personal_numbers import mask_persons
from dialogue_app.domain.worded import Worded
from dialogue_app.i18n import _

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_GAP = "  "


def say(line: str = "") -> None:
    """One line for the person at the terminal."""
    print(mask_persons(line))


def say_table(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Rows under their titles, aligned; the last column runs on."""
    lines = [list(titles), *map(list, rows)]
    if len(lines) == 1:
        say(_("Nothing to list."))
        return
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        cells = [cell.ljust(width) for cell, width in zip(line, widths, strict=True)]
        say(_GAP.join(cells).rstrip())


def say_facts(facts: Iterable[tuple[str, str]]) -> None:
    """Labels and values under each other; what is empty is left out."""
    filled = [(label, value) for label, value in facts if value]
    width = max((len(label) for label, _value in filled), default=0) + 1
    for label, value in filled:
        first, *more = mask_persons(value).splitlines()
        say(f"{label + ':':<{width}}{_GAP}{first}")
        for line in more:
            say(f"{'':<{width}}{_GAP}{line}")


def say_json(value: Any) -> None:
    """Dataclasses by their field names, enumerations as values, dates as ISO."""
    print(json.dumps(_as_json(value), ensure_ascii=False, indent=2))


def _as_json(value: Any) -> Any:
    match value:
        case Worded():
            return value.value
        case str():
            return mask_persons(value)
        case dict():
            return {key: _as_json(member) for key, member in value.items()}
        case frozenset():
            return [_as_json(member) for member in sorted(value)]
        case list() | tuple():
            return [_as_json(member) for member in value]
        case date():  # moments are dates too
            return value.isoformat()
        case int() | float() | None:
            return value
    return {key: _as_json(member) for key, member in _keys(value)}


def _keys(value: DataclassInstance) -> Iterator[tuple[str, Any]]:
    """The fields by their names; a field with keys of its own in "json" is spread over them."""
    for field in dataclasses.fields(value):
        content = getattr(value, field.name)
        spread: dict[str, str] | None = field.metadata.get("json")
        if spread is None:
            yield field.name, content
        else:
            yield from ((key, getattr(content, name)) for key, name in spread.items())


def shortened(text: str, width: int) -> str:
    """The text on one line of at most `width` letters."""
    line = " ".join(mask_persons(text).split())
    return line if len(line) <= width else line[: width - 1].rstrip() + "…"
