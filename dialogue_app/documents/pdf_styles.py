"""Sizes, spacings and faces of the PDF renderer, and the markup it is given."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Literal
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfbase.pdfmetrics import registerFont

from dialogue_app.documents.faces import Face, load
from dialogue_app.documents.parts import Run
from dialogue_app.documents.printing import cleaned

NATION_SIZE = 12  # C1, C3, C4: 12-13
MOTTO_SIZE = 13  # C2: 13-14
NUMBER_SIZE = 13  # C5, C6
BODY_SIZE = 14  # C7, C8, C11, C15, C19, C21: 13-14
TABLE_SIZE = 12
PAGE_NUMBER_SIZE = 13
ADDRESSED_INDENT, ADDRESSEE_INDENT = 3 * cm, 5 * cm  # "Kính gửi:" and the names below it
SINGLE_SPACING = 1.15  # of the size; the decree asks for at least single
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
        body=_style(regular, BODY_SIZE, TA_JUSTIFY, before=6, indent=1 * cm),
        heading=_style(bold, BODY_SIZE, TA_JUSTIFY, before=12, indent=1 * cm),
        ground=_style(italic, BODY_SIZE, TA_JUSTIFY, before=6, indent=1 * cm),
        centred_heading=_style(bold, BODY_SIZE, TA_CENTER, before=12),
        centred_title=_style(bold, BODY_SIZE, TA_CENTER, before=2),
        addressee=_style(regular, BODY_SIZE, TA_CENTER, before=6, after=6),
        addressees=_style(regular, BODY_SIZE, TA_LEFT, before=6, left=ADDRESSED_INDENT),
        addressee_below=_style(regular, BODY_SIZE, TA_LEFT, left=ADDRESSEE_INDENT),
        signer=_style(bold, BODY_SIZE, TA_CENTER),
        recipients_label=_style(both, 12, TA_LEFT),
        recipients=_style(regular, 11, TA_LEFT),
        annex_title=_style(bold, BODY_SIZE, TA_CENTER, after=2),
        annex_reference=_style(italic, 13, TA_CENTER, after=10),
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
    said = escape(cleaned(text)).replace("\n", "<br/>")
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
