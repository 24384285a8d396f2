"""The one step of an import that writes, the same for any workbook.

A noun says how its things are added and changed, batch by batch; what is decided, refused, counted
and told of it is the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue_app import without_garbage_collection
from dialogue_app.domain.errors.workbooks import BadRows
from dialogue_app.domain.vocabulary import RowStatus
from dialogue_app.exchange.reading import Progress, ShouldStop, report
from dialogue_app.services.case import OpenCase, Seen
from dialogue_app.services.imports.comparing import Step
from dialogue_app.services.imports.identifying import K, R
from dialogue_app.services.imports.previewing import Part, Register
from dialogue_app.services.imports.workbooks import ImportResult, Preview
from dialogue_app.storage.chunks import chunks
from dialogue_app.storage.commit import Recorder


@dataclass(frozen=True, slots=True)
class Change(Generic[R, K]):
    """A known thing and the fields that are brought to what its rows say."""

    step: Step[R, K]
    known: K
    fields: frozenset[str]

    @property
    def row(self) -> R:
        """The first of its rows."""
        return self.step.row


class Writer(Protocol[R, K]):
    """How the things of one part of a preview are written."""

    model: Any

    def taken_since(self, steps: Sequence[Step[R, K]]) -> set[int]:
        """The rows whose thing, or key, somebody else added since they were compared."""

    def is_due(self, change: Change[R, K]) -> bool:
        """Whether there is anything to write."""

    def add(self, steps: Sequence[Step[R, K]]) -> Iterator[int]:
        """Add new things batch by batch; gives the number of each batch once it stands."""

    def change(self, changes: Sequence[Change[R, K]]) -> Iterator[int]:
        """Bring known things to their rows batch by batch; gives the number of each batch."""


@dataclass(slots=True)
class _Decided(Generic[R, K]):
    """What is written of one part of a preview, and the rows refused."""

    writer: Writer[R, K]
    new: list[Step[R, K]]
    changes: list[Change[R, K]]
    refused: set[int]

    def batches(self) -> Iterator[int]:
        """Write it; gives the number of each batch."""
        yield from self.writer.add(self.new)
        yield from self.writer.change(self.changes)


def write(
    case: OpenCase,
    preview: Preview,
    writers: Iterable[Writer[Any, Any]],
    *,
    skip_bad: bool,
    accepted: frozenset[int],
    progress: Progress,
    should_stop: ShouldStop,
) -> ImportResult:
    """Write what the preview showed, with a writer for each of its parts.

    `accepted` are the rows whose question was answered with yes; no other asked row is written.
    Raises `BadRows` unless bad rows are left out, `Cancelled`; then nothing was written. Progress
    is told as `write_batches` says.
    """
    bad = preview.counts[RowStatus.REFUSED]
    if bad and not skip_bad:
        raise BadRows(bad)
    accepted = preview.accepted(accepted)
    with without_garbage_collection():
        parts = [
            _decided(case.session, writer, part, accepted)
            for writer, part in zip(writers, preview.plan, strict=True)
        ]
        batches = (written for part in parts for written in part.batches())
        total = sum(len(part.new) + len(part.changes) for part in parts)
        write_batches(case.session, batches, total, progress, should_stop)
    added = sum(len(part.new) for part in parts)
    changed = sum(bool(change.fields) for part in parts for change in part.changes)
    refused = set[int]().union(*(part.refused for part in parts))
    return result_of(preview, added, changed, refused, accepted)


def _decided(
    session: Session,
    writer: Writer[R, K],
    part: Part,
    accepted: frozenset[int],
) -> _Decided[R, K]:
    steps = [_answered(part.register, step, accepted) for step in part.steps]
    steps = [step for step in steps if not step.is_asked or step.number in accepted]
    compared = {
        step.number: Seen(step.known.id, step.known.version) for step in steps if step.known
    }
    refused = changed_since(session, writer.model, compared) | writer.taken_since(steps)
    steps = [step for step in steps if step.number not in refused]
    changes = (Change(step, step.known, step.chosen(accepted)) for step in steps if step.known)
    return _Decided(
        writer,
        [step for step in steps if step.known is None],
        [change for change in changes if writer.is_due(change)],
        refused,
    )


def _answered(register: Register, step: Step[R, K], accepted: frozenset[int]) -> Step[R, K]:
    """The step with those of its asked rows that were answered with yes."""
    rows = [row for row in step.thing.asked if row.draft.row in accepted]
    if not rows:
        return step
    thing = register.joined(step.thing, rows)
    found = step.differences if thing.known is None else register.differences(thing)
    return step._replace(thing=thing, differences=found)


def changed_since(session: Session, model: Any, compared: Mapping[int, Seen]) -> set[int]:
    """The rows, by number, whose thing no longer has the version it was compared with."""
    versions: dict[int, int] = {}
    for ids in chunks(sorted({seen.id for seen in compared.values()})):
        rows = select(model.id, model.version).where(model.id.in_(ids))
        versions.update(dict(session.execute(rows).all()))
    return {row for row, seen in compared.items() if versions.get(seen.id) != seen.version}


def write_batches(
    session: Session,
    batches: Iterable[int],
    total: int,
    progress: Progress,
    should_stop: ShouldStop,
) -> None:
    """Write batch by batch, each of which gives the number of its rows, `total` in all.

    Then the transaction's own finishing says how far it is, counted anew. All of all is reported
    once, when the commit begins: from then on nobody can stop it. Raises `Cancelled`.
    """
    watch = partial(report, progress=progress, should_stop=should_stop)
    Recorder.of(session).watch = watch
    done, with_commit = 0, total + 1
    watch(done, with_commit)
    for written in batches:
        done += written
        watch(done, with_commit)


def result_of(
    preview: Preview, added: int, changed: int, refused: set[int], accepted: frozenset[int]
) -> ImportResult:
    """What became of all rows of the preview."""
    bad = preview.counts[RowStatus.REFUSED]
    asked = sum(row.status is RowStatus.ASKED and row.row not in accepted for row in preview.rows)
    repeated = sum(row.status is RowStatus.REPEATED for row in preview.rows) + sum(
        row.adds_to > 0 and (row.status is RowStatus.CHANGED or row.row in accepted)
        for row in preview.rows
    )
    same = len(preview.rows) - added - changed - bad - repeated - asked - len(refused)
    rows = tuple(preview.sheet.origin(number).row for number in sorted(refused))
    return ImportResult(added, changed, max(same, 0), bad, repeated, asked, rows)
