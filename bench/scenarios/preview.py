"""The pages shown after one letter was typed, without the pause of the typing."""

from __future__ import annotations

from bench.timing import MB, Result, answer_of
from dialogue_app.services.case import Case

_LIMIT = 1.4
_MOST_MEMORY = 60 * 2**20  # bytes


def after_a_letter(case: Case) -> Result:
    """Time of the processor, against building and drawing two pages bare."""
    ours, floor = answer_of("-m", "bench.preview", "times", str(case.store.folder))
    return Result("preview", ours, floor, _LIMIT)


def memory(case: Case) -> Result:
    """How much the memory grows for the pages of 2,000 issues, against what it may."""
    grown = answer_of("-m", "bench.preview", "grown", str(case.store.folder))
    return Result("preview memory", grown, _MOST_MEMORY, 1.0, unit=MB)
