"""The register of enterprises as an import compares it: in memory, found by its keys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue_app.domain.codes import enterprise_code
from dialogue_app.domain.fields.enterprises import EnterpriseDraft
from dialogue_app.domain.fields.facts import Field, fields_of, names_of
from dialogue_app.domain.text import enterprise_match_key, fold
from dialogue_app.exchange.enterprise_rows import SheetEnterprise
from dialogue_app.i18n.values import value_words
from dialogue_app.storage.models.enterprises import Enterprise
from dialogue_app.storage.models.reference import LegalType, Unit

COMPARED = names_of(EnterpriseDraft, compared=True)
# how the names of a list are compared: legal types are shortened in many ways
_WRITTEN: dict[str, Callable[[str], str]] = {"legal_type": enterprise_match_key, "unit": fold}
Values = dict[str, Any]
Key = tuple[object, ...]


@dataclass(slots=True)
class ComparedEnterprise:
    """One enterprise as the register has it, or as a row of the file adds it."""

    values: Values
    code: str  # DN-00012, or "" of a new one
    match_key: str
    id: int | None = None
    version: int = 0
    row: int = 0  # the first of the file that means it
    edited: frozenset[str] = frozenset()
    changed: dict[str, Any] = field(default_factory=dict)
    conflicts: dict[int, Values] = field(default_factory=dict)  # by row of the sheet


class ComparedRegister:
    """All enterprises in memory, found by their keys."""

    def __init__(self, session: Session) -> None:
        self.by_number: dict[int, ComparedEnterprise] = {}
        self.by_tax_code: dict[str, ComparedEnterprise] = {}
        self.by_name: defaultdict[str, list[ComparedEnterprise]] = defaultdict(list)
        self.new: list[ComparedEnterprise] = []
        self.final_values: dict[Key, Values] = {}
        self._called = {
            "legal_type": {row.id: row.name for row in session.scalars(select(LegalType))},
            "unit": {row.id: row.name for row in session.scalars(select(Unit))},
        }
        self._references = {
            refers: {_WRITTEN[refers](name): key for key, name in names.items()}
            for refers, names in self._called.items()
        }
        columns = [getattr(Enterprise, name) for name in COMPARED]
        for key, version, number, match, edited, *rest in session.execute(
            select(
                Enterprise.id, Enterprise.version, Enterprise.number, Enterprise.match_key,
                Enterprise.edited_fields, *columns,
            )
        ):  # fmt: skip
            values = dict(zip(COMPARED, rest, strict=True))
            code, fields = enterprise_code(number), frozenset(edited.split())
            entry = ComparedEnterprise(values, code, match, key, version, edited=fields)
            self.by_number[number] = entry
            self._index(entry)
        self.had_any = bool(self.by_number)
        self.version = max((entry.version for entry in self.by_number.values()), default=0)

    def _index(self, entry: ComparedEnterprise) -> None:
        if code := entry.values.get("tax_code"):
            self.by_tax_code.setdefault(code, entry)
        self.by_name[entry.match_key].append(entry)

    def add(self, values: Values, number: int | None, row: int) -> ComparedEnterprise:
        """The entry that a row of the file adds."""
        entry = ComparedEnterprise(values, "", enterprise_match_key(values["name"]), row=row)
        self.new.append(entry)
        self._index(entry)
        if number is not None:
            values["number"] = number
            self.by_number[number] = entry
        return entry

    def find(
        self, draft: SheetEnterprise, values: Values
    ) -> tuple[ComparedEnterprise | None, ComparedEnterprise | None]:
        """The same enterprise, or one with the same name only."""
        if draft.number is not None and draft.number in self.by_number:
            return self.by_number[draft.number], None
        if draft.tax_code is not None and draft.tax_code.value in self.by_tax_code:
            return self.by_tax_code[draft.tax_code.value], None
        namesakes = self.by_name.get(enterprise_match_key(draft.name)) or []
        if draft.tax_code is None:
            address = fold(draft.address)
            for entry in namesakes:
                same_place = address and fold(entry.values.get("address") or "") == address
                if same_place or not different(entry, values):
                    return entry, None
        return None, next(iter(namesakes), None)

    def shown(self, name: str, value: Any) -> str:
        """A value as people read it."""
        if name == "tax_code":
            return value or ""
        field = fields_of(EnterpriseDraft)[name]
        called = self._called.get(field.fact.refers, {}).get(value, "")
        return value_words(field, value, {name: called})

    def find_reference(self, field: Field, written: str) -> int | None:
        """The id of what the field refers to by that name; None where no list has it."""
        names = self._references[field.fact.refers]
        return names.get(_WRITTEN[field.fact.refers](written)) if written else None


def different(entry: ComparedEnterprise, values: Values) -> Values:
    """What a row says otherwise; an empty cell says nothing."""
    return {
        name: new
        for name, new in values.items()
        if name in COMPARED and new not in (None, "") and entry.values.get(name) != new
    }
