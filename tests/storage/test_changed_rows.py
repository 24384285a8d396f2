"""Changed rows are written many at once, with all that SQLAlchemy's own way owes the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from sqlalchemy import delete, event, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from dialogue_app.domain.errors.base import Missing
from dialogue_app.storage.commit import Recorder
from dialogue_app.storage.models.issue_course import Waiting
from dialogue_app.storage.models.issues import Issue
from tests.storage.history import assert_history_is_true
from tests.storage.register import Register, issue


@contextmanager
def updates(session: Session) -> Iterator[list[int]]:
    """To how many rows each statement that changes issues is applied."""
    found: list[int] = []

    def note(_connection, _cursor, statement, given, _more, many):
        if statement.startswith("UPDATE issue"):
            found.append(len(given) if many else 1)

    connection = session.connection()
    event.listen(connection, "before_cursor_execute", note)
    yield found
    event.remove(connection, "before_cursor_execute", note)


def test_rows_of_the_same_columns_are_one_statement(register: Register):
    with register.writing() as session:
        session.add_all([issue(3), issue(4)])
        session.flush()
        for row in session.scalars(select(Issue)):
            row.note = "ghi"
            row.outcome_on = date(2026, 9, 15) if row.id == 4 else None
        with updates(session) as statements:
            session.flush()
        assert sorted(statements) == [1, 3]
        assert not session.dirty
    assert [register.get(Issue, key).note for key in (1, 2, 3, 4)] == ["ghi"] * 4
    assert register.get(Issue, 4).outcome_on == date(2026, 9, 15)
    assert_history_is_true(register.case)


def test_what_is_set_to_what_it_was_changes_nothing(register: Register):
    head = register.head()
    with register.writing() as session:
        row = session.get_one(Issue, 1)
        row.note, row.note = "ghi", row.note
    assert register.head() == head


def refused(session: Session, row: Issue) -> None:
    """A step of an act on several that changes a row, and is undone."""
    with Recorder.of(session).attempt():
        row.note = "ghi"
        session.flush()
        raise Missing("note")


def test_a_step_that_is_undone_leaves_rows_as_they_were(register: Register):
    with register.writing() as session:
        row, other = session.get_one(Issue, 1), session.get_one(Issue, 2)
        before = row.note
        with pytest.raises(Missing):
            refused(session, row)
        assert row.note == before
        other.note = "ghi khác"
    assert register.get(Issue, 1).note == before
    assert register.get(Issue, 2).note == "ghi khác"
    assert_history_is_true(register.case)


def test_a_row_that_is_gone_is_not_said_to_be_written(register: Register):
    with register.writing() as session:
        session.add(Waiting(issue_id=1, since=date(2026, 9, 15), what="hồ sơ"))
    head = register.head()
    with register.writing() as session:
        row = session.scalars(select(Waiting)).one()
        session.connection().execute(delete(Waiting))
        row.what = "hồ sơ khác"
        with pytest.raises(StaleDataError):
            session.flush()
        session.expunge(row)
    assert register.head() == head
