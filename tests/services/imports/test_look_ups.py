"""A preview reads of the database what the keys of its rows fit, however much else there is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from dialogue_app.domain.fields.sessions import SessionDraft
from dialogue_app.services.case import Case
from dialogue_app.services.enterprises.importing import import_enterprises
from dialogue_app.services.imports.workbooks import Preview, TableKind, open_workbook
from dialogue_app.services.issues.importing import import_issues, preview_issues
from dialogue_app.services.sessions.editing import add_session
from tests.services.conftest import DAY
from tests.services.imports.test_imports import enterprises, workbook
from tests.services.test_statements import statements
from tests.template import fresh_case

FEW, MANY = 3, 700  # others, in one statement and in several
ISSUES_HEADER = ["STT", "Mã kiến nghị", "Đơn vị nêu", "Nội dung"]


@contextmanager
def counted(case: Case) -> Iterator[list[int]]:
    """How many rows the database gives meanwhile."""
    read = [0]

    def noted(_cursor: Any, row: tuple[Any, ...]) -> tuple[Any, ...]:
        read[0] += 1
        return row

    def watch(connection: Any, _record: Any, _proxy: Any) -> None:
        connection.row_factory = noted

    def leave(connection: Any, _record: Any) -> None:
        connection.row_factory = None

    listeners = {"checkout": watch, "checkin": leave}
    for name, listener in listeners.items():
        event.listen(case.store._engine, name, listener)
    try:
        yield read
    finally:
        for name, listener in listeners.items():
            event.remove(case.store._engine, name, listener)


def costs(case: Case, work: Callable[[], object]) -> tuple[int, int]:
    """Statements and rows."""
    with counted(case) as rows:
        return statements(case, work), rows[0]


def test_enterprises_are_looked_up_by_the_keys_of_the_rows(tmp_path: Path):
    assert costs_of_register(tmp_path, FEW) == costs_of_register(tmp_path, MANY)


@pytest.mark.parametrize("in_session", [False, True])
def test_issues_are_looked_up_by_the_keys_of_the_rows(tmp_path: Path, in_session: bool):
    few, many = (costs_of_issues(tmp_path, n, in_session=in_session) for n in (FEW, MANY))
    assert few == many


def costs_of_register(folder: Path, number: int) -> tuple[int, int]:
    """The costs of a preview of rows known by code, tax code, name and address, beside others."""
    case = fresh_case(folder / str(number))
    header = ["Mã", "Tên doanh nghiệp", "Mã số thuế", "Địa chỉ"]
    known = [
        ["DN-00001", "Công ty Mẫu Một", "", ""],
        ["DN-00002", "Công ty Mẫu Hai", "0012345678", ""],
        ["DN-00003", "Hộ Mẫu", "", "Số 1"],
    ]
    more = [["", f"Công ty Khác {n}", f"00{n:08}", f"Số {n}"] for n in range(number)]
    path = workbook(folder / "all.xlsx", *known, *more, header=header)
    import_enterprises(case, enterprises(case, path))
    rows = [known[0], ["", *known[1][1:]], ["", *known[2][1:]]]
    few = workbook(folder / "few.xlsx", *rows, header=header)
    found = [row.matched for row in enterprises(case, few).rows]
    assert found == ["DN-00001", "DN-00002", "DN-00003"]
    cost = costs(case, lambda: enterprises(case, few))
    case.store.close()
    return cost


def costs_of_issues(folder: Path, number: int, *, in_session: bool) -> tuple[int, int]:
    """The costs of a preview of rows known by code, by text and by STT, beside others."""
    case = fresh_case(folder / str(number))
    meeting = SessionDraft(code="2026-K3", name="Hội nghị mẫu", planned_on=DAY)
    session_id = add_session(case, meeting) if in_session else None
    known = [
        [901, "", "chị Mẫu", "Đường ngập khi mưa."],
        [902, "", "chị Mẫu", "Thiếu đèn đường."],
        [903, "", "chị Mẫu", "Rác ứ đọng."],
    ]
    more = [[n, "", f"anh Khác {n}", f"Việc số {n}."] for n in range(1, number + 1)]
    path = workbook(folder / "all.xlsx", *known, *more, header=ISSUES_HEADER)
    import_issues(case, compared(case, path, session_id))
    rows = [
        ["", "KN-2026-0001", "chị Mẫu", "Đường ngập khi mưa."],
        ["", "", "chị Mẫu", "Thiếu đèn đường."],
        [903, "", "chị Mẫu", "Rác ứ đọng đã lâu."],
        [904, "", "chị Mẫu", "Việc mới."],
    ]
    few = workbook(folder / "few.xlsx", *rows, header=ISSUES_HEADER)
    found = [row.matched for row in compared(case, few, session_id).rows]
    assert found == ["KN-2026-0001", "KN-2026-0002", "KN-2026-0003", ""]
    cost = costs(case, lambda: compared(case, few, session_id))
    case.store.close()
    return cost


def compared(case: Case, path: Path, session_id: int | None) -> Preview:
    book = open_workbook(path, TableKind.ISSUES)
    mapping = book.mappings[book.chosen]
    assert mapping is not None
    return preview_issues(case, book, book.chosen, mapping, session_id)
