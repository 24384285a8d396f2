"""A clock that says less than the last entry: asked about before anything is numbered."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dialogue_app.cli import main as run_command
from dialogue_app.domain.errors.store import ClockAhead, ClockBehind, ClockUnlikely
from dialogue_app.domain.fields.issues import IssueDraft
from dialogue_app.i18n.sentences import explain
from dialogue_app.services.case import Case
from dialogue_app.services.checking import check
from dialogue_app.services.issues.intake import register_issue
from dialogue_app.services.issues.lists import IssueList, IssueQuery
from dialogue_app.services.opening import open_case
from tests.template import NOW, USER, fresh_case, standing_clock

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


@pytest.mark.parametrize(
    ("clock", "asked"),
    [
        (NOW + timedelta(days=399), None),
        (NOW + timedelta(days=401), ClockAhead),
        (datetime(9999, 12, 31, 23, 59, tzinfo=UTC), ClockAhead),
        (datetime(1, 1, 1, tzinfo=UTC), ClockBehind),
        (datetime(1970, 1, 1, tzinfo=UTC), ClockBehind),
    ],
)
def test_a_clock_far_ahead_or_far_behind_is_asked_about(case: Case, clock: datetime, asked):
    there = replace(case, clock=lambda: clock)
    if asked is not None:
        with pytest.raises(asked) as refused:
            register_issue(there, IssueDraft("Hẻm ngập"))
        assert "27/11/2026" in explain(refused.value)
        assert len(IssueList(case).ids(IssueQuery())) == 1
        case.store.clock_is_right = True
    register_issue(there, IssueDraft("Hẻm ngập"))
    assert len(IssueList(case).ids(IssueQuery())) == 2


@pytest.mark.parametrize(
    "year",
    [1, 1970, 2023, 2060, 9999],
)
def test_a_first_start_believes_no_year_that_cannot_be(tmp_path: Path, year: int):
    clock = datetime(year, 6, 15, tzinfo=UTC)
    case = open_case(tmp_path / "new", lambda: clock, USER)
    with pytest.raises(ClockUnlikely) as refused:
        register_issue(case, IssueDraft("Hẻm ngập"))
    assert str(year) in explain(refused.value)
    case.store.clock_is_right = True
    register_issue(case, IssueDraft("Hẻm ngập"))
    case.store.close()


def test_an_entry_of_the_far_future_locks_nobody_out(tmp_path: Path):
    future = datetime(9999, 12, 31, 23, 59, tzinfo=UTC)
    opened = fresh_case(tmp_path / "new")
    opened.store.clock_is_right = True
    register_issue(replace(opened, clock=lambda: future), IssueDraft("Đường ngập"))
    opened.store.close()
    again = open_case(tmp_path / "new", standing_clock, USER)
    with pytest.raises(ClockBehind):
        register_issue(again, IssueDraft("Hẻm ngập"))
    again.store.clock_is_right = True
    register_issue(again, IssueDraft("Hẻm ngập"))
    assert len(IssueList(again).first_page(IssueQuery())[0]) == 2
    again.store.close()
    for _start in range(2):  # the last entry is one of now: nobody is asked any more
        once_more = open_case(tmp_path / "new", standing_clock, USER)
        register_issue(once_more, IssueDraft("Chợ ngập"))
        assert check(once_more).sound
        once_more.store.close()


def test_a_clock_that_is_set_by_itself_asks_nobody(case: Case):
    a_little_behind = replace(case, clock=lambda: NOW - timedelta(minutes=9))
    register_issue(a_little_behind, IssueDraft("Hẻm ngập"))


def test_a_command_says_that_it_is_right(case: Case, tmp_path: Path, capsys):
    given = ["--data", str(tmp_path / "data"), "issue", "add", "Hẻm ngập"]
    assert run_command(given, lambda: A_YEAR_AGO) == 1
    assert "27/11/2026" in capsys.readouterr().err
    assert run_command(["--clock-is-right", *given], lambda: A_YEAR_AGO) == 0
    assert len(IssueList(case).ids(IssueQuery())) == 2
