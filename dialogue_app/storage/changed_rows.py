"""Changed rows of a session, written many at once.

SQLAlchemy writes them together, too, but takes longer over each of them than SQLite does. It is
left what it alone can do: new rows, removed ones, and lists of parts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from operator import attrgetter

from sqlalchemy import inspect
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import instance_state
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.orm.state import InstanceState

from dialogue_app.storage.bulk import write_columns
from dialogue_app.storage.models.base import Base

Kind = tuple[type[Base], tuple[str, ...]]  # a model and some of its columns


def of(session: Session) -> dict[Kind, list[Base]]:
    """The rows of which nothing but columns changed, by which of them did, in their order."""
    found: defaultdict[Kind, list[Base]] = defaultdict(list)
    dirty: Iterable[Base] = session.dirty
    for row in dirty:
        changed, columns = _changed(row), _columns(type(row))
        if changed and changed <= columns.keys():
            found[type(row), tuple(name for name in columns if name in changed)].append(row)
    return found


def write(session: Session, kind: Kind, rows: Sequence[Base]) -> None:
    """Write these columns of the rows, which are unchanged then, as after a flush.

    Raises `StaleDataError` where one of them is gone.
    """
    model, names = kind
    rows = sorted(rows, key=attrgetter("id"))
    values = [tuple(map(row.__dict__.__getitem__, (*names, "id"))) for row in rows]
    if write_columns(session, model, names, values) != len(rows):
        raise StaleDataError(model.__tablename__)
    states = [instance_state(row) for row in rows]
    InstanceState._commit_all_states(
        [(state, state.dict) for state in states], session.identity_map
    )
    session._register_altered(states)  # what is undone with a savepoint is read anew


def _changed(row: Base) -> set[str]:
    """The names of what was set to something else since it was read."""
    state = instance_state(row)
    now = state.dict
    return {name for name, before in state.committed_state.items() if now.get(name) != before}


@cache
def _columns(model: type[Base]) -> dict[str, None]:
    """Its columns, in their order; none where a row is not known by one number."""
    mapper = inspect(model)
    is_numbered = [column.key for column in mapper.primary_key] == ["id"]
    return dict.fromkeys(one.key for one in mapper.column_attrs if is_numbered)
