"""Lists exported: their columns in the order asked for, masked, and nothing half written."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from dialogue_app import i18n
from dialogue_app.domain.errors.base import Cancelled
from dialogue_app.domain.fields.enterprises import EnterpriseDraft
from dialogue_app.domain.vocabulary import View
from dialogue_app.services.bodies.lists import BodyList
from dialogue_app.services.case import Case
from dialogue_app.services.enterprises.editing import register_enterprise
from dialogue_app.services.enterprises.lists import EnterpriseList, EnterpriseQuery
from dialogue_app.services.exporting import export_list
from dialogue_app.services.issues.lists import ISSUES, IssueList
from dialogue_app.services.sessions.lists import SessionList
from tests.template import sample_case

PERSON = "000365685183"


@pytest.fixture(autouse=True)
def _vietnamese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(i18n._InUse, "language", i18n._InUse.language)
    monkeypatch.setattr(i18n._InUse, "texts", i18n._InUse.texts)
    i18n.install("vi")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Any:
    opened = sample_case(tmp_path_factory.mktemp("export") / "data")
    yield opened
    opened.store.close()


def table(path: Path) -> list[list[Any]]:
    sheet = load_workbook(path).active
    assert sheet is not None
    return [list(row) for row in sheet.iter_rows(values_only=True)]


@pytest.mark.parametrize("make", [IssueList, EnterpriseList, BodyList, SessionList])
def test_all_columns_of_all_rows(sample: Case, tmp_path: Path, make: type[Any]):
    records = make(sample)
    query = records.listing.shown_in(records.listing.views[0].key)
    n = export_list(records, query, tmp_path / "danh sách.xlsx")
    heads, *rows = table(tmp_path / "danh sách.xlsx")
    assert heads == [column.title() for column in records.listing.columns]
    assert len(rows) == n == len(records.ids(query)) > 0


def test_chosen_columns_in_their_order_and_the_rows_of_a_view(sample: Case, tmp_path: Path):
    query = ISSUES.shown_in(View.OVERDUE)
    n = export_list(IssueList(sample), query, tmp_path / "q.xlsx", ["due", "code", "state"])
    heads, *rows = table(tmp_path / "q.xlsx")
    assert heads == ["Thời hạn", "Mã", "Trạng thái"]
    assert len(rows) == n
    days = [row[0] for row in rows]
    assert all(isinstance(day, datetime) for day in days)
    assert days == sorted(days)
    assert {row[2] for row in rows} == {"Đã giao xử lý"}


def test_a_persons_number_is_masked(case: Case, tmp_path: Path):
    register_enterprise(case, EnterpriseDraft("Hộ kinh doanh Mẫu", tax_code=PERSON))
    register_enterprise(case, EnterpriseDraft("Công ty Mẫu", tax_code="0072281864"))
    export_list(EnterpriseList(case), EnterpriseQuery(), tmp_path / "dn.xlsx")
    assert [row[2] for row in table(tmp_path / "dn.xlsx")[1:]] == ["0072281864", "*********183"]


def test_an_export_that_is_stopped_leaves_nothing(sample: Case, tmp_path: Path):
    with pytest.raises(Cancelled):
        export_list(
            IssueList(sample), ISSUES.shown_in(View.ALL), tmp_path / "q.xlsx",
            should_stop=lambda: True,
        )  # fmt: skip
    assert list(tmp_path.iterdir()) == []


def test_an_export_can_be_stopped_while_it_is_packed(sample: Case, tmp_path: Path):
    told: list[tuple[int, int]] = []
    (tmp_path / "q.xlsx").write_bytes(b"older")
    with pytest.raises(Cancelled):
        export_list(
            IssueList(sample), ISSUES.shown_in(View.ALL), tmp_path / "q.xlsx",
            progress=lambda done, total: told.append((done, total)),
            should_stop=lambda: told[-1:] == [(20, 20)],
        )  # fmt: skip
    assert told[-1] == (20, 20)
    assert [one.read_bytes() for one in tmp_path.iterdir()] == [b"older"]


def test_progress_ends_with_all_rows(sample: Case, tmp_path: Path):
    told: list[tuple[int, int]] = []
    records = IssueList(sample)
    export_list(
        records, ISSUES.shown_in(View.ALL), tmp_path / "q.xlsx",
        progress=lambda done, total: told.append((done, total)),
    )  # fmt: skip
    assert told == [(0, 20), (20, 20)]
