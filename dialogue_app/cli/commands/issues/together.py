"""What commands on several issues say: to how many it was done, or would be, and what was left."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from dialogue_app.cli.output import say
from dialogue_app.cli.parsing import Parser
from dialogue_app.domain.errors.base import BadInput
from dialogue_app.domain.errors.issues import PromiseStillOpen
from dialogue_app.i18n import _, ngettext

if TYPE_CHECKING:
    from dialogue_app.services.issues.moving import Left
    from dialogue_app.services.issues.together import Done, Sorted


def add_dry_run(parser: Parser) -> None:
    """`--dry-run`: only say to which issues it would be done."""
    parser.add_argument(
        "--dry-run",
        action="store_true",
        help=_("change nothing; say to which issues this would be done, and why not to others"),
    )


def done_together(
    options: Namespace,
    foretell: Callable[[], Sorted],
    act: Callable[[], Done],
    say_each: Callable[[], None] | None = None,
) -> int:
    """Do it to all issues it can be done to, or only foretell it; give the command's code.

    Where none is left `say_each` tells where each stands now, in place of how many there are.
    """
    if options.dry_run:
        found = foretell()
        n = len(found.taken)
        said = ngettext("This would be done to {n} issue.", "This would be done to {n} issues.", n)
        _say(said, n, found.left)
        return 0
    result = act()
    if say_each is not None and not result.left:
        say_each()
        return 0
    n = result.done
    _say(ngettext("Recorded for {n} issue.", "Recorded for {n} issues.", n), n, result.left)
    return 0 if n else 2


def over_promise_words(error: PromiseStillOpen) -> str:
    """As the error says, but here nothing can be saved a second time."""
    from dialogue_app.i18n.formats import screen_date

    sentence = _(
        "{code} has a promise not kept yet, due on {day}: “{what}”. To end the follow-up all "
        "the same, repeat the command with --over-promise; the promise stays on record."
    )
    return sentence.format(code=error.code, day=screen_date(error.due), what=error.what)


def _say(said: str, n: int, left: Sequence[Left]) -> None:
    from dialogue_app.i18n.formats import number

    say(said.format(n=number(n)))
    say_left(left)


def say_left(left: Sequence[Left]) -> None:
    """The issues that were left, a line each, with the reason."""
    from dialogue_app.i18n.formats import number

    if left:
        n = len(left)
        say(ngettext("{n} was left:", "{n} were left:", n).format(n=number(n)))
    for _id, code, reason in left:
        say(f"  {code}: {_why(reason)}")


def _why(reason: BadInput) -> str:
    from dialogue_app.i18n.sentences import explain

    return over_promise_words(reason) if isinstance(reason, PromiseStillOpen) else explain(reason)
