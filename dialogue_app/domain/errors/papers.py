"""What can go wrong while a paper is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dialogue_app.domain.errors.base import BadInput, Trouble, UnknownCode
from dialogue_app.domain.worded import N_, Plural


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


class UnknownPaper(UnknownCode):
    """No kind of paper has this key."""

    sentence = N_("There is no paper “{code}”.")


@dataclass(eq=False)
class WrongPaperFile(BadInput):
    """A paper is written in none but these formats."""

    sentence = N_("A paper is written as PDF or Word: name a file that ends in .pdf or .docx.")

    path: Path


class OneSession(BadInput):
    """Minutes are of one session."""

    sentence = N_("Minutes are those of one session: give its code.")


@dataclass(eq=False)
class BodyUnnamed(BadInput):
    """The issues of a session go to many bodies, a letter goes to one."""

    sentence = N_("Name the body to which the letter with issues of session {code} goes.")

    code: str


@dataclass(eq=False)
class NothingToSend(BadInput):
    """No issue of a session waits to be sent to a body."""

    sentence = N_("No issue of session {code} waits to be sent to {body}.")

    code: str
    body: str


@dataclass(eq=False)
class NotGivenOut(BadInput):
    """An issue was given out to nobody, or not to the body of the letter."""

    sentence = N_("{code} has not been assigned yet, so no letter can hand it over.")

    code: str
    body: str

    def sentences(self) -> tuple[str | Plural, ...]:
        """To nobody, or not to this body."""
        if self.body:
            return (N_("{code} was not assigned to {body}."),)
        return (self.sentence,)


class NoCommonBody(BadInput):
    """A letter goes to one body, and the issues were given out to several."""

    sentence = N_(
        "These issues were not assigned to one and the same body: name it, or write a"
        " letter to each."
    )


@dataclass(eq=False)
class AwaitedFromNobody(NoCommonBody):
    """No body but ours owes an answer to an issue."""

    sentence = N_(
        "No other body has to answer {code} now: it was not sent yet, or it has been answered."
    )

    code: str


@dataclass(eq=False)
class NothingOwed(BadInput):
    """A body owes no answer to an issue of a session."""

    sentence = N_("{body} owes no answer to an issue of session {code}.")

    code: str
    body: str


@dataclass(eq=False)
class OursIsReminded(BadInput):
    """A unit of ours gets no letter that asks politely for its answer."""

    sentence = N_("{body} is a unit of ours: remind or urge it, this letter goes to other bodies.")

    body: str


@dataclass(eq=False)
class ComplaintInLetter(BadInput):
    """A complaint or denunciation is handed to no body by letter."""

    sentence = N_("{codes}: shows signs of a complaint or denunciation and goes into no letter.")

    codes: list[str]
