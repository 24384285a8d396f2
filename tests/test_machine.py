"""What the system says of its user: a full name is proposed, the name of an account is not."""

from __future__ import annotations

import pytest

from dialogue_app import machine


@pytest.mark.parametrize(
    ("noted", "told"),
    [
        ("Nguyễn Ngọc Diệp", "Nguyễn Ngọc Diệp"),
        ("  Nguyễn  Ngọc\tDiệp ", "Nguyễn Ngọc Diệp"),
        ("", ""),
        ("diep", ""),
        ("Administrator", ""),
        ("phong kt", ""),
    ],
)
def test_a_full_name_has_more_than_one_word_and_is_not_the_account(
    monkeypatch: pytest.MonkeyPatch, noted: str, told: str
):
    monkeypatch.setattr(machine, "_noted_name", lambda: noted)
    monkeypatch.setattr(machine, "user_name", lambda: "phong kt")
    assert machine.full_name() == told


def test_a_user_whom_no_list_has_is_without_a_name(monkeypatch: pytest.MonkeyPatch):
    def unknown() -> str:
        raise KeyError("uid not found")

    monkeypatch.setattr(machine, "_noted_name", unknown)
    assert machine.full_name() == ""


def test_this_system_is_asked():
    assert isinstance(machine.full_name(), str)
