"""What a picker of enterprises offers: the best first, nothing for nothing, a few reads only."""

from __future__ import annotations

import pytest

from dialogue_app.domain.fields.enterprises import EnterpriseDraft
from dialogue_app.services.case import Case
from dialogue_app.services.enterprises import suggesting
from dialogue_app.services.enterprises.editing import register_enterprise
from dialogue_app.services.enterprises.suggesting import suggest_enterprises
from tests.services.test_statements import statements

REGISTER = (
    EnterpriseDraft("Công ty TNHH Bánh Ngọc", address="Khu Đô thị Ngân Hà, đường K"),
    EnterpriseDraft("Công ty cổ phần Ngân Hà Đô Kinh", phone="0900 111 222"),
    EnterpriseDraft("Công ty TNHH Dịch vụ Ngân Hà"),
    EnterpriseDraft("Hộ kinh doanh Ngân Hà"),
    EnterpriseDraft("Hộ kinh doanh Tingan"),
    EnterpriseDraft("Công ty TNHH Hòa"),
    EnterpriseDraft("Công ty TNHH Hoa"),
)


@pytest.fixture
def register(case: Case) -> Case:
    for draft in REGISTER:
        register_enterprise(case, draft)
    return case


def offered(case: Case, text: str) -> list[str]:
    return [row.name for row in suggest_enterprises(case, text)]


def test_the_best_stands_first(register: Case):
    assert offered(register, "ngan ha") == [
        "Hộ kinh doanh Ngân Hà",
        "Công ty cổ phần Ngân Hà Đô Kinh",
        "Công ty TNHH Dịch vụ Ngân Hà",
        "Công ty TNHH Bánh Ngọc",
    ]
    assert offered(register, "ngan ha do k") == [
        "Công ty cổ phần Ngân Hà Đô Kinh",
        "Hộ kinh doanh Ngân Hà",  # do, k: its words begin so
        "Công ty TNHH Bánh Ngọc",
    ]
    assert offered(register, "cty cp ngan") == ["Công ty cổ phần Ngân Hà Đô Kinh"]
    assert offered(register, "hòa")[0] == "Công ty TNHH Hòa"
    assert offered(register, "0900111") == ["Công ty cổ phần Ngân Hà Đô Kinh"]


def test_letters_inside_a_word_are_found_last(register: Case):
    assert offered(register, "ngan")[-1] == "Công ty TNHH Bánh Ngọc"
    assert "Hộ kinh doanh Tingan" in offered(register, "ingan")


@pytest.mark.parametrize("text", ["", "  ", "-", "%", "_"])
def test_nothing_is_offered_for_nothing(register: Case, text: str):
    assert offered(register, text) == []


def test_however_many_fit_only_some_are_read(register: Case):
    found: list[str] = []
    cost = statements(register, lambda: found.extend(offered(register, "cong ty")))
    assert found
    assert cost <= 6


def test_a_register_is_not_read_whole(case: Case, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(suggesting, "MOST_LOOKED_AT", 2)
    for number in range(6):
        register_enterprise(case, EnterpriseDraft(f"Công ty Số {number} Mẫu"))
    assert len(suggest_enterprises(case, "mau", limit=2)) == 2
    looked_at: list[int] = []
    whole = suggesting._read
    monkeypatch.setattr(suggesting, "_read", lambda s, ids: looked_at.extend(ids) or whole(s, ids))
    suggest_enterprises(case, "mau", limit=1)
    assert len(looked_at) == 2
