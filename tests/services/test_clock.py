"""A clock that says less than the last entry: asked about before anything is numbered."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from dialogue_app.cli import main as run_command
from dialogue_app.domain.errors.store import ClockBehind
from dialogue_app.domain.fields.issues import IssueDraft
from dialogue_app.i18n.sentences import explain
from dialogue_app.services.case import Case
from dialogue_app.services.issues.intake import register_issue
from dialogue_app.services.issues.lists import IssueList, IssueQuery
from tests.template import NOW, fresh_case

A_YEAR_AGO = NOW - timedelta(days=365)


@pytest.fixture
def case(tmp_path: Path):
    opened = fresh_case(tmp_path / "data")
    register_issue(opened, IssueDraft("Đường ngập"))
    yield opened
    opened.store.close()


def test_nothing_is_numbered_until_somebody_says_that_it_is_right(case: Case):
    behind = replace(case, clock=lambda: A_YEAR_AGO)
    with pytest.raises(ClockBehind) as refused:
        register_issue(behind, IssueDraft("Hẻm ngập"))
    assert "27/11/2025" in explain(refused.value)
    assert "27/11/2026" in explain(refused.value)
    assert len(IssueList(case).ids(IssueQuery())) == 1
    case.store.clock_is_right = True
    register_issue(behind, IssueDraft("Hẻm ngập"))
    assert len(IssueList(case).ids(IssueQuery())) == 2


def test_a_clock_that_is_set_by_itself_asks_nobody(case: Case):
    a_little_behind = replace(case, clock=lambda: NOW - timedelta(minutes=9))
    register_issue(a_little_behind, IssueDraft("Hẻm ngập"))


def test_a_command_says_that_it_is_right(case: Case, tmp_path: Path, capsys):
    given = ["--data", str(tmp_path / "data"), "issue", "add", "Hẻm ngập"]
    assert run_command(given, lambda: A_YEAR_AGO) == 1
    assert "27/11/2026" in capsys.readouterr().err
    assert run_command(["--clock-is-right", *given], lambda: A_YEAR_AGO) == 0
    assert len(IssueList(case).ids(IssueQuery())) == 2
