"""Many ids asked for, though SQLite limits how many values one statement may be given.

`chunks` where what is found is worked on piece by piece, `among` where one statement has to do.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, func, select

CHUNK = 500  # ids in one statement
T = TypeVar("T")


def chunks(ids: Sequence[T]) -> Iterator[Sequence[T]]:
    """The ids, or other keys, in their order, in pieces that fit into one statement."""
    for start in range(0, len(ids), CHUNK):
        yield ids[start : start + CHUNK]


def among(column: Any, ids: Iterable[int | str]) -> ColumnElement[bool]:
    """Whether the column is one of these ids or keys, however many: they are one value."""
    given = func.json_each(json.dumps(list(ids))).table_valued("value")
    is_one: ColumnElement[bool] = column.in_(select(given.c.value))
    return is_one
