"""Whom of the register a new row of a workbook may be, and why."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from sqlalchemy import select

from dialogue_app.domain.codes import enterprise_code
from dialogue_app.domain.duplicates import Duplicates
from dialogue_app.domain.likeness import Described, Likeness
from dialogue_app.exchange.reading import Progress
from dialogue_app.services.case import Case
from dialogue_app.services.enterprises.duplicates import described_enterprises, told_apart
from dialogue_app.services.enterprises.import_values import Values
from dialogue_app.storage.models.enterprises import Enterprise, MergedEnterprise


class Lookalikes:
    """The register as new rows are held against it, by all names its enterprises ever had.

    It is read when the first row is new: which words are rare only the whole register tells.
    """

    def __init__(self, case: Case, watch: Progress) -> None:
        """`watch` is told how many are read, and may raise."""
        self._case, self._watch = case, watch
        self._ids: list[int] = []
        self._apart: set[frozenset[int]] = set()
        self._called: dict[int, str] = {}

    @cached_property
    def _known(self) -> Duplicates:
        with self._case.reading() as session:
            self._ids, described = described_enterprises(session)
            self._apart = told_apart(session)
            columns = (Enterprise.id, Enterprise.number, Enterprise.name)
            for key, number, name in session.execute(select(*columns)):
                self._called[key] = f"{enterprise_code(number)} {name}"
            before = select(MergedEnterprise.enterprise_id, MergedEnterprise.name)
            now = dict(zip(self._ids, described, strict=True))
            for key, name in session.execute(before):
                self._ids.append(key)
                described.append(replace(now[key], name=name))
        return Duplicates(described, self._watch)

    def of(self, values: Values) -> list[tuple[str, Likeness]]:
        """Code and name of each one the row may be, the surest first.

        One that was told apart from a surer one is left out.
        """
        row = Described(
            values["name"], values["tax_code"] or "", values["phone"], values["address"]
        )
        found: dict[int, Likeness] = {}
        for place, likeness in self._known.like(row):
            key = self._ids[place]
            if not any(frozenset((key, surer)) in self._apart for surer in found):
                found.setdefault(key, likeness)
        return [(self._called[key], likeness) for key, likeness in found.items()]
