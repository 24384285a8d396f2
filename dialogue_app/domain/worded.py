"""Texts declared where the thing stands that they belong to: words of enumerations, sentences.

They are plain English msgids here; `dialogue_app.i18n` translates them when somebody reads them.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple, Self


def N_(message: str) -> str:  # noqa: N802  (the extractor's own name for it)
    """Mark a text for the catalogue where it is declared; it is translated where it is used."""
    return message


class Plural(NamedTuple):
    """A text in two forms that differ by the number {n}."""

    one: str
    many: str


def N_plural(one: str, many: str) -> Plural:  # noqa: N802  (beside `N_`)
    """Mark a text that differs by the number {n}."""
    return Plural(one, many)


class Worded(StrEnum):
    """An enumeration whose members carry their words: `OWN = "own", N_("Our own unit")`.

    The value is what the database and `--json` show; the label is the English msgid of what
    people read.
    """

    _value_: str
    label: str

    # The default only serves type checkers, who take `Relation("own")` for a call of this; the
    # house's tests find a member without words.
    def __new__(cls, value: str, label: str = "") -> Self:
        """A member with its value and its words."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member
