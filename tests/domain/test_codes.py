"""Codes said on the phone and typed in a hurry."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue_app.domain.codes import (
    enterprise_code,
    issue_code,
    parse_enterprise_code,
    parse_issue_code,
)

YEARS, NUMBERS = st.integers(1000, 9999), st.integers(0, 999_999_999)


def test_codes_have_at_least_their_digits() -> None:
    assert [issue_code(2026, n) for n in (1, 9999, 10_000)] == [
        "KN-2026-0001",
        "KN-2026-9999",
        "KN-2026-10000",
    ]
    assert [enterprise_code(n) for n in (12, 99_999, 100_000)] == [
        "DN-00012",
        "DN-99999",
        "DN-100000",
    ]


@given(YEARS, NUMBERS)
def test_a_code_is_read_back_however_it_is_typed(year: int, number: int) -> None:
    code = issue_code(year, number)
    for typed in (code, code.lower(), f" {code} ", f"{year}-{number}", f"kn {year}/{number}"):
        assert parse_issue_code(typed) == (year, number)
    firm = enterprise_code(number)
    for typed in (firm, firm.lower(), f" {firm} ", f"dn{number}", f"DN {number}"):
        assert parse_enterprise_code(typed) == number


@pytest.mark.parametrize("typed", ["KN2026-15", "KN - 2026 15", "2026 / 00015"])
def test_signs_between_the_parts_do_not_matter(typed: str) -> None:
    assert parse_issue_code(typed) == (2026, 15)


@pytest.mark.parametrize(
    "typed",
    [
        "", "KN", "KN-2026", "KN-2026-", "KN-26-15", "KN-12026-15", "2026", "20260015",
        "KN-2026-1234567890", "DN-2026-15", "KN-2026-15a", "xKN-2026-15", "KN-2026-15-1", "KN-٢٠x",
    ],
)  # fmt: skip
def test_what_is_no_code_of_an_issue(typed: str) -> None:
    assert parse_issue_code(typed) is None


@pytest.mark.parametrize("typed", ["", "DN", "12", "DN-1234567890", "KN-12", "DN-12a", "xDN-12"])
def test_what_is_no_code_of_an_enterprise(typed: str) -> None:
    assert parse_enterprise_code(typed) is None
