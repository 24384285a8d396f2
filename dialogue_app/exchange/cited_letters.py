"""Finds the letter that an answer cites as itself: its number, its day, and who wrote it.

What an answer quotes, a law or the letter of somebody else, is none: "Theo Công văn số … của Bộ
Tài chính, hộ kinh doanh được giảm thuế".
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from dialogue_app.domain.text import clean_line
from dialogue_app.exchange.header_words import alternatives, words_file, words_only
from dialogue_app.exchange.no_answers import is_only_done

_NUMBER_AND_DAY = (
    r"(?:số\s*:?\s*)?(?P<number>\d+[\w.-]*/[\w/.&-]*\w|\d{1,6}(?=\s*,?\s*ngày\s))"
    r"(?:\s*[,;–-]?\s*(?:ngày\s*)?(?P<day>\d{1,2}\s*[/.-]\s*\d{1,2}(?:\s*[/.-]\s*\d{4})?(?![\d/])"
    r"|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}))?"
)
_KIND = r"(?:công văn|văn bản|cv|vb|thông báo|báo cáo)\s*(?:trả lời\s*)?"
_LETTER = re.compile(_KIND + _NUMBER_AND_DAY, re.IGNORECASE)
# In a column of letters the number stands alone, too: "123/SXD-HT ngày 5/10/2026".
_IN_ITS_COLUMN = re.compile(rf"\s*(?:{_KIND})?{_NUMBER_AND_DAY}", re.IGNORECASE)
_LONGEST_IN_BRACKETS = 120  # letters
# A number that can be nothing else, and no word beside it: "12/SXD-HT ngày 5/9/2026".
_ALONE = re.compile(
    rf"\s*[(\[]?(?=(?i:số\s*:?\s*)?\d[^\s/]*/(?:\d{{4}}/)?[A-ZĐ])(?i:{_NUMBER_AND_DAY})[)\].;\s]*"
)
_IN_BRACKETS = re.compile(
    r"\(\s*(?:(?:đã )?(?:trả lời|phúc đáp)\s+)?(?:(?:tại|bằng|xem)\s+)?(?:công văn|văn bản|cv|vb)"
    rf"\s+(?:(?:trả lời|phúc đáp)\s+)?{_NUMBER_AND_DAY}\s*(?:,?\s*của\s+(?P<by>[^()\n]+))?\)",
    re.IGNORECASE,
)
# The name of a body goes on behind a comma with a capital: "Phòng Kinh tế, Hạ tầng và Đô thị".
_NO_NAME = "quy định|hướng dẫn|về|trả lời|phúc đáp|gửi|chuyển|thì|cho|đã|sẽ|có|là|nêu|yêu cầu"
_NAME = rf"(?:(?!\s(?:{_NO_NAME})\b)[^:;.,()\n])+"
_WRITER = re.compile(
    rf"\s*(?:của\s+(?P<body>{_NAME}(?:,\s+(?=[A-ZĐÁÀẢÃẠĂÂÉÈÊÍÌÓÒÔƠÚÙƯÝ]){_NAME})*))?"
    r"(?:\s*(?:về|v/v)\s[^:;.,\n]+)?\s*[)\]]?(?P<stop>\s*[:;.–-]|\s*\n|(?<=[)\]]))?[\s,]*"
)
_DID = r"(?:trả lời|phúc đáp|phản hồi|giải đáp|giải quyết|thông tin|có ý kiến)"
_TO_WHOM = (
    r"(?:\s+(?:cho\s+|đến\s+)?(?:các\s+)?"
    r"(?:doanh nghiệp|đơn vị|công ty|hộ kinh doanh|kiến nghị)[^:;.,\n]{0,30}?)"
)
_SENT = re.compile(rf"(?:gửi|{_DID}){_TO_WHOM}[\s.]*", re.IGNORECASE)
_TELLS = r"(?:đề nghị|hướng dẫn|yêu cầu|thông báo|mời)"
_ANSWERS = re.compile(rf"[^:;.\n]{{0,60}}\b{_DID}\b|{_TELLS}{_TO_WHOM}", re.IGNORECASE)
_AND = re.compile(r"và\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as it is cited, and what goes on behind it; `is_all` where that is nothing."""

    number: str
    day: str | None
    by: str = ""
    is_all: bool = False
    behind: str = ""


@cache
def _beginning() -> re.Pattern[str]:
    """What may stand before it: that it was answered by it, or what an answer rests on."""
    body = alternatives(words_file()["bodies"]["beginnings"])
    return re.compile(
        rf"[\s\-–+•*]*[(\[]?\s*(?:(?:(?P<who>(?:{body})\b[^:;.,\n]{{2,60}}?|phường)\s+)?(?:đã\s+)?"
        rf"(?:(?P<answered>{_DID}{_TO_WHOM}?\s+(?:bằng|tại|theo|qua|trong))|có)\s+"
        r"|(?P<basis>(?:theo|căn cứ|thực hiện)\s+)|(?:tại|xem)\s+)?",
        re.IGNORECASE,
    )


def letter_cited(text: str) -> Letter | None:
    """The letter with which an answer begins, where that is the answer, or holds it."""
    alone = _ALONE.fullmatch(text) if len(text) <= _LONGEST_IN_BRACKETS else None
    if alone:
        return Letter(alone["number"], alone["day"], is_all=True)
    begin = _beginning().match(text)
    letter = _LETTER.match(text, begin.end()) if begin else None
    behind = _WRITER.match(text, letter.end()) if letter else None
    if begin is None or letter is None or behind is None:
        return None
    rest = text[behind.end() :].strip()
    is_all = not rest or is_only_done(rest) or bool(_SENT.fullmatch(rest)) or _is_letter(rest)
    holds_it = behind["stop"] is not None or begin["answered"]
    if not (is_all or holds_it or (not begin["basis"] and _ANSWERS.match(rest))):
        return None
    by = clean_line(behind["body"] or begin["who"] or "")
    return Letter(letter["number"], letter["day"], by, is_all, rest)


def _is_letter(text: str) -> bool:
    """Whether nothing but a further letter goes on: "… và Công văn số 15/UBND"."""
    text = _AND.sub("", text, count=1)
    letter = _LETTER.match(text)
    behind = _WRITER.match(text, letter.end()) if letter else None
    return behind is not None and not text[behind.end() :].strip()


def letter_named_in(text: str) -> Letter | None:
    """The first letter that stands anywhere in a text."""
    found = _LETTER.search(text)
    return Letter(found["number"], found["day"]) if found else None


def letter_at_end(text: str, answering: Collection[str]) -> Letter | None:
    """The letter that stands in brackets behind an answer: "Đã vá. (CV 12/SXD ngày 3/9/2026)".

    Not one on which the answer rests, nor of a writer who is none of those `answering`, by their
    bare words: it may only be quoted.
    """
    whole = text.rstrip(" \n.;")
    begin = whole.rfind("(") if whole.endswith(")") else -1
    is_short = begin > 0 and len(whole) - begin <= _LONGEST_IN_BRACKETS
    found = _IN_BRACKETS.fullmatch(whole, begin) if is_short else None
    if found is None or (found["by"] and words_only(found["by"]) not in answering):
        return None
    return Letter(found["number"], found["day"], clean_line(found["by"] or ""))


def letter_in_its_column(cell: str) -> Letter | None:
    """The letter of a cell in a column of letters."""
    found = _IN_ITS_COLUMN.match(cell)
    return Letter(found["number"], found["day"]) if found else None
