"""Draws each part of a paper for PDF."""

from __future__ import annotations

from collections.abc import Iterable

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Flowable, Paragraph

from dialogue_app.documents import parts, reading
from dialogue_app.documents.measures import MM, TEXT_WIDTH
from dialogue_app.documents.parts import Level, PageFormat, Part, Run, runs_of
from dialogue_app.documents.pdf_closing import closing_flowables
from dialogue_app.documents.pdf_heads import head_flowable, title_flowable
from dialogue_app.documents.pdf_styles import Styles, markup, styled
from dialogue_app.documents.pdf_table import PagedTable

_LINES_BELOW_A_HEADING = 3  # a paragraph of three lines does not split


def draw_part(part: Part, styles: Styles, page: PageFormat) -> list[Flowable]:
    """The flowables that draw one part on pages of this format."""
    match part:
        case parts.LetterHead():
            return [head_flowable(part, styles)]
        case parts.Title():
            return [title_flowable(part, styles)]
        case parts.Addressees():
            return _addressees(part, styles)
        case parts.Grounds():
            return [Paragraph(markup(line), styles.ground) for line in reading.ground_lines(part)]
        case parts.Paragraph():
            return _body(runs_of(part.text), styles)
        case parts.Labelled():
            return _body([Run(reading.labelled_words(part))], styles)
        case parts.Numbered():
            return _body([Run(reading.numbered_start(part)), *runs_of(part.text)], styles)
        case parts.Heading():
            return _heading(part, styles)
        case parts.SignatureColumns():
            return closing_flowables(part, styles)
        case parts.Table():
            return [PagedTable.of(part, styles, page.text_size[1] * MM)]
        case parts.AnnexHeading():
            return _annex_heading(part, styles)


def _body(runs: Iterable[Run], styles: Styles) -> list[Flowable]:
    """Each line the user typed is a paragraph of its own."""
    return [Paragraph(styled(line, styles), styles.body) for line in parts.lines_of(runs)]


def _addressees(part: parts.Addressees, styles: Styles) -> list[Flowable]:
    first, *more = reading.addressed_lines(part)
    if not more:
        return [Paragraph(markup(first), styles.addressee)]
    lines = [Paragraph(markup(line), styles.addressee_below) for line in more]
    return [Paragraph(markup(first), styles.addressees), *lines]


def _heading(part: parts.Heading, styles: Styles) -> list[Flowable]:
    """The heading, moved to the next page where no text would fit below it."""
    style = _heading_style(part.level, styles)
    first, *more = reading.heading_lines(part)
    heading = [Paragraph(markup(first), style)]
    heading += [Paragraph(markup(line), styles.centred_title) for line in more]
    height = sum(line.wrap(TEXT_WIDTH, 0)[1] + line.style.spaceBefore for line in heading)
    below = styles.body.spaceBefore + _LINES_BELOW_A_HEADING * styles.body.leading
    return [CondPageBreak(height + below), *heading]


def _heading_style(level: Level, styles: Styles) -> ParagraphStyle:
    if level in parts.CENTRED_LEVELS:
        return styles.centred_heading
    return styles.body if level is Level.POINT else styles.heading


def _annex_heading(part: parts.AnnexHeading, styles: Styles) -> list[Flowable]:
    return [
        Paragraph(markup(reading.annex_words(part)), styles.annex_title),
        Paragraph(markup(part.name), styles.annex_title),
        Paragraph(markup(part.belongs_to), styles.annex_reference),
    ]
