"""`issue list` and `show`: issues found, and shown whole."""

from __future__ import annotations

from argparse import Namespace

from dialogue_app.cli.database import opened
from dialogue_app.cli.listing import (
    add_list_options,
    add_session_options,
    sessions_meant,
    show_rows,
)
from dialogue_app.cli.output import say, say_json
from dialogue_app.cli.parsing import (
    Commands,
    Parser,
    add_command,
    add_json,
    count,
    filled,
)
from dialogue_app.domain.vocabulary import (
    View,
)
from dialogue_app.i18n import _, ngettext


def add_to(verbs: Commands[Parser]) -> None:
    """Add the two commands."""
    _add_list(verbs)
    showing = add_command(verbs, "show", _("show an issue and how it was handled"), show)
    showing.add_argument("code", metavar=_("CODE"), help=_("code of the issue"))
    add_json(showing)


def _add_list(verbs: Commands[Parser]) -> None:
    listing = add_command(verbs, "list", _("list issues, the latest first"), show_list)
    add_list_options(listing, View)
    add_session_options(listing)
    listing.add_argument(
        "--body", type=filled, metavar=_("NAME"), help=_("in which this body has a part")
    )
    listing.add_argument("--limit", type=count, metavar="N", help=_("at most so many"))


def show_list(options: Namespace) -> int:
    """List issues."""
    from dialogue_app.services.bodies.editing import body_called
    from dialogue_app.services.issues.lists import ISSUES, IssueList

    with opened(options) as case:
        query = ISSUES.shown_in(
            options.view,
            search=options.search,
            **sessions_meant(case, options),
            body_id=body_called(case, options.body, case.today()) if options.body else None,
        )
        records = IssueList(case)
        ids = records.ids(query)
        shown = ids if options.limit is None else ids[: options.limit]
        show_rows(options, records, shown, case.today())
    if shown and not options.json:
        say(_counted(len(shown), len(ids)))
    return 0


def _counted(shown: int, n: int) -> str:
    from dialogue_app.i18n.formats import number

    if shown < n:
        return _("{shown} of {n} issues.").format(shown=number(shown), n=number(n))
    return ngettext("{n} issue.", "{n} issues.", n).format(n=number(n))


def show(options: Namespace) -> int:
    """Show one issue whole."""
    from dialogue_app.services.issues.detail import issue_detail
    from dialogue_app.services.issues.intake import find_issue

    with opened(options) as case:
        detail = issue_detail(case, find_issue(case, options.code))
    if options.json:
        say_json(detail)
    else:
        from dialogue_app.cli.commands.issues.text import say_whole

        say_whole(detail, case.today())
    return 0
