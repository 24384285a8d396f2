"""The history's digests, worked out again by independent lines; personal values only as hashes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import pytest
from sqlalchemy import CheckConstraint, Enum, ForeignKeyConstraint, String, delete, select

from dialogue_app.domain.sort_keys import sort_key
from dialogue_app.services.case import Case
from dialogue_app.storage import audit
from dialogue_app.storage.digests import change_digest, entry_hash
from dialogue_app.storage.models import whole_schema
from dialogue_app.storage.models.audit import AuditChange, AuditEntry, Touched
from dialogue_app.storage.models.enterprises import Enterprise
from tests.template import NOW, fresh_case

# The texts of which no person's value can stand in the history for good: whoever adds one says so
# here. All others are personal.
PUBLIC_TEXTS = {
    "attachment": {"media_type", "sha256"},
    "body": {"abbreviation", "level", "name"},
    "body_alias": {"name"},
    "calendar_day": {"name", "source"},
    "enterprise": {"edited_fields"},
    "import_profile": {"kind"},
    "issue": {"edited_fields", "group_uid"},
    "legal_type": {"name"},
    "our_agency": {"abbreviation", "area", "drafting_unit", "heading", "level_word", "name",
                   "place_name", "short_name", "superior"},
    "satisfaction_level": {"name"},
    "series": {"basis_text", "name"},
    "session": {"code"},
    "topic": {"name"},
    "workbook_import": {"kind"},
    "unit": {"code", "name"},
    "taking": {"home_uid", "issue_numbers", "seen_hash"},
}  # fmt: skip


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    opened = fresh_case(tmp_path_factory.mktemp("audit"))
    yield opened
    opened.store.close()


def hashed(value: Any) -> str:
    """The SHA-256 of a value as compact JSON with sorted keys."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def register(case: Case, number: int, **more: Any) -> AuditChange:
    """The change row of an enterprise that is added."""
    name = "Công ty Mẫu"
    values = {"number": number, "name": name, "name_sort": sort_key(name), "match_key": "mau"}
    with case.store.writing(case.actor, "test", NOW) as session:
        session.add(Enterprise(**values, **more))
    return latest(case)


def latest(case: Case) -> AuditChange:
    with case.reading() as session:
        return session.scalars(select(AuditChange).order_by(AuditChange.id.desc())).first()


def test_every_text_is_personal_unless_it_is_said_to_be_public():
    public: dict[str, set[str]] = {}
    for table in whole_schema().tables.values():
        for column in table.columns:
            is_text = isinstance(column.type, String) and not isinstance(column.type, Enum)
            is_kept_out = table.name in audit.OWN_TABLES or column.info.get("derived")
            is_personal = (table.name, column.name) in audit.personal_fields()
            assert not is_personal or (is_text and not is_kept_out), (table.name, column.name)
            if is_text and not is_personal and not is_kept_out and column.name != "uid":
                public.setdefault(table.name, set()).add(column.name)
    assert public == PUBLIC_TEXTS


def test_the_mark_of_a_removal_can_stand_in_every_row_at_once():
    """Of what may stand once only a removal leaves nothing."""
    for name, column in audit.personal_fields():
        table = whole_schema().tables[name]
        alone = [
            index.columns.keys() == [column] and bool(getattr(index, "unique", True))
            for index in (*table.indexes, *table.constraints)
            if not isinstance(index, CheckConstraint | ForeignKeyConstraint)
        ]
        assert table.c[column].nullable or not any(alone), (name, column)


def test_every_personal_value_and_no_other_has_a_salt_of_its_own(case: Case):
    one = register(case, 1, phone="0900 000 001", email="a@mau.example")
    changes, salts = json.loads(one.changes), json.loads(one.salts)
    fields = {key.rpartition(".")[2]: key for key in changes}
    assert set(salts) == {fields[name] for name in ("name", "phone", "email")}
    assert fields["number"] not in salts
    other = json.loads(register(case, 2, phone="0900 000 001").salts)
    drawn = [*salts.values(), *other.values()]
    assert len(set(drawn)) == len(drawn)
    assert all(len(bytes.fromhex(salt)) == 8 for salt in drawn)


def test_a_digest_can_be_checked_without_the_personal_values(case: Case):
    row = register(case, 3, phone="0900 000 001")
    with case.store.writing(case.actor, "test", NOW) as session:
        session.get_one(Enterprise, row.entity_id).phone = "0900 000 002"
    for change in (row, latest(case)):
        salts = json.loads(change.salts)
        veiled = {
            key: [
                value
                if key not in salts or value is None
                else sha256(f'{salts[key]}:{key}:"{value}"'.encode()).hexdigest()
                for value in values
            ]
            for key, values in json.loads(change.changes).items()
        }
        assert hashed([change.entity, change.entity_id, veiled]) == change.digest


def test_every_value_and_every_salt_counts_in_the_digest():
    key, public = "enterprise:1.phone", "enterprise:1.workers"
    changes, salts = {key: ["1", "2"], public: [None, 3]}, {key: "ab"}
    digest = change_digest(("enterprise", 1), salts, changes)
    others = [
        (("enterprise", 2), salts, changes),
        (("issue", 1), salts, changes),
        (("enterprise", 1), {key: "ac"}, changes),
        (("enterprise", 1), {}, changes),
        (("enterprise", 1), salts, {**changes, key: ["1", "3"]}),
        (("enterprise", 1), salts, {**changes, key: [None, "2"]}),
        (("enterprise", 1), salts, {**changes, public: [None, 4]}),
        (("enterprise", 1), salts, {key: ["1", "2"]}),
    ]
    digests = {change_digest(*other) for other in others}
    assert len(digests) == len(others)
    assert digest not in digests
    assert digest == change_digest(("enterprise", 1), salts, dict(reversed(changes.items())))


def test_an_entry_covers_its_rows_its_own_values_and_the_entry_before(case: Case):
    register(case, 4)
    with case.reading() as session:
        entries = list(session.scalars(select(AuditEntry).order_by(AuditEntry.sequence)))
        for entry in entries:
            digests = session.scalars(
                select(AuditChange.digest)
                .where(AuditChange.sequence == entry.sequence)
                .order_by(AuditChange.id)
            )
            assert entry.digest == sha256("".join(digests).encode()).hexdigest()
        last, before = entries[-1], entries[-2]
        assert audit.head(session) == (last.sequence, last.hash)
        assert (last.sequence, last.previous_hash) == (before.sequence + 1, before.hash)
        values = {column.key: getattr(last, column.key) for column in AuditEntry.__table__.columns}
    assert entry_hash(values) == last.hash
    for name in set(values) - {"hash"}:
        assert entry_hash({**values, name: "x"}) != last.hash, name


def test_an_empty_history_has_the_head_of_zeros(case: Case):
    with case.reading() as session:
        session.execute(delete(AuditChange))
        session.execute(delete(Touched))
        session.execute(delete(AuditEntry))
        assert audit.head(session) == (0, "0" * 64)
        session.rollback()
        assert audit.head(session)[0] > 0
