"""`issue wait` to `issue duplicate`: waiting, sent up, judged by raisers, ended, reopened."""

from __future__ import annotations

from argparse import BooleanOptionalAction, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from dialogue_app.cli.commands.issues.chosen import (
    add_act,
    day_of,
    issues_of,
    raiser_id_of,
    say_now,
    with_issue,
)
from dialogue_app.cli.commands.issues.together import (
    add_dry_run,
    done_together,
    over_promise_words,
)
from dialogue_app.cli.database import opened
from dialogue_app.cli.parsing import (
    Commands,
    Parser,
    WrongUse,
    add_choice,
    add_command,
    add_day,
    add_seen,
    count,
)
from dialogue_app.domain.errors.base import UnknownCode
from dialogue_app.domain.errors.issues import PromiseStillOpen
from dialogue_app.domain.vocabulary import Outcome, VerdictLevel
from dialogue_app.i18n import _

if TYPE_CHECKING:
    from dialogue_app.services.case import Case, Seen


def add_to(verbs: Commands[Parser]) -> None:
    """Add the eight commands."""
    waiting = add_act(verbs, "wait", _("the enterprise is to bring something first"), wait)
    waiting.add_argument(
        "--for", dest="what", metavar=_("TEXT"), required=True, help=_("what it is to bring")
    )
    waiting.add_argument(
        "--stops-clock",
        action=BooleanOptionalAction,
        help=_("the clock of the bodies stops meanwhile (default: as the rules say)"),
    )
    add_day(waiting, _("since when (default: today)"))
    add_act(verbs, "resume", _("the enterprise brought what was missing"), resume_issue)
    sending = add_act(verbs, "escalate", _("send an issue to a higher level"), send_up)
    sending.add_argument(
        "--to", metavar=_("NAME"), required=True, help=_("to whom: a body, or any addressee")
    )
    sending.add_argument("--paper", metavar=_("NUMBER"), default="", help=_("number of the paper"))
    add_day(sending, _("day it was sent (default: today)"))
    returning = add_act(verbs, "came-back", _("what was sent up came back"), record_return)
    returning.add_argument("--text", metavar=_("TEXT"), default="", help=_("the answer, if any"))
    add_day(returning, _("day it came back (default: today)"))
    _add_endings(verbs)


def _add_endings(verbs: Commands[Parser]) -> None:
    judging = add_act(verbs, "verdict", _("what a raiser thinks of the answer"), record_opinion)
    add_choice(judging, "--level", VerdictLevel, _("opinion"), required=True)
    judging.add_argument(
        "--raiser", type=count, metavar="N", help=_("which raiser, 1 for the first")
    )
    judging.add_argument("--note", metavar=_("TEXT"), default="", help=_("note"))
    judging.add_argument(
        "--reopen", metavar=_("TEXT"), help=_("who is not satisfied: reconsider the issue, and why")
    )
    add_day(judging, _("day it was said (default: today)"))
    ending = add_command(verbs, "close", _("end the follow-up with an outcome"), end)
    ending.add_argument("codes", metavar=_("CODE"), nargs="+", help=_("codes of the issues"))
    add_seen(ending)
    add_dry_run(ending)
    add_choice(ending, "--outcome", Outcome, _("outcome"), required=True)
    ending.add_argument("--note", metavar=_("TEXT"), default="", help=_("note"))
    add_day(ending, _("day of the outcome (default: today)"))
    _add_over_promise(ending)
    reopening = add_act(verbs, "reopen", _("reconsider an issue"), reconsider)
    reopening.add_argument("--reason", metavar=_("TEXT"), required=True, help=_("why"))
    duplicating = add_act(
        verbs, "duplicate", _("follow an issue together with another"), follow_together
    )
    duplicating.add_argument("original", metavar=_("ORIGINAL"), help=_("code of the other issue"))
    add_day(duplicating, _("day of the outcome (default: today)"))
    _add_over_promise(duplicating)


def _add_over_promise(parser: Parser) -> None:
    parser.add_argument(
        "--over-promise",
        action="store_true",
        help=_("end it although a promise is not kept yet; the promise stays on record"),
    )


@contextmanager
def _promise_may_be_open() -> Iterator[None]:
    try:
        yield
    except PromiseStillOpen as error:
        raise WrongUse(over_promise_words(error)) from error


def wait(options: Namespace) -> int:
    """The enterprise is to bring something first."""
    from dialogue_app.services.issues.ending import wait_for_enterprise

    on = day_of(options)

    def act(case: Case, seen: Seen) -> None:
        wait_for_enterprise(case, seen, on, options.what, stops_clock=options.stops_clock)

    return with_issue(options, act)


def resume_issue(options: Namespace) -> int:
    """The enterprise brought what was missing."""
    from dialogue_app.services.issues.ending import resume

    return with_issue(options, resume)


def send_up(options: Namespace) -> int:
    """Kiến nghị cấp trên."""
    from dialogue_app.services.bodies.editing import find_body
    from dialogue_app.services.issues.ending import EscalationDraft, escalate

    on = day_of(options)

    def act(case: Case, seen: Seen) -> None:
        try:
            form = EscalationDraft(on, find_body(case, options.to, on), paper=options.paper)
        except UnknownCode:
            form = EscalationDraft(on, addressee=options.to, paper=options.paper)
        escalate(case, seen, form)

    return with_issue(options, act)


def record_return(options: Namespace) -> int:
    """What was sent up came back, with the answer where there is one."""
    from dialogue_app.services.issues.ending import came_back, from_above

    on = day_of(options)
    form = from_above(options.text, on) if options.text else None
    return with_issue(options, lambda case, seen: came_back(case, seen, on, form))


def record_opinion(options: Namespace) -> int:
    """What one raiser thinks of the answer."""
    from dialogue_app.services.issues.ending import record_verdict

    on = day_of(options)

    def act(case: Case, seen: Seen) -> None:
        raiser_id = raiser_id_of(case, seen.id, options.raiser)
        record_verdict(
            case, seen, raiser_id, options.level, on, options.note, reopen_because=options.reopen
        )

    return with_issue(options, act)


def end(options: Namespace) -> int:
    """End the follow-up of one issue, or of all of several that can end so."""
    from dialogue_app.services.issues.closing import Ending, close_together, what_can_be_closed
    from dialogue_app.services.issues.ending import close

    on, over_promise = day_of(options), options.over_promise
    ending = Ending(options.outcome, on, options.note, over_promise)
    with opened(options) as case:
        seen = issues_of(case, options.codes, options.seen)
        if len(seen) > 1 or options.dry_run:
            return done_together(
                options,
                lambda: what_can_be_closed(case, seen, ending),
                lambda: close_together(case, seen, ending),
            )
        with _promise_may_be_open():
            close(case, seen[0], options.outcome, on, options.note, over_promise=over_promise)
        say_now(case, [seen[0].id])
    return 0


def reconsider(options: Namespace) -> int:
    """Xem xét lại."""
    from dialogue_app.services.issues.ending import reopen

    return with_issue(options, lambda case, seen: reopen(case, seen, options.reason))


def follow_together(options: Namespace) -> int:
    """Follow an issue together with its original."""
    from dialogue_app.services.issues.ending import mark_duplicate

    on = day_of(options)

    def act(case: Case, seen: Seen) -> None:
        (original,) = issues_of(case, [options.original])
        mark_duplicate(case, seen, original.id, on, over_promise=options.over_promise)

    with _promise_may_be_open():
        return with_issue(options, act)
