"""A database of an older program keeps all it holds, and is found by what is new."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from dialogue_app.domain.errors.store import StoreOlder, StoreUnreadable
from dialogue_app.domain.fields.issues import IssueDraft
from dialogue_app.services.issues.intake import register_issue
from dialogue_app.services.issues.lists import IssueList, IssueQuery
from dialogue_app.services.opening import open_case
from dialogue_app.storage.identity import MEMORY_NAME
from dialogue_app.storage.sqlite import FILE_NAME
from tests.template import USER, fresh_case, standing_clock

# What later revisions made of the first schema, taken back.
BACK_TO_FIRST = """
ALTER TABLE our_agency DROP COLUMN drafting_unit;
ALTER TABLE our_agency DROP COLUMN signing;
ALTER TABLE our_agency DROP COLUMN signer_name;
ALTER TABLE our_agency DROP COLUMN signer_title;
ALTER TABLE our_agency DROP COLUMN contact;
ALTER TABLE our_agency DROP COLUMN contact_phone;
ALTER TABLE our_agency DROP COLUMN contact_email;
ALTER TABLE body DROP COLUMN contact;
ALTER TABLE body DROP COLUMN phone;
ALTER TABLE search_issue RENAME TO search_issue_by_code;
CREATE VIRTUAL TABLE search_issue USING fts5(marked, folded,
    tokenize = "unicode61 remove_diacritics 0 tokenchars '_'",
    prefix = '1 2 3', detail = 'column');
INSERT INTO search_issue (rowid, marked, folded)
    SELECT issue.id, new.marked, new.folded FROM search_issue_by_code new
    JOIN issue ON issue.year * 10000000 + issue.number = new.rowid;
DROP TABLE search_issue_by_code;
DROP TABLE register_identity;
DROP TABLE removal;
DROP TABLE due_cleaning;
PRAGMA application_id = 0;
UPDATE alembic_version SET version_num = '0001';
"""


def test_the_first_schema_is_brought_up_to_date(tmp_path: Path):
    case = fresh_case(tmp_path)
    drafts = (IssueDraft("Hẻm ngập khi mưa lớn."), IssueDraft("Giấy phép chậm."))
    flooded, _permit = (register_issue(case, draft) for draft in drafts)
    case.store.close()
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as connection:
        connection.executescript(BACK_TO_FIRST)
    (tmp_path / MEMORY_NAME).unlink()  # which folders had not then
    case = open_case(tmp_path, standing_clock, USER)
    assert list(IssueList(case).ids(IssueQuery(search="hem ngap"))) == [flooded]
    case.store.close()
    kept = [path.name for path in tmp_path.glob("*-0001-*")]
    assert len(kept) == 1  # a copy of the file as it was


def test_an_older_one_that_lacks_a_table_is_refused_and_left(tmp_path: Path):
    fresh_case(tmp_path).store.close()
    path = tmp_path / FILE_NAME
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(BACK_TO_FIRST + "DROP TABLE body_alias; DROP TABLE search_issue;")
    (tmp_path / MEMORY_NAME).unlink()
    before = path.read_bytes()
    with pytest.raises(StoreUnreadable):
        open_case(tmp_path, standing_clock, USER)
    assert path.read_bytes() == before


def test_an_older_one_where_a_newer_was_kept_is_refused_and_left(tmp_path: Path):
    fresh_case(tmp_path).store.close()
    path = tmp_path / FILE_NAME
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(BACK_TO_FIRST)
    before = path.read_bytes()
    with pytest.raises(StoreOlder):
        open_case(tmp_path, standing_clock, USER)
    assert path.read_bytes() == before
