"""Times two programs against each other by turns, in this process or in processes of their own.

What one waits for is timed by the clock. Where other load on the machine would move the ratio, the
processor's time is taken, which counts only what the program itself does.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).parents[1]
KEPT = ROOT / ".make" / "bench"


MS, MB = ("ms", 1000), ("MB", 1 / 2**20)  # how a measure is shown: of seconds, of bytes


@dataclass(frozen=True, slots=True)
class Result:
    """The two measures of a scenario, in seconds or bytes, and the ratio that is allowed."""

    name: str
    ours: float
    floor: float
    limit: float
    note: str = ""
    unit: tuple[str, float] = MS

    @property
    def ratio(self) -> float:
        return self.ours / self.floor

    @property
    def is_ok(self) -> bool:
        return self.ratio <= self.limit

    def line(self) -> str:
        verdict = "ok" if self.is_ok else "too much"
        unit, scale = self.unit
        ours, floor = (f"{measure * scale:8.1f} {unit}" for measure in (self.ours, self.floor))
        return (
            f"{self.name:<20} ours {ours}  floor {floor}  "
            f"ratio {self.ratio:5.2f}  limit {self.limit:.1f}  {verdict:<8}  {self.note}"
        ).rstrip()


def alternate(
    ours: Callable[[], float],
    floor: Callable[[], float],
    times: int,
    pick: Callable[[Iterable[float]], float] = median,
) -> tuple[float, float]:
    """The median seconds of both, run by turns so that other load on the machine slows both.

    Of times of the processor `pick` the least: what is above it was other load.
    """
    ours(), floor()  # the first run reads and compiles files and is not counted
    pairs = [(ours(), floor()) for _ in range(times)]
    return pick(first for first, _ in pairs), pick(second for _, second in pairs)


def timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def worked(work: Callable[[], object]) -> float:
    """Seconds of the processor that this process, all its threads, needs for it."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


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


def whole_process_worked(*arguments: str) -> float:
    """Seconds of the processor that a Python process needs from its start to its end."""
    begun = resource.getrusage(resource.RUSAGE_CHILDREN)
    whole_process(*arguments)
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ended.ru_utime + ended.ru_stime - begun.ru_utime - begun.ru_stime


def answer_of(*arguments: str) -> Any:
    """What a Python process prints as JSON."""
    command, environment = [sys.executable, *arguments], _environment()
    done = subprocess.run(
        command, check=True, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )
    return json.loads(done.stdout)


def printed(*arguments: str) -> tuple[float, float]:
    """What a Python process prints: its seconds of the processor, and the most memory it held."""
    command, environment = [sys.executable, *arguments], _environment()
    done = subprocess.run(
        command, check=True, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )
    worked_for, held = map(float, done.stdout.split())
    return worked_for, held
