"""The words of answers, and of what stands in their place and is none; see `header_words`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from dialogue_app.exchange.header_words import (
    alternatives,
    body_start,
    certain_body_start,
    words_file,
    words_only,
)

# What stands between the name of a body and a colon shows that it is no name alone.
_NO_NAME = r"đã|xin|có|sẽ|được|là|thì|rằng|cho|như|này|cần|phải|đang"
_WHEN = r"ngày [\d/.-]{3,10}"
_BY_LETTER = r"(?:(?:tại |bằng |có )?(?:công văn|văn bản) [^:;\n]{0,60}?\s+(?:đã )?)?"
# A letter, folded: "công văn số 12/UBND-KT ngày 3/9/2026".
_NOT_OF_NUMBER = r"(?!(?:va|cv|vb|cong|van|ngay|da|kinh|chuyen|gui|tra|phuc|giai|de|ve)\b)"
_LETTER = r"(?:cong van|van ban|phieu chuyen|to trinh|bao cao|cv|vb)"
_LETTER += rf"(?: so(?> \d\w*(?: {_NOT_OF_NUMBER}\w+){{0,4}}))?"
_LETTER += r"(?: ngay(?: \d+| thang| nam){1,5})?"
# No further word of the name of a body: what it does, or speaks of.
_NOT_OF_BODY = r"(?!(?:da|dang|chua|se|co|thong|bao|cho|rang|la|du|duong)\b)"


@dataclass(frozen=True, slots=True)
class AnswerWords:
    """How answers begin, and what stands in their place."""

    opening: re.Pattern[str]  # how one begins that names its body
    none: frozenset[str]  # how far it has come, in these words alone
    only_done: re.Pattern[str]  # that it was answered, and not what
    passed_on: re.Pattern[str]  # to which body it was sent
    going_on: re.Pattern[str]  # what is being done, every body in it called "cơ quan"
    body: re.Pattern[str]  # the name of one, with its capitals


@cache
def answer_words() -> AnswerWords:
    """The words of answers."""
    source = words_file()["no_answer"]
    return AnswerWords(
        opening=_opening(),
        none=frozenset(map(words_only, source["words"])),
        only_done=_only_done(source),
        passed_on=_passed_on(source),
        going_on=_going_on(source),
        body=_body(),
    )


def _opening() -> re.Pattern[str]:
    """A body, what it does, and a colon: "Sở Mẫu xin phúc đáp như sau: …", "Sở Mẫu: …".

    Or "Trả lời (Sở Mẫu): …".
    """
    source = words_file()["bodies"]
    begin, goes_on = (alternatives(source[key]) for key in ("beginnings", "answers"))
    return re.compile(
        rf"[\s\-–+•*]*(?:(?:kính )?(?:chào|gửi|thưa) [^:.;,\n]{{0,60}}[:,.]\s*)?"
        r"(?:(?:ý kiến |nội dung )?(?:trả lời|giải trình|phúc đáp|phản hồi|giải đáp) của )?"
        rf"(?:(?:(?:theo|về) [^:.;,\n]{{0,30}}?|{_WHEN}),?\s*(?:ý kiến )?(?:của )?)?"
        rf"(?:(?:đại diện|lãnh đạo) )*"
        rf"(?:(?P<body>(?:{begin})\b[^:.;\n]{{1,90}}?)\s+(?:xin |đã |có |xin được )?{_BY_LETTER}"
        rf"(?:{goes_on})\b[^:.;\n]{{0,40}}:"
        rf"|(?:trả lời\s*\()?"
        rf"(?P<alone>{certain_body_start(str)}(?:(?!\b(?:{_NO_NAME})\b)[^:.;\n]){{1,60}}?)"
        r"(?:\s+thì)?\)?\s*:)",
        re.IGNORECASE,
    )


def _only_done(source: Mapping[str, Any]) -> re.Pattern[str]:
    who, how_far, done, of = (_of(source, name) for name in ("who", "how_far", "done", "of"))
    person = r"(?:ong|ba|dong chi|d c)(?: \w+){1,12}?"
    return re.compile(
        rf"(?:(?:{_body_or(who)} )?(?:(?:{how_far}|{_LETTER}) )++|{person} (?:{how_far} )*+)"
        rf"{done}(?: (?:va |hoac )?{done})*(?: {of})*"
    )


def _going_on(source: Mapping[str, Any]) -> re.Pattern[str]:
    begins, work, of_work, not_yet, what = (
        _of(source, name) for name in ("going_on", "work", "of_work", "not_yet", "what_is_not_yet")
    )
    return re.compile(
        rf"(?:co quan |don vi )?(?:{begins}(?: (?:{work}|{of_work}))+|{not_yet}(?: {what})+)"
    )


def _body() -> re.Pattern[str]:
    """A body by its capitals, with a small word behind each: "Phòng Kinh tế, Hạ tầng và Đô thị"."""
    begins = alternatives(words_file()["bodies"]["beginnings"])
    capital = "[A-ZĐÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĨŨƠƯẠ-Ỹ]"
    level = r"phường|xã|thành phố|tỉnh|khu vực|cơ sở"
    # no level, or a name of many could be read in more ways than there are seconds
    small = rf"(?!và\b|(?:{level})\b)[a-zà-ỹ]+(?=\W|$)"
    return re.compile(
        rf"\b(?:{begins})\b(?:(?:,| và| -| –)? {capital}\w*(?: {small})?"
        rf"|(?: (?:{level}))(?: \d+)?)*"
    )


def _passed_on(source: Mapping[str, Any]) -> re.Pattern[str]:
    who, how_far, lead_in, before, sends, what = (
        _of(source, name)
        for name in ("who", "how_far", "lead_ins", "before_sending", "sends", "what_is_sent")
    )
    return re.compile(
        rf"(?:{lead_in}(?: cua(?: \w+){{1,5}}?)? )*(?:{_body_or(who)} )?"
        rf"(?:(?:{how_far}|{before}|{_LETTER}) )*+{sends}(?: {what})*"
        rf"(?: (?:cho|den|sang|toi|ve))? (?={body_start()})"
    )


def _of(source: Mapping[str, Any], name: str) -> str:
    return f"(?:{alternatives(map(words_only, source[name]))})"


def _body_or(who: str) -> str:
    return rf"(?:(?:{body_start()})(?: {_NOT_OF_BODY}\w+){{0,8}}?|{who})"
