"""A clock that was set back: asked about before anything is saved, and what is typed stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from dialogue_app.domain.fields.enterprises import EnterpriseDraft
from dialogue_app.services.enterprises.editing import register_enterprise
from dialogue_app.services.enterprises.lists import EnterpriseList, EnterpriseQuery
from tests.template import NOW, fresh_case
from tests.ui.conftest import Open


def test_nothing_is_saved_until_somebody_says_that_the_clock_is_right(
    open_window: Open, tmp_path: Path
):
    case = fresh_case(tmp_path / "data")
    register_enterprise(case, EnterpriseDraft("Công ty Mẫu Một"))
    driver = open_window(case=replace(case, clock=lambda: NOW - timedelta(days=365)))
    driver.go("enterprises")
    driver.press("primary")
    driver.type("name", "Công ty Mẫu Hai")
    for _try in range(2):  # it asks as long as nobody says so
        driver.press("save")
        assert "27/11/2025" in driver.said()
        assert "27/11/2026" in driver.said()
        assert len(EnterpriseList(case).ids(EnterpriseQuery())) == 1
    driver.context.messages.answer("Đồng hồ đúng")
    driver.press("save")
    assert len(EnterpriseList(case).ids(EnterpriseQuery())) == 2
