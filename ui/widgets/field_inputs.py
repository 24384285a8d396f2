"""The input of a field follows from what its draft says of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from dialogue_app.domain.fields.facts import Field, Kind
from dialogue_app.i18n import _
from dialogue_app.i18n.words import word
from ui.widgets.days import DateField
from ui.widgets.inputs import ChoiceField, NumberField, TextArea, TextLine, TickBox

Options = Sequence[tuple[object, str]]


def make_input(
    field: Field, today: Callable[[], date], offered: Options, called: Callable[[Any], str]
) -> QWidget:
    """An empty input; `offered` are the things an id may be of, and `called` names all others.

    `offered` may say what none is called. A whole, or a moment, has no input of its own: whoever
    shows one says how.
    """
    match field.kind:
        case Kind.LINE:
            return TextLine()
        case Kind.LINES:
            return TextArea(field.fact.lines)
        case Kind.NUMBER:
            return NumberField()
        case Kind.TICK:
            return TickBox(_(field.fact.tick))
        case Kind.DAY:
            return DateField(today)
        case Kind.CHOICE:
            not_said = [] if field.default is not None or field.fact.required else [(None, "")]
            words = [(value, word(value)) for value in field.vocabulary or ()]
            return ChoiceField([*not_said, *words])
        case Kind.REFERENCE:
            says_none = any(value is None for value, _text in offered)
            return ChoiceField([*([] if says_none else [(None, "")]), *offered], called)
    raise TypeError(f"{field.name} has no input of its own")
