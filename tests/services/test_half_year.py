"""A half-year of an office: what is counted is what a slow count of each issue finds."""

from __future__ import annotations

from pathlib import Path

from tests.half_year import live_through


def test_what_is_counted_is_what_each_issue_says(tmp_path: Path):
    office = live_through(tmp_path / "data", meetings=2, issues=24, seed=1)
    assert len(office.done) > 10  # most kinds of acts were done
