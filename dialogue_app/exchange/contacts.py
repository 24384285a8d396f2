"""One cell with a name, an address and a telephone number, taken apart; several names likewise."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from dialogue_app.domain.text import clean, clean_line
from dialogue_app.exchange.header_words import row_words, words_only

_LABELS = {
    "address": r"địa chỉ|đ/c|đc|trụ sở(?: chính)?",
    "phone": r"số điện thoại|điện thoại|sđt|đt|tel|di động|hotline",
    "email": r"e-?mail|thư điện tử",
    "tax_code": r"mã số thuế|mst|msdn",
    "representative": r"người đại diện|đại diện(?: pháp luật)?|giám đốc|chủ hộ|chủ cơ sở",
}
_BREAK = r"(?:^|[\s,;.()–-]+)"
_LABELLED = re.compile(
    rf"{_BREAK}(?:"
    + "|".join(rf"(?P<{name}>{words})" for name, words in _LABELS.items())
    + r")(?:\s*[:.]\s*|\s+(?=[0-9+(]))",
    re.IGNORECASE,
)
_PLACE = r"đường|phố|ngõ|ngách|hẻm|ấp|khu phố|kp|tổ|thôn|xóm|quốc lộ|ql|tỉnh lộ|phường|xã|lô"
_HOUSE = r"(?:số\s*)?\d+[a-z]?(?:[/-]\d+[a-z]?)*"
# Where an address begins that has no label. A column of names alone has it behind a comma, with
# the kind of place; a column of names and addresses behind any break.
PLAIN_ADDRESS = re.compile(rf"\s*[,;\n]\s*(?=(?:{_HOUSE},?\s+)?(?i:{_PLACE})\s+\w)", re.IGNORECASE)
ANY_ADDRESS = re.compile(
    rf"(?:\s*[,;\n]\s*|\s+[–-]\s+)(?=(?i:{_HOUSE}),?\s+[A-ZĐ]|(?i:{_HOUSE},?\s+)?(?i:{_PLACE})\s+\w)"
)
_SIGN = re.compile(r"[:;,(\n]|\d{3}|\s[–-]\s")
_PHONE = re.compile(r"[\s,;:(–-]*(?<!\d)(\+?(?:84|0)\d(?:[ .-]?\d){7,9})(?!\d)[\s,;.)]*$")
_TYPES = r"Công ty|Cty|C\.ty|Tổng công ty|Tập đoàn|Hộ kinh doanh|HKD|DNTN|HTX|Hợp tác xã"
_TYPES += r"|Doanh nghiệp tư nhân|Hiệp hội|Hội doanh nghiệp|Ông|Bà"
_PERSON = re.compile(r"\s*(?:ông|bà)\s", re.IGNORECASE)
_SEVERAL = re.compile(rf"\s*(?:[,/&]|\s(?:và|cùng)\s)\s*(?=(?:{_TYPES})\s+\S)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Contact:
    """What a cell says of one, by the fields of an enterprise; `rest` is all but the name."""

    name: str
    parts: dict[str, str]
    rest: str


def may_hold_more(written: str) -> bool:
    """Whether a cell has any sign of more than a name: most have none."""
    return _SIGN.search(written) is not None


def taken_apart(written: str, address: re.Pattern[str] | None) -> Contact:
    """A name with what stands behind it: labelled parts, an address, a telephone number.

    `address` finds where one begins that has no label.
    """
    if not may_hold_more(written):
        return Contact(clean_line(written), {}, "")
    text = clean(written)
    parts: dict[str, str] = {}
    found = list(_LABELLED.finditer(text))
    name = text[: found[0].start()] if found else text
    for match, following in zip(found, [*found[1:], None], strict=False):
        value = text[match.end() : following.start() if following else len(text)]
        parts.setdefault(str(match.lastgroup), clean_line(value).strip(" ,;.–-()"))
    if phone := _PHONE.search(name):
        parts.setdefault("phone", phone[1])
        name = name[: phone.start()]
    if address is not None and (place := address.search(name)):
        parts.setdefault("address", clean_line(name[place.end() :]).strip(" ,;–-"))
        name = name[: place.start()]
    if not clean_line(name):
        return Contact(clean_line(text), {}, "")
    bare = clean_line(name).strip(" ,;–-(")
    return Contact(bare, parts, clean_line(text[len(name) :]).strip(" ,;–-"))


def is_name_alone(written: str) -> bool:
    """Whether nothing in a cell could be taken apart."""
    return not may_hold_more(written) and _SEVERAL.search(written) is None


def several(written: str) -> list[str]:
    """The names in a line, where each begins with a legal type of its own."""
    begins = row_words().legal_name.match(written) or _PERSON.match(written)
    return _SEVERAL.split(written) if begins else [written]


@lru_cache(maxsize=64)
def is_mixed(heading: str) -> bool:
    """Whether a column of names is headed as one of addresses or telephone numbers, too."""
    said = words_only(heading)
    return any(f" {word} " in f" {said} " for word in ("dia chi", "dien thoai", "sdt", "thong tin"))
