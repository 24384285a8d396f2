"""What can go wrong with enterprises."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from dialogue_app.domain.errors.base import BadInput, UnknownCode
from dialogue_app.domain.worded import N_


class UnknownEnterprise(UnknownCode):
    """No enterprise has this code, tax code or name."""

    sentence = N_("No enterprise “{code}” was found. Type its code, tax code or full name.")
    field: ClassVar[str] = "enterprise"


@dataclass(eq=False)
class SeveralFound(BadInput):
    """Several enterprises bear this name."""

    sentence = N_("Several enterprises are named “{name}”: {codes}. Type one of these codes.")

    name: str
    codes: list[str]


@dataclass(eq=False)
class TaxCodeTaken(BadInput):
    """Another enterprise already has this tax code."""

    sentence = N_("Another enterprise already has the tax code {code}.")
    field: ClassVar[str] = "tax_code"

    code: str  # with our code of the enterprise that has it


@dataclass(eq=False)
class NotATaxCode(BadInput):
    """What was written has neither 10, 10-3 nor 12 digits."""

    sentence = N_("{value} is not a tax code: 10, 10-3 or 12 digits are needed.")
    field: ClassVar[str] = "tax_code"

    value: str


@dataclass(eq=False)
class LikeOneRegistered(BadInput):
    """An enterprise whose name reads the same is registered; it may be another one."""

    sentence = N_("An enterprise of this name is registered. Save again to add another.")
    field: ClassVar[str] = "name"


class OneAndTheSame(BadInput):
    """Two enterprises are needed, and one was named twice."""

    sentence = N_("Both are one enterprise already. Name two different ones.")


@dataclass(eq=False)
class NotDistinct(BadInput):
    """Nobody said of these two that they are not one."""

    sentence = N_("Nobody noted that {first} and {second} are two different enterprises.")

    first: str
    second: str
