"""Versions and the history: each whole that a use case changed has the number of its entry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue_app.domain.changes import Changes
from dialogue_app.domain.errors.base import Missing
from dialogue_app.domain.vocabulary import AgendaKind, AnswerKind, RaiserKind, Relation
from dialogue_app.storage.at_hand import Columns, row_of, rows_at_hand
from dialogue_app.storage.commit import Recorder
from dialogue_app.storage.models.audit import AuditChange
from dialogue_app.storage.models.enterprises import Enterprise
from dialogue_app.storage.models.issue_course import Answer, AnswerIssue
from dialogue_app.storage.models.issues import Assignment, Escalation, Issue, Raiser, RaiserMember
from dialogue_app.storage.models.people import Body, BodyAlias
from dialogue_app.storage.models.reference import Topic
from dialogue_app.storage.models.sessions import (
    AgendaItem,
    DialogueSession,
    Direction,
    DirectionBody,
    DirectionIssue,
    Statement,
    Venue,
)
from tests.storage.history import assert_history_is_true
from tests.storage.register import DAY, Register, enterprise, held, issue


class Refused(Exception):
    """What a step of the tests raises."""


def attempted_and_refused(session: Session) -> None:
    """A step that changes an issue and an enterprise, adds an issue, and is then refused."""
    with Recorder.of(session).attempt():
        session.get_one(Issue, 1).note = "hỏng"
        session.get_one(Enterprise, 1).note = "hỏng"
        session.add(issue(9))
        session.flush()
        raise Refused


@contextmanager
def noted_issues(session: Session, ids: Sequence[int]) -> Iterator[None]:
    with rows_at_hand(session) as rows:
        rows.read(Columns(Issue, "id", "note"), ids)
        yield


def test_of_many_steps_those_refused_leave_nothing_and_the_others_are_noted(register: Register):
    """Whichever are refused: what stands is what one savepoint for each would leave."""
    with register.writing() as session:
        session.add_all([issue(number) for number in range(3, 10)])
    ids = list(range(1, 10))
    for refused in ({3, 4, 9}, {1}, set(ids), set()):
        head = register.head()

        def step(key: int, refused: set[int] = refused) -> int:
            row = row_of(session, Issue, key)
            assert row is not None
            row.note += "+"
            session.add(Assignment(issue_id=key, body_id=register.body_id, relation=Relation.OWN))
            if key in refused:
                session.flush()
                raise Missing("note")
            return key

        with register.writing() as session:
            at_hand = partial(noted_issues, session)
            results = Recorder.of(session).attempt_each(ids, step, at_hand)
        done = [key for key in ids if key not in refused]
        assert [key for key in results if not isinstance(key, Missing)] == done
        assert register.head() == head + bool(done)
        assert not done or register.changed_in(head + 1) == {("issue", key) for key in done}
    notes = [len(register.get(Issue, key).note) for key in ids]
    assert notes == [2, 3, 2, 2, 3, 3, 3, 3, 2]
    assert_history_is_true(register.case)


def written_and_refused(register: Register) -> None:
    with register.writing() as session:
        session.get_one(Issue, 1).note = "hỏng"
        session.flush()
        raise Refused


def test_a_whole_is_raised_once_however_much_of_it_changed(register: Register):
    before, head = register.versions(), register.head()
    with register.writing() as session:
        first = session.get_one(Issue, 1)
        first.note = "gấp"
        session.flush()
        first.text = "Đường ngập sâu"
        session.add(Assignment(issue_id=1, body_id=register.body_id, relation=Relation.OWN))
        session.flush()
        answer = Answer(kind=AnswerKind.IN_WRITING, text="đã xem", answered_on=DAY)
        session.add_all([AnswerIssue(answer=answer, issue_id=key) for key in (1, 2)])
    assert register.raised(before) == {"issue 1", "issue 2"}
    assert register.head() == head + 1


def test_a_part_raises_its_whole_and_nothing_else(register: Register):
    parts = [
        (Raiser(issue_id=2, kind=RaiserKind.UNIDENTIFIED, written_name="chị Sáu"), "issue 2"),
        (Assignment(issue_id=1, body_id=register.body_id, relation=Relation.OWN), "issue 1"),
        (RaiserMember(raiser_id=1, enterprise_id=1), "issue 1"),
        (Venue(session_id=1, name="phường Mẫu"), "session 1"),
        (AgendaItem(session_id=1, position=1, kind=AgendaKind.OPENING), "session 1"),
        (Statement(agenda_item_id=1, text="nhất trí"), "session 1"),
    ]
    for part, whole in parts:
        before = register.versions()
        with register.writing() as session:
            session.add(part)
        assert register.raised(before) == {whole}, part


def test_an_alias_raises_its_body(register: Register):
    with register.writing() as session:
        session.add(BodyAlias(body_id=register.body_id, name="Phòng Mẫu"))
    assert register.get(Body, register.body_id).version == register.head()


def test_an_answer_and_a_direction_raise_every_issue_they_serve(register: Register):
    with register.writing() as session:
        answer = Answer(kind=AnswerKind.IN_WRITING, text="đã xem", answered_on=DAY)
        direction = Direction(text="rà soát", directed_on=DAY)
        session.add_all([AnswerIssue(answer=answer, issue_id=key) for key in (1, 2)])
        session.add(direction)
        session.flush()
        session.add_all([DirectionIssue(direction_id=direction.id, issue_id=k) for k in (1, 2)])
    for model, word in ((Answer, "xong"), (Direction, "gap")):
        before = register.versions()
        with register.writing() as session:
            session.get_one(model, 1).text = word
        assert register.raised(before) == {"issue 1", "issue 2"}
        assert register.get(model, 1).version == register.head()
        assert register.found(word) == [1, 2]


def test_a_direction_and_its_parts_raise_the_session_it_was_given_in(register: Register):
    before = register.versions()
    with register.writing() as session:
        session.add(Direction(text="rà soát", directed_on=DAY, session_id=1))
    assert register.raised(before) == {"session 1"}
    before = register.versions()
    with register.writing() as session:
        session.add(DirectionBody(direction_id=1, body_id=register.body_id))
    assert register.raised(before) == {"session 1"}
    assert register.get(Direction, 1).version == register.head()


def test_the_name_of_an_enterprise_is_shown_by_its_issues_but_changes_none(register: Register):
    before, head = register.versions(), register.head()
    with register.writing() as session:
        session.get_one(Enterprise, 1).name = "Công ty Đồng"
    assert register.raised(before) == {"enterprise 1"}
    assert register.get(Issue, 1).raisers_text == "Công ty Đồng"
    assert register.found("dong") == [1]
    assert register.touched_after(head).touched == {"enterprise": {1}, "issue": {1}}


def test_a_topic_and_a_body_are_shown_by_their_issues_but_change_none(register: Register):
    body_id, topic_id = register.body_id, register.topic_id
    with register.writing() as session:
        session.add(Assignment(issue_id=1, body_id=body_id, relation=Relation.OWN))
        session.add(Escalation(issue_id=2, body_id=body_id, sent_on=DAY))
    for model, key, issues in ((Topic, topic_id, [2]), (Body, body_id, [1, 2])):
        before, head = register.versions(), register.head()
        with register.writing() as session:
            session.get_one(model, key).name = "Ngọc Lan"
        assert register.raised(before) == set()
        assert register.get(model, key).version == register.head()
        assert register.touched_after(head).touched == {
            model.__tablename__: {key},
            "issue": set(issues),
        }
        assert register.found("ngoc lan") == issues
        with register.writing() as session:
            session.get_one(model, key).name = "Tên khác"
        assert register.found("ngoc lan") == []


def test_the_code_of_a_session_is_shown_by_its_issues_but_changes_none(register: Register):
    before, head = register.versions(), register.head()
    with register.writing() as session:
        session.get_one(DialogueSession, 1).code = "K9"
    assert register.raised(before) == {"session 1"}
    assert register.touched_after(head).touched == {"session": {1}, "issue": {2}}


def test_what_nobody_else_shows_touches_nothing_else(register: Register):
    head = register.head()
    with register.writing() as session:
        session.get_one(Enterprise, 1).note = "x"
        session.get_one(DialogueSession, 1).place = "x"
    assert register.touched_after(head).touched == {"enterprise": {1}, "session": {1}}


def test_what_is_new_has_the_number_of_its_entry_however_often_it_is_flushed(register: Register):
    head = register.head()
    with register.writing() as session:
        new = issue(3)
        session.add(new)
        session.flush()
        assert new.version == head + 1
        new.note = "gấp"
        session.flush()
        session.add(Raiser(issue_id=new.id, kind=RaiserKind.UNIDENTIFIED, written_name="chị Sáu"))
        session.add(enterprise(2, "Công ty Thép"))
    assert register.get(Issue, 3).version == head + 1
    assert register.get(Enterprise, 2).version == head + 1
    assert register.found("chi sau") == [3]


def test_nothing_changed_leaves_no_entry_no_version_and_touches_nothing(register: Register):
    before, head = register.versions(), register.head()
    with register.writing() as session:
        session.get_one(Issue, 1).note = ""
    assert (register.raised(before), register.head()) == (set(), head)
    assert register.touched_after(head) == Changes(head)


def test_an_attempt_that_failed_never_happened(register: Register):
    before, head = register.versions(), register.head()
    with register.writing() as session, pytest.raises(Refused):
        attempted_and_refused(session)
    assert (register.raised(before), register.head()) == (set(), head)
    assert register.touched_after(head) == Changes(head)
    assert register.found("duong ngap") == [1, 2]


def test_what_was_done_before_and_after_a_failed_attempt_stands(register: Register):
    before, head = register.versions(), register.head()
    with register.writing() as session:
        session.get_one(Enterprise, 1).note = "trước"
        session.add(issue(4))
        with pytest.raises(Refused):
            attempted_and_refused(session)
        with Recorder.of(session).attempt():
            session.get_one(Issue, 2).note = "sau"
            session.add(issue(5))
    assert register.raised(before) == {"issue 2", "enterprise 1"}
    assert register.get(Enterprise, 1).note == "trước"
    assert [register.get(Issue, key).version for key in (3, 4)] == [head + 1, head + 1]
    wholes = {("enterprise", 1), ("issue", 2), ("issue", 3), ("issue", 4)}
    assert register.changed_in(head + 1) == wholes
    assert register.touched_after(head).touched == {"enterprise": {1}, "issue": {2, 3, 4}}
    assert register.found("duong ngap") == [1, 2, 3, 4]
    assert_history_is_true(register.case)


def test_a_field_that_changes_before_and_in_an_attempt_keeps_its_first_value(register: Register):
    with register.writing() as session:
        session.get_one(Issue, 1).note = "một"
        with Recorder.of(session).attempt():
            session.get_one(Issue, 1).note = "hai"
    with register.case.reading() as session:
        last = session.scalars(select(AuditChange).order_by(AuditChange.id.desc())).first()
        assert last is not None
        assert last.changes == '{"issue:1.note":["","hai"]}'
    assert_history_is_true(register.case)


def test_a_part_that_goes_is_noted_and_raises_its_whole(register: Register):
    before = register.versions()
    with register.writing() as session:
        first = session.get_one(Issue, 1)
        first.raisers.clear()
    assert register.raised(before) == {"issue 1"}
    assert register.get(Issue, 1).raisers_text == ""
    assert register.found("mau") == []
    assert_history_is_true(register.case)


def test_what_changed_and_changed_back_is_no_change(register: Register):
    before, head = register.versions(), register.head()
    with register.writing() as session:
        session.get_one(Issue, 2).note = "gấp"
        session.flush()
        session.get_one(Issue, 2).note = ""
        session.get_one(Issue, 1).note = "gấp"
    assert register.changed_in(head + 1) == {("issue", 1)}
    assert register.raised(before) == {"issue 1"}
    assert register.touched_after(head).touched == {"issue": {1}}
    assert_history_is_true(register.case)


def test_only_a_change_that_was_taken_back(register: Register):
    before, head = register.versions(), register.head()
    with register.writing() as session:
        session.get_one(Issue, 2).note = "gấp"
        session.flush()
        session.get_one(Issue, 2).note = ""
    assert (register.raised(before), register.head()) == (set(), head)
    assert_history_is_true(register.case)


def test_a_write_that_fails_leaves_nothing(register: Register):
    before, head = register.versions(), register.head()
    with pytest.raises(Refused):
        written_and_refused(register)
    assert (register.raised(before), register.head()) == (set(), head)
    assert register.touched_after(head) == Changes(head)
    assert register.get(Issue, 1).note == ""


def test_who_reads_on_in_a_transaction_finds_derived_columns_up_to_date(register: Register):
    with register.writing() as session:
        session.get_one(Enterprise, 1).name = "Công ty Đồng"
        Recorder.of(session).settle()
        assert session.get_one(Issue, 1).raisers_text == "Công ty Đồng"


def test_a_new_session_is_noted_and_touched(register: Register):
    head = register.head()
    with register.writing() as session:
        session.add(held("K2"))
    assert register.changed_in(head + 1) == {("session", 2)}
    assert register.touched_after(head) == Changes(head + 1, {"session": frozenset({2})})
