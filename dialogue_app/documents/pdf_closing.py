"""The closing block of a paper for PDF: who signs, and who gets the paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import Flowable, Paragraph, Spacer
from reportlab.platypus import Table as Grid

from dialogue_app.documents import parts
from dialogue_app.documents.form import RECIPIENTS
from dialogue_app.documents.lines import centred_lines
from dialogue_app.documents.measures import (
    CLOSING_BEFORE,
    COLUMNS,
    MOST_BESIDE,
    MOST_SIGNER_LINES,
    SIGNING_SPACE,
)
from dialogue_app.documents.parts import SignatureColumns
from dialogue_app.documents.pdf_styles import Styles, markup
from dialogue_app.documents.reading import recipient_lines

_STYLE: list[tuple[Any, ...]] = [
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("VALIGN", (0, 1), (-1, 1), "BOTTOM"),  # an office stands right above the name
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 0),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, 0), CLOSING_BEFORE),
    ("BOTTOMPADDING", (1, 0), (1, 0), SIGNING_SPACE),
]


def closing_flowables(part: SignatureColumns, styles: Styles) -> list[Flowable]:
    """Capacities, offices and names each share a row, so both signers stand level."""
    both = zip((part.left, part.right), COLUMNS, strict=True)
    signers = [_signer(signer, room, styles) for signer, room in both]
    rows: list[list[Any]] = [list(row) for row in zip(*signers, strict=True) if any(row)]
    recipients = _recipients(part.recipients, styles)
    if part.left or len(recipients) > MOST_BESIDE:
        return [Grid(rows, colWidths=COLUMNS, style=_STYLE), Spacer(0, CLOSING_BEFORE), *recipients]
    rows[0][0] = recipients
    return [Grid(rows, colWidths=COLUMNS, style=[*_STYLE, ("SPAN", (0, 0), (0, -1))])]


def _signer(signature: parts.Signature | None, room: float, styles: Styles) -> list[Flowable | str]:
    if signature is None:
        return ["", "", ""]
    capacity = _signing(signature.capacity, room, styles)
    more = [
        _signing([text], room, styles) if text else ""
        for text in (signature.office, signature.name)
    ]
    return [capacity, *more]


def _signing(texts: Sequence[str], room: float, styles: Styles) -> Flowable:
    font, size = styles.signer.fontName, styles.signer.fontSize
    lines = [
        line for text in texts for line in centred_lines(text, font, size, room, MOST_SIGNER_LINES)
    ]
    return Paragraph(markup("\n".join(lines)), styles.signer)


def _recipients(recipients: parts.Recipients, styles: Styles) -> list[Flowable]:
    lines = recipient_lines(recipients)
    label = Paragraph(RECIPIENTS, styles.recipients_label)
    return [label, *(Paragraph(markup(line), styles.recipients) for line in lines)]
