"""The workbooks that were imported: what taking one back would do, and doing it."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QWidget

from dialogue_app.domain.changes import Changes
from dialogue_app.i18n import N_, _
from dialogue_app.i18n.formats import screen_moment
from dialogue_app.services.imports.past_imports import PastImport, list_imports
from dialogue_app.services.imports.taking_back import (
    TakenBack,
    take_back_import,
    what_goes_back,
)
from dialogue_app.services.imports.taking_back_words import kept_words, taken_back_words
from dialogue_app.services.imports.words import kind_words
from dialogue_app.services.lists import Column
from ui import keys
from ui.models.paged_table import PagedTable
from ui.models.short_list import ShortList, Whole
from ui.tasks import Lane, Task
from ui.widgets.beside_or_below import BesideOrBelow
from ui.widgets.facts import DetailArea, paragraph, section
from ui.widgets.list_view import ListView
from ui.widgets.page import LaidOverPage
from ui.widgets.plain import set_tip

if TYPE_CHECKING:
    from ui.rail import Rail

_number = attrgetter("number")
_MOST_NAMED = 200  # of the records that stay


_COLUMNS: tuple[Column[PastImport], ...] = (
    Column("at", N_("When"), words=lambda one, _day: screen_moment(one.at), width=17, rank=0),
    Column("file", N_("File"), width=30, least=18, stretch=True, rank=0),
    Column("kind", N_("What"), words=lambda one, _day: kind_words(one.kind), width=14, rank=1),
    Column("added", N_("Added"), width=9, numeric=True, rank=1),
    Column("changed", N_("Changed"), width=9, numeric=True, rank=1),
    Column("by", N_("By"), width=18, rank=2),
)


class PastImportsPage(LaidOverPage):
    """The imports on the left; on the right what taking the chosen one back would do now."""

    help_topic = "enterprises"

    def __init__(self, rail: Rail, number: int | None = None) -> None:
        super().__init__(_("Imports"))
        self.rail, self.context = rail, rail.context
        self._asked, self._writing = number, False
        self._reading: Task | None = None
        case = self.context.case
        self._table: PagedTable[Whole, PastImport] = PagedTable(
            ShortList(lambda: list_imports(case), _number), _COLUMNS, self.context.tasks,
            case.today, row_id=_number, parent=self,
        )  # fmt: skip
        self.list = ListView(self._table, _("Imports"))
        self.list.setObjectName("imports")
        self.list.empty.say(_("No workbook was imported that could be taken back."))
        self.detail = DetailArea()
        self.detail.setObjectName("taking_back")
        self.detail.setAccessibleName(_("What taking it back does"))
        self.take_back_button = self.add_action(_("Take back"), self.take_back, icon="undo")
        set_tip(self.take_back_button, f"{_(keys.TAKE_BACK.words)} ({keys.TAKE_BACK.shown})")
        QShortcut(keys.TAKE_BACK.sequence, self).activated.connect(self.take_back)
        self.take_back_button.setObjectName("take_back")
        self._back = self.add_action(_("Back"), self.leave, icon="back")
        self._back.setObjectName("close")
        self.body.addWidget(BesideOrBelow(self.list, self.detail), 1)
        self.list.current_changed.connect(self._look_at)
        for read in (self._table.loaded, self._table.complete):
            read.connect(self._begin)
        self.context.changes.changed.connect(self._hear)
        self._show(None)
        self._table.show(Whole())

    def take_back(self) -> None:
        """Take the chosen import back, but for what was worked on since."""
        number, case = self.list.current_id(), self.context.case
        if number is None or not self.take_back_button.isEnabled():
            return
        self._set_writing(True)
        self.context.tasks.run(
            self,
            lambda: take_back_import(case, number),
            self._taken_back,
            self._failed,
            lane=Lane.WRITE,
        )

    def _taken_back(self, taken: TakenBack) -> None:
        self._set_writing(False)
        self.context.messages.done(_("Taken back: {what}").format(what=taken_back_words(taken)))
        self._table.refresh()

    def _failed(self, error: Exception) -> None:
        self._set_writing(False)
        self.context.messages.error(error, about=self)

    def _set_writing(self, writing: bool) -> None:
        self._writing = writing
        self.take_back_button.setEnabled(not writing)
        self._back.setEnabled(not writing)  # whoever is gone is not told how it ended

    def _begin(self) -> None:
        """The keyboard stands on the import that was asked for, else on the latest."""
        asked, self._asked = self._asked, None
        if asked is not None and self.list.select_id(asked):
            return
        if self.list.current_id() is None and self._table.rowCount():
            self.list.selectRow(0)
        if not self._table.rowCount():
            self._show(None)

    def _look_at(self, number: int | None) -> None:
        self._show(None)
        if number is not None:
            case = self.context.case
            self._reading = self.context.read(
                self, lambda: what_goes_back(case, number), self._show, self._reading
            )

    def _show(self, taken: TakenBack | None) -> None:
        self.take_back_button.setEnabled(taken is not None and not self._writing)
        self.detail.fill(_parts(taken) if taken is not None else [])

    # The page ------------------------------------------------------------------------------------

    def has_unsaved(self) -> bool:
        """Whether an import is being taken back."""
        return self._writing

    def first_to_type(self) -> QWidget:
        """The list."""
        return self.list

    def leave(self) -> None:
        """Back to the list, but not while an import is being taken back."""
        if not self._writing:
            super().leave()

    def _hear(self, changes: Changes) -> None:
        if changes.of("workbook_import"):
            self._table.refresh()
        elif changes.of("enterprise", "issue"):
            self._look_at(self.list.current_id())


def _parts(taken: TakenBack) -> list[QWidget]:
    parts: list[QWidget] = [
        section(_("What taking it back does")), paragraph(taken_back_words(taken)),
    ]  # fmt: skip
    if taken.kept:
        named = "\n".join(f"• {kept_words(record)}" for record in taken.kept[:_MOST_NAMED])
        parts += [section(_("These stay as they are")), paragraph(named)]
        if len(taken.kept) > _MOST_NAMED:
            parts.append(paragraph("…"))
    return parts
