"""All commands under one parser; each noun's module adds its own."""

from __future__ import annotations

from dialogue_app import __version__
from dialogue_app.cli import (
    agency,
    bodies,
    enterprises,
    issue_answers,
    issue_endings,
    issue_handing,
    issues,
    papers,
    sessions,
    workbooks,
)
from dialogue_app.cli.parsing import Parser, add_commands, add_noun, filled, language
from dialogue_app.i18n import LANGUAGES, _


def build_parser() -> Parser:
    """The parser of the whole command line, in the language in use."""
    parser = Parser(
        prog="dialogue-app",
        description=_(
            "Dialogue sessions with enterprises: register, issues, bodies in charge, minutes."
        ),
    )
    parser.add_argument("--data", type=filled, metavar=_("FOLDER"), help=_("where the data lie"))
    parser.add_argument(
        "--lang",
        type=language,
        metavar="|".join(LANGUAGES),
        help=_("language of what is written (default: vi)"),
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"dialogue-app {__version__}",
        help=_("show the version and stop"),
    )
    nouns = add_commands(parser)
    papers.add_to(nouns)
    workbooks.add_to(nouns)
    agency.add_to(nouns)
    sessions.add_to(nouns)
    enterprises.add_to(nouns)
    bodies.add_to(nouns)
    issue = add_noun(nouns, "issue", _("issues: take in, hand over, answer, end"))
    for add_to in (issues.add_to, issue_handing.add_to, issue_answers.add_to, issue_endings.add_to):
        add_to(issue)
    return parser
