"""Many rows written by one statement hold what SQLAlchemy would have written one by one."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import event, select, text
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from dialogue_app.domain.vocabulary import IssueState, RaiserKind
from dialogue_app.storage.bulk import Statement, add_rows, is_asked, rows_of, write_columns
from dialogue_app.storage.models.base import Base
from dialogue_app.storage.models.issues import Issue, Raiser
from dialogue_app.storage.models.sessions import DialogueSession
from tests.storage.register import Register, held, issue

OF_ISSUE: dict[str, Any] = {
    "state": IssueState.ASSIGNED,
    "next_due_on": date(2026, 9, 30),
    "done_on": None,
    "to_give": False,
    "raisers_text": "Công ty Gỗ; Hộ “Bà Năm”",
    "topic_id": 1,
}
OF_SESSION = {"started_at": datetime(2026, 9, 15, 1, 30, 0, 5, tzinfo=UTC), "place": "Hội trường"}


def stored(session: Session, model: type[Base], key: int, names: dict[str, Any]) -> list[Any]:
    """The values of a row, and of what types the file keeps them."""
    columns = ", ".join(f"{name}, typeof({name})" for name in names)
    row = session.execute(text(f"SELECT {columns} FROM {model.__tablename__} WHERE id = {key}"))
    return list(row.one())


def test_columns_are_stored_as_those_of_one_row(register: Register):
    with register.writing() as session:
        session.add_all([issue(3, **OF_ISSUE), issue(4), issue(5)])
        session.add_all([held("K2"), held("K3")])
        session.flush()
        write_columns(session, Issue, list(OF_ISSUE), [(*OF_ISSUE.values(), key) for key in (4, 5)])
        assert stored(session, Issue, 4, OF_ISSUE) == stored(session, Issue, 3, OF_ISSUE)
        assert stored(session, Issue, 5, OF_ISSUE) == stored(session, Issue, 3, OF_ISSUE)
        of_session = [(*OF_SESSION.values(), 3)]
        write_columns(session, DialogueSession, list(OF_SESSION), of_session)
        session.expire_all()
        assert session.get_one(DialogueSession, 3).started_at == OF_SESSION["started_at"]


def test_rows_are_added_as_one_is(register: Register):
    names: dict[str, Any] = {
        "issue_id": 2, "kind": RaiserKind.UNIDENTIFIED, "position": 1, "written_name": "Bà Năm",
        "speaker": "", "others_text": "",
    }  # fmt: skip
    with register.writing() as session:
        session.add(Raiser(**names))
        session.flush()
        add_rows(session, Raiser, list(names), [tuple(names.values())])
        assert stored(session, Raiser, 3, names) == stored(session, Raiser, 2, names)


def test_many_rows_are_one_statement(register: Register):
    statements: list[str] = []

    def noted(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        statements.append(statement)

    with register.writing() as session:
        event.listen(Engine, "before_cursor_execute", noted)
        try:
            write_columns(session, Issue, ["note"], [("a", 1), ("b", 2)])
        finally:
            event.remove(Engine, "before_cursor_execute", noted)
        notes = [session.get_one(Issue, key).note for key in (1, 2)]
    assert notes == ["a", "b"]
    assert len(statements) == 1


def test_a_row_that_lacks_a_value_is_no_row(register: Register):
    with register.writing() as session, pytest.raises(ValueError, match="argument"):
        write_columns(session, Issue, ["note", "kind"], [("a", 1)])


@rows_of
def _some() -> Statement:
    columns = (Issue.id, *(getattr(Issue, name) for name in OF_ISSUE), Issue.received_on)
    settled = Issue.outcome.is_(None)
    return select(*columns).where(is_asked(Issue.id), settled).order_by(Issue.id)


def test_rows_are_read_as_sqlalchemy_reads_them(register: Register):
    with register.writing() as session:
        session.add_all([issue(3, **OF_ISSUE), issue(4)])
        session.flush()
        rows = _some(session, [4, 3, 99])
        columns = (Issue.id, *(getattr(Issue, name) for name in OF_ISSUE), Issue.received_on)
        asked = select(*columns).where(Issue.id.in_([3, 4])).order_by(Issue.id)
        assert rows == [tuple(row) for row in session.execute(asked)]
        known = dict(zip(OF_ISSUE, rows[0][1:], strict=False))
        assert known["state"] is IssueState.ASSIGNED
        assert known["next_due_on"] == date(2026, 9, 30)
        assert known["to_give"] is False
        assert _some(session, []) == []


def test_however_many_are_asked_for_it_is_one_statement(register: Register):
    with register.case.reading() as session:
        assert len(_some(session, range(1, 100_000))) == 2
