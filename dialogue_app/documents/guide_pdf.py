"""Guides as PDF, in the face and measures of papers, with their pictures.

ReportLab is loaded with this module, so import it where a guide is made.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable, Image, KeepTogether, Paragraph, Spacer

from dialogue_app.documents.faces import Face, letters_of, paper_face
from dialogue_app.documents.guide_texts import Guide, GuidePart, Picture
from dialogue_app.documents.measures import BODY_BEFORE, MM, TEXT_WIDTH
from dialogue_app.documents.parts import PageFormat, Paper, Section, Title
from dialogue_app.documents.pdf import build_pdf
from dialogue_app.documents.pdf_heads import title_flowable
from dialogue_app.documents.pdf_parts import draw_part
from dialogue_app.documents.pdf_styles import Styles, markup, styles_of
from dialogue_app.documents.printing import printable

PAGE = PageFormat()
HIGHEST = 110 * MM  # of a picture, so that its step stands on the same page


def render_guide(
    guide: Guide, kind: str, picture: Callable[[str], bytes], face: Face | None = None
) -> bytes:
    """The guide as PDF, the same bytes for the same guide and face.

    `kind` stands above its title; `picture` gives the content of a picture by its name.
    """
    face = face or paper_face()
    styles, letters = styles_of(face), letters_of(face)
    story: list[Flowable] = [title_flowable(Title(kind, guide.title), styles)]
    for part in guide.parts:
        if isinstance(part, Picture):
            story.append(_picture(part, picture(part.file), styles))
        else:
            story += _drawn(part, styles, letters)
    return build_pdf(Paper(guide.title, (Section((), PAGE),)), [story], styles)


def _drawn(part: GuidePart, styles: Styles, letters: frozenset[int]) -> list[Flowable]:
    assert not isinstance(part, Picture)
    shown = printable(Paper("", (Section((part,)),)), letters).sections[0].parts[0]
    return draw_part(shown, styles, PAGE)


def _picture(part: Picture, content: bytes, styles: Styles) -> Flowable:
    """As wide as the text, unless that would make it too high; its caption stays below it."""
    wide, high = ImageReader(BytesIO(content)).getSize()
    scale = min(TEXT_WIDTH / wide, HIGHEST / high)
    image = Image(BytesIO(content), wide * scale, high * scale)
    caption = Paragraph(markup(part.caption), styles.annex_reference)
    return KeepTogether([Spacer(1, BODY_BEFORE), image, Spacer(1, BODY_BEFORE / 2), caption])
