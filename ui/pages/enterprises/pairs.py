"""Pairs of enterprises that may be one, or that were told apart, as a list shows them."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from dialogue_app.domain.text import proper_name_first
from dialogue_app.i18n import N_, _
from dialogue_app.services.enterprises.duplicates import LikePair
from dialogue_app.services.enterprises.likeness_words import likeness_words
from dialogue_app.services.enterprises.lists import EnterpriseRow
from dialogue_app.services.lists import FIRST_PAGE, Chip, Column

_TONES = {1: "late", 2: "soon", 3: "accent", 4: "plain"}
_ICONS = {1: "warning", 2: "warning", 3: "enterprise", 4: "edit"}


@dataclass(frozen=True, slots=True)
class PairQuery:
    """Which pairs are shown, in the order they were found."""

    apart: bool = False  # those that were told apart
    sort: str = ""
    descending: bool = False


class Pairs:
    """The pairs as the source of a list; each keeps its number however often all are found."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[int, int], int] = {}
        self._by_id: dict[bool, dict[int, LikePair]] = {False: {}, True: {}}

    def take(self, alike: Sequence[LikePair], apart: Sequence[LikePair]) -> None:
        """These are all from now on."""
        self._by_id = {
            told_apart: {self.number_of(pair): pair for pair in pairs}
            for told_apart, pairs in ((False, alike), (True, apart))
        }

    def take_apart(self, apart: Sequence[LikePair]) -> bool:
        """These are told apart now; whether all that may be one is still known.

        One that was told apart before may be one again, and was not looked for.
        """
        told_apart = {self.number_of(pair): pair for pair in apart}
        is_all_known = self._by_id[True].keys() <= told_apart.keys()
        alike = {key: pair for key, pair in self._by_id[False].items() if key not in told_apart}
        self._by_id = {False: alike, True: told_apart}
        return is_all_known

    def number_of(self, pair: LikePair) -> int:
        """The number of a pair, from 1 on."""
        ids = (pair.first.id, pair.second.id)
        return self._numbers.setdefault(ids, len(self._numbers) + 1)

    def count(self, *, apart: bool) -> int:
        """How many there are of a kind."""
        return len(self._by_id[apart])

    def pair(self, key: int) -> LikePair | None:
        """The pair of that number."""
        return self._by_id[False].get(key) or self._by_id[True].get(key)

    def first_page(
        self, query: PairQuery, _shown: Collection[str] | None = None
    ) -> tuple[list[LikePair], int | None]:
        """The first of them."""
        ids = self.ids(query)
        return self.rows(ids[:FIRST_PAGE]), len(ids)

    def ids(self, query: PairQuery) -> array[int]:
        """Their numbers."""
        return array("q", self._by_id[query.apart])

    def rows(self, ids: Sequence[int], _shown: Collection[str] | None = None) -> list[LikePair]:
        """Those with these numbers that are still there."""
        return [pair for key in ids if (pair := self.pair(key)) is not None]


def reason_chip(pair: LikePair) -> Chip | None:
    """How sure it is, in a word."""
    if pair.likeness is None:
        return None
    band = pair.likeness.reason.band
    words = {
        1: _("Same code"), 2: _("Same contact"), 3: _("Same name"), 4: _("One letter"),
    }  # fmt: skip
    return Chip(words[band], _TONES[band], _ICONS[band])


def reason_words(pair: LikePair) -> str:
    """Why the two may be one."""
    return likeness_words(pair.likeness) if pair.likeness else _("Told apart")


def _called(row: EnterpriseRow) -> str:
    """Its code, and what is its own of its name first."""
    return f"{row.code} {proper_name_first(row.name)}"


COLUMNS: tuple[Column[LikePair], ...] = (
    Column("band", N_("Band"), ("first",), value=lambda pair: pair.first.id,
           chip=lambda pair, _day: reason_chip(pair), words=lambda pair, _day: reason_words(pair),
           width=15, rank=0),
    Column("first", N_("One"), value=lambda pair: _called(pair.first),
           width=34, least=20, stretch=True, rank=0),
    Column("second", N_("The other"), value=lambda pair: _called(pair.second),
           width=34, least=20, rank=0),
)  # fmt: skip
