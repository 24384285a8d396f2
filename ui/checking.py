"""The whole register looked through by itself, because the last end was unclean."""

from __future__ import annotations

from PySide6.QtCore import QObject

from dialogue_app.domain.checks import Fault
from dialogue_app.i18n import _, ngettext
from dialogue_app.i18n.formats import number
from dialogue_app.i18n.words import word
from dialogue_app.services.checking import check, in_words
from ui.context import Context
from ui.tasks import Lane

_MOST_SHOWN = 6


def check_data(owner: QObject, context: Context) -> None:
    """Look through the register on a worker, and say what is wrong with it."""
    case, messages = context.case, context.messages

    def tell(told: list[tuple[Fault, str]]) -> None:
        if told:
            messages.error(_sentences(told))

    context.tasks.run_long(
        owner,
        lambda task: in_words(case, check(case, watch=task.watch)),
        tell,
        messages.error,
        lane=Lane.CHECK,
    )


def _sentences(told: list[tuple[Fault, str]]) -> str:
    lines = [f"{word(fault)}: {detail}" for fault, detail in told[:_MOST_SHOWN]]
    n = len(told) - len(lines)
    if n:
        lines.append(ngettext("and {n} more", "and {n} more", n).format(n=number(n)))
    lines.append(_("All of it, and what can be mended: “Check the data” in the settings."))
    return "\n".join(lines)
