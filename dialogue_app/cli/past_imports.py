"""`import list` and `import take-back`: the workbooks imported, and one of them taken back."""

from __future__ import annotations

from argparse import Namespace

from dialogue_app.cli.database import opened
from dialogue_app.cli.output import say, say_json, say_table
from dialogue_app.cli.parsing import Commands, Parser, add_command, add_json, count
from dialogue_app.i18n import _


def add_verbs(verbs: Commands[Parser]) -> None:
    """Add them to the verbs of `import`."""
    listing = add_command(verbs, "list", _("list the workbooks imported"), show_imports)
    add_json(listing)
    taking = add_command(verbs, "take-back", _("take an import back, updates too"), take_back)
    taking.add_argument("number", type=count, metavar="N", help=_("its number in the list"))
    taking.add_argument("--dry-run", action="store_true", help=_("only show what would be done"))


def show_imports(options: Namespace) -> int:
    """List the imports that were not taken back, the latest first."""
    from dialogue_app.i18n.formats import number, screen_moment
    from dialogue_app.services.imports.past_imports import list_imports
    from dialogue_app.services.imports.words import kind_words

    with opened(options) as case:
        found = list_imports(case)
    if options.json:
        say_json(found)
        return 0
    titles = [_("Number"), _("When"), _("By"), _("What"), _("Added"), _("Changed"), _("File")]
    say_table(
        titles,
        (
            [str(one.number), screen_moment(one.at), one.by, kind_words(one.kind),
             number(one.added), number(one.changed), one.file]
            for one in found
        ),
    )  # fmt: skip
    return 0


def take_back(options: Namespace) -> int:
    """Take an import back, but for what was worked on since."""
    from dialogue_app.services.imports.taking_back import take_back_import, what_goes_back
    from dialogue_app.services.imports.taking_back_words import kept_words, taken_back_words

    with opened(options) as case:
        act = what_goes_back if options.dry_run else take_back_import
        taken = act(case, options.number)
    say(taken_back_words(taken))
    for record in taken.kept:
        say(kept_words(record))
    if options.dry_run:
        say(_("Nothing was written."))
    return 0
