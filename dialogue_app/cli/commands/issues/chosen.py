"""What the commands on single issues share: finding them, and saying where they stand now."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from dialogue_app.cli.database import opened
from dialogue_app.cli.output import say
from dialogue_app.cli.parsing import Commands, Parser, Run, WrongUse, add_command, add_seen
from dialogue_app.domain.errors.issues import UnknownRaiser
from dialogue_app.i18n import _

if TYPE_CHECKING:
    from dialogue_app.services.case import Case, Seen
    from dialogue_app.services.issues.lists import IssueRow


def add_act(verbs: Commands[Parser], name: str, about: str, run: Run) -> Parser:
    """A command that does something to one issue."""
    parser = add_command(verbs, name, about, run)
    parser.add_argument("code", metavar=_("CODE"), help=_("code of the issue"))
    add_seen(parser)
    return parser


def issues_of(case: Case, codes: Sequence[str], version: int | None = None) -> list[Seen]:
    """The issues with these codes, each once, as they stand now or were seen at `version`.

    Raises `UnknownCode`, `WrongUse` for one version of several issues.
    """
    from dialogue_app.services.case import Seen
    from dialogue_app.services.issues.intake import find_issue
    from dialogue_app.services.issues.lists import seen_issues

    ids = list(dict.fromkeys(find_issue(case, code) for code in codes))
    seen = seen_issues(case, ids)
    if version is None:
        return seen
    if len(seen) > 1:
        raise WrongUse(_("--seen goes with one issue."))
    return [Seen(seen[0].id, version)]


def with_issue(options: Namespace, act: Callable[[Case, Seen], None]) -> int:
    """Do something to the issue named and say where it stands then."""
    with opened(options) as case:
        (seen,) = issues_of(case, [options.code], options.seen)
        act(case, seen)
        say_now(case, [seen.id])
    return 0


def day_of(options: Namespace) -> date:
    """The day given by `--on`, else today on the office's clock."""
    from dialogue_app.i18n.formats import local

    given: date | None = options.on
    return given or local(options.clock()).date()


def raiser_id_of(case: Case, issue_id: int, given: int | None) -> int:
    """The raiser at that place; without one the only raiser. Raises `UnknownRaiser`, `WrongUse`."""
    from dialogue_app.services.issues.detail import issue_detail

    raisers = issue_detail(case, issue_id).raisers
    if given is None and len(raisers) > 1:
        raise WrongUse(_("The issue has several raisers: say which one by --raiser."))
    place = 1 if given is None else given
    if not 1 <= place <= len(raisers):
        raise UnknownRaiser(str(place))
    return raisers[place - 1].id


def state_words(row: IssueRow) -> str:
    """How it ended, or where it stands."""
    from dialogue_app.i18n.words import word

    return word(row.outcome) if row.outcome else word(row.state)


def say_now(case: Case, issue_ids: Iterable[int]) -> None:
    """Where these issues stand now, a line each."""
    from dialogue_app.i18n.formats import screen_date
    from dialogue_app.services.issues.lists import IssueList

    ids = list(issue_ids)
    by_id = {row.id: row for row in IssueList(case).rows(ids)}
    for row in (by_id[key] for key in ids):
        limit = ""
        if row.next_due_on:
            limit = _("limit {day}").format(day=screen_date(row.next_due_on))
        said = " · ".join(filter(None, [state_words(row), row.lead_body, limit]))
        say(f"{row.code}: {said}.")
