"""The enterprises that may be one: why, both side by side, merged or told apart."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QButtonGroup, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from dialogue_app.domain.changes import Changes
from dialogue_app.domain.errors.base import Cancelled
from dialogue_app.i18n import _
from dialogue_app.i18n.formats import number
from dialogue_app.services.enterprises.duplicates import (
    LikePair,
    distinct_pairs,
    like_pairs,
    note_distinct,
    withdraw_distinct,
)
from dialogue_app.services.enterprises.lists import EnterpriseRow
from ui import keys, theme
from ui.models.paged_table import PagedTable
from ui.pages.enterprises.merge_panel import MergePanel, Two, read_two
from ui.pages.enterprises.pairs import COLUMNS, PairQuery, Pairs, reason_words
from ui.places import Place
from ui.tasks import Lane, Task
from ui.widgets.beside_or_below import BesideOrBelow
from ui.widgets.facts import DetailArea, Facts, paragraph, section
from ui.widgets.links import Links, link
from ui.widgets.list_view import ListView
from ui.widgets.page import LaidOverPage
from ui.widgets.plain import set_tip
from ui.widgets.under_way import UnderWay

if TYPE_CHECKING:
    from ui.rail import Rail


class DuplicatesPage(LaidOverPage):
    """The pairs on the left, the one with the keyboard whole on the right.

    Enter merges, Ctrl+D tells two apart or no longer, Esc leads back to the register.
    """

    help_topic = "enterprises"

    def __init__(self, rail: Rail) -> None:
        super().__init__(_("Enterprises that may be one"))
        self.rail, self.context = rail, rail.context
        self._pairs = Pairs()
        self._views: dict[bool, QPushButton] = {}
        self._table: PagedTable[PairQuery, LikePair] = PagedTable(
            self._pairs, COLUMNS, self.context.tasks, self.context.case.today,
            row_id=self._pairs.number_of, parent=self,
        )  # fmt: skip
        self.list = ListView(self._table, _("Pairs of enterprises"))
        self.list.setObjectName("pairs")
        self.detail = DetailArea()
        self.detail.setObjectName("pair")
        self.detail.setAccessibleName(_("Both enterprises"))
        self.merge_button = self.add_action(_("Merge…"), self.merge, icon="enterprise")
        self.apart_button = self.add_action("", self.tell_apart, icon="close")
        self.add_action(_("Back to the register"), self.leave, icon="back")
        self._under_way = UnderWay(self.context)
        self._pages = QStackedWidget()
        self._assemble()
        self._table.show(PairQuery())
        self.context.changes.changed.connect(self._hear)
        self.look()

    @property
    def panel(self) -> MergePanel | None:
        """The form of a merge, while it is open."""
        front = self._pages.currentWidget()
        return front if isinstance(front, MergePanel) else None

    def look(self) -> None:
        """Look through the register; what is listed stays until all is found."""
        case = self.context.case

        def work(task: Task) -> tuple[list[LikePair], list[LikePair]]:
            return like_pairs(case, task.report, task.should_stop), distinct_pairs(case)

        self._under_way.run(work, self._show, self._failed, Lane.CHECK)

    def merge(self) -> None:
        """Show both side by side, to choose what remains."""
        pair = self._current()
        if pair is not None and self.panel is None:
            work = partial(read_two, self.context, pair.first.id, pair.second.id)
            self.context.read(self, work, self._open_merge)

    def tell_apart(self) -> None:
        """Note that the two are not one, or no longer."""
        pair = self._current()
        if pair is None or self.panel is not None:
            return
        case, ids = self.context.case, (pair.first.id, pair.second.id)
        codes = {"first": pair.first.code, "second": pair.second.code}
        act, said = note_distinct, _("{first} and {second} are two different enterprises.")
        if self._is_apart:
            act, said = withdraw_distinct, _("{first} and {second} may be one again.")
        self.context.write(
            self,
            lambda: act(case, *ids),
            lambda _none: self.rail.undoing.say_done(said.format(**codes)),
        )

    # What is shown ------------------------------------------------------------------------------

    @property
    def _is_apart(self) -> bool:
        return self._views[True].isChecked()

    def _current(self) -> LikePair | None:
        key = self.list.current_id()
        return self._pairs.pair(key) if key is not None else None

    def _show(self, found: tuple[list[LikePair], list[LikePair]]) -> None:
        self._pairs.take(*found)
        self._show_pairs()

    def _show_pairs(self) -> None:
        self._count_views()
        self._table.refresh()

    def _count_views(self) -> None:
        titles = {False: _("May be one"), True: _("Told apart")}
        for apart, button in self._views.items():
            button.setText(f"{titles[apart]} {number(self._pairs.count(apart=apart))}")
        said = _("No two enterprises of the register look like one.")
        if self._is_apart:
            said = _("Nobody told two enterprises apart yet.")
        self.list.empty.say(said)

    def _show_view(self, apart: bool) -> None:
        self._count_views()
        self._table.show(PairQuery(apart))
        self._look_at(None)
        self.list.setFocus()

    def _begin(self) -> None:
        """The keyboard stands on the first pair."""
        if self.list.current_id() is None and self._table.rowCount():
            self.list.selectRow(0)
        self._look_at(self.list.current_id())

    def _look_at(self, _key: int | None) -> None:
        pair = self._current()
        self.apart_button.setText(_("Not one") if not self._is_apart else _("May be one again"))
        for button in (self.merge_button, self.apart_button):
            button.setEnabled(pair is not None)
        self.detail.fill(self._parts(pair) if pair is not None else [])

    def _parts(self, pair: LikePair) -> list[QWidget]:
        parts: list[QWidget] = [paragraph(reason_words(pair))]
        for row, name in ((pair.first, "first"), (pair.second, "second")):
            parts += [
                section(row.name),
                Facts([fact for fact in _facts(row) if fact[1]]),
                Links([link(_("Open {code}").format(code=row.code), name, self._opener(row.id))]),
            ]
        return parts

    def _opener(self, key: int) -> Any:
        def leave_for() -> None:
            rail = self.rail
            self.closed.emit()
            rail.go(Place("enterprises", key))

        return leave_for

    # Merging ------------------------------------------------------------------------------------

    def _open_merge(self, two: Two) -> None:
        panel = MergePanel(self.context, two)
        panel.saved.connect(self._merged)
        panel.closed.connect(self._close_merge)
        self._pages.addWidget(panel)
        self._pages.setCurrentWidget(panel)
        self._show_buttons()
        panel.begin()

    def _merged(self, said: str) -> None:
        self._close_merge()
        self.rail.undoing.say_done(said)

    def _close_merge(self) -> None:
        panel = self.panel
        if panel is not None:
            self._pages.removeWidget(panel)
            panel.deleteLater()
        self._show_buttons()
        self.list.setFocus()

    def _show_buttons(self) -> None:
        for button in (self.merge_button, self.apart_button):
            button.setVisible(self.panel is None)

    # The page ------------------------------------------------------------------------------------

    def has_unsaved(self) -> bool:
        """Whether something was chosen of a merge and not saved."""
        return self.panel is not None and self.panel.is_dirty

    def first_to_type(self) -> QWidget:
        """The list, or the form that is open."""
        return self.list

    def _hear(self, changes: Changes) -> None:
        if changes.of("enterprise") or (changes.of("distinct_pair") and self._under_way.is_running):
            self.look()
        elif changes.of("distinct_pair"):  # the register is the same: nothing is to be found anew
            case = self.context.case
            self.context.read(self, lambda: distinct_pairs(case), self._take_apart)

    def _take_apart(self, apart: list[LikePair]) -> None:
        is_all_known = self._pairs.take_apart(apart)
        self._show_pairs()
        if not is_all_known:
            self.look()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, Cancelled):
            self.context.messages.error(error, about=self)

    def _assemble(self) -> None:
        group = QButtonGroup(self)
        for apart in (False, True):
            button = self._views[apart] = QPushButton()
            button.setObjectName("apart" if apart else "alike")
            button.setCheckable(True)
            button.setChecked(not apart)
            theme.set_role(button, kind="view")
            button.clicked.connect(partial(self._show_view, apart))
            group.addButton(button)
            self.tools.addWidget(button)
        self.tools.addStretch()
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._under_way)
        column.addWidget(BesideOrBelow(self.list, self.detail), 1)
        self._pages.addWidget(whole)
        self.body.addWidget(self._pages, 1)
        self.list.opened.connect(lambda _key: self.merge())
        QShortcut(keys.APART.sequence, self).activated.connect(self.tell_apart)
        set_tip(self.merge_button, f"{_('Merge…')} ({keys.OPEN.shown})")
        set_tip(self.apart_button, f"{_(keys.APART.words)} ({keys.APART.shown})")
        self.list.current_changed.connect(self._look_at)
        for read in (self._table.loaded, self._table.complete):
            read.connect(self._begin)
        self._count_views()
        self._look_at(None)


def _facts(row: EnterpriseRow) -> list[tuple[str, str]]:
    return [
        (_("Code"), row.code),
        (_("Tax code"), row.tax_code),
        (_("Legal type"), row.legal_type),
        (_("Address"), row.address),
        (_("Telephone"), row.phone),
        (_("Representative"), row.representative),
        (_("Issues"), number(row.issue_count) if row.issue_count else ""),
    ]
