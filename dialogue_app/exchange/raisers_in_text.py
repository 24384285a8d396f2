"""Who raises an issue whose row names nobody, where its own text says so.

"Công ty TNHH Mẫu kiến nghị: …" and "… (Công ty TNHH Mẫu)" name one; "Công ty chúng tôi" does not.
"""

from __future__ import annotations

import re

from dialogue_app.domain.text import clean_line
from dialogue_app.exchange.header_words import section_words, words_only
from dialogue_app.exchange.sections import is_name

_DOES = (
    "kiến nghị|phản ánh|đề nghị|đề xuất|nêu|hỏi|thắc mắc|góp ý|cho biết|cho rằng|trình bày"
    "|mong muốn|gặp khó khăn|gặp vướng mắc|có ý kiến|có kiến nghị|có câu hỏi"
)
_BEGINS = re.compile(
    r"[\s\-–+•*]*(?:(?:(?:câu(?: hỏi)?|kiến nghị|ý kiến)(?: số)? )?\d{1,2}\s*[.):]\s*)?"
    r"(?:(?:người )?đại diện(?: cho)?\s+)?"
    r"(?P<names>[^:;\n]{3,150}?)\s*,?\s*"
    rf"(?:(?:đã|xin|cũng)\s+)?(?::|\b(?:{_DOES})\b)",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"[(\[]\s*(?:(?:kiến nghị|ý kiến|phản ánh|đề nghị|câu hỏi) của\s+|của\s+|theo\s+)?"
    r"(?P<names>[^()\[\]]{3,200})[)\]][\s.]*$",
    re.IGNORECASE,
)


def named_in_text(text: str) -> str:
    """The names with which a text begins or ends as those who raise it; empty where none do."""
    for found in (_BEGINS.match(text), _ENDS.search(text)):
        names = clean_line(found["names"]) if found else ""
        if names and not section_words().certain_body.match(words_only(names)) and is_name(names):
            return names
    return ""
