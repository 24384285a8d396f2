"""`redact`: one person's data found everywhere, and removed on request."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from dialogue_app.cli.database import opened
from dialogue_app.cli.output import say, say_facts, say_json, say_table
from dialogue_app.cli.parsing import Commands, Parser, WrongUse, add_command, add_json, filled
from dialogue_app.cli.progress import watched
from dialogue_app.i18n import _

if TYPE_CHECKING:
    from dialogue_app.services.case import Case
    from dialogue_app.services.personal_data import Person, Traces
    from dialogue_app.storage.steps import Watch


def add_to(nouns: Commands[Parser]) -> None:
    """Add `redact`."""
    parser = add_command(
        nouns, "redact", _("find one person's data, and remove them for good"), redact
    )
    parser.add_argument(
        "whose",
        type=filled,
        metavar=_("TEXT"),
        help=_(
            "a name, telephone, e-mail or number, wherever it stands; or the code of an "
            "enterprise, for its contact; of an issue, for who raised it"
        ),
    )
    parser.add_argument("--dry-run", action="store_true", help=_("only say where they stand"))
    parser.add_argument(
        "--reason", type=filled, metavar=_("TEXT"), help=_("why they are removed; it is kept")
    )
    parser.add_argument(
        "--only",
        action="append",
        type=filled,
        metavar=_("PLACE"),
        help=_("only from this place, as --dry-run names it; may be repeated"),
    )
    add_json(parser)


def redact(options: Namespace) -> int:
    """Say where the data stand, or remove them."""
    from dialogue_app.services.personal_data import meant

    if not (options.reason or options.dry_run):
        raise WrongUse(_("Look first with --dry-run; to remove the data say why with --reason."))
    with opened(options) as case, watched() as watch:
        person = meant(case, options.whose)
        if options.dry_run:
            _tell(case, person, watch, as_json=options.json)
        else:
            _remove(case, person, watch, options)
    return 0


def _tell(case: Case, person: Person, watch: Watch, *, as_json: bool) -> None:
    from dialogue_app.services.personal_data import find_data

    found = find_data(case, person, watch)
    if as_json:
        say_json(found)
        return
    _say_places(found)


def _say_places(found: Traces) -> None:
    from dialogue_app.services.personal_data_words import copies_words, not_reached

    proposed, others = _rows(found, proposed=True), _rows(found, proposed=False)
    titles = (_("PLACE"), _("Code"), _("What"), _("History"), _("Stands there now"))
    say_table(titles, proposed)
    if others:
        say(_("Elsewhere, only where it is named with --only:"))
        say_table(titles, others)
    say_facts(copies_words(found))
    for line in not_reached(found):
        say(line)


def _rows(found: Traces, *, proposed: bool) -> list[tuple[str, ...]]:
    from dialogue_app.services.personal_data_words import history_words

    return [
        (one.key, one.code, one.what, history_words(one), one.text)
        for one in found.places
        if one.proposed is proposed
    ]


def _remove(case: Case, person: Person, watch: Watch, options: Namespace) -> None:
    from dialogue_app.services.personal_data import remove_data
    from dialogue_app.services.personal_data_words import removed_words

    done = remove_data(case, person, options.reason, options.only, watch)
    if options.json:
        say_json(done)
    else:
        say(removed_words(done))
