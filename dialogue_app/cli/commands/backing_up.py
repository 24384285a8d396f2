"""`backup` and `restore`: the whole register as one file, and back."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from dialogue_app.cli.database import opened
from dialogue_app.cli.output import say, say_facts
from dialogue_app.cli.parsing import Commands, Parser, add_command, filled
from dialogue_app.domain.deep_paths import openable, readable, typed_path
from dialogue_app.i18n import _, ngettext

if TYPE_CHECKING:
    from dialogue_app.services.backing_up import Backup

DONE, INCOMPLETE = 0, 1


def add_to(nouns: Commands[Parser]) -> None:
    """Add both."""
    backup = add_command(nouns, "backup", _("write everything into one file"), back_up)
    backup.add_argument(
        "-o", "--output", type=filled, metavar=_("FILE"), help=_("this file, wherever it is")
    )
    restore = add_command(nouns, "restore", _("put a backup in the place of the data"), put_back)
    restore.add_argument("file", type=filled, metavar=_("FILE"), help=_("the backup"))


def back_up(options: Namespace) -> int:
    """Write a backup and say where: exit code 1 where an attachment is missing in it."""
    from dialogue_app.services import backing_up

    target = typed_path(options.output).absolute() if options.output else None
    with opened(options) as case:
        made = backing_up.back_up(case.store.folder, case.clock(), target)
    for one in made:
        file = readable(one.file.absolute())
        say(_("The backup was saved and read back: {file}").format(file=file))
    return _say_contents(made[0])


def put_back(options: Namespace) -> int:
    """Make a backup the register of the folder."""
    from dialogue_app.services import backing_up
    from dialogue_app.services.opening import data_folder

    folder = data_folder(options.data)
    backup = openable(typed_path(options.file).absolute())
    restored = backing_up.restore(folder, backup, options.clock())
    said = _("The backup {file} is now the register in {folder}.")
    say(said.format(file=backup.name, folder=readable(folder)))
    if restored.kept is not None:
        say(_("What was there is kept in {folder}.").format(folder=readable(restored.kept)))
    return _say_contents(restored)


def _say_contents(backup: Backup) -> int:
    say_facts([(_("History"), f"{backup.sequence} {backup.hash}")])
    if not backup.lacking:
        return DONE
    n = backup.lacking
    said = ngettext(
        "{n} attachment is missing in it: “check” names it.",
        "{n} attachments are missing in it: “check” names them.",
        n,
    )
    say(said.format(n=n))
    return INCOMPLETE
