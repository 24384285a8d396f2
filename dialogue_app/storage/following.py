"""What follows from the rest: derived columns, search texts, numbers. Found where it is not so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dialogue_app.domain.checks import Fault, Finding
from dialogue_app.storage import cleaning, derived, search
from dialogue_app.storage.chunks import chunks
from dialogue_app.storage.models.base import Base
from dialogue_app.storage.models.enterprises import Enterprise
from dialogue_app.storage.models.issues import Issue
from dialogue_app.storage.sqlite import FILE_NAME

_FOUND_BY_WORDS: tuple[type[Any], ...] = (Issue, Enterprise)


def findings(session: Session) -> Iterator[Finding]:
    """Everything that does not follow from the rest; a value that cannot be read is told so."""
    for mapper in sorted(Base.registry.mappers, key=lambda one: one.class_.__tablename__):
        yield from _guarded(mapper.class_.__tablename__, _out_of_date(session, mapper.class_))
    yield from _guarded("issue", _issues_out_of_date(session))
    for model in _FOUND_BY_WORDS:
        yield from _guarded(model.__tablename__, _not_found(session, model))
    yield from _numbers(session)
    if cleaning.is_due(session):
        yield Finding(Fault.NOT_CLEANED, FILE_NAME)


def _guarded(table: str, found: Iterator[Finding]) -> Iterator[Finding]:
    try:
        yield from found
    except (LookupError, ValueError, TypeError):
        yield Finding(Fault.UNREADABLE, table)


def _out_of_date(session: Session, model: type[Any]) -> Iterator[Finding]:
    """Rows whose shadows are not what their values give."""
    if model.shadow is Base.shadow:
        return
    for row in session.scalars(select(model).execution_options(yield_per=500)):
        row.shadow()
        if session.is_modified(row):
            yield Finding(Fault.OUT_OF_DATE, f"{model.__tablename__} {row.id}")
        session.expunge(row)


def _issues_out_of_date(session: Session) -> Iterator[Finding]:
    for some in chunks(_ids(session, Issue)):
        for key in derived.out_of_date(session, some):
            yield Finding(Fault.OUT_OF_DATE, f"issue {key}")
        session.expunge_all()


def _not_found(session: Session, model: type[Any]) -> Iterator[Finding]:
    kind = model.__tablename__
    ids = _ids(session, model)
    for some in chunks(ids):
        for key in search.wrong_texts(session, kind, some):
            yield Finding(Fault.NOT_FOUND, f"{kind} {key}")
    if search.count(session, kind) > len(ids):
        yield Finding(Fault.NOT_FOUND, kind)


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
