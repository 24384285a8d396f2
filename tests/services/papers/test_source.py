"""A paper tells how far it is while it is made, and can be stopped; then no file changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import count
from pathlib import Path

import pdfplumber
import pytest

from dialogue_app.domain.errors.base import Cancelled
from dialogue_app.services.case import Case
from dialogue_app.services.papers.minutes import SOURCE
from dialogue_app.services.sessions.lists import list_sessions
from tests.template import sample_case


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    opened = sample_case(tmp_path / "data")
    yield opened
    opened.store.close()


def times(case: Case, path: Path, meeting: int) -> int:
    """How often it is asked whether to go on."""
    asked = count()
    SOURCE.write(case, meeting, path, should_stop=lambda: next(asked) < 0)
    return next(asked)


def after(looks: int) -> Callable[[], bool]:
    asked = count()
    return lambda: next(asked) >= looks


def test_the_pages_of_a_pdf_are_told_one_after_the_other(case: Case):
    told: list[tuple[int, int]] = []
    meeting = list_sessions(case)[0].id
    written = SOURCE.pdf(case, meeting, lambda *steps: told.append(steps))
    with pdfplumber.open(BytesIO(written.content)) as pdf:
        pages = len(pdf.pages)
    assert pages > 3
    assert [n for n, _of in told if n] == list(range(1, pages + 1))
    assert {of for _n, of in told} == {0}  # nobody knows yet how many there will be


@pytest.mark.parametrize("ending", [".pdf", ".docx"])
def test_a_paper_that_is_stopped_leaves_the_older_file(case: Case, tmp_path: Path, ending: str):
    meeting, path = list_sessions(case)[0].id, tmp_path / f"paper{ending}"
    looks = times(case, path, meeting)
    assert looks > 5
    path.write_bytes(b"signed")
    for before in (0, looks // 2, looks - 1):
        with pytest.raises(Cancelled):
            SOURCE.write(case, meeting, path, should_stop=after(before))
        assert path.read_bytes() == b"signed"
        assert [one.name for one in tmp_path.iterdir() if one.is_file()] == [path.name]
