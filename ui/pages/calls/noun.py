"""A call: whom to call, what about, and the text to copy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from dialogue_app.domain.reminding import CallView
from dialogue_app.i18n import _, ngettext
from dialogue_app.i18n.formats import number
from ui.pages.calls.acts import ACTS
from ui.pages.noun import Empty, Noun

if TYPE_CHECKING:
    from dialogue_app.services.issues.calls import CallDetail, CallRow


class CallNoun(Noun):
    """Calls to be made."""

    key = "call"
    page = "calls"
    acts = ACTS
    opens = "mark"
    heard = ("issue", "body", "enterprise", "our_agency", "calendar_day", "policy")

    def read(self, key: int) -> CallDetail:
        """One call with its text."""
        from dialogue_app.services.issues.calls import call_detail

        return call_detail(self.context.case, key)

    def called(self, detail: CallDetail) -> str:
        """Who is called."""
        return detail.group.name if detail.group is not None else _("Nothing left to call about")

    def count(self, n: int) -> str:
        """So many calls."""
        return ngettext("{n} call", "{n} calls", n).format(n=number(n))

    def empty(self, query: Any) -> Empty:
        """Nobody is to be called."""
        if query.view is CallView.RAISERS:
            return Empty(_("All enterprises were told and asked."))
        return Empty(_("Nobody is to be reminded today."))

    def line(self, row: CallRow) -> tuple[str, str]:
        """Who, and what about."""
        from dialogue_app.services.issues.calling_words import call_chip

        return row.name, call_chip(row.call).text

    def parts(self, detail: CallDetail) -> Sequence[QWidget]:
        """Whom to call there, what about, and what to say."""
        from ui.pages.calls.detail import call_parts

        return call_parts(detail)

    def reminder(self, detail: CallDetail) -> Sequence[QWidget]:
        """Whom to call, above the form."""
        from dialogue_app.services.issues.calling_words import caller_words
        from ui.widgets.facts import caption, paragraph

        group = detail.group
        if group is None:
            return ()
        who = caller_words(group.contact, group.phone, group.email)
        codes = ", ".join(row.code for row in detail.issues)
        return [paragraph(group.name), caption(who), caption(codes)]
