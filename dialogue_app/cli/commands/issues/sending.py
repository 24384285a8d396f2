"""`issue sent`: what really went out to bodies that are not ours."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from dialogue_app.cli.commands.issues.chosen import day_of, with_issue
from dialogue_app.cli.parsing import (
    Commands,
    Parser,
    add_choice,
    add_command,
    add_day,
    add_seen,
    filled,
)
from dialogue_app.domain.vocabulary import SendingKind
from dialogue_app.i18n import _

if TYPE_CHECKING:
    from dialogue_app.services.case import Case, Seen


def add_to(verbs: Commands[Parser]) -> None:
    """Add the command."""
    sending = add_command(
        verbs, "sent", _("record that an issue was really sent to a body that is not ours"), sent
    )
    sending.add_argument("code", metavar=_("CODE"), help=_("code of the issue"))
    sending.add_argument(
        "--body", type=filled, metavar=_("NAME"), required=True, help=_("which body")
    )
    add_choice(sending, "--by", SendingKind, _("how it was sent"), default=SendingKind.LETTER)
    sending.add_argument(
        "--number", metavar=_("NUMBER"), default="", help=_("number of the letter")
    )
    add_day(sending, _("day it was sent (default: today)"))
    add_seen(sending)


def sent(options: Namespace) -> int:
    """Record that it was sent."""
    from dialogue_app.services.bodies.editing import body_called
    from dialogue_app.services.issues.sending import SendingDraft, record_sent

    on = day_of(options)

    def act(case: Case, seen: Seen) -> None:
        body_id = body_called(case, options.body, on)
        record_sent(case, seen, body_id, SendingDraft(on, options.by, options.number))

    return with_issue(options, act)
