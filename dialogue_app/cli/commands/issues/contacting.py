"""`issue remind`, `contact`, `tell`: who was called or written to about issues; `elsewhere`."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from dialogue_app.cli.commands.issues.chosen import day_of, issues_of, raiser_id_of, say_now
from dialogue_app.cli.commands.issues.promising import add_which_promise, promise_id
from dialogue_app.cli.database import opened
from dialogue_app.cli.parsing import (
    Commands,
    Parser,
    Run,
    WrongUse,
    add_choice,
    add_command,
    add_day,
    add_seen,
    count,
    filled,
)
from dialogue_app.domain.errors.base import UnknownCode
from dialogue_app.domain.vocabulary import ContactMeans
from dialogue_app.i18n import _

if TYPE_CHECKING:
    from dialogue_app.services.case import Case, Seen
    from dialogue_app.services.issues.contacting import ContactDraft
    from dialogue_app.services.issues.owed import Owing


def add_to(verbs: Commands[Parser]) -> None:
    """Add the four commands."""
    reminding = _add(verbs, "remind", _("record that who owes an answer was reminded"), remind)
    _add_owing(reminding, required=False)
    add_which_promise(reminding, _("instead: who promised it was reminded; 1 for the first"))
    _add_contact(reminding)
    talking = _add(verbs, "contact", _("record a call or letter about issues"), talk)
    _add_owing(talking, required=False)
    _add_raiser(talking, _("with which raiser, 1 for the first"))
    _add_contact(talking)
    telling = _add(
        verbs, "tell", _("record that raisers were told where it went and what was answered"), told
    )
    _add_raiser(telling, _("which raiser, 1 for the first (default: all)"))
    _add_contact(telling)
    noting = _add(verbs, "elsewhere", _("issues that must stand in 1022, PAKN too"), elsewhere)
    noting.add_argument(
        "--number", type=filled, metavar=_("NUMBER"), help=_("its number in that system")
    )
    noting.add_argument(
        "--not-needed", action="store_true", help=_("it need not stand there after all")
    )


def _add(verbs: Commands[Parser], name: str, about: str, run: Run) -> Parser:
    parser = add_command(verbs, name, about, run)
    parser.add_argument("codes", metavar=_("CODE"), nargs="+", help=_("codes of issues"))
    add_seen(parser)
    return parser


def _add_owing(parser: Parser, *, required: bool) -> None:
    parser.add_argument(
        "--to", type=filled, metavar=_("NAME"), required=required,
        help=_("who owes the answer: a body, or whom it was sent up to"),
    )  # fmt: skip


def _add_raiser(parser: Parser, about: str) -> None:
    parser.add_argument("--raiser", type=count, metavar="N", help=about)


def _add_contact(parser: Parser) -> None:
    add_choice(parser, "--by", ContactMeans, _("how"), default=ContactMeans.CALL)
    for name, metavar, about in (
        ("person", _("NAME"), _("who was spoken with")),
        ("number", _("NUMBER"), _("number of the letter")),
        ("said", _("TEXT"), _("what was said")),
        ("came-back", _("TEXT"), _("what came back")),
    ):
        parser.add_argument(f"--{name}", metavar=metavar, default="", help=about)
    add_day(parser, _("on which day (default: today)"))


def _draft(options: Namespace) -> ContactDraft:
    from dialogue_app.services.issues.contacting import ContactDraft

    return ContactDraft(
        day_of(options), options.by, options.person, options.number, options.said,
        options.came_back,
    )  # fmt: skip


def _owing(case: Case, options: Namespace) -> Owing:
    """The body of that name, else whom something was sent up to under it."""
    from dialogue_app.services.bodies.editing import body_called
    from dialogue_app.services.issues.owed import Owing

    try:
        return Owing(body_called(case, options.to, day_of(options)))
    except UnknownCode:
        return Owing(addressee=options.to)


def _with_issues(options: Namespace, act: Callable[[Case, Sequence[Seen]], object]) -> int:
    """Do something to the issues named, and say where they stand then."""
    with opened(options) as case:
        seen = issues_of(case, options.codes, options.seen)
        act(case, seen)
        say_now(case, [one.id for one in seen])
    return 0


def remind(options: Namespace) -> int:
    """One call or letter reminded them of these issues."""
    from dialogue_app.services.issues.contacting import remind
    from dialogue_app.services.issues.promised_calls import remind_promises

    form = _draft(options)
    if (options.to is None) == (options.promise is None):
        raise WrongUse(_("Say who was reminded: either --to or --promise."))
    if options.promise is not None and len(options.codes) > 1:
        raise WrongUse(_("--promise goes with one issue."))

    def act(case: Case, seen: Sequence[Seen]) -> None:
        if options.to is not None:
            remind(case, seen, _owing(case, options), form)
        else:
            remind_promises(case, seen, [promise_id(case, seen[0].id, options.promise)], form)

    return _with_issues(options, act)


def talk(options: Namespace) -> int:
    """Somebody was spoken with."""
    from dialogue_app.services.issues.contacting import record_contact

    form = _draft(options)
    if (options.to is None) == (options.raiser is None):
        raise WrongUse(_("Say with whom: either --to or --raiser."))

    def act(case: Case, seen: Sequence[Seen]) -> None:
        if options.to is not None:
            record_contact(case, seen, _owing(case, options), form)
        else:
            record_contact(case, seen, _raiser(case, seen, options.raiser), form)

    return _with_issues(options, act)


def told(options: Namespace) -> int:
    """Raisers were told."""
    from dialogue_app.services.issues.contacting import tell

    form = _draft(options)

    def act(case: Case, seen: Sequence[Seen]) -> None:
        chosen = [] if options.raiser is None else [_raiser(case, seen, options.raiser)]
        tell(case, seen, form, chosen)

    return _with_issues(options, act)


def _raiser(case: Case, seen: Sequence[Seen], place: int) -> int:
    if len(seen) > 1:
        raise WrongUse(_("--raiser goes with one issue."))
    return raiser_id_of(case, seen[0].id, place)


def elsewhere(options: Namespace) -> int:
    """They must stand in the city's system, or need not; one may have its number there."""
    from dialogue_app.services.issues.contacting import note_elsewhere, set_also_elsewhere

    if options.number is not None and (len(options.codes) > 1 or options.not_needed):
        raise WrongUse(_("--number goes with one issue, and not with --not-needed."))

    def act(case: Case, seen: Sequence[Seen]) -> None:
        if options.number is not None:
            note_elsewhere(case, seen[0], options.number)
        else:
            set_also_elsewhere(case, seen, not options.not_needed)

    return _with_issues(options, act)
