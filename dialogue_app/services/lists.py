"""A list is declared once, as data: rows, columns, views. Pages, commands, workbooks read it.

A row is a frozen dataclass whose fields say where they come from:

    code: Annotated[str, Made(issue_code, Issue.year, Issue.number)]

A field without that is of other tables: what gives it says the noun's `beside`, which is loaded by
the first list that shows it. A column names the fields it reads; a list reads those of the columns
it shows and no others.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cached_property, partial
from itertools import islice
from operator import attrgetter, itemgetter
from typing import Any, Generic, TypeVar, cast, get_type_hints

from sqlalchemy import ColumnElement, Date, Select, bindparam, func, select
from sqlalchemy.orm import Session

from dialogue_app.domain.personal_numbers import mask_persons
from dialogue_app.domain.worded import Worded
from dialogue_app.i18n import _
from dialogue_app.i18n.formats import number, screen_date, screen_moment
from dialogue_app.i18n.words import word
from dialogue_app.services.case import Case
from dialogue_app.storage.chunks import chunks

FIRST_PAGE = 50  # rows read before anything is counted
_AT_ONCE = 2_000  # ids: all of a long list as tuples take many times their memory
# What conditions and fields compare with; the day is the office's, given when they are read.
TODAY = bindparam("today", type_=Date)
WEEK_END = bindparam("week_end", type_=Date)

_Read = Callable[[Iterator[Any]], Any]
_TYPED = (str, tuple)  # what may hold something that somebody typed
Value = str | int | bool | date | datetime | Worded | tuple[str, ...] | None
Condition = ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Query:
    """What a list shows: the rows of a view that hold what is typed, in the order of a column."""

    search: str = ""
    view: Worded | None = None
    sort: str = ""
    descending: bool = False


Q = TypeVar("Q", bound=Query)
R = TypeVar("R")


class Made:
    """A field that is made of what several SQL expressions give, or of one that needs a hand."""

    def __init__(self, make: Callable[..., Any] | None, *expressions: Any) -> None:
        """Without `make` the field is what its one expression gives."""
        self.make, self.expressions = make, expressions

    @property
    def read(self) -> _Read:
        """What makes the field of the next values of a row."""
        make, count = self.make, len(self.expressions)
        if make is None:
            return next
        return lambda values: make(*islice(values, count))


def or_empty(text: str | None) -> str:
    """A text that another table may not have."""
    return text or ""


def one(column: Any, *conditions: Any) -> Any:
    """What another table has for a row."""
    return select(column).where(*conditions).scalar_subquery()


def lines_of(text: str | None) -> tuple[str, ...]:
    """Several texts of another table that SQL joined by line breaks."""
    return tuple(text.split("\n")) if text else ()


@dataclass(frozen=True)
class Chip:
    """A word on a soft background; the icon is for users who cannot distinguish the colours.

    `tone` is "accent", "late", "soon", "good" or "plain". Where there is no room for the text, the
    first of the `shorter` ones that fits is said.
    """

    text: str
    tone: str = "plain"
    icon: str = "dot"
    shorter: tuple[str, ...] = ()


@dataclass(frozen=True)
class Column(Generic[R]):
    """A column; widths are in characters.

    `value` is what a workbook holds, without `words` the screen says it too. A list too narrow for
    its columns leaves those out first whose `rank` is highest; those of rank 0 always stay.
    """

    key: str
    heading: str  # a msgid
    reads: tuple[str, ...] = ()  # the fields of the row, where they are others than its key
    value: Callable[[R], Value] | None = None  # where it is another than the first of them
    field: str = ""  # as which a workbook is read back, where that is another name
    words: Callable[[R, date], str] | None = None
    chip: Callable[[R, date], Chip | None] | None = None
    order: tuple[Any, ...] = ()  # of the list ordered by this column
    empty_last: bool = False  # in that order, whichever way
    width: int = 14
    least: int = 0  # the narrowest that still says something; 0: its width
    stretch: bool = False  # takes what room is left
    numeric: bool = False
    rank: int = 1
    shown: bool = True  # until somebody chooses otherwise
    fixed: bool = False  # it cannot be left out: without it nobody knows which row this is

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of the row it reads."""
        return self.reads or (self.key,)

    def title(self) -> str:
        """Its heading, in the language in use."""
        return _(self.heading)

    def value_of(self, row: R) -> Value:
        """What a workbook holds."""
        if self.value is not None:
            return self.value(row)
        return cast(Value, attrgetter(self.fields[0])(row))

    def words_of(self, row: R, today: date) -> str:
        """What a cell says, on one line."""
        said = self.words(row, today) if self.words else value_words(self.value_of(row))
        return " ".join(said.split())


def value_words(value: Value) -> str:
    """A value as people read it; of nothing and of none nothing is said."""
    match value:
        case None | False | 0:
            return ""
        case True:
            return _("yes")
        case Worded():
            return word(value)
        case datetime():
            return screen_moment(value)
        case date():
            return screen_date(value)
        case int():
            return number(value)
        case tuple():
            return "; ".join(value)
    return value


@dataclass(frozen=True)
class NamedView:
    """A named condition, with the order its rows are first shown in.

    `condition`: a function gives one that asks tables which the first list of a start needs not.
    `filled`: all its rows have what they are ordered by, so an index gives them in that order.
    `rank`: the higher, the sooner it waits in a menu where there is little room; 0 never does.
    """

    key: Worded
    condition: Condition | Callable[[], Condition] | None
    sort: str
    descending: bool = False
    filled: bool = False
    rank: int = 0


@dataclass(frozen=True)
class Listing(Generic[Q, R]):
    """The declaration of a noun's list.

    `found` gives the condition of what is typed and, where the spelling matters, what comes first;
    `hits` the ids of what is typed, one SELECT after the other, where the search has them in the
    order of the query already.
    `beside` gives the fields of a row that say not where they come from.
    `filters` are conditions by further fields of the query. Numbers of persons in its rows are
    masked.
    """

    noun: str
    heading: str  # a msgid: what the rows are
    row: type[R]
    key: Any  # the column of the rows' ids
    query: type[Q]
    columns: tuple[Column[R], ...]
    views: tuple[NamedView, ...]
    found: Callable[[Session, str], tuple[Condition | None, Condition | None]]
    filters: Mapping[str, Callable[[Any], Condition]] = field(default_factory=dict)
    hits: Callable[[Q], tuple[Select[int], ...]] = lambda _query: ()
    beside: Callable[[], Mapping[str, Made]] = dict

    @cached_property
    def _fields(self) -> Mapping[str, Made | None]:
        """The fields of a row, with where those come from that say so."""
        hints = get_type_hints(self.row, include_extras=True)
        said = {name: getattr(hint, "__metadata__", (None,))[0] for name, hint in hints.items()}
        return {
            name: source if source is None or isinstance(source, Made) else Made(None, source)
            for name, source in said.items()
        }

    def _source(self, name: str) -> Made:
        """Where a field of a row comes from."""
        return self._fields[name] or self.beside()[name]

    @property
    def shown_at_first(self) -> tuple[str, ...]:
        """The columns a list shows until somebody chooses others."""
        return tuple(column.key for column in self.columns if column.shown)

    def column(self, key: str) -> Column[R]:
        """The column of that name."""
        return next(column for column in self.columns if column.key == key)

    def shown_in(self, view: Worded, **more: Any) -> Q:
        """The query of a view in its own order."""
        chosen = next(known for known in self.views if known.key == view)
        return self.query(view=view, sort=chosen.sort, descending=chosen.descending, **more)

    def read(
        self,
        session: Session,
        ids: Sequence[int],
        day: date,
        shown: Collection[str] | None = None,
        *,
        masked: bool = True,
    ) -> list[R]:
        """The rows with these ids, in any order; of the columns `shown` only, else whole."""
        names = list(self._fields) if shown is None else self._fields_of(shown)
        sources = [self._source(name) for name in names]
        expressions = [expression for source in sources for expression in source.expressions]
        statement = select(*expressions).select_from(self.key.table)
        fields = [(name, source.read) for name, source in zip(names, sources, strict=True)]
        rows: list[R] = []
        for some in chunks(ids):
            found = session.execute(statement.where(self.key.in_(some)), days_of(day))
            rows += [self._row(fields, iter(values), masked=masked) for values in found]
        return rows

    def _fields_of(self, shown: Collection[str]) -> list[str]:
        columns = (column for column in self.columns if column.key in shown or column.fixed)
        fields = (name for column in columns for name in column.fields)
        return list(dict.fromkeys(["id", *fields]))

    def _row(
        self, fields: Sequence[tuple[str, _Read]], values: Iterator[Any], *, masked: bool
    ) -> R:
        """A row of which other fields cannot be asked: they were not read."""
        row = object.__new__(self.row)
        for name, read in fields:
            value = read(values)
            if masked and type(value) in _TYPED:
                value = _masked(value)
            object.__setattr__(row, name, value)
        return row

    def chosen(self, session: Session, query: Q) -> tuple[Select[int], ...]:
        """The ids of the rows of a query in their order, one SELECT after the other."""
        hits = self.hits(query)
        if hits:
            return tuple(self._of_view(each, query) for each in hits)
        condition, first = self.found(session, query.search)
        statement = self._of_view(select(self.key), query)
        if condition is not None:
            statement = statement.where(condition)
        if first is not None:
            statement = statement.order_by(first)
        return (statement.order_by(*self._order(query)),)

    def _of_view(self, statement: Select[Any], query: Q) -> Select[Any]:
        """Narrowed to the view and to what the query holds beside it."""
        view = self._view_of(query)
        if view is not None and view.condition is not None:
            held = view.condition() if callable(view.condition) else view.condition
            statement = statement.where(held)
        for name, condition in self.filters.items():
            wanted = getattr(query, name)
            if wanted is not None:
                statement = statement.where(condition(wanted))
        return statement

    def _view_of(self, query: Q) -> NamedView | None:
        return next((known for known in self.views if known.key == query.view), None)

    def _order(self, query: Q) -> list[Any]:
        column, view = self.column(query.sort or self.views[0].sort), self._view_of(query)
        ordered = [part.desc() if query.descending else part.asc() for part in column.order]
        filled = view is not None and view.filled and view.sort == column.key
        # The other way those without come last anyway.
        if column.empty_last and not query.descending and not filled:
            ordered[0] = ordered[0].nulls_last()
        return ordered

    def count_of(self, view: NamedView, query: Q) -> Any:
        """How many rows a view holds, beside the query's own conditions; a scalar subquery."""
        counted = select(func.count()).select_from(self.key.table)
        return self._of_view(counted, replace(query, view=view.key)).scalar_subquery()


class RecordList(Generic[Q, R]):
    """The rows behind a list, read page by page."""

    def __init__(self, listing: Listing[Q, R], case: Case) -> None:
        self.listing, self._case = listing, case

    def first_page(
        self, query: Q, shown: Collection[str] | None = None
    ) -> tuple[list[R], int | None]:
        """The first rows; their number is not counted."""
        day = self._case.today()
        with self._case.reading() as session:
            ids: list[int] = []
            for statement in self.listing.chosen(session, query):
                if len(ids) < FIRST_PAGE:
                    ids += session.scalars(statement.limit(FIRST_PAGE - len(ids)), days_of(day))
            found = {self._id(row): row for row in self.listing.read(session, ids, day, shown)}
            return [found[key] for key in ids], None

    def ids(self, query: Q) -> array[int]:
        """All ids in the order of the list."""
        with self._case.reading() as session:
            ids: array[int] = array("q")
            for statement in self.listing.chosen(session, query):
                found = session.connection().execute(statement, days_of(self._case.today()))
                assert found.cursor is not None
                for some in iter(partial(found.cursor.fetchmany, _AT_ONCE), []):
                    ids.extend(map(itemgetter(0), some))  # no row objects
            return ids

    def rows(
        self, ids: Sequence[int], shown: Collection[str] | None = None, *, masked: bool = True
    ) -> list[R]:
        """The rows with these ids, in any order."""
        with self._case.reading() as session:
            day = self._case.today()
            return self.listing.read(session, list(ids), day, shown, masked=masked)

    def records(self, ids: Sequence[int], *, masked: bool = True) -> list[R]:
        """The whole rows with these ids, in that order; unmasked only to compare them."""
        found = {self._id(row): row for row in self.rows(ids, masked=masked)}
        return [found[key] for key in ids if key in found]

    def counts(self, query: Q) -> dict[Worded, int]:
        """How many rows each view holds, in one statement; of what is typed it knows nothing."""
        counts = [self.listing.count_of(view, query) for view in self.listing.views]
        with self._case.reading() as session:
            found = session.execute(select(*counts), days_of(self._case.today())).one()
        return dict(zip((view.key for view in self.listing.views), found, strict=True))

    @staticmethod
    def _id(row: R) -> int:
        return cast(int, attrgetter("id")(row))


def days_of(day: date) -> dict[str, date]:
    """The days that conditions compare with."""
    return {"today": day, "week_end": day + timedelta(days=6 - day.weekday())}


def _masked(value: str | tuple[Any, ...]) -> Any:
    if isinstance(value, str):
        return mask_persons(value)
    return tuple(_masked(one) if type(one) in _TYPED else one for one in value)
