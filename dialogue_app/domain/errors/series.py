"""What can go wrong with series of sessions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from dialogue_app.domain.errors.base import BadInput, UnknownCode
from dialogue_app.domain.worded import N_


class UnknownSeries(UnknownCode):
    """No series has this name."""

    sentence = N_("There is no series of sessions named “{code}”.")
    field: ClassVar[str] = "series"


@dataclass(eq=False)
class SeriesNameTaken(BadInput):
    """Another series already has this name."""

    sentence = N_("There is already a series named “{value}”: give this one another name.")
    field: ClassVar[str] = "name"

    value: str


@dataclass(eq=False)
class SeriesOver(BadInput):
    """A session was put into a series that ends before it."""

    sentence = N_(
        "The series “{value}” ends on {last}: choose another one, or give it a later last day."
    )
    field: ClassVar[str] = "series"

    value: str
    last: date


@dataclass(eq=False)
class LaterThanLaw(BadInput):
    """The days of a series under the law leave less time than it asks for."""

    sentence = N_(
        "Under article 43 a session is announced at least 7 days before, and its results are "
        "published at most 10 days after."
    )

    field: str  # the key of the input
