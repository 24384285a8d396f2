"""Versions, the history and what listeners hear: once for each whole a use case changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue_app.domain.changes import Changes
from dialogue_app.domain.text import sort_key, text_digest
from dialogue_app.domain.vocabulary import AgendaKind, AnswerKind, RaiserKind, Relation
from dialogue_app.services.opening import actor_here, open_store
from dialogue_app.storage import audit, search
from dialogue_app.storage.commit import Recorder
from dialogue_app.storage.models import (
    AgendaItem,
    Answer,
    AnswerIssue,
    Assignment,
    AuditChange,
    Body,
    DialogueSession,
    Direction,
    DirectionIssue,
    Enterprise,
    Issue,
    Raiser,
)
from tests.storage.history import assert_history_is_true

DAY = date(2026, 9, 15)


class Refused(Exception):
    """What a step of the tests raises."""


class Register:
    """A register with an enterprise, its issue and a session."""

    def __init__(self, folder: Path) -> None:
        self.store = open_store(folder)
        self.actor = actor_here(self.store)
        self.told: list[Changes] = []
        with self.writing() as session:
            name = "Công ty Mẫu"
            session.add(Enterprise(number=1, name=name, name_sort=sort_key(name), match_key="mau"))
            session.add(held("K1"))
            session.flush()
            raiser = Raiser(kind=RaiserKind.ENTERPRISE, enterprise_id=1)
            session.add_all([issue(1, raisers=[raiser]), issue(2)])
        self.store.subscribe(self.told.append)

    def writing(self, action: str = "test"):  # type: ignore[no-untyped-def]
        return self.store.writing(self.actor, action)

    def get(self, model: type, key: int) -> Any:
        with self.case.reading() as session:
            return session.get_one(model, key)

    def versions(self) -> dict[str, int]:
        return {
            f"{model.__tablename__} {key}": self.get(model, key).version
            for model, key in ((Issue, 1), (Issue, 2), (Enterprise, 1), (DialogueSession, 1))
        }

    def raised(self, before: dict[str, int]) -> dict[str, int]:
        """By how much each version rose since, where it did."""
        now = self.versions()
        return {name: now[name] - old for name, old in before.items() if now[name] != old}

    def head(self) -> int:
        with self.case.reading() as session:
            return audit.head(session)[0]

    def last_changes(self) -> set[tuple[str, int]]:
        """The wholes that the latest entry of the history names."""
        with self.case.reading() as session:
            rows = session.scalars(select(AuditChange).where(AuditChange.sequence == self.head()))
            return {(row.entity, row.entity_id) for row in rows}

    def found(self, typed: str) -> list[int]:
        with self.case.reading() as session:
            return sorted(session.scalars(search.ids_select("issue", typed)))


def held(code: str) -> DialogueSession:
    return DialogueSession(code=code, code_folded=code.lower(), name="Hội nghị", planned_on=DAY)


def issue(number: int, **more: Any) -> Issue:
    text = "Đường ngập"
    digest = text_digest(text)
    return Issue(year=2026, number=number, received_on=DAY, text=text, text_digest=digest, **more)


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    opened = Register(tmp_path / "data")
    yield opened
    opened.store.close()


def attempted_and_refused(session: Session) -> None:
    """A step that changes an issue and an enterprise, adds an issue, and is then refused."""
    with Recorder.of(session).attempt():
        session.get_one(Issue, 1).note = "hỏng"
        session.get_one(Enterprise, 1).note = "hỏng"
        session.add(issue(9))
        session.flush()
        raise Refused


def written_and_refused(register: Register) -> None:
    with register.writing() as session:
        session.get_one(Issue, 1).note = "hỏng"
        session.flush()
        raise Refused


def body(register: Register) -> int:
    with register.store.reading() as session:
        return session.scalars(select(Body.id)).first() or 0


def test_a_whole_is_raised_once_however_much_of_it_changed(register: Register):
    part_of = body(register)
    before = register.versions()
    with register.writing() as session:
        one = session.get_one(Issue, 1)
        one.note = "gấp"
        session.flush()
        one.text = "Đường ngập sâu"
        session.add(Assignment(issue_id=1, body_id=part_of, relation=Relation.OWN))
        session.flush()
        answer = Answer(kind=AnswerKind.IN_WRITING, text="đã xem", answered_on=DAY)
        session.add_all([AnswerIssue(answer=answer, issue_id=key) for key in (1, 2)])
    assert register.raised(before) == {"issue 1": 1, "issue 2": 1}


def test_a_part_raises_its_whole_and_nothing_else(register: Register):
    part_of = body(register)
    parts = [
        (Raiser(issue_id=2, kind=RaiserKind.UNIDENTIFIED, written_name="chị Sáu"), "issue 2"),
        (Assignment(issue_id=1, body_id=part_of, relation=Relation.OWN), "issue 1"),
        (AgendaItem(session_id=1, issue_id=1, position=1, kind=AgendaKind.ISSUE), "session 1"),
    ]
    for part, whole in parts:
        before = register.versions()
        with register.writing() as session:
            session.add(part)
        assert register.raised(before) == {whole: 1}, whole


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
        assert register.raised(before) == {"issue 1": 1, "issue 2": 1}
        assert register.get(model, 1).version == 2
        assert register.found(word) == [1, 2]


def test_the_name_of_an_enterprise_is_shown_by_its_issues_but_changes_none(register: Register):
    before = register.versions()
    with register.writing() as session:
        session.get_one(Enterprise, 1).name = "Công ty Đồng"
    assert register.raised(before) == {"enterprise 1": 1}
    assert register.get(Issue, 1).raisers_text == "Công ty Đồng"
    assert register.found("dong") == [1]


def test_what_is_new_begins_with_version_one_however_often_it_is_flushed(register: Register):
    with register.writing() as session:
        new = issue(3)
        session.add(new)
        session.flush()
        new.note = "gấp"
        session.flush()
        session.add(Raiser(issue_id=new.id, kind=RaiserKind.UNIDENTIFIED, written_name="chị Sáu"))
    assert register.get(Issue, 3).version == 1
    assert register.found("chi sau") == [3]


def test_nothing_changed_is_told_to_nobody_and_leaves_no_entry(register: Register):
    before, head = register.versions(), register.head()
    with register.writing() as session:
        session.get_one(Issue, 1).note = ""
    assert (register.raised(before), register.head()) == ({}, head)
    assert register.told == [Changes()]


def test_an_attempt_that_failed_never_happened(register: Register):
    before, head = register.versions(), register.head()
    with register.writing() as session, pytest.raises(Refused):
        attempted_and_refused(session)
    assert (register.raised(before), register.head()) == ({}, head)
    assert register.told == [Changes()]
    assert register.found("duong ngap") == [1, 2]


def test_what_was_done_before_and_after_a_failed_attempt_stands(register: Register):
    before = register.versions()
    with register.writing() as session:
        session.get_one(Enterprise, 1).note = "trước"
        session.add(issue(4))
        with pytest.raises(Refused):
            attempted_and_refused(session)
        with Recorder.of(session).attempt():
            session.get_one(Issue, 2).note = "sau"
            session.add(issue(5))
    assert register.raised(before) == {"issue 2": 1, "enterprise 1": 1}
    assert register.get(Enterprise, 1).note == "trước"
    assert [register.get(Issue, key).version for key in (3, 4)] == [1, 1]
    wholes = {("enterprise", 1), ("issue", 2), ("issue", 3), ("issue", 4)}
    assert register.last_changes() == wholes
    assert register.found("duong ngap") == [1, 2, 3, 4]
    assert_history_is_true(register.store)


def test_a_field_that_changes_before_and_in_an_attempt_keeps_its_first_value(register: Register):
    with register.writing() as session:
        session.get_one(Issue, 1).note = "một"
        with Recorder.of(session).attempt():
            session.get_one(Issue, 1).note = "hai"
    with register.store.reading() as session:
        last = session.scalars(select(AuditChange).order_by(AuditChange.id.desc())).first()
        assert last is not None
        assert last.changes == '{"issue:1.note":["","hai"]}'
    assert_history_is_true(register.store)


def test_a_part_that_goes_is_noted_and_raises_its_whole(register: Register):
    before = register.versions()
    with register.writing() as session:
        one = session.get_one(Issue, 1)
        one.raisers.clear()
    assert register.raised(before) == {"issue 1": 1}
    assert register.get(Issue, 1).raisers_text == ""
    assert register.found("mau") == []
    assert_history_is_true(register.store)


def test_what_changed_and_changed_back_is_no_change(register: Register):
    with register.writing() as session:
        session.get_one(Issue, 2).note = "gấp"
        session.flush()
        session.get_one(Issue, 2).note = ""
        session.get_one(Issue, 1).note = "gấp"
    assert register.last_changes() == {("issue", 1)}
    assert_history_is_true(register.store)


def test_only_a_change_that_was_taken_back(register: Register):
    head = register.head()
    with register.writing() as session:
        session.get_one(Issue, 2).note = "gấp"
        session.flush()
        session.get_one(Issue, 2).note = ""
    assert register.head() == head
    assert_history_is_true(register.store)


@pytest.mark.parametrize(
    ("write", "told"),
    [
        (lambda s: setattr(s.get_one(Issue, 1), "note", "x"), Changes(issues=True)),
        (lambda s: setattr(s.get_one(Enterprise, 1), "note", "x"), Changes(enterprises=True)),
        (lambda s: s.add(held("K2")), Changes(sessions=True)),
        (lambda s: s.add(Direction(text="x", directed_on=DAY)),
         Changes(issues=True, sessions=True)),
        (lambda s: setattr(s.get_one(Body, 1), "note", "x"), Changes(bodies=True)),
    ],
)  # fmt: skip
def test_listeners_hear_what_kind_of_thing_changed(register: Register, write: Any, told: Changes):
    with register.writing() as session:
        write(session)
    assert register.told == [told]


def test_a_write_that_fails_is_told_to_nobody(register: Register):
    with pytest.raises(Refused):
        written_and_refused(register)
    assert register.told == []
    assert register.get(Issue, 1).note == ""
