"""What is typed of one of our people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from dialogue_app.domain.fields.facts import Fact
from dialogue_app.domain.vocabulary import Role
from dialogue_app.domain.worded import N_


@dataclass(frozen=True, slots=True)
class StaffDraft:
    """Everything typed of one of our people."""

    name: Annotated[
        str,
        Fact(
            N_("Full name"),
            required=True,
            hint=N_("As it is to stand in the history of changes"),
        ),
    ]
    role: Annotated[Role, Fact(N_("Work in the sessions"))] = Role.OFFICER
