"""The head and the title of a paper for Word, with drawn strokes under them.

The strokes are as long as those of the PDF renderer: their lengths are measured with the same face.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportlab.pdfbase.pdfmetrics import stringWidth

from dialogue_app.documents import docx_xml as xml
from dialogue_app.documents.docx_xml import CENTRE, Look
from dialogue_app.documents.form import MOTTO, NATION
from dialogue_app.documents.lines import centred_lines
from dialogue_app.documents.measures import (
    BODY_SIZE,
    COLUMN_GAP,
    COLUMNS,
    MOST_HEAD_LINES,
    MOTTO_SIZE,
    NATION_SIZE,
    NUMBER_SIZE,
    SHORT_RULE,
    SUBJECT_GAP,
    TEXT_WIDTH,
)
from dialogue_app.documents.parts import LetterHead, Title
from dialogue_app.documents.pdf_styles import Styles
from dialogue_app.documents.reading import number_words, subject_words

_STROKE = Look(5, CENTRE)  # the paragraph that holds a stroke
_NATION = Look(NATION_SIZE, CENTRE, bold=True)
_PLAIN = Look(NATION_SIZE, CENTRE)
_AFTER_HEAD = 12  # pt
_ROOM = COLUMNS[0] - COLUMN_GAP  # for the lines of the left column


def letter_head(part: LetterHead, styles: Styles, numbers: Iterator[int]) -> str:
    """The head: left the agency and the number, right the national heading, place and date."""
    agency = _lines([part.superior] if part.superior else [], _PLAIN, styles.regular)
    agency += _lines(part.agency_lines, _NATION, styles.bold)
    agency += _rule(part.agency_lines[-1], _NATION, styles.bold, SHORT_RULE, numbers, _ROOM)
    motto = Look(MOTTO_SIZE, CENTRE, bold=True)
    nation = xml.paragraph(NATION, _NATION) + xml.paragraph(MOTTO, motto)
    nation += _rule(MOTTO, motto, styles.bold, 1, numbers, COLUMNS[1])
    number = xml.paragraph(number_words(part), Look(NUMBER_SIZE, CENTRE, before=2))
    if part.subject:
        first, *more = _broken(subject_words(part), _PLAIN, styles.regular, _ROOM)
        number += xml.paragraph(first, Look(NATION_SIZE, CENTRE, before=SUBJECT_GAP))
        number += "".join(xml.paragraph(line, _PLAIN) for line in more)
    dated = Look(NUMBER_SIZE, CENTRE, italic=True, before=2)
    rows = ((agency, nation), (number, xml.paragraph(part.place_and_date, dated)))
    cells = (
        [xml.cell(text, width) for text, width in zip(row, COLUMNS, strict=True)] for row in rows
    )
    head = xml.table((xml.row(row, whole=True) for row in cells), COLUMNS)
    return head + xml.paragraph("", Look(_AFTER_HEAD / 2, CENTRE))


def title(part: Title, styles: Styles, numbers: Iterator[int]) -> str:
    """The title: kind of paper and abstract, centred, with a stroke under the abstract."""
    look = Look(BODY_SIZE, CENTRE, bold=True)
    kind = xml.paragraph(part.kind, Look(BODY_SIZE, CENTRE, bold=True, before=12))
    lines = _broken(part.abstract, look, styles.bold, TEXT_WIDTH)
    abstract = "".join(xml.paragraph(line, look) for line in lines)
    rule = _rule(part.abstract, look, styles.bold, SHORT_RULE, numbers, TEXT_WIDTH)
    return kind + abstract + rule + xml.paragraph("", Look(_AFTER_HEAD / 2, CENTRE))


def _lines(texts: Iterable[str], look: Look, font: str) -> str:
    lines = (line for text in texts for line in _broken(text, look, font, _ROOM))
    return "".join(xml.paragraph(line, look) for line in lines)


def _broken(text: str, look: Look, font: str, room: float) -> list[str]:
    return centred_lines(text, font, look.size, room, MOST_HEAD_LINES)


def _rule(
    text: str, look: Look, font: str, share: float, numbers: Iterator[int], room: float
) -> str:
    """The stroke under the last line of a text, so long a share of it."""
    last = _broken(text, look, font, room)[-1]
    length = stringWidth(last, font, look.size) * share
    return xml.paragraph("", _STROKE, xml.stroke(length, next(numbers)))
