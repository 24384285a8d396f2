"""Telephones, codes and e-mail addresses become gaps; all other numbers stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue_app.documents.masking import masked


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("gọi 0900 000 123 trong 15 ngày", "gọi …… trong 15 ngày"),
        ("gọi 0900 000 123 2 lần", "gọi …… 2 lần"),
        ("ĐT: 0900.000.123, 0900000124", "……, ……"),
        ("0900000123/0900 000 124", "……/……"),
        ("số điện thoại 028 0000 1234 (máy lẻ 12)", "…… (máy lẻ 12)"),
        ("(028) 0000 1234", "……"),
        ("+84 900 000 123", "……"),
        ("điện thoại 0000 1234", "……"),
        ("(ĐT 0900 000 123)", "(……)"),
        ("MST 0012345678", "……"),
        ("mã số thuế là 0012345678-001 ạ", "…… ạ"),
        ("đơn vị 3600123456 nộp", "đơn vị …… nộp"),
        ("số định danh cá nhân 000 012 345 678", "……"),
        ("CCCD số: 000012345678", "……"),
        ("mang số 000 012 345 678", "mang số ……"),
        ("hồ sơ 0012345678901", "hồ sơ ……"),
        ("email: a.b@mau.example, xin cảm ơn", "……, xin cảm ơn"),
        ("viết về a @ mau.example ạ", "viết về …… ạ"),
        ("hộp thư a[at]mau.example.", "……."),
        ("a (at) mau [dot] example", "……"),
        ("a a còng mau.example", "……"),
        ("CCCD079066088844/CA", "……/CA"),
        ("CCCD: 0790 6608 8844 của Mẫu", "…… của Mẫu"),
        ("mang số 079.066.088.844", "mang số ……"),
        ("mang số 079066\n088844", "mang số ……"),
        ("SĐT0900000123 gặp Mẫu", "…… gặp Mẫu"),
        ("gọi 0900_000_123", "gọi ……"),
        ("0900000123 đồng chí Mẫu, 0012345678 đ/c Mẫu", "…… đồng chí Mẫu, …… đ/c Mẫu"),
        ("84900000123 hoặc (84) 900 000 124", "…… hoặc ……"),
        ("0900\u200b000123", "……"),
        ("0900000123,0900000124", "……,……"),
        ("1.0900000123", "1.……"),
        ("Mẫu_0900000123_kd", "Mẫu_……_kd"),
        ("ĐT bàn 00001234, phone No. 00001234", "……, ……"),
        ("số điện thoại anh Mẫu 00001234", "……"),
        ("ĐT: 0900\n000123 gặp Mẫu", "…… gặp Mẫu"),
        ("gọi (0900)/000/123 hoặc +84\u00a0900 000 124", "gọi …… hoặc ……"),
        ("A0900 000 123B", "A……B"),
        ("MST 0012\u00a0345\u00a0678, 0012345678/001", "……, ……"),
        ("a@mau chấm example, a at mau.example, a<at>mau.example", "……, ……, ……"),
        ("a a-còng mau dot example", "……"),
    ],
)
def test_private_numbers_go_with_their_labels(typed, printed):
    assert masked(typed) == printed


@pytest.mark.parametrize(
    "typed",
    [
        "hỗ trợ 1.234.567.890 đồng",
        "hỗ trợ 1234567890 đồng",
        "vốn 1500000000 ngàn đồng, đất 1234567890 ha",
        "hỗ trợ 84900000123 đồng, 84.900.000.123 đồng",
        "hỗ trợ 1 012 345 678 đồng",
        "0,5 tỷ đồng, 380 triệu đồng, 2.400 m²",
        "Công văn 125/UBND-KT, Nghị định 30/2020/NĐ-CP, số 1234567890/QĐ",
        "ngày 05/09/2026, 05.9.2026 - 12.9.2026, 01.09.2026 10 giờ",
        "từ 07.30-11.30-13.30, năm 2025-2026",
        "gọi 1022, đường dây 113",
        "KN-2026-0015, hồ sơ H29-250915-0001",
        "đề nghị cho số điện thoại",
        "gửi Zalo 15.9.2026, điện thoại 07.30 - 11.30",
    ],
)
def test_money_dates_and_letters_stay(typed):
    assert masked(typed) == typed


@given(st.from_regex(r"0[0-9]{8,10}|\+84[0-9]{9}|[0-9]{10}|[0-9]{12,13}", fullmatch=True))
def test_no_such_number_survives_among_words(number):
    assert masked(f"xin gọi {number}, cảm ơn") == "xin gọi ……, cảm ơn"


@given(st.integers(1, 10**12))
def test_an_amount_survives(amount):
    written = f"{amount:,}".replace(",", ".")
    for text in (f"{written} đồng", f"{amount} đồng"):
        assert masked(text) == text
