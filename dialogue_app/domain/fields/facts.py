"""What the program knows of a field beside its value, said once where its draft has it.

A draft is a frozen dataclass with everything typed of a thing. Its annotations carry the facts:

    @dataclass(frozen=True, slots=True)
    class EnterpriseDraft:
        phone: Annotated[str, Fact(N_("Telephone"), format=Format.PHONE, searched=True)] = ""

Cleaning, the form's input, comparing with a workbook, the detail, the command's option, search and
export follow from it. What hangs on a field and is no value of its own row (raisers, venues) is a
whole: it is declared as the others are, and read and written by hand.
"""

from __future__ import annotations

import types
from collections.abc import Collection, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass, replace
from datetime import date, datetime
from enum import Enum, auto
from functools import cache
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    TypeGuard,
    TypeVar,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

from dialogue_app.domain.errors.base import Invalid, Missing, UnreadableLetter
from dialogue_app.domain.merging import Groups
from dialogue_app.domain.text import clean, clean_line
from dialogue_app.domain.worded import Worded

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

D = TypeVar("D", bound="DataclassInstance")


class Format(Enum):
    """How a text is written."""

    PLAIN = auto()
    PHONE = auto()
    EMAIL = auto()
    TAX_CODE = auto()


class Kind(Enum):
    """What the value of a field is, by its type."""

    LINE = auto()  # a text on one line
    LINES = auto()  # a text that keeps its line breaks
    NUMBER = auto()
    TICK = auto()
    DAY = auto()
    MOMENT = auto()
    CHOICE = auto()  # a member of the vocabulary
    REFERENCE = auto()  # the id of another thing
    WHOLE = auto()  # rows of its own


@dataclass(frozen=True, slots=True)
class Fact:
    """What a draft says of one field.

    label, hint, tick: English msgids: what the field is called, what it is for, and what stands
        beside the box of a tick.
    required: it cannot be empty.
    public: no text of a person stands in it: the history keeps its values for good.
    searched: its words find the thing.
    compared: a workbook may say it.
    lines: how many lines its input shows; a text of more than one keeps its breaks.
    wide: its input takes the whole width of a form.
    refers: what the id is of, as `services.references` knows it.
    together: fields with the same word here clash together where two people change them.
    option: the name of the command's option where it is not that of the field.
    """

    label: str
    required: bool = False
    public: bool = False
    searched: bool = False
    compared: bool = False
    hint: str = ""
    tick: str = ""
    format: Format = Format.PLAIN
    lines: int = 1
    wide: bool = False
    refers: str = ""
    together: str = ""
    option: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a draft: its name there, what its value is, and the facts.

    `key` is its name where the thing itself is meant and not its id: "topic" of "topic_id".
    """

    name: str
    key: str
    kind: Kind
    fact: Fact
    default: Any  # None where it must be given
    vocabulary: type[Worded] | None = None  # of a choice

    @property
    def words(self) -> str:
        """What sentences call it, as a msgid."""
        return self.fact.tick or self.fact.label

    @property
    def option(self) -> str:
        """The command's option: "--tax-code"."""
        return "--" + (self.fact.option or self.key).replace("_", "-")


@cache
def fields_of(draft: type[DataclassInstance]) -> Mapping[str, Field]:
    """The fields of a draft by their names, in their order."""
    hints = get_type_hints(draft, include_extras=True)
    return types.MappingProxyType(
        {
            field.name: _field(field.name, hints[field.name], field.default)
            for field in fields(draft)
        }
    )


def is_draft(kind: object) -> TypeGuard[type[DataclassInstance]]:
    """Whether this is a class of drafts with facts."""
    return (
        isinstance(kind, type)
        and is_dataclass(kind)
        and kind.__name__.endswith("Draft")
        and all(
            get_origin(hint) is Annotated
            for hint in get_type_hints(kind, include_extras=True).values()
        )
    )


def names_of(draft: type[DataclassInstance], **facts: object) -> tuple[str, ...]:
    """The names of the fields with these facts: `names_of(IssueDraft, searched=True)`."""
    return tuple(
        field.name
        for field in fields_of(draft).values()
        if all(getattr(field.fact, name) == value for name, value in facts.items())
    )


@cache
def plain_names(draft: type[DataclassInstance]) -> tuple[str, ...]:
    """The names of its fields that are values of the thing's own row."""
    return tuple(field.name for field in fields_of(draft).values() if field.kind is not Kind.WHOLE)


@cache
def together(draft: type[DataclassInstance]) -> Groups:
    """The fields that hang together, for `merging.merge`."""
    groups: dict[str, set[str]] = {}
    for field in fields_of(draft).values():
        if field.fact.together:
            groups.setdefault(field.fact.together, set()).add(field.name)
    return tuple(frozenset(group) for group in groups.values())


def read(draft: type[D], row: object, **given: object) -> D:
    """The draft as `row` has it; wholes, and what the row keeps otherwise, are `given`."""
    values = {name: getattr(row, name) for name in plain_names(draft) if name not in given}
    return draft(**values, **given)


def values_of(draft: DataclassInstance, but: Collection[str] = ()) -> dict[str, Any]:
    """The values of a cleaned draft by the columns of its row, all `but` those of these names."""
    return {name: getattr(draft, name) for name in plain_names(type(draft)) if name not in but}


def fill(row: object, draft: DataclassInstance, but: Collection[str] = ()) -> None:
    """Put the values of a cleaned draft into `row`, all `but` those of these names."""
    for name, value in values_of(draft, but).items():
        setattr(row, name, value)


def shadow(row: object, shadows: DataclassInstance) -> None:
    """Put what follows from a draft into `row`, to sort and to find it by."""
    for field in fields(shadows):
        setattr(row, field.name, getattr(shadows, field.name))


def with_edited(known: str, before: D, after: D) -> str:
    """The names of fields edited here, separated by blanks: `known` ones and those that differ."""
    edited = {
        name for name in fields_of(type(after)) if getattr(before, name) != getattr(after, name)
    }
    return " ".join(sorted({*known.split(), *edited}))


def cleaned(draft: D) -> D:
    """The draft with its texts in NFC, trimmed, on one line or several.

    Raises `Missing` for an empty field that is required, `Invalid` for a number below 0,
    `UnreadableLetter`.
    """
    changed: dict[str, object] = {}
    for field in fields_of(type(draft)).values():
        value = getattr(draft, field.name)
        if field.kind in (Kind.LINE, Kind.LINES):
            value = changed[field.name] = _cleaned(field, value)
        if field.fact.required and value in ("", None, ()):
            raise Missing(field.key)
        if field.kind is Kind.NUMBER and value is not None and value < 0:
            raise Invalid(field.key, str(value))
    return replace(draft, **changed)


def _cleaned(field: Field, text: str) -> str:
    try:
        return clean_line(text) if field.kind is Kind.LINE else clean(text)
    except UnreadableLetter as error:
        error.field = field.key
        raise


def _field(name: str, hint: Any, default: Any) -> Field:
    assert get_origin(hint) is Annotated, f"{name} says no facts"
    kind, fact = get_args(hint)
    assert isinstance(fact, Fact), f"{name} says no facts"
    kept = [part for part in _parts(kind) if part is not types.NoneType]
    (only,) = kept
    vocabulary = only if isinstance(only, type) and issubclass(only, Worded) else None
    given = None if default is MISSING else default
    return Field(name, _key(name), _kind(only, fact), fact, given, vocabulary)


def _key(name: str) -> str:
    if name.endswith("_ids"):
        return name.removesuffix("_ids") + "s"
    return name.removesuffix("_id")


def _parts(kind: Any) -> tuple[Any, ...]:
    return get_args(kind) if get_origin(kind) in (Union, types.UnionType) else (kind,)


def _kind(kind: Any, fact: Fact) -> Kind:
    if get_origin(kind) is tuple:
        return Kind.WHOLE
    if issubclass(kind, Worded):
        return Kind.CHOICE
    if fact.refers:
        return Kind.REFERENCE
    if kind is str:
        return Kind.LINES if fact.lines > 1 else Kind.LINE
    return {bool: Kind.TICK, int: Kind.NUMBER, datetime: Kind.MOMENT, date: Kind.DAY}[kind]
