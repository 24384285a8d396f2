"""The sentence of each error and of each finding in a workbook, in the user's language.

The sentences stand beside the errors and findings; here their values are put in as people read
them, numbers of persons masked.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from dialogue_app.domain.errors.base import DialogueError, FieldKey, Msgid
from dialogue_app.domain.errors.store import NoMemory
from dialogue_app.domain.personal_numbers import mask_persons
from dialogue_app.domain.rows import Problem
from dialogue_app.domain.worded import Plural, Worded
from dialogue_app.i18n import _, ngettext
from dialogue_app.i18n.formats import number, screen_date, screen_moment
from dialogue_app.i18n.words import field_name, is_field, word
from dialogue_app.trouble_log import kind_of


def explain(error: Exception) -> str:
    """The sentence for an error; what the program did not foresee is called so, with its kind.

    Its own words may hold anybody's data, or a statement of the database.
    """
    if isinstance(error, MemoryError):
        error = NoMemory()
    if isinstance(error, DialogueError):
        values = error.values()
        return " ".join(_said(text, values, error.separator) for text in error.sentences())
    cause = getattr(error, "orig", None) or error
    return _("Something unexpected went wrong; the data are as before. ({words})").format(
        words=kind_of(cause)
    )


def problem(found: Problem) -> str:
    """What is wrong in a row of a workbook."""
    return _(found.problem.label).format(
        **{name: mask_persons(value) for name, value in found.values.items()}
    )


def _said(text: str | Plural, values: Mapping[str, object], separator: str) -> str:
    shown = {name: _shown(value, separator) for name, value in values.items()}
    if isinstance(text, Plural):
        count = values["n"]
        assert isinstance(count, int), "a text that differs by number needs the number"
        return ngettext(text.one, text.many, count).format(**shown)
    return _(text).format(**shown)


def _shown(value: object, separator: str) -> str:
    """A value of an error as people read it."""
    match value:
        case Worded():
            return word(value)
        case Msgid():
            return _(value)
        case FieldKey():
            return field_name(value) if is_field(value) else value
        case datetime():
            return screen_moment(value)
        case date():
            return screen_date(value)
        case int():
            return number(value)
        case Path():
            return value.name
        case list():
            return separator.join(_in_list(member, separator) for member in value)
    return mask_persons(str(value))


def _in_list(member: object, separator: str) -> str:
    shown = _shown(member, separator)
    return f"“{shown}”" if isinstance(member, FieldKey) else shown
