"""What can go wrong with bodies."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from dialogue_app.domain.errors.base import BadInput, UnknownCode
from dialogue_app.domain.worded import N_, Plural


class UnknownBody(UnknownCode):
    """No body has this name."""

    sentence = N_("No body “{code}” was found.")
    field: ClassVar[str] = "body"


@dataclass(eq=False)
class SeveralBodies(BadInput):
    """Several bodies are written like this."""

    sentence = N_("“{name}” may mean several bodies: {bodies}. Write the whole name.")
    separator = "; "
    field: ClassVar[str] = "body"

    written: str
    names: list[str]

    def values(self) -> Mapping[str, object]:
        """What was written, and the bodies it may mean."""
        return {"name": self.written, "bodies": self.names}


@dataclass(eq=False)
class BodyNameTaken(BadInput):
    """Another body already bears this name."""

    sentence = N_("There is already a body named “{code}”.")
    field: ClassVar[str] = "name"

    code: str


@dataclass(eq=False)
class NameOfAnotherBody(BadInput):
    """What was given as another name of a body is the very name of another one."""

    sentence = N_(
        "“{written}” is the name of another body: “{body}”. Leave it out; if that body has ended "
        "and this one does its work, say there that this one follows it."
    )
    field: ClassVar[str] = "aliases"

    written: str
    body: str


@dataclass(eq=False)
class BodyNotValid(BadInput):
    """The body did not exist on that date; successors are named when known."""

    sentence = N_("{body} did not exist on {day}.")
    field: ClassVar[str] = "body"
    separator = "; "

    body: str
    day: date
    successors: list[str] = dataclasses.field(default_factory=list)

    def sentences(self) -> tuple[str | Plural, ...]:
        """What is wrong, and what to choose instead."""
        if self.successors:
            return self.sentence, N_("Choose one of: {bodies}.")
        return self.sentence, N_("Choose the body that now does its work.")

    def values(self) -> Mapping[str, object]:
        """The body, the day and the bodies to choose from."""
        return {"body": self.body, "day": self.day, "bodies": self.successors}


@dataclass(eq=False)
class BodyCited(BadInput):
    """Something was given to the body under the name it has."""

    sentence = N_(
        "“{code}” already stands in what was given out, so it keeps its name: add the right body, "
        "and say that it follows this one."
    )
    field: ClassVar[str] = "name"

    code: str
