"""Masks telephone numbers, tax codes, personal codes and e-mail addresses: no paper prints them.

In free text each becomes a gap together with its label. `domain/personal_numbers.py` finds the
numbers of persons, `domain/telephones.py` telephones in groups, whatever stands between. Amounts of
money, dates and the numbers of letters are kept: a telephone number begins with 0 or +84, a code
has 10, 12 or 13 digits without a blank.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar, cast

from dialogue_app.documents.phrases import BLANK
from dialogue_app.domain.personal_numbers import UNIT, mask_persons
from dialogue_app.domain.telephones import replace_telephones
from dialogue_app.domain.text import clean_line

T = TypeVar("T")

_LABEL = r"""(?<!\w)(?:
    mã\ số\ (?:thuế|doanh\ nghiệp|hộ\ kinh\ doanh|định\ danh) | MST | MSDN
    | (?:số\ )?(?:định\ danh|căn\ cước|CCCD|CMND|CMTND|ĐDCN)(?:\ cá\ nhân|\ công\ dân)?
    | (?:số\ )?(?:điện\ thoại|ĐT|SĐT|ĐTDĐ|di\ động)(?:\ di\ động|\ liên\ hệ)?
    | tel | phone | hotline | zalo | fax
)(?![^\W\d])(?:\ (?:bàn|cơ\ quan|nhà|riêng|No|(?:anh|chị|ông|bà|cô|chú)\ \w+))?
[\s:.]*(?:(?:số|là)[\s:.]*)?(?P<open>\()?"""
_MAIL_LABEL = r"(?:(?<!\w)(?:e-?mail|mail|thư\ điện\ tử|hộp\ thư)[\s:]*(?:là\s*)?)?"
_AT = r"(?:\s?[\[({<]\s?(?:at|@|a[ -]còng)\s?[\])}>]\s?|\ (?:at|a[ -]còng|a[ -]móc)\ )"
_DOT = r"(?:\.|\s?[\[({<]\s?(?:dot|chấm|\.)\s?[\])}>]\s?|\ (?:dot|chấm|\.)\ )"
_MAIL = rf"""(?:
    [\w.+-]+[@＠][\w-]+(?:{_DOT}[\w-]+)+
    | [\w.+-]+(?:\s?[@＠]\s?|{_AT})[\w-]+(?:{_DOT}[\w-]+)*{_DOT}[a-z]{{2,}}(?!\w)
)"""
_BETWEEN = r"(?:[ .–‐‑·_\u200b-\u200d\ufeff\u00ad-]|\ [–-]\ )?"
_NOT_AN_AMOUNT = rf"(?!{UNIT})"
_NO_DAY_OR_HOURS = r"(?!\d{1,2}[./-]\d{1,2}[./-]\d{4}(?!\d)|\d{2}[.:]\d{2}\ ?[–-]\ ?\d{2}[.:]\d{2})"
_CODE = r"\d{10}\ ?[–/.-]\ ?\d{3}(?!\w) | \d{12,13}(?!\w) | \d{10}(?!\w)"
_PHONE = rf"""
    (?:\(?\+84\)?|\(84\))(?:{_BETWEEN}\d){{8,10}}(?!\d)
    | 84[35789]\d{{8}}(?!\d)
    | \(0\d{{1,3}}\)\ ?\d(?:{_BETWEEN}\d){{6,8}}(?!\d)
    | 0{_BETWEEN}[35789](?:{_BETWEEN}\d){{8}}(?!\d)
    | 0(?:{_BETWEEN}\d){{8,10}}(?!\d)
"""
_FOUND = "\ue000"  # stands for a number of a person or a telephone, found before
_PRIVATE = re.compile(
    rf"""
    {_MAIL_LABEL}{_MAIL}
    | {_LABEL}{_NO_DAY_OR_HOURS}
      (?:{_FOUND} | {_CODE} | {_PHONE} | \d(?:(?:[^\S\n]|[.–-]){{0,2}}\d){{6,12}}(?!\d))(?(open)\)|)
    | (?<!\w)(?<!\d[.,/-])(?:{_CODE})(?!/|[.,-]\d){_NOT_AN_AMOUNT}
    | (?<!\w)(?<!\d[.,]){_NO_DAY_OR_HOURS}(?:{_PHONE}){_NOT_AN_AMOUNT}
    | (?<!\d)0[35789]\d{{8}}(?!\d)
    | {_FOUND}
    """,
    re.IGNORECASE | re.VERBOSE,
)
# Within a name any nine digits are a code or a telephone.
_IN_A_NAME = re.compile(
    rf"""
    \s*[-–,;(]*\s*(?:{_MAIL_LABEL}{_MAIL}
    | (?:MST|mã\ số\ thuế|CCCD|ĐT|SĐT|ĐTDĐ|điện\ thoại|tel)?[\s:.(]*
      (?:{_FOUND}|\+?\d(?:[ .-]?\d){{8,}}))\)?
    """,
    re.IGNORECASE | re.VERBOSE,
)


# Most texts hold neither seven digits nor a sign of an address, and to look closer takes a while.
_MAY_BE_PRIVATE = re.compile(r"(?:\d\D*){7}|[@＠]|\Wat\W|a[ -](?:còng|móc)", re.IGNORECASE)


def masked(text: str) -> str:
    """The text with a gap in place of each private number or e-mail address."""
    return _PRIVATE.sub(BLANK, _marked(text)) if _MAY_BE_PRIVATE.search(text) else text


def without_codes(name: str) -> str:
    """A name on one line without private numbers and e-mail addresses."""
    line = clean_line(name)
    if _MAY_BE_PRIVATE.search(line):
        line = _IN_A_NAME.sub("", _marked(line))
    return line.strip(" -,;")


def without_persons(part: T) -> T:
    """A part of a paper, or the whole of it, with a gap for each number of a person."""
    given: Any = part
    match given:
        case str():
            given = mask_persons(given, lambda _number: BLANK)
        case tuple():
            given = tuple(map(without_persons, given))
        case _ if is_dataclass(given) and not isinstance(given, type):
            held = {one.name: getattr(given, one.name) for one in fields(given)}
            given = replace(given, **{name: without_persons(held[name]) for name in held})
    return cast(T, given)


def _marked(text: str) -> str:
    return replace_telephones(mask_persons(text, lambda _number: _FOUND), lambda _number: _FOUND)
