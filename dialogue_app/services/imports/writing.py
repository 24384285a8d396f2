"""The steps of writing any workbook: what may be written, what changed since, how far it is.

Each noun says what its rows are and how they are written; what is decided, refused and counted over
them is the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue_app.domain.errors.workbooks import BadRows
from dialogue_app.domain.vocabulary import RowStatus
from dialogue_app.exchange.reading import Progress, ShouldStop, report
from dialogue_app.services.case import Seen
from dialogue_app.services.imports.workbooks import ImportResult, Preview
from dialogue_app.storage.chunks import chunks
from dialogue_app.storage.commit import Recorder

P = TypeVar("P")


def plan_to_write(preview: Preview, kind: type[P], *, skip_bad: bool) -> P:
    """What the preview prepared. Raises `BadRows` unless bad rows are left out."""
    bad = preview.counts[RowStatus.ERROR]
    if bad and not skip_bad:
        raise BadRows(bad)
    assert isinstance(preview.plan, kind)
    return preview.plan


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


def result_of(preview: Preview, added: int, changed: int, refused: set[int]) -> ImportResult:
    """What became of all rows of the preview."""
    bad, repeated = preview.counts[RowStatus.ERROR], preview.counts[RowStatus.REPEATED]
    same = len(preview.rows) - added - changed - bad - repeated - len(refused)
    return ImportResult(added, changed, max(same, 0), bad, repeated, tuple(sorted(refused)))
