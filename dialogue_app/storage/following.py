"""What follows from the rest: derived columns, search texts, numbers. Found where it is not so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import Any

from sqlalchemy import exists, func, insert, select, update
from sqlalchemy.orm import Session

from dialogue_app.domain.checks import Fault, Finding
from dialogue_app.domain.errors.base import BadInput
from dialogue_app.storage import cleaning, derived, search_index, working_days
from dialogue_app.storage.aggregates import models, versioned
from dialogue_app.storage.chunks import chunks
from dialogue_app.storage.feed import ALL
from dialogue_app.storage.models.audit import AuditChange, Touched
from dialogue_app.storage.models.base import Base
from dialogue_app.storage.models.enterprises import Enterprise
from dialogue_app.storage.models.issues import Issue
from dialogue_app.storage.sqlite import FILE_NAME
from dialogue_app.storage.steps import Steps

_AT_ONCE = 500
# What a value raises that no program of ours wrote.
_NOT_READ = (LookupError, ValueError, TypeError, BadInput)
_FOUND_BY_WORDS: tuple[type[Any], ...] = (Issue, Enterprise)


def findings(session: Session, steps: Steps) -> Iterator[Finding]:
    """Everything that does not follow from the rest; a value that cannot be read is told so."""
    for model in _with_shadows():
        yield from _guarded(model.__tablename__, _out_of_date(session, model, steps))
    if working_days.wrong_numbers(session):
        yield Finding(Fault.OUT_OF_DATE, "working_day")
    yield from _guarded("issue", _issues_out_of_date(session, steps))
    for model in _FOUND_BY_WORDS:
        yield from _guarded(model.__tablename__, _not_found(session, model, steps))
    for entity, key in _wrong_versions(session):
        yield Finding(Fault.OUT_OF_DATE, f"{entity} {key}")
    yield from _numbers(session)
    if cleaning.is_due(session):
        yield Finding(Fault.NOT_CLEANED, FILE_NAME)


def _guarded(table: str, found: Iterator[Finding]) -> Iterator[Finding]:
    try:
        yield from found
    except _NOT_READ:
        yield Finding(Fault.UNREADABLE, table)


def _with_shadows() -> list[type[Any]]:
    return [model for model in models().values() if model.shadow is not Base.shadow]


def _out_of_date(session: Session, model: type[Any], steps: Steps) -> Iterator[Finding]:
    """Rows whose shadows are not what their values give."""
    for row in session.scalars(select(model).execution_options(yield_per=_AT_ONCE)):
        row.shadow()
        if session.is_modified(row):
            yield Finding(Fault.OUT_OF_DATE, f"{model.__tablename__} {row.id}")
        session.expunge(row)
        steps.take(1)


def _issues_out_of_date(session: Session, steps: Steps) -> Iterator[Finding]:
    for some in chunks(_ids(session, Issue)):
        for key in derived.out_of_date(session, some):
            yield Finding(Fault.OUT_OF_DATE, f"issue {key}")
        session.expunge_all()
        steps.take(len(some))


def _not_found(session: Session, model: type[Any], steps: Steps) -> Iterator[Finding]:
    kind = model.__tablename__
    ids = _ids(session, model)
    for some in chunks(ids):
        for key in search_index.wrong_texts(session, kind, some):
            yield Finding(Fault.NOT_FOUND, f"{kind} {key}")
        steps.take(len(some))
    if search_index.count(session, kind) > len(ids):
        yield Finding(Fault.NOT_FOUND, kind)


def _wrong_versions(session: Session) -> Iterator[tuple[str, int]]:
    """Wholes whose version is no entry that touched them, or one before their last change."""
    for entity, model in versioned().items():
        touched = exists().where(
            Touched.sequence == model.version,
            Touched.entity == entity,
            Touched.entity_id.in_((model.id, ALL)),
        )
        later = exists().where(
            AuditChange.entity == entity,
            AuditChange.entity_id == model.id,
            AuditChange.sequence > model.version,
        )
        for key in session.scalars(select(model.id).where(~touched | later).order_by(model.id)):
            yield entity, key


# Mending ----------------------------------------------------------------------------------------


def mend(session: Session, steps: Steps) -> None:
    """Bring up to date whatever does not follow from the rest; the caller writes it."""
    for model in _with_shadows():
        _in_batches(session, model, steps, partial(_shadow, session, model))
    working_days.write_numbers(session)
    _write_versions(session)
    _in_batches(session, Issue, steps, partial(derived.recompute, session))
    for model in _FOUND_BY_WORDS:
        kind = model.__tablename__
        search_index.drop_strays(session, kind)
        _in_batches(session, model, steps, partial(_write_texts, session, kind))


def _write_versions(session: Session) -> None:
    """Make the version of a whole the last entry that is known to have touched it."""
    for entity, key in list(_wrong_versions(session)):
        model, of_whole = versioned()[entity], {"entity": entity, "entity_id": key}
        entries = [
            session.scalar(select(func.max(noted.sequence)).filter_by(**of_whole))
            for noted in (AuditChange, Touched)
        ]
        last = max((entry for entry in entries if entry is not None), default=None)
        if last is not None:  # else the history was cut
            session.execute(update(model).where(model.id == key).values(version=last))
            known = insert(Touched).prefix_with("OR IGNORE")
            session.execute(known, [{"sequence": last, **of_whole}])


def _in_batches(
    session: Session, model: type[Any], steps: Steps, do: Callable[[Sequence[int]], None]
) -> None:
    """Do something to all rows; a batch with a value that cannot be read is left as it is."""
    for some in chunks(_ids(session, model)):
        with suppress(*_NOT_READ), session.begin_nested():
            do(some)
        session.expunge_all()
        steps.take(len(some))


def _shadow(session: Session, model: type[Any], ids: Sequence[int]) -> None:
    for row in session.scalars(select(model).where(model.id.in_(ids))):
        row.shadow()
    session.flush()


def _write_texts(session: Session, kind: str, ids: Sequence[int]) -> None:
    search_index.write_anew(session, kind, search_index.wrong_texts(session, kind, ids))


def count(session: Session) -> int:
    """The steps of looking, and those of mending."""
    counted: list[type[Any]] = [*_with_shadows(), Issue, *_FOUND_BY_WORDS]
    counts = (session.scalar(select(func.count()).select_from(model)) for model in counted)
    return sum(n or 0 for n in counts)


def _ids(session: Session, model: type[Any]) -> list[int]:
    return list(session.scalars(select(model.id).order_by(model.id)))


def _numbers(session: Session) -> Iterator[Finding]:
    """Each number is given once, from 1 on."""
    wrong = (func.count() > 1) | (Issue.number < 1)
    for year, number in session.execute(
        select(Issue.year, Issue.number).group_by(Issue.year, Issue.number).having(wrong)
    ):
        yield Finding(Fault.NUMBERED_TWICE, f"issue {year}-{number}")
    twice = (func.count() > 1) | (Enterprise.number < 1)
    for (number,) in session.execute(
        select(Enterprise.number).group_by(Enterprise.number).having(twice)
    ):
        yield Finding(Fault.NUMBERED_TWICE, f"enterprise {number}")
