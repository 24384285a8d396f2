"""Renders papers as Word files: pages, page numbers, properties, and the order of the parts.

The same measures as in the PDF (NĐ 30/2020/NĐ-CP, Phụ lục I). python-docx is loaded with this
module, so import it where a paper is made, not at start.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from io import BytesIO
from itertools import count
from typing import TYPE_CHECKING

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from dialogue_app.documents import docx_xml as xml
from dialogue_app.documents import parts
from dialogue_app.documents.docx_parts import draw_part
from dialogue_app.documents.docx_xml import CENTRE, Look
from dialogue_app.documents.faces import DECREED, Face, letters_of, paper_face
from dialogue_app.documents.measures import BODY_SIZE, PAGE_NUMBER_SIZE
from dialogue_app.documents.parts import PageFormat, Paper, Part, SignatureColumns
from dialogue_app.documents.pdf_styles import Styles, styles_of
from dialogue_app.documents.printing import printable
from dialogue_app.whole_files import require_packing

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.section import Section as WordSection

_HEADER_DISTANCE = 10  # mm from the edge to the page number
_LANGUAGE = "vi-VN"
_LONGEST_PROPERTY = 255  # letters
_BODY = "word/document.xml"
_NO_ROOM = '<w:spacing w:line="20" w:lineRule="exact"/>'  # the paragraph that ends a section
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_SMALLEST = Look(1, CENTRE)  # what must stand behind a table takes no room


def _nothing(_pages: int) -> None:
    pass


def render_docx(
    paper: Paper, face: Face | None = None, on_page: Callable[[int], None] = _nothing
) -> bytes:
    """The paper as a Word file in Times New Roman, the same bytes for the same paper and face.

    `on_page` is called now and then with 0, as nobody knows the pages of a Word file; what it
    raises ends the work. Lines are broken and strokes measured with `face`, else the best one of
    this machine. Raises `LettersMissing` where none has all letters, and `ClockBefore1980`.
    """
    face = face or paper_face()
    styles = styles_of(face)
    document = Document()
    _describe(document, paper)
    numbers = count(1)
    drawn: list[str] = []
    for place, section in enumerate(printable(paper, letters_of(face)).sections):
        if place:
            document.add_section(WD_SECTION.NEW_PAGE)
        _format(document.sections[place], section.page, first=place == 0)
        texts = []
        for text in _drawn(section.parts, styles, section.page, numbers):
            on_page(0)
            texts.append(text)
        drawn.append("".join(texts))
    return _packed(document, _document(drawn, document.sections))


def _describe(document: WordDocument, paper: Paper) -> None:
    """Face, language and properties."""
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = DECREED, Pt(BODY_SIZE)
    fonts = normal.element.rPr.rFonts
    for script in ("w:eastAsia", "w:cs"):
        fonts.set(qn(script), DECREED)
    normal.element.rPr.append(parse_xml(f'<w:lang {xml.NAMESPACES} w:val="{_LANGUAGE}"/>'))
    properties = document.core_properties
    properties.title, properties.author = (
        text[:_LONGEST_PROPERTY] for text in (paper.name, paper.author)
    )
    properties.comments = ""
    properties.last_modified_by, properties.language = properties.author, _LANGUAGE
    if paper.dated:
        properties.created = properties.modified = datetime.combine(
            paper.dated, datetime.min.time()
        )
        return
    for name in ("dcterms:created", "dcterms:modified"):
        for told in properties._element.findall(qn(name)):
            properties._element.remove(told)


def _format(section: WordSection, page: PageFormat, *, first: bool) -> None:
    """Size, margins, and page numbers of its own, from the second page on."""
    width, height = page.size
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.orientation = WD_ORIENT.LANDSCAPE if page.landscape else WD_ORIENT.PORTRAIT
    section.top_margin, section.bottom_margin = Mm(page.top), Mm(page.bottom)
    section.left_margin, section.right_margin = Mm(page.left), Mm(page.right)
    section.header_distance = section.footer_distance = Mm(_HEADER_DISTANCE)
    section.different_first_page_header_footer = True
    if first:
        header = section.header
        header.is_linked_to_previous = False
        number = f'<w:fldSimple w:instr="PAGE"><w:r><w:rPr><w:sz w:val="{2 * PAGE_NUMBER_SIZE}"/>'
        number += "</w:rPr><w:t>2</w:t></w:r></w:fldSimple>"
        (empty,) = header.paragraphs
        shown = xml.paragraph([], Look(PAGE_NUMBER_SIZE, CENTRE), number)
        empty._p.getparent().replace(
            empty._p, *parse_xml(f"<w:hdr {xml.NAMESPACES}>{shown}</w:hdr>")
        )
        return
    start = parse_xml(f'<w:pgNumType {xml.NAMESPACES} w:start="1"/>')
    section._sectPr.find(qn("w:cols")).addprevious(start)


def _drawn(
    shown: Sequence[Part], styles: Styles, page: PageFormat, numbers: Iterator[int]
) -> Iterator[str]:
    """The parts; the last two before the signatures stay with them."""
    for place, part in enumerate(shown):
        keep = any(isinstance(one, SignatureColumns) for one in shown[place + 1 : place + 3])
        yield draw_part(part, styles, page, numbers, keep=keep)
    if isinstance(shown[-1], parts.Table | SignatureColumns):
        yield xml.paragraph("", _SMALLEST)


def _document(drawn: Sequence[str], sections: Sequence[WordSection]) -> str:
    """The whole body: what is drawn of each section, and its format behind it."""
    *before, last = (
        (text, section._sectPr.xml) for text, section in zip(drawn, sections, strict=True)
    )
    broken = [f"{text}<w:p><w:pPr>{_NO_ROOM}{form}</w:pPr></w:p>" for text, form in before]
    body = "".join((*broken, *last))
    return f"<w:document {xml.NAMESPACES}><w:body>{body}</w:body></w:document>"


def _packed(document: WordDocument, body: str) -> bytes:
    """The package with this body, and without the time of packing."""
    require_packing()
    made, packed = BytesIO(), BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, body if name == _BODY else source.read(name))
    return packed.getvalue()
