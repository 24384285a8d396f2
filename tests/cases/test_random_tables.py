"""Whatever table comes in: nothing vanishes, nothing moves to another row, nothing is made up."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dialogue_app.domain.fields.sessions import SessionDraft
from dialogue_app.exchange import outside
from dialogue_app.exchange.parsing import parse
from dialogue_app.services.case import Case
from dialogue_app.services.enterprises.import_told import enterprise_values
from dialogue_app.services.enterprises.importing import import_enterprises, preview_enterprises
from dialogue_app.services.imports.told import told
from dialogue_app.services.imports.workbooks import Preview, TableKind, open_workbook
from dialogue_app.services.issues.import_told import issue_values
from dialogue_app.services.issues.importing import import_issues, preview_issues
from dialogue_app.services.sessions.editing import add_session
from tests.cases.random_tables import REQUIRED, RandomTable
from tests.template import fresh_case

KINDS = ("issues", "enterprises")
SEEDS = range(20)
WRITTEN = range(5)  # the seeds of which the table is written, and read again
MARK = re.compile(r"qz\d+", re.IGNORECASE)
TEXTS = ("text", "matter", "situation", "difficulty", "proposal")
ANSWERS = ("answer", "result")
ADDRESS = ("address", "street", "house", "group", "hamlet")
# Of which columns a field of a row may speak; any other, and those it does not name, of its own.
SAID_BY = {
    "text": TEXTS, "answer": ANSWERS, "answers": (*ANSWERS, "answered_by"),
    "answer_number": ("answer_number", *ANSWERS), "answer_date": ("answer_date", *ANSWERS),
    "answer_kind": ("answer_kind", "answer_number", *ANSWERS),
    "answered_by": ("answered_by", *ANSWERS), "speaker": ("speaker", "raisers"),
    "raisers": ("raisers", "speaker"), "received_on": ("received_on", "timestamp"),
    "bodies": ("lead_body", "supporting_bodies", "authority", "answered_by", *ANSWERS),
    "number_elsewhere": ("number_elsewhere", "issue_code"), "venue": ("venue", "channel"),
    "medium": ("medium", "channel", "timestamp"), "moment": ("moment", "channel", "received_on",
    "timestamp"), "kind": ("kind", "topic", "note"), "complaint": ("complaint", "kind", "topic"),
    "withhold_name": ("withhold_name", "name_public"), "address": ADDRESS,
    "name": ("name", "person", "representative"), "representative": ("representative", "person"),
}  # fmt: skip
FROM_HEADINGS = ("raisers", "topic", "bodies", "authority", "legal_type")
OF_ALL = ("note", "proposed")  # what keeps the words that no list has, what the office's rules say


class Reader:
    """What the preview says of tables, read and looked up in one register."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._case = folder, fresh_case(folder / "data")
        self._session = _with_session(self._case)

    def told(self, table: RandomTable) -> dict[str, Any]:
        values = issue_values if table.kind == "issues" else enterprise_values
        said = told(self.preview(table), values)
        plain: dict[str, Any] = json.loads(json.dumps(said, default=str))
        return plain

    def preview(self, table: RandomTable) -> Preview:
        kind = TableKind(table.kind)
        book = open_workbook(table.save(self._folder / "a.xlsx"), kind)
        mapping = book.mappings[book.chosen]
        assert mapping is not None
        if kind is TableKind.ISSUES:
            return preview_issues(self._case, book, book.chosen, mapping, self._session)
        return preview_enterprises(self._case, book, book.chosen, mapping)

    def write(self, table: RandomTable) -> None:
        write = import_issues if table.kind == "issues" else import_enterprises
        write(self._case, self.preview(table), skip_bad=True)

    def close(self) -> None:
        self._case.store.close()


def _with_session(case: Case) -> int:
    return add_session(case, SessionDraft("2026-K3", "Hội nghị mẫu", planned_on=date(2026, 9, 15)))


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Reader]:
    """Files are parsed here: what the process of its own is for is tried elsewhere."""
    monkeypatch.setattr(outside, "read_outside", lambda path, limits, *_watch: parse(path, limits))
    reader = Reader(tmp_path)
    yield reader
    reader.close()


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_vanishes_moves_or_is_made_up(kind: str, reader: Reader):
    for seed in SEEDS:
        table = RandomTable(kind, seed)
        said = reader.told(table)
        wrong = [*_lost(table, said), *_misplaced(table, said), *_claimed(table, said)]
        wrong += [*_days(table, said), *_out_of_order(table, said)]
        assert wrong == [], f"{kind} {seed}"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", WRITTEN)
def test_read_again_a_table_is_the_same_and_once_written_adds_nothing(
    kind: str, seed: int, reader: Reader
):
    table = RandomTable(kind, seed)
    before = reader.told(table)
    assert reader.told(table) == before
    reader.write(table)
    left = {row["row"]: row["status"] for row in reader.told(table)["rows"]}
    was = {row["row"]: row["status"] for row in before["rows"]}
    assert all(left[row] == ("same" if status == "new" else status) for row, status in was.items())


def _lost(table: RandomTable, said: dict[str, Any]) -> Iterator[str]:
    """The marks that stand nowhere, and below no column that is named as not taken."""
    whole = set(MARK.findall(json.dumps(said, ensure_ascii=False).lower()))
    left = [_plain(column["heading"]) for column in said["columns"] if column["field"] is None]
    for mark, at in table.marks.items():
        heading = _plain(at.column.heading) if at.column else ""
        is_named = heading and any(heading in other for other in left)
        if mark not in whole and not is_named:
            yield f"{mark} of row {at.row}, {heading}"


def _misplaced(table: RandomTable, said: dict[str, Any]) -> Iterator[str]:
    """The marks in a field of another row, or of another column."""
    for row in said["rows"]:
        is_as_above = any("như dòng trên" in one or "row above" in one for one in row["reasons"])
        for field, value in row["fields"].items():
            for mark in map(str.lower, MARK.findall(json.dumps(value, ensure_ascii=False))):
                at = table.marks[mark]
                if at.column is None:  # a heading over the rows, or over the columns
                    is_right = field in (*FROM_HEADINGS, *OF_ALL)
                else:
                    name = at.column.field
                    is_here = at.row == row["row"] or (row["row"], name) in table.above
                    is_here = is_here or (is_as_above and field == "raisers")
                    is_of_field = name in SAID_BY.get(field, (field,)) or field in OF_ALL
                    is_right = is_here and is_of_field and name is not None
                if not is_right:
                    yield f"{mark} of row {at.row} in {field} of row {row['row']}"


def _claimed(table: RandomTable, said: dict[str, Any]) -> Iterator[str]:
    """The fields that say something where no column, and no heading above, says anything of it."""
    for row in said["rows"]:
        for field, value in row["fields"].items():
            is_said = table.headed(*SAID_BY.get(field, (field,)))
            is_from_above = field in FROM_HEADINGS and MARK.search(json.dumps(value))
            if value and not (is_said or is_from_above or field in OF_ALL):
                yield f"{field} of row {row['row']}: {value}"


def _days(table: RandomTable, said: dict[str, Any]) -> Iterator[str]:
    """The days that are another one than the row says, or that were lost."""
    of_letters = {"2026-03-02"} if table.headed(*ANSWERS) else set()
    for row in said["rows"]:
        for field in ("received_on", "answer_date", "promised_on", "due"):
            value, names = row["fields"].get(field), SAID_BY.get(field, (field,))
            days = {f"{day}" for name in names for day in table.days[row["row"], name]}
            is_one = len(table.headed(*names)) == 1
            others = of_letters if field == "answer_date" else set()
            if (value and value not in days | others) or (is_one and days and not value):
                yield f"{field} of row {row['row']}: {value} for {days}"


def _out_of_order(table: RandomTable, said: dict[str, Any]) -> Iterator[str]:
    """The rows that are not the entries of the file, in its order."""
    rows = [row["row"] for row in said["rows"]]
    speaking = [row for row in table.entries if _speaks(table, row)]
    if [row for row in rows if row in speaking] != speaking or not {*rows} <= {*table.entries}:
        yield f"{rows} for {table.entries}"


def _speaks(table: RandomTable, row: int) -> bool:
    """Whether a row says more than its number."""
    cells = zip(table.columns, table.rows[row - 1], strict=True)
    return any(cell not in (None, "") and column.field != "ordinal" for column, cell in cells)


def _plain(heading: str) -> str:
    return " ".join(heading.split())


def test_each_table_has_what_such_rows_need():
    for kind in KINDS:
        tables = [RandomTable(kind, seed) for seed in SEEDS]
        assert all(table.headed(REQUIRED[kind]) for table in tables)
        assert sum(len(table.entries) for table in tables) > 3 * len(SEEDS)
