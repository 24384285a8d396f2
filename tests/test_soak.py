"""A short run of what `make soak` does for a minute."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_two_writers_and_a_watching_window_lose_nothing():
    done = subprocess.run(  # a process of its own: the run has its own loop of events
        [sys.executable, "-m", "tests.soak", "--seconds", "3"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1].endswith("none lost, none twice")
