"""The numbers of new issues and enterprises: each is given once, by the register or by a copy.

While a travelling copy is away, the numbers set aside for it are its own, and it gives no others.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select, true
from sqlalchemy.orm import Session

from dialogue_app.domain.errors.carrying import NumbersUsedUp
from dialogue_app.storage.models.carrying import Taking
from dialogue_app.storage.models.enterprises import Enterprise, MergedEnterprise
from dialogue_app.storage.models.identity import RegisterIdentity
from dialogue_app.storage.models.issues import Issue

SET_ASIDE = 1000  # numbers for a copy: of each year, and of enterprises
# The number of one that was merged into another is not given again.
OF_ENTERPRISES = (Enterprise.number, MergedEnterprise.number)
_ANY_YEAR = ""  # a year nothing was registered in when the copy went


@dataclass(frozen=True, slots=True)
class LastNumbers:
    """The last numbers that are not a copy's: of each year, and of enterprises."""

    issues: str  # as JSON
    enterprise: int


def issue_numbers(session: Session, year: int) -> Iterator[int]:
    """The numbers of the next issues of that year; raises `NumbersUsedUp` in a copy."""
    away = _away(session)
    spans = [_span(one.issue_number(year)) for one in away]
    yield from _numbers(session, [Issue.number], Issue.year == year, away, spans)


def enterprise_numbers(session: Session) -> Iterator[int]:
    """The numbers of the next enterprises; raises `NumbersUsedUp` in a copy."""
    away = _away(session)
    spans = [_span(one.enterprise_number) for one in away]
    yield from _numbers(session, OF_ENTERPRISES, true(), away, spans)


def last_numbers(session: Session) -> LastNumbers:
    """After which a new copy begins: after all that is given, and set aside for others."""
    away = _away(session)
    years: dict[str, int] = {_ANY_YEAR: 0}
    years |= {
        str(year): number
        for year, number in session.execute(
            select(Issue.year, func.max(Issue.number)).group_by(Issue.year)
        )
    }
    for one in away:
        years |= {year: years.get(year, 0) for year in json.loads(one.issues)}
    issues = {
        year: max([number, *(one.issue_number(year) + SET_ASIDE for one in away)])
        for year, number in years.items()
    }
    given = (session.scalar(select(func.max(column))) or 0 for column in OF_ENTERPRISES)
    last = max([*given, *(one.enterprise_number + SET_ASIDE for one in away)])
    return LastNumbers(json.dumps(issues), last)


@dataclass(frozen=True, slots=True)
class _Away:
    """A copy that is away, or this very register where it is one."""

    issues: str
    enterprise_number: int
    is_this: bool

    def issue_number(self, year: int | str) -> int:
        """The last number of that year that is not the copy's."""
        numbers = json.loads(self.issues)
        return int(numbers.get(str(year), numbers[_ANY_YEAR]))


def _away(session: Session) -> list[_Away]:
    is_this = Taking.uid == select(RegisterIdentity.uid).scalar_subquery()
    rows = select(Taking.issue_numbers, Taking.enterprise_number, is_this)
    return [_Away(*row) for row in session.execute(rows.where(Taking.brought_at.is_(None)))]


def _span(last: int) -> range:
    return range(last + 1, last + 1 + SET_ASIDE)


def _numbers(
    session: Session,
    columns: Sequence[Any],
    where: ColumnElement[bool],
    away: Sequence[_Away],
    spans: Sequence[range],
) -> Iterator[int]:
    """The next numbers after those in any of these columns."""
    own = next((span for one, span in zip(away, spans, strict=True) if one.is_this), None)
    if own is not None:
        last = _largest(session, columns, where, lambda column: _is_in(column, own))
        yield from range((last or own.start - 1) + 1, own.stop)
        raise NumbersUsedUp(SET_ASIDE)

    def is_ours(column: Any) -> ColumnElement[bool]:
        return and_(true(), *(~_is_in(column, span) for span in spans))

    for number in count((_largest(session, columns, where, is_ours) or 0) + 1):
        if not any(number in span for span in spans):
            yield number


def _is_in(column: Any, span: range) -> ColumnElement[bool]:
    found: ColumnElement[bool] = column.between(span.start, span.stop - 1)
    return found


def _largest(
    session: Session,
    columns: Sequence[Any],
    where: ColumnElement[bool],
    within: Callable[[Any], ColumnElement[bool]],
) -> int | None:
    found = (
        session.scalar(select(column).where(where, within(column)).order_by(column.desc()).limit(1))
        for column in columns
    )
    return max(filter(None, found), default=None)
