"""Names of backups, and which are kept."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue_app.domain.backups import BackupName, no_longer_kept, read_name

NOW = datetime(2026, 11, 27, 17)
HASH = "0" * 12 + "ab" * 26


def made(*, hours: float, complete: bool = True) -> BackupName:
    return BackupName("12345678", NOW - timedelta(hours=hours), 7, HASH, complete)


@pytest.mark.parametrize("name", [made(hours=0), made(hours=0, complete=False)])
def test_a_name_says_what_it_was_made_of(name: BackupName):
    assert read_name(name.text) == name
    assert HASH in name.text


@pytest.mark.parametrize(
    "text",
    ["", "dialogue.db", "x" + made(hours=0).text, made(hours=0).text + "~",
     made(hours=0).text.replace("20261127", "20261327"), "dialogue-0004-20261127-170000.db"],
)  # fmt: skip
def test_what_is_no_name_of_a_backup(text: str):
    assert read_name(text) is None


def test_all_of_today_and_yesterday_stay_then_one_a_day():
    names = [made(hours=hours) for hours in range(24 * 5)]
    gone = set(no_longer_kept(names, NOW.date()))
    left = [name.at for name in names if name not in gone]
    assert [at for at in left if at.day >= 26] == [n.at for n in names if n.at.day >= 26]
    older = [(at.day, at.hour) for at in left if at.day < 26]
    assert older == [(25, 23), (24, 23), (23, 23), (22, 23)]


def test_in_years_there_is_one_for_a_month():
    names = [made(hours=24 * days) for days in range(365 * 4)]
    gone = no_longer_kept(names, NOW.date())
    assert 24 < len(names) - len(gone) <= 2 + 14 + 10 + 24


@given(
    st.lists(st.tuples(st.floats(0, 24 * 900), st.booleans()), min_size=1, max_size=60),
    st.integers(0, 900),
)
def test_the_newest_good_one_always_stays(ages: list[tuple[float, bool]], later: int):
    names = {made(hours=hours, complete=complete) for hours, complete in ages}
    gone = no_longer_kept(names, NOW.date() + timedelta(days=later))
    good = [name for name in names if name.complete]
    if good:
        assert max(good, key=lambda name: name.at) not in gone
    assert no_longer_kept(names - set(gone), NOW.date() + timedelta(days=later)) == []
