"""The words offices use in workbooks, from `resources/reference/header_words.toml`, folded."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from dialogue_app.domain.text import fold
from dialogue_app.domain.vocabulary import Medium, Moment

_OTHER = re.compile("[\u0400-\u04ff\u0e00-\u0fff\u1100-\u11ff\u3040-\u9fff\uac00-\ud7af]")
_LONGEST_OF_SHORT_WORDS = 60  # with all that may stand around them


class _WordTable(dict[int, str]):
    """What each character is in `words_only`, computed when it first occurs."""

    def __missing__(self, point: int) -> str:
        folded = fold(f"x{chr(point)}x")[1:-1]
        result = self[point] = "".join(one if one.isalnum() else " " for one in folded)
        return result


_word_table = _WordTable()


class TableKind(StrEnum):
    """What the rows of a sheet are."""

    ENTERPRISES = "enterprises"
    ISSUES = "issues"


@dataclass(frozen=True, slots=True, eq=False)
class TableWords:
    """The fields a table may have, and the header words of each."""

    required: tuple[str, ...]
    fields: dict[str, str]  # folded header -> field
    parts: dict[str, str]  # a field that says a part of another -> that one
    behind_answer: dict[str, str]  # folded header -> field, to the right of the answers only
    below_answer: dict[str, str]  # folded header below one of answers -> how it is written out
    names: tuple[str, ...]  # the fields, in the order of the file
    most_words: int  # of one header


@dataclass(frozen=True, slots=True)
class HeadingWords:
    """Words that show that a heading which contains header words is still none of our fields."""

    other: re.Pattern[str]
    person: re.Pattern[str]
    officers: re.Pattern[str]  # somebody of the office
    abbreviations: frozenset[str]  # single words that mean their field in longer headings too
    whose: re.Pattern[str]  # at the end: of those who raise
    of_whom: re.Pattern[str]  # the same, with or without "của"
    several: re.Pattern[str]  # in front, that there are several
    leading: re.Pattern[str]  # any of what may stand in front of a field's words, or nothing
    addressed: re.Pattern[str]  # with which a form addresses whom it asks
    answering: re.Pattern[str]  # an answer, in whatever words
    raising: re.Pattern[str]  # who raises, in whatever words
    answers_of: re.Pattern[str]  # behind it stands the body that answers
    of_form: frozenset[str]  # what the program of a form adds
    whole: frozenset[str]  # headings only word for word
    senders: frozenset[str]  # who is the raiser where nobody else is named
    people: re.Pattern[str]  # how a heading of persons begins
    asking_which: dict[str, re.Pattern[str]]  # by field, how a question asks which one it is
    of_business: re.Pattern[str]  # of what an enterprise does, in such a question
    requests: re.Pattern[str]  # what is asked for
    consent: tuple[re.Pattern[str], ...]  # may it be made known, the name: one behind the other
    secrecy: re.Pattern[str]  # whether it is to be kept


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
    agrees: re.Pattern[str]  # how it begins where somebody does
    raisers: dict[str, re.Pattern[str]]  # enterprise, association, person
    others: re.Pattern[str]
    nothing: frozenset[str]  # how the cell of a code says that there is none
    short_complaints: frozenset[str]


@dataclass(frozen=True, slots=True)
class SectionWords:
    """How a heading above rows begins that says of what they are."""

    topic: re.Pattern[str]
    raisers: re.Pattern[str]
    authority: re.Pattern[str]
    about: re.Pattern[str]  # "Các kiến nghị gửi …"
    topics: re.Pattern[str]  # words of topics
    of_ways: frozenset[str]  # single words around those of a moment or a way
    body: re.Pattern[str]
    certain_body: re.Pattern[str]  # what can be nothing else


@dataclass(frozen=True, slots=True)
class RowWords:
    """The words by which rows that are no entries are recognised."""

    total: re.Pattern[str]
    sum: re.Pattern[str]  # how a total begins, where nothing else can stand
    signature: re.Pattern[str]
    abbreviation: re.Pattern[str]  # "TM. …", where the full stop counts
    legal_name: re.Pattern[str]  # how the name of an enterprise begins, with its marks
    note: re.Pattern[str]  # how a note of the table begins, with its marks
    note_alone: frozenset[str]  # in a cell beside it
    continued: frozenset[str]  # what says that the table goes on


@lru_cache(maxsize=1024)  # one cell is asked for several times
def words_only(text: str) -> str:
    """The folded words of a text, without punctuation."""
    return " ".join(text.translate(_word_table).split())


@lru_cache(maxsize=1024)  # each heading is asked for by many, for every row some
def heading_words_only(heading: str) -> str:
    """The folded words of a heading, those written out that offices shorten: "Số VB trả lời".

    Beside them the words of a language in other letters do not count, nor how it is filled in.
    """
    words = words_only(_hint().sub("", fold(heading))).split()
    ours = words if heading.isascii() else [word for word in words if not _OTHER.search(word)]
    return " ".join(_short_words().get(word, word) for word in ours or words)


@cache
def _hint() -> re.Pattern[str]:
    """What a heading says in brackets of how it is filled in: "Tên (ghi rõ)"."""
    hints = alternatives(map(fold, words_file()["headings"]["hints"]))
    return re.compile(rf"[(\[] ?(?:{hints})\b[^()\[\]]*[)\]][\s:*]*$")


@cache
def _short_words() -> dict[str, str]:
    short = words_file()["headings"]["short"]
    return {words_only(word): words_only(whole) for word, whole in short.items()}


@cache
def words_file() -> dict[str, Any]:
    """The whole list of words, as it stands in the file."""
    source = files("resources") / "reference" / "header_words.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"))


@cache
def table_words(kind: TableKind) -> TableWords:
    """The header words of one kind of table."""
    section = words_file()[kind.value]
    fields, behind, below = (
        {
            heading_words_only(word): field
            for field, words in section.get(name, {}).items()
            for word in words
        }
        for name in ("words", "behind_answer", "below_answer")
    )
    whole = {word: section["words"][field][0] for word, field in below.items()}
    return TableWords(
        tuple(section["required"]),
        fields,
        section["parts"],
        behind,
        whole,
        names=tuple(section["words"]),
        most_words=max(len(header.split()) for header in fields),
    )


@cache
def heading_words() -> HeadingWords:
    """The words of headings that are none of our fields."""
    source = words_file()["headings"]
    whose = alternatives(map(words_only, source["whose"]))
    return HeadingWords(
        other=any_of(source["other"]),
        person=re.compile(rf"(?:cua )?{any_of(source['person']).pattern}"),
        officers=any_of(source["officers"]),
        abbreviations=frozenset(map(words_only, source["abbreviations"])),
        whose=re.compile(rf" cua (?:{whose})$"),
        of_whom=re.compile(rf" (?P<cua>cua )?(?:{whose})$"),
        several=re.compile(rf"(?:{alternatives(map(words_only, source['several']))}) "),
        leading=_leading(),
        addressed=_addressed(),
        answering=_answering(),
        raising=_raising(),
        answers_of=re.compile(
            rf"(?:{any_of(source['answers_of']).pattern}|{_answering().pattern})"
            rf" (?:cua )?(?:cac )?(?={body_start()})"
        ),
        of_form=frozenset(map(words_only, words_file()["forms"]["own"])),
        whole=frozenset(map(words_only, source["whole"])),
        senders=frozenset(map(words_only, source["senders"])),
        people=any_of(source["people"]),
        requests=any_of(source["requests"]),
        asking_which={name: any_of(some) for name, some in words_file()["asking_which"].items()},
        of_business=any_of(words_file()["asking_of_business"]["words"]),
        consent=tuple(
            any_of(words_file()["asking_consent"][key]) for key in ("may", "make_known", "name")
        ),
        secrecy=any_of(words_file()["asking_consent"]["keep"]),
    )


def _addressed() -> re.Pattern[str]:
    source = words_file()["headings"]
    whom, asks = (alternatives(map(words_only, source[name])) for name in ("addressed", "asks"))
    return re.compile(rf"(?:(?:{whom}) )+(?=(?:{asks})\b)")


def _leading() -> re.Pattern[str]:
    """Names of those who raise, too, and what stands beside a name in one cell.

    "Tên cá nhân, đơn vị kiến nghị", "Tên, địa chỉ doanh nghiệp".
    """
    source, who = words_file()["headings"], words_file()["raising"]["who"]
    nothing_else, names, beside = (
        alternatives(map(words_only, some))
        for some in ((*source["leading"], *who), source["names"], source["beside_names"])
    )
    end = "(?: |$)"
    return re.compile(
        rf"(?:(?:{names}){end}(?:(?:{beside}|{nothing_else}){end})*|(?:(?:{nothing_else}){end})*)"
    )


def _answering() -> re.Pattern[str]:
    """What was done to an issue, at least twice or with what that is: "Nội dung giải trình"."""
    source = words_file()["answering"]
    what, did = (alternatives(map(words_only, source[name])) for name in ("what", "did"))
    link = "(?: (?:va|hoac|da))?"
    return re.compile(
        rf"(?:(?P<what>{what}){link} (?:{did})|(?:{did}){link} (?:{did}))(?:{link} (?:{did}))*"
    )


def _raising() -> re.Pattern[str]:
    """Several that raise, or one with what it does: "Cá nhân, tổ chức phản ánh"."""
    source = words_file()["raising"]
    who, does = (alternatives(map(words_only, source[name])) for name in ("who", "does"))
    link = "(?: (?:va|hoac|hay))?"
    others, acts = f"(?:{link} (?:{who}))", f"(?:{link} (?:{does}))"
    return re.compile(f"(?:{who}){others}*(?:{acts}+|{others})")


@cache
def body_headings() -> frozenset[str]:
    """The folded headings of lists of bodies."""
    return frozenset(map(words_only, words_file()["bodies_table"]["words"]))


@cache
def cell_words() -> CellWords:
    """The words inside cells and the values they stand for."""
    source = words_file()
    channels = source["channels"]
    return CellWords(
        media=tuple(
            MediumWords(Medium(entry["medium"]), any_of(entry["words"]))
            for entry in channels["media"]
        ),
        moments={Moment(name): any_of(words) for name, words in channels["moments"].items()},
        venue=any_of(channels["venue"]["words"]),
        flags={name: any_of(words) for name, words in source["flags"].items()},
        choices={field: _values(words) for field, words in source["choices"].items()},
        yes=frozenset(map(fold, source["marks"]["yes"])),
        no=frozenset(map(fold, source["marks"]["no"])),
        agrees=any_of(source["marks"]["agrees"]),
        raisers={
            name: any_of(source["raisers"][name])
            for name in ("enterprise", "association", "person")
        },
        others=any_of(source["raisers"]["others"]),
        nothing=frozenset({"", *map(words_only, source["nothing"]["words"])}),
        short_complaints=frozenset(map(words_only, source["short_complaints"]["words"])),
    )


def is_one_of(text: str, words: frozenset[str]) -> bool:
    """Whether a text says just one of these short words."""
    return len(text) <= _LONGEST_OF_SHORT_WORDS and words_only(text) in words


def is_tick(cell: object) -> bool:
    """Whether a cell only marks its column."""
    return cell is True or cell == 1 or (isinstance(cell, str) and fold(cell) in cell_words().yes)


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
    totals, signatures = words_file()["totals"], words_file()["signatures"]
    legal = [*words_file()["raisers"]["enterprise"], *words_file()["raisers"]["association"]]
    whole, beginnings, short = (
        alternatives(map(words_only, signatures[name]))
        for name in ("whole", "beginnings", "abbreviations")
    )
    return RowWords(
        total=re.compile(
            _TOTAL.format(
                words=alternatives(map(words_only, totals["words"])),
                things=alternatives(map(words_only, totals["things"])),
                count=_COUNT,
                parts=_PARTS,
            )
        ),
        sum=any_of(totals["words"]),
        # The place and the day above a signature: "Phường Mẫu, ngày … tháng … năm 2026".
        signature=re.compile(
            rf"(?:{whole})$|(?:{beginnings})\b|"
            r"(?:\D{0,40} )?ngay(?: \d{1,2})? thang(?: \d{1,2})?(?: nam(?: \d{2,4})?)?$"
        ),
        abbreviation=re.compile(rf"(?:{short})\. ?[a-z]"),
        legal_name=re.compile(rf"(?:{alternatives(legal)})\b", re.IGNORECASE),
        note=re.compile(
            rf"\s*(?:\(?\*+\)?\s*\w|(?:{alternatives(words_file()['notes']['words'])})\s*[:.])",
            re.IGNORECASE,
        ),
        note_alone=frozenset(map(fold, words_file()["notes"]["words"])),
        continued=frozenset(map(words_only, words_file()["notes"]["continued"])),
    )


@cache
def section_words() -> SectionWords:
    """How headings above rows begin."""
    source = words_file()["sections"]
    begin = {name: any_of(source[name]) for name in ("topic", "raisers", "authority", "topics")}
    about, links = (alternatives(map(words_only, source[name])) for name in ("about", "links"))
    return SectionWords(
        about=re.compile(rf"(?:{about}) (?:{links}) (?=\w)"),
        body=re.compile(body_start()),
        certain_body=re.compile(certain_body_start(words_only)),
        of_ways=frozenset(" ".join(map(words_only, source["of_ways"])).split()),
        **begin,
    )


def body_start() -> str:
    """How the name of a body begins, folded."""
    return any_of(words_file()["bodies"]["beginnings"]).pattern


def certain_body_start(written: Callable[[str], str]) -> str:
    """How the name of a body begins that can be nothing else, as `written` writes it."""
    source = words_file()["bodies"]
    begin, others = (alternatives(map(written, source[key])) for key in ("certain", "not_after"))
    return rf"\b(?:{begin})\b(?! (?:{others})\b)"


def alternatives(words: Iterable[str]) -> str:
    """Any of the words, as part of a pattern; the longest that fits."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of the words, folded."""
    return re.compile(rf"\b(?:{alternatives(map(words_only, words))})\b")


def _values(source: Mapping[str, list[str]]) -> dict[str, str]:
    """The value of each word; each value stands for itself."""
    words = [(word, value) for value, words in source.items() for word in (value, *words)]
    return {words_only(word): value for word, value in words}
