"""Search texts of more wholes than one use case writes itself: noted as due, written in batches."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, select

from dialogue_app.domain.errors.store import StoreBusy
from dialogue_app.storage import engine, search_index
from dialogue_app.storage.chunks import CHUNK
from dialogue_app.storage.commit import insert_rows
from dialogue_app.storage.engine import Store
from dialogue_app.storage.feed import Feed
from dialogue_app.storage.models.audit import SearchDue
from dialogue_app.storage.models.enterprises import Enterprise
from dialogue_app.storage.sqlite import log_size
from tests.storage.register import Register


@pytest.fixture
def postponed(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """What is due stays due after the commit, until this is undone."""
    monkeypatch.setattr(Store, "write_due_search_texts", lambda _store: None)
    return monkeypatch


def add_enterprises(register: Register, count: int) -> list[int]:
    with register.writing() as session:
        rows: list[dict[str, Any]] = [
            {"number": n, "name": f"Công ty Gỗ {n}", "name_sort": "g", "match_key": f"g {n}"}
            for n in range(2, count + 2)
        ]
        return insert_rows(session, Enterprise, rows)


def due(register: Register) -> int:
    with register.case.reading() as session:
        return session.scalar(select(func.count()).select_from(SearchDue)) or 0


def found(register: Register) -> list[int]:
    return register.found("cong ty go", "enterprise")


def test_what_a_use_case_can_write_itself_is_never_due(
    register: Register, postponed: pytest.MonkeyPatch
):
    ids = add_enterprises(register, search_index.MOST_AT_ONCE)
    assert due(register) == 0
    assert found(register) == ids


def test_one_more_is_noted_as_due_and_written_after_the_commit(
    register: Register, postponed: pytest.MonkeyPatch
):
    ids = add_enterprises(register, search_index.MOST_AT_ONCE + 1)
    assert (due(register), found(register)) == (len(ids), [])
    postponed.undo()
    register.case.store.write_due_search_texts()
    assert (due(register), found(register)) == (0, ids)


def test_the_use_case_itself_leaves_nothing_due(register: Register):
    ids = add_enterprises(register, search_index.MOST_AT_ONCE + 1)
    assert (due(register), found(register)) == (0, ids)


def test_texts_that_are_due_are_written_batch_by_batch_each_committed(
    register: Register, postponed: pytest.MonkeyPatch
):
    ids = add_enterprises(register, 501)
    postponed.undo()
    seen: list[tuple[int, int]] = []  # what another reader sees before each batch
    write_some = search_index.write_some_due

    def watched(session: Any) -> bool:
        seen.append((due(register), len(found(register))))
        return write_some(session)

    postponed.setattr(search_index, "_MOST_OF_A_BATCH", 200)
    postponed.setattr(search_index, "write_some_due", watched)
    register.case.store.write_due_search_texts()
    assert seen == [(501, 0), (301, 200), (101, 400), (0, 501)]
    assert found(register) == ids


def test_a_batch_of_long_texts_holds_fewer(register: Register, postponed: pytest.MonkeyPatch):
    ids = add_enterprises(register, CHUNK + 1)
    postponed.undo()
    postponed.setattr(search, "_BATCH", 1)
    with register.case.store.mending() as session:
        assert search.write_some_due(session)
    assert (due(register), found(register)) == (1, ids[:CHUNK])


def test_the_log_of_all_batches_is_brought_in_once_after_the_last(
    register: Register, postponed: pytest.MonkeyPatch
):
    add_enterprises(register, 501)
    postponed.undo()
    brought_in: list[int] = []  # what was due still
    bring_in = Store._bring_log_in

    def watched(store: Store) -> None:
        brought_in.append(due(register))
        bring_in(store)

    postponed.setattr(search_index, "_MOST_OF_A_BATCH", 200)
    postponed.setattr(engine, "LONGEST_LOG", 0)
    postponed.setattr(Store, "_bring_log_in", watched)
    register.case.store.write_due_search_texts()
    assert brought_in == [0]
    assert log_size(register.case.store.path) == 0


def test_a_whole_due_twice_and_edited_meanwhile_is_found_once_by_its_last_text(
    register: Register, postponed: pytest.MonkeyPatch
):
    ids = add_enterprises(register, 501)
    with register.writing() as session:
        for row in session.query(Enterprise).where(Enterprise.id.in_(ids)):
            row.note = "lần hai"
    with register.writing() as session:
        session.get_one(Enterprise, ids[0]).name = "Hợp tác xã Sen"
    assert due(register) == 501
    assert register.found("sen", "enterprise") == ids[:1]
    postponed.undo()
    register.case.store.write_due_search_texts()
    assert register.found("sen", "enterprise") == ids[:1]
    assert found(register) == ids[1:]
    assert register.found("lan hai", "enterprise") == ids


def test_nothing_due_writes_nothing(register: Register):
    head = register.head()
    register.case.store.write_due_search_texts()
    assert (due(register), register.head()) == (0, head)


def test_nothing_due_waits_for_nobody_who_writes(register: Register):
    with register.writing():
        register.case.store.write_due_search_texts()


def test_an_act_is_done_where_its_search_texts_must_wait_for_another_writer(
    register: Register, monkeypatch: pytest.MonkeyPatch
):
    def busy(store: Store) -> None:
        raise StoreBusy(store.path)

    monkeypatch.setattr(Store, "write_due_search_texts", busy)
    ids = add_enterprises(register, search_index.MOST_AT_ONCE + 1)
    assert due(register) == len(ids)


def test_search_texts_written_late_are_told_once_they_are_all_there(
    register: Register, postponed: pytest.MonkeyPatch
):
    feed = Feed(register.case.store)
    add_enterprises(register, search_index.MOST_AT_ONCE + 1)
    feed.changes()
    assert not feed.has_news()
    postponed.undo()
    register.case.store.write_due_search_texts()
    assert feed.has_news()
    assert feed.changes().touched == {"enterprise": frozenset()}
    assert not feed.has_news()
    feed.close()
