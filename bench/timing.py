"""Times two programs against each other by turns, in this process or in processes of their own.

`time.perf_counter` counts from the same moment in every process of a machine, so a child may print
it and its parent subtract the moment at which it started the child.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
KEPT = ROOT / ".make" / "bench"


@dataclass(frozen=True, slots=True)
class Result:
    """The two times of a scenario in seconds, and the ratio that is allowed."""

    name: str
    ours: float
    floor: float
    limit: float
    note: str = ""

    @property
    def ratio(self) -> float:
        return self.ours / self.floor

    @property
    def is_ok(self) -> bool:
        return self.ratio <= self.limit

    def line(self) -> str:
        verdict = "ok" if self.is_ok else "too slow"
        return (
            f"{self.name:<20} ours {self.ours * 1000:8.1f} ms  floor {self.floor * 1000:8.1f} ms  "
            f"ratio {self.ratio:5.2f}  limit {self.limit:.1f}  {verdict:<8}  {self.note}"
        ).rstrip()


def alternate(
    ours: Callable[[], float], floor: Callable[[], float], times: int
) -> tuple[float, float]:
    """The median seconds of both, run by turns so that other load on the machine slows both."""
    ours(), floor()  # the first run reads and compiles files and is not counted
    pairs = [(ours(), floor()) for _ in range(times)]
    return median(first for first, _ in pairs), median(second for _, second in pairs)


def timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _environment() -> dict[str, str]:
    """The environment of child processes; compiled modules are kept, as in an installation."""
    kept = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {
        "PYTHONPATH": str(ROOT),
        "PYTHONPYCACHEPREFIX": str(KEPT / "pycache"),
        "QT_QPA_PLATFORM": "offscreen",
    }


def whole_process(*arguments: str) -> float:
    """Seconds from the start of a Python process to its end."""
    command, quiet = [sys.executable, *arguments], subprocess.DEVNULL
    environment = _environment()
    return timed(
        lambda: subprocess.run(command, check=True, cwd=ROOT, env=environment, stdout=quiet)
    )


def until_printed(*arguments: str) -> float:
    """Seconds from the start of a Python process to the `perf_counter` it prints."""
    command, environment = [sys.executable, *arguments], _environment()
    begun = time.perf_counter()
    done = subprocess.run(
        command, check=True, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )
    return float(done.stdout) - begun
