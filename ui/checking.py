"""The whole register looked through, because somebody asked or the last end was unclean."""

from __future__ import annotations

from PySide6.QtCore import QObject

from dialogue_app.i18n import _, ngettext
from dialogue_app.i18n.formats import number
from dialogue_app.i18n.words import word
from dialogue_app.services.checking import Checkup, check
from ui.context import Context
from ui.tasks import Lane

_MOST_SHOWN = 6


def check_data(owner: QObject, context: Context, *, only_faults: bool = False) -> None:
    """Look through the register on a worker and say what is wrong, or that nothing is."""
    case, messages = context.case, context.messages

    def tell(found: Checkup) -> None:
        if not found.sound:
            messages.error(_in_words(found))
        elif not only_faults:
            messages.done(_("The data are sound."))

    context.tasks.run(owner, lambda: check(case), tell, messages.error, lane=Lane.CHECK)


def _in_words(found: Checkup) -> str:
    lines = [f"{word(one.fault)}: {one.detail}" for one in found.findings[:_MOST_SHOWN]]
    n = len(found.findings) - len(lines)
    if n:
        more = ngettext("and {n} more: see the command “check”", "and {n} more: see “check”", n)
        lines.append(more.format(n=number(n)))
    return "\n".join(lines)
