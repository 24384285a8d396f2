"""A session taken along to another computer: one file with all it needs, and where it is since.

The copy is a register of its own, which carries this one session. There the same act writes the
file that is brought back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue_app.domain.errors.base import Cancelled, DialogueError
from dialogue_app.domain.errors.carrying import CopyOfOneSession
from dialogue_app.domain.errors.sessions import UnknownSession
from dialogue_app.domain.errors.store import StoreBusy
from dialogue_app.domain.text import clean_line
from dialogue_app.i18n import N_
from dialogue_app.services.case import Case, OpenCase, require_role, use_case
from dialogue_app.services.numbering import LastNumbers, last_numbers
from dialogue_app.services.roles import EDIT_SESSION
from dialogue_app.services.series.report import before_it
from dialogue_app.services.sessions.away import carried_code
from dialogue_app.storage.archive import Manifest, ShouldStop
from dialogue_app.storage.carrying import travelling
from dialogue_app.storage.carrying.rows import Key, Values, identified, read_all, read_wholes
from dialogue_app.storage.carrying.tables import carried_tables
from dialogue_app.storage.identity import Head
from dialogue_app.storage.models.base import new_uid
from dialogue_app.storage.models.carrying import Taking
from dialogue_app.storage.models.identity import RegisterIdentity
from dialogue_app.storage.models.issues import Issue
from dialogue_app.storage.models.sessions import DialogueSession, Direction
from dialogue_app.storage.sqlite import FILE_NAME
from dialogue_app.whole_files import require_free

_ATTEMPTS = 3  # to make a copy while others register issues
STEPS = 4  # that are told while a session is taken along
# What is taken along whole, and what only as far as the session needs it.
WHOLE_LISTS = (
    "our_agency", "staff", "body", "unit", "legal_type", "topic", "satisfaction_level",
    "calendar_day", "policy", "series",
)  # fmt: skip
BY_NEED = ("session", "issue", "enterprise", "answer", "direction")
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class TakenAlong:
    """A file that was written, and how much travels in it."""

    file: Path
    code: str
    issues: int
    enterprises: int
    lacking: int  # attachments that are missing or damaged in the data folder


def take(
    case: Case,
    session_id: int,
    target: Path,
    carrier: str = "",
    progress: Progress = lambda _done, _total: None,
    should_stop: ShouldStop = lambda: False,
) -> TakenAlong:
    """Write the file in which a session travels; in a copy, the file that is brought back.

    `carrier` says on whose machine it goes. The register notes it once the file is whole. Raises
    `UnknownSession`, `CopyOfOneSession`, `FolderInstead`, `FileNotWritable`, `DiskFull`,
    `BackupUnderWay`, `Cancelled`; then nobody has it, and what stood there stands.
    """
    require_role(case, EDIT_SESSION, travelling.TAKEN_OUT)
    require_free(target)
    with travelling.room_aside(case.store.folder) as aside:
        steps = _Steps(progress, should_stop)
        with case.reading() as session:
            carried = carried_code(session)
            code = session.scalar(
                select(DialogueSession.code).where(DialogueSession.id == session_id)
            )
        if code is None:
            raise UnknownSession(str(session_id))
        if carried is None:
            return _take_out(case, session_id, code, target, carrier, aside, steps)
        if carried != code:
            raise CopyOfOneSession(carried)
        return _give_back(case, code, target, steps)


@dataclass(slots=True)
class _Steps:
    """How far it is, and whether to go on."""

    progress: Progress
    should_stop: ShouldStop
    done: int = 0

    def take(self) -> None:
        """One more is done."""
        if self.should_stop():
            raise Cancelled
        self.done += 1
        self.progress(self.done, STEPS)


# Out of the register ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NewCopy:
    """A copy that is being made: what the register and the copy both note of it."""

    uid: str
    home: str
    at: datetime
    by: str
    carrier: str
    last: LastNumbers

    def row(self, session_id: int, seen: Head) -> Taking:
        """Its row; `seen` is the head of the copy's history."""
        return Taking(
            uid=self.uid,
            home_uid=self.home,
            session_id=session_id,
            taken_at=self.at,
            taken_by=self.by,
            carrier=self.carrier,
            issue_numbers=self.last.issues,
            enterprise_number=self.last.enterprise,
            seen_sequence=seen.sequence,
            seen_hash=seen.hash,
        )

    def of_copy(self, session_id: int) -> Taking:
        """Its row in the copy itself, whose history begins with it."""
        return self.row(session_id, Head(0, ""))


def _take_out(
    case: Case, session_id: int, code: str, target: Path, carrier: str, aside: Path, steps: _Steps
) -> TakenAlong:
    for attempt in range(_ATTEMPTS):
        steps.done = 0
        made = _make(case, session_id, code, target, carrier, aside / str(attempt), steps)
        if made is not None:
            return made
    raise StoreBusy(case.store.path)


def _make(
    case: Case, session_id: int, code: str, target: Path, carrier: str, copy: Path, steps: _Steps
) -> TakenAlong | None:
    """Make the copy and its file; None where its numbers were given meanwhile."""
    read = _ready_to_travel(case, session_id)
    steps.take()
    with case.reading() as session:
        home = session.scalars(select(RegisterIdentity.uid)).one()
        last = last_numbers(session)
    rows = identified(read)
    new = NewCopy(new_uid(), home, case.clock(), case.actor.name, clean_line(carrier), last)
    by_id = {(row[0], key): row for row, key in rows.ids.items()}
    taker = (by_id["staff", case.actor.staff_id], case.actor)
    seen = travelling.make_copy(
        copy, rows.values, taker, new.of_copy, by_id["session", session_id], new.at
    )
    steps.take()
    packed = target.with_name(f".{new.uid}.part")
    try:
        with travelling.speaking_of(target):
            manifest = travelling.pack(
                case.store.folder, copy / FILE_NAME, packed, code, new.at, steps.should_stop
            )
        steps.take()
        if not note_taken(case, session_id, new, seen):
            return None
        try:
            travelling.place(packed, target)
        except DialogueError:
            forget_taken(case, new.uid)
            raise
    finally:
        with suppress(OSError):
            packed.unlink(missing_ok=True)
    steps.take()
    return _told(target, code, read, manifest)


def _ready_to_travel(case: Case, session_id: int) -> dict[Key, Values]:
    """All the session needs, each part with an identity."""
    with case.reading() as session:
        read = _needed_by(session, session_id)
    if not travelling.lacks_uids(read):
        return read
    make_ready(case, session_id)
    with case.reading() as session:
        return _needed_by(session, session_id)


def _needed_by(session: Session, session_id: int) -> dict[Key, Values]:
    """The rows of a session, of what it opens with of earlier ones, and of all they need."""
    execute = travelling.execute_of(session)
    start: dict[str, Iterable[int]] = {
        name: session.scalars(select(carried_tables()[name].column("id"))).all()
        for name in WHOLE_LISTS
    }
    for model in (Issue, Direction):
        of_session = select(model.id).where(model.session_id == session_id)
        start[model.__tablename__] = session.scalars(of_session).all()
    sessions, issues = before_it(session, session.get_one(DialogueSession, session_id))
    start["issue"] = [*start["issue"], *issues]
    return read_wholes(execute, {**start, "session": [session_id, *sessions]})


@use_case("session.ready", EDIT_SESSION, N_("made it ready to travel"))
def make_ready(case: OpenCase, session_id: int | None) -> None:
    """Give what is taken along an identity by which it is known: of a session, or in a copy all."""
    session = case.session
    execute = travelling.execute_of(session)
    read = read_all(execute) if session_id is None else _needed_by(session, session_id)
    travelling.give_uids(session, read)


@use_case(travelling.TAKEN_OUT, EDIT_SESSION, N_("took it along to another computer"))
def note_taken(case: OpenCase, session_id: int, new: NewCopy, seen: Head) -> bool:
    """Note that the copy is out; not where its numbers were given meanwhile."""
    if last_numbers(case.session) != new.last:
        return False
    case.session.add(new.row(session_id, seen))
    return True


@use_case("session.take.failed", EDIT_SESSION, N_("could not take it along"))
def forget_taken(case: OpenCase, uid: str) -> None:
    """Forget a copy whose file could not be put where it was to be."""
    for taking in case.session.scalars(select(Taking).where(Taking.uid == uid)):
        case.session.delete(taking)


# Back from the copy -----------------------------------------------------------------------------


def _give_back(case: Case, code: str, target: Path, steps: _Steps) -> TakenAlong:
    """Write all that the copy holds now."""
    with case.reading() as session:
        read = read_all(travelling.execute_of(session))
    if travelling.lacks_uids(read):
        make_ready(case, None)
    steps.done = STEPS - 2
    steps.take()
    manifest = travelling.pack(
        case.store.folder, case.store.path, target, code, case.clock(), steps.should_stop
    )
    steps.take()
    return _told(target, code, read, manifest)


def _told(target: Path, code: str, read: Mapping[Key, Values], manifest: Manifest) -> TakenAlong:
    counts = Counter(table for table, _id in read)
    lacking = len(manifest.lacking)
    return TakenAlong(target, code, counts["issue"], counts["enterprise"], lacking)
