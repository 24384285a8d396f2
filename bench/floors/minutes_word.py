"""The floor for minutes in Word: given paragraphs and a table, written by plain python-docx."""

from __future__ import annotations

from io import BytesIO

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION

from bench.floors.minutes import Given


def docx(given: Given) -> bytes:
    """The paper as a Word file, its annex on pages of their own shape."""
    document = Document()
    for _style, text in given.body:
        document.add_paragraph(text)
    annex = document.add_section(WD_SECTION.NEW_PAGE)
    annex.orientation = WD_ORIENT.LANDSCAPE
    annex.page_width, annex.page_height = annex.page_height, annex.page_width
    for _style, text in given.annex:
        document.add_paragraph(text)
    table = document.add_table(len(given.rows) + 1, len(given.heads))
    for row, texts in zip(table.rows, (given.heads, *given.rows), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    written = BytesIO()
    document.save(written)
    return written.getvalue()
