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
        "text",
        nargs="?",
        type=filled,
        metavar=_("TEXT"),
        help=_("a name, telephone, e-mail or number, wherever it stands"),
    )
    parser.add_argument(
        "--enterprise", type=filled, metavar=_("CODE"), help=_("the contact of this enterprise")
    )
    parser.add_argument(
        "--issue", type=filled, metavar=_("CODE"), help=_("who raised this issue and spoke for it")
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
    given = [options.text, options.enterprise, options.issue]
    if sum(value is not None for value in given) != 1:
        raise WrongUse(_("Name one: a text, --enterprise CODE or --issue CODE."))
    if bool(options.reason) == options.dry_run:
        raise WrongUse(_("Look first with --dry-run; to remove the data say why with --reason."))
    with opened(options) as case, watched() as watch:
        person = _person(case, options)
        if options.dry_run:
            _tell(case, person, watch, as_json=options.json)
        else:
            _remove(case, person, watch, options)
    return 0


def _person(case: Case, options: Namespace) -> Person:
    from dialogue_app.services.enterprises.editing import find_enterprise
    from dialogue_app.services.issues.intake import find_issue
    from dialogue_app.services.personal_data import Person

    if options.enterprise:
        return Person(enterprise_id=find_enterprise(case, options.enterprise))
    if options.issue:
        return Person(issue_id=find_issue(case, options.issue))
    return Person(options.text)


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
