"""What changed since it was last asked, whoever wrote it."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy.orm import Session

from dialogue_app.domain.changes import Changes
from dialogue_app.domain.errors.store import StoreBusy, StoreNotWritable, StoreReplaced
from dialogue_app.storage.commit import insert_rows
from dialogue_app.storage.engine import Store
from dialogue_app.storage.feed import MOST_NAMED, Feed
from dialogue_app.storage.models.enterprises import Enterprise
from dialogue_app.storage.models.issues import Issue
from dialogue_app.storage.models.people import Body
from dialogue_app.storage.models.sessions import Direction
from tests.storage.register import DAY, Register, held
from tests.template import NOW


@pytest.fixture
def feed(register: Register) -> Iterator[Feed]:
    opened = Feed(register.case.store)
    yield opened
    opened.close()


def note(register: Register, model: type, key: int, text: str) -> None:
    with register.writing() as session:
        session.get_one(model, key).note = text


def add_enterprises(register: Register, count: int) -> None:
    with register.writing() as session:
        insert_rows(
            session,
            Enterprise,
            [
                {"number": n, "name": f"Công ty {n}", "name_sort": "c", "match_key": f"c {n}"}
                for n in range(2, count + 2)
            ],
        )


def set_note(session: Session, model: type[Any]) -> None:
    session.get_one(model, 1).note = "x"


@pytest.mark.parametrize(
    ("write", "touched"),
    [
        (lambda s: set_note(s, Issue), {"issue": {1}}),
        (lambda s: set_note(s, Enterprise), {"enterprise": {1}}),
        (lambda s: set_note(s, Body), {"body": {1}}),
        (lambda s: s.add(held("K2")), {"session": {2}}),
        (lambda s: s.add(Direction(text="x", directed_on=DAY)), {"direction": {1}}),
        (lambda s: s.add(Direction(text="x", directed_on=DAY, session_id=1)),
         {"direction": {1}, "session": {1}}),
    ],
)  # fmt: skip
def test_an_entry_names_what_it_touched(register: Register, write: Any, touched: Any):
    head = register.head()
    with register.writing() as session:
        write(session)
    assert register.touched_after(head) == Changes(head + 1, touched)


def test_only_the_entries_after_a_number_are_told_and_each_whole_once(register: Register):
    head = register.head()
    for key, text in ((1, "a"), (1, "b"), (2, "c")):
        note(register, Issue, key, text)
    assert register.touched_after(head) == Changes(head + 3, {"issue": frozenset({1, 2})})
    assert register.touched_after(head + 2) == Changes(head + 3, {"issue": frozenset({2})})
    assert register.touched_after(head + 3) == Changes(head + 3)


def test_up_to_a_thousand_are_named_and_more_stand_for_all(register: Register):
    head = register.head()
    add_enterprises(register, MOST_NAMED)
    named = register.touched_after(head).touched["enterprise"]
    assert named == frozenset(range(2, MOST_NAMED + 2))
    with register.writing() as session:
        for row in session.query(Enterprise):  # one more than are named
            row.note = "x"
    told = register.touched_after(head + 1)
    assert told == Changes(head + 2, {"enterprise": frozenset()})
    assert told.includes("enterprise", 1)
    assert not told.of("issue")


def test_all_of_a_kind_is_not_narrowed_by_an_entry_that_names_some(register: Register):
    head = register.head()
    add_enterprises(register, MOST_NAMED + 1)
    note(register, Enterprise, 1, "x")
    assert register.touched_after(head).touched == {"enterprise": frozenset()}


def test_a_feed_tells_only_what_came_after_it_was_made(register: Register, feed: Feed):
    head = register.head()
    assert not feed.has_news()
    assert feed.changes() == Changes(head)
    note(register, Issue, 1, "x")
    assert feed.has_news()
    assert feed.changes() == Changes(head + 1, {"issue": frozenset({1})})
    assert not feed.has_news()  # told once
    assert feed.changes() == Changes(head + 1)


def test_a_feed_tells_what_another_program_wrote(register: Register, feed: Feed):
    head, other = register.head(), Store(register.case.store.folder)
    with other.writing(register.case.actor, "test", NOW) as session:
        session.get_one(Issue, 2).note = "x"
    other.close()
    assert feed.has_news()
    assert feed.changes() == Changes(head + 1, {"issue": frozenset({2})})


def test_reading_is_no_news(register: Register, feed: Feed):
    register.versions()
    register.found("duong ngap")
    assert not feed.has_news()


def test_a_file_that_is_gone_is_said(register: Register, feed: Feed):
    register.case.store.path.rename(register.case.store.path.with_name("elsewhere.db"))
    with pytest.raises(StoreReplaced):
        feed.has_news()


def test_a_file_that_was_replaced_is_said(register: Register, feed: Feed):
    path = register.case.store.path
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    copy = path.with_name("copy.db")
    shutil.copy2(path, copy)
    os.replace(copy, path)
    with pytest.raises(StoreReplaced):
        feed.has_news()


def test_what_could_not_be_read_is_still_news(
    register: Register, feed: Feed, monkeypatch: pytest.MonkeyPatch
):
    note(register, Issue, 1, "x")

    def busy(store: Store) -> None:
        raise StoreBusy(store.path)

    with monkeypatch.context() as patch:
        patch.setattr(Store, "reading", busy)
        with pytest.raises(StoreBusy):
            feed.changes()
    assert feed.has_news()
    assert feed.changes().touched == {"issue": {1}}


def test_a_folder_that_cannot_be_looked_into_is_not_taken_for_another_database(
    register: Register, feed: Feed, monkeypatch: pytest.MonkeyPatch
):
    def fails(_path: object, **_more: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "stat", fails)
    with pytest.raises(StoreNotWritable):
        feed.has_news()
    monkeypatch.undo()  # pytest looks into folders, too
