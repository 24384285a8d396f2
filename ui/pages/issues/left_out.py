"""To which issues an act on several will be done, and which are left out and why, before it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout

from dialogue_app.domain.errors.issues import PromiseStillOpen
from dialogue_app.domain.text import initial_upper
from dialogue_app.i18n import _, ngettext
from dialogue_app.i18n.columns import table_name
from dialogue_app.i18n.formats import number
from dialogue_app.i18n.sentences import explain
from dialogue_app.services.issues.moving import Left
from ui import theme
from ui.tasks import Lane
from ui.widgets.plain import Label
from ui.widgets.under_way import UnderWay

if TYPE_CHECKING:
    from dialogue_app.services.issues.together import Done, Sorted
    from ui.pages.issues.move_panel import MovePanel
    from ui.tasks import OnProgress, Task

REASONS_SHOWN = 6
CODES_SHOWN = 5


class LeftOut(QFrame):
    """Follows what is typed in a form for several issues; nothing is written before it is known."""

    def __init__(
        self,
        panel: MovePanel,
        ask: Callable[[], Callable[[], Sorted] | None],
        decided_by: Collection[str] = (),
    ) -> None:
        """`ask` gives what a worker is to look up, None as long as too little is typed.

        The answer may be another when an input of `decided_by` changes.
        """
        super().__init__()
        self._panel, self._ask, self._decided_by = panel, ask, frozenset(decided_by)
        self._found: Sorted | None = None
        self.refused: Exception | None = None  # why what is typed fits no issue at all
        self._task: Task | None = None
        self._text = Label(wraps=True)
        self._text.setObjectName("left_out")
        self._under_way = UnderWay(panel.context)
        self.setProperty("role", "theirs")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.STEP, theme.SMALL, theme.STEP, theme.SMALL)
        column.setSpacing(theme.SMALL)
        column.addWidget(self._text)
        column.addWidget(self._under_way)
        panel.show_above(self)
        panel.form.changed.connect(self._hear)
        self.look()

    @property
    def count(self) -> int | None:
        """To how many issues it can be done; None while that is not known."""
        return None if self._found is None else len(self._found.taken)

    def look(self) -> None:
        """Look it up anew on a worker."""
        self._found = self.refused = None
        work = self._ask()
        self.setVisible(work is not None)
        if work is None:
            return
        self._text.setText(_("Looking up to which issues this can be done…"))
        self._task = self._panel.context.tasks.run(
            self, work, self._show, self._refuse, lane=Lane.EYE, instead_of=self._task
        )

    def run(
        self,
        work: Callable[[OnProgress], Done],
        done: Callable[[Done], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Do it on the worker that writes, with a bar, and a button that stops all of it."""
        self._under_way.run(lambda task: work(task.watch), done, failed, Lane.WRITE)

    def _hear(self, key: str) -> None:
        if key in self._decided_by:
            self.look()

    def _show(self, found: Sorted) -> None:
        self._found = found
        n, left = len(found.taken), len(found.left)
        said = ngettext("This will be done to {n} issue.", "This will be done to {n} issues.", n)
        lines = [said.format(n=number(n))]
        if left:
            more = ngettext("{n} is left out:", "{n} are left out:", left)
            lines.append(more.format(n=number(left)))
            lines += _lines(found.left)
        self._text.setText("\n".join(lines))

    def _refuse(self, error: Exception) -> None:
        self.refused = error
        self._text.setText(explain(error))


def by_reason(left: Sequence[Left]) -> dict[str, list[Left]]:
    """Those left, by the reason in words that fit each of them."""
    found: dict[str, list[Left]] = {}
    for one in left:
        found.setdefault(_reason(one), []).append(one)
    return found


def _reason(one: Left) -> str:
    if isinstance(one.reason, PromiseStillOpen):  # which says what to do with one issue
        return _("A promise is not kept yet.")
    noun = table_name("issue")  # which some sentences say before the code
    code = rf"(?:{re.escape(noun)} )?{re.escape(one.code)}"
    return initial_upper(re.sub(code, _("the issue"), explain(one.reason), flags=re.IGNORECASE))


def _lines(left: Sequence[Left]) -> list[str]:
    reasons = list(by_reason(left).items())
    lines = [f"• {reason} {_codes(ones)}" for reason, ones in reasons[:REASONS_SHOWN]]
    return [*lines, "…"] if len(reasons) > REASONS_SHOWN else lines


def _codes(left: Sequence[Left]) -> str:
    codes = ", ".join(one.code for one in left[:CODES_SHOWN])
    more = len(left) - CODES_SHOWN
    return f"({codes}, … +{number(more)})" if more > 0 else f"({codes})"
