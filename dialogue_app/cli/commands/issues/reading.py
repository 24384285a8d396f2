"""`issue list`, `show` and `add`: issues found, shown whole and registered one by one."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from typing import TYPE_CHECKING

from dialogue_app.cli.commands.issues.chosen import say_now, state_words
from dialogue_app.cli.database import opened, picked
from dialogue_app.cli.output import say, say_json, say_table, shortened
from dialogue_app.cli.parsing import (
    Commands,
    Parser,
    add_choice,
    add_command,
    add_day,
    add_json,
    count,
    filled,
)
from dialogue_app.domain.vocabulary import (
    AuthorityLevel,
    IssueKind,
    Medium,
    Moment,
    RaiserKind,
    View,
)
from dialogue_app.i18n import _, ngettext

if TYPE_CHECKING:
    from dialogue_app.domain.fields.issues import IssueDraft, RaiserDraft
    from dialogue_app.services.case import Case
    from dialogue_app.services.issues.lists import IssueRow

_RAISERS, _BODY, _TEXT = 36, 36, 60


def add_to(verbs: Commands[Parser]) -> None:
    """Add the three commands."""
    _add_list(verbs)
    showing = add_command(verbs, "show", _("show an issue and how it was handled"), show)
    showing.add_argument("code", metavar=_("CODE"), help=_("code of the issue"))
    add_json(showing)
    _add_add(verbs)


def _add_list(verbs: Commands[Parser]) -> None:
    listing = add_command(verbs, "list", _("list issues, the latest first"), show_list)
    listing.add_argument(
        "--search", metavar=_("TEXT"), default="", help=_("words of it, without marks too")
    )
    add_choice(listing, "--view", View, _("which ones"), default=View.ALL)
    listing.add_argument("--session", type=filled, metavar=_("CODE"), help=_("of this session"))
    listing.add_argument(
        "--body", type=filled, metavar=_("NAME"), help=_("in which this body has a part")
    )
    listing.add_argument("--limit", type=count, metavar="N", help=_("at most so many"))
    add_json(listing)


def _add_add(verbs: Commands[Parser]) -> None:
    adding = add_command(verbs, "add", _("take in an issue"), add)
    adding.add_argument("text", metavar=_("TEXT"), help=_("what was raised"))
    adding.add_argument(
        "--session", type=filled, metavar=_("CODE"), help=_("session it belongs to")
    )
    adding.add_argument(
        "--raiser",
        action="append",
        metavar=_("NAME"),
        default=[],
        help=_("who raises it: code, tax code or name; may be repeated"),
    )
    adding.add_argument(
        "--speaker", metavar=_("NAME"), default="", help=_("who spoke for the first raiser")
    )
    add_choice(adding, "--kind", IssueKind, _("kind"), default=IssueKind.REQUEST)
    add_choice(adding, "--moment", Moment, _("when"), default=Moment.UNKNOWN)
    add_choice(adding, "--medium", Medium, _("how"), default=Medium.UNKNOWN)
    adding.add_argument(
        "--topic", metavar=_("NAME"), default="", help=_("topic, as in the list of the settings")
    )
    add_choice(
        adding,
        "--authority",
        AuthorityLevel,
        _("who may settle it"),
        default=AuthorityLevel.UNKNOWN,
    )
    for option, about in (
        ("--withhold-name", _("asks not to be named")),
        ("--unsigned", _("the slip bears no name")),
        ("--complaint", _("shows signs of a complaint or denunciation")),
    ):
        adding.add_argument(option, action="store_true", help=about)
    add_day(adding, _("day of receipt (default: the day of the session, else today)"))
    adding.add_argument("--note", metavar=_("TEXT"), default="", help=_("note"))


def show_list(options: Namespace) -> int:
    """List issues."""
    from dialogue_app.services.bodies.editing import body_called
    from dialogue_app.services.issues.lists import IssueList, IssueQuery
    from dialogue_app.services.sessions.editing import find_session

    with opened(options) as case:
        query = IssueQuery(
            search=options.search,
            view=options.view,
            session_id=find_session(case, options.session) if options.session else None,
            body_id=body_called(case, options.body, case.today()) if options.body else None,
        )
        source = IssueList(case)
        ids = source.ids(query)
        shown = ids if options.limit is None else ids[: options.limit]
        by_id = {row.id: row for row in source.rows(shown)}
    rows = [by_id[key] for key in shown]
    if options.json:
        say_json(rows)
        return 0
    say_issues(rows)
    if rows:
        say(_counted(len(rows), len(ids)))
    return 0


def _counted(shown: int, n: int) -> str:
    from dialogue_app.i18n.formats import number

    if shown < n:
        return _("{shown} of {n} issues.").format(shown=number(shown), n=number(n))
    return ngettext("{n} issue.", "{n} issues.", n).format(n=number(n))


def say_issues(rows: Iterable[IssueRow]) -> None:
    """Issues as a table."""
    titles = (
        _("Code"), _("State"), _("Time limit"), _("Lead body"), _("Raisers"),
        _("Text of the issue"),
    )  # fmt: skip
    say_table(titles, map(_cells, rows))


def _cells(row: IssueRow) -> tuple[str, ...]:
    from dialogue_app.i18n.formats import screen_date

    return (
        row.code,
        state_words(row),
        screen_date(row.next_due_on),
        shortened(row.lead_body, _BODY),
        shortened(row.raisers, _RAISERS),
        shortened(row.text, _TEXT),
    )


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


def add(options: Namespace) -> int:
    """Register an issue."""
    from dialogue_app.services.issues.intake import register_issue

    with opened(options) as case:
        say_now(case, [register_issue(case, _form(case, options))])
    return 0


def _form(case: Case, options: Namespace) -> IssueDraft:
    from dialogue_app.domain.fields.issues import IssueDraft
    from dialogue_app.services.agency.reference import topics
    from dialogue_app.services.sessions.editing import find_session

    return IssueDraft(
        text=options.text,
        session_id=find_session(case, options.session) if options.session else None,
        kind=options.kind,
        moment=options.moment,
        medium=options.medium,
        received_on=options.on,
        raisers=_raisers(case, options.raiser, options.speaker),
        topic_id=picked(topics(case), options.topic, "topic"),
        authority=options.authority,
        withhold_name=options.withhold_name,
        unsigned=options.unsigned,
        complaint=options.complaint,
        note=options.note,
    )


def _raisers(case: Case, names: list[str], speaker: str) -> tuple[RaiserDraft, ...]:
    from dataclasses import replace

    found = [raiser for name in names for raiser in _raiser(case, name)]
    if found and speaker:
        found[0] = replace(found[0], speaker=speaker)
    return tuple(found)


def _raiser(case: Case, name: str) -> tuple[RaiserDraft, ...]:
    """A registered enterprise, or a name kept as written. Raises `UnknownEnterprise` for a code."""
    from dialogue_app.domain.errors.base import UnknownCode
    from dialogue_app.domain.fields.issues import RaiserDraft
    from dialogue_app.services.enterprises.editing import enterprise_detail, find_enterprise
    from dialogue_app.services.issues.raisers import raisers_as_written

    try:
        found = find_enterprise(case, name)
    except UnknownCode:
        # A code that is mistyped is no name, and a person's number would stand in the minutes.
        if not any(char.isalpha() for char in name.upper().removeprefix("DN")):
            raise
        return raisers_as_written(name)
    registered = enterprise_detail(case, found).form.name  # what was typed may be a person's ID
    return (RaiserDraft(RaiserKind.ENTERPRISE, found, written_name=registered),)
