from __future__ import annotations

import unicodedata
from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue_app.domain.errors.base import UnreadableLetter
from dialogue_app.domain.sort_keys import person_sort_key, sort_key
from dialogue_app.domain.text import (
    OfWords,
    clean,
    clean_line,
    enterprise_match_key,
    fold,
    has_marks,
    initial_upper,
    legal_type_length,
    proper_name_first,
    text_digest,
    tidy_name,
)

TEXTS = st.text() | st.text(alphabet="aăâbcdđeêgiơưýỳ ÁẶ\u0301\u0323\n\r\t\u00a0\u200b-.1")
ALPHABET = list("aăâbcdđeêghiklmnoôơpqrstuưvxy")
TONES = ["ma", "mà", "mả", "mã", "má", "mạ"]


def in_order(texts: list[str], key: Callable[[str], str]) -> list[str]:
    shuffled = list(texts)
    Random(1).shuffle(shuffled)
    return sorted(shuffled, key=key)


@pytest.mark.parametrize(
    ("written", "cleaned"),
    [
        ("  Công ty \u00a0 \t Mẫu  ", "Công ty Mẫu"),
        ("một\r\n\r\n\r\n\r\nhai\rba", "một\n\nhai\nba"),
        (unicodedata.normalize("NFD", "Đường Trường Ổn"), "Đường Trường Ổn"),
        ("a\u200bb\x00c\x07d\ufeff", "abcd"),
        ("một\u202e hai\u202c\u200f\ufffe", "một hai"),
        ("mới hơn Python: \U0001fae8 \U0002ebf0", "mới hơn Python: \U0001fae8 \U0002ebf0"),
        ("\u0600١", "\u0600١"),
        ("đã mất � rồi", "đã mất � rồi"),
        (" \n ", ""),
        ("Công  ty   Mẫu", "Công ty Mẫu"),
        ("một \n hai", "một\nhai"),
        ("một\n\nhai", "một\n\nhai"),
    ],
)
def test_clean(written: str, cleaned: str) -> None:
    assert clean(written) == cleaned


@pytest.mark.parametrize("cleaned", [clean, clean_line])
@pytest.mark.parametrize("half", [0xD800, 0xDBFF, 0xDC00, 0xDCFF, 0xDFFF])
def test_half_a_letter_is_never_left_out(cleaned: Callable[[str], str], half: int) -> None:
    before = "một câu dài " * 20
    with pytest.raises(UnreadableLetter) as caught:
        cleaned(f"{before}Công ty{chr(half)} Mẫu")
    assert caught.value.values() == {"value": "ột câu dài một câu dài Công ty� Mẫu"}


def test_half_a_letter_is_no_word_to_look_for() -> None:
    assert fold("Mẫu\ud83d \ud800") == "mau"
    assert fold("\U0001fae8") == "\U0001fae8"


@given(TEXTS)
def test_clean_leaves_clean_text_alone(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "\n" not in clean_line(text)
    assert clean_line(text) == " ".join(once.split())
    once.encode("utf-8")


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Thuế Đường Điện ước ƠN", "thue duong dien uoc on"),
        ("Ðà Nẵng", "da nang"),  # Ð is U+00D0
        ("hoà  hòa", "hoa hoa"),
        (unicodedata.normalize("NFD", "Nguyễn Thị Ữ"), "nguyen thi u"),
        ("한국 Mẫu", "한국 mau"),
        (unicodedata.normalize("NFD", "한국 Mẫu"), "한국 mau"),
    ],
)
def test_fold(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(TEXTS)
def test_fold_does_not_depend_on_spelling(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))
    assert fold(clean(text)) == folded


def test_has_marks() -> None:
    assert all(map(has_marks, ["đi", "thuế", "e\u0301"]))
    assert not any(map(has_marks, ["thue 2026", "m²", ""]))


def test_letters_sort_as_in_a_dictionary() -> None:
    assert in_order(ALPHABET, sort_key) == ALPHABET
    assert in_order(TONES, sort_key) == TONES


def test_words_sort_as_icu_sorts_them() -> None:
    words = ["Ái", "An", "Ăn", "Ân", "Bình", "Dũng", "Đạt", "Em", "Êm", "Ông", "Ơn", "Ước"]
    assert in_order(words, sort_key) == words
    phrases = ["An", "an 2", "An Bình", "Án Bình", "Anh", "Ánh An", "Anh Bình"]
    assert in_order(phrases, sort_key) == phrases


@given(TEXTS)
def test_sort_key_is_one_printable_line(text: str) -> None:
    key = sort_key(text)
    assert key == sort_key(unicodedata.normalize("NFD", text))
    assert "\n" not in key
    key.encode("utf-8")


@given(st.lists(st.sampled_from([a + b for a in ("m", "đ", "d") for b in "aáàăâ"]), min_size=2))
def test_letters_count_before_tones(words: list[str]) -> None:
    def plain(word: str) -> str:
        return word.translate(str.maketrans("áà", "aa"))

    keys = sorted(words, key=sort_key)
    bare = [sort_key(plain(word)) for word in keys]
    assert bare == sorted(bare)


def test_people_sort_by_given_name() -> None:
    people = ["Bùi An", "Nguyễn Văn An", "Trần Anh", "Lê Thị Ánh", "Đỗ Bình"]
    assert in_order(people, person_sort_key) == people
    assert person_sort_key(" ") == ""


@pytest.mark.parametrize(
    ("written", "tidy"),
    [
        ("HỢP TÁC XÃ DỆT MAY TRƯỜNG ỔN ÁNH", "Hợp tác xã Dệt May Trường Ổn Ánh"),
        ("CTY TNHH MTV XNK MINH CHÂU", "Công ty TNHH MTV XNK Minh Châu"),
        ("CÔNG TY CỔ PHẦN A68 ÁNH DƯƠNG", "Công ty cổ phần A68 Ánh Dương"),
        ("Cty. TNHH Mẫu", "Công ty TNHH Mẫu"),
        ("Công ty TNHH ABC", "Công ty TNHH ABC"),
        ("công ty tnhh mẫu", "công ty tnhh mẫu"),
        ("FPT", "FPT"),
        ("AN PHÁT", "An Phát"),
        ("NHÀ MÁY XIV BTS 2A", "Nhà Máy XIV BTS 2A"),
        ("HỘ KINH DOANH MẪU", "Hộ kinh doanh Mẫu"),
        ("HỘ CÁ THỂ MẪU", "Hộ Cá Thể Mẫu"),
        ("CTY CP AN", "Công ty CP An"),
    ],
)
def test_tidy_name(written: str, tidy: str) -> None:
    assert tidy_name(written) == tidy


@given(TEXTS)
def test_tidy_name_changes_capitals_only(text: str) -> None:
    name = clean_line(text)
    if "cty" not in fold(name).replace(".", ""):
        assert fold(tidy_name(name)) == fold(name)


def test_spellings_of_one_enterprise_meet() -> None:
    spellings = [
        "Công ty TNHH MTV Thương mại Dịch vụ Á Châu",
        "CTY TNHH Một Thành Viên TM - DV Á Châu",
        "cong ty trach nhiem huu han 1 thanh vien thuong mai & dich vu a chau",
    ]
    assert len({enterprise_match_key(name) for name in spellings}) == 1
    assert enterprise_match_key("Công ty CP An") == enterprise_match_key("Công ty Cổ phần An")
    assert enterprise_match_key("Công ty An") != enterprise_match_key("Công ty Anh")


def test_initial_upper() -> None:
    assert initial_upper("đề nghị TNHH") == "Đề nghị TNHH"
    assert initial_upper("") == ""


@pytest.mark.parametrize(
    ("written", "bare"),
    [
        ("Công ty TNHH MTV Cơ khí Mẫu", "co khi mau"),
        ("Cty CP Mẫu", "mau"),
        ("Công ty trách nhiệm hữu hạn hai thành viên trở lên Mẫu", "mau"),
        ("Chi nhánh Công ty Cổ phần Mẫu", "mau"),
        ("HTX Mẫu Xanh", "mau xanh"),
        ("Hộ kinh doanh", ""),
        ("Tiệm Mẫu", "tiem mau"),
    ],
)
def test_a_name_without_its_legal_type(written: str, bare: str) -> None:
    words = fold(written).split()
    assert words[legal_type_length(words) :] == bare.split()


def test_the_same_text_however_it_is_typed() -> None:
    digest = text_digest("Đường ngập, sửa gấp!")
    assert len(digest) == 32
    for same in ("duong ngap sua gap", "ĐƯỜNG  NGẬP\n(sửa_gấp)", " Đường ngập – sửa gấp"):
        assert text_digest(same) == digest
    for other in ("Đường ngập", "Đường ngập, sửa gấp 2", "Đườngngập, sửa gấp"):
        assert text_digest(other) != digest


@given(st.lists(st.sampled_from(["An", "Ánh", "Bình", "Ân"]), min_size=1, max_size=3))
def test_a_shorter_text_stands_before_what_goes_on(words: list[str]) -> None:
    assert sort_key(" ".join(words)) < sort_key(" ".join([*words, "An"]))


@pytest.mark.parametrize(
    ("one", "other"),
    [("Mẫu", "  mẫu "), ("Ðà", "Đà"), ("Wệ", "wệ"), ("a-b", "a b"), ("ß", "ss"), ("é", "e\u0301")],
)
def test_what_sorts_alike(one: str, other: str) -> None:
    assert sort_key(one) == sort_key(other)


def test_a_word_that_ends_stands_before_one_that_goes_on() -> None:
    names = ["An Bình", "An Xuân", "An-Xuân 2", "Anh", "Anh An", "Công ty Xuân", "Công tyn"]
    assert in_order(names, sort_key) == names


def test_people_of_one_given_name_sort_by_the_words_before_it() -> None:
    people = ["An", "Bùi An", "Lê An", "Lê Ăn", "Bùi Ân"]
    assert in_order(people, person_sort_key) == people


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Công ty TNHH Nhựa Mẫu", "Nhựa Mẫu · Cty TNHH"),
        ("Công ty trách nhiệm hữu hạn một thành viên Mẫu", "Mẫu · Cty TNHH MTV"),
        ("Công ty TNHH Thương mại và Dịch vụ Mẫu An", "Mẫu An · Cty TNHH TM và DV"),
        ("Công ty TNHH Sản xuất, Thương mại Mẫu", "Mẫu · Cty TNHH SX, TM"),
        ("Hộ kinh doanh quán Mẫu", "Quán Mẫu · HKD"),
        ("Công ty TNHH", "Công ty TNHH"),
        ("Công ty TNHH Thương mại", "Công ty TNHH Thương mại"),
        ("chị Mẫu đầu hẻm", "chị Mẫu đầu hẻm"),
        ("", ""),
    ],
)
def test_the_proper_name_stands_before_the_legal_type(name: str, shown: str):
    assert proper_name_first(name) == shown


def test_what_follows_from_words_is_kept_within_bounds():
    lengths = OfWords(len)
    assert [lengths[f"từ{number}"] for number in range(20_000)][-1] == 7
    assert len(lengths) < 20_000
    assert lengths["ă" * 1000] == 1000
    assert "ă" * 1000 not in lengths
