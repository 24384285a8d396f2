"""The first page: numbers that lead to their lists, bodies with what they have in hand."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QPushButton, QWidget

from dialogue_app.domain.changes import Changes
from dialogue_app.domain.vocabulary import View
from dialogue_app.domain.worded import Worded
from dialogue_app.i18n import _, ngettext
from dialogue_app.i18n.formats import number, screen_date
from dialogue_app.i18n.words import word
from dialogue_app.services.issues.lists import ISSUES, IssueQuery
from dialogue_app.services.overview.today import TO_DO, SessionToCome, Today, today
from dialogue_app.services.overview.units import (
    OTHER_COLUMNS,
    UNIT_COLUMNS,
    other_bodies,
    own_units,
)
from ui import theme
from ui.models.paged_table import PagedTable
from ui.models.short_list import ShortList, Whole
from ui.pages.overview.bars import BarDelegate
from ui.pages.overview.tiles import Tiles
from ui.places import Place
from ui.tasks import Lane, Task
from ui.widgets.beside_or_below import BesideOrBelow
from ui.widgets.links import Links, link
from ui.widgets.list_view import ListView
from ui.widgets.page import Page

if TYPE_CHECKING:
    from ui.rail import Rail

_TONES = {"in_hand": "accent", "overdue": "late", "waiting": "accent"}
_HEARD = ("issue", "session", "body", "calendar_day")


class OverviewPage(Page):
    """Each number, and each row of a body, opens the list of what it counts."""

    def __init__(self, rail: Rail) -> None:
        super().__init__(_("Overview"))
        self.rail, self.context = rail, rail.context
        case = self.context.case
        self._reading: Task | None = None
        self._counting: Task | None = None  # of whom to call
        self._to_call = _("Whom to call today")  # in numbers, once they are counted
        self._stale = True
        self.tiles = Tiles(TO_DO, self._open_view)
        self.links = Links()
        self._tables: list[PagedTable[Whole, Any]] = []
        self.units = self._table(
            "units", _("Our units"), ShortList(lambda: own_units(case)), UNIT_COLUMNS
        )
        self.others = self._table(
            "others", _("Other bodies"), ShortList(lambda: other_bodies(case)), OTHER_COLUMNS
        )
        self.units.empty.say(_("No unit of ours is known yet."))
        self.others.empty.say(_("No other body has anything to answer."))
        self.units.opened.connect(self._open_unit)
        self.others.opened.connect(self._open_other)
        self.body.setSpacing(theme.WIDE)
        self.body.addWidget(self.tiles)
        self.body.addWidget(self.links)
        bodies = BesideOrBelow(self.units, self.others)
        theme.set_role(bodies, role="apart")
        bodies.setHandleWidth(2 * theme.GAP)
        self.body.addWidget(bodies, 1)
        self._tables[-1].complete.connect(self._count_calls)
        self.context.changes.changed.connect(self._hear)

    def _table(self, name: str, called: str, source: Any, columns: Any) -> ListView:
        table: PagedTable[Whole, Any] = PagedTable(
            source, columns, self.context.tasks, self.context.case.today, parent=self
        )
        self._tables.append(table)
        table.failed.connect(self.context.messages.error)
        shown = ListView(table, called)
        shown.setObjectName(name)
        shown.setItemDelegate(BarDelegate(shown, table, _TONES))
        return shown

    # The page ---------------------------------------------------------------------------------

    def shown(self) -> None:
        """Count anew what changed while the page was behind others."""
        if self._stale:
            self._refresh()

    def first_to_type(self) -> QWidget:
        """The first number."""
        return self.tiles.first()

    def _hear(self, changes: Changes) -> None:
        if not changes.of(*_HEARD):
            return
        self._stale = True
        if self.isVisible():
            self._refresh()

    def _refresh(self) -> None:
        self._stale = False
        case = self.context.case
        self._reading = self.context.read(
            self, lambda: today(case), self._show, self._reading, lane=Lane.LIST
        )

    def _show(self, found: Today) -> None:
        """The numbers are what the eye waits for; the bodies are read once they are shown."""
        self.tiles.say(found.counts)
        self.links.fill(self._links(found))
        for table in self._tables:
            if table.is_loaded:
                table.refresh()
            else:
                table.show(Whole())

    def _count_calls(self) -> None:
        """Whom to call, once numbers and bodies are there: what it needs is loaded only then."""
        self._counting = self.context.read(
            self, self._counted_calls, self._say_calls, self._counting, lane=Lane.READ
        )

    def _counted_calls(self) -> dict[Worded, int]:
        from dialogue_app.services.issues.calls import CallList, CallQuery

        return CallList(self.context.case).counts(CallQuery())

    def _say_calls(self, counts: dict[Worded, int]) -> None:
        """How many are to be called; their list says who, and what to say."""
        said = [f"{word(view)} {number(n)}" for view, n in counts.items() if n]
        words = _("Whom to call today: {what}").format(what=" · ".join(said))
        self._to_call = words if said else _("Nobody is to be called today")
        for button in self.links.findChildren(QPushButton, "calls"):
            button.setText(self._to_call)

    def _links(self, found: Today) -> list[QPushButton]:
        """The session to come; beside it, in a new register, what to begin with."""
        call = partial(self.rail.go, Place("calls"))
        links = [self._coming(found.next_session), link(self._to_call, "calls", call)]
        if not found.known:
            take_in = self.rail.open_issue_import
            links.append(link(_("Take in issues from a workbook"), "first_import", take_in))
        return links

    def _coming(self, coming: SessionToCome | None) -> QPushButton:
        if coming is None:
            go = partial(self.rail.go, Place("sessions"))
            return link(_("No session is planned yet. Prepare one"), "next_session", go)
        left = ngettext("{n} working day left", "{n} working days left", coming.working_days)
        said = _("Next session: {code}, {day}, {left}").format(
            code=coming.code,
            day=screen_date(coming.day),
            left=left.format(n=number(coming.working_days)),
        )
        return link(said, "next_session", partial(self.rail.go, Place("sessions", coming.id)))

    # Where its numbers lead -------------------------------------------------------------------

    def _open_view(self, view: View) -> None:
        self.rail.go(Place("issues", query=ISSUES.shown_in(view)))

    def _open_unit(self, body_id: int) -> None:
        """What it has in hand; from the column of what is late, only that."""
        column = UNIT_COLUMNS[self.units.currentIndex().column()].key
        late = column == "overdue"
        query = IssueQuery(late_at=body_id) if late else IssueQuery(in_hand_of=body_id)
        self.rail.go(Place("issues", query=query))

    def _open_other(self, body_id: int) -> None:
        waiting = View.WAITING_FOR_OTHERS
        self.rail.go(Place("issues", query=ISSUES.shown_in(waiting, owed_by=body_id)))
