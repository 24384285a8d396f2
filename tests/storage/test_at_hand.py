"""Rows at hand stand in for those of their models: what is set on them is written and noted."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from dialogue_app.domain.errors.base import TextTooLong
from dialogue_app.domain.text_limits import LONGEST
from dialogue_app.domain.vocabulary import Outcome
from dialogue_app.storage.at_hand import Columns, row_of, rows_at_hand
from dialogue_app.storage.models.issues import Issue
from tests.storage.history import assert_history_is_true
from tests.storage.register import DAY, Register

ISSUE = Columns(Issue, "id", "state", "outcome", "outcome_on", "note")


def test_what_is_set_is_written_and_noted(register: Register):
    before, head = register.versions(), register.head()
    with register.writing() as session, rows_at_hand(session) as rows:
        rows.read(ISSUE, [1, 2])
        first, second = (row_of(session, Issue, key) for key in (1, 2))
        assert first is not None
        assert second is not None
        first.outcome, first.outcome_on = Outcome.WITHDRAWN, DAY
        second.note = second.note
    written = register.get(Issue, 1)
    assert (written.outcome, written.outcome_on) == (Outcome.WITHDRAWN, DAY)
    assert register.raised(before) == {"issue 1"}
    assert register.changed_in(head + 1) == {("issue", 1)}
    assert_history_is_true(register.case)


def test_rows_of_the_same_columns_are_one_statement(register: Register):
    statements: list[str] = []

    def noted(_connection, _cursor, statement, *_more):
        statements.append(statement)

    with register.writing() as session:
        with rows_at_hand(session) as rows:
            for row in rows.read(ISSUE, [1, 2]).values():
                row.note = f"ghi {row.id}"
            event.listen(Engine, "before_cursor_execute", noted)
        event.remove(Engine, "before_cursor_execute", noted)
        assert [one.split(" WHERE")[0] for one in statements] == ["UPDATE issue SET note = ?"]
    assert [register.get(Issue, key).note for key in (1, 2)] == ["ghi 1", "ghi 2"]


def test_what_was_set_before_is_seen_and_what_is_left_to_read_is_asked_for(register: Register):
    with register.writing() as session:
        session.get_one(Issue, 1).note = "ghi trước"
        with rows_at_hand(session) as rows:
            assert rows.read(ISSUE, [1])[1].note == "ghi trước"
            assert row_of(session, Issue, 2) is session.get_one(Issue, 2)
            assert row_of(session, Issue, 3) is None


def test_a_column_that_was_not_read_can_neither_be_read_nor_set(register: Register):
    with register.writing() as session, rows_at_hand(session) as rows:
        row = rows.read(ISSUE, [1])[1]
        with pytest.raises(AttributeError):
            _ = row.text
        with pytest.raises(AttributeError):
            row.received_on = date(2026, 9, 16)


def test_nothing_is_written_of_what_is_refused(register: Register):
    head = register.head()
    with (
        pytest.raises(TextTooLong),
        register.writing() as session,
        rows_at_hand(session) as rows,
    ):
        rows.read(ISSUE, [1])[1].note = "a" * (LONGEST + 1)
    assert register.head() == head
    assert register.get(Issue, 1).note == ""


def test_no_act_has_rows_at_hand_beside_another(register: Register):
    another = pytest.raises(AssertionError)
    with register.writing() as session, rows_at_hand(session), another, rows_at_hand(session):
        pass
