"""Rules another program put into the file, before it is opened or since: no write goes past them.

What is read is read on; a write is refused in one sentence, and nothing of it stands anywhere.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from dialogue_app.domain.errors.store import (
    NoMemory,
    RowRefused,
    StoreHasRules,
    StoreUnreadable,
)
from dialogue_app.domain.fields.enterprises import EnterpriseDraft
from dialogue_app.i18n.sentences import explain
from dialogue_app.services.case import Case
from dialogue_app.services.enterprises.editing import register_enterprise
from dialogue_app.services.opening import open_case
from dialogue_app.storage.models.enterprises import Enterprise
from dialogue_app.storage.sqlite import FILE_NAME, translated_errors
from tests.template import USER, copy_database, standing_clock

RULES = {
    "trigger a": "CREATE TRIGGER a AFTER INSERT ON enterprise BEGIN SELECT RAISE(ABORT, 'no'); END",
    "trigger b": "CREATE TRIGGER b AFTER INSERT ON enterprise"
    " BEGIN UPDATE enterprise SET note = 'x'; END",
    "trigger c": "CREATE TRIGGER c BEFORE INSERT ON audit_entry BEGIN SELECT RAISE(IGNORE); END",
    "trigger d": "CREATE TRIGGER d AFTER INSERT ON enterprise BEGIN DELETE FROM gone; END",
    "trigger ix_enterprise_name_sort_id": "CREATE TRIGGER ix_enterprise_name_sort_id"
    " AFTER INSERT ON enterprise BEGIN SELECT RAISE(ABORT, 'no'); END",
    "index e": "CREATE UNIQUE INDEX e ON enterprise (note)",
    "index f": "CREATE INDEX f ON enterprise (json_extract(note, '$.a')) WHERE note <> ''",
}
Open = Callable[[], Case]


def run(folder: Path, *statements: str) -> None:
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def names(case: Case) -> list[str]:
    with case.reading() as session:
        return list(session.scalars(select(Enterprise.name).order_by(Enterprise.name)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy_database(tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def opened(folder: Path) -> Iterator[Open]:
    cases: list[Case] = []

    def open_it() -> Case:
        cases.append(open_case(folder, standing_clock, USER))
        return cases[-1]

    yield open_it
    for case in cases:
        case.store.close()


@pytest.mark.parametrize("when", ["before", "since"])
@pytest.mark.parametrize("rule", RULES)
def test_no_write_goes_past_a_rule(opened: Open, folder: Path, rule: str, when: str):
    case = opened()
    register_enterprise(case, EnterpriseDraft("Công ty Một"))
    if when == "before":
        case.store.close()
    run(folder, RULES[rule])
    if when == "before":
        case = opened()
    with pytest.raises(StoreHasRules) as caught:
        case.store.require_own_rules()
    for _again in range(2):
        with pytest.raises(StoreHasRules) as caught:
            register_enterprise(case, EnterpriseDraft("Công ty Hai"))
    assert rule in explain(caught.value)
    assert str(folder / FILE_NAME) in explain(caught.value)
    assert names(case) == ["Công ty Một"]
    case.store.drop_foreign_rules()
    register_enterprise(case, EnterpriseDraft("Công ty Hai"))
    assert names(case) == ["Công ty Hai", "Công ty Một"]


def test_a_row_that_the_file_refuses_is_one_sentence(opened: Open, folder: Path):
    case = opened()
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "UPDATE sqlite_master SET sql = replace(sql, 'PRIMARY KEY (id)',"
            " 'PRIMARY KEY (id), CHECK (length(name) < 5)') WHERE name = 'enterprise'"
        )
        (version,) = connection.execute("PRAGMA schema_version").fetchone()
        connection.execute(f"PRAGMA schema_version = {version + 1}")
        connection.commit()
    register_enterprise(case, EnterpriseDraft("Một"))
    with pytest.raises(RowRefused) as caught:
        register_enterprise(case, EnterpriseDraft("Công ty Hai"))
    assert "CHECK" not in explain(caught.value)
    assert names(case) == ["Một"]


def test_what_is_taken_out_of_an_open_file_is_one_sentence(opened: Open, folder: Path):
    case = opened()
    run(folder, "ALTER TABLE enterprise RENAME COLUMN workers TO others")
    with pytest.raises(StoreUnreadable):
        register_enterprise(case, EnterpriseDraft("Công ty Hai"))
    with pytest.raises(StoreUnreadable), case.reading() as session:
        session.scalars(select(Enterprise)).all()


def test_no_memory_is_no_riddle(folder: Path):
    with pytest.raises(NoMemory) as caught, translated_errors(folder):
        raise MemoryError
    assert explain(caught.value) == explain(MemoryError())
