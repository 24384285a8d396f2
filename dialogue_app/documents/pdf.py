"""Renders papers as PDF: pages, page numbers, and the order in which parts are set.

Measures are those of NĐ 30/2020/NĐ-CP, Phụ lục I. ReportLab is loaded with this module, so import
it where a paper is made, not at start.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from io import BytesIO
from typing import Any

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    KeepTogether,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
)

from dialogue_app.documents.faces import Face, letters_of, paper_face
from dialogue_app.documents.measures import MM, PAGE_NUMBER_SIZE
from dialogue_app.documents.parts import PageFormat, Paper, Section, SignatureColumns
from dialogue_app.documents.pdf_parts import draw_part
from dialogue_app.documents.pdf_styles import Styles, styles_of
from dialogue_app.documents.printing import printable


def _nothing(_pages: int) -> None:
    pass


def render_pdf(
    paper: Paper, face: Face | None = None, on_page: Callable[[int], None] = _nothing
) -> bytes:
    """The paper as PDF, the same bytes for the same paper and face.

    `on_page` is told how many pages there are so far, 0 before the first; what it raises ends the
    work. Without `face` the best one of this machine is used. Raises `LettersMissing` where none
    has all letters.
    """
    face = face or paper_face()
    styles = styles_of(face)
    paper = printable(paper, letters_of(face))
    return build_pdf(paper, _stories(paper, styles, on_page), styles, on_page)


def build_pdf(
    paper: Paper,
    stories: Iterable[list[Flowable]],
    styles: Styles,
    on_page: Callable[[int], None] = _nothing,
) -> bytes:
    """A file with the properties of a paper and what is drawn of each of its sections."""
    buffer = BytesIO()
    document = BaseDocTemplate(
        buffer,
        title=paper.name,
        author=paper.author,
        creator=paper.author,
        subject="",
        lang="vi",
        invariant=1,
        initialFontName=styles.regular,
        pageTemplates=[
            _page_template(str(place), section.page, styles)
            for place, section in enumerate(paper.sections)
        ],
    )
    document.setProgressCallBack(lambda what, n: on_page(n) if what == "PAGE" else None)
    document.build(list(_joined(stories)), canvasmaker=partial(_canvas, paper.dated))
    return buffer.getvalue()


def _canvas(dated: date | None, *arguments: Any, **settings: Any) -> Canvas:
    """A canvas whose file is dated as the facts date the paper, and not at all without a date."""
    canvas = Canvas(*arguments, **settings)
    stamp = f"D:{dated:%Y%m%d}000000+07'00'" if dated else ""
    canvas.setDateFormatter(lambda *_now: stamp)
    return canvas


class _PageNumbers:
    """Draws the page numbers of one section, from 1, centred in the top margin.

    The first page of a section has none (NĐ 30/2020, Phụ lục I, I.7).
    """

    def __init__(self, page: PageFormat, font: str) -> None:
        self._page = page
        self._font = font
        self._count = 0

    def __call__(self, canvas: Canvas, _document: BaseDocTemplate) -> None:
        self._count += 1
        if self._count == 1:
            return
        width, height = _page_size(self._page)
        centre = (width + (self._page.left - self._page.right) * MM) / 2
        canvas.setFont(self._font, PAGE_NUMBER_SIZE)
        canvas.drawCentredString(centre, height - self._page.top * MM * 0.7, str(self._count))


def _page_size(page: PageFormat) -> tuple[float, float]:
    width, height = page.size
    return width * MM, height * MM


def _page_template(name: str, page: PageFormat, styles: Styles) -> PageTemplate:
    across, down = page.text_size
    frame = Frame(
        page.left * MM,
        page.bottom * MM,
        across * MM,
        down * MM,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
    numbers = _PageNumbers(page, styles.regular)
    return PageTemplate(name, [frame], onPage=numbers, pagesize=_page_size(page))


def _stories(
    paper: Paper, styles: Styles, on_page: Callable[[int], None]
) -> Iterator[list[Flowable]]:
    for section in paper.sections:
        on_page(0)
        yield _section_story(section, styles)


def _joined(stories: Iterable[list[Flowable]]) -> Iterator[Flowable]:
    """Each section on pages of its own."""
    for place, story in enumerate(stories):
        if place:
            yield NextPageTemplate(str(place))
            yield PageBreak()
        yield from story


def _section_story(section: Section, styles: Styles) -> list[Flowable]:
    story: list[Flowable] = []
    for part in section.parts:
        drawn = draw_part(part, styles, section.page)
        if isinstance(part, SignatureColumns) and story:
            drawn = [KeepTogether([*_last_lines(story, styles), *drawn])]
        story += drawn
    return story


def _last_lines(story: list[Flowable], styles: Styles) -> list[Flowable]:
    """Remove the last two flowables from the story, with a heading right above them.

    They are kept together with the signatures: a signature alone on a page could belong to any
    paper.
    """
    start = max(len(story) - 2, 0)
    while start and getattr(story[start - 1], "style", None) is styles.heading:
        start -= 1
    lines = story[start:]
    del story[start:]
    return lines
