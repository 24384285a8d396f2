"""`issue promise`, `kept` and `broken`: what was promised in answers, and what became of it."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from dialogue_app.cli.commands.issues.chosen import add_act, day_of, with_issue
from dialogue_app.cli.parsing import (
    Commands,
    Parser,
    WrongUse,
    add_day,
    count,
    filled,
)
from dialogue_app.domain.errors.issues import NoOpenPromise
from dialogue_app.domain.vocabulary import PromiseState
from dialogue_app.i18n import _

if TYPE_CHECKING:
    from dialogue_app.services.case import Case, Seen


def add_to(verbs: Commands[Parser]) -> None:
    """Add the three commands."""
    about = _("record what the last answer of an issue promised")
    promising = add_act(verbs, "promise", about, record_promise)
    promising.add_argument("--what", metavar=_("TEXT"), required=True, help=_("what was promised"))
    promising.add_argument("--by", metavar=_("WHEN"), required=True, help=by_when_words())
    promising.add_argument(
        "--body",
        type=filled,
        metavar=_("NAME"),
        help=_("body that promises (default: as answered)"),
    )
    promising.add_argument("--person", metavar=_("NAME"), default="", help=_("person who promises"))
    keeping = add_act(verbs, "kept", _("a promise was kept"), record_kept)
    add_which_promise(keeping)
    keeping.add_argument("--proof", metavar=_("TEXT"), default="", help=_("what proves it"))
    keeping.add_argument("--file", type=Path, metavar=_("FILE"), help=_("or a file that does"))
    add_day(keeping, _("day it was kept (default: today)"))
    breaking = add_act(verbs, "broken", _("a promise will not be kept any more"), record_broken)
    add_which_promise(breaking)
    breaking.add_argument("--reason", metavar=_("TEXT"), required=True, help=_("why"))
    add_day(breaking, _("day that became known (default: today)"))


def by_when_words() -> str:
    """What may be typed for the day of a promise."""
    return _("day, month or quarter: 30/9, “tháng 10”, “quý IV”")


def add_which_promise(parser: Parser, about: str = "") -> None:
    """Add `--promise`, the place of one as `issue show` numbers them."""
    about = about or _("which promise, 1 for the first")
    parser.add_argument("--promise", type=count, metavar="N", help=about)


def record_promise(options: Namespace) -> int:
    """Record what was promised."""
    from dialogue_app.services.bodies.editing import body_called
    from dialogue_app.services.issues.promises import PromiseDraft, promise

    def act(case: Case, seen: Seen) -> None:
        body = body_called(case, options.body, case.today()) if options.body else None
        promise(case, seen, PromiseDraft(options.what, options.by, body, options.person))

    return with_issue(options, act)


def record_kept(options: Namespace) -> int:
    """A promise was kept."""
    from dialogue_app.services.issues.promises import keep

    on = day_of(options)

    def act(case: Case, seen: Seen) -> None:
        chosen = promise_id(case, seen.id, options.promise)
        keep(case, seen, chosen, on, options.proof, options.file)

    return with_issue(options, act)


def record_broken(options: Namespace) -> int:
    """A promise will not be kept."""
    from dialogue_app.services.issues.promises import break_promise

    on = day_of(options)

    def act(case: Case, seen: Seen) -> None:
        chosen = promise_id(case, seen.id, options.promise)
        break_promise(case, seen, chosen, on, options.reason)

    return with_issue(options, act)


def promise_id(case: Case, issue_id: int, given: int | None) -> int:
    """The promise at that place as `issue show` numbers them; without one the only open one."""
    from dialogue_app.services.issues.detail import issue_detail

    detail = issue_detail(case, issue_id)
    if given is not None:
        if not 1 <= given <= len(detail.promises):
            raise NoOpenPromise(detail.code)
        return detail.promises[given - 1].id
    still_open = [one for one in detail.promises if one.state is PromiseState.OPEN]
    if len(still_open) > 1:
        raise WrongUse(_("The issue has several promises: say which one by --promise."))
    if not still_open:
        raise NoOpenPromise(detail.code)
    return still_open[0].id
