"""The fields of a noun as options of its commands, and what was given put into its draft."""

from __future__ import annotations

from argparse import SUPPRESS, BooleanOptionalAction, Namespace
from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from dialogue_app.cli.parsing import (
    Parser,
    choices_words,
    count,
    filled,
    member_of,
    names_of,
    or_nothing,
)
from dialogue_app.domain.fields.facts import Field, Kind, fields_of
from dialogue_app.i18n import _

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    from dialogue_app.services.case import Case

D = TypeVar("D", bound="DataclassInstance")


def add_options(
    parser: Parser,
    draft: type[DataclassInstance],
    but: Collection[str] = (),
    required: Collection[str] = (),
    *,
    editing: bool = False,
) -> None:
    """An option for each field of the draft that is a value of its own, all `but` these.

    `required` ones must be given. When `editing`, what is not given stays and an empty name takes
    out what the field refers to; elsewhere an unset variable of a script must not do that.
    """
    for field in fields_of(draft).values():
        if field.kind is not Kind.WHOLE and field.name not in but:
            parser.add_argument(
                field.option,
                dest=field.name,
                default=SUPPRESS,
                required=field.name in required,
                help=_about(field),
                **_value(parser, field, editing),
            )


def _about(field: Field) -> str:
    """The field's name in a line of help, with what it is for."""
    said = _(field.words)
    said = said[:1].lower() + said[1:]
    hints = [_(field.fact.hint)] if field.fact.hint else []
    if field.vocabulary is not None:
        hints.append(choices_words(names_of(field.vocabulary)))
    if field.kind is Kind.MOMENT:
        hints.append(_("a time without a day is of the day of the session"))
    return f"{said} ({'; '.join(hints)})" if hints else said


def _value(parser: Parser, field: Field, editing: bool) -> dict[str, Any]:
    """How argparse reads the value."""
    match field.kind:
        case Kind.NUMBER:
            return {"type": or_nothing(count), "metavar": "N"}
        case Kind.DAY:
            return {"type": or_nothing(parser.day), "metavar": _("DATE")}
        case Kind.MOMENT:
            return {"type": or_nothing(parser.moment), "metavar": _("MOMENT")}
        case Kind.TICK:
            return {"action": BooleanOptionalAction}
        case Kind.CHOICE:
            assert field.vocabulary is not None
            member = member_of(field.vocabulary, names_of(field.vocabulary))
            may_be_empty = field.default is None and not field.fact.required
            return {
                "type": or_nothing(member) if may_be_empty else member,
                "metavar": _("CHOICE"),
            }
        case Kind.REFERENCE:
            return {"type": str if editing else filled, "metavar": _("NAME")}
    return {"metavar": _("TEXT")}


def with_given(case: Case, draft: D, options: Namespace) -> D:
    """The draft with what was given; the rest stays.

    Raises `Invalid` for a name no list has, `UnknownSession`.
    """
    from dialogue_app.services.references import find_reference

    changes: dict[str, Any] = {}
    for field in fields_of(type(draft)).values():
        if field.kind is Kind.WHOLE or field.name not in vars(options):
            continue
        given = getattr(options, field.name)
        if field.kind is Kind.REFERENCE:
            session_id = changes.get("session_id", getattr(draft, "session_id", None))
            given = find_reference(case, field, given, session_id)
        changes[field.name] = given
    return replace(draft, **changes)
