"""What all tables share: typed columns, named constraints, moments in UTC, public columns.

The models spell their annotations as types, not as postponed texts: SQLAlchemy evaluates every one
of them at import, and texts take it a fifth longer.
"""

import enum
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, ClassVar

from sqlalchemy import Date, DateTime, MetaData, TypeDecorator, func, select
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from dialogue_app.storage.models.kinds import Flag, Number, Text, Word

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

# Names for every constraint, or batch migrations could not drop one.
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

# Column info. Whatever text is neither, nor said to be public by its draft, is taken for personal:
# its values are hashed one by one in the history, so that they can be removed from it.
PUBLIC = {"public": True}  # names no person, whatever is typed
DERIVED = {"derived": True}  # follows from what is in the history already, and is kept out of it


@dataclass(frozen=True, slots=True)
class Reach:
    """How wholes are found from rows of an aggregate: the `whole` of `table` where `by` is its id.

    With `columns` only changes of these count. Those of `searched` only change the words by which
    the wholes are found.
    """

    entity: str
    table: str
    whole: str
    by: str
    columns: frozenset[str] = frozenset()
    searched: frozenset[str] = frozenset()


class UtcMoment(TypeDecorator[datetime]):
    """A moment: aware in Python, UTC in the database."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse moments without a zone: their meaning would depend on the machine."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored moment needs a time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give back an aware moment in UTC."""
        return value.replace(tzinfo=UTC) if value is not None else None


def _values(members: type[enum.Enum]) -> list[str]:
    return [str(member.value) for member in members]


class Base(DeclarativeBase):
    """The root of all models.

    What the store must know of a table stands on its model:
    `__root__`: the aggregate a row belongs to in the audit, and the attribute that holds its id;
    `__part_of__`: the larger wholes the aggregate is part of: they change with it;
    `__shown_in__`: the wholes that show it: they count as touched by a change, their version stays;
    `__known_by__`: the columns by which a row is known on whatever computer, where it has no uid;
    `__stays__`: its rows are never taken along on a travelling copy.
    """

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        enum.StrEnum: Word(enum.StrEnum, native_enum=False, length=32, values_callable=_values),
        str: Text(),
        int: Number(),
        bool: Flag(),
        datetime: UtcMoment(),
        date: Date(),
    }
    __root__: ClassVar[tuple[str, str]]
    __part_of__: ClassVar[tuple[Reach, ...]] = ()
    __shown_in__: ClassVar[tuple[Reach, ...]] = ()
    __known_by__: ClassVar[tuple[str, ...] | None] = None
    __stays__: ClassVar[bool] = False

    @classmethod
    def draft(cls) -> "type[DataclassInstance] | None":
        """What is typed of it, whose facts say which columns are public or searched; or nothing.

        Imported when it is asked for: the first list needs no drafts.
        """
        return None

    @classmethod
    def last_id(cls, session: Session) -> int:
        """The last id that was given to a row, also to one that is no longer among them."""
        return session.scalar(select(func.max(cls.__table__.c.id))) or 0

    @classmethod
    def derive(cls, session: Session, ids: Sequence[int]) -> None:
        """Bring the derived columns of these aggregates up to date; none by default."""

    def shadow(self) -> None:
        """Bring what the row keeps to be sorted and found by up to date; nothing by default."""


def new_uid() -> str:
    """An identity that survives travelling between computers."""
    return os.urandom(16).hex()


class Identified:
    """Columns of a whole: number of the row, identity for life, version.

    The version is the sequence of the history's entry that last changed the whole or a part of it.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(Text(32), unique=True, default=new_uid, info=PUBLIC)
    version: Mapped[int] = mapped_column(default=0, info=DERIVED)


class TakenAlong:
    """The column of a part that nothing else tells from its like: its identity for life.

    It gets one when it first leaves on a travelling copy, or comes from there.
    """

    uid: Mapped[str | None] = mapped_column(Text(32), info=PUBLIC)
