"""Whoever stops an import waits for a batch, not for the file; what was begun is as if never."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from dialogue_app.domain.errors.base import Cancelled
from dialogue_app.services.case import Case
from dialogue_app.services.enterprises.importing import import_enterprises, preview_enterprises
from dialogue_app.services.imports.workbooks import ShouldStop, TableKind, open_workbook
from dialogue_app.services.issues.importing import import_issues, preview_issues
from dialogue_app.storage import audit
from dialogue_app.storage.chunks import CHUNK
from tests.services.imports.test_imports import workbook

ROWS = 5 * CHUNK
# What happens at most until somebody looks whether it is to stop.
MOST_STATEMENTS, MOST_ROWS = 30, 4 * CHUNK
Write = Callable[[ShouldStop], object]


def prepared_enterprises(case: Case, folder: Path, phone: str) -> Write:
    rows = [[n, f"Công ty Mẫu {n}", f"00{n:08}", f"Số {n}", phone] for n in range(ROWS)]
    book = open_workbook(workbook(folder / "a.xlsx", *rows), TableKind.ENTERPRISES)
    mapping = book.mappings[book.chosen]
    assert mapping is not None
    preview = preview_enterprises(case, book, book.chosen, mapping)
    return lambda stop: import_enterprises(case, preview, should_stop=stop)


def prepared_issues(case: Case, folder: Path, note: str) -> Write:
    header = ["STT", "Đơn vị nêu", "Nội dung", "Cơ quan chủ trì", "Ghi chú"]
    rows = [[n, f"chị Mẫu {n}", f"Việc số {n}.", "Sở Xây dựng", note] for n in range(1, ROWS + 1)]
    path = workbook(folder / "a.xlsx", *rows, header=header)
    book = open_workbook(path, TableKind.ISSUES)
    mapping = book.mappings[book.chosen]
    assert mapping is not None
    preview = preview_issues(case, book, book.chosen, mapping, None)
    return lambda stop: import_issues(case, preview, should_stop=stop)


Prepare = Callable[[Case, Path, str], Write]


@pytest.fixture(params=[prepared_enterprises, prepared_issues], ids=["enterprises", "issues"])
def prepare(request: pytest.FixtureRequest) -> Prepare:
    found: Prepare = request.param
    return found


def longest_waits(case: Case, write: Write) -> tuple[int, int]:
    """The most statements, and rows written, between two looks whether to stop."""
    done = [0, 0]
    most = [0, 0]

    def note(_connection: Any, _cursor: Any, _statement: str, given: Any, *_more: Any) -> None:
        done[0] += 1
        done[1] += len(given) if isinstance(given, list) else 1

    def look() -> bool:
        most[:] = map(max, most, done)
        done[:] = [0, 0]
        return False

    event.listen(case.store._engine, "before_cursor_execute", note)
    try:
        write(look)
    finally:
        event.remove(case.store._engine, "before_cursor_execute", note)
    return most[0], most[1]


def test_nobody_waits_longer_than_for_a_batch(case: Case, tmp_path: Path, prepare: Prepare):
    for said in ("", "0900 000 001"):  # all new, then all changed
        statements, rows = longest_waits(case, prepare(case, tmp_path, said))
        assert statements <= MOST_STATEMENTS
        assert rows <= MOST_ROWS


def test_after_it_was_stopped_nothing_more_is_done(case: Case, tmp_path: Path, prepare: Prepare):
    write = prepare(case, tmp_path, "")
    looks = count()
    with case.reading() as session:
        before = audit.head(session)
    with pytest.raises(Cancelled):
        write(lambda: next(looks) >= 2)
    assert next(looks) == 3  # nobody looked again
    with case.reading() as session:
        assert audit.head(session) == before
    write(lambda: False)  # what was compared can still be written
    with case.reading() as session:
        assert audit.head(session)[0] == before[0] + 1
