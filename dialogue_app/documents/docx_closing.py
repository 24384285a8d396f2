"""The closing block of a paper for Word: who signs, and who gets the paper."""

from __future__ import annotations

from dialogue_app.documents import docx_xml as xml
from dialogue_app.documents.docx_heads import WIDTHS
from dialogue_app.documents.docx_xml import CENTRE, LEFT, Look
from dialogue_app.documents.form import RECIPIENTS
from dialogue_app.documents.lines import centred_lines
from dialogue_app.documents.parts import Recipients, Signature, SignatureColumns
from dialogue_app.documents.pdf_closing import MOST_BESIDE, MOST_LINES, SIGNING_SPACE
from dialogue_app.documents.pdf_styles import BODY_SIZE, SINGLE_SPACING, Styles
from dialogue_app.documents.reading import recipient_lines

_LABEL = Look(12, LEFT, bold=True, italic=True)
_RECIPIENT = Look(11, LEFT)


def closing(part: SignatureColumns, styles: Styles) -> str:
    """Both signers level, each in a cell of its own, so that each is read as a whole."""
    right, left = _Signer(part.right, WIDTHS[1], styles), None
    first = xml.paragraph("", Look(1, LEFT))
    below = ""
    if part.left:
        left = _Signer(part.left, WIDTHS[0], styles)
        highest = max(left.lines, right.lines)
        first = left.drawn(highest)
        below = _recipients(part.recipients, before=12)
    elif len(recipient_lines(part.recipients)) < MOST_BESIDE:
        first = _recipients(part.recipients, before=12)
    else:
        below = _recipients(part.recipients, before=12)
    highest = max(right.lines, left.lines if left else 0)
    cells = (xml.cell(first, WIDTHS[0]), xml.cell(right.drawn(highest), WIDTHS[1]))
    return xml.table([xml.row(cells, whole=True)], WIDTHS) + below


class _Signer:
    """A signer's block, as lines."""

    def __init__(self, signature: Signature, room: float, styles: Styles) -> None:
        font = styles.signer.fontName

        def lines(*texts: str) -> list[str]:
            broken = (centred_lines(text, font, BODY_SIZE, room, MOST_LINES) for text in texts)
            return [line for text in broken for line in text if line]

        self._capacity = lines(*signature.capacity)
        self._office, self._name = lines(signature.office), lines(signature.name)

    @property
    def lines(self) -> int:
        """How many lines stand above the name."""
        return len(self._capacity) + len(self._office)

    def drawn(self, highest: int) -> str:
        """The paragraphs, the name as low as below `highest` lines."""
        room = SIGNING_SPACE + (highest - self.lines) * BODY_SIZE * SINGLE_SPACING
        looks = [Look(BODY_SIZE, CENTRE, bold=True, keep=True)] * self.lines + [
            Look(BODY_SIZE, CENTRE, bold=True)
        ] * len(self._name)
        lines = [*self._capacity, *self._office, *self._name]
        before = [12.0] + [0.0] * (len(lines) - 1)
        before[len(self._capacity)] = room
        return "".join(
            xml.paragraph(line, Look(look.size, look.align, bold=True, before=gap, keep=look.keep))
            for line, look, gap in zip(lines, looks, before, strict=True)
        )


def _recipients(part: Recipients, before: float) -> str:
    label = Look(_LABEL.size, LEFT, bold=True, italic=True, before=before, keep=True)
    lines = (xml.paragraph(line, _RECIPIENT) for line in recipient_lines(part))
    return xml.paragraph(RECIPIENTS, label) + "".join(lines)
