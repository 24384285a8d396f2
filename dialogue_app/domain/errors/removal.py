"""Why a person's data cannot be removed as it was asked for."""

from __future__ import annotations

from dataclasses import dataclass

from dialogue_app.domain.errors.base import BadInput
from dialogue_app.domain.worded import N_


@dataclass(eq=False)
class TooShortToFind(BadInput):
    """It would be found in texts about anybody."""

    sentence = N_("“{text}” is too short to be looked for: type the whole name or number.")
    field = "text"

    text: str


@dataclass(eq=False)
class ReasonNamesPerson(BadInput):
    """The record of the removal would hold what was removed."""

    sentence = N_("The reason is kept: it must not hold what is to be removed.")
    field = "reason"


@dataclass(eq=False)
class NothingToRemove(BadInput):
    """Nothing that was looked for, or chosen, stands anywhere."""

    sentence = N_("Nothing was found that could be removed.")
