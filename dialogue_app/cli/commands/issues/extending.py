"""`issue extend`: a body gets a later time limit."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from dialogue_app.cli.commands.issues.chosen import day_of, with_issue
from dialogue_app.cli.parsing import (
    Commands,
    Parser,
    WrongUse,
    add_command,
    add_day,
    add_seen,
    filled,
    whole,
)
from dialogue_app.domain.vocabulary import AssignmentState
from dialogue_app.i18n import _

if TYPE_CHECKING:
    from datetime import date

    from dialogue_app.services.case import Case, Seen


def add_to(verbs: Commands[Parser]) -> None:
    """Add the command."""
    extending = add_command(
        verbs, "extend", _("give a body a later time limit; the first one stays on record"), extend
    )
    extending.add_argument("code", metavar=_("CODE"), help=_("code of the issue"))
    extending.add_argument(
        "--body", type=filled, metavar=_("NAME"), help=_("which body, where several have it")
    )
    later = extending.add_mutually_exclusive_group(required=True)
    later.add_argument("--due", type=extending.day, metavar=_("DATE"), help=_("the new time limit"))
    later.add_argument(
        "--days", type=whole, metavar="N", help=_("or working days after the present one")
    )
    extending.add_argument("--reason", metavar=_("TEXT"), required=True, help=_("why"))
    extending.add_argument("--allowed-by", metavar=_("NAME"), default="", help=_("who allowed it"))
    extending.add_argument("--paper", metavar=_("NUMBER"), default="", help=_("by which paper"))
    extending.add_argument(
        "--promise",
        action="store_true",
        help=_("the date promised to the enterprise moves, too"),
    )
    add_day(extending, _("day it was allowed (default: today)"))
    add_seen(extending)


def extend(options: Namespace) -> int:
    """Extend the time limit of one body."""
    from dialogue_app.services.issues.assigning import Due
    from dialogue_app.services.issues.extending import ExtensionDraft
    from dialogue_app.services.issues.extending import extend as extend_issue

    on = day_of(options)
    form = ExtensionDraft(
        Due(options.due, options.days),
        options.reason,
        on,
        options.allowed_by,
        options.paper,
        options.promise,
    )

    def act(case: Case, seen: Seen) -> None:
        extend_issue(case, seen, _body(case, seen, options.body, on), form)

    return with_issue(options, act)


def _body(case: Case, seen: Seen, name: str | None, on: date) -> int:
    """The body named, else the only one that has the issue."""
    from dialogue_app.services.bodies.editing import body_called
    from dialogue_app.services.issues.detail import issue_detail

    if name is not None:
        return body_called(case, name, on)
    known = issue_detail(case, seen.id).assignments
    given = [part.body_id for part in known if part.state is AssignmentState.GIVEN]
    if len(given) > 1:
        raise WrongUse(_("Several bodies have this issue: name one with --body."))
    if not given:
        raise WrongUse(_("No body has a time limit for this issue."))
    return given[0]
