"""Scrolling, and the memory of the start and of a list scrolled from end to end."""

from __future__ import annotations

from typing import Any

from bench.scenarios.start import remember
from bench.timing import MB, Result, answer_of, printed
from dialogue_app.services.case import Case

_LIMIT, _START, _SCROLLED = 2.2, 1.25, 1.45


def one_by_one(case: Case) -> Result:
    """Time scrolling through rows that are read against a table with the same words in memory."""
    remember(case, "issues")
    ours, bare = answer_of(
        "bench/as_program.py", "bench.scrolling", str(case.store.folder), "times"
    )
    return Result("scrolling", ours, bare, _LIMIT)


def memory_of_start(case: Case) -> Result:
    """The most memory until the first list is painted, against the floor of the start."""
    remember(case, "issues")
    ours = printed("bench/as_program.py", "bench.start_window", str(case.store.folder))[1]
    return Result("start memory", ours, _floor(case), _START, unit=MB)


def memory_of_scrolling(case: Case) -> Result:
    """The most memory after scrolling from end to end, against the floor of the start."""
    remember(case, "issues")
    ours = _answer(case, "memory")
    return Result("scrolled memory", ours, _floor(case), _SCROLLED, unit=MB)


def _answer(case: Case, asked: str) -> Any:
    return answer_of("bench/as_program.py", "bench.scrolling", str(case.store.folder), asked)


def _floor(case: Case) -> float:
    return printed("bench/floors/start.py", str(case.store.path))[1]
