"""What can go wrong with our own agency and its pick-lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from dialogue_app.domain.errors.base import BadInput
from dialogue_app.domain.worded import N_


class AgencyMissing(BadInput):
    """A paper, or its heading, needs our agency, which nobody has named yet."""

    sentence = N_("Our agency has not been named yet: do it in the settings or by “agency set”.")
    field: ClassVar[str] = "agency"


@dataclass(eq=False)
class NameTwice(BadInput):
    """A pick-list is to hold the same name twice."""

    sentence = N_("“{code}” stands in the list twice.")

    code: str
