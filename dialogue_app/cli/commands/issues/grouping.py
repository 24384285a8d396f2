"""`issue group` and `issue ungroup`: similar issues, answered once."""

from __future__ import annotations

from argparse import Namespace

from dialogue_app.cli.commands.issues.chosen import issues_of, say_now
from dialogue_app.cli.database import opened
from dialogue_app.cli.output import say
from dialogue_app.cli.parsing import Commands, Parser, add_command
from dialogue_app.i18n import _, ngettext


def add_to(verbs: Commands[Parser]) -> None:
    """Add both commands."""
    about = _("group issues that say the same; each keeps its raisers")
    grouping = add_command(verbs, "group", about, group_issues)
    grouping.add_argument("codes", metavar=_("CODE"), nargs="+", help=_("codes of the issues"))
    about = _("take issues out of their groups")
    parting = add_command(verbs, "ungroup", about, ungroup_issues)
    parting.add_argument("codes", metavar=_("CODE"), nargs="+", help=_("codes of the issues"))


def group_issues(options: Namespace) -> int:
    """Group them."""
    from dialogue_app.services.issues.grouping import group

    with opened(options) as case:
        n = group(case, issues_of(case, options.codes))
    say(ngettext("The group has {n} issue.", "The group has {n} issues.", n).format(n=n))
    return 0


def ungroup_issues(options: Namespace) -> int:
    """Take them out."""
    from dialogue_app.services.issues.grouping import ungroup

    with opened(options) as case:
        seen = issues_of(case, options.codes)
        ungroup(case, seen)
        say_now(case, [issue.id for issue in seen])
    return 0
