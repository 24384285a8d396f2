"""Centred text broken into lines of about the same length, terms kept whole."""

from __future__ import annotations

import re

from reportlab.pdfbase.pdfmetrics import stringWidth

from dialogue_app.domain.text import clean

# Terms inside which a line should not break.
_TOGETHER = re.compile(
    r"(?<!\w)(?:hộ kinh doanh|doanh nghiệp|chính quyền|đối thoại|hội nghị|địa bàn|ủy ban nhân dân"
    r"|quý [IVX\d]+|tháng \d+|năm \d{4})(?!\w)",
    re.IGNORECASE,
)
_ROOM_TO_WRITE = re.compile(" {2,}")
_NO_BREAK = "\xa0"
_GOES_ON = "…"


def balanced(text: str, font: str, size: float, room: float) -> list[str]:
    """The text on as few lines as fit in `room` points, of about the same length.

    A term is broken only where it is longer than a line.
    """
    text = _TOGETHER.sub(lambda term: term.group().replace(" ", _NO_BREAK), text)
    return [line.replace(_NO_BREAK, " ") for line in _even(text, font, size, room)]


def roomy_lines(text: str, font: str, size: float, room: float) -> list[str]:
    """The text as `balanced`, its runs of blanks kept: they leave room to write by hand."""
    kept = _ROOM_TO_WRITE.sub(lambda blanks: _NO_BREAK * len(blanks.group()), text)
    return balanced(kept, font, size, room)


def centred_lines(text: str, font: str, size: float, room: float, most: int) -> list[str]:
    """The text as `balanced`, the line breaks typed kept, on `most` lines at most.

    What stands in a block of its own cannot go on on the next page: the rest is cut, visibly.
    """
    lines = [
        line for piece in clean(text).split("\n") for line in balanced(piece, font, size, room)
    ]
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1]}{_GOES_ON}"]


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
