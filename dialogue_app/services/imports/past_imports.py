"""The workbooks that were imported, as long as something of them stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue_app.domain.errors.imports import UnknownImport
from dialogue_app.domain.text_limits import without_half_letters
from dialogue_app.services.case import Case, OpenCase
from dialogue_app.services.imports.workbooks import ImportResult, Preview, TableKind
from dialogue_app.storage.commit import Recorder
from dialogue_app.storage.models.audit import AuditEntry
from dialogue_app.storage.models.imports import WorkbookImport
from dialogue_app.storage.models.people import Staff

# The use cases that import.
ACTIONS = {TableKind.ENTERPRISES: "enterprise.import", TableKind.ISSUES: "issue.import"}


@dataclass(frozen=True, slots=True)
class PastImport:
    """A workbook that was imported; `number` is that of its entry in the history."""

    number: int
    kind: TableKind
    file: str
    at: datetime
    by: str
    added: int
    changed: int


def with_number(
    case: OpenCase, kind: TableKind, preview: Preview, result: ImportResult
) -> ImportResult:
    """Note in the same entry that a workbook was imported; the result with its number.

    An import that is part of a larger act cannot be taken back without it, and is not noted.
    """
    recorder = Recorder.of(case.session)
    if recorder.action != ACTIONS[kind] or not result.added + result.changed:
        return result
    number = recorder.sequence
    noted = WorkbookImport(
        id=number,
        kind=kind.value,
        file=without_half_letters(preview.sheet.path.name),
        added=result.added,
        changed=result.changed,
    )
    case.session.add(noted)
    case.session.flush()
    return replace(result, number=number)


def list_imports(case: Case) -> list[PastImport]:
    """All imports that were not taken back wholly, the latest first."""
    with case.reading() as session:
        return list(_imports(session))


def find_import(session: Session, number: int) -> PastImport:
    """The import of that number. Raises `UnknownImport`."""
    found = next(_imports(session, number), None)
    if found is None:
        raise UnknownImport(str(number))
    return found


def _imports(session: Session, number: int | None = None) -> Iterator[PastImport]:
    statement = (
        select(WorkbookImport, AuditEntry.at, Staff.name)
        .join(AuditEntry, AuditEntry.sequence == WorkbookImport.id)
        .join(Staff, Staff.id == AuditEntry.staff_id)
        .order_by(WorkbookImport.id.desc())
    )
    if number is not None:
        statement = statement.where(WorkbookImport.id == number)
    for row, at, by in session.execute(statement):
        yield PastImport(row.id, TableKind(row.kind), row.file, at, by, row.added, row.changed)
