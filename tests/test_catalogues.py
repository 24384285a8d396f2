"""Both languages are complete, and the Vietnamese is written as officials write it."""

from __future__ import annotations

import re
import string
from io import BytesIO
from unicodedata import normalize

import pytest
from babel.messages.catalog import Catalog, Message

from tests.catalogues import KEYWORDS, LANGUAGES, extracted, forms, read_catalogue, texts_of

FORBIDDEN = re.compile(
    r"\b(import|export|preview|hash|sha-256|audit|token|escalate|dashboard|ticket|phiên(?! bản))\b",
    re.IGNORECASE,
)
NEW_STYLE_TONES = re.compile(r"(o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])(?!\w)", re.IGNORECASE)
# Capital inside a sentence (NĐ 30/2020, Phụ lục II): names of places, bodies and persons' forms.
PROPER = re.compile(
    r"Thành phố|Trung ương|Hồ Chí Minh|Việt Nam|Ủy ban|Hội đồng|Mặt trận Tổ quốc|Tổ quốc|Nhân dân"
    r"|Đảng ủy|Văn phòng|Phòng|Trung tâm|Chủ tịch|Phó Chủ tịch|Ông|Bà|Excel|Word|Zalo|Internet"
    r"|OneDrive|Google Drive|Dropbox"
    r"|thứ (Hai|Ba|Tư|Năm|Sáu|Bảy)|Chủ nhật|Nghị định|Điều|Bộ luật Dân sự|Nhà nước"
    r"|(Ctrl|Shift|Alt)\+|Enter|Esc"  # keys
)


def fields(text: str) -> set[str]:
    return {name for _lit, name, _spec, _conv in string.Formatter().parse(text) if name}


def messages(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def vietnamese() -> list[tuple[str, str]]:
    return [
        (str(message.id), normalize("NFC", form))
        for domain in ("dialogue", "qt")
        for message in messages(read_catalogue("vi", domain))
        for form in forms(message.string)
    ]


@pytest.mark.parametrize(
    "source",
    [
        "_('Keys')",
        "f\"{_('Keys')} · {n}\"",
        "f\"{f(_('Keys'))}\"",
        "i18n._('Keys')",
        "x = N_('Key' 's')",
    ],
)
def test_a_text_is_found_wherever_it_stands(source: str):
    found = texts_of(BytesIO(source.encode()), KEYWORDS, (), {})
    assert [texts for _line, _called, texts, _comments in found] == ["Keys"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_code_is_translated(language: str):
    catalogue = read_catalogue(language)
    found = {(message.context, message.id): message for message in messages(catalogue)}
    wanted = [(message.context, message.id) for message in messages(extracted())]
    missing = [key for key in wanted if key not in found]
    waiting = [key for key in wanted if key in found and not all(forms(found[key].string))]
    doubtful = [message.id for message in found.values() if message.fuzzy]
    assert (missing, waiting, doubtful) == ([], [], []), "run `make catalogues` and translate"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_fields_of_its_text(language: str):
    wrong = [
        (message.id, form)
        for message in messages(read_catalogue(language))
        for form in forms(message.string)
        if form  # what is not translated yet is another test's
        # a form for "one" may leave the number out
        and fields(form) | {"n"} != fields(forms(message.id)[-1]) | {"n"}
    ]
    assert wrong == []


def test_vietnamese_is_written_in_sentence_case():
    def capitals(text: str) -> int:
        bare = PROPER.sub("", re.sub(r"\{[^}]*\}|[A-ZĐÂĂÊÔƠƯ.]{2,}", "", text))
        inner = re.sub(r"(^|[.:!?…·(“\"›/&\n]\s*)\w+", "", bare)
        return sum(word[0].isupper() for word in re.findall(r"[^\W\d_]+", inner))

    assert [text for _, text in vietnamese() if capitals(text) >= 2] == []


def test_vietnamese_has_no_foreign_or_wrong_word():
    assert [
        (text, match[0])
        for _, text in vietnamese()
        if (match := FORBIDDEN.search(re.sub(r"\{[^}]*\}", "", text)))
    ] == []


def test_tone_marks_stand_on_the_first_vowel():
    assert [text for _, text in vietnamese() if NEW_STYLE_TONES.search(text)] == []


@pytest.mark.parametrize(
    ("word", "wrong"),
    [("hòa", False), ("hoà", True), ("uỷ", True), ("quý", False), ("toàn", False)],
)
def test_the_rule_of_tone_marks_knows_both_styles(word: str, wrong: bool):
    text = normalize("NFC", word)
    assert bool(NEW_STYLE_TONES.search(text)) is wrong
