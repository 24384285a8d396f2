"""What a column may hold. A value of another kind, which no program of ours wrote, is not read.

SQLite keeps any value in any column, and SQLAlchemy hands it on as it is: a damaged text would come
as bytes, and be shown, or break whoever works with it.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Boolean, Enum, Integer, String
from sqlalchemy.engine import Dialect

MOST = 2**31 - 1  # numbers of rows, years, counts: what Qt can show
Reader = Callable[[Any], Any]


class NotOfItsKind(ValueError):
    """A value that its column cannot hold."""


class _Members(dict[Any, Any]):
    """What stands for what; anything else is not of its kind. Asked without a call of Python."""

    def __missing__(self, value: Any) -> Any:
        raise NotOfItsKind


_FLAGS = _Members({None: None, 0: False, 1: True})


def text_of(value: Any) -> str | None:
    """Raises `NotOfItsKind`."""
    if value is None or type(value) is str:
        return value
    raise NotOfItsKind


def number_of(value: Any) -> int | None:
    """Raises `NotOfItsKind`."""
    if value is None or (type(value) is int and -MOST <= value <= MOST):
        return value
    raise NotOfItsKind


class Text(String):
    """A text."""

    def result_processor(self, dialect: Dialect, coltype: object) -> Reader:
        """Refuse bytes and numbers."""
        return text_of


class Number(Integer):
    """A whole number."""

    def result_processor(self, dialect: Dialect, coltype: object) -> Reader:
        """Refuse texts, bytes, fractions and what is beyond all numbers we give."""
        return number_of


class Flag(Boolean):
    """Yes or no."""

    def result_processor(self, dialect: Dialect, coltype: object) -> Reader:
        """Refuse all but 0 and 1."""
        return _FLAGS.__getitem__


class Word(Enum):
    """A word of the field, as a member of its enumeration."""

    # What SQLAlchemy makes of it for each enumeration: a plain `Enum` otherwise.
    @property
    def _generic_type_affinity(self) -> "type[Word]":
        return Word

    def result_processor(self, dialect: Dialect, coltype: object) -> Reader:
        """Refuse other words."""
        members: Any = self.enum_class
        return _Members({None: None, **{member.value: member for member in members}}).__getitem__
