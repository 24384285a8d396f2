"""All commands under one parser: each module of `cli.commands` adds its own by `add_to`."""

from __future__ import annotations

from dialogue_app import __version__
from dialogue_app.cli import commands
from dialogue_app.cli.parsing import Parser, add_commands, filled, language_code
from dialogue_app.discovery import modules_of
from dialogue_app.domain.calendar import Clock
from dialogue_app.i18n import LANGUAGES, _


def build_parser(clock: Clock) -> Parser:
    """The parser of the whole command line, in the language in use."""
    parser = Parser(
        clock=clock,
        prog="dialogue-app",
        description=_(
            "Dialogue sessions with enterprises: register, issues, bodies in charge, minutes."
        ),
    )
    parser.add_argument(
        "--data", type=filled, metavar=_("FOLDER"), help=_("where the data are kept")
    )
    parser.add_argument(
        "--lang",
        type=language_code,
        metavar="|".join(LANGUAGES),
        help=_("language of what is written (default: vi)"),
    )
    parser.add_argument(
        "--clock-is-right",
        action="store_true",
        help=_("save, though the last entry is of later than now"),
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"dialogue-app {__version__}",
        help=_("show the version and stop"),
    )
    nouns = add_commands(parser)
    for module in modules_of(commands):
        module.add_to(nouns)
    return parser
