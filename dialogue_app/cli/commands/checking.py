"""`check`: whether the register is sound."""

from __future__ import annotations

import argparse
import re
from argparse import Namespace
from typing import TYPE_CHECKING

from dialogue_app.cli.database import opened
from dialogue_app.cli.output import say, say_facts, say_json
from dialogue_app.cli.parsing import Commands, Parser, add_command, add_json
from dialogue_app.cli.progress import watched
from dialogue_app.domain.deep_paths import readable
from dialogue_app.i18n import _

if TYPE_CHECKING:
    from dialogue_app.domain.checks import Fault
    from dialogue_app.services.checking import Checkup

SOUND, NOT_SOUND = 0, 1
_HASH = re.compile("[0-9a-f]{16,64}")


def add_to(nouns: Commands[Parser]) -> None:
    """Add `check`."""
    parser = add_command(nouns, "check", _("look whether the data are sound"), check)
    parser.add_argument(
        "--against",
        type=_hash,
        metavar=_("HASH"),
        help=_("noted earlier: the history must still hold it"),
    )
    parser.add_argument(
        "--mend",
        action="store_true",
        help=_("make a backup, and put right what follows from the rest"),
    )
    add_json(parser)


def _hash(typed: str) -> str:
    """As it is printed, or its beginning: at least 16 of its digits."""
    found = typed.strip().lower()
    if not _HASH.fullmatch(found):
        sentence = _("“{value}” is not a hash of the history")
        raise argparse.ArgumentTypeError(sentence.format(value=typed))
    return found


def check(options: Namespace) -> int:
    """Look whether the register is sound, or is after mending: exit code 0, else 1."""
    from dialogue_app.domain.errors.store import StoreRefused
    from dialogue_app.services import checking

    do = checking.mend if options.mend else checking.check
    try:
        with opened(options) as case, watched() as watch:
            found = do(case, options.against or "", watch)
            told = checking.in_words(case, found)
    except StoreRefused as error:
        found = checking.refused(error)
        told = [(one.fault, one.detail) for one in found.findings]
    if options.json:
        say_json(found)
    else:
        _say(found, told)
    return SOUND if found.sound else NOT_SOUND


def _say(found: Checkup, told: list[tuple[Fault, str]]) -> None:
    from dialogue_app.i18n.words import word
    from dialogue_app.services.checking import advice

    if found.sound:
        say(_("The data are sound."))
    for fault, detail in told:
        say(f"{word(fault)}: {detail}")
    for backup in found.backups:
        say(_("Before mending a backup was made: {file}").format(file=readable(backup)))
    for line in advice(found):
        say(line)
    if found.mendable:
        say(_("To put them right: check --mend"))
    say_facts(
        [
            (_("Program"), found.program),
            (_("Schema"), found.schema),
            ("SQLite", found.sqlite),
            (_("History"), f"{found.sequence} {found.hash}" if found.hash else ""),
        ]
    )
