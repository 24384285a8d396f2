"""How papers head and speak of an authority, proposed from its name and area."""

from __future__ import annotations

import pytest

from dialogue_app.domain.agency import Heading, full_name, propose_heading

WARD = Heading("ỦY BAN NHÂN DÂN\nPHƯỜNG MẪU", "Ủy ban nhân dân phường", "phường")


@pytest.mark.parametrize(
    ("name", "area", "proposed"),
    [
        ("Ủy ban nhân dân phường Mẫu", "phường Mẫu", WARD),
        ("Ủy ban nhân dân Phường Mẫu", "phường Mẫu", WARD),
        ("Ủy ban nhân dân", "phường Mẫu", WARD),
        (
            "Ủy ban nhân dân xã Mẫu",
            "xã Mẫu",
            Heading("ỦY BAN NHÂN DÂN\nXÃ MẪU", "Ủy ban nhân dân xã", "xã"),
        ),
        (
            "Ủy ban nhân dân Đặc khu Mẫu",
            "Đặc khu Mẫu",
            Heading("ỦY BAN NHÂN DÂN\nĐẶC KHU MẪU", "Ủy ban nhân dân đặc khu", "đặc khu"),
        ),
        (
            "Trung tâm Mẫu",
            "Thành phố Mẫu",
            Heading("TRUNG TÂM MẪU\nTHÀNH PHỐ MẪU", "Trung tâm Mẫu Thành phố", "Thành phố"),
        ),
        (
            "Ban phường Mẫu mới",
            "phường Mẫu",
            Heading("BAN PHƯỜNG MẪU MỚI", "Ban phường Mẫu mới", "phường"),
        ),
        ("Ủy ban nhân dân", "Mẫu", Heading("ỦY BAN NHÂN DÂN\nMẪU", "Ủy ban nhân dân", "")),
        ("Ủy ban nhân dân Mẫu", "Mẫu", Heading("ỦY BAN NHÂN DÂN\nMẪU", "Ủy ban nhân dân", "")),
        ("Ủy ban nhân dân phường", "Mẫu", WARD),
        ("Ủy ban nhân dân Phường Mẫu", "Mẫu", WARD),
        ("Ủy ban nhân dân phường", "phường Mẫu", WARD),
        (
            "Ủy ban nhân dân thành phố Mẫu",
            "Mẫu",
            Heading("ỦY BAN NHÂN DÂN\nTHÀNH PHỐ MẪU", "Ủy ban nhân dân Thành phố", "Thành phố"),
        ),
        ("Ban Mẫu mới", "Mẫu", Heading("BAN MẪU MỚI", "Ban Mẫu mới", "")),
        ("phường Mẫu", "phường Mẫu", Heading("PHƯỜNG MẪU", "phường Mẫu", "phường")),
        ("", "phường Mẫu", Heading()),
        ("Ủy ban nhân dân", "", Heading()),
    ],
)
def test_what_is_proposed_follows_name_and_area(name: str, area: str, proposed: Heading):
    assert propose_heading(name, area) == proposed


def test_what_was_typed_stays_and_what_was_proposed_follows():
    commune = propose_heading("Ủy ban nhân dân xã Mẫu", "xã Mẫu")
    typed = Heading(WARD.heading, "UBND phường", "")
    assert typed.following(WARD, commune) == Heading(commune.heading, "UBND phường", "xã")


@pytest.mark.parametrize(
    ("name", "whole"),
    [
        ("Ủy ban nhân dân Phường Mẫu", "Ủy ban nhân dân Phường Mẫu"),
        ("Ủy ban nhân dân", "Ủy ban nhân dân phường Mẫu"),
        ("Ủy ban nhân dân phường", "Ủy ban nhân dân phường Mẫu"),
    ],
)
def test_the_full_name_holds_the_area_once(name: str, whole: str):
    assert full_name(name, "phường Mẫu") == whole
