"""What a check of the database may find wrong."""

from __future__ import annotations

from dataclasses import dataclass

from dialogue_app.domain.worded import N_, Worded


class Fault(Worded):
    """What is wrong with a database."""

    REFUSED = "refused", N_("The register cannot be opened")
    DAMAGED = "damaged", N_("The data file is damaged")
    DANGLING = "dangling", N_("What is referred to is missing")
    LACKING = "lacking", N_("What the program needs is missing")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found wrong, with where it is or what SQLite says of it."""

    fault: Fault
    detail: str
