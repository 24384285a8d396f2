"""The roots of all errors, and the errors that any noun may need.

An error is a class with the values its sentence needs and the sentence itself, an English msgid
whose {names} are these values; `dialogue_app.i18n.sentences` formats it in the user's language.
Where the error speaks of an input of a form, `field` is the key of that input. `BadInput` is the
user's to mend (exit code 2), `Trouble` is the machine's (exit code 1).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from dialogue_app.domain.text_limits import LETTER_LOST, LONGEST, without_half_letters
from dialogue_app.domain.vocabulary import Role
from dialogue_app.domain.worded import N_, Plural

_LETTERS_AROUND = 30  # of one that is told


class DialogueError(Exception):
    """Any error the program explains."""

    sentence: ClassVar[str | Plural]  # of a class that is raised; its roots have none
    separator: ClassVar[str] = ", "  # between the members of a list

    def sentences(self) -> tuple[str | Plural, ...]:
        """What is said, sentence by sentence."""
        return (self.sentence,)

    def values(self) -> Mapping[str, object]:
        """What the {names} of the sentences stand for: the attributes, unless a class differs."""
        return vars(self)


class FieldKey(str):
    """The key of a field, which a sentence shows as the field's name."""

    __slots__ = ()


class Msgid(str):
    """A text that a sentence shows translated."""

    __slots__ = ()


class BadInput(DialogueError):
    """What was asked or given cannot be done as it stands; the data are as before."""


class Trouble(DialogueError):
    """The machine prevents it: disk, rights, a damaged file."""


@dataclass(eq=False)
class UnknownCode(BadInput):
    """Nothing has this code or name; each noun has a class of its own."""

    code: str


@dataclass(eq=False)
class Missing(BadInput):
    """A field that this act needs is empty."""

    sentence = N_("Please fill in “{field}”.")

    field: str

    def values(self) -> Mapping[str, object]:
        """The field by its name."""
        return {"field": FieldKey(self.field)}


@dataclass(eq=False)
class Invalid(BadInput):
    """A field holds something it cannot hold."""

    sentence = N_("“{value}” cannot stand in “{field}”.")

    field: str
    value: str

    def values(self) -> Mapping[str, object]:
        """The field by its name."""
        return {"field": FieldKey(self.field), "value": self.value}


@dataclass(eq=False)
class TextTooLong(BadInput):
    """A text that no cell of a workbook could hold."""

    sentence = N_(
        "This text has {n} letters; {most} at most can be kept. Shorten it, or attach it as a file."
    )

    field: str
    n: int
    most: int = LONGEST


@dataclass(eq=False)
class UnreadableLetter(BadInput):
    """A text with half a letter, which no file can hold: bytes of another encoding, a cut emoji."""

    sentence = N_(
        "A letter in “{value}” was broken on its way here, where � stands, and cannot be kept: "
        "type it anew."
    )

    text: str
    field: str = ""

    def values(self) -> Mapping[str, object]:
        """What stands around it, short, with a sign in its place."""
        shown = without_half_letters(self.text)
        start = max(shown.find(LETTER_LOST) - _LETTERS_AROUND, 0)
        return {"value": " ".join(shown[start : start + 2 * _LETTERS_AROUND].split())}


@dataclass(eq=False)
class NotANumber(BadInput):
    """A number was asked for and something else was typed."""

    sentence = N_("“{value}” is not a whole number from 0 up.")
    field: ClassVar[str] = "number"

    value: str


@dataclass(eq=False)
class NotPicked(BadInput):
    """Something from the register was asked for, and a text was typed that is none of it."""

    sentence = N_("Pick it from the list that opens while you type.")


@dataclass(eq=False)
class ImpossibleDate(BadInput):
    """A date or a time that no calendar has."""

    sentence = N_("There is no date or time “{value}”.")

    value: str


@dataclass(eq=False)
class NotAllowed(BadInput):
    """The person's role does not include this act."""

    sentence = N_("Your role “{role}” does not include this.")

    role: Role
    action: str  # a use case's name in the history


class NotUndoable(BadInput):
    """Something was built on an act, or it is none that can be taken back."""

    sentence = N_("This can no longer be undone: others have built on it since.")


class Cancelled(DialogueError):
    """The user stopped the work; nothing was changed."""

    sentence = N_("Stopped. Nothing was changed.")
