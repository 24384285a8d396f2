"""The floor for minutes: the same strings, faces, keep-togethers and table by SimpleDocTemplate."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from io import BytesIO
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import KeepTogether, PageBreak, Paragraph, SimpleDocTemplate, Table

MARGINS = {"topMargin": 57, "bottomMargin": 57, "leftMargin": 85, "rightMargin": 57}


@cache
def register(regular: Path, bold: Path) -> None:
    registerFont(TTFont("Floor", str(regular)))
    registerFont(TTFont("FloorBold", str(bold)))


def floor(
    texts: Sequence[str], heads: Sequence[str], rows: Sequence[Sequence[str]], files: Sequence[Path]
) -> bytes:
    """Minutes of `texts` (already escaped; the last two kept together) and a table of `rows`."""
    register(files[0], files[1])
    body = ParagraphStyle("b", fontName="Floor", fontSize=14, leading=16.1, alignment=4)
    body.spaceBefore, body.firstLineIndent = 6, 28.35
    cell = ParagraphStyle("c", fontName="Floor", fontSize=12, leading=13.8)
    head = ParagraphStyle("h", fontName="FloorBold", fontSize=12, leading=13.8, alignment=1)
    buffer = BytesIO()
    document = SimpleDocTemplate(buffer, pagesize=A4, invariant=1, **MARGINS)
    story = [Paragraph(text, body) for text in texts]
    story[-2:] = [KeepTogether(story[-2:]), PageBreak()]
    cells = [[Paragraph(text, cell) for text in row] for row in rows]
    cells.insert(0, [Paragraph(text, head) for text in heads])
    widths = [30, 102, 62, 167, 124, 86, 59, 70]  # of a landscape page, so that lines break alike
    grid = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    story.append(Table(cells, colWidths=widths, repeatRows=1, splitInRow=1, style=grid))
    document.build(story)
    return buffer.getvalue()
