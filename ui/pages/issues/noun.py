"""An issue as its lists show it: to read, to be reminded of, and what is said of several."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from dialogue_app.domain.life import Move
from dialogue_app.i18n import _, ngettext
from dialogue_app.i18n.formats import number
from dialogue_app.services.case import Seen
from dialogue_app.services.issues.words import state_chip
from ui import theme
from ui.pages.issues.acts import ACTS
from ui.pages.noun import Empty, Noun
from ui.widgets.plain import Label

if TYPE_CHECKING:
    from dialogue_app.services.issues.detail import IssueDetail
    from ui.rail import Rail


class IssueNoun(Noun):
    """Issues; new ones go to `session_id` where one is given."""

    key = "issue"
    page = "issues"
    acts = ACTS
    # which also shows enterprises and bodies by their names, and what calendar and rules say
    heard = ("issue", "calendar_day", "policy")

    def __init__(
        self, rail: Rail, session_id: int | None = None, speaker: Callable[[], str] = str
    ) -> None:
        """`speaker` is who directs, asked when a direction is to be typed."""
        super().__init__(rail)
        self.session_id, self.speaker = session_id, speaker

    def read(self, key: int) -> IssueDetail:
        """One issue whole."""
        from dialogue_app.services.issues.detail import issue_detail

        return issue_detail(self.context.case, key)

    def seen(self, ids: Sequence[int]) -> list[Seen]:
        """Several issues as they stand now."""
        from dialogue_app.services.issues.lists import seen_issues

        return seen_issues(self.context.case, ids)

    def moves(self, detail: Any) -> frozenset[Move]:
        """What the life of the issue allows."""
        moves: frozenset[Move] = detail.moves
        return moves

    def called(self, detail: Any) -> str:
        """Its code."""
        return str(detail.code)

    def count(self, n: int) -> str:
        """So many issues."""
        return ngettext("{n} issue", "{n} issues", n).format(n=number(n))

    def empty(self, query: Any) -> Empty:
        """What to do first."""
        said = _("No issue here. Add one, or import your Excel list.")
        return Empty(said, ("import", "add"))

    def line(self, row: Any) -> tuple[str, str]:
        """Code and text."""
        return row.code, " ".join(row.text.split())

    def heading(self, detail: Any) -> QWidget:
        """Code and state."""
        from ui.widgets.chip import ChipLabel

        code = Label(detail.code)
        code.setFont(theme.title_font())
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        row.addWidget(code)
        row.addWidget(ChipLabel(state_chip(detail.row.state, detail.row.outcome)))
        row.addStretch()
        return whole

    def parts(self, detail: Any) -> Sequence[QWidget]:
        """What it says, who is in charge, its answers and its story."""
        from ui.pages.issues.detail import issue_parts

        return issue_parts(detail, self.context)

    def reminder(self, detail: Any) -> Sequence[QWidget]:
        """Its text, who raised it, and their telephone."""
        from dialogue_app.services.issues.words import caller_words
        from ui.widgets.facts import caption, paragraph

        callers = [caption(caller_words(raiser)) for raiser in detail.raisers]
        return [paragraph(detail.form.text), *callers]
