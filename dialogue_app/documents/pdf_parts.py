"""Draws each part of a paper for PDF."""

from __future__ import annotations

from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, Paragraph
from reportlab.platypus import Table as Grid

from dialogue_app.documents import parts
from dialogue_app.documents.parts import Align, AnnexHeading, Part, SignatureColumns
from dialogue_app.documents.pdf_heads import TEXT_WIDTH, head_flowable, title_flowable
from dialogue_app.documents.pdf_lines import balanced
from dialogue_app.documents.pdf_styles import Styles, markup
from dialogue_app.domain.text import clean_line

_SIGNING_SPACE = 22 * mm
_COLUMNS = (0.425, 0.575)  # shares of the left and right block in the decree's form
_LINES_BELOW_A_HEADING = 3  # a paragraph of three lines does not split
_GRID_STYLE: list[tuple[Any, ...]] = [
    ("GRID", (0, 0), (-1, -1), 0.5, "black"),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("VALIGN", (0, 0), (-1, 0), "MIDDLE"),
    ("LEFTPADDING", (0, 0), (-1, -1), 3),
    ("RIGHTPADDING", (0, 0), (-1, -1), 3),
    ("TOPPADDING", (0, 0), (-1, -1), 2),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    # Where a row longer than a page is split, both halves are closed.
    ("LINEBELOW", (0, "inrowsplitstart"), (-1, "inrowsplitstart"), 0.5, "black"),
    ("LINEABOVE", (0, "inrowsplitend"), (-1, "inrowsplitend"), 0.5, "black"),
]
_CLOSING_STYLE: list[tuple[Any, ...]] = [
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("VALIGN", (0, 1), (-1, 1), "BOTTOM"),  # an office stands right above the name
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 0),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, 0), 12),
    ("BOTTOMPADDING", (1, 0), (1, 0), _SIGNING_SPACE),
]


def draw_part(part: Part, styles: Styles) -> list[Flowable]:
    """The flowables that draw one part."""
    match part:
        case parts.LetterHead():
            return [head_flowable(part, styles)]
        case parts.Title():
            return [title_flowable(part, styles)]
        case parts.Paragraph():
            return _body(part.text, styles)
        case parts.Labelled():
            return _body(f"{part.label}: {part.text}", styles)
        case parts.Numbered():
            return _body(f"{part.number}. {part.text}", styles)
        case parts.SectionHeading():
            return _section_heading(part, styles)
        case SignatureColumns():
            return [_closing(part, styles)]
        case parts.Table():
            return [_grid(part, styles)]
        case AnnexHeading():
            return _annex_heading(part, styles)


def _body(text: str, styles: Styles) -> list[Flowable]:
    """Each line the user typed is a paragraph of its own."""
    lines = [line for line in text.split("\n") if line.strip()]
    return [Paragraph(markup(line), styles.body) for line in lines]


def _section_heading(part: parts.SectionHeading, styles: Styles) -> list[Flowable]:
    """The heading, moved to the next page where no text would fit below it."""
    heading = Paragraph(markup(f"{part.number}. {part.title}"), styles.heading)
    height = heading.wrap(TEXT_WIDTH, 0)[1] + styles.heading.spaceBefore
    below = styles.body.spaceBefore + _LINES_BELOW_A_HEADING * styles.body.leading
    return [CondPageBreak(height + below), heading]


def _closing(part: SignatureColumns, styles: Styles) -> Flowable:
    """The closing block; capacities, offices and names each share a row, so signers stand level."""
    both = zip((part.left, part.right), _COLUMNS, strict=True)
    signers = [_signer(signer, share * TEXT_WIDTH, styles) for signer, share in both]
    rows: list[list[Any]] = [list(row) for row in zip(*signers, strict=True) if any(row)]
    recipients = _recipients(part.recipients, styles)
    if part.left:
        rows.append([recipients, ""])
        style = [
            *_CLOSING_STYLE,
            ("TOPPADDING", (0, -1), (-1, -1), 12),
            ("SPAN", (0, -1), (-1, -1)),
        ]
    else:
        rows[0][0] = recipients
        style = [*_CLOSING_STYLE, ("SPAN", (0, 0), (0, -1))]
    return Grid(rows, colWidths=[f"{share * 100}%" for share in _COLUMNS], style=style)


def _signer(signature: parts.Signature | None, room: float, styles: Styles) -> list[Flowable | str]:
    if signature is None:
        return ["", "", ""]
    lines = (signature.capacity, signature.office, signature.name)
    return [_signing(line, room, styles) if line else "" for line in lines]


def _signing(text: str, room: float, styles: Styles) -> Flowable:
    lines = balanced(clean_line(text), styles.signer.fontName, styles.signer.fontSize, room)
    return Paragraph(markup("\n".join(lines)), styles.signer)


def _recipients(recipients: parts.Recipients, styles: Styles) -> list[Flowable]:
    *others, last = [f"- {line}" for line in recipients.lines] or ["- ……"]
    lines = [*(f"{line};" for line in others), f"{last}."]
    label = Paragraph("Nơi nhận:", styles.recipients_label)
    return [label, *(Paragraph(markup(line), styles.recipients) for line in lines)]


def _annex_heading(part: AnnexHeading, styles: Styles) -> list[Flowable]:
    return [
        Paragraph(markup(f"Phụ lục {part.number}"), styles.annex_title),
        Paragraph(markup(part.name), styles.annex_title),
        Paragraph(markup(part.belongs_to), styles.annex_reference),
    ]


class _PagedGrid(Grid):
    """A table whose rest after a split starts on a new page, so each page has one heading row.

    By itself ReportLab puts the rest into the same frame first, under a second heading row. A row
    longer than a page is still split.
    """

    def split(self, width: float, height: float) -> list[Flowable]:
        """The piece that fits, a page break, and the rest."""
        pieces = super().split(width, height)
        if len(pieces) != 2:
            return pieces
        return [pieces[0], CondPageBreak(height), pieces[1]]


def _grid(part: parts.Table, styles: Styles) -> Flowable:
    of_column = [
        styles.cell_centred if column.align is Align.CENTRE else styles.cell
        for column in part.columns
    ]
    heads = [Paragraph(markup(column.heading), styles.cell_heading) for column in part.columns]
    rows = [
        [Paragraph(markup(text), style) for text, style in zip(row, of_column, strict=True)]
        for row in part.rows
    ]
    whole = sum(column.share for column in part.columns)
    return _PagedGrid(
        [heads, *rows],
        colWidths=[f"{column.share / whole * 100}%" for column in part.columns],
        repeatRows=1,
        splitInRow=1,
        spaceBefore=6,
        style=_GRID_STYLE,
    )
