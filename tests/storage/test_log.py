"""The write-ahead log is brought in in one place, while nobody writes, and stays short."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dialogue_app.services.case import Case
from dialogue_app.storage import engine, sqlite
from dialogue_app.storage.engine import Store
from dialogue_app.storage.feed import Feed
from dialogue_app.storage.locks import writing_lock
from dialogue_app.storage.sqlite import log_size
from tests.storage.test_opening import BUSY, count, named
from tests.template import NOW, fresh_case


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    opened = fresh_case(tmp_path)
    yield opened
    opened.store.close()


def test_every_connection_saves_safely_and_leaves_the_log_alone(case: Case):
    def asked(connection: object, name: str) -> object:
        return connection.execute(f"PRAGMA {name}").fetchone()[0]  # type: ignore[attr-defined]

    feed = Feed(case.store)
    with case.reading() as session, case.store.writing(case.actor, "test", NOW) as written:
        others = [one.connection().connection.dbapi_connection for one in (session, written)]
        for connection in (feed._connection, *others):
            assert asked(connection, "journal_mode") == "wal"
            assert asked(connection, "synchronous") == 2
            assert asked(connection, "wal_autocheckpoint") == 0
            assert asked(connection, "foreign_keys") == 1
    feed.close()


def test_a_long_log_is_brought_in_after_a_save(case: Case, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(engine, "LONGEST_LOG", 200_000)
    longest = 0
    for _round in range(40):
        named(case, "Công ty Mẫu")
        longest = max(longest, log_size(case.store.path))
    assert 0 < longest < 400_000
    assert count(case) == 40


def test_a_log_that_somebody_reads_is_brought_in_later(case: Case, monkeypatch: pytest.MonkeyPatch):
    named(case, "A")
    monkeypatch.setattr(engine, "LONGEST_LOG", 0)
    with case.reading() as session:
        session.connection().exec_driver_sql("SELECT count(*) FROM body")
        named(case, "B")
        assert log_size(case.store.path)
    named(case, "C")
    assert not log_size(case.store.path)


def test_closing_brings_the_log_in_but_never_while_somebody_writes(tmp_path: Path):
    case = fresh_case(tmp_path)
    other = Store(tmp_path)
    with other.reading() as session:  # keeps the file open
        session.connection().exec_driver_sql("SELECT 1")
        named(case, "A")
        with writing_lock(tmp_path).held_alone(0, BUSY):
            case.store.close()
        assert log_size(case.store.path)
    again = Store(tmp_path)
    again.close()
    assert not log_size(case.store.path)
    other.close()


def test_writers_stand_in_line(case: Case, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sqlite, "BUSY_MILLISECONDS", 1)
    with writing_lock(case.store.folder).held_alone(0, BUSY):
        with pytest.raises(type(BUSY)):
            named(case, "A")
        assert count(case) == 0  # reading waits for nobody
    named(case, "A")
    assert count(case) == 1
