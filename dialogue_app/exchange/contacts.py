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
_CODE_DIGITS = r"\d{10}(?:\s?[–-]\s?\d{3})?|\d{12}"
_LABELLED = re.compile(
    rf"{_BREAK}(?:"
    + "|".join(rf"(?P<{name}>{words})" for name, words in _LABELS.items())
    + r")(?:\s*[:.]\s*|\s+(?=[0-9+(]))",
    re.IGNORECASE,
)
_PLACE = r"đường|phố|ngõ|ngách|hẻm|ấp|khu phố|kp|tổ|thôn|xóm|quốc lộ|ql|tỉnh lộ|phường|xã|lô"
_HOUSE = r"(?:số\s*)?\d+[a-z]?(?:[/-]\d+[a-z]?)*"
# Where an address begins that has no label. A column of names alone has it behind a comma, with
# the kind of place or a house before a name, and behind a dash where that house is none but one; a
# column of names and addresses behind any break.
_NO_STREET = r"(?!(?:hộ|công|cty|doanh|đơn|cơ|dn|hkd|htx|tháng|năm|sao)\b)"
_BEFORE_STREET = rf",?\s+{_NO_STREET}(?-i:[A-ZĐÂÁ])\w"
PLAIN_ADDRESS = re.compile(
    rf"\s*[,;(\n]\s*(?=(?:{_HOUSE},?\s+)?(?i:{_PLACE})\s+\w|{_HOUSE}{_BEFORE_STREET})"
    rf"|\s[–-]\s+(?=(?:số\s*\d+|\d+)[a-z]?/\d+[a-z]?{_BEFORE_STREET})",
    re.IGNORECASE,
)
ANY_ADDRESS = re.compile(
    rf"(?:\s*[,;\n]\s*|\s+[–-]\s+)(?=(?i:{_HOUSE}),?\s+[A-ZĐ]|(?i:{_HOUSE},?\s+)?(?i:{_PLACE})\s+\w)"
)
# Behind a name stands something with such a sign, or a number as long as that of a telephone.
_SIGN = re.compile(r"[:;,(\n]|\d(?:[ .-]?\d){5}|\s[–-]\s")
_MAY_BE_SIGN = re.compile(r"[:;,(\n\d–-]")  # which is quicker to rule out
_DIGITS = r"\+?(?:84|0)\d(?:[ .-]?\d){7,9}"  # of a telephone number
_PHONE = re.compile(rf"[\s,;:(–-]*(?<!\d)({_DIGITS})(?!\d)[\s,;.)]*$")
_NUMBER = re.compile(
    rf"(?:(?:(?P<fax>fax)|{_LABELS['phone']})\s*[:.]?\s*)?"
    rf"(?<!\d)(?P<digits>{_DIGITS})(?!\d)",
    re.IGNORECASE,
)
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_LABELLED_EMAIL = re.compile(
    rf"(?:(?:{_LABELS['email']})\s*:?\s*)?({EMAIL.pattern})", re.IGNORECASE
)
_CODE_FIRST = re.compile(
    rf"\s*(?:(?:{_LABELS['tax_code']})\s*[:.]?\s*)?({_CODE_DIGITS})(?!\d)[\s,;(–-]+(?=\S)",
    re.IGNORECASE,
)
_CODE_LAST = re.compile(rf"[\s,;(–-]+(?<!\d)({_CODE_DIGITS})[\s).]*$")
# Brackets and commas where something was taken out.
_EMPTIED = re.compile(
    r"\(\s*[,;:/–-]*\s*\)|[\s,;:/–-]+(?=\))|(?<=\()[\s,;:/–-]+|[,;/–-]\s*(?=[,;/–-])"
)
_AROUND = " ,;:/|–-\n"
_TYPES = r"Công ty|Cty|C\.ty|Tổng công ty|Tập đoàn|Hộ kinh doanh|HKD|DNTN|HTX|Hợp tác xã"
_TYPES += r"|Doanh nghiệp tư nhân|Hiệp hội|Hội doanh nghiệp|Ông|Bà"
_PERSON = re.compile(r"\s*(?:ông|bà)\s", re.IGNORECASE)
_SEVERAL = re.compile(rf"\s*(?:[,/&]|\s(?:và|cùng)\s)\s*(?=(?:{_TYPES})\s+\S)", re.IGNORECASE)
# A dash stands in names, too: "Chi nhánh Mẫu - Công ty Mẫu" is one.
_WHOLE_TYPES = r"Công ty|Cty|C\.ty|Hộ kinh doanh|HKD|DNTN|HTX|Hợp tác xã"
_WHOLE = re.compile(rf"\s*(?:{_WHOLE_TYPES})\s", re.IGNORECASE)
_DASHED = re.compile(rf"\s+[–-]\s+(?=(?:{_WHOLE_TYPES})\s+\S+\s+\S)", re.IGNORECASE)
# By how one speaks of a person, or by family name, and two further names with capitals.
_FAMILIES = (
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Trương|Đoàn|Trịnh"
)
_SPEAKER = re.compile(
    r"(?:(?:ông|bà|anh|chị)\.?(?:\s+[^\W\d_]+){1,6}"
    rf"|(?-i:(?:{_FAMILIES})(?:\s+[A-ZĐÀ-ÝĂĨŨƠƯẠ-Ỹ][^\W\d_]*){{2,4}}))",
    re.IGNORECASE,
)
_TITLES = (
    r"(?:(?:tổng|phó) )*(?:giám đốc|gđ)|(?:[pt]\.? ?){1,2}gđ|(?:phó )?chủ tịch(?: hđqt| hđtv)?"
    r"|kế toán(?: trưởng)?|ktt|trưởng phòng|phó phòng|phụ trách"
)
_TITLE = re.compile(rf"(?:{_TITLES})", re.IGNORECASE)
_LINKS = r"(?:người )?đại diện(?: theo)?(?: pháp luật)?|nhân viên"
_LINKS += r"|chủ(?= (?:hộ kinh doanh|cơ sở|doanh nghiệp)\b)|chủ(?: hộ)?"
_ROLE = re.compile(
    rf"(?:(?:{_TITLES}|{_LINKS}|là|làm|của|thuộc|cho|bởi|do|đến từ)\b[\s,:–-]*)+", re.IGNORECASE
)
_BEFORE_ROLE = re.compile(
    rf"\s*[,(:\n]\s*|\s+[–-]\s+|\s+(?=(?:{_TITLES}|{_LINKS}|do (?:ông|bà))\s)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Contact:
    """What a cell says of one, by the fields of an enterprise; `rest` is all but the name."""

    name: str
    parts: dict[str, str]
    rest: str = ""
    speaker: str = ""


def may_hold_more(written: str) -> bool:
    """Whether a cell has any sign of more than a name: most have none."""
    sign = _MAY_BE_SIGN.search(written)
    return sign is not None and _SIGN.search(written, max(sign.start() - 1, 0)) is not None


def taken_apart(written: str, address: re.Pattern[str] | None) -> Contact:
    """A name with what stands behind it: labelled parts, an address, a telephone number.

    `address` finds where one begins that has no label.
    """
    if not may_hold_more(written):
        return Contact(clean_line(written), {})
    text = clean(written)
    name, parts = labelled(text)
    if phone := _PHONE.search(name):
        parts.setdefault("phone", phone[1])
        name = name[: phone.start()]
    if address is not None and (place := address.search(name)):
        parts.setdefault("address", clean_line(name[place.end() :]).strip(" ,;–-"))
        name = name[: place.start()]
    if not clean_line(name):
        return Contact(clean_line(text), {})
    bare = clean_line(name).strip(" ,;–-(")
    rest = clean_line(text[len(name) :]).strip(" ,;–-")
    # The bracket that closes may have opened before a person, who is part of the name so far.
    return Contact(bare, parts, rest if "(" in rest else rest.rstrip(")"))


def labelled(text: str) -> tuple[str, dict[str, str]]:
    """What stands before the first label, and what stands behind each, by field."""
    parts: dict[str, str] = {}
    found = list(_LABELLED.finditer(text))
    for match, following in zip(found, [*found[1:], None], strict=False):
        value = text[match.end() : following.start() if following else len(text)]
        parts.setdefault(str(match.lastgroup), clean_line(value).strip(" ,;.–-()"))
    return text[: found[0].start()] if found else text, parts


def with_numbers(written: str) -> Contact:
    """Words with telephone numbers and an e-mail address, wherever they stand in the cell."""
    emails = EMAIL.findall(written)
    left = _LABELLED_EMAIL.sub(",", written)
    numbers = [found["digits"] for found in _NUMBER.finditer(left) if not found["fax"]]
    found = {"email": "; ".join(emails), "phone": "; ".join(numbers)}
    parts = {key: part for key, part in found.items() if part}
    left = _bare(_NUMBER.sub(lambda found: found[0] if found["fax"] else ",", left))
    if not parts or not any(map(str.isalpha, left)):
        return Contact(written, {})
    return Contact(left, parts)


def _bare(left: str) -> str:
    """What is left of a cell, without the marks that stood around what was taken out."""
    while (fewer := _EMPTIED.sub("", left)) != left:
        left = fewer
    left = clean_line(left).strip(_AROUND).rstrip(".")
    is_in_brackets = left.startswith("(") and left.endswith(")")
    return left[1:-1].strip(_AROUND) if is_in_brackets else left


def with_code_last(written: str) -> Contact:
    """A name with its tax code behind it, which has no label."""
    if (code := _CODE_LAST.search(written)) is None:
        return Contact(written, {})
    return Contact(written[: code.start()].strip(), {"tax_code": code[1]}, code[0])


def code_first(written: str) -> tuple[str, str]:
    """A tax code, and what stands behind it in its cell; else nothing, and all."""
    code = _CODE_FIRST.match(written)
    return (code[1], written[code.end() :].strip(" )")) if code else ("", written)


def is_name_alone(written: str) -> bool:
    """Whether nothing in a cell could be taken apart."""
    return not (may_hold_more(written) or _SEVERAL.search(written) or _BEFORE_ROLE.search(written))


def several(written: str) -> list[str]:
    """The names in a line, where each begins with a legal type of its own."""
    begins = row_words().legal_name.match(written) or _PERSON.match(written)
    if not begins or with_speaker(written)[1]:
        return [written]
    parts = _SEVERAL.split(written)
    if _WHOLE.match(written):
        return [name for part in parts for name in _DASHED.split(part)]
    return parts


def with_speaker(written: str) -> tuple[str, str]:
    """An enterprise, and who speaks for it: "Bà Mẫu, Giám đốc Công ty Mẫu"; else all, and nobody.

    Behind a comma, a person beside an enterprise raises the issue, too.
    """
    link = _ROLE.match(written)
    if link and _is_firm(written[link.end() :]):  # "Đại diện Công ty Mẫu"
        title = _TITLE.search(link[0])
        return written[link.end() :], title[0] if title else ""
    for gap in _BEFORE_ROLE.finditer(written):
        before, behind = written[: gap.start()].strip(), written[gap.end() :].strip(" )")
        role = _ROLE.match(behind)
        bare = behind[role.end() :] if role else behind
        title = _TITLE.search(role[0]) if role else None
        if _SPEAKER.fullmatch(before) and _is_firm(bare) and not _SEVERAL.search(bare):
            return bare, ", ".join([before, title[0]] if title else [before])
        if _is_firm(before) and title and not bare:  # "Công ty Mẫu - Giám đốc"
            return before, title[0]
        is_beside = "," in gap[0] and role is None
        if _is_firm(before) and not is_beside and _is_speaker(bare):
            return before, ", ".join([bare, title[0]] if title else [bare])
    return written, ""


def is_speaker_with_role(line: str) -> bool:
    """Whether a line names a person with what he is there: "Ông Mẫu - Giám đốc"."""
    return _is_speaker(line) and _SPEAKER.fullmatch(line) is None


def _is_firm(name: str) -> bool:
    """Whether it is the name of an enterprise, and not only a kind of them."""
    kind = row_words().legal_name.match(name)
    return kind is not None and kind.end() < len(name.rstrip(" .,)"))


def _is_speaker(words: str) -> bool:
    """Whether it is a person, with or without a role behind the name."""
    parts = re.split(r"\s*[,(:]\s*|\s+[–-]\s+", words.rstrip(" )"), maxsplit=1)
    role = parts[1] if len(parts) > 1 else ""
    is_role = not role or _ROLE.fullmatch(role) is not None
    return _SPEAKER.fullmatch(parts[0]) is not None and is_role


def is_mixed(heading: str) -> bool:
    """Whether a column of names is headed as one of addresses or telephone numbers, too."""
    return says(heading, "dia chi", "dien thoai", "sdt", "thong tin")


@lru_cache(maxsize=64)
def says(heading: str, *words: str) -> bool:
    """Whether a heading has any of the words, which are folded."""
    said = f" {words_only(heading)} "
    return any(f" {word} " in said for word in words)
