"""Two people changed the same thing: what only one of them changed is taken from that one.

A draft is a frozen dataclass with everything typed of a thing. Fields that hang together (a session
and its venue) are compared as one: a change of either side to any of them is a change of all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

D = TypeVar("D", bound="DataclassInstance")
Groups = Sequence[frozenset[str]]


@dataclass(frozen=True, slots=True)
class Merged(Generic[D]):
    """What both sides add up to; `clashes` names the fields both changed, each otherwise.

    Fields that clash stand in `draft` as mine.
    """

    draft: D
    clashes: tuple[str, ...]


def merge(before: D, theirs: D, mine: D, together: Groups = ()) -> Merged[D]:
    """Merge `mine` into `theirs`, both begun from `before`; `together`: fields compared as one."""
    taken: dict[str, Any] = {}
    clashes: list[str] = []
    for group in _groups((field.name for field in fields(before)), together):
        first, other, own = (_values(draft, group) for draft in (before, theirs, mine))
        if own == first:
            taken |= dict(zip(group, other, strict=True))
        elif other not in (first, own):
            clashes += [name for name, *values in zip(group, other, own, strict=True)
                        if values[0] != values[1]]  # fmt: skip
    return Merged(replace(mine, **taken), tuple(clashes))


def _groups(names: Iterable[str], together: Groups) -> Iterator[tuple[str, ...]]:
    """Each field alone, or with all those it hangs together with, each once."""
    seen: set[str] = set()
    for name in names:
        if name not in seen:
            group = next((group for group in together if name in group), frozenset({name}))
            seen |= group
            yield tuple(sorted(group))


def _values(draft: Any, names: tuple[str, ...]) -> list[Any]:
    return [getattr(draft, name) for name in names]
