"""`issue attach`: a file that belongs to an issue."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from dialogue_app.cli.commands.issues.chosen import issues_of
from dialogue_app.cli.database import opened
from dialogue_app.cli.output import say
from dialogue_app.cli.parsing import Commands, Parser, add_command, add_seen
from dialogue_app.i18n import _


def add_to(verbs: Commands[Parser]) -> None:
    """Add `issue attach`."""
    attaching = add_command(verbs, "attach", _("attach a file to an issue"), attach_file)
    attaching.add_argument("code", metavar=_("CODE"), help=_("code of the issue"))
    attaching.add_argument("file", type=Path, metavar=_("FILE"), help=_("a file of at most 50 MB"))
    add_seen(attaching)


def attach_file(options: Namespace) -> int:
    """Attach the file and say its name and size."""
    from dialogue_app.services.issues.attaching import attach
    from dialogue_app.services.issues.detail import issue_detail
    from dialogue_app.services.issues.words import attachment_words

    with opened(options) as case:
        (seen,) = issues_of(case, [options.code], options.seen)
        attachment_id = attach(case, seen, options.file)
        detail = issue_detail(case, seen.id)
        (added,) = (file for file in detail.attachments if file.id == attachment_id)
        say(_("Attached to {code}: {file}.").format(code=detail.code, file=attachment_words(added)))
    return 0
