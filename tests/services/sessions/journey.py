"""A session on its way: the office it is taken from, and the hall's computer it is brought to."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing, suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from dialogue_app.domain.bringing import Keep
from dialogue_app.domain.codes import parse_issue_code
from dialogue_app.domain.errors.store import StoreTrouble
from dialogue_app.domain.fields.issues import IssueDraft
from dialogue_app.services.case import Case
from dialogue_app.services.checking import check
from dialogue_app.services.issues.intake import find_issue, register_issue
from dialogue_app.services.issues.lists import IssueList, IssueQuery
from dialogue_app.services.opening import open_case
from dialogue_app.services.sessions.bringing import Bringing, bring, preview_bringing
from dialogue_app.services.sessions.finding import find_session
from dialogue_app.services.sessions.opening import open_copy
from dialogue_app.services.sessions.taking import TakenAlong, take
from dialogue_app.storage.sqlite import FILE_NAME
from tests.services.changing import change_issue, read_issue
from tests.template import NOW, USER, sample_case, standing_clock

CODE = "2026-K3"  # the sample session


class Journey:
    """The sample session out of the office and back."""

    def __init__(self, folder: Path, office: Case | None = None) -> None:
        self.folder = folder
        self.out, self.back = folder / "out.dtdn", folder / "back.dtdn"
        self.office = office or sample_case(folder / "office")
        self.hall: Case | None = None

    @classmethod
    def under_way(cls, folder: Path) -> Journey:
        """The session taken out, and opened in the hall; a copy of what was done once."""
        shutil.copytree(_left().name, folder, dirs_exist_ok=True)
        journey = cls(folder, open_case(folder / "office", standing_clock, USER))
        journey.hall = open_case(folder / "hall", standing_clock, USER)
        return journey

    def close(self) -> None:
        for case in filter(None, (self.office, self.hall)):
            with suppress(StoreTrouble):
                case.store.close()

    def take(self, carrier: str = "") -> TakenAlong:
        return take(self.office, find_session(self.office, CODE), self.out, carrier)

    def leave(self) -> Case:
        """Take it out, and open it in the hall."""
        self.take()
        open_copy(self.folder / "hall", self.out, NOW)
        self.hall = open_case(self.folder / "hall", standing_clock, USER)
        return self.hall

    def write_back(self) -> TakenAlong:
        assert self.hall is not None
        return take(self.hall, find_session(self.hall, CODE), self.back)

    def look(self) -> Bringing:
        self.write_back()
        return preview_bringing(self.office, self.back)

    def bring(self, keep: Keep | None = None) -> Bringing:
        """Bring it back; `keep` decides whatever both changed."""
        told = self.look()
        choices = {one.group: keep for one in told.conflicts} if keep else {}
        return bring(self.office, self.back, choices)


@cache
def _left() -> TemporaryDirectory[str]:
    kept = TemporaryDirectory()
    journey = Journey(Path(kept.name))
    journey.leave()
    journey.close()
    return kept


def add_issue(case: Case, text: str, **more: Any) -> str:
    """An issue of the session; gives its code."""
    draft = IssueDraft(text, session_id=find_session(case, CODE), **more)
    return code_of(case, register_issue(case, draft))


def code_of(case: Case, key: int) -> str:
    return IssueList(case).rows([key])[0].code


def edit(case: Case, code: str, **changes: object) -> None:
    change_issue(case, find_issue(case, code), **changes)


def typed(case: Case, code: str) -> IssueDraft:
    return read_issue(case, find_issue(case, code)).draft


def codes(case: Case) -> list[str]:
    """The codes of all issues."""
    records = IssueList(case)
    found = [row.code for row in records.rows(list(records.ids(IssueQuery())))]
    return sorted(found, key=lambda code: parse_issue_code(code) or (0, 0))


def conflicts(told: Bringing) -> set[tuple[str, str]]:
    return {(one.code, one.what) for one in told.conflicts}


def require_sound(*cases: Case | None) -> None:
    for case in filter(None, cases):
        assert check(case).findings == []


def state(folder: Path) -> dict[str, list[Any]]:
    """All rows of a register."""
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection:
        tables = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%'"
        ).fetchall()
        return {name: connection.execute(f"SELECT * FROM {name}").fetchall() for (name,) in tables}
