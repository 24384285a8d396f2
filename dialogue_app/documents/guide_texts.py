"""Guides as they are written (a little Markdown), taken apart for the PDF.

A text has one title ("# "), sections ("## "), paragraphs, steps ("1. "), points ("- "), pictures
("![…](name.png)") and **bold** words; links are shown by their words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dialogue_app.documents.parts import Heading, Level, Numbered, Paragraph, Run

_PICTURE = re.compile(r"!\[(?P<caption>[^]]*)\]\((?P<file>[^)]+)\)")
_LINK = re.compile(r"\[(?P<words>[^]]+)\]\([^)]+\)")
_STEP = re.compile(r"(?P<ordinal>\d+)\. ")
_TITLE, _SECTION, _POINT, _BOLD = "# ", "## ", "- ", "**"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the window, by the name of its file, and what it shows."""

    file: str
    caption: str


GuidePart = Heading | Paragraph | Numbered | Picture


@dataclass(frozen=True, slots=True)
class Guide:
    """A guide: its title and what it says."""

    title: str
    parts: tuple[GuidePart, ...]


def read_guide(text: str) -> Guide:
    """The guide a text is."""
    blocks = list(_blocks(text))
    title = next((block for block in blocks if block.startswith(_TITLE)), "")
    return Guide(title.removeprefix(_TITLE), tuple(_parts(b for b in blocks if b != title)))


def _blocks(text: str) -> Iterator[str]:
    """Paragraphs, headings, steps and points; the lines of one are joined."""
    block: list[str] = []
    for line in [*map(str.strip, text.splitlines()), ""]:
        begins = line.startswith((_TITLE, _SECTION, _POINT)) or _STEP.match(line)
        ends = block and block[-1].startswith((_TITLE, _SECTION))
        if block and (not line or begins or ends):
            yield " ".join(block)
            block = []
        if line:
            block.append(line)


def _parts(blocks: Iterator[str]) -> Iterator[GuidePart]:
    sections = 0
    for block in blocks:
        picture, step = _PICTURE.fullmatch(block), _STEP.match(block)
        if block.startswith(_SECTION):
            sections += 1
            yield Heading(Level.SECTION, sections, block.removeprefix(_SECTION))
        elif picture is not None:
            yield Picture(picture["file"].rsplit("/", 1)[-1], picture["caption"])
        elif step is not None:
            yield Numbered(int(step["ordinal"]), _runs(block[step.end() :]))
        else:
            yield Paragraph(_runs(block))


def _runs(text: str) -> tuple[Run, ...]:
    """The text with its bold words; every other piece between the stars is bold."""
    pieces = _LINK.sub(lambda link: link["words"], text).split(_BOLD)
    return tuple(Run(piece, bold=bool(n % 2)) for n, piece in enumerate(pieces) if piece)
