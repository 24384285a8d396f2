"""A person's data are found however they are written, and nobody else's."""

from __future__ import annotations

import pytest

from dialogue_app.domain.errors.removal import TooShortToFind
from dialogue_app.domain.person_text import REMOVED, PersonText, says_enough

NAME = "Nguyễn Mẫu Hoà"
SAME = [
    (NAME, "Ông nguyễn  mẫu hòa, đại diện"),
    (NAME, "NGUYỄN MẪU HOÀ"),
    (NAME, "Nguyễn\nMẫu Hòa."),
    (NAME, "Nguye\u0302\u0303n Ma\u0302\u0303u Ho\u0300a"),  # as some keyboards compose it
    ("0900 000 001", "ĐT0900.000.001"),
    ("0900 000 001", "+84 900 000 001"),
    ("0900 000 001", "(+84) 0900000001"),
    ("+84900000001", "gọi 0900-000-001 sau 17 giờ"),
    ("0900000001", "84 900 000 001"),
    ("0900000001", "0900000001"),
    ("079000000844", "079000000844"),
    ("079 000 000 844", "CCCD079000000844/CA"),
    ("a.b@mau.example", "thư: A.B@Mau.example."),
    ("a.b@mau.example", "a.b [at] mau.example"),
]
OTHERS = [
    (NAME, "Nguyễn Mẫu Hoàng"),
    (NAME, "Nguyen Mau Hoa"),
    (NAME, "xNguyễn Mẫu Hoà"),
    ("0900 000 001", "09000000012"),
    ("0900 000 001", "10900000001"),
    ("0900 000 001", "184900000001"),
    ("079 000 000 844", "1079000000844"),
    ("079 000 000 844", "0790000008445"),
    ("a.b@mau.example", "xa.b@mau.example"),
    ("a.b@mau.example", "a.b@mau.example2"),
]


@pytest.mark.parametrize(("typed", "text"), SAME)
def test_however_it_is_written(typed: str, text: str):
    wanted = PersonText([typed])
    assert wanted.is_in(text)
    left = wanted.removed_from(text)
    assert REMOVED in left
    assert not wanted.is_in(left)


@pytest.mark.parametrize(("typed", "text"), OTHERS)
def test_somebody_else(typed: str, text: str):
    assert not PersonText([typed]).is_in(text)
    assert PersonText([typed]).removed_from(text) == text


def test_any_of_several():
    wanted = PersonText([NAME, "0900 000 001"])
    assert wanted.removed_from(f"{NAME}, 0900000001; khác") == f"{REMOVED}, {REMOVED}; khác"


@pytest.mark.parametrize("typed", ["", " ", "An", "12345", "..."])
def test_what_is_too_short_is_refused(typed: str):
    assert not says_enough(typed)
    with pytest.raises(TooShortToFind):
        PersonText([typed])
