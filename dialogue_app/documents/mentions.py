"""Whether a text that somebody typed names a body or a day."""

from __future__ import annotations

import re
from datetime import date

from dialogue_app.domain.text import clean_line

# "Phòng Kinh tế" is not named by "Phòng Kinh tế, Hạ tầng và Đô thị".
_GOES_ON = re.compile(r"(?:,| [-–]| và) ([^\W\d_])")


def names_body(text: str, body: str) -> bool:
    """Whether the text contains the body's whole name."""
    text = clean_line(text)
    for found in re.finditer(rf"(?<!\w){re.escape(clean_line(body))}(?!\w)", text):
        goes_on = _GOES_ON.match(text, found.end())
        if goes_on is None or not goes_on[1].isupper():
            return True
    return False


def names_day(text: str, day: date) -> bool:
    """Whether the text contains the day as 30/9/2026 or as "30 tháng 9 năm 2026"."""
    figures = rf"0?{day.day}[/.-]0?{day.month}[/.-]{day.year}"
    in_words = rf"0?{day.day}\s+tháng\s+0?{day.month}\s+năm\s+{day.year}"
    return re.search(rf"(?<!\d)(?:{figures}|{in_words})(?!\d)", text) is not None
