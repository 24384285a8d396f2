"""The enterprises that rows of a workbook may mean, read by the keys of the rows."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue_app.domain.codes import enterprise_code
from dialogue_app.domain.fields.enterprises import EnterpriseDraft
from dialogue_app.domain.fields.facts import names_of
from dialogue_app.domain.likeness import Likeness
from dialogue_app.domain.rows import Problem
from dialogue_app.domain.text import enterprise_match_key
from dialogue_app.exchange.enterprise_rows import SheetEnterprise
from dialogue_app.exchange.reading import Progress
from dialogue_app.services.case import Case
from dialogue_app.services.enterprises.import_alike import Lookalikes
from dialogue_app.services.enterprises.import_values import References, Values
from dialogue_app.services.enterprises.merged import merged_codes
from dialogue_app.services.imports.identifying import REPORT_EVERY
from dialogue_app.storage import audit
from dialogue_app.storage.chunks import chunks
from dialogue_app.storage.models.enterprises import Enterprise

COMPARED = names_of(EnterpriseDraft, compared=True)
_COLUMNS = (
    Enterprise.id, Enterprise.version, Enterprise.number, Enterprise.match_key,
    Enterprise.edited_fields, *(getattr(Enterprise, name) for name in COMPARED),
)  # fmt: skip


class SaidEnterprise(NamedTuple):
    """What a row says, with what it refers to looked up."""

    draft: SheetEnterprise
    values: Values
    match_key: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class KnownEnterprise:
    """An enterprise as the database has it."""

    id: int
    version: int
    number: int
    match_key: str
    edited: frozenset[str]
    values: Values  # of COMPARED

    @property
    def code(self) -> str:
        """Its code, as people read it."""
        return enterprise_code(self.number)


class KnownEnterprises:
    """Those the rows may mean, each read once, and the lists and look-alikes of the register."""

    def __init__(self, case: Case, session: Session) -> None:
        self.references = References(session)
        self.compared_at = audit.head(session).sequence
        self.is_empty = session.scalar(select(Enterprise.id).limit(1)) is None
        self.merged = merged_codes(session)
        self._lookalikes = Lookalikes(case)
        self._found: dict[int, KnownEnterprise] = {}
        self._said: dict[int, SaidEnterprise] = {}  # by number of the row

    def copy(self) -> KnownEnterprises:
        """The same, to which more may be read while somebody works with the first."""
        other = copy(self)
        other._found = dict(self._found)
        return other

    @property
    def in_order(self) -> list[KnownEnterprise]:
        """In the order of their ids."""
        return [self._found[key] for key in sorted(self._found)]

    def alike(self, row: SaidEnterprise, watch: Progress) -> list[tuple[str, Likeness]]:
        """Whom of the register a new row may mean, the surest first."""
        return self._lookalikes.of(row.values, watch)

    def said(
        self, session: Session, drafts: Sequence[SheetEnterprise], watch: Progress
    ) -> list[SaidEnterprise]:
        """The rows with what they name looked up and read, if that was not done before.

        `watch` is told how many were, and may raise.
        """
        old = self._said
        rows = {
            draft.row: old[draft.row]
            for draft in drafts
            if draft.row in old and old[draft.row].draft == draft
        }
        fresh = [draft for draft in drafts if draft.row not in rows]
        for place, draft in enumerate(fresh):
            if place % REPORT_EVERY == 0:
                watch(place, len(fresh))
            rows[draft.row] = self._look_up(draft)
        self._said = rows
        if not self.is_empty:
            self._read(session, [rows[draft.row] for draft in fresh], watch)
        return [rows[draft.row] for draft in drafts]

    def _look_up(self, draft: SheetEnterprise) -> SaidEnterprise:
        problems = list(draft.warnings)
        values = self.references.values(draft, problems)
        return SaidEnterprise(draft, values, enterprise_match_key(draft.name), tuple(problems))

    def _read(self, session: Session, rows: Sequence[SaidEnterprise], watch: Progress) -> None:
        """Those of a code, a tax code or a name of the rows."""
        numbers = {row.draft.number for row in rows}
        codes = {row.values["tax_code"] for row in rows} - {None}
        remaining = {
            one.enterprise_id
            for one in self.merged
            if one.number in numbers or one.tax_code in codes
        }
        keys: tuple[tuple[Any, set[Any]], ...] = (
            (Enterprise.id, remaining),
            (Enterprise.number, numbers),
            (Enterprise.tax_code, codes),
            (Enterprise.match_key, {row.match_key for row in rows}),
        )
        for column, values in keys:
            for some in chunks(sorted(values - {None})):
                watch(len(self._found), len(rows))
                for key, version, number, match, edited, *rest in session.execute(
                    select(*_COLUMNS).where(column.in_(some))
                ):
                    known = dict(zip(COMPARED, rest, strict=True))
                    fields = frozenset(edited.split())
                    self._found[key] = KnownEnterprise(key, version, number, match, fields, known)
