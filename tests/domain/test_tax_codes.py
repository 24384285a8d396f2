from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue_app.domain.errors.enterprises import NotATaxCode
from dialogue_app.domain.tax_codes import parse_tax_code, readings_of_number
from dialogue_app.domain.vocabulary import TaxCodeKind

PUBLISHED = ["0300588569", "0100233488", "0312120782"]  # domain-facts §4.1


@pytest.mark.parametrize("code", PUBLISHED)
def test_published_codes_pass_the_check_digit(code: str) -> None:
    parsed = parse_tax_code(code)
    assert (parsed.value, parsed.kind, parsed.checksum_ok) == (code, TaxCodeKind.ENTERPRISE, True)


@pytest.mark.parametrize(
    ("raw", "value", "kind"),
    [
        ("'0300588569", "0300588569", TaxCodeKind.ENTERPRISE),
        (" 03.0058 8569\u00a0", "0300588569", TaxCodeKind.ENTERPRISE),
        ("0300588569001", "0300588569-001", TaxCodeKind.BRANCH),
        ("0300588569 – 001", "0300588569-001", TaxCodeKind.BRANCH),
        ("000 365 685 183", "000365685183", TaxCodeKind.PERSON),
    ],
)
def test_spellings(raw: str, value: str, kind: TaxCodeKind) -> None:
    parsed = parse_tax_code(raw)
    assert (parsed.value, parsed.kind) == (value, kind)


@pytest.mark.parametrize(
    "raw", ["", "abc", "12345", "0300588569-000", "03005885690", "٠٣٠٠٥٨٨٥٦٩", "7.9E+10"]
)
def test_anything_else_is_invalid(raw: str) -> None:
    with pytest.raises(NotATaxCode) as caught:
        parse_tax_code(raw)
    assert caught.value.field == "tax_code"


@given(st.integers(0, 9), st.sampled_from(PUBLISHED))
def test_one_wrong_digit_at_the_end_is_seen(digit: int, code: str) -> None:
    changed = code[:9] + str(digit)
    assert parse_tax_code(changed).checksum_ok is (changed == code)


@given(st.text("0123456789", min_size=10, max_size=13))
def test_the_canonical_spelling_is_read_as_itself(digits: str) -> None:
    try:
        code = parse_tax_code(digits)
    except NotATaxCode:
        return
    assert parse_tax_code(code.value) == code


@pytest.mark.parametrize(
    ("number", "household", "readings"),
    [
        (300588569, None, ["0300588569"]),
        (300588569, False, ["0300588569"]),
        (300588569, True, ["0300588569"]),
        (312345678, True, ["0312345678"]),
        (19090512, True, ["0019090512"]),
        (1001234563, None, ["1001234563"]),
        (1001234567, None, ["1001234567", "001001234567"]),
        (1001234567, True, ["001001234567"]),
        (1001234563, True, ["1001234563", "001001234563"]),
        (1001234567, False, ["1001234567"]),
        (79066088844, None, ["079066088844"]),
        (97066088844, True, []),
        (300588569001, None, ["0300588569-001"]),
        (300588560001, True, ["0300588560-001"]),
        (300588569000, None, []),
        (12, None, []),
        (-1, None, []),
        (10**13, None, []),
    ],
)
def test_numbers_that_lost_zeros(number: int, household: bool | None, readings: list[str]) -> None:
    assert [code.value for code in readings_of_number(number, household)] == readings


@given(st.integers(0, 10**14), st.sampled_from([None, True, False]))
def test_every_reading_is_the_number(number: int, household: bool | None) -> None:
    for code in readings_of_number(number, household):
        assert int(code.value.replace("-", "")) == number


@given(st.integers(0, 10**14), st.sampled_from([None, True, False]))
def test_a_person_comes_from_a_province(number: int, household: bool | None) -> None:
    for code in readings_of_number(number, household):
        assert code.kind is not TaxCodeKind.PERSON or 1 <= int(code.value[:3]) <= 96


@pytest.mark.parametrize(
    ("number", "household", "readings"),
    [
        # Seven digits are the fewest a code can have left.
        (1_234_567, None, ["0001234567"]),
        (999_999, None, []),
        (0, None, []),
        # Ten digits: an enterprise, or a person who lost two zeros.
        (1001234567, None, ["1001234567", "001001234567"]),
        (9001234567, False, ["9001234567"]),
        # Eleven: a person without one zero, or a branch whose check digit is right.
        (10012345678, None, ["010012345678"]),
        (96012345678, None, ["096012345678"]),
        (97012345678, None, []),
        # Twelve: a person, or a branch without its zero.
        (1012345678, True, ["001012345678"]),
        (300588569001, False, ["0300588569-001"]),
        (960123456780, None, ["0960123456-780"]),
        (960123456000, None, []),
        (970123456789, None, ["0970123456-789"]),
        (300588569001, True, ["0300588569-001"]),
        # Thirteen: a branch, or nothing.
        (3600588569001, None, ["3600588569-001"]),
        (3600588569000, None, []),
        # reads as a household's code and, by its check digit, as a branch's
        (10000168001, False, ["0010000168-001"]),
        (10000168001, True, ["010000168001"]),
        (10000168001, None, ["010000168001"]),
    ],
)
def test_numbers_at_the_edges(number: int, household: bool | None, readings: list[str]) -> None:
    assert [code.value for code in readings_of_number(number, household)] == readings


@pytest.mark.parametrize("raw", ["0300588569", "0300588569-001", "0300588569001"])
def test_the_check_digit_of_a_branch_is_its_enterprises(raw: str) -> None:
    assert parse_tax_code(raw).checksum_ok is True
    assert parse_tax_code(raw.replace("8569", "8568")).checksum_ok is False


def test_a_persons_code_has_no_check_digit() -> None:
    assert parse_tax_code("000365685183").checksum_ok is None
