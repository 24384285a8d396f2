"""What a refused write referred to that is no longer there: SQLite does not say which it was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from sqlalchemy import ForeignKey, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from dialogue_app.domain.errors.conflicts import Gone
from dialogue_app.storage.models import whole_schema

_INSERT = re.compile(r"INSERT INTO (\w+) \(([^)]*)\) VALUES")
_UPDATE = re.compile(r"UPDATE (\w+) SET (.*?) WHERE", re.DOTALL)
# The columns that hold what somebody chose, and the inputs it is chosen in; the others refer to
# what the same act writes.
_CHOSEN = {
    "person_staff_id": "name", "topic_id": "topic", "legal_type_id": "legal_type",
    "unit_id": "unit", "venue_id": "venue", "session_id": "session", "enterprise_id": "raisers",
    "body_id": "body", "usual_body_id": "body", "successor_id": "successors",
    "duplicate_of_id": "issue_code",
}  # fmt: skip
_REFUSED = "FOREIGN KEY constraint failed"


def what_is_gone(session: Session, error: IntegrityError) -> Gone | None:
    """What the refused write referred to and is not there; None where that was not why."""
    if _REFUSED not in str(error.orig):
        return None
    for table, column, value in _written(error):
        if column in _CHOSEN:
            for reference in whole_schema().tables[table].c[column].foreign_keys:
                if not _is_there(session, reference, value):
                    return Gone(_CHOSEN[column])
    return None


def _is_there(session: Session, reference: ForeignKey, value: Any) -> bool:
    if value is None:
        return True
    column = reference.column
    return session.scalar(select(column).where(column == value)) is not None


def _written(error: IntegrityError) -> Iterator[tuple[str, str, Any]]:
    """Table, column and value of what the statement wrote."""
    statement, rows = error.statement or "", _rows(error.params)
    found = _INSERT.search(statement) or _UPDATE.search(statement)
    if found is None:
        return
    columns = [part.partition("=")[0].strip().strip('"') for part in found[2].split(",")]
    for row in rows:
        for place, value in enumerate(row):
            column = columns[place % len(columns)]
            if found.re is _INSERT or place < len(columns):
                yield found[1], column, value


def _rows(params: Any) -> list[tuple[Any, ...]]:
    """The values of each row a statement was given."""
    if isinstance(params, list):
        return [tuple(row) for row in params]
    return [tuple(params or ())]
