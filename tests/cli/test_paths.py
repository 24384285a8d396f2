"""A path that is none, or of what is no file, is one sentence, and nothing is waited for."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run

TOO_LONG = "x" * 300
WRITING = [
    ("export", "issues", "-o"),
    ("minutes", "2026-K3", "-o"),
    ("backup", "-o"),
    ("support", "-o"),
    ("session", "take", "2026-K3", "-o"),
]
READING = [
    ("restore",),
    ("session", "bring"),
    ("calendar", "import"),
    ("issue", "attach", "KN-2026-0001"),
    ("import", "issues"),
]


@pytest.mark.parametrize("command", WRITING)
def test_a_name_too_long_to_be_written_is_said_to_be_so(
    run: Run, tmp_path: Path, command: tuple[str, ...]
):
    run("sample")
    told = run(*command, str(tmp_path / f"{TOO_LONG}.xlsx"))
    assert told.code == 1
    assert "Không ghi được" in told.err
    assert told.out == ""


@pytest.mark.parametrize("command", READING)
def test_a_name_too_long_to_be_there_is_no_file(run: Run, tmp_path: Path, command: tuple[str, ...]):
    run("sample")
    told = run(*command, str(tmp_path / f"{TOO_LONG}.xlsx"))
    assert told.code in (1, 2)
    assert TOO_LONG in told.err
    assert len(told.err.splitlines()) == 1


@pytest.mark.parametrize("command", READING)
def test_a_device_that_never_ends_is_not_read(run: Run, command: tuple[str, ...]):
    run("sample")
    told = run(*command, "/dev/zero")
    assert told.code in (1, 2)
    assert "zero" in told.err
    assert len(told.err.splitlines()) == 1
