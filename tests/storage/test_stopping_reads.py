"""What is read for nobody is stopped, within a statement and between two; writing never is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from dialogue_app.domain.errors.base import Cancelled
from dialogue_app.services.case import Case
from tests.template import NOW, fresh_case

LONG = text(
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 3000000)"
    " SELECT count(*) FROM n"
)
SHORT = text("SELECT 1")
LOOKS = 2  # before BEGIN and before the first statement


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    opened = fresh_case(tmp_path / "data")
    yield opened
    opened.store.close()


def after(looks: int, asked: list[bool]) -> Callable[[], bool]:
    """Says yes once it was asked so often."""

    def is_unwanted() -> bool:
        asked.append(len(asked) >= looks)
        return asked[-1]

    return is_unwanted


def test_a_statement_is_stopped_while_it_runs(case: Case):
    asked: list[bool] = []
    case.store.is_unwanted = after(LOOKS + 3, asked)
    with pytest.raises(Cancelled), case.reading() as session:
        session.scalar(LONG)
    assert asked == [False] * (LOOKS + 3) + [True]


def test_the_next_statement_of_what_is_not_wanted_is_not_begun(case: Case):
    asked: list[bool] = []
    case.store.is_unwanted = after(LOOKS, asked)
    with case.reading() as session:
        assert session.scalar(SHORT) == 1
        with pytest.raises(Cancelled):
            session.scalar(SHORT)
    assert asked == [False] * LOOKS + [True]


def test_who_reads_next_on_the_connection_is_not_stopped(case: Case):
    case.store.is_unwanted = after(LOOKS, [])
    with pytest.raises(Cancelled), case.reading() as session:
        session.scalar(LONG)
    asked: list[bool] = []
    case.store.is_unwanted = after(1_000_000, asked)
    with case.reading() as session:
        assert session.scalar(LONG) == 3_000_000
    assert len(asked) > LOOKS


def test_a_write_is_not_stopped_even_on_a_connection_that_read_before(case: Case):
    case.store.is_unwanted = after(LOOKS, [])
    with pytest.raises(Cancelled), case.reading() as session:
        session.scalar(LONG)
    case.store.is_unwanted = after(0, [])
    with case.store.writing(case.actor, "test", NOW) as session:
        assert session.scalar(LONG) == 3_000_000
        session.execute(text("UPDATE topic SET name = name || ' x'"))
    case.store.is_unwanted = after(1_000_000, [])
    with case.reading() as session:
        changed = text("SELECT count(*) = sum(name LIKE '% x') FROM topic")
        assert session.scalar(changed) == 1
