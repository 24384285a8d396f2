"""Whom of the register a new row of a workbook may be, and why."""

from __future__ import annotations

from dataclasses import replace

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

    def __init__(self, case: Case) -> None:
        self._case = case
        self._known: Duplicates | None = None
        self._ids: list[int] = []
        self._apart: set[frozenset[int]] = set()
        self._called: dict[int, str] = {}
        self._found: dict[tuple[str, ...], list[tuple[str, Likeness]]] = {}

    def _read(self, watch: Progress) -> Duplicates:
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
        return Duplicates(described, watch)

    def of(self, values: Values, watch: Progress) -> list[tuple[str, Likeness]]:
        """Code and name of each one the row may be, the surest first.

        One that was told apart from a surer one is left out. `watch` is told how many of the
        register are read, and may raise.
        """
        said = values["name"], values["tax_code"] or "", values["phone"], values["address"]
        if said not in self._found:
            self._found[said] = self._like(Described(*said), watch)
        return self._found[said]

    def _like(self, row: Described, watch: Progress) -> list[tuple[str, Likeness]]:
        if self._known is None:
            self._known = self._read(watch)
        found: dict[int, Likeness] = {}
        for place, likeness in self._known.like(row):
            key = self._ids[place]
            if not any(frozenset((key, surer)) in self._apart for surer in found):
                found.setdefault(key, likeness)
        return [(self._called[key], likeness) for key, likeness in found.items()]
