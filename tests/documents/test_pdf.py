"""The printed minutes measured against NĐ 30/2020/NĐ-CP, Phụ lục I, and read back."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from functools import cache, partial
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest
from pypdfium2 import PdfDocument

from dialogue_app.documents.faces import (
    VIETNAMESE_LETTERS,
    Face,
    choose_face,
    is_complete,
    packaged_face,
)
from dialogue_app.documents.facts import RaiserFacts
from dialogue_app.documents.minutes import minutes_parts
from dialogue_app.documents.minutes_facts import IssueFacts
from dialogue_app.documents.parts import (
    Heading,
    Labelled,
    Level,
    Numbered,
    PageFormat,
    Paper,
    Paragraph,
    Recipient,
    Recipients,
    Section,
    Signature,
    SignatureColumns,
    Title,
)
from dialogue_app.documents.pdf import render_pdf
from tests.documents import example_facts as example

GOLDEN = Path(__file__).parent / "golden"
MM = 72 / 25.4


@cache
def pdf_of(facts=None) -> bytes:
    return render_pdf(minutes_parts(facts or example.meeting()), packaged_face())


def pages_of(facts=None):
    return pdfplumber.open(BytesIO(pdf_of(facts))).pages


def text_of(facts) -> str:
    return " ".join(" ".join((page.extract_text() or "").split()) for page in pages_of(facts))


def drawn(*parts):
    """The first page of a paper of these parts."""
    return pdfplumber.open(BytesIO(paper_of(*parts))).pages[0]


def paper_of(*parts, landscape: bool = False) -> bytes:
    return render_pdf(Paper("mẫu", (Section(parts, PageFormat(landscape)),)), packaged_face())


def texts_of(*parts, landscape: bool = False) -> list[str]:
    """The texts of the pages of a paper of these parts."""
    document = PdfDocument(paper_of(*parts, landscape=landscape))
    return [page.get_textpage().get_text_range().replace("\r", "") for page in document]


def line_of(page, text: str):
    return next(line for line in page.extract_text_lines() if text in line["text"])


def issue(text: str, name: str = "Công ty Mẫu") -> IssueFacts:
    return IssueFacts(text, raisers=(RaiserFacts("k", name),))


def test_page_streams_are_those_of_the_golden():
    with pdfplumber.open(BytesIO(pdf_of(example.EMPTY))) as pdf:
        streams = b"".join(
            stream.get_data() for page in pdf.pages for stream in page.page_obj.contents
        )
    assert streams.decode("latin-1") == (GOLDEN / "empty.stream").read_bytes().decode("latin-1")


def test_the_same_paper_gives_the_same_bytes():
    paper = minutes_parts(example.meeting())
    assert render_pdf(paper, packaged_face()) == render_pdf(paper, packaged_face())


def test_a_file_says_what_it_is_who_wrote_it_and_when():
    told = PdfDocument(pdf_of()).get_metadata_dict()
    assert told["Title"].startswith("Biên bản Hội nghị đối thoại")
    assert told["Author"] == told["Creator"] == "Ủy ban nhân dân phường Mẫu"
    assert told["CreationDate"] == told["ModDate"] == "D:20260915000000+07'00'"
    assert PdfDocument(pdf_of(example.EMPTY)).get_metadata_dict()["CreationDate"] == ""


def test_paper_and_margins():
    for page in pages_of():
        assert sorted((page.width, page.height)) == pytest.approx([595.28, 841.89], abs=1)
        body = [c for c in page.chars if c["top"] > 20 * MM - 1]
        assert 85.0 <= min(c["x0"] for c in body) <= 99.2
        assert 42.5 <= page.width - max(c["x1"] for c in body if c["text"].strip()) <= 85
        assert max(c["bottom"] for c in body) <= page.height - 56.6


def test_page_numbers_start_on_the_second_page_of_each_section():
    numbers = []
    for page in pages_of():
        above = [c for c in page.chars if c["bottom"] < 20 * MM]
        numbers.append("".join(c["text"] for c in above))
        if above:
            centre = (above[0]["x0"] + above[-1]["x1"]) / 2
            assert centre == pytest.approx(page.width / 2 + 5 * MM, abs=1)
            assert {round(c["size"]) for c in above} == {13}
    widths = [page.width for page in pages_of()]
    body = sum(width < 600 for width in widths)
    annex = len(widths) - body
    assert numbers == ["", *map(str, range(2, body + 1)), "", *map(str, range(2, annex + 1))]


@pytest.mark.parametrize(
    ("text", "size", "bold"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", (12, 13), True),
        ("Độc lập - Tự do - Hạnh phúc", (13, 14), True),
        ("ỦY BAN NHÂN DÂN", (12, 13), True),
        ("/BB-UBND", (13, 13), False),
        ("BIÊN BẢN", (13, 14), True),
        ("trên địa bàn phường Mẫu", (13, 14), True),
        ("Thời gian bắt đầu:", (13, 14), False),
        ("I. KHAI MẠC VÀ BÁO CÁO", (13, 14), True),
    ],
)
def test_sizes_and_weights(text, size, bold):
    found = pages_of()[0].search(text)[0]["chars"]
    assert all(size[0] <= round(char["size"], 1) <= size[1] for char in found)
    assert all(("Bold" in char["fontname"]) is bold for char in found)


def test_the_annex_leaves_room_for_the_number_of_its_paper():
    page = next(page for page in pages_of() if page.width > 600)
    before, after = page.search("Biên bản số")[0], page.search("/BB-UBND")[0]
    assert after["x0"] - before["x1"] > 20


def test_recipients_are_small():
    page = next(page for page in pages_of() if "Nơi nhận:" in page.extract_text())
    label = page.search("Nơi nhận:")[0]["chars"]
    assert {(c["size"], "BoldItalic" in c["fontname"]) for c in label} == {(12, True)}
    assert {c["size"] for c in page.search("- Lưu: VT, Hồ sơ.")[0]["chars"]} == {11}
    assert "THƯ KÝ" in page.extract_text()
    assert "Hội nghị kết thúc" in page.extract_text()


@pytest.mark.parametrize(
    ("text", "shortest", "longest"),
    [
        ("Độc lập - Tự do - Hạnh phúc", 0.99, 1.01),
        ("PHƯỜNG MẪU", 1 / 3, 1 / 2),
        ("trên địa bàn phường Mẫu quý III năm 2026", 1 / 3, 1 / 2),
    ],
)
def test_strokes_under_the_heads(text, shortest, longest):
    page = pages_of()[0]
    words = page.search(text)[0]
    width = words["x1"] - words["x0"]
    centre = (words["x0"] + words["x1"]) / 2
    near = [
        line
        for line in page.lines
        if abs((line["x0"] + line["x1"]) / 2 - centre) < 1
        and -3 < line["top"] - words["bottom"] < 6
    ]
    assert len(near) == 1
    assert shortest <= (near[0]["x1"] - near[0]["x0"]) / width <= longest


def test_body_is_indented_one_centimetre_with_room_before():
    page = pages_of()[0]
    first = line_of(page, "Thời gian bắt đầu")
    second = line_of(page, "Địa điểm")
    assert first["x0"] == pytest.approx(40 * MM, abs=1)
    assert second["top"] - first["top"] >= 14 + 6


def test_every_letter_comes_back():
    letters = " ".join(sorted(VIETNAMESE_LETTERS))
    assert len(VIETNAMESE_LETTERS - set("aeiouyAEIOUY")) == 134
    assert letters in text_of(example.meeting((issue(letters),)))


def test_decomposed_text_is_composed_and_eth_survives():
    typed = unicodedata.normalize("NFD", "Đường Điện Biên Phủ ngập") + " Ð"
    assert "Đường Điện Biên Phủ ngập Ð" in text_of(example.meeting((issue(typed),)))


@pytest.mark.parametrize("typed", ["<b>đậm</b> & <br> a < b", "&amp; &#65; <para>", "</font>"])
def test_what_looks_like_markup_is_printed_as_typed(typed):
    assert typed in text_of(example.meeting((issue(typed, typed),)))


def test_control_characters_are_gone():
    assert "mộthai" in text_of(example.meeting((issue("một\x00\x07hai"),)))


def test_a_long_unbroken_word_stays_inside_the_margins():
    for page in pages_of(example.meeting((issue("ư" * 400, "W" * 200),))):
        assert max(char["x1"] for char in page.chars) <= page.width - 20 * MM + 1


def test_three_hundred_issues_print_with_the_heading_on_every_page():
    annex = [page for page in pages_of(example.many(300)) if page.width > 600]
    assert all("STT" in page.extract_text() for page in annex)
    assert "300" in annex[-1].extract_text().split()


def test_an_agency_name_of_three_lines_does_not_meet_the_nation():
    agency = replace(
        example.AGENCY, head_lines=("ỦY BAN NHÂN DÂN", "PHƯỜNG MẪU CÓ TÊN RẤT DÀI " * 3)
    )
    page = pages_of(replace(example.meeting(), agency=agency))[0]
    nation = page.search("CỘNG HÒA")[0]
    left = page.crop((0, 0, nation["x0"] - 2, page.height / 4)).extract_text()
    assert left.count("PHƯỜNG MẪU CÓ TÊN RẤT DÀI") + left.count("TÊN RẤT") >= 3
    assert page.search("/BB-UBND")[0]["bottom"] < page.search("BIÊN BẢN")[0]["top"]


@pytest.mark.parametrize("heading", ["ĐẦU MỤC", "ĐẦU MỤC " * 8, "ĐẦU MỤC " * 15])
@pytest.mark.parametrize("lower", range(4))
@pytest.mark.parametrize("lines", range(26, 33))
def test_no_heading_ends_a_page(lines, lower, heading):
    filler = [Paragraph(f"Dòng {n}") for n in range(lines)]
    filler += [Paragraph("đầu " * 14 * lower)] * bool(lower)  # so many lines more
    three_lines = Paragraph("chữ " * 45)  # which do not split
    pages = texts_of(*filler, Heading(Level.SECTION, 1, heading), three_lines)
    assert "chữ chữ" in next(page for page in pages if "MỤC" in page.splitlines()[-4])


@pytest.mark.parametrize("lines", range(24, 38))
def test_no_heading_is_left_when_the_signatures_go_on(lines):
    filler = tuple(Paragraph(f"Dòng {n}") for n in range(lines))
    last = (
        Heading(Level.SECTION, 3, "KẾT LUẬN"),
        Paragraph("Đã rõ"),
        Paragraph("Hết giờ"),
        CLOSING,
    )
    pages = texts_of(*filler, *last)
    assert "THƯ KÝ" in next(page for page in pages if "KẾT LUẬN" in page)


def test_each_line_typed_is_a_paragraph_of_its_own():
    first, second, third = (f"{word} " * 30 for word in ("một", "hai", "ba"))
    for part in (Paragraph, partial(Labelled, "Nhãn"), partial(Numbered, 1)):
        lines = drawn(part(f"{first}\n{second}\n\n{third}")).extract_text_lines()
        for word in ("hai hai", "ba ba"):
            start = next(n for n, line in enumerate(lines) if word in line["text"])
            assert lines[start]["x0"] == pytest.approx(40 * MM, abs=1)
            assert lines[start + 1]["x0"] == pytest.approx(30 * MM, abs=1)
            apart = lines[start]["top"] - lines[start - 1]["top"]
            assert apart == pytest.approx(14 * 1.15 + 6, abs=1)


CLOSING = SignatureColumns(
    Signature(("CHỦ TỌA",), "Trần Văn Hòa", "PHÓ CHỦ TỊCH THƯỜNG TRỰC ỦY BAN NHÂN DÂN PHƯỜNG"),
    Recipients((Recipient("Chủ tịch, các Phó Chủ tịch UBND phường"),), ("VT", "Hồ sơ")),
    Signature(("THƯ KÝ",), "Nguyễn Ngọc Diệp"),
)


def tops(page, *texts: str) -> list[float]:
    return [page.search(text)[0]["top"] for text in texts]


def test_both_signers_stand_level_and_the_office_right_above_the_name():
    page, line = drawn(Paragraph("chữ"), CLOSING), 14 * 1.15
    secretary, chair = tops(page, "THƯ KÝ", "CHỦ TỌA")
    left, right = tops(page, "Nguyễn Ngọc Diệp", "Trần Văn Hòa")
    upper, lower = tops(page, "PHÓ CHỦ TỊCH", "NHÂN DÂN PHƯỜNG")
    assert secretary == pytest.approx(chair, abs=0.1)
    assert left == pytest.approx(right, abs=0.1)
    assert [right - lower, lower - upper] == pytest.approx([line, line], abs=0.1)
    assert upper - chair > 20 * MM
    assert tops(page, "Nơi nhận")[0] > left + line


@pytest.mark.parametrize("count", [2, 20])
def test_without_a_second_signer_the_recipients_stand_level_with_the_first(count):
    many = Recipients(tuple(Recipient(f"Nơi {n}") for n in range(count)), ("VT",))
    page = drawn(Paragraph("chữ"), replace(CLOSING, left=None, recipients=many))
    label, capacity = page.search("Nơi nhận")[0], page.search("CHỦ TỌA")[0]
    assert label["bottom"] == pytest.approx(capacity["bottom"], abs=4)
    assert label["x0"] == pytest.approx(30 * MM, abs=1)
    office, name = tops(page, "NHÂN DÂN PHƯỜNG", "Trần Văn Hòa")
    assert name - office == pytest.approx(14 * 1.15, abs=0.1)


def test_the_abstract_keeps_the_line_break_that_was_typed():
    page = drawn(Title("BIÊN BẢN", "Hội nghị đối thoại\nvới doanh nghiệp"))
    assert page.extract_text().splitlines() == [
        "BIÊN BẢN",
        "Hội nghị đối thoại",
        "với doanh nghiệp",
    ]


@pytest.mark.parametrize("ward", ["Mẫu", "Mẫu Một Hai", "Mẫu Một Hai Ba Bốn Năm Sáu"])
def test_the_abstract_parts_no_term(ward):
    name = (
        "Hội nghị đối thoại giữa chính quyền với doanh nghiệp, hộ kinh doanh trên địa bàn phường "
        f"{ward} quý III năm 2026"
    )
    _kind, *lines = drawn(Title("BIÊN BẢN", name)).extract_text().splitlines()
    assert len(lines) in (2, 3)
    for term in ("đối thoại", "chính quyền", "doanh nghiệp", "hộ kinh doanh", "địa bàn", "quý III"):
        assert any(term in line for line in lines), lines
    assert "năm 2026" in lines[-1]


def test_a_three_page_paper_is_small():
    assert len(pdf_of()) < 200_000


def test_the_packaged_face_is_complete_and_taken_where_nothing_is_installed(tmp_path):
    assert is_complete(packaged_face())
    assert choose_face([tmp_path]).family == "Crimson Text"


def test_a_damaged_system_face_is_passed_over_and_named(tmp_path):
    for style in ("Regular", "Bold", "Italic", "BoldItalic"):
        (tmp_path / f"Tinos-{style}.ttf").write_bytes(b"not a font")
    chosen = choose_face([tmp_path])
    assert (chosen.family, chosen.rejected) == ("Crimson Text", ("Tinos",))


def test_a_missing_file_makes_a_face_incomplete(tmp_path):
    gone = tmp_path / "gone.ttf"
    assert not is_complete(Face("Gone", (gone, gone, gone, gone)))
