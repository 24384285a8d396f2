"""What headings and numbers above a row say of it: whose, of what topic, for which body.

"I. LĨNH VỰC THUẾ" holds for the rows below, until a heading of the same rank.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dialogue_app.domain.rows import RowProblem
from dialogue_app.domain.text import clean_line, fold
from dialogue_app.exchange.header_words import (
    cell_words,
    row_words,
    section_words,
    words_only,
)
from dialogue_app.exchange.reading import Cell

_LABEL = re.compile(r"^\s*(?:[IVX]+|[A-Z]|\d+(?:\.\d+)*)\s*[.)/:-]\s*", re.IGNORECASE)
_ALONE = re.compile(r"^\s*(?:[IVX]+|[A-Z]|\d+(?:\.\d+)*)\s*[.)/:-]?\s*$")
# What goes on so after "Doanh nghiệp" or "Hộ kinh doanh" is a kind of them, and nobody's name.
_OF_A_KIND = frozenset(
    {"trong", "tren", "tai", "thuoc", "co", "va", "nha", "fdi", "nho", "lon", "khac", "dau", "ca"}
)
_PART = re.compile(r"(\d+(?:\.\d+)*)\.\d+")


@dataclass(frozen=True, slots=True)
class Above:
    """A value that a row takes from above, with what is to be said of it."""

    row: int
    value: str
    problem: RowProblem = RowProblem.FROM_SECTION


def said_by_heading(text: str) -> tuple[str, str] | None:
    """The field a heading speaks of, with its value; None where it says nothing of the rows."""
    words = section_words()
    line = clean_line(_LABEL.sub("", text))
    said = words_only(line)
    for name, begin in (("topic", words.topic), ("raisers", words.raisers)):
        if (match := begin.match(said)) and match.end() < len(said):
            return name, _behind(line, match[0])
    if _is_raiser(line, said):
        return "raisers", line
    level = words.authority.match(said)
    rest = said[level.end() :].strip() if level else said
    if rest in cell_words().choices["authority"] or said in cell_words().choices["authority"]:
        return "authority", rest if rest in cell_words().choices["authority"] else said
    return ("lead_body", line) if words.body.match(said) else None


def _behind(line: str, begin: str) -> str:
    """What stands behind the first words of a line."""
    return " ".join(line.split()[len(begin.split()) :]).lstrip(":- ")


def _is_raiser(line: str, said: str) -> bool:
    """Whether a heading is the name of one that raises, and not of a whole kind of them."""
    person = cell_words().raisers["person"].match(said)
    legal = row_words().legal_name.match(line)
    if legal is None and person is None:
        return False
    begin = words_only(legal[0]) if legal else said[: person.end()] if person else ""
    next_word = said[len(begin) :].split()[:1]
    return bool(next_word) and next_word[0] not in _OF_A_KIND


@dataclass(slots=True)
class Outline:
    """The headings that hold where we are, and the entry above."""

    held: list[tuple[str, int, str, str]] = field(default_factory=list)  # rank, row, field, value
    _parents: dict[str, Above] = field(default_factory=dict)  # by number: the raiser
    _last: tuple[int, Above] | None = None  # number and raiser of the entry above

    def begin(self, row: int, texts: list[str]) -> None:
        """A heading: those of its rank and below hold no more."""
        rank = _rank(texts)
        ranks = [held[0] for held in self.held]
        if rank in ranks:
            del self.held[ranks.index(rank) :]
        self._last = None
        found = said_by_heading(texts[-1])
        if found is not None:
            self.held.append((rank, row, *found))
        else:
            self.held.append((rank, row, "", ""))

    def above(self, row: int, number: Cell, raiser: str) -> dict[str, Above]:
        """What the headings, and the rows it goes on from, say of an entry."""
        found = {name: Above(at, value) for _rank, at, name, value in self.held if name}
        written = clean_line(str(number or "")).rstrip(".)")
        if not raiser and "raisers" not in found:
            part = _PART.fullmatch(written)
            parent = self._parents.get(part[1]) if part else None
            if parent is not None:
                found["raisers"] = parent
            elif self._last and written == str(self._last[0] + 1):
                found["raisers"] = self._last[1]
        self._remember(row, written, raiser, found.get("raisers"))
        return found

    def parent(self, row: int, number: Cell, raiser: str) -> None:
        """A numbered row that only says of whom the parts below it are: "1", then "1.1"."""
        written = clean_line(str(number or "")).rstrip(".)")
        self._parents[written] = Above(row, raiser, RowProblem.FROM_PARENT)

    def _remember(self, row: int, written: str, raiser: str, taken: Above | None) -> None:
        whose = Above(row, raiser, RowProblem.AS_ABOVE) if raiser else None
        if taken is not None and taken.problem is RowProblem.AS_ABOVE:
            whose = taken
        if raiser:
            self._parents[written] = Above(row, raiser, RowProblem.FROM_PARENT)
        self._last = (int(written), whose) if whose and written.isdecimal() else None


def _rank(texts: list[str]) -> str:
    """The kind of label a heading bears: roman, letter, number or none."""
    first = texts[0] if _ALONE.match(texts[0]) else ""
    label = first or (match[0] if (match := _LABEL.match(texts[-1])) else "")
    bare = fold(label).strip(" .)/:-")
    if not bare:
        return ""
    if re.fullmatch(r"[ivx]+", bare):
        return "roman"
    return "letter" if bare.isalpha() else f"number{bare.count('.')}"
