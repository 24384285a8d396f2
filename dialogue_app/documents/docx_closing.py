"""The closing block of a paper for Word: who signs, and who gets the paper."""

from __future__ import annotations

from dialogue_app.documents import docx_xml as xml
from dialogue_app.documents.docx_xml import CENTRE, LEFT, Look
from dialogue_app.documents.form import RECIPIENTS
from dialogue_app.documents.lines import centred_lines
from dialogue_app.documents.measures import (
    BODY_SIZE,
    CLOSING_BEFORE,
    COLUMNS,
    MOST_BESIDE,
    MOST_SIGNER_LINES,
    RECIPIENT_SIZE,
    RECIPIENTS_LABEL_SIZE,
    SIGNING_SPACE,
    SINGLE_SPACING,
)
from dialogue_app.documents.parts import Recipients, Signature, SignatureColumns
from dialogue_app.documents.pdf_styles import Styles
from dialogue_app.documents.reading import recipient_lines


def closing(part: SignatureColumns, styles: Styles) -> str:
    """Both signers level, each in a cell of its own, so that each is read as a whole."""
    right = _Signer(part.right, COLUMNS[1], styles)
    recipients = _recipients(part.recipients)
    left, below = recipients, ""
    lines_above = right.lines_above
    if part.left:
        signer = _Signer(part.left, COLUMNS[0], styles)
        lines_above = max(lines_above, signer.lines_above)
        left, below = signer.drawn(lines_above), recipients
    elif len(recipient_lines(part.recipients)) >= MOST_BESIDE:
        left, below = xml.paragraph("", Look(1, LEFT)), recipients
    cells = (xml.cell(left, COLUMNS[0]), xml.cell(right.drawn(lines_above), COLUMNS[1]))
    return xml.table([xml.row(cells, whole=True)], COLUMNS) + below


class _Signer:
    """A signer's block, as lines."""

    def __init__(self, signature: Signature, room: float, styles: Styles) -> None:
        font = styles.signer.fontName

        def lines(*texts: str) -> list[str]:
            each = (centred_lines(one, font, BODY_SIZE, room, MOST_SIGNER_LINES) for one in texts)
            return [line for broken in each for line in broken if line]

        self._capacity = lines(*signature.capacity)
        self._office = lines(signature.office)
        self._name = lines(signature.name)

    @property
    def lines_above(self) -> int:
        """How many lines stand above the name."""
        return len(self._capacity) + len(self._office)

    def drawn(self, lines_above: int) -> str:
        """The paragraphs, the name as low as it stands below so many lines."""
        room = SIGNING_SPACE + (lines_above - self.lines_above) * BODY_SIZE * SINGLE_SPACING
        return _lines(self._capacity, CLOSING_BEFORE) + _lines(self._office + self._name, room)


def _lines(lines: list[str], before: float) -> str:
    """Centred bold lines on one page, the first so far below what stands above it."""
    return "".join(
        xml.paragraph(
            line, Look(BODY_SIZE, CENTRE, bold=True, keep=True, before=before if place == 0 else 0)
        )
        for place, line in enumerate(lines)
    )


def _recipients(part: Recipients) -> str:
    label = Look(
        RECIPIENTS_LABEL_SIZE, LEFT, bold=True, italic=True, before=CLOSING_BEFORE, keep=True
    )
    lines = (xml.paragraph(line, Look(RECIPIENT_SIZE, LEFT)) for line in recipient_lines(part))
    return xml.paragraph(RECIPIENTS, label) + "".join(lines)
