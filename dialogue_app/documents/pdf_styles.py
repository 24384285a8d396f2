"""Sizes, spacings and faces of the PDF renderer, and the markup it is given."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from html import escape
from itertools import groupby
from typing import Literal

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import registerFont

from dialogue_app.documents.faces import Face, load
from dialogue_app.documents.measures import (
    ADDRESSED_INDENT,
    ADDRESSEE_INDENT,
    BODY_BEFORE,
    BODY_SIZE,
    FIRST_LINE,
    HEADING_BEFORE,
    RECIPIENT_SIZE,
    RECIPIENTS_LABEL_SIZE,
    REFERENCE_SIZE,
    SINGLE_SPACING,
    TABLE_SIZE,
)
from dialogue_app.documents.parts import Run
from dialogue_app.documents.printing import cleaned

_ROOM = re.compile(" {2,}")


@dataclass(frozen=True, slots=True)
class Styles:
    """The font names and paragraph styles of one face."""

    regular: str
    bold: str
    italic: str
    bold_italic: str
    body: ParagraphStyle
    ground: ParagraphStyle
    heading: ParagraphStyle
    centred_heading: ParagraphStyle
    centred_title: ParagraphStyle
    addressee: ParagraphStyle
    addressees: ParagraphStyle
    addressee_below: ParagraphStyle
    signer: ParagraphStyle
    recipients_label: ParagraphStyle
    recipients: ParagraphStyle
    annex_title: ParagraphStyle
    annex_reference: ParagraphStyle
    cell: ParagraphStyle
    cell_centred: ParagraphStyle
    cell_heading: ParagraphStyle


@cache
def styles_of(face: Face) -> Styles:
    """The styles of a face, whose four styles are read and registered once per process."""
    for font in load(face):
        registerFont(font)
    regular, bold = face.name("Regular"), face.name("Bold")
    italic, both = face.name("Italic"), face.name("BoldItalic")
    return Styles(
        regular=regular,
        bold=bold,
        italic=italic,
        bold_italic=both,
        body=_style(regular, BODY_SIZE, TA_JUSTIFY, before=BODY_BEFORE, indent=FIRST_LINE),
        heading=_style(bold, BODY_SIZE, TA_JUSTIFY, before=HEADING_BEFORE, indent=FIRST_LINE),
        ground=_style(italic, BODY_SIZE, TA_JUSTIFY, before=BODY_BEFORE, indent=FIRST_LINE),
        centred_heading=_style(bold, BODY_SIZE, TA_CENTER, before=HEADING_BEFORE),
        centred_title=_style(bold, BODY_SIZE, TA_CENTER, before=2),
        addressee=_style(regular, BODY_SIZE, TA_CENTER, before=6, after=6),
        addressees=_style(regular, BODY_SIZE, TA_LEFT, before=6, left=ADDRESSED_INDENT),
        addressee_below=_style(regular, BODY_SIZE, TA_LEFT, left=ADDRESSEE_INDENT),
        signer=_style(bold, BODY_SIZE, TA_CENTER),
        recipients_label=_style(both, RECIPIENTS_LABEL_SIZE, TA_LEFT),
        recipients=_style(regular, RECIPIENT_SIZE, TA_LEFT),
        annex_title=_style(bold, BODY_SIZE, TA_CENTER, after=2),
        annex_reference=_style(italic, REFERENCE_SIZE, TA_CENTER, after=10),
        cell=_style(regular, TABLE_SIZE, TA_LEFT),
        cell_centred=_style(regular, TABLE_SIZE, TA_CENTER),
        cell_heading=_style(bold, TABLE_SIZE, TA_CENTER),
    )


def _style(
    font: str,
    size: float,
    alignment: Literal[0, 1, 2, 4],
    *,
    before: float = 0,
    after: float = 0,
    indent: float = 0,
    left: float = 0,
) -> ParagraphStyle:
    return ParagraphStyle(
        f"{font} {size} {alignment}",
        fontName=font,
        fontSize=size,
        leading=size * SINGLE_SPACING,
        alignment=alignment,
        allowWidows=0,
        allowOrphans=0,
        spaceBefore=before,
        spaceAfter=after,
        firstLineIndent=indent,
        leftIndent=left,
    )


def markup(text: str) -> str:
    """The text as ReportLab's markup: cleaned, nothing read as a tag, runs of blanks kept."""
    said = escape(cleaned(text), quote=False).replace("\n", "<br/>")
    return _ROOM.sub(lambda room: "&nbsp;" * len(room.group()), said)


def styled(runs: Iterable[Run], styles: Styles) -> str:
    """Runs as markup, each in the face of its style."""
    pieces: list[str] = []
    for (bold, italic), same in groupby(runs, lambda run: (run.bold, run.italic)):
        text = "".join(run.text for run in same)
        before, after = " " * text.startswith(" "), " " * text.endswith(" ")
        both = styles.bold_italic if bold and italic else ""
        font = both or (styles.bold if bold else styles.italic)
        said = f"{before}{markup(text)}{after}"
        pieces.append(f'<font name="{font}">{said}</font>' if bold or italic else said)
    return "".join(pieces).strip()
