"""Old letters are read as what their fonts show, and nothing else is taken for them."""

from __future__ import annotations

from itertools import product
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as some

from dialogue_app.domain.legacy_letters import Letters, convert, letters_of, may_be, read_in_font
from dialogue_app.domain.syllables import is_syllable

# As the tables of the two ways of writing print them: no mark, then grave, hook, tilde, acute, dot.
TCVN3 = {
    "a": "a µ ¶ · ¸ ¹", "ă": "¨ » ¼ ½ ¾ Æ", "â": "© Ç È É Ê Ë", "e": "e Ì Î Ï Ð Ñ",
    "ê": "ª Ò Ó Ô Õ Ö", "i": "i × Ø Ü Ý Þ", "o": "o ß á â ã ä", "ô": "« å æ ç è é",
    "ơ": "¬ ê ë ì í î", "u": "u ï ñ ò ó ô", "ư": "\u00ad õ ö ÷ ø ù", "y": "y ú û ü ý þ",
}  # fmt: skip
VNI = {
    "a": "a aø aû aõ aù aï", "ă": "aê aè aú aü aé aë", "â": "aâ aà aå aã aá aä",
    "e": "e eø eû eõ eù eï", "ê": "eâ eà eå eã eá eä", "i": "i ì æ ó í ò",
    "o": "o oø oû oõ où oï", "ô": "oâ oà oå oã oá oä", "ơ": "ô ôø ôû ôõ ôù ôï",
    "u": "u uø uû uõ uù uï", "ư": "ö öø öû öõ öù öï", "y": "y yø yû yõ yù î",
}  # fmt: skip
MARKS = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")


def written(table: dict[str, str], d: str) -> dict[str, str]:
    found = {"đ": d}
    for vowel, forms in table.items():
        for mark, form in zip(MARKS, forms.split(" "), strict=True):
            found[normalize("NFC", vowel + mark)] = form
    return found


ENCODED = {Letters.TCVN3: written(TCVN3, "®"), Letters.VNI: written(VNI, "ñ")}
ENCODED[Letters.VNI] |= {k.upper(): v.upper() for k, v in ENCODED[Letters.VNI].items()}
ENCODED[Letters.TCVN3] |= dict(zip("ĂÂÊÔƠƯĐ", "¡¢£¤¥¦§", strict=True))
FONTS = {Letters.TCVN3: ".VnTime", Letters.VNI: "VNI-Times"}

CONSONANTS = """
    b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x
"""
ONSETS = ["", *CONSONANTS.split()]
SOUNDS = """
    a ă â e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia iêu yêu iu oa oai oay oe oi ôi ơi ua
    uây uê ui uôi uơ uy uya uyu ưa ưi ươi ươu ưu oă uâ uô iê yê ươ uyê oo
"""
VOWELS = SOUNDS.split()
CODAS = ["", "c", "ch", "m", "n", "ng", "nh", "p", "t"]


def syllables() -> list[str]:
    """Every onset, vowels and coda with every mark on every vowel, whether it is a word or not."""
    found = []
    for onset, vowels, coda, mark in product(ONSETS, VOWELS, CODAS, MARKS):
        for place in range(len(vowels)):
            marked = vowels[: place + 1] + mark + vowels[place + 1 :]
            found.append(normalize("NFC", onset + marked + coda))
    return found


def encode(text: str, letters: Letters) -> str:
    return "".join(ENCODED[letters].get(char, char) for char in text)


ALL = syllables()


@pytest.mark.parametrize("letters", Letters)
def test_every_syllable_comes_back(letters: Letters) -> None:
    text = " ".join(ALL)
    assert convert(encode(text, letters), letters) == text
    assert read_in_font(encode(text, letters), FONTS[letters]) == text


def test_capitals_come_back() -> None:
    for text in (" ".join(ALL).upper(), " ".join(ALL).title()):
        assert convert(encode(text, Letters.VNI), Letters.VNI) == text
        small = encode(text.lower(), Letters.TCVN3)
        assert read_in_font(small, ".VnTimeH") == text.upper()
    assert convert("Aùnh AÙnh ÑÖÔØNG Ñöôøng", Letters.VNI) == "Ánh Ánh ĐƯỜNG Đường"


@pytest.mark.parametrize("letters", Letters)
def test_what_is_sure_is_found_without_a_font(letters: Letters) -> None:
    """Two syllables each; what is Vietnamese as it stands, or in both letters, cannot be told."""
    words = [word for word in ALL if is_syllable(word) and not word.isascii()]
    pairs = [f"{first} {second}" for first, second in zip(words, words[7:], strict=False)]
    found = {text: letters_of(encode(text, letters)) for text in pairs}
    likely = [text for text in pairs if found[text] or may_be(encode(text, letters), letters)]
    wrong = [text for text in pairs if found[text] not in (letters, None)]
    assert len(wrong) * 500 < len(pairs)
    for text in {*pairs} - {*likely}:
        assert any(map(is_syllable, encode(text, letters).split()))
    assert sum(found[text] is letters for text in pairs) * 10 > len(pairs) * 7


REAL = {
    "C«ng ty TNHH mét thµnh viªn": "Công ty TNHH một thành viên",
    "§Þa chØ": "Địa chỉ",
    "Tr\u00adêng": "Trường",
    "M· sè thuÕ": "Mã số thuế",
    "Hµ Néi": "Hà Nội",
    "NGUYÔN V¡N HOµNG": "NGUYỄN VĂN HOÀNG",
    "Ng\u00adêi ®¹i diÖn (ký tªn): 12/5": "Người đại diện (ký tên): 12/5",
    "Coâng ty TNHH moät thaønh vieân": "Công ty TNHH một thành viên",
    "ÑÒA CHÆ": "ĐỊA CHỈ",
    "Nghò ñònh soá 30/2020/NÑ-CP": "Nghị định số 30/2020/NĐ-CP",
    "Teân": "Tên",
    "Quaän 1, TP. HCM": "Quận 1, TP. HCM",
}


@pytest.mark.parametrize("old", REAL)
def test_real_words(old: str) -> None:
    found = letters_of(old)
    assert found is not None
    assert convert(old, found) == REAL[old]


@pytest.mark.parametrize(
    "text",
    [
        "Công ty", "Bà Cà có xe", "thé", "Cộng hòa", "Cộng hoà", normalize("NFD", "Cộng hòa"),
        "Ông Hoà và bà Bé", "São Paulo", "España niño", "Müller & Söhne GmbH", "Köln", "Noël",
        "Citroën naïve café", "goût de la crème brûlée", "Nestlé Việt Nam", "Mª José",
        "§ 5", "§5", "x·y", "N¹", "20 m² × 3", "©2024 ABC®", "«Anh»", "25 °C ± 1", "£5 ¥10 ¢3",
        "10µg", "5 µm", "Loïc", "Kính gửi: “Sở” – …", "Å på ø", "• Mục – một", "ÄÖÜ", "ß", "ø",
    ],
)  # fmt: skip
def test_what_is_no_old_text_is_left(text: str) -> None:
    assert letters_of(text) is None


ASCII = some.text(some.characters(max_codepoint=127))
UNICODE_WORDS = some.lists(
    some.sampled_from([word for word in ALL if is_syllable(word)]), min_size=1, max_size=8
)


@given(ASCII)
def test_codes_addresses_and_english_are_never_changed(text: str) -> None:
    assert letters_of(text) is None
    assert not any(may_be(text, letters) for letters in Letters)
    for font in (".VnTime", "VNI-Times", "Arial"):
        assert read_in_font(text, font) is None


def test_a_font_of_capitals_shows_capitals_of_plain_letters_too() -> None:
    assert read_in_font("Cty Hoa Mai", ".VnTimeH") == "CTY HOA MAI"
    assert read_in_font("0900000001", ".VnTimeH") == "0900000001"
    for address in ("mau@example.com", "https://mau.example", "www.mau.example"):
        assert read_in_font(address, ".VnTimeH") is None


@given(UNICODE_WORDS)
def test_unicode_is_never_changed(words: list[str]) -> None:
    for text in (" ".join(words), " ".join(words).upper(), normalize("NFD", " ".join(words))):
        assert letters_of(text) is None


def test_unicode_in_an_old_font_is_left() -> None:
    """Somebody pasted it; Excel shows it in another face."""
    for font in FONTS.values():
        assert read_in_font("Cộng hòa", font) is None
    assert read_in_font("C«ng ty", "Times New Roman") is None


@pytest.mark.parametrize("font", [".VnTime", ".VNTIME", "'.VnArial NarrowH'", ".vnarialh"])
def test_fonts_of_tcvn3(font: str) -> None:
    read = read_in_font("®\u00adêng – 5%", font)
    assert read == ("ĐƯỜNG – 5%" if font.strip("'").lower().endswith("h") else "đường – 5%")


@pytest.mark.parametrize("font", ["VNI-Times", "VNI-Helve-Condense", "vni-times", "VNI Aptima"])
def test_fonts_of_vni(font: str) -> None:
    assert read_in_font("ñöôøng – 5%", font) == "đường – 5%"
