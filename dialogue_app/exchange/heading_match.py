"""Says which field each heading of a table means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from dialogue_app.exchange.header_words import (
    TableWords,
    heading_words,
    heading_words_only,
    section_words,
)

_QUESTION_NUMBER = re.compile(r"^\d{1,2} (?=\D)")
_ZALO = frozenset({"ten zalo", "zalo name"})  # a form of Zalo has this beside a moment
_TIMESTAMP = "Timestamp"
_TIMES = frozenset({"thoi gian", "thoi diem", "ngay gio", "ngay", "time", "date"})
_COUNTED = re.compile(r"\s*(?:\d+\W+)?số\b", re.IGNORECASE)  # without its marks it is "Sở"
_CAMEL = re.compile(r"(?<=[a-zà-ỹ])(?=[A-ZĐ])")
_BETWEEN_LANGUAGES = re.compile(r"\s*[\n/|()]\s*|\s+[-–]\s+")
_LANGUAGES = 2
_LONG_WORD = 7  # letters: longer than any Vietnamese syllable, but for one
_OF_A_TABLE = 2  # headings: less may be a title
_YES_OR_NO = re.compile(r" (?:khong|chua|chu)(?: a)?$")
_SESSION = "session"  # many a question speaks of the session: "Ông/bà dự hội nghị với ai?"
# "Đơn vị" is who raises, or who answers: that one explains, settles, takes in.
_OF_BODIES = re.compile(
    r"\b(?:tra loi|giai trinh|giai quyet|xu ly|tiep thu|phuc dap|giai dap)\b.* cua (?:cac )?don vi$"
)
_DONE = ("da duoc ", "da co ")  # and not what is to be: "Đã được cơ quan nào trả lời?"
_SUPPORTS = re.compile(r"^(?!.*\bchu tri\b).*\bphoi hop\b")
ANSWERS = ("answer", "result")  # the fields that an answer may stand in
OF_ANSWERS = frozenset({*ANSWERS, "answer_number"})
# What was done with an issue, and with which letter.
_OF_LETTERS = re.compile(
    r"\b(?:van ban|cong van|to trinh|quyet dinh|chuyen|giao|xu ly|giai quyet|thuc hien"
    r"|hoan thanh)\b"
)
# Who was there, or has to do with the list, is none of those it lists; so are `officers`.
_OF_OTHERS = re.compile(
    r"(?:ho ten|ho va ten|ten) (?:lanh dao"
    r"|nguoi (?:tham du|du hop|du|duoc moi|nhan|ky|lap|giao|truc)\b)"
)
_FORMER = re.compile(r"\b(?:cũ|trước (?:khi )?(?:sáp nhập|sắp xếp))\b", re.IGNORECASE)
_OF_SENDER = frozenset({"name", "raisers", "email"})
_NAMING_BODIES = frozenset({"lead_body", "supporting_bodies", *ANSWERS})
_OF_THE_ENTERPRISE = frozenset({"name", "code", "tax_code", "address"})


def match_headings(labels: list[list[str]], words: TableWords) -> dict[str, int]:
    """The column of each field: exact words first, then headers that begin with or contain them."""
    found: dict[str, int] = {}
    # A damaged sheet can have ten thousands of columns without a heading.
    labels, is_form = _of_form([list(filter(None, some)) for some in labels], words)
    asked = [[] if is_form and _is_of_form(some) else some for some in labels]
    word_for_word = [exact_field(choices[0], words) if choices else None for choices in asked]
    inside = partial(_inside, is_form=is_form)
    # "Tên doanh nghiệp" says more than "Tên"
    in_turn = sorted(enumerate(asked), key=lambda column: _is_of_form(column[1]))
    for find in (exact_field, _beginning, inside):
        for column, choices in in_turn:
            if not choices:
                continue
            # A heading that says its field word for word is no other one where that is taken.
            is_taken = word_for_word[column] in found
            if find is not exact_field and (is_taken or any(map(_is_something_else, choices))):
                continue
            for label in choices[:1] if find is inside else choices:
                name = None if column in found.values() else find(label, words)
                if name == "person" and len(choices) > 1 and _is_any_person(label):
                    continue  # a name below a heading: that one says whose
                # A required word inside a longer heading proves no table, but for a question.
                is_required = name is not None and _whole(name, words) in words.required
                is_proved = is_form or len(found) >= _OF_A_TABLE
                if find is inside and is_required and not is_proved:
                    continue
                if name:
                    found.setdefault(name, column)
    if is_form:
        _add_sender(found, labels, words)
    return dict(sorted(found.items(), key=lambda item: item[1]))


def _of_form(labels: list[list[str]], words: TableWords) -> tuple[list[list[str]], bool]:
    """Whether a program of forms made the table: it says when; one of Zalo says so plainly."""
    said = [label for some in labels for label in some]
    if any(exact_field(label, words) == "timestamp" for label in said):
        return labels, True
    if _ZALO.isdisjoint(map(heading_words_only, said)):
        return labels, False
    places = [
        at for at, some in enumerate(labels) if some and heading_words_only(some[0]) in _TIMES
    ]
    when = places[:1]
    return [[_TIMESTAMP] if at in when else some for at, some in enumerate(labels)], bool(when)


def _is_of_form(choices: list[str]) -> bool:
    """Whether the program of a form added the column: "ID", "Email", "Name"."""
    return any(heading_words_only(label) in heading_words().of_form for label in choices)


def _add_sender(found: dict[str, int], labels: list[list[str]], words: TableWords) -> None:
    """Who sent the form, where no question asks for it."""
    for column, choices in enumerate(labels):
        if not choices:
            continue
        name = exact_field(choices[0], words) if _is_of_form(choices) else None
        if heading_words_only(choices[0]) in _ZALO and "raisers" in words.names:
            name = "raisers"
        if name in _OF_SENDER:
            found.setdefault(name, column)


def _is_something_else(label: str) -> bool:
    """Whether a heading begins with words for something that is none of our fields."""
    said = _without_number(label)
    words = heading_words()
    is_of_others = words.officers.search(said) or _OF_OTHERS.match(said)
    return bool(words.other.match(said) or is_of_others or _FORMER.search(label))


def exact_field(label: str, words: TableWords) -> str | None:
    """The field that these very words head, in one language or in two: "Kiến nghị / Proposal"."""
    return _unless_raised(_field_of(label, words) or _in_two_languages(label, words), label)


def _unless_raised(field: str | None, label: str) -> str | None:
    """A field, but for the answer of those who raise: "Ý kiến phản hồi của doanh nghiệp"."""
    said = _without_number(label)
    is_of_raisers = field in ANSWERS and heading_words().whose.search(said)
    return None if is_of_raisers and not _OF_BODIES.search(said) else field


def _in_two_languages(label: str, words: TableWords) -> str | None:
    """The field of a heading of two halves, each of which heads one.

    That is what must be said of those, else that of the marked half.
    """
    halves = [half for half in _BETWEEN_LANGUAGES.split(label) if half.strip()]
    if len(halves) != _LANGUAGES:
        return None
    fields = [_field_of(half, words) for half in sorted(halves, key=str.isascii)]
    must = next((field for field in fields if field in words.required), fields[0])
    return must if all(fields) else None


def _field_of(label: str, words: TableWords) -> str | None:
    """The field that these very words head in one language."""
    if heading_words().answers_of.match(heading_words_only(label)) and "answer" in words.names:
        return "answer"
    bare = _without_number(label)
    found = words.fields.get(heading_words_only(label)) or words.fields.get(bare)
    if found is None and (several := heading_words().several.match(bare)):
        bare = bare[several.end() :]
        found = words.fields.get(bare)
    if found is None and (of_whom := heading_words().of_whom.search(bare)):
        field = words.fields.get(bare[: of_whom.start()])
        # "Trả lời doanh nghiệp" is said to it
        found = field if of_whom["cua"] or field in words.required else None
    if found is None and "raisers" in words.names and heading_words().raising.fullmatch(bare):
        found = "raisers"
    if found is None and "answer" in words.names:
        found = _answer_in_other_words(bare)
    return found or _about_the_name(bare, words) or _asked_for(bare, words)


def _answer_in_other_words(bare: str) -> str | None:
    """Whether it is an answer, or a result, that such words head, with whose it is behind them."""
    said = heading_words().answering.match(bare)
    rest = bare[said.end() :] if said else ""
    if said is None or (rest and not rest.startswith(" cua ")):
        return None
    return "result" if (said["what"] or "").endswith("ket qua") else "answer"


def _about_the_name(said: str, words: TableWords) -> str | None:
    """The mark that a question asks for: whether a name may be made known, or is to be kept.

    What those say who want it kept, "Kiến nghị ẩn danh", is no such question.
    """
    beginnings = _telling_beginnings(said, words)
    begins = words.fields[beginnings[-1]] if beginnings else ""
    if "withhold_name" not in words.names or begins in (*words.required, *ANSWERS):
        return None
    if heading_words().secrecy.search(said):
        return "withhold_name"
    return "name_public" if _asks_consent(said) else None


def _asks_consent(said: str) -> bool:
    """Whether it says "may", what is done to make known, and, within that or behind it, "name"."""
    may, make_known, name = heading_words().consent
    asked = may.search(said)
    known = make_known.search(said, asked.end()) if asked else None
    return known is not None and name.search(said, known.start()) is not None


def _asked_for(said: str, words: TableWords) -> str | None:
    """The field that a question asks for, which one it is; not in which an enterprise works."""
    if heading_words().of_business.search(said) or said.startswith(_DONE):
        return None
    asking = heading_words().asking_which.items()
    return next(
        (name for name, which in asking if name in words.names and which.search(said)), None
    )


def below_group(above: str, below: str, words: TableWords) -> list[str]:
    """What a heading below another may say, the most certain first.

    Bare words are written out that mean something else there: "Văn bản trả lời | Ngày".
    """
    if not below or not above or above == below:
        return [below or above]
    if heading_words().person.match(heading_words_only(above)):
        its = f"{below} {above}"
        return [its] if exact_field(below, words) in _OF_THE_ENTERPRISE else [below, its]
    if said := words.below_answer.get(heading_words_only(below)):
        if field_meant(above, words) in OF_ANSWERS:
            return [said]
        if _OF_LETTERS.search(heading_words_only(above)):
            return [f"{above} {below}"]
    return [below, f"{above} {below}"]


def field_meant(label: str, words: TableWords) -> str | None:
    """The field that a heading means by itself, whichever column has that field."""
    if exact := exact_field(label, words):
        return exact
    return None if _is_something_else(label) else _beginning(label, words)


def names_sender(heading: str) -> bool:
    """Whether such a heading of people names who raises where nobody else is named."""
    said = heading_words_only(heading)
    return said in heading_words().senders or heading_words().raising.fullmatch(said) is not None


def _is_any_person(label: str) -> bool:
    """Whether a heading says only that it is somebody's name: "Họ và tên"."""
    return heading_words().people.fullmatch(_without_number(label)) is not None


def names_person(heading: str) -> bool:
    """Whether a heading of those who raise names people, and not what they raise it for."""
    return heading_words().people.match(heading_words_only(heading)) is not None


def _beginning(label: str, words: TableWords) -> str | None:
    said = _without_number(label)
    fitting = _telling_beginnings(said, words)
    if not fitting or _YES_OR_NO.search(said):  # "Doanh nghiệp có đồng ý không" is nobody's name
        return None
    field = _unless_raised(words.fields[fitting[-1]], label)
    if field == "lead_body" and _SUPPORTS.search(said):
        field = "supporting_bodies"  # "Phòng, ban phối hợp"
    # "Mã số thuế người đại diện" is a person's, "Mã số thuế/CCCD chủ hộ" the household's.
    of_a_person = heading_words().person.match(f"{said} ", len(fitting[0]) + 1)
    return None if of_a_person and field in _OF_THE_ENTERPRISE else field


def _inside(label: str, words: TableWords, *, is_form: bool) -> str | None:
    """The field whose words stand in a longer heading, behind such that change nothing of it.

    What is required may be asked for in any words: "Điều gì là khó khăn lớn nhất?".
    """
    said = heading_words().addressed.sub("", _without_number(label), count=1).strip()
    if _telling_beginnings(said, words) or said.startswith(_DONE):
        return None  # "Địa chỉ người đại diện" is nobody's name
    is_english = is_form and label.isascii()
    found = list(_parts_inside(said.split(" "), words, or_single=is_english))
    if _YES_OR_NO.search(said):  # answered with a word, unless it asks what there is to say
        found = [one for one in found if words.fields[one[1]] in words.required]
    for leading, part in found:
        field = words.fields[part]
        if field in _NAMING_BODIES and section_words().body.match(leading):
            return None if _COUNTED.match(label) else field  # "Sở, ngành chủ trì"
        if heading_words().leading.fullmatch(leading):
            return field
    asked = [
        part for _leading, part in found if _whole(words.fields[part], words) in words.required
    ]
    return words.fields[max(asked, key=len)] if asked and is_form else None


def _parts_inside(
    single: list[str], words: TableWords, *, or_single: bool
) -> Iterator[tuple[str, str]]:
    """Words of fields among these single words, with what stands in front of them.

    Of those that begin at one place the longest comes first. With `or_single` one long word is
    enough: "What difficulties do you face?".
    """
    for place in range(len(single)):
        for part in reversed(_beginnings(single[place:], words)):
            is_long = " " in part or (or_single and len(part) >= _LONG_WORD)
            is_telling = is_long and part not in heading_words().whole
            if is_telling and words.fields[part] != _SESSION:
                yield " ".join(single[:place]), part


def _whole(field: str, words: TableWords) -> str:
    """The field of which this one is a part, or itself."""
    return words.parts.get(field, field)


def _telling_beginnings(said: str, words: TableWords) -> list[str]:
    """The header words a heading begins with that mean their field there too, the shortest first.

    They are looked up, not tried one after the other: a workbook has thousands of cells to ask.
    """
    return [part for part in _beginnings(said.split(" "), words) if _is_telling(part)]


def _beginnings(single: list[str], words: TableWords) -> list[str]:
    """The header words that these single words begin with."""
    beginnings = (" ".join(single[:end]) for end in range(1, words.most_words + 1))
    return [part for part in dict.fromkeys(beginnings) if part in words.fields]


def longest_beginning(said: str, words: TableWords) -> str:
    """The most header words that folded words begin with; empty where with none."""
    return next(reversed(_beginnings(said.split(" "), words)), "")


def _without_number(label: str) -> str:
    """The folded words of a heading, without the number that forms give their questions."""
    return _QUESTION_NUMBER.sub("", heading_words_only(spaced(label)))


def spaced(label: str) -> str:
    """A heading written as one word with its words apart: "SoDienThoai"."""
    return label if " " in label.strip() else _CAMEL.sub(" ", label)


def _is_telling(word: str) -> bool:
    """Whether it means its field in front of a longer heading, too."""
    # "Mã" or "Ngày" in front of a longer header may be anything: "Mã ngành", "Ngày cấp".
    words = heading_words()
    return word not in words.whole and (" " in word or word in words.abbreviations)
