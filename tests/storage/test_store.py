"""The database file: created, opened again, shared, refused; and what every write owes it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from dialogue_app.domain.changes import Changes
from dialogue_app.domain.errors.store import StoreBusy, StoreTooNew, StoreUnreadable
from dialogue_app.domain.sort_keys import sort_key
from dialogue_app.domain.text import text_digest
from dialogue_app.domain.vocabulary import IssueState, RaiserKind
from dialogue_app.i18n.sentences import explain
from dialogue_app.services.case import Case
from dialogue_app.services.opening import open_case
from dialogue_app.storage import audit, digests, feed, schema, search, sqlite
from dialogue_app.storage.commit import insert_rows
from dialogue_app.storage.engine import Store
from dialogue_app.storage.identity import Head
from dialogue_app.storage.models import whole_schema
from dialogue_app.storage.models.audit import AuditChange, AuditEntry
from dialogue_app.storage.models.enterprises import Enterprise
from dialogue_app.storage.models.issues import Issue, Raiser
from dialogue_app.storage.models.people import Body
from dialogue_app.storage.models.reference import Unit
from tests.storage.register import held
from tests.template import NOW, USER, fresh_case, standing_clock


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    opened = fresh_case(tmp_path / "data")
    yield opened
    opened.store.close()


def writing(case: Case, action: str = "test") -> AbstractContextManager[Session]:
    return case.store.writing(case.actor, action, NOW)


def opened_again(tmp_path: Path) -> Case:
    return open_case(tmp_path / "data", standing_clock, USER)


def enterprise(number: int, name: str) -> Enterprise:
    return Enterprise(number=number, name=name, name_sort=sort_key(name), match_key=name.lower())


def issue(number: int, text: str, *raisers: Raiser) -> Issue:
    return Issue(
        year=2026,
        number=number,
        received_on=date(2026, 9, 15),
        text=text,
        text_digest=text_digest(text),
        raisers=list(raisers),
    )


def found(case: Case, typed: str) -> list[int]:
    with case.reading() as session:
        return list(session.scalars(search.ids_select("issue", typed)))


def test_a_new_database_holds_the_reference_data(case: Case):
    with case.reading() as session:
        assert session.scalar(select(func.count()).select_from(Unit)) == 168
        assert session.scalar(select(func.count()).select_from(Body)) > 30


def test_a_second_start_changes_nothing(case: Case, tmp_path: Path):
    with case.reading() as session:
        before = audit.head(session)
    case.store.close()
    again = opened_again(tmp_path)
    with again.reading() as session:
        assert audit.head(session) == before
    assert again.actor == case.actor
    again.store.close()


def test_the_migrations_make_exactly_the_models(case: Case):
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with case.reading() as session:
        context = MigrationContext.configure(
            session.connection(),
            opts={
                "compare_type": True,
                "include_object": lambda _o, name, kind, *_: (
                    not (kind == "table" and name.startswith("search_"))
                ),
            },
        )
        assert compare_metadata(context, whole_schema()) == []


def test_a_file_that_lacks_nothing_is_known_by_the_digest_of_its_columns(case: Case):
    assert schema.digest_of(schema.needed_columns()) == schema.DIGEST, "write it into schema.py"
    with closing(sqlite3.connect(case.store.path)) as connection:
        assert not schema.lacks_columns(connection)
        connection.execute("CREATE TABLE of_another_program (id INTEGER)")
        assert not schema.lacks_columns(connection)
        connection.execute("ALTER TABLE contact DROP COLUMN came_back")
        assert schema.lacks_columns(connection)


def test_the_known_revisions_are_those_of_the_scripts():
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(Path(schema.__file__).parent / "migrations"))
    scripts = ScriptDirectory.from_config(config).walk_revisions()
    assert [one.revision for one in scripts][::-1] == list(schema.REVISIONS)


def test_a_database_of_a_later_program_is_refused(case: Case, tmp_path: Path):
    case.store.close()
    with sqlite3.connect(case.store.path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(StoreTooNew):
        opened_again(tmp_path)


@pytest.mark.parametrize("content", [b"no database at all, but long enough to be read" * 40])
def test_a_file_that_is_no_database_is_refused_and_kept(tmp_path: Path, content: bytes):
    path = tmp_path / sqlite.FILE_NAME
    path.write_bytes(content)
    with pytest.raises(StoreUnreadable):
        open_case(tmp_path, standing_clock, USER)
    assert path.read_bytes() == content


def test_another_program_on_the_file_is_said_in_one_sentence(
    case: Case, monkeypatch: pytest.MonkeyPatch
):
    other = sqlite3.connect(case.store.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    monkeypatch.setattr(sqlite, "BUSY_MILLISECONDS", 1)
    monkeypatch.setattr(sqlite, "PRAGMAS", ("busy_timeout=1",))
    impatient = Store(case.store.folder)
    with pytest.raises(StoreBusy), impatient.writing(case.actor, "test", NOW) as session:
        session.add(enterprise(1, "A"))
    other.close()
    impatient.close()


def test_a_write_that_fails_changes_nothing(case: Case):
    with case.reading() as session:
        before = audit.head(session)
    with pytest.raises(IntegrityError) as trouble, writing(case) as session:
        session.add_all([enterprise(1, "A"), enterprise(1, "B")])
    assert "INSERT" not in explain(trouble.value)
    with case.reading() as session:
        assert audit.head(session) == before
        assert session.scalar(select(func.count()).select_from(Enterprise)) == 0


def test_a_commit_that_is_refused_keeps_nobody_from_writing(case: Case):
    def write_dangling() -> None:
        with writing(case) as session:
            session.execute(text("PRAGMA defer_foreign_keys = ON"))  # as a session brought back
            session.add(issue(1, "A", Raiser(kind=RaiserKind.ENTERPRISE, enterprise_id=999)))

    with pytest.raises(IntegrityError):
        write_dangling()
    with writing(case) as session:
        session.add(enterprise(1, "A"))
    with case.reading() as session:
        assert session.scalar(select(func.count()).select_from(Enterprise)) == 1
        assert session.scalar(select(func.count()).select_from(Issue)) == 0


def test_a_write_is_told_versioned_searched_and_kept_in_the_history(case: Case):
    with case.reading() as session:
        before = audit.head(session)[0]
    with writing(case, "issue.register") as session:
        firm = enterprise(1, "Công ty Sắt Mẫu")
        session.add(firm)
        session.flush()
        raiser = Raiser(kind=RaiserKind.ENTERPRISE, enterprise_id=firm.id)
        session.add(issue(1, "Thuế đất tăng", raiser))
    with writing(case, "enterprise.edit") as session:
        session.get_one(Enterprise, 1).name = "Công ty Đồng Mẫu"
    with case.reading() as session:
        one = session.get_one(Issue, 1)
        assert one.raisers_text == "Công ty Đồng Mẫu"
        assert one.state is IssueState.RECEIVED
        assert (one.version, session.get_one(Enterprise, 1).version) == (before + 1, before + 2)
        last = session.scalars(select(AuditChange).order_by(AuditChange.id.desc())).first()
        assert last is not None
        assert json.loads(last.changes) == {
            "enterprise:1.name": ["Công ty Sắt Mẫu", "Công ty Đồng Mẫu"]
        }
        both = {"issue": {1}, "enterprise": {1}}
        assert feed.after(session, before) == Changes(before + 2, both)
        assert feed.after(session, before + 1) == Changes(before + 2, both)
    assert found(case, "thue dat") == found(case, "dong") == found(case, "KN-2026-0001") == [1]
    assert found(case, "sat mau") == []


def test_the_history_is_a_chain(case: Case):
    with writing(case) as session:
        insert_rows(
            session,
            Enterprise,
            [{"number": n, "name": "A", "name_sort": "a", "match_key": "a"} for n in (1, 2)],
        )
    with case.reading() as session:
        previous = Head().hash
        for entry in session.scalars(select(AuditEntry).order_by(AuditEntry.sequence)):
            assert entry.previous_hash == previous
            values = {c.key: getattr(entry, c.key) for c in AuditEntry.__table__.columns}
            assert entry.hash == digests.entry_hash(values)
            previous = entry.hash
        changes = session.scalars(select(AuditChange).order_by(AuditChange.id.desc()).limit(2))
        assert [change.entity_id for change in changes] == [2, 1]


@pytest.mark.parametrize("name", ["a%20b", "a#b", "a&b=c"])
def test_a_folder_keeps_its_name_whatever_signs_it_has(tmp_path: Path, name: str):
    (tmp_path / "a b").mkdir()
    folder = tmp_path / name / "data"
    case = fresh_case(folder)
    with case.store.writing(case.actor, "test", NOW) as session:
        session.add(held("K1"))
    case.store.close()
    with sqlite3.connect(folder / "dialogue.db") as connection:
        assert connection.execute("SELECT code FROM session").fetchall() == [("K1",)]
    connection.close()
    assert {path.name for path in tmp_path.iterdir()} == {"a b", name}


def test_a_store_that_rests_has_no_log(case: Case):
    write_one(case, "K1")
    assert sqlite.log_size(case.store.path) > 0
    other = Store(case.store.folder)
    with case.store.writing(case.actor, "test", NOW):
        other.settle()  # whoever writes is not disturbed
    assert sqlite.log_size(case.store.path) > 0
    other.settle()
    assert sqlite.log_size(case.store.path) == 0
    write_one(case, "K2")  # and goes on
    other.close()


def write_one(case: Case, code: str) -> None:
    with case.store.writing(case.actor, "test", NOW) as session:
        session.add(held(code))
