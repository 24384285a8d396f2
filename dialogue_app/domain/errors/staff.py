"""What can go wrong with our people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from dialogue_app.domain.errors.base import BadInput, UnknownCode
from dialogue_app.domain.worded import N_


class UnknownStaff(UnknownCode):
    """None of our people has this name."""

    sentence = N_("None of our people is named “{code}”.")
    field: ClassVar[str] = "name"


@dataclass(eq=False)
class StaffNameTaken(BadInput):
    """Another of our people already bears this name."""

    sentence = N_(
        "There is already somebody named “{code}”: write the name so that the two are told apart."
    )
    field: ClassVar[str] = "name"

    code: str
