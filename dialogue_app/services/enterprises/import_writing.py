"""Enterprises of a workbook written some hundred at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue_app.domain.sort_keys import sort_key
from dialogue_app.services.enterprises.import_known import KnownEnterprise, SaidEnterprise
from dialogue_app.services.enterprises.import_register import EnterpriseRegister, MeantEnterprise
from dialogue_app.services.enterprises.import_values import Values
from dialogue_app.services.imports.comparing import Step
from dialogue_app.services.imports.writing import Change
from dialogue_app.services.numbering import enterprise_numbers
from dialogue_app.storage import audit
from dialogue_app.storage.chunks import chunks
from dialogue_app.storage.commit import insert_rows
from dialogue_app.storage.models.enterprises import Enterprise

EnterpriseStep = Step[SaidEnterprise, KnownEnterprise]
EnterpriseChange = Change[SaidEnterprise, KnownEnterprise]


class EnterpriseWriter:
    """Adds new enterprises and changes known ones."""

    model = Enterprise

    def __init__(self, session: Session, register: EnterpriseRegister) -> None:
        self._session, self._register = session, register

    def taken_since(self, steps: Sequence[EnterpriseStep]) -> set[int]:
        """The rows whose code or tax code is another's by now; without a code its name."""
        compared_at = self._register.source.compared_at
        if audit.head(self._session).sequence == compared_at:
            return set()
        columns = (Enterprise.number, Enterprise.tax_code, Enterprise.match_key)
        since = self._session.execute(
            select(*columns).where(Enterprise.version > compared_at)
        ).all()
        numbers = {number for number, _code, _name in since}
        codes = {code for _number, code, _name in since if code}
        names = {name for _number, _code, name in since}
        taken: set[int] = set()
        for step in steps:
            thing = _thing(step)
            code = thing.values.get("tax_code")
            named = thing.known is None and not code and thing.match_key in names
            if named or code in codes or thing.values.get("number") in numbers:
                taken.add(step.number)
        return taken

    def is_due(self, change: EnterpriseChange) -> bool:
        """Whether any field is to be written."""
        return bool(change.fields)

    def add(self, steps: Sequence[EnterpriseStep]) -> Iterator[int]:
        """Insert new enterprises, under their own codes or the next free ones."""
        session, things = self._session, [_thing(step) for step in steps]
        taken = {thing.values["number"] for thing in things if "number" in thing.values}
        free = (number for number in enterprise_numbers(session) if number not in taken)
        for some in chunks(things):
            rows = [_columns(thing, free) for thing in some]
            insert_rows(session, Enterprise, rows)
            yield len(some)

    def change(self, changes: Sequence[EnterpriseChange]) -> Iterator[int]:
        """Bring known enterprises to what their rows say."""
        for some in chunks(changes):
            ids = [change.known.id for change in some]
            found = self._session.scalars(select(Enterprise).where(Enterprise.id.in_(ids)))
            rows = {row.id: row for row in found}
            for change in some:
                said = {**change.row.values, **_thing(change.step).said()}  # or emptied
                _fill(rows[change.known.id], {name: said[name] for name in change.fields})
            self._session.flush()
            yield len(some)


def _thing(step: EnterpriseStep) -> MeantEnterprise:
    assert isinstance(step.thing, MeantEnterprise)
    return step.thing


def _columns(thing: MeantEnterprise, free: Iterator[int]) -> dict[str, Any]:
    values = thing.values
    return {
        **values,
        "name_sort": sort_key(values["name"]),
        "match_key": thing.match_key,
        "number": values["number"] if "number" in values else next(free),
    }


def _fill(row: Enterprise, values: Values) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.shadow()
    # A field written from the workbook is no edit of ours any more.
    row.edited_fields = " ".join(sorted(set(row.edited_fields.split()) - values.keys()))
