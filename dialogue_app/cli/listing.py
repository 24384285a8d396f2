"""`list` of every noun: views and search, a table or JSON, as the noun's list is declared."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from dialogue_app.cli.output import say_json, say_table, shortened
from dialogue_app.cli.parsing import Parser, add_choice, add_json, filled
from dialogue_app.domain.worded import Worded
from dialogue_app.i18n import _

if TYPE_CHECKING:
    from dialogue_app.services.case import Case
    from dialogue_app.services.lists import Listing, RecordList

_CELL, _LAST_CELL = 40, 72  # letters of a table's cells


def add_choices(parser: Parser, views: type[Worded]) -> None:
    """`--search` and `--view`: which rows."""
    parser.add_argument(
        "--search", metavar=_("TEXT"), default="", help=_("words of it, without marks too")
    )
    add_choice(parser, "--view", views, _("which ones"), default=next(iter(views)))


def add_list_options(parser: Parser, views: type[Worded]) -> None:
    """The options every `list` has."""
    add_choices(parser, views)
    add_json(parser)


def add_session_options(parser: Parser) -> None:
    """`--session`, `--carried-to`: the issues of a session, or those that came over to it."""
    parser.add_argument("--session", type=filled, metavar=_("CODE"), help=_("of this session"))
    parser.add_argument(
        "--carried-to",
        type=filled,
        metavar=_("CODE"),
        help=_("carried over to this session from earlier ones of its series"),
    )


def sessions_meant(case: Case, options: Namespace) -> dict[str, int]:
    """What those options say, as part of a query. Raises `UnknownSession`."""
    from dialogue_app.services.sessions.finding import find_session

    named = {"session_id": "session", "carried_to": "carried_to"}
    given = {field: getattr(options, option, None) for field, option in named.items()}
    return {field: find_session(case, code) for field, code in given.items() if code}


def show_rows(options: Namespace, records: RecordList[Any, Any], ids: Any, today: date) -> None:
    """The rows with these ids as a table, or as JSON."""
    rows = records.records(ids)
    if options.json:
        say_json(rows)
    else:
        say_rows(records.listing, rows, today)


def say_rows(listing: Listing[Any, Any], rows: Iterable[Any], today: date) -> None:
    """A table of the columns a list shows at first; a long text among them comes last."""
    first, *others = (column for column in listing.columns if column.shown)
    shown = [first, *sorted(others, key=lambda column: column.stretch)]
    cells = (
        [
            shortened(column.words_of(row, today), _LAST_CELL if column.stretch else _CELL)
            for column in shown
        ]
        for row in rows
    )
    say_table([column.title() for column in shown], cells)
