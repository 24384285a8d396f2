"""What a row of a register says as the columns of an enterprise: names of lists become ids."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue_app.domain.fields.enterprises import EnterpriseDraft
from dialogue_app.domain.fields.facts import Field, Kind, fields_of
from dialogue_app.domain.rows import Problem, RowProblem
from dialogue_app.domain.text import enterprise_match_key, fold
from dialogue_app.exchange.enterprise_rows import SheetEnterprise, other_fields
from dialogue_app.exchange.header_words import cell_words, words_only
from dialogue_app.i18n.values import value_words
from dialogue_app.services.imports.kept_words import kept_words
from dialogue_app.storage.models.reference import LegalType, Unit

Values = dict[str, Any]
_LEVELS = {"p": "phuong", "x": "xa", "dk": "dac khu"}
_SHORT_LEVEL = re.compile(rf"^({'|'.join(_LEVELS)})(?:[. ]+|(?=\d))")
_LEVEL = re.compile(rf"^(?:{'|'.join(_LEVELS.values())}) ")


def _legal_type_key(written: str) -> str:
    """A legal type as the law calls it, of what offices write for it: "TNHH 2TV"."""
    whole = cell_words().choices["legal_type"].get(words_only(written), written)
    return enterprise_match_key(whole)


def _unit_key(written: str) -> str:
    """A ward or commune, of what offices write for it: "P. Sài Gòn, TP.HCM"."""
    said = re.split(r"[,(]", fold(written))[0].strip()
    return _SHORT_LEVEL.sub(lambda short: f"{_LEVELS[short[1]]} ", said)


# How the names of a list are compared: each is shortened in many ways.
_WRITTEN: dict[str, Callable[[str], str]] = {"legal_type": _legal_type_key, "unit": _unit_key}


def _with_bare_names(units: dict[str, int]) -> dict[str, int]:
    """Units by their names, and by those without "phường" or "xã" where one alone is called so."""
    bare = [(_LEVEL.sub("", name), key) for name, key in units.items()]
    times = Counter(name for name, _key in bare)
    return {name: key for name, key in bare if times[name] == 1} | units


@cache
def _references() -> tuple[Field, ...]:
    return tuple(field for field in other_fields() if field.kind is Kind.REFERENCE)


class References:
    """The lists an enterprise refers to: legal types and units."""

    def __init__(self, session: Session) -> None:
        self._called = {
            "legal_type": {row.id: row.name for row in session.scalars(select(LegalType))},
            "unit": {row.id: row.name for row in session.scalars(select(Unit))},
        }
        self._ids = {
            refers: {_WRITTEN[refers](name): key for key, name in names.items()}
            for refers, names in self._called.items()
        }
        self._ids["unit"] = _with_bare_names(self._ids["unit"])
        self._found: dict[tuple[str, str], int | None] = {}  # by list and what was written

    def values(self, draft: SheetEnterprise, problems: list[Problem]) -> Values:
        """The columns of what the row says; what no list has is kept in the note, as is told."""
        code = draft.tax_code
        values: Values = {"name": draft.name, "tax_code": code.value if code else None}
        values["tax_code_kind"] = code.kind if code else None
        values |= {field.name: draft.values[field.key] for field in other_fields()}
        kept: list[str] = []
        for field in _references():
            said = values[field.name]
            values[field.name] = found = self._find(field, said)
            if said and found is None:
                problems.append(Problem(RowProblem.WORDS_KEPT, field.key, {"value": said}))
                kept.append(kept_words(field.key, said))
        if kept:
            values["note"] = "\n".join(filter(None, [values["note"], *kept]))
        return values

    def _find(self, field: Field, written: str) -> int | None:
        """The id of what the field refers to by that name; None where no list has it."""
        refers = field.fact.refers
        key = (refers, written)
        if written and key not in self._found:
            self._found[key] = self._ids[refers].get(_WRITTEN[refers](written))
        return self._found.get(key)

    def shown(self, name: str, value: Any) -> str:
        """A value as people read it."""
        if name == "tax_code":
            return value or ""
        field = fields_of(EnterpriseDraft)[name]
        called = self._called.get(field.fact.refers, {}).get(value, "")
        return value_words(field, value, {name: called})
