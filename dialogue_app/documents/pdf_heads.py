"""The head and the title of a paper for PDF: centred lines with drawn strokes under them.

NĐ 30/2020, Phụ lục I, II.1, 2, 5: the stroke under the motto is as long as its text, those under
the agency and the abstract a third to a half of the (last) line above them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from dialogue_app.documents.form import MOTTO, NATION
from dialogue_app.documents.lines import centred_lines, roomy_lines
from dialogue_app.documents.measures import (
    BODY_SIZE,
    COLUMN_GAP,
    COLUMNS,
    MOST_HEAD_LINES,
    MOTTO_SIZE,
    NATION_SIZE,
    NUMBER_SIZE,
    SHORT_RULE,
    SINGLE_SPACING,
    SUBJECT_GAP,
    TEXT_WIDTH,
)
from dialogue_app.documents.parts import LetterHead, Title
from dialogue_app.documents.pdf_styles import Styles
from dialogue_app.documents.reading import number_words, subject_words

_RULE_GAP = 3.5  # from a baseline's foot to the stroke below it, pt


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    font: str
    size: float
    rule: float = 0  # length of the stroke under it as a share of the text; 0 for none

    @property
    def height(self) -> float:
        return self.size * SINGLE_SPACING + (2 * _RULE_GAP if self.rule else 0)


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines centred `axis` points from the left, beginning `top` points below the top."""

    axis: float
    lines: tuple[_Line, ...]
    top: float = 0

    @property
    def foot(self) -> float:
        return self.top + sum(line.height for line in self.lines)


class CentredBlocks(Flowable):
    """Blocks of centred lines side by side."""

    def __init__(self, blocks: Sequence[_Block], width: float, before: float) -> None:
        super().__init__()
        self._blocks = blocks
        self.width = width
        self.height = max(block.foot for block in blocks)
        self.spaceBefore = before
        self.spaceAfter = 12

    def wrap(self, _available_width: float, _available_height: float) -> tuple[float, float]:
        """The size in points."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw every line with the stroke below it."""
        for block in self._blocks:
            top = self.height - block.top
            for line in block.lines:
                _draw_line(self.canv, line, block.axis, top)
                top -= line.height


def _draw_line(canvas: Canvas, line: _Line, centre: float, top: float) -> None:
    canvas.setFont(line.font, line.size)
    canvas.drawCentredString(centre, top - line.size * 0.93, line.text)
    if line.rule:
        half = stringWidth(line.text, line.font, line.size) * line.rule / 2
        y = top - line.size * SINGLE_SPACING - _RULE_GAP * 0.9
        canvas.setLineWidth(0.75)
        canvas.line(centre - half, y, centre + half, y)


def head_flowable(part: LetterHead, styles: Styles) -> Flowable:
    """The head: left the agency and the number, right the national heading, place and date."""
    width = TEXT_WIDTH
    left_axis, right_axis = COLUMNS[0] / 2, COLUMNS[0] + COLUMNS[1] / 2
    room = COLUMNS[0] - COLUMN_GAP
    left: list[_Line] = []
    if part.superior:
        left += _centred(part.superior, styles.regular, NATION_SIZE, room)
    for place, name in enumerate(part.agency_lines, start=1):
        rule = SHORT_RULE if place == len(part.agency_lines) else 0
        left += _centred(name, styles.bold, NATION_SIZE, room, rule)
    nation = (
        _Line(NATION, styles.bold, NATION_SIZE),
        _Line(MOTTO, styles.bold, MOTTO_SIZE, rule=1),
    )
    blocks = [_Block(left_axis, tuple(left)), _Block(right_axis, nation)]
    under = max(block.foot for block in blocks) + 3
    number = _Block(left_axis, _roomy(number_words(part), styles.regular, room), under)
    blocks.append(number)
    if part.subject:
        subject = _centred(subject_words(part), styles.regular, NATION_SIZE, room)
        blocks.append(_Block(left_axis, tuple(subject), number.foot + SUBJECT_GAP))
    if part.place_and_date:
        dated = _roomy(part.place_and_date, styles.italic, COLUMNS[1])
        blocks.append(_Block(right_axis, dated, under))
    return CentredBlocks(blocks, width, before=0)


def title_flowable(part: Title, styles: Styles) -> Flowable:
    """The title: kind of paper and abstract, centred, with a stroke under the abstract."""
    width = TEXT_WIDTH
    lines = [_Line(part.kind, styles.bold, BODY_SIZE)]
    lines += _centred(part.abstract, styles.bold, BODY_SIZE, width, SHORT_RULE)
    return CentredBlocks([_Block(width / 2, tuple(lines))], width, before=18)


def _roomy(text: str, font: str, room: float) -> tuple[_Line, ...]:
    """A number or a date with its room to write, on more lines only where it is too long."""
    lines = roomy_lines(text, font, NUMBER_SIZE, room)
    return tuple(_Line(line, font, NUMBER_SIZE) for line in lines)


def _centred(text: str, font: str, size: float, room: float, rule: float = 0) -> list[_Line]:
    """The text on as few lines as fit in `room` points, evenly long; `rule` is for the last."""
    texts = centred_lines(text, font, size, room, MOST_HEAD_LINES)
    last = len(texts) - 1
    return [_Line(line, font, size, rule * (n == last)) for n, line in enumerate(texts)]
