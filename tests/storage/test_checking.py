"""What somebody changed in the file behind the program's back is found and named."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dialogue_app.domain.checks import Fault
from dialogue_app.domain.errors.store import StoreOlder, ValueUnreadable
from dialogue_app.i18n.sentences import explain
from dialogue_app.services.checking import check
from dialogue_app.services.issues.attaching import attach
from dialogue_app.services.issues.detail import issue_detail
from dialogue_app.services.opening import open_case
from dialogue_app.storage.digests import change_digest, entry_hash
from dialogue_app.storage.sqlite import FILE_NAME
from tests.template import USER, sample_case, seen, standing_clock

Harm = Callable[[sqlite3.Connection], object]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("checked")
    case = sample_case(folder / "data")
    (folder / "a.txt").write_text("Mẫu")
    attach(case, seen(case, 1), folder / "a.txt")
    case.store.close()
    return folder / "data"


@pytest.fixture
def folder(tmp_path: Path, template: Path) -> Path:
    shutil.copytree(template, tmp_path / "data")
    return tmp_path / "data"


def tampered(folder: Path, harm: Harm, *, remembers: bool = False) -> None:
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection:
        harm(connection)
        connection.commit()
    if not remembers:
        (folder / "register.json").unlink()


def found(folder: Path, against: str = "") -> dict[str, list[str]]:
    """What a check finds: by fault, the details."""
    case = open_case(folder, standing_clock, USER)
    told: dict[str, list[str]] = {}
    for one in check(case, against).findings:
        told.setdefault(one.fault.value, []).append(one.detail)
    case.store.close()
    return told


def sql(*statements: str) -> Harm:
    return lambda connection: [connection.execute(one) for one in statements]


def rebuilt(connection: sqlite3.Connection) -> None:
    """All digests and hashes worked out again, as one could who knows the program."""
    previous = "0" * 64
    for sequence, at, staff_id, role, action in connection.execute(
        "SELECT sequence, at, staff_id, role, action FROM audit_entry ORDER BY sequence"
    ).fetchall():
        digests = []
        for key, entity, entity_id, changes, salts in connection.execute(
            "SELECT id, entity, entity_id, changes, salts FROM audit_change WHERE sequence = ?"
            " ORDER BY id",
            (sequence,),
        ).fetchall():
            digests.append(
                change_digest((entity, entity_id), json.loads(salts), json.loads(changes))
            )
            connection.execute(
                "UPDATE audit_change SET digest = ? WHERE id = ?", (digests[-1], key)
            )
        entry = {
            "sequence": sequence, "at": datetime.fromisoformat(at).replace(tzinfo=UTC),
            "staff_id": staff_id, "role": role, "action": action, "previous_hash": previous,
            "digest": hashlib.sha256("".join(digests).encode()).hexdigest(),
        }  # fmt: skip
        now = entry_hash(entry)
        connection.execute(
            "UPDATE audit_entry SET previous_hash = ?, digest = ?, hash = ? WHERE sequence = ?",
            (previous, entry["digest"], now, sequence),
        )
        previous = now


def hide_an_answer(connection: sqlite3.Connection) -> None:
    """An answer's text changed in row and history, and the chain rebuilt."""
    connection.execute("UPDATE answer SET text = 'Khác' WHERE id = 1")
    for key, changes in connection.execute("SELECT id, changes FROM audit_change").fetchall():
        values = json.loads(changes)
        if "answer:1.text" in values:
            values["answer:1.text"] = [None, "Khác"]
            spelt = json.dumps(values, ensure_ascii=False)
            connection.execute("UPDATE audit_change SET changes = ? WHERE id = ?", (spelt, key))
    rebuilt(connection)
    connection.execute("DELETE FROM search_issue")


def name_twice(connection: sqlite3.Connection) -> None:
    """A made-up value before the true one, which alone is in the digest."""
    (changes,) = connection.execute(
        "SELECT changes FROM audit_change WHERE sequence = 2 LIMIT 1"
    ).fetchone()
    field = json.dumps(next(iter(json.loads(changes))), ensure_ascii=False)
    twice = changes.replace("{", f'{{{field}: [null, "Khác"], ', 1)
    connection.execute(
        "UPDATE audit_change SET changes = ? WHERE sequence = 2 AND changes = ?", (twice, changes)
    )


DROPPED_LAST = sql(
    "DELETE FROM touched WHERE sequence = (SELECT max(sequence) FROM audit_entry)",
    "DELETE FROM audit_change WHERE sequence = (SELECT max(sequence) FROM audit_entry)",
    "DELETE FROM audit_entry WHERE sequence = (SELECT max(sequence) FROM audit_entry)",
)
CASES: list[tuple[str, Harm, Fault, str]] = [
    ("a row edited", sql("UPDATE enterprise SET phone = '1' WHERE id = 1"),
     Fault.ALTERED, "enterprise 1: Telephone"),
    ("an answer dropped", sql("DELETE FROM answer_issue WHERE answer_id = 1",
     "DELETE FROM answer WHERE id = 1"), Fault.DROPPED, "answer 1"),
    ("a due date moved", sql("UPDATE assignment SET due_on = '2027-01-01' WHERE id = 1"),
     Fault.ALTERED, "assignment 1: "),
    ("a row added", sql("INSERT INTO body_alias (body_id, name) VALUES (1, 'x')"),
     Fault.ADDED, "body_alias "),
    ("a row of the history edited", sql("UPDATE audit_change SET changes ="
     " replace(changes, 'M', 'N') WHERE sequence = 2"), Fault.HISTORY_ALTERED, "2"),
    ("a field named twice", name_twice, Fault.HISTORY_ALTERED, "2"),
    ("an entry edited", sql("UPDATE audit_entry SET action = 'x' WHERE sequence = 2"),
     Fault.HISTORY_ALTERED, "2"),
    ("its moment is none", sql("UPDATE audit_entry SET at = 'x' WHERE sequence = 3"),
     Fault.HISTORY_ALTERED, "3"),
    ("a change that is no text of ours", sql("UPDATE audit_change SET changes = '?'"),
     Fault.HISTORY_ALTERED, "1"),
    ("a change of the history dropped", sql("DELETE FROM audit_change WHERE id = (SELECT max(id)"
     " FROM audit_change WHERE sequence = 2)"), Fault.HISTORY_ALTERED, "2"),
    ("the middle dropped", sql("DELETE FROM touched WHERE sequence = 2",
     "DELETE FROM audit_change WHERE sequence = 2", "DELETE FROM audit_entry WHERE sequence = 2"),
     Fault.HISTORY_CUT, "2"),
    ("the last dropped", DROPPED_LAST, Fault.HISTORY_CUT, "3"),
    ("all of it dropped", sql("DELETE FROM touched", "DELETE FROM audit_change",
     "DELETE FROM audit_entry"), Fault.HISTORY_CUT, "1–3"),
    ("a field named twice", sql("UPDATE audit_change SET changes = '{\"issue:1.text\":"
     "[null,\"x\"],' || substr(changes, 2) WHERE sequence = 3"), Fault.HISTORY_ALTERED, "3"),
    ("a salt too many", sql("UPDATE audit_change SET salts = '{\"a\":\"b\",' || substr(salts, 2)"
     " WHERE sequence = 3"), Fault.HISTORY_ALTERED, "3"),
    ("its moment in another zone", sql("UPDATE audit_entry SET at = at || '+07:00'"
     " WHERE sequence = 3"), Fault.HISTORY_ALTERED, "3"),
    ("a trigger", sql("CREATE TRIGGER x AFTER INSERT ON issue BEGIN SELECT 1; END"),
     Fault.FOREIGN_RULE, "trigger x"),
    ("one that is called as a table", sql("CREATE TRIGGER issue AFTER INSERT ON issue BEGIN"
     " SELECT 1; END"), Fault.FOREIGN_RULE, "trigger issue"),
    ("an index that is not ours", sql("CREATE INDEX x ON issue (note)"),
     Fault.FOREIGN_RULE, "index x"),
    ("a view", sql("CREATE VIEW x AS SELECT 1"), Fault.FOREIGN, "view x"),
    ("a table that is not ours", sql("CREATE TABLE x (y)"), Fault.FOREIGN, "table x"),
    ("a column that is not ours", sql("ALTER TABLE issue ADD COLUMN x"), Fault.FOREIGN, "issue.x"),
    ("a derived column", sql("UPDATE issue SET next_due_on = '2030-01-01' WHERE id = 1"),
     Fault.OUT_OF_DATE, "issue 1"),
    ("a sort key", sql("UPDATE enterprise SET name_sort = 'x' WHERE id = 1"),
     Fault.OUT_OF_DATE, "enterprise 1"),
    ("a version", sql("UPDATE body SET version = version + 1 WHERE id = 1"),
     Fault.OUT_OF_DATE, "body 1"),
    ("a version that is no number", sql("UPDATE issue SET version = 'x' WHERE id = 1"),
     Fault.OUT_OF_DATE, "issue 1"),
    ("a version of before", sql("UPDATE issue SET version = 2 WHERE id = 1"),
     Fault.OUT_OF_DATE, "issue 1"),
    ("what an entry touched dropped", sql("DELETE FROM touched WHERE sequence = 3"
     " AND entity = 'issue' AND entity_id = 1"), Fault.OUT_OF_DATE, "issue 1"),
    ("a folded name", sql("UPDATE topic SET name_folded = 'x' WHERE id = 1"),
     Fault.OUT_OF_DATE, "topic 1"),
    ("a search text", sql("UPDATE search_issue SET folded = 'x' WHERE rowid ="
     " (SELECT min(rowid) FROM search_issue)"), Fault.NOT_FOUND, "issue 1"),
    ("a search text too many", sql("INSERT INTO search_enterprise (rowid, marked, folded)"
     " VALUES (9999, 'x', 'x')"), Fault.NOT_FOUND, "enterprise"),
    ("a value no program wrote", sql("UPDATE issue SET kind = 'x' WHERE id = 1"),
     Fault.ALTERED, "issue 1: "),
    ("a number that is none", sql("UPDATE enterprise SET number = 0 WHERE id = 1"),
     Fault.NUMBERED_TWICE, "enterprise 0"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("harm", "fault", "detail"), [one[1:] for one in CASES], ids=[one[0] for one in CASES]
)
def test_what_was_changed_behind_the_programs_back_is_named(
    folder: Path, harm: Harm, fault: Fault, detail: str
):
    assert found(folder) == {}
    tampered(folder, harm)
    told = found(folder)
    assert [one for one in told.get(fault.value, []) if one.startswith(detail)], told


def test_the_folder_remembers_a_newer_history(folder: Path):
    tampered(folder, DROPPED_LAST, remembers=True)
    with pytest.raises(StoreOlder):
        open_case(folder, standing_clock, USER)


def test_a_chain_that_was_rebuilt_is_told_by_a_hash_noted_earlier(folder: Path):
    case = open_case(folder, standing_clock, USER)
    noted = check(case).hash
    case.store.close()
    assert found(folder, noted) == found(folder, noted[:16]) == {}
    tampered(folder, hide_an_answer)
    assert set(found(folder)) == {Fault.NOT_FOUND.value}
    assert found(folder, noted)[Fault.OTHER_HISTORY.value] == [noted]


def test_an_attached_file_that_is_gone_or_changed_is_named(folder: Path):
    (kept,) = (path for path in (folder / "files").rglob("*") if path.is_file())
    kept.write_bytes(b"x")
    assert found(folder) == {"file_damaged": [str(kept)]}
    kept.unlink()
    assert found(folder) == {"file_missing": [str(kept)]}


@pytest.mark.parametrize(
    "column",
    [
        "lead_relation = 'x'",
        "received_on = 'x'",
        "kind = x'ff'",
        "next_ends_on = 7",
        "text = x'c490'",
        "note = x''",
        "edited_fields = x'00'",
        "sheet_ordinal = 'x'",
        "sheet_ordinal = 1.5",
        "sheet_ordinal = x'31'",
        "sheet_ordinal = 4611686018427387904",
        "round = 'x'",
        "complaint = 7",
        "complaint = 'x'",
        "to_tell = 0.5",
    ],
)
def test_a_value_that_cannot_be_read_is_one_sentence(folder: Path, column: str):
    tampered(folder, sql(f"UPDATE issue SET {column} WHERE id = 1"))
    case = open_case(folder, standing_clock, USER)
    with pytest.raises(ValueUnreadable) as refusal:
        issue_detail(case, 1)
    assert "“Check the data” names it" in explain(refusal.value)
    case.store.close()
    assert found(folder)


def test_words_that_are_still_due_are_no_fault(folder: Path):
    tampered(
        folder,
        sql(
            "DELETE FROM search_issue WHERE rowid = (SELECT min(rowid) FROM search_issue)",
            "INSERT INTO due_search_text (entity, entity_id) VALUES ('issue', 1)",
        ),
    )
    assert found(folder) == {}


def test_words_that_are_due_of_another_kind_hide_no_fault(folder: Path):
    tampered(
        folder,
        sql(
            "DELETE FROM search_issue WHERE rowid = (SELECT min(rowid) FROM search_issue)",
            "INSERT INTO due_search_text (entity, entity_id) VALUES ('enterprise', 1)",
        ),
    )
    assert Fault.NOT_FOUND.value in found(folder)
