"""The lock files hold what pyproject.toml asks for, and nothing is fetched without its hash."""

from __future__ import annotations

from pathlib import Path

import pytest
from packaging.requirements import Requirement

from bundling import libraries, releasing
from bundling.fetching import checked
from bundling.locking import LINUX, WINDOWS, Target, pinned
from bundling.releasing import unpinned


def test_each_library_that_is_asked_for_is_pinned_at_a_version_that_fits():
    assert list(unpinned()) == []


@pytest.mark.parametrize("target", [WINDOWS, LINUX], ids=["windows", "linux"])
def test_what_is_not_pinned_is_named(target: Target, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(releasing, "wanted", lambda _target: [Requirement("xlrd>=3")])
    assert f"{target.lock.name} does not hold xlrd>=3: make lock" in list(unpinned())


def test_windows_gets_the_time_zones_that_it_lacks():
    assert "tzdata" in {one.name for one in pinned(WINDOWS)}


def test_each_line_of_a_lock_file_is_understood():
    for target in (WINDOWS, LINUX):
        lines = [one for one in target.lock.read_text().splitlines() if not one.startswith("#")]
        assert [str(one) for one in pinned(target)] == lines


def test_a_file_that_is_not_the_pinned_one_is_refused(tmp_path: Path):
    file = tmp_path / "a.whl"
    file.write_bytes(b"another")
    with pytest.raises(SystemExit, match="not the file that is pinned"):
        checked(file, "0" * 64)


def test_cuts_name_libraries_that_are_handed_out():
    names = {one.name for target in (WINDOWS, LINUX) for one in pinned(target)}
    cuts = libraries.cuts()
    assert cuts.keys() - names == {"everywhere", "kept"}
    assert cuts["kept"].keys() <= names
