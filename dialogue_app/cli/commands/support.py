"""`support`: a file for whoever helps, with nothing of a person in it."""

from __future__ import annotations

from argparse import Namespace

from dialogue_app.cli.output import say
from dialogue_app.cli.parsing import Commands, Parser, add_command, filled
from dialogue_app.domain.deep_paths import typed_path
from dialogue_app.i18n import _


def add_to(nouns: Commands[Parser]) -> None:
    """Add `support`."""
    parser = add_command(nouns, "support", _("write a file for whoever helps you"), write)
    parser.add_argument(
        "-o", "--output", type=filled, metavar=_("FILE"), help=_("this file, wherever it is")
    )


def write(options: Namespace) -> int:
    """Write versions, sizes and the log of errors; the register need not open."""
    from dialogue_app.services.opening import data_folder
    from dialogue_app.services.support import support_name, write_support

    target = typed_path(options.output or support_name(options.clock())).absolute()
    write_support(data_folder(options.data), target, options.clock())
    say(_("Saved: {file}").format(file=target))
    return 0
