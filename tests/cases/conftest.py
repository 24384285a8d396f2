"""Small made-up workbooks of the shapes offices send, and what `import … --dry-run --json` says."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from dialogue_app.cli import main
from dialogue_app.domain.fields.sessions import SessionDraft
from dialogue_app.services.sessions.editing import add_session
from tests.template import copy_database, fresh_case, standing_clock

SESSION, DAY = "2026-K3", date(2026, 9, 15)
Row = Sequence[Any]


@dataclass(frozen=True)
class Said:
    """What the command printed and with which code it ended."""

    code: int
    told: dict[str, Any]

    @property
    def rows(self) -> dict[int, dict[str, Any]]:
        return {row["row"]: row for row in self.told["rows"]}

    @property
    def statuses(self) -> list[tuple[int, str]]:
        return [(row["row"], row["status"]) for row in self.told["rows"]]

    @property
    def columns(self) -> dict[str, str | None]:
        return {column["heading"]: column["field"] for column in self.told["columns"]}

    @property
    def asked(self) -> list[tuple[str, str | None, list[int]]]:
        return [(one["field"], one["value"], one["rows"]) for one in self.told["questions"]]

    def values(self, field: str) -> list[Any]:
        return [row["fields"][field] for row in self.told["rows"]]

    def reasons(self, row: int) -> str:
        return "\n".join(self.rows[row]["reasons"])


class Desk:
    """A register with one session, into which workbooks are brought by command."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys
        self.data = folder / "data"

    def book(self, *rows: Row, merged: Sequence[str] = (), **sheets: Sequence[Row]) -> Path:
        book = openpyxl.Workbook()
        first = book.active
        assert first is not None
        for row in rows:
            first.append(list(row))
        for area in merged:
            first.merge_cells(area)
        for name, more in sheets.items():
            sheet = book.create_sheet(name)
            for row in more:
                sheet.append(list(row))
        book.save(self.folder / "a.xlsx")
        return self.folder / "a.xlsx"

    def run(self, *arguments: object) -> tuple[int, str]:
        code, out, _err = self.run_whole(*arguments)
        return code, out

    def run_whole(self, *arguments: object) -> tuple[int, str, str]:
        given = ["--data", str(self.data), "--lang", "vi", *map(str, arguments)]
        code = main(given, clock=standing_clock)
        said = self._capsys.readouterr()
        return code, said.out, said.err

    def told(self, kind: str, path: Path, *options: str) -> Said:
        whose = ["--session", SESSION] if kind == "issues" else []
        code, out = self.run("import", kind, path, *whose, "--dry-run", "--json", *options)
        return Said(code, json.loads(out))

    def issues(self, *rows: Row, options: Sequence[str] = (), **settings: Any) -> Said:
        return self.told("issues", self.book(*rows, **settings), *options)

    def enterprises(self, *rows: Row, options: Sequence[str] = (), **settings: Any) -> Said:
        return self.told("enterprises", self.book(*rows, **settings), *options)

    def write(self, kind: str, *rows: Row, options: Sequence[str] = ()) -> str:
        whose = ["--session", SESSION] if kind == "issues" else []
        code, out = self.run("import", kind, self.book(*rows), *whose, *options)
        assert code == 0, out
        return out

    def listed(self, noun: str) -> list[dict[str, Any]]:
        code, out = self.run(noun, "list", "--json")
        assert code == 0
        found = json.loads(out)
        return found if isinstance(found, list) else found["rows"]


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    desk = Desk(tmp_path, capsys)
    copy_database(desk.data)
    case = fresh_case(desk.data)
    add_session(case, SessionDraft(SESSION, "Hội nghị mẫu", planned_on=DAY))
    case.store.close()
    return desk
