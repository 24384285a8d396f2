"""The words offices use in workbooks, from `resources/reference/header_words.toml`, folded."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from dialogue_app.domain.text import fold
from dialogue_app.domain.vocabulary import Medium, Moment

_NOT_WORD = re.compile(r"[\W_]+")


class TableKind(StrEnum):
    """What the rows of a sheet are."""

    ENTERPRISES = "enterprises"
    ISSUES = "issues"


@dataclass(frozen=True, slots=True)
class TableWords:
    """The fields a table may have, and the header words of each."""

    required: tuple[str, ...]
    fields: dict[str, str]  # folded header -> field
    parts: dict[str, str]  # a field that says a part of another -> that one

    @property
    def names(self) -> list[str]:
        """The fields, in the order of the file."""
        return list(dict.fromkeys(self.fields.values()))


@dataclass(frozen=True, slots=True)
class HeadingWords:
    """Words that show that a heading which contains header words is still none of our fields."""

    other: re.Pattern[str]
    person: re.Pattern[str]
    abbreviations: frozenset[str]  # single words that mean their field in longer headings too
    answers_of: re.Pattern[str]  # behind it stands the body that answers


@dataclass(frozen=True, slots=True)
class MediumWords:
    """The words for a medium."""

    medium: Medium
    words: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class CellWords:
    """The words inside cells and the values they stand for."""

    media: tuple[MediumWords, ...]
    moments: dict[Moment, re.Pattern[str]]
    venue: re.Pattern[str]
    flags: dict[str, re.Pattern[str]]
    choices: dict[str, dict[str, str]]  # by field: folded words -> value
    yes: frozenset[str]  # the cell of a mark begins with one of these
    no: frozenset[str]
    raisers: dict[str, re.Pattern[str]]  # enterprise, association, person
    others: re.Pattern[str]
    nothing: frozenset[str]  # how the cell of a code says that there is none
    short_complaints: frozenset[str]
    opening: re.Pattern[str]  # how an answer begins that names its body


@dataclass(frozen=True, slots=True)
class SectionWords:
    """How a heading above rows begins that says of what they are."""

    topic: re.Pattern[str]
    raisers: re.Pattern[str]
    authority: re.Pattern[str]
    body: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class RowWords:
    """The words by which rows that are no entries are recognised."""

    total: re.Pattern[str]
    signature: re.Pattern[str]
    abbreviation: re.Pattern[str]  # "TM. …", where the full stop counts
    legal_name: re.Pattern[str]  # how the name of an enterprise begins, with its marks


def words_only(text: str) -> str:
    """The folded words of a text, without punctuation."""
    return _NOT_WORD.sub(" ", fold(text)).strip()


@cache
def _file() -> dict[str, Any]:
    source = files("resources") / "reference" / "header_words.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"))


@cache
def table_words(kind: TableKind) -> TableWords:
    """The header words of one kind of table."""
    section = _file()[kind.value]
    fields = {
        words_only(word): field for field, words in section["words"].items() for word in words
    }
    return TableWords(tuple(section["required"]), fields, section["parts"])


@cache
def heading_words() -> HeadingWords:
    """The words of headings that are none of our fields."""
    source = _file()["headings"]
    return HeadingWords(
        other=_any_of(source["other"]),
        person=re.compile(rf"(?:cua )?{_any_of(source['person']).pattern}"),
        abbreviations=frozenset(map(words_only, source["abbreviations"])),
        answers_of=re.compile(rf"{_any_of(source['answers_of']).pattern} (?={_body_start()})"),
    )


@cache
def cell_words() -> CellWords:
    """The words inside cells and the values they stand for."""
    source = _file()
    channels = source["channels"]
    return CellWords(
        media=tuple(
            MediumWords(Medium(entry["medium"]), _any_of(entry["words"]))
            for entry in channels["media"]
        ),
        moments={Moment(name): _any_of(words) for name, words in channels["moments"].items()},
        venue=_any_of(channels["venue"]["words"]),
        flags={name: _any_of(words) for name, words in source["flags"].items()},
        choices={field: _values(words) for field, words in source["choices"].items()},
        yes=frozenset(map(fold, source["marks"]["yes"])),
        no=frozenset(map(fold, source["marks"]["no"])),
        raisers={
            name: _any_of(source["raisers"][name])
            for name in ("enterprise", "association", "person")
        },
        others=_any_of(source["raisers"]["others"]),
        nothing=frozenset({"", *map(words_only, source["nothing"]["words"])}),
        short_complaints=frozenset(map(words_only, source["short_complaints"]["words"])),
        opening=_opening(),
    )


# Behind "Tổng" or "Cộng" stands nothing, a number, what is counted, or the sections that are added.
_COUNT = r"\d[\d.,]*"
_PARTS = r"(?:[ivx]+|[a-z]|\d+)(?: ?[+,] ?(?:[ivx]+|[a-z]|\d+))*"
_TOTAL = (
    r"(?:{words})(?:$| ?:| {count}(?: (?:{things})\b.*)?$|"
    r" (?:{things})(?:$| ?:| {parts}$|[a-z ]{{1,40}}: ?\d)| {parts}$| ?\({parts}\)$)"
)


@cache
def row_words() -> RowWords:
    """The words by which rows that are no entries are recognised."""
    totals, signatures = _file()["totals"], _file()["signatures"]
    legal = [*_file()["raisers"]["enterprise"], *_file()["raisers"]["association"]]
    whole, beginnings, short = (
        _alternatives(map(words_only, signatures[name]))
        for name in ("whole", "beginnings", "abbreviations")
    )
    return RowWords(
        total=re.compile(
            _TOTAL.format(
                words=_alternatives(map(words_only, totals["words"])),
                things=_alternatives(map(words_only, totals["things"])),
                count=_COUNT,
                parts=_PARTS,
            )
        ),
        # The place and the day above a signature: "Phường Mẫu, ngày … tháng … năm 2026".
        signature=re.compile(
            rf"(?:{whole})$|(?:{beginnings})\b|"
            r"(?:\D{0,40} )?ngay(?: \d{1,2})? thang(?: \d{1,2})?(?: nam(?: \d{2,4})?)?$"
        ),
        abbreviation=re.compile(rf"(?:{short})\. ?[a-z]"),
        legal_name=re.compile(rf"(?:{_alternatives(legal)})\b", re.IGNORECASE),
    )


@cache
def section_words() -> SectionWords:
    """How headings above rows begin."""
    begin = {name: _any_of(words) for name, words in _file()["sections"].items()}
    return SectionWords(body=re.compile(_body_start()), **begin)


def _body_start() -> str:
    return _any_of(_file()["bodies"]["beginnings"]).pattern


def _opening() -> re.Pattern[str]:
    """A body, what it does, and a colon: "Sở Mẫu xin phúc đáp như sau: …"."""
    source = _file()["bodies"]
    begin, goes_on = ("|".join(map(re.escape, source[key])) for key in ("beginnings", "answers"))
    return re.compile(
        rf"(?P<body>(?:{begin})\b[^:.;\n]{{1,90}}?)\s+(?:xin |đã |có |xin được )?"
        rf"(?:{goes_on})\b[^:.;\n]{{0,40}}:",
        re.IGNORECASE,
    )


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_alternatives(map(words_only, words))})\b")


def _values(source: Mapping[str, list[str]]) -> dict[str, str]:
    """The value of each word; each value stands for itself."""
    words = [(word, value) for value, words in source.items() for word in (value, *words)]
    return {words_only(word): value for word, value in words}
