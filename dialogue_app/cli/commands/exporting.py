"""`export`: a list of each noun as an Excel workbook."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from dialogue_app.cli.database import opened
from dialogue_app.cli.listing import add_choices, add_session_options, sessions_meant
from dialogue_app.cli.output import say
from dialogue_app.cli.parsing import Commands, Parser, WrongUse, add_command, add_noun, filled
from dialogue_app.cli.progress import progress_line, stoppable
from dialogue_app.domain.deep_paths import typed_path
from dialogue_app.domain.vocabulary import BodyView, EnterpriseView, SessionView, View
from dialogue_app.domain.worded import Worded
from dialogue_app.i18n import _, ngettext

if TYPE_CHECKING:
    from dialogue_app.services.case import Case
    from dialogue_app.services.lists import RecordList

Make = Callable[["Case"], "RecordList[Any, Any]"]


def add_to(nouns: Commands[Parser]) -> None:
    """Add the four commands."""
    verbs = add_noun(nouns, "export", _("write a list as an Excel workbook"))
    _add(verbs, "enterprises", EnterpriseView, _("write the register"), _enterprises)
    issues = _add(verbs, "issues", View, _("write the list of issues"), _issues)
    add_session_options(issues)
    _add(verbs, "sessions", SessionView, _("write the list of sessions"), _sessions)
    _add(verbs, "bodies", BodyView, _("write the list of bodies"), _bodies)


def _add(verbs: Commands[Parser], noun: str, views: type[Worded], about: str, make: Make) -> Parser:
    parser = add_command(verbs, noun, about, export)
    parser.set_defaults(make=make)
    parser.add_argument(
        "-o",
        "--output",
        type=filled,
        metavar=_("FILE"),
        required=True,
        help=_("the workbook to write, *.xlsx"),
    )
    add_choices(parser, views)
    return parser


def export(options: Namespace) -> int:
    """Write all columns of the chosen rows."""
    from dialogue_app.i18n.formats import number
    from dialogue_app.services.exporting import ENDING, export_list

    target = typed_path(options.output)
    if target.suffix.lower() != ENDING:
        raise WrongUse(_("A list is written as a workbook: name a file that ends in .xlsx."))
    with opened(options) as case, stoppable() as stopped, progress_line() as progress:
        records = options.make(case)
        query = records.listing.shown_in(
            options.view, search=options.search, **sessions_meant(case, options)
        )
        n = export_list(records, query, target, progress=progress, should_stop=stopped)
    said = ngettext("{n} row was saved to {file}.", "{n} rows were saved to {file}.", n)
    say(said.format(n=number(n), file=target.absolute()))
    return 0


def _enterprises(case: Case) -> RecordList[Any, Any]:
    from dialogue_app.services.enterprises.lists import EnterpriseList

    return EnterpriseList(case)


def _issues(case: Case) -> RecordList[Any, Any]:
    from dialogue_app.services.issues.lists import IssueList

    return IssueList(case)


def _sessions(case: Case) -> RecordList[Any, Any]:
    from dialogue_app.services.sessions.lists import SessionList

    return SessionList(case)


def _bodies(case: Case) -> RecordList[Any, Any]:
    from dialogue_app.services.bodies.lists import BodyList

    return BodyList(case)
