"""Draws each part of a paper for Word."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from dialogue_app.documents import docx_xml as xml
from dialogue_app.documents import parts, reading
from dialogue_app.documents.docx_closing import closing
from dialogue_app.documents.docx_heads import letter_head, title
from dialogue_app.documents.docx_xml import BOTH, CENTRE, LEFT, Look
from dialogue_app.documents.measures import (
    ADDRESSED_INDENT,
    ADDRESSEE_INDENT,
    BODY_BEFORE,
    BODY_SIZE,
    FIRST_LINE,
    HEADING_BEFORE,
    MM,
    REFERENCE_SIZE,
    SINGLE_SPACING,
    TABLE_SIZE,
)
from dialogue_app.documents.parts import Align, Level, PageFormat, Part, Run, runs_of
from dialogue_app.documents.pdf_styles import Styles

_BODY = Look(BODY_SIZE, BOTH, before=BODY_BEFORE, first=FIRST_LINE)
_HEADING = Look(BODY_SIZE, BOTH, bold=True, before=HEADING_BEFORE, first=FIRST_LINE, keep=True)
_CENTRED = Look(BODY_SIZE, CENTRE, bold=True, before=HEADING_BEFORE, keep=True)
_ANNEX_TITLE = Look(BODY_SIZE, CENTRE, bold=True, after=2, keep=True)
_ANNEX_REFERENCE = Look(REFERENCE_SIZE, CENTRE, italic=True, after=10, keep=True)
_CELL = Look(TABLE_SIZE, LEFT)
_LETTER = 0.45  # the usual width of a letter as a share of its size
_LEVELS = tuple(Level)


def draw_part(
    part: Part, styles: Styles, page: PageFormat, numbers: Iterator[int], *, keep: bool
) -> str:
    """The part as WordprocessingML on pages of this format; `keep` holds it to what follows."""
    match part:
        case parts.LetterHead():
            return letter_head(part, styles, numbers)
        case parts.Title():
            return title(part, styles, numbers)
        case parts.Addressees():
            return _addressees(part)
        case parts.Grounds():
            look = replace(_BODY, italic=True)
            return "".join(xml.paragraph(line, look) for line in reading.ground_lines(part))
        case parts.Paragraph():
            return _body(runs_of(part.text), keep=keep)
        case parts.Labelled():
            return _body([Run(reading.labelled_words(part))], keep=keep)
        case parts.Numbered():
            return _body([Run(reading.numbered_start(part)), *runs_of(part.text)], keep=keep)
        case parts.Heading():
            return _heading(part)
        case parts.SignatureColumns():
            return closing(part, styles)
        case parts.Table():
            return _table(part, page)
        case parts.AnnexHeading():
            lines = (reading.annex_words(part), part.name)
            reference = xml.paragraph(part.belongs_to, _ANNEX_REFERENCE)
            return "".join(xml.paragraph(line, _ANNEX_TITLE) for line in lines) + reference


def _body(runs: Iterable[Run], *, keep: bool) -> str:
    """Each line the user typed is a paragraph of its own."""
    look = replace(_BODY, keep=keep)
    return "".join(xml.paragraph(line, look) for line in parts.lines_of(runs))


def _addressees(part: parts.Addressees) -> str:
    first, *more = reading.addressed_lines(part)
    if not more:
        return xml.paragraph(first, Look(BODY_SIZE, CENTRE, before=6, after=6))
    below = Look(BODY_SIZE, LEFT, left=ADDRESSEE_INDENT)
    lines = "".join(xml.paragraph(line, below) for line in more)
    return xml.paragraph(first, Look(BODY_SIZE, LEFT, before=6, left=ADDRESSED_INDENT)) + lines


def _heading(part: parts.Heading) -> str:
    look = _CENTRED if part.level in parts.CENTRED_LEVELS else _HEADING
    if part.level is Level.POINT:
        look = replace(_BODY, keep=True)
    first, *more = reading.heading_lines(part)
    outline = _LEVELS.index(part.level)
    heading = xml.paragraph(first, replace(look, outline=outline))
    return heading + "".join(xml.paragraph(line, replace(look, before=2)) for line in more)


def _table(part: parts.Table, page: PageFormat) -> str:
    """The table; a row that is not higher than half a page stays whole."""
    across, down = (side * MM for side in page.text_size)
    whole = sum(column.share for column in part.columns)
    widths = [across * column.share / whole for column in part.columns]
    looks = [
        replace(_CELL, align=CENTRE) if column.align is Align.CENTRE else _CELL
        for column in part.columns
    ]
    head = Look(TABLE_SIZE, CENTRE, bold=True)
    cells = [
        xml.cell(xml.paragraph(column.heading, head), width, middle=True)
        for column, width in zip(part.columns, widths, strict=True)
    ]
    rows = [xml.row(cells, whole=True, heading=True)]
    for texts in part.rows:
        drawn = zip(texts, looks, widths, strict=True)
        cells = [xml.cell(xml.paragraph(text, look), width) for text, look, width in drawn]
        rows.append(xml.row(cells, whole=_height(texts, widths) <= down / 2))
    return xml.paragraph("", Look(5, LEFT, keep=True)) + xml.table(rows, widths, ruled=True)


def _height(texts: Sequence[str], widths: Sequence[float]) -> float:
    """About how high a row will be, in points."""
    letter, line = TABLE_SIZE * _LETTER, TABLE_SIZE * SINGLE_SPACING
    return line * max(
        sum(math.ceil((len(piece) or 1) * letter / width) for piece in text.split("\n"))
        for text, width in zip(texts, widths, strict=True)
    )
