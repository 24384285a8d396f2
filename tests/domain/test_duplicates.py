"""Which two enterprises may be one, and which are two however alike they look."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dialogue_app.domain.duplicates import Duplicates
from dialogue_app.domain.likeness import Described, Likeness, LikenessReason, one_letter_apart
from tests.domain.labelled_names import PROPER, Maker, labelled

SAME_NAME, ONE_LETTER = LikenessReason.SAME_NAME, LikenessReason.ONE_LETTER
# Words that many names of a register have, so that none of them is rare.
COMMON = [
    Described(f"Công ty TNHH {one} {other} {word}")
    for one, other in (("Hoàng", "Long"), ("Minh", "Phát"), ("Linh", "Đạt"), ("An", "Phúc"))
    for word in ("Sơn", "Lan", "Loan", "Hải", "Thành", "Thanh", "Bình")
]


def reason(one: Described, other: Described) -> Likeness | None:
    """Why the two may be one, in a register of some others."""
    found = Duplicates([*COMMON, one, other]).pairs()
    last = len(COMMON)
    return next((p.likeness for p in found if (p.first, p.second) == (last, last + 1)), None)


def named(one: str, other: str) -> LikenessReason | None:
    likeness = reason(Described(one), Described(other))
    return likeness.reason if likeness else None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Công ty TNHH Thương mại Dịch vụ Mẫu Phát", "Cty TNHH TM-DV Mau Phat"),
        ("Công ty TNHH Thương mại Dịch vụ Mẫu Phát", "CTY TNHH TMDV MẪU PHÁT"),
        ("Công ty TNHH Mẫu Phát", "Công ty trách nhiệm hữu hạn Mẫu Phát"),
        ("Công ty TNHH Mẫu Phát", "Mẫu Phát"),
        ("Công ty TNHH MTV Mẫu Phát", "Công ty TNHH một thành viên Mẫu Phát"),
        ("Công ty Cổ phần Mẫu Phát", "CTCP Mẫu Phát"),
        ("Công ty TNHH Mẫu Phát", "Mau Phat Co., Ltd"),
        ("Doanh nghiệp tư nhân Mẫu Phát", "DNTN Mẫu Phát"),
        ("Công ty TNHH Xây dựng Mẫu Phát", "Công ty TNHH Mẫu Phát Xây dựng"),
        ("Công ty TNHH Mẫu Phát", "Công ty TNHH MẫuPhát"),
        ("Công ty TNHH Mẫu Phát", "CôngtyTNHH Mẫu Phát"),
        ("Công ty TNHH A.B.C Mẫu", "Công ty TNHH ABC Mẫu"),
        ("Công ty TNHH Khánh Hoà Mẫu", "Công ty TNHH Khánh Hòa Mẫu"),
        ("Công ty TNHH Mỹ Mẫu", "Công ty TNHH Mĩ Mẫu"),
        ("Công ty Cổ phần Đầu tư và Phát triển Mẫu Sơn", "CTCP ĐT&PT Mẫu Sơn"),
        ("Công ty Cổ phần Thương mại Mẫu Sơn", "Cty CPTM Mẫu Sơn"),
        ("Công ty TNHH Một thành viên Mẫu Sơn", "CtyTNHHMTV Mẫu Sơn"),
        ("Công ty TNHH “Mẫu Phát” (Việt Nam)", "Công ty TNHH Mẫu Phát VN"),
        ("Công ty TNHH Vận tải Mẫu Phát", "Công ty TNHH VT Mẫu Phát"),
        ("Nhà thuốc Mẫu Phát 01", "Nhà thuốc Mẫu Phát số 1"),
        ("Chi nhánh Công ty TNHH Mẫu tại Hà Nội", "CN Cty TNHH Mẫu Hà Nội"),
        ("Chi nhánh 2 Công ty TNHH Mẫu Phát", "CN 2 - Cty TNHH Mẫu Phát"),
        ("Công ty TNHH Mẫu Phát", "CÔNG TY TNHH MẪU PHÁT."),
        ("Doanh nghiệp tư nhân Mẫu Phát", "Doanh nghiệp TN Mẫu Phát"),
        ("Công ty TNHH Mẫu Phát", "Công ty TNHH Mẫu Phát (Mau Phat Co., Ltd)"),
        ("Công ty TNHH Mẫu Phát", "Công ty TNHH Mẫu Phát - Mau Phat Trading Co., Ltd."),
        ("Công ty Cổ phần Mẫu Phát", "CTCP Mẫu Phát (Lotus Group JSC)"),
        ("Công ty TNHH Mẫu Phát", "Công ty TNHH Mẫu Phát (tên viết tắt: MAPHACO)"),
        ("Chi nhánh Công ty TNHH Mẫu Phát", "CN Cty TNHH Mẫu Phát (Mau Phat Co.,Ltd)"),
        ("Công ty TNHH - Mau Phat Co., Ltd", "Công ty TNHH Mau Phat"),  # no own name before it
    ],
)
def test_one_name_written_otherwise(one: str, other: str):
    assert named(one, other) is SAME_NAME
    assert named(other, one) is SAME_NAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Công ty TNHH Mẫu Phát", "Công ty TNHH Mẫu Phátt"),
        ("Công ty TNHH Mẫu Phát", "Công ty TNHH Mẫu Phtá"),
        ("Công ty TNHH Vinatexo Mẫu", "Công ty TNHH Vinateko Mẫu"),
        ("Công ty TNHH Thương mại Mẫu Phát", "Công ty TNHH Thươgn mại Mẫu Phát"),
        ("Công ty TNHH Mẫu Phát", "Côgn ty TNHH Mẫu Phát"),
    ],
)
def test_a_slip_in_a_rare_word(one: str, other: str):
    assert named(one, other) is ONE_LETTER
    assert named(other, one) is ONE_LETTER


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Công ty TNHH Thương mại Sài Gòn", "Công ty TNHH TM Sài Gòn"),  # nothing of its own
        ("Công ty TNHH Xây dựng", "Cty TNHH XD"),
        ("Công ty TNHH Mẫu Phát", "Công ty TNHH Mẫu Phúc"),
        ("Công ty TNHH Xây dựng Mẫu Phát", "Công ty TNHH Vận tải Mẫu Phát"),
        ("Công ty TNHH Vận tải Mẫu Phát", "Công ty TNHH Vật tư Mẫu Phát"),
        ("Công ty TNHH Mẫu Phát Hà Nội", "Công ty TNHH Mẫu Phát Sài Gòn"),
        ("Chi nhánh 1 Công ty TNHH Mẫu Phát", "Chi nhánh 2 Công ty TNHH Mẫu Phát"),
        ("Chi nhánh Công ty TNHH Mẫu Phát", "Công ty TNHH Mẫu Phát"),
        ("Nhà thuốc Mẫu Phát số 5", "Nhà thuốc Mẫu Phát số 6"),
        ("Xí nghiệp II Mẫu Phát", "Xí nghiệp III Mẫu Phát"),
        ("Công ty TNHH Mẫu Phát", "Công ty Cổ phần Mẫu Phát"),
        ("Hộ kinh doanh Mẫu Phát", "Công ty TNHH Mẫu Phát"),
        ("Công ty TNHH Mẫu Thành", "Công ty TNHH Mẫu Thanh"),  # both marked, both common
        ("Công ty TNHH Linh Đạt", "Công ty TNHH Minh Đạt"),
        ("Hộ kinh doanh Nguyễn Thị Lan", "Hộ kinh doanh Nguyễn Thị Loan"),
        ("Công ty TNHH Mẫu KHT", "Công ty TNHH Mẫu KHV"),
        ("Công ty TNHH Tấn Tài Mẫu", "Công ty TNHH Tấn Mẫu"),
        ("Công ty TNHH Mẫu Cửa Việt", "Công ty TNHH Mẫu Việt"),
        ("Công ty TNHH Vận tải Mẫu Phát", "Mẫu Phát An"),
        ("Công ty TNHH Mẫu 247", "Công ty TNHH Mẫu 248"),
        ("Công ty TNHH Mẫu Phát (Mau Phat Co., Ltd)", "Công ty TNHH Mẫu Phúc (Mau Phat Co., Ltd)"),
        ("Công ty TNHH Mẫu Phát", "Công ty TNHH Mẫu Phát (Hải Sơn)"),
        ("Công ty TNHH - Mau Phat JSC", "Công ty TNHH - Lotus JSC"),
    ],
)
def test_likeness_alone_is_none(one: str, other: str):
    assert named(one, other) is None
    assert named(other, one) is None


NAME, CODE, OTHER_CODE = "Công ty TNHH Mẫu Phát", "0300588569", "0312120782"


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        (Described(NAME, CODE), Described("Cửa hàng khác", "0300 588 569"), "same_code"),
        (Described(NAME, f"{CODE}-001"), Described(NAME, f"{CODE}001"), "same_code"),
        (Described(NAME, CODE), Described(NAME, OTHER_CODE), None),
        (Described(NAME, CODE), Described(NAME, f"{CODE}-001"), None),
        (Described(NAME, CODE), Described(NAME, "0300588568"), "same_name"),  # a slip in the code
        (Described(f"Chi nhánh 1 {NAME}", CODE), Described(f"Chi nhánh 2 {NAME}", CODE), None),
        (Described("HKD Mẫu Phát", CODE), Described("HKD Mẫu Phát", "079095012345"), "same_name"),
        (Described(NAME, CODE), Described(NAME, "079095012345"), None),
        (Described(NAME, phone="028 3812 3456"), Described("Mẫu Phát An", phone="02838123456"),
         "same_phone"),
        (Described(NAME, phone="0909123456"), Described("Hải Sơn", phone="0909123456"), None),
        (Described(NAME, phone="0909123456 - 0911222333"),
         Described("Cty CP Mẫu Phát", phone="+84 911 222 333"), "same_phone"),
        (Described(NAME, address="Số 12 đường Lê Lợi, P. Mẫu"),
         Described("Mẫu Phátt", address="12 Lê Lợi, phường Mẫu"), "same_address"),
        (Described("Công ty TNHH Xây dựng Mẫu Phát", phone="0909123456"),
         Described("Công ty TNHH Vận tải Mẫu Phát", phone="0909123456"), None),
        (Described("HKD Mẫu Phát", address="12 Lê Lợi"),
         Described("HKD Mẫu Phát", address="99 Trần Phú"), None),
        (Described(NAME, address="phường Mẫu"), Described("Mẫu Phát An", address="phường Mẫu"),
         None),
    ],
)  # fmt: skip
def test_what_is_known_beside_the_name(one: Described, other: Described, wanted: str | None):
    found = reason(one, other)
    assert (found.reason.value if found else None) == wanted
    found = reason(other, one)
    assert (found.reason.value if found else None) == wanted


def test_what_many_share_is_no_evidence():
    hall = [Described(f"Quầy {word}", phone="02838123456") for word in PROPER[:40]]
    assert Duplicates([*hall, Described("Quầy An Mẫu", phone="02838123456")]).pairs() == []


def test_a_name_that_many_bear_makes_no_pairs():
    assert Duplicates([Described("HKD Nguyễn Thị Mẫu")] * 9).pairs() == []


@pytest.mark.parametrize("seed", [11, 12, 13])
def test_on_a_labelled_register(seed: int):
    made = labelled(seed, doubles=36, alikes=26, others=1200)
    assert len(made.same) >= 300
    assert len(made.unlike) >= 300
    listed = {(p.first, p.second): p.likeness for p in Duplicates(made.enterprises).pairs()}
    right = listed.keys() & made.same.keys()
    ways = Counter(made.same.values())
    found = Counter(made.same[pair] for pair in right)
    assert len(right) >= 0.90 * len(listed)
    assert len(right) >= 0.85 * len(made.same)
    assert {way for way in ways if found[way] < 0.75 * ways[way]} == set()
    assert [pair for pair in listed.keys() - right if listed[pair].reason.band == 1] == []


def test_a_new_one_is_judged_like_one_of_the_register():
    """What the register lists as a pair is found for either of the two when it comes anew."""
    made = labelled(14, doubles=6, alikes=3, others=50)
    listed = {(p.first, p.second): p.likeness.reason for p in Duplicates(made.enterprises).pairs()}
    missing = []
    for first, second in made.same:
        rest = Duplicates(made.enterprises[:second] + made.enterprises[second + 1 :])
        found = dict(rest.like(made.enterprises[second]))
        if ((first, second) in listed) != (first in found):
            missing.append((made.enterprises[first].name, made.enterprises[second].name))
    assert missing == []


NAMES = st.builds(
    lambda form, words: f"{form} {' '.join(words)}".strip(),
    st.sampled_from(("", "Công ty TNHH", "Cty CP", "Hộ kinh doanh", "Chi nhánh 2 Công ty TNHH")),
    st.lists(
        st.sampled_from((*PROPER, "TM", "XNK", "2", "Sài", "Gòn", "A")), min_size=1, max_size=5
    ),
)
ENTERPRISES = st.builds(
    Described,
    NAMES,
    st.sampled_from(("", CODE, OTHER_CODE, f"{CODE}-001", "079095012345", "lạ")),
    st.sampled_from(("", "0909123456", "028 3812 3456 / 0909123456", "12")),
    st.sampled_from(("", "12 Lê Lợi, phường Mẫu", "phường Mẫu", "7/2 Trần Phú")),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(ENTERPRISES, max_size=12))
def test_the_order_of_the_register_does_not_matter(some: list[Described]):
    last = len(some) - 1
    here = {(p.first, p.second, p.likeness.reason) for p in Duplicates(some).pairs()}
    there = {
        (last - p.second, last - p.first, p.likeness.reason) for p in Duplicates(some[::-1]).pairs()
    }
    assert here == there


@settings(max_examples=60, deadline=None)
@given(NAMES)
def test_a_name_in_capitals_or_without_marks_is_the_same(name: str):
    one = Described(name)
    assume(one.parts.own)
    for other in (name.upper(), Maker(0).without_marks(name)):
        pairs = Duplicates([one, replace(one, name=other)]).pairs()
        assert [pair.likeness.reason for pair in pairs] == [SAME_NAME]


@given(st.text("abc", max_size=5), st.text("abc", max_size=5))
def test_one_letter_apart_goes_both_ways(one: str, other: str):
    assert one_letter_apart(one, other) == one_letter_apart(other, one)


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [("phat", "phta", True), ("phat", "pht", True), ("phat", "phats", True), ("phat", "phax", True),
     ("phat", "phat", False), ("phat", "pxax", False), ("ab", "ba", True), ("", "a", True)],
)  # fmt: skip
def test_one_letter_apart(one: str, other: str, apart: bool):
    assert one_letter_apart(one, other) is apart
