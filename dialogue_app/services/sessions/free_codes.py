"""Codes for what comes back new: its own, unless somebody here was given it meanwhile."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue_app.domain.bringing import Identity
from dialogue_app.domain.codes import enterprise_code, issue_code
from dialogue_app.domain.text import fold
from dialogue_app.services.numbering import OF_ENTERPRISES, enterprise_numbers, issue_numbers
from dialogue_app.storage.chunks import chunks
from dialogue_app.storage.models.issues import Issue
from dialogue_app.storage.models.sessions import DialogueSession


@dataclass(frozen=True, slots=True)
class Renumbered:
    """A thing whose code in the copy is taken here: that code, and the one it gets."""

    old: str
    new: str


def give_free_codes(
    session: Session,
    rows: Mapping[Identity, dict[str, Any] | None],
    known: Collection[Identity],
) -> Iterator[Renumbered]:
    """Give those of these rows that are not known here free codes; tells which got another."""
    new = {row: values for row, values in rows.items() if values and row not in known}
    yield from _issues(session, [values for row, values in new.items() if row[0] == "issue"])
    of_enterprises = [values for row, values in new.items() if row[0] == "enterprise"]
    yield from _enterprises(session, of_enterprises)
    yield from _sessions(session, [values for row, values in new.items() if row[0] == "session"])


def _issues(session: Session, new: list[dict[str, Any]]) -> Iterator[Renumbered]:
    taken: set[tuple[int, int]] = set()
    for some in chunks(sorted({values["number"] for values in new})):
        rows = select(Issue.year, Issue.number).where(Issue.number.in_(some))
        taken.update((year, number) for year, number in session.execute(rows))
    given = {(values["year"], values["number"]) for values in new}
    next_ones: dict[int, Iterator[int]] = {}
    for values in new:
        year, number = values["year"], values["number"]
        if (year, number) in taken:
            numbers = next_ones.setdefault(year, issue_numbers(session, year))
            values["number"] = next(one for one in numbers if (year, one) not in given)
            yield Renumbered(issue_code(year, number), issue_code(year, values["number"]))


def _enterprises(session: Session, new: list[dict[str, Any]]) -> Iterator[Renumbered]:
    taken: set[int] = set()
    for some in chunks(sorted({values["number"] for values in new})):
        for column in OF_ENTERPRISES:
            taken.update(session.scalars(select(column).where(column.in_(some))))
    given = {values["number"] for values in new}
    numbers = enterprise_numbers(session)
    for values in new:
        number = values["number"]
        if number in taken:
            values["number"] = next(one for one in numbers if one not in given)
            yield Renumbered(enterprise_code(number), enterprise_code(values["number"]))


def _sessions(session: Session, new: list[dict[str, Any]]) -> Iterator[Renumbered]:
    taken = set(session.scalars(select(DialogueSession.code_folded))) if new else set()
    for values in new:
        code = values["code"]
        if fold(code) in taken:
            free = (f"{code}-{n}" for n in count(2) if fold(f"{code}-{n}") not in taken)
            values["code"] = next(free)
            yield Renumbered(code, values["code"])
        taken.add(fold(values["code"]))
