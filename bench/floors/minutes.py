"""The floor for minutes: given paragraphs and a table, set by plain ReportLab.

`SimpleDocTemplate` knows one shape of page; its parent with two templates is otherwise the same.
Rows stay whole, as ours do where they fit, so that both set the same pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Any, Literal

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    KeepTogether,
    LongTable,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
)

GRID: list[Any] = [
    ("GRID", (0, 0), (-1, -1), 0.5, "black"),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 3),
    ("RIGHTPADDING", (0, 0), (-1, -1), 3),
    ("TOPPADDING", (0, 0), (-1, -1), 2),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
]


@dataclass(frozen=True)
class Given:
    """Texts as ReportLab's markup, lines as (style, text), and the files of the four faces."""

    files: list[str]
    body: list[tuple[str, str]]
    annex: list[tuple[str, str]]
    heads: list[str]
    shares: list[float]
    rows: list[list[str]]


def _style(face: int, size: int, alignment: Literal[0, 1, 4], before: int = 0) -> ParagraphStyle:
    indent = 28.35 if alignment == 4 else 0
    return ParagraphStyle(
        "", fontName=f"Floor{face}", fontSize=size, leading=size * 1.15, alignment=alignment,
        spaceBefore=before, firstLineIndent=indent,
    )  # fmt: skip


@cache
def _styles(*files: str) -> dict[str, ParagraphStyle]:
    for place, path in enumerate(files):
        registerFont(TTFont(f"Floor{place}", path))
    return {
        "body": _style(0, 14, 4, before=6), "heading": _style(1, 14, 4, before=12),
        "centred": _style(1, 14, 1), "reference": _style(2, 13, 1), "label": _style(3, 12, 0),
        "cell": _style(0, 12, 0), "head": _style(1, 12, 1),
    }  # fmt: skip


def _page(name: str, size: tuple[float, float]) -> PageTemplate:
    frame = Frame(85, 57, size[0] - 142, size[1] - 114, 0, 0, 0, 0)
    return PageTemplate(name, [frame], pagesize=size)


def pdf(given: Given) -> bytes:
    """The paper as PDF; everything after the last paragraph of its body is kept together."""
    styles = _styles(*given.files)
    story: list[Flowable] = [Paragraph(text, styles[name]) for name, text in given.body]
    last = max(place for place, (name, _text) in enumerate(given.body) if name == "body")
    story[last - 1 :] = [KeepTogether(story[last - 1 :]), NextPageTemplate("annex"), PageBreak()]
    story += [Paragraph(text, styles[name]) for name, text in given.annex]
    cells = [[Paragraph(text, styles["cell"]) for text in row] for row in given.rows]
    cells.insert(0, [Paragraph(text, styles["head"]) for text in given.heads])
    widths = [share * (A4[1] - 142) / sum(given.shares) for share in given.shares]
    story.append(LongTable(cells, widths, repeatRows=1, style=GRID))
    buffer = BytesIO()
    pages = [_page("body", A4), _page("annex", landscape(A4))]
    BaseDocTemplate(buffer, pageTemplates=pages, initialFontName="Floor0", invariant=1).build(story)
    return buffer.getvalue()
