"""Centred text broken into lines of about the same length, terms kept whole."""

from __future__ import annotations

import re

from reportlab.pdfbase.pdfmetrics import stringWidth

# Terms inside which a line should not break.
_TOGETHER = re.compile(
    r"(?<!\w)(?:hộ kinh doanh|doanh nghiệp|chính quyền|đối thoại|hội nghị|địa bàn|ủy ban nhân dân"
    r"|quý [IVX\d]+|tháng \d+|năm \d{4})(?!\w)",
    re.IGNORECASE,
)
_NO_BREAK = "\xa0"


def balanced(text: str, font: str, size: float, room: float) -> list[str]:
    """The text on as few lines as fit in `room` points, of about the same length.

    A term is broken only where it is longer than a line.
    """
    text = _TOGETHER.sub(lambda term: term.group().replace(" ", _NO_BREAK), text)
    return [line.replace(_NO_BREAK, " ") for line in _even(text, font, size, room)]


def _even(text: str, font: str, size: float, room: float) -> list[str]:
    lines = _filled(text, font, size, room)
    if len(lines) == 1:
        return lines
    low, high = room / 2, room
    for _ in range(6):
        middle = (low + high) / 2
        tried = _filled(text, font, size, middle)
        if len(tried) == len(lines):
            lines, high = tried, middle
        else:
            low = middle
    return lines


def _filled(text: str, font: str, size: float, room: float) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if stringWidth(longer, font, size) <= room:
            lines[-1] = longer
            continue
        pieces = _pieces(word, font, size, room)
        lines += pieces if lines[-1] else []
        lines = lines if lines[-1] else pieces
    return lines


def _pieces(word: str, font: str, size: float, room: float) -> list[str]:
    pieces = [""]
    for letter in word:
        if stringWidth(pieces[-1] + letter, font, size) > room:
            pieces.append("")
        pieces[-1] += letter
    return pieces
