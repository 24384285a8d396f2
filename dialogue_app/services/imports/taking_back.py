"""An import taken back as one act: what it added goes, what it changed stands as before it.

What was worked on since stays and is named, and so is what others refer to by now.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dialogue_app import without_garbage_collection
from dialogue_app.domain.codes import enterprise_code, issue_code
from dialogue_app.domain.errors.base import NotUndoable
from dialogue_app.i18n import N_
from dialogue_app.services.case import USE_CASES, Case, OpenCase, require_role, use_case
from dialogue_app.services.imports.past_imports import ACTIONS, PastImport, find_import
from dialogue_app.services.imports.workbooks import TableKind
from dialogue_app.services.roles import EDIT_REGISTER
from dialogue_app.services.undo import require_rules
from dialogue_app.storage import reversal
from dialogue_app.storage.chunks import chunks
from dialogue_app.storage.digests import Aggregate
from dialogue_app.storage.later_work import Undoing, Why, keep_what_hangs_together, undoing_of
from dialogue_app.storage.models.enterprises import Enterprise
from dialogue_app.storage.models.issues import Issue

_COUNTED = {TableKind.ENTERPRISES: "enterprise", TableKind.ISSUES: "issue"}


@dataclass(frozen=True, slots=True)
class KeptRecord:
    """What stays: by its code and its name or first words."""

    code: str
    name: str
    why: Why


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What taking an import back does: how many go, how many stand as before, which stay."""

    kind: TableKind
    file: str
    removed: int
    restored: int
    kept: tuple[KeptRecord, ...]


def what_goes_back(case: Case, number: int) -> TakenBack:
    """What taking this import back would do now. Raises `UnknownImport`."""
    with case.reading() as session, without_garbage_collection():
        found = find_import(session, number)
        return _told(session, found, _undoing(session, number))


@use_case("import.take_back", EDIT_REGISTER, N_("took an import back"))
def take_back_import(case: OpenCase, number: int) -> TakenBack:
    """Take an import back, but for what was worked on since.

    Raises `UnknownImport`, `NotUndoable` where nothing of it can be taken back.
    """
    session = case.session
    found = find_import(session, number)
    action = ACTIONS[found.kind]
    require_role(case, USE_CASES[action].roles, action)
    with without_garbage_collection():
        undoing = _undoing(session, number)
        told = _told(session, found, undoing)
        if not undoing.changes:
            raise NotUndoable
        try:
            wholes = reversal.take_back(session, undoing.changes)
        except reversal.CannotReverse as error:
            raise NotUndoable from error
        require_rules(session, wholes)
    return told


def _undoing(session: Session, number: int) -> Undoing:
    undoing = undoing_of(session, number)
    while undoing.keep(_taken_codes(session, undoing), Why.EDITED):
        keep_what_hangs_together(session, undoing)
    if undoing.kept:  # then the import stays in the list
        undoing.changes = [item for item in undoing.changes if item[0][0] != "workbook_import"]
    return undoing


def _taken_codes(session: Session, undoing: Undoing) -> set[Aggregate]:
    """The enterprises whose tax code of before is another's by now."""
    wanted: dict[str, Aggregate] = {}
    for aggregate, changes in undoing.changes:
        old, _new = changes.get(f"enterprise:{aggregate[1]}.tax_code", (None, None))
        if old:
            wanted[old] = aggregate
    going = {key for (entity, key), _changes in undoing.changes if entity == "enterprise"}
    taken = set[Aggregate]()
    for some in chunks(sorted(wanted)):
        holders = select(Enterprise.id, Enterprise.tax_code).where(Enterprise.tax_code.in_(some))
        for key, code in session.execute(holders):
            if code is not None and key not in going:
                taken.add(wanted[code])
    return taken


# What is said of it -----------------------------------------------------------------------------


def _told(session: Session, found: PastImport, undoing: Undoing) -> TakenBack:
    counted = _COUNTED[found.kind]
    going = [(key, changes) for (kind, key), changes in undoing.changes if kind == counted]
    added = sum(changes.get(f"{counted}:{key}.id", (0,))[0] is None for key, changes in going)
    kept = tuple(_named(session, undoing.kept))
    return TakenBack(found.kind, found.file, added, len(going) - added, kept)


def _named(session: Session, kept: dict[Aggregate, Why]) -> Iterator[KeptRecord]:
    for entity, (model, columns, name) in _NAMED.items():
        ids = sorted(key for kind, key in kept if kind == entity)
        for some in chunks(ids):
            rows = session.execute(
                select(model.id, name, *columns).where(model.id.in_(some)).order_by(*columns)
            )
            for key, called, *numbers in rows:
                yield KeptRecord(_CODES[entity](*numbers), called, kept[entity, key])


_FIRST_WORDS = 80
_NAMED: dict[str, tuple[Any, tuple[Any, ...], Any]] = {
    "enterprise": (Enterprise, (Enterprise.number,), Enterprise.name),
    "issue": (Issue, (Issue.year, Issue.number), func.substr(Issue.text, 1, _FIRST_WORDS)),
}
_CODES: dict[str, Callable[..., str]] = {"enterprise": enterprise_code, "issue": issue_code}
