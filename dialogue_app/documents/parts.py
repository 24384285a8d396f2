"""The parts papers are made of, by NĐ 30/2020/NĐ-CP, as plain data without a renderer.

A kind of paper is a function from facts to a `Paper`; each renderer draws every part once. Lengths
are millimetres, texts are plain: no markup, `\\n` is a line break the user typed.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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


@dataclass(frozen=True, slots=True)
class LetterHead:
    """Ô số 1–4: national heading, agency block, number and, where the form has it, place and date.

    A ward's People's Committee has no superior line and both its own lines are bold.
    """

    agency_lines: tuple[str, ...]
    number: str
    superior: str = ""
    place_and_date: str = ""


@dataclass(frozen=True, slots=True)
class Title:
    """Ô số 5a: name of the kind of paper and its abstract, with a line under the abstract."""

    kind: str
    abstract: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Body text: justified, first line indented, at least 6 pt before."""

    text: str


@dataclass(frozen=True, slots=True)
class Labelled:
    """A body paragraph with a label: "Địa điểm: …"; without text the label stands alone."""

    label: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class SectionHeading:
    """Number and title of a section on one line, in capitals: "I. KHAI MẠC"."""

    number: str
    title: str


@dataclass(frozen=True, slots=True)
class Numbered:
    """A numbered body paragraph (khoản): "1. …"."""

    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Signature:
    """Ô số 7: the signer's capacity ("CHỦ TỌA"), office where it is printed, and name."""

    capacity: str
    name: str
    office: str = ""


@dataclass(frozen=True, slots=True)
class Recipients:
    """Ô số 9b: who gets the paper; renderers add the dash and the ending of each line."""

    lines: tuple[str, ...]


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
    number: str = ""


Part = (
    LetterHead
    | Title
    | Paragraph
    | Labelled
    | SectionHeading
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
    """A whole paper; `name` is what a reader's title bar shows."""

    name: str
    sections: tuple[Section, ...]


def as_text(paper: Paper) -> str:
    """The paper as plain lines, one part after the other, for search and comparison."""
    lines: list[str] = []
    for section in paper.sections:
        shape = "landscape" if section.page.landscape else "portrait"
        lines.append(f"--- {shape}")
        for part in section.parts:
            lines += _part_lines(part)
    return "\n".join(lines) + "\n"


def _part_lines(part: Part) -> list[str]:
    match part:
        case LetterHead():
            return [part.superior, *part.agency_lines, part.number, part.place_and_date]
        case Title():
            return [part.kind, part.abstract]
        case Paragraph():
            return [part.text]
        case Labelled():
            return [f"{part.label}: {part.text}".rstrip()]
        case SectionHeading() | Numbered():
            text = part.title if isinstance(part, SectionHeading) else part.text
            return [f"{part.number}. {text}"]
        case SignatureColumns():
            return _closing_lines(part)
        case Table():
            heads = tuple(column.heading for column in part.columns)
            return [" | ".join(row) for row in (heads, *part.rows)]
        case AnnexHeading():
            return [f"Phụ lục {part.number}".rstrip(), part.name, part.belongs_to]


def _closing_lines(part: SignatureColumns) -> list[str]:
    signers = [signer for signer in (part.left, part.right) if signer]
    signed = [f"{signer.capacity} | {signer.office} | {signer.name}" for signer in signers]
    return [*signed, "Nơi nhận:", *part.recipients.lines]
