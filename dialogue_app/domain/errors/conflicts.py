"""Refusals of what was built on something that others changed meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dialogue_app.domain.errors.base import BadInput, FieldKey, Msgid
from dialogue_app.domain.worded import N_


@dataclass(frozen=True, slots=True)
class LastChange:
    """What was done to a thing last (a msgid), by whom, when."""

    done: str
    by: str
    at: datetime


@dataclass(eq=False)
class ChangedSince(BadInput):
    """Somebody changed the thing after it was read, so the act was not done."""

    sentence = N_(
        "{code} was changed after you read it: {name} {done} ({moment}). Look at it again, then "
        "go on."
    )

    code: str  # what people call the thing
    change: LastChange

    def values(self) -> Mapping[str, object]:
        """The thing, and what was done to it meanwhile."""
        change = self.change
        done = Msgid(change.done)
        return {"code": self.code, "name": change.by, "done": done, "moment": change.at}


@dataclass(eq=False)
class Gone(BadInput):
    """What a field refers to was removed after it was read, so nothing was saved."""

    sentence = N_(
        "“{field}”: what was chosen is no longer there; somebody removed it meanwhile. Choose "
        "again."
    )

    field: str

    def values(self) -> Mapping[str, object]:
        """The field by its name."""
        return {"field": FieldKey(self.field)}


@dataclass(eq=False)
class EditConflict(BadInput):
    """The same fields were changed here and elsewhere, each otherwise; nothing was saved.

    All are drafts of the same class: `before` is what both began with, `theirs` a `SeenDraft` of
    the thing as it stands, `mine` what was typed, `merged` both where only one side changed a
    field, and `mine` where both did. Saving on top of `theirs` settles the conflict.
    """

    sentence = N_(
        "{name} changed the same meanwhile ({moment}): {fields}. Nothing was saved; look at both "
        "texts and choose."
    )

    before: Any
    theirs: Any
    mine: Any
    merged: Any
    clashes: tuple[str, ...]  # names of fields of the draft
    change: LastChange

    def values(self) -> Mapping[str, object]:
        """Who changed it, when, and which fields."""
        fields = [FieldKey(name) for name in self.clashes]
        return {"name": self.change.by, "moment": self.change.at, "fields": fields}
