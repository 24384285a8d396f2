"""The parts papers are made of, by NĐ 30/2020/NĐ-CP, as plain data without a renderer.

A kind of paper is a function from facts to a `Paper`; each renderer draws every part. Lengths are
millimetres, texts are plain: no markup, `\n` is a line break the user typed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, StrEnum

from dialogue_app.documents.form import ARTICLE, CHAPTER, DIVISION, PART, POINTS

_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"),
          (1, "I"))  # fmt: skip
MOST_CAPACITY_LINES = 3


@dataclass(frozen=True, slots=True)
class PageFormat:
    """An A4 page with its margins in mm, as NĐ 30/2020, Phụ lục I, I.1 allows them.

    Top and bottom 20–25, left 30–35, right 15–20.
    """

    landscape: bool = False
    top: float = 20
    bottom: float = 20
    left: float = 30
    right: float = 20

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in mm."""
        return (297, 210) if self.landscape else (210, 297)

    @property
    def text_size(self) -> tuple[float, float]:
        """Width and height in mm between the margins."""
        width, height = self.size
        return width - self.left - self.right, height - self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a text in one style."""

    text: str
    bold: bool = False
    italic: bool = False


Text = str | tuple[Run, ...]


def runs_of(text: Text) -> tuple[Run, ...]:
    """The text as runs; a plain one is a single run."""
    return (Run(text),) if isinstance(text, str) else text


def plain(text: Text) -> str:
    """The text without its styles."""
    return text if isinstance(text, str) else "".join(run.text for run in text)


def lines_of(runs: Iterable[Run]) -> list[list[Run]]:
    """The runs of each line that was typed, empty lines left out."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        first, *more = run.text.split("\n")
        lines[-1].append(replace(run, text=first))
        lines += [[replace(run, text=text)] for text in more]
    return [line for line in lines if any(run.text.strip() for run in line)]


@dataclass(frozen=True, slots=True)
class LetterHead:
    """Ô số 1–5b: national heading, agency block, number and, where the form has them, the rest.

    A ward's People's Committee has no superior line and both its own lines are bold. `number`
    stands behind "Số:"; `subject` behind "V/v" (công văn).
    """

    agency_lines: tuple[str, ...]
    number: str
    superior: str = ""
    place_and_date: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Title:
    """Ô số 5a: name of the kind of paper and its abstract, with a line under the abstract."""

    kind: str
    abstract: str


@dataclass(frozen=True, slots=True)
class Addressees:
    """Ô số 9a: "Kính gửi:" and to whom; several stand on lines of their own."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grounds:
    """Căn cứ: one a line, in italics; renderers add the ending of each line."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Body text: justified, first line indented, at least 6 pt before."""

    text: Text


@dataclass(frozen=True, slots=True)
class Labelled:
    """A body paragraph with a label: "Địa điểm: …"; without text the label stands alone."""

    label: str
    text: str = ""


class Level(Enum):
    """The levels a paper is divided into (NĐ 30/2020, Phụ lục I, II.6), from the highest."""

    PART = PART  # "Phần I", its title below, both centred
    CHAPTER = CHAPTER
    DIVISION = DIVISION  # "Mục 1"
    SECTION = "I"  # "I. KHAI MẠC" on one line
    ARTICLE = ARTICLE  # "Điều 1. …"
    CLAUSE = "1"  # "1. …"
    POINT = "a"  # "a) …"


CENTRED_LEVELS = frozenset({Level.PART, Level.CHAPTER, Level.DIVISION})
IN_CAPITALS = CENTRED_LEVELS | {Level.SECTION}


def ordinal_words(level: Level, ordinal: int) -> str:
    """How the place is printed: "Chương I", "Mục 1", "I.", "Điều 1.", "1.", "a)"."""
    match level:
        case Level.PART | Level.CHAPTER:
            return f"{level.value} {roman(ordinal)}"
        case Level.DIVISION:
            return f"{level.value} {ordinal}"
        case Level.SECTION:
            return f"{roman(ordinal)}."
        case Level.ARTICLE:
            return f"{level.value} {ordinal}."
        case Level.CLAUSE:
            return f"{ordinal}."
        case Level.POINT:
            return f"{_letters(ordinal)})"


def roman(number: int) -> str:
    """The number in Roman figures."""
    figures = ""
    for value, sign in _ROMAN:
        figures += sign * (number // value)
        number %= value
    return figures


def _letters(ordinal: int) -> str:
    """The place in the alphabet: a, b, … y, aa, ab."""
    letters = ""
    while ordinal:
        ordinal, place = divmod(ordinal - 1, len(POINTS))
        letters = POINTS[place] + letters
    return letters


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of one level and its place there; the number is printed by its level."""

    level: Level
    ordinal: int
    title: str


@dataclass(frozen=True, slots=True)
class Numbered:
    """A numbered body paragraph, a khoản ("1. …") or a điểm ("a) …")."""

    ordinal: int
    text: Text
    level: Level = Level.CLAUSE


@dataclass(frozen=True, slots=True)
class Signature:
    """Ô số 7: the signer's capacity in one to three lines, office where it is printed, and name.

    "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH" are three lines of a capacity.
    """

    capacity: tuple[str, ...]
    name: str
    office: str = ""

    def __post_init__(self) -> None:
        """A capacity has one to three lines."""
        assert 1 <= len(self.capacity) <= MOST_CAPACITY_LINES, self.capacity


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who gets the paper, and what for: "(để báo cáo)"."""

    name: str
    purpose: str = ""

    @property
    def words(self) -> str:
        """Name and purpose in one line."""
        return f"{self.name} ({self.purpose})" if self.purpose else self.name


@dataclass(frozen=True, slots=True)
class Recipients:
    """Ô số 9b: who gets the paper and where it is kept ("Lưu: VT, …").

    Renderers add the dash and the ending of each line.
    """

    to: tuple[Recipient, ...]
    kept_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SignatureColumns:
    """The closing block: right the signer, left the second signer above the recipients.

    Without a left signer the recipients stand level with the right one (công văn, giấy mời).
    """

    right: Signature
    recipients: Recipients
    left: Signature | None = None


class Align(StrEnum):
    """The alignment of a table's column."""

    LEFT = "left"
    CENTRE = "centre"


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a table: its heading and its share of the width."""

    heading: str
    share: float
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose heading row is repeated on every page and whose rows may split."""

    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class AnnexHeading:
    """Phụ lục: "Phụ lục" with its number where there are several, its name, what it belongs to."""

    name: str
    belongs_to: str
    ordinal: int | None = None


Part = (
    LetterHead
    | Title
    | Addressees
    | Grounds
    | Paragraph
    | Labelled
    | Heading
    | Numbered
    | SignatureColumns
    | Table
    | AnnexHeading
)


@dataclass(frozen=True, slots=True)
class Section:
    """Parts on pages of one shape, numbered from 1 on their own (an annex is its own section)."""

    parts: tuple[Part, ...]
    page: PageFormat = PageFormat()


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper; what a file's properties say of it is `name`, `author` and `dated`.

    `dated` is the day the facts give it, None where they give none.
    """

    name: str
    sections: tuple[Section, ...]
    author: str = ""
    dated: date | None = None
