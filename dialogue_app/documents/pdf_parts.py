"""Each part of a paper drawn once for PDF."""

from __future__ import annotations

from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, Paragraph, Spacer
from reportlab.platypus import Table as Grid

from dialogue_app.documents import parts
from dialogue_app.documents.parts import Align, AnnexHeading, Part, SignatureColumns
from dialogue_app.documents.pdf_heads import head_flowable, title_flowable
from dialogue_app.documents.pdf_styles import BODY_SIZE, Styles, markup

_SIGNING_SPACE = 22 * mm
_COLUMNS = (0.425, 0.575)  # of the decree's own form: left and right block
_GRID_STYLE: list[tuple[Any, ...]] = [
    ("GRID", (0, 0), (-1, -1), 0.5, "black"),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("VALIGN", (0, 0), (-1, 0), "MIDDLE"),
    ("LEFTPADDING", (0, 0), (-1, -1), 3),
    ("RIGHTPADDING", (0, 0), (-1, -1), 3),
    ("TOPPADDING", (0, 0), (-1, -1), 2),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
]
_BLOCK_STYLE: list[tuple[Any, ...]] = [
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 12),
]


def draw_part(part: Part, styles: Styles) -> list[Flowable]:
    """What one part becomes on the page."""
    match part:
        case parts.LetterHead():
            return [head_flowable(part, styles)]
        case parts.Title():
            return [title_flowable(part, styles)]
        case parts.Paragraph():
            return [Paragraph(markup(part.text), styles.body)]
        case parts.Labelled():
            return [Paragraph(markup(f"{part.label}: {part.text}"), styles.body)]
        case parts.Numbered():
            return [Paragraph(markup(f"{part.number}. {part.text}"), styles.body)]
        case parts.SectionHeading():
            return _section_heading(part, styles)
        case SignatureColumns():
            return [_closing(part, styles)]
        case parts.Table():
            return [_grid(part, styles)]
        case AnnexHeading():
            return _annex_heading(part, styles)


def _section_heading(part: parts.SectionHeading, styles: Styles) -> list[Flowable]:
    # Room for the heading and two lines below it, so that it never ends a page.
    room = CondPageBreak(6 * BODY_SIZE * 1.15)
    return [room, Paragraph(markup(f"{part.number}. {part.title}"), styles.heading)]


def _closing(part: SignatureColumns, styles: Styles) -> Flowable:
    left = _signer(part.left, styles) if part.left else []
    left += _recipients(part.recipients, styles)
    widths = [f"{share * 100}%" for share in _COLUMNS]
    return Grid([[left, _signer(part.right, styles)]], colWidths=widths, style=_BLOCK_STYLE)


def _signer(signature: parts.Signature, styles: Styles) -> list[Flowable]:
    lines: list[Flowable] = [Paragraph(markup(signature.capacity), styles.signer)]
    lines.append(Spacer(0, _SIGNING_SPACE))
    if signature.office:
        lines.append(Paragraph(markup(signature.office), styles.signer))
    lines.append(Paragraph(markup(signature.name), styles.signer))
    return lines


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
    return Grid(
        [heads, *rows],
        colWidths=[f"{column.share / whole * 100}%" for column in part.columns],
        repeatRows=1,
        splitInRow=1,
        style=_GRID_STYLE,
    )
