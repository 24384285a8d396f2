"""A session brought back from another computer: looked at first, then put into the register.

What only the copy changed is taken, what only was changed here stays, and what both changed is
decided by a person. All of it is one transaction, or nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dialogue_app.domain.bringing import Group, Identity, Keep, dangling, result
from dialogue_app.domain.codes import enterprise_code
from dialogue_app.domain.errors.base import Cancelled
from dialogue_app.domain.errors.carrying import (
    CarriedByAnother,
    CarriedFromElsewhere,
    CarriedOlder,
    CarriedUnreadable,
    DecidedApart,
    Undecided,
)
from dialogue_app.domain.errors.enterprises import TaxCodeTaken
from dialogue_app.i18n import N_
from dialogue_app.services.case import Case, OpenCase, require_role, use_case
from dialogue_app.services.roles import EDIT_SESSION
from dialogue_app.services.sessions.brought_words import Conflict, called, conflict_of, moment_of
from dialogue_app.services.sessions.free_codes import Renumbered, give_free_codes
from dialogue_app.services.sessions.taking import Progress
from dialogue_app.storage.archive import ShouldStop
from dialogue_app.storage.carrying import travelling
from dialogue_app.storage.carrying.putting import put
from dialogue_app.storage.carrying.rows import Execute, Values
from dialogue_app.storage.carrying.sides import CopyRows, Sides, compare_with, read_copy
from dialogue_app.storage.carrying.travelling import Unpacked
from dialogue_app.storage.chunks import chunks
from dialogue_app.storage.commit import Recorder
from dialogue_app.storage.files import Files
from dialogue_app.storage.identity import Head
from dialogue_app.storage.models.carrying import Taking
from dialogue_app.storage.models.enterprises import Enterprise
from dialogue_app.storage.models.identity import RegisterIdentity

_ACT = "session.bring"
Choices = Mapping[Group, Keep]
NO_CHOICES: Choices = MappingProxyType({})
_OF_COPY = """
    SELECT home_uid, taken_at, taken_by FROM taking
    WHERE uid = (SELECT uid FROM register_identity)
"""


@dataclass(frozen=True, slots=True)
class Counted:
    """Things of one kind: the codes of those that are new, and of those that change."""

    new: tuple[str, ...]
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bringing:
    """What bringing a file back does, or did.

    `is_known`: the register has all of it already. `others`: how many other things change (bodies,
    topics, staff …).
    """

    session: str
    taken_at: datetime
    taken_by: str
    carrier: str
    is_known: bool
    issues: Counted
    enterprises: Counted
    session_changes: bool
    others: int
    renumbered: tuple[Renumbered, ...]
    conflicts: tuple[Conflict, ...]


def preview_bringing(
    case: Case,
    file: Path,
    progress: Progress = lambda _done, _total: None,
    should_stop: ShouldStop = lambda: False,
) -> Bringing:
    """What would change, and what both sides changed; nothing is written.

    Raises what `unpacked` does, `CarriedFromElsewhere`, `CarriedByAnother`, `CarriedOlder`.
    """
    with loaded(case, file, progress, should_stop) as copy, case.reading() as session:
        return _told(session, copy, _plan(session, copy))


def bring(
    case: Case,
    file: Path,
    choices: Choices = NO_CHOICES,
    progress: Progress = lambda _done, _total: None,
    should_stop: ShouldStop = lambda: False,
) -> Bringing:
    """Put what comes back into the register; a file that was brought already changes nothing.

    The copy is back then, also where nothing was changed in it. `choices` say which side of each
    conflict is kept. Raises what `preview_bringing` does, `Undecided`, `DecidedApart`, `Cancelled`.
    """
    require_role(case, EDIT_SESSION, _ACT)
    with loaded(case, file, progress, should_stop) as copy:
        if copy.is_known and copy.is_back:
            with case.reading() as session:
                return _told(session, copy, None)
        _keep_files(case, copy)
        return put_back(case, copy, choices, progress, should_stop)


# The copy ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class BroughtCopy:
    """A file that came back and is the register's own."""

    unpacked: Unpacked
    taking_id: int
    session: str
    taken_at: datetime
    taken_by: str
    carrier: str
    is_back: bool
    is_known: bool
    rows: CopyRows

    @property
    def head(self) -> Head:
        """The latest entry of its history."""
        return Head(self.unpacked.manifest.sequence, self.unpacked.manifest.hash)


@contextmanager
def loaded(
    case: Case, file: Path, progress: Progress, should_stop: ShouldStop
) -> Iterator[BroughtCopy]:
    """The file, looked into and found to be one of this register's copies."""
    with travelling.unpacked(case.store.folder, file, should_stop) as unpacked:
        progress(1, 3)
        with case.reading() as session:
            taking = _taking_of(session, unpacked, file)
            seen = Head(taking.seen_sequence, taking.seen_hash)
        head = Head(unpacked.manifest.sequence, unpacked.manifest.hash)
        is_known = head == seen
        if not is_known and not _follows(unpacked.execute, head, seen):
            raise CarriedOlder(file, taking.brought_at or taking.taken_at)
        rows = CopyRows({}, {}) if is_known else read_copy(unpacked.execute, seen.sequence)
        if should_stop():
            raise Cancelled
        progress(2, 3)
        yield BroughtCopy(
            unpacked, taking.id, unpacked.manifest.carries, taking.taken_at, taking.taken_by,
            taking.carrier, taking.brought_at is not None, is_known, rows,
        )  # fmt: skip


def _taking_of(session: Session, unpacked: Unpacked, file: Path) -> Taking:
    """The taking whose copy it is; it must be one of this register."""
    found = list(unpacked.execute(_OF_COPY))
    if not found:
        raise CarriedUnreadable(file)
    home, at, by = found[0]
    if home != session.scalars(select(RegisterIdentity.uid)).one():
        raise CarriedFromElsewhere(file)
    taking = session.scalar(select(Taking).where(Taking.uid == unpacked.manifest.uid))
    if taking is None:
        raise CarriedByAnother(file, by, moment_of(at))
    return taking


def _follows(execute: Execute, head: Head, seen: Head) -> bool:
    return head.sequence > seen.sequence and travelling.holds(execute, seen)


def _keep_files(case: Case, copy: BroughtCopy) -> None:
    """Keep what is attached there before a row cites it."""
    there, here = Files(copy.unpacked.folder), Files(case.store.folder)
    for (table, key), values in copy.rows.now.items():
        if table == "attachment" and (table, key) not in copy.rows.before:
            path = there.path(values["sha256"])
            if path.is_file():  # else it was missing there, too
                here.keep(path)


# What is to be done -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Plan:
    """The comparison, and the rows that are to be written by what was chosen."""

    sides: Sides
    rows: Mapping[Identity, Values | None]
    renumbered: tuple[Renumbered, ...]
    undecided: frozenset[Group]


def _plan(session: Session, copy: BroughtCopy, choices: Choices = NO_CHOICES) -> _Plan | None:
    if copy.is_known:
        return None
    sides = compare_with(session, copy.rows)
    clashes = sides.compared.clashes
    from_copy = {group for group in clashes if choices.get(group) is Keep.THEIRS}
    rows = _without_orphans(sides, result(sides.compared, from_copy))
    undecided = frozenset(clashes - choices.keys())
    if not undecided:
        _require_together(sides, from_copy)
    renumbered = give_free_codes(session, rows, sides.ours.ids.keys())
    return _Plan(sides, rows, tuple(renumbered), undecided)


def _without_orphans(
    sides: Sides, rows: Mapping[Identity, Values | None]
) -> dict[Identity, Values | None]:
    """Without new answers that answer nothing any more, as their issue is kept as it is here."""
    answering = {values["answer_id"] for row, values in rows.items()
                 if values and row[0] == "answer_issue"}  # fmt: skip
    return {
        row: values
        for row, values in rows.items()
        if row[0] != "answer" or row in sides.ours.ids or row in answering
    }


def _require_together(sides: Sides, from_copy: set[Group]) -> None:
    named = {**sides.theirs.values, **sides.compared.base, **sides.ours.values}
    apart = [row for pair in dangling(sides.compared, from_copy) for row in pair]
    if apart:
        raise DecidedApart(sorted({called(row, named) for row in apart}))


@use_case(_ACT, EDIT_SESSION, N_("brought it back from another computer"))
def put_back(
    case: OpenCase, copy: BroughtCopy, choices: Choices, progress: Progress, should_stop: ShouldStop
) -> Bringing:
    """Write what comes back, as it was chosen, and note that the copy is back."""
    session = case.session
    plan = _plan(session, copy, choices)
    if plan and plan.undecided:
        conflicts = _conflicts(session, copy, plan)
        raise Undecided(len(conflicts), sorted({one.code for one in conflicts}))

    def watch(done: int, total: int) -> None:
        if should_stop() and done < total:
            raise Cancelled
        progress(2 * total + done, 3 * total)

    Recorder.of(session).watch = watch
    told = _told(session, copy, plan)
    if plan:
        put(session, plan.rows, plan.sides.ours)
        _require_one_tax_code(session, plan)
    taking = session.get_one(Taking, copy.taking_id)
    taking.seen_sequence, taking.seen_hash = copy.head
    taking.brought_at, taking.brought_by = case.clock(), case.actor.name
    return told


def _require_one_tax_code(session: Session, plan: _Plan) -> None:
    """Raise `TaxCodeTaken` where an enterprise comes back with what another got here meanwhile."""
    came = {
        values["tax_code"]
        for row, values in plan.rows.items()
        if row[0] == "enterprise" and values and "tax_code" in values
    }
    for some in chunks(sorted(came)):
        holders = select(func.min(Enterprise.number), Enterprise.tax_code)
        holders = holders.where(Enterprise.tax_code.in_(some)).group_by(Enterprise.tax_code)
        for number, code in session.execute(holders.having(func.count() > 1)):
            raise TaxCodeTaken(f"{code} ({enterprise_code(number)})")


# What is told of it -----------------------------------------------------------------------------


def _conflicts(session: Session, copy: BroughtCopy, plan: _Plan) -> list[Conflict]:
    here, there = travelling.execute_of(session), copy.unpacked.execute
    sides = plan.sides
    found = (
        conflict_of(group, sides.compared, sides.ours, sides.theirs, here, there)
        for group in plan.undecided
    )
    return sorted(found, key=lambda one: (one.kind, one.code, one.what))


def _told(session: Session, copy: BroughtCopy, plan: _Plan | None) -> Bringing:
    rows = plan.rows if plan else {}
    there = {row: values for row, values in rows.items() if values}
    named = {**plan.sides.theirs.values, **plan.sides.ours.values} if plan else {}
    wholes = {plan.sides.whole_of(row) for row in rows} if plan else set()

    def counted(kind: str) -> Counted:
        of_kind = [row for row in wholes if row[0] == kind]
        new = [row for row in of_kind if plan and row not in plan.sides.ours.ids]
        return Counted(
            tuple(sorted(called(row, there) for row in new)),
            tuple(sorted(called(row, named) for row in of_kind if row not in new)),
        )

    kinds = [row[0] for row in wholes]
    return Bringing(
        copy.session, copy.taken_at, copy.taken_by, copy.carrier, plan is None,
        counted("issue"), counted("enterprise"), "session" in kinds,
        sum(kind not in ("issue", "enterprise", "session") for kind in kinds),
        plan.renumbered if plan else (),
        tuple(_conflicts(session, copy, plan)) if plan else (),
    )  # fmt: skip
