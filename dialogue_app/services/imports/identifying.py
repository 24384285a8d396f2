"""Which thing each row of a workbook means: one known here, that of a row above, or a new one.

Nothing is read or written here: what the rows are looked up in was read before, by their keys.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, TypeVar

from dialogue_app.domain.rows import Problem
from dialogue_app.exchange.reading import Progress

REPORT_EVERY = 200


class Row(Protocol):
    """What a row of the sheet says, with all it names looked up."""

    @property
    def draft(self) -> Any:
        """The row as it was read, a `SheetRow`."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was noted while it was read and looked up."""


class Known(Protocol):
    """A thing as the database has it."""

    @property
    def id(self) -> int:
        """Its id."""

    @property
    def version(self) -> int:
        """Its version when it was compared."""

    @property
    def code(self) -> str:
        """Its code, as people read it."""

    @property
    def edited(self) -> frozenset[str]:
        """The fields that were edited here since the last workbook."""


R = TypeVar("R", bound=Row)
K = TypeVar("K", bound=Known)
S = TypeVar("S")


@dataclass(slots=True)
class Meant(Generic[R, K]):
    """A thing that rows of a workbook mean, and the one it is of those known here."""

    known: K | None = None
    rows: list[R] = field(default_factory=list)  # in the order of the sheet
    asked: list[R] = field(default_factory=list)  # say something else: not taken until answered

    @property
    def numbers(self) -> list[int]:
        """Its rows as Excel numbers them; by the first it is named."""
        return [row.draft.row for row in self.rows]


@dataclass(frozen=True, slots=True)
class Rule(Generic[S, K]):
    """What fits a row; where `alone`, only if nothing else fits."""

    fits: Callable[[S], Iterable[K]]
    alone: bool = False


class Identifier(Protocol):
    """How a noun's rows are identified."""

    def same(self, row: Any) -> Any | None:
        """The thing the row certainly means: a known one, or that of a row above."""

    def begin(self, row: Any) -> Any:
        """A thing no row meant before."""

    def refusal(self, row: Any, thing: Any | None) -> Problem | None:
        """Why the row cannot be that thing, or a new one where it is None."""

    def clashes(self, row: Any, thing: Any) -> bool:
        """Whether the row says something else than the rows above do of the thing."""

    def take(self, row: Any, thing: Any) -> None:
        """Note that the row belongs to the thing, for the rows below."""

    def match(self, things: Sequence[Any]) -> None:
        """Find, among those known here, what is left without one."""


def identify(
    rows: Sequence[Row], identifier: Identifier, watch: Progress
) -> tuple[list[Meant[Any, Any]], dict[int, Problem]]:
    """The things the rows mean, in the order of their first rows, and why some rows are refused.

    `watch` is told how many rows are identified, and may raise.
    """
    things: list[Meant[Any, Any]] = []
    refused: dict[int, Problem] = {}
    for place, row in enumerate(rows):
        if place % REPORT_EVERY == 0:
            watch(place, len(rows))
        thing = identifier.same(row)
        problem = identifier.refusal(row, thing)
        if problem is not None:
            refused[row.draft.row] = problem
            continue
        if thing is None:
            thing = identifier.begin(row)
        if not thing.rows:
            things.append(thing)
        elif identifier.clashes(row, thing):
            thing.asked.append(row)
            continue
        identifier.take(row, thing)
        thing.rows.append(row)
    identifier.match(things)
    return things, refused


def match(rows: Sequence[S], rules: Sequence[Rule[S, K]]) -> list[K | None]:
    """Which known thing each row is; none is two, and None is one the database lacks.

    The rules go from strict to lax: what a strict one finds no lax one takes.
    """
    found: list[K | None] = [None] * len(rows)
    taken: set[int] = set()
    for rule in rules:
        for place, row in enumerate(rows):
            if found[place] is None:
                fitting = [known for known in rule.fits(row) if known.id not in taken]
                if fitting and (len(fitting) == 1 or not rule.alone):
                    found[place] = fitting[0]
                    taken.add(fitting[0].id)
    return found
