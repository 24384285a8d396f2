"""A decision in the preview of a large workbook, against comparing the whole of it."""

from __future__ import annotations

import tempfile
from pathlib import Path

from bench.scenarios.import_issues import opened_workbook
from bench.timing import KEPT, Result, alternate, worked
from dialogue_app import machine
from dialogue_app.services.case import Case
from dialogue_app.services.imports.asking import lists_of
from dialogue_app.services.imports.decisions import UNDECIDED, Decisions
from dialogue_app.services.imports.picture import make_picture
from dialogue_app.services.imports.workbooks import Preview
from dialogue_app.services.issues.importing import preview_issues
from dialogue_app.services.opening import open_case

_LIMIT = 0.2
_RUNS = 3
_ROWS = 20_000
_MENDED = UNDECIDED.with_cell(_ROWS // 2, 2, "Một nội dung khác.")


def one_cell(_case: Case) -> Result:
    """The picture after one cell was mended; the floor is the first picture of all rows."""
    book = opened_workbook(_ROWS)
    mapping, kind = book.mappings[0], book.kind
    assert mapping is not None
    with tempfile.TemporaryDirectory(dir=KEPT) as folder:
        case = open_case(Path(folder), machine.now, machine.user_name())
        lists = lists_of(case, kind)

        def shown(decided: Decisions, before: Preview | None = None) -> None:
            found = preview_issues(case, book, 0, mapping, None, decisions=decided, before=before)
            make_picture(kind, book.sheets[0], found, decided, lists)

        first = preview_issues(case, book, 0, mapping, None)
        times = alternate(
            lambda: worked(lambda: shown(_MENDED, first)),
            lambda: worked(lambda: shown(UNDECIDED)),
            _RUNS,
            min,
        )
        case.store.close()
    return Result(f"cell of {_ROWS:,} rows", *times, _LIMIT, "the floor is comparing all of them")
