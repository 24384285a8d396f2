"""Numbers of persons are found however they are written, and nothing else is taken for one."""

from __future__ import annotations

import re
from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue_app.domain.personal_numbers import mask_digits, mask_persons, person_numbers

SEPARATORS = st.text(
    st.sampled_from([*" .-–—_/()[]'·:\n\t\u00a0\u200b\u2009", ","]), min_size=1, max_size=3
).filter(lambda between: not re.search(r",\s|,$|\s·\s", between))
PERSONS = st.from_regex(r"0[0-8][0-9]{10}", fullmatch=True)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("000365685183", "*********183"),
        ("079 066 088 844", "*** *** *** 844"),
        ("0790 6608 8844", "**** **** *844"),
        ("079.066.088.844", "***.***.***.844"),
        ("số (079) 066-088844 của", "số (***) ***-***844 của"),
        ("079066\n088844", "******\n***844"),
        ("0 7 9 0 6 6 0 8 8 8 4 4 cấp", "* * * * * * * * * 8 4 4 cấp"),
        ("CCCD079066088844/CA", "CCCD*********844/CA"),
        ("căn cước079-066-088-844Mẫu", "căn cước***-***-***-844Mẫu"),
        ("079066088844/079066088845", "*********844/*********845"),
        ("nhà 5 079066088844, 0900 000 123", "nhà 5 *********844, 0900 000 123"),
        ("079066088844 0900000123", "*********844 0900000123"),
        ("123456789012 đồng chí Mẫu", "*********012 đồng chí Mẫu"),
        ("CCCD 079, 066, 088, 844, cấp", "CCCD ***, ***, ***, 844, cấp"),
        ("số 12, 0790,  6608,\n8844", "số 12, ****,  ****,\n*844"),
        ("079066, 088844", "******, ***844"),
        ("07, 90, 66, 08, 88, 44", "**, **, **, **, *8, 44"),
        ("CCCD 079 066, 088 844, cấp", "CCCD *** ***, *** 844, cấp"),
        ("079066 , 088844", "****** , ***844"),
        ("079.066, 088-044", "***.***, ***-044"),
        ("0 79066088844", "* ********844"),
    ],
)
def test_only_the_last_three_digits_are_shown(typed: str, shown: str):
    assert mask_persons(typed) == shown


@pytest.mark.parametrize(
    "typed",
    [
        "12/BC-UBND, 1234567890/QĐ, H29-250915-0001, hồ sơ H09-250915-0001, KN-2026-0015",
        "1.250.000.000 đồng, 125000000000 đồng, 125.000.000.000 đồng, 1.079.066.088.844",
        "05.09.2026 10.30, 01/02/2026 0123, từ 05/2026 - 09/2026, 202609151130",
        "07.30-11.30-13.30",
        "DN-00004 · 0900 000 004, KN-00004-0900 000 004",
        "biểu 01 02 03 04 05 06, 01-02-03-04-05-06",
        "001.234 + 002.345, 0,5 + 0,25 = 0,75 0,10",
        "hẻm 12/34/56/78 nhà số 90, các nhà số 05, 07, 09, 11, 13, 15",
        "thửa 012, tờ 034, số 056789",
        "thửa 012, 034, 056, 078, thửa 035, 012, 118, 240, 077, 301, điều 035, 036, 037, 090",
        "năm 2024, 2025, 2026, các tổ 01, 05, 19, 26, 30, 31, quý 01, 02, 03, 04",
        "0,5, 0,25, 0,75, 1.250.000, 2.300.000, 079.000",
        "MST 0300588569, 0300588569-001, MST 0300588569 15 lao động",
        "gọi 0900 000 001 15 ngày, 0900 000 001 - 0900 000 002",
        "00036568518", "0003656851834",
        "số 012/2025, 034/26, số 035/2026, 036/2026",
        "0,25, 0,75, 0,50, 0,10 ha", "07:30, 09:15, 10:45", "07:30 09:15 10:45",
        "nhà 012 - 014, 022 - 026, 03-05, 07-09, 11-13",
        "1.050.000, 2.300.000, 45.000, 312.000",
        "thửa đất số 076, 085, 080, 097, tờ 052", "0 02838123456, 0 84900000123",
    ],
)  # fmt: skip
def test_what_is_no_number_of_a_person_stays(typed: str):
    assert mask_persons(typed) == typed


@given(PERSONS, st.lists(st.integers(1, 11), max_size=4), SEPARATORS, st.sampled_from(["", "CCCD"]))
def test_none_survives_among_words(number: str, breaks: list[int], between: str, label: str):
    """Cut in any places, with anything between the pieces; months and hours excepted."""
    places = [0, *sorted(set(breaks)), len(number)]
    pieces = [number[a:b] for a, b in pairwise(places)]
    written = between.join(pieces)
    if re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)|(?<!\d)\d{10,11}(?!\d)|\d\d[.:]\d\d", written):
        return
    text = f"Bà Mẫu, {label}{written}. Gọi lại"
    shown = "".join(re.findall(r"\d", mask_persons(text)))
    assert shown == number[-3:], mask_persons(text)


@given(PERSONS, st.sampled_from([(3, 6, 9), (4, 8), (6,), (3,), (3, 6), (2, 4, 6, 8, 10)]))
def test_none_survives_parted_by_commas(number: str, cuts: tuple[int, ...]):
    """But for what is as a list is: in its order, one number near the other."""
    pieces = [number[a:b] for a, b in pairwise((0, *cuts, len(number)))]
    steps = [int(b) - int(a) for a, b in pairwise(pieces)]
    if len(set(map(len, pieces))) == 1 and all(0 < step <= 2000 for step in steps):
        return
    shown = mask_persons(f"Bà Mẫu, {', '.join(pieces)}, cấp ngày")
    assert "".join(re.findall(r"\d", shown)) == number[-3:]


MIXED = st.lists(st.sampled_from([" ", ".", "-", ", ", " , ", ",", ") (", "_", "\n"]), min_size=11)


@given(PERSONS, st.sampled_from([(3, 6, 9), (4, 8), (3, 6), (3, 9), (1,)]), MIXED)
def test_none_survives_parted_by_several_signs(number: str, cuts: tuple[int, ...], between):
    """But for what is as a list, or as ranges are."""
    pieces = [number[a:b] for a, b in pairwise((0, *cuts, len(number)))]
    steps = [int(b) - int(a) for a, b in pairwise(pieces)]
    is_listed = len(set(map(len, pieces))) == 1 and any(0 < step <= 2000 for step in steps)
    if is_listed or re.search(
        r"(?<!\d)(?:19|20)\d\d(?!\d)|(?<!\d)(?:02|84)\d{9}", "-".join(pieces)
    ):
        return
    written = pieces[0] + "".join(map("".join, zip(between, pieces[1:], strict=False)))
    shown = mask_persons(f"Bà Mẫu, CCCD {written} cấp ngày")
    assert "".join(re.findall(r"\d", shown)) == number[-3:]


@given(st.integers(2, 4), st.data())
def test_a_list_of_numbers_stays(digits: int, data: st.DataObject):
    """Of houses, of parcels: in their order, as wide, none far from the one before."""
    steps = data.draw(st.lists(st.integers(1, 10 ** (digits - 2) * 3), min_size=2, max_size=9))
    numbers = list(accumulate([data.draw(st.integers(0, 9)), *steps]))
    listed = ", ".join(f"{number:0{digits}}" for number in numbers)
    assert mask_persons(f"các thửa {listed}") == f"các thửa {listed}"


@given(st.text())
def test_masked_text_is_as_long_and_holds_none(text: str):
    masked = mask_persons(text)
    assert len(masked) == len(text)
    assert list(person_numbers(masked)) == []


def test_any_number_may_be_masked():
    assert mask_digits("79066088844") == "********844"


def test_a_hash_of_the_history_and_the_name_of_a_backup_stay():
    digits = "079066088844" + "ab" * 26
    name = f"dialogue-07906608-20261127-093000-4-{digits}.zip"
    assert mask_persons(f"{digits} {name}") == f"{digits} {name}"
    assert mask_persons("079066088844" + "ab" * 20) != "079066088844" + "ab" * 20
