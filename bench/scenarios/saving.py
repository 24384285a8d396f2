"""What hangs on the disk: many issues given out at once, and closing."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event, select

from bench import words
from bench.timing import KEPT, Result, alternate, timed, worked
from dialogue_app import machine
from dialogue_app.domain.fields.issues import IssueDraft, RaiserDraft
from dialogue_app.domain.vocabulary import Outcome, RaiserKind, Relation
from dialogue_app.services.agency.reference import topics
from dialogue_app.services.backing_up import back_up_if_changed
from dialogue_app.services.case import Case, Seen
from dialogue_app.services.issues import assigning
from dialogue_app.services.issues.assigning import AssignmentDraft, Due
from dialogue_app.services.issues.closing import Ending, close_together
from dialogue_app.services.issues.intake import register_issue
from dialogue_app.services.issues.lists import seen_issues
from dialogue_app.services.opening import open_case
from dialogue_app.storage.models.people import Body
from dialogue_app.storage.sqlite import FILE_NAME, PAGES_OF_A_WRITER, connect, hold_pages

_BATCH_LIMIT, _CLOSING_LIMIT = 2.5, 3.0
_ISSUES, _BATCH_RUNS, _RUNS = 1_000, 7, 3
_DAYS, _BODIES_OF_A_KIND = 20, 3
_DAY = date(2026, 9, 15)
_READ_AT_ONCE = 1 << 20
Statement = tuple[str, Any, bool]
Act = Callable[[Case, list[Seen]], object]
_COMMIT: Statement = ("COMMIT", (), False)
_ROLLBACK: Statement = ("ROLLBACK", (), False)


def given_out(_case: Case) -> Result:
    """Give out 1,000 issues in one act; the floor is its own SQL, replayed on the same file.

    Both are timed by the processor: both wait as long for the disk.
    """
    return _batch("given out", lambda case, seen: assigning.give_out(case, seen, _DAY))


def ended(_case: Case) -> Result:
    """As `given_out`, ending the follow-up of as many."""
    ending = Ending(Outcome.WITHDRAWN, _DAY)
    return _batch("ended", lambda case, seen: close_together(case, seen, ending))


def _batch(done: str, act: Act) -> Result:
    with tempfile.TemporaryDirectory(dir=KEPT) as name:
        ready = Path(name) / "ready"
        _prepare(ready)
        statements = _statements(act, ready, Path(name))
        times = alternate(
            lambda: _done(act, ready, Path(name)),
            lambda: _replayed(ready, Path(name), statements),
            _BATCH_RUNS,
            min,
        )
    return Result(f"{_ISSUES:,} {done}", *times, _BATCH_LIMIT, f"{len(statements):,} statements")


def closed(case: Case) -> Result:
    """Closing after a save, until the window is gone; the floor copies the file and hashes it.

    The backup is packed after that, told where it stands: how long it takes is noted.
    """
    path = case.store.path
    case.store.settle()
    with tempfile.TemporaryDirectory(dir=KEPT) as name:
        times = alternate(lambda: _closed(path, Path(name)), lambda: _copied(path), _RUNS)
        packing = _backed_up(path, Path(name)) / times[1]
    size = path.stat().st_size / 2**20
    note = f"{size:.0f} MB; its backup after that {packing:.0f} times the floor"
    return Result("closing", *times, _CLOSING_LIMIT, note)


# Acts on many -------------------------------------------------------------------------------------


def _prepare(folder: Path) -> None:
    """Issues of several days and topics, each of a raiser of its own, proposed for several bodies.

    Half of the bodies are units of the office, which have limits.
    """
    case = open_case(folder, machine.now, machine.user_name())
    bodies, of_topics = _proposed_bodies(case), [topic.id for topic in topics(case)]
    for place, name in enumerate(words.names(_ISSUES, seed=3)):
        draft = IssueDraft(
            name,
            topic_id=of_topics[place % len(of_topics)],
            received_on=_DAY - timedelta(days=place % _DAYS),
            raisers=(RaiserDraft(RaiserKind.UNIDENTIFIED, written_name=name),),
        )
        key = register_issue(case, draft)
        assigning.propose(case, seen_issues(case, [key])[0], [bodies[place % len(bodies)]])
    case.store.close()


def _proposed_bodies(case: Case) -> list[AssignmentDraft]:
    with case.reading() as session:
        return [
            AssignmentDraft(body_id, due=due)
            for relation, due in ((Relation.OWN, Due(working_days=15)), (Relation.OTHER, Due()))
            for body_id in session.scalars(
                select(Body.id).where(Body.relation == relation).limit(_BODIES_OF_A_KIND)
            )
        ]


def _done(act: Act, ready: Path, beside: Path) -> float:
    with _opened(ready, beside) as (case, seen):
        return worked(lambda: act(case, seen))


def _statements(act: Act, ready: Path, beside: Path) -> list[Statement]:
    """All that the act has SQLite do, with the values given."""
    with _opened(ready, beside) as (case, seen), _noted(case.store._engine) as statements:
        act(case, seen)
    return statements


@contextmanager
def _opened(ready: Path, beside: Path) -> Iterator[tuple[Case, list[Seen]]]:
    with _laid_out(ready, beside) as folder:
        case = open_case(folder, machine.now, machine.user_name())
        yield case, seen_issues(case, range(1, _ISSUES + 1))
        case.store.close()


@contextmanager
def _noted(engine: Engine) -> Iterator[list[Statement]]:
    statements: list[Statement] = []

    def note(_connection: Any, _cursor: Any, sql: str, given: Any, _more: Any, many: bool) -> None:
        statements.append((sql, given, many))

    listeners = (
        ("before_cursor_execute", note),
        ("commit", lambda _connection: statements.append(_COMMIT)),
        ("rollback", lambda _connection: statements.append(_ROLLBACK)),
    )
    for name, listener in listeners:
        event.listen(engine, name, listener)
    yield statements
    for name, listener in listeners:
        event.remove(engine, name, listener)


def _replayed(ready: Path, beside: Path, statements: list[Statement]) -> float:
    def work() -> None:
        for sql, given, many in statements:
            if many:
                connection.executemany(sql, given)
            else:
                connection.execute(sql, given).fetchall()

    with _laid_out(ready, beside) as folder, closing(connect(folder / FILE_NAME)) as connection:
        hold_pages(connection, PAGES_OF_A_WRITER)
        return worked(work)


@contextmanager
def _laid_out(ready: Path, beside: Path) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(dir=beside) as folder:
        shutil.copytree(ready, folder, dirs_exist_ok=True)
        yield Path(folder)


# Closing ----------------------------------------------------------------------------------------


def _closed(path: Path, beside: Path) -> float:
    with tempfile.TemporaryDirectory(dir=beside) as name:
        shutil.copy(path, Path(name) / FILE_NAME)
        case = open_case(Path(name), machine.now, machine.user_name())
        register_issue(case, IssueDraft("Đường ngập", received_on=_DAY))
        return timed(case.store.close)


def _backed_up(path: Path, beside: Path) -> float:
    with tempfile.TemporaryDirectory(dir=beside) as name:
        folder = Path(name)
        shutil.copy(path, folder / FILE_NAME)
        return timed(lambda: back_up_if_changed(folder, machine.now()))


def _copied(path: Path) -> float:
    def work() -> None:
        digest = hashlib.sha256()
        with path.open("rb") as source, tempfile.TemporaryFile(dir=KEPT) as target:
            while piece := source.read(_READ_AT_ONCE):
                digest.update(piece)
                target.write(piece)

    return timed(work)
