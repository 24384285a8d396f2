"""What can go wrong while a paper is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dialogue_app.domain.errors.base import BadInput, Trouble
from dialogue_app.domain.worded import N_


class LettersMissing(Trouble):
    """No installed or packaged face has every Vietnamese letter."""

    sentence = N_("No font with every Vietnamese letter was found.")


@dataclass(eq=False)
class UnknownField(BadInput):
    """A template of a paper names a field that does not exist."""

    sentence = N_("The template “{template}” of the paper {paper} names an unknown field {name}.")

    paper: str
    template: str
    name: str

    def values(self) -> Mapping[str, object]:
        """The field as the template writes it: in braces."""
        return {"template": self.template, "paper": self.paper, "name": f"{{{self.name}}}"}


@dataclass(eq=False)
class BadText(BadInput):
    """A text of a paper is missing, is not one of its texts, or does more than fill in fields."""

    sentence = N_(
        "The text “{template}” of the paper {paper} is missing, unknown or not written as a text "
        "with {{fields}}."
    )

    paper: str
    template: str
