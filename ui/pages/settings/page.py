"""The page of settings: who we are, the pick-lists, language and colours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QTabWidget

from dialogue_app.domain.changes import Changes
from dialogue_app.i18n import _, language
from dialogue_app.i18n.words import word
from dialogue_app.services.agency.reference import (
    PickList,
    ReferenceList,
    ReferenceRow,
    list_reference,
    save_reference,
    seen_list,
)
from dialogue_app.services.agency.settings import (
    NOT_SET,
    AgencyForm,
    agency_detail,
    set_agency,
)
from dialogue_app.services.case import SeenDraft
from ui import theme
from ui.context import Context
from ui.widgets.form_panel import FormPanel
from ui.widgets.inputs import ChoiceField, NumberField, TextLine
from ui.widgets.page import Page
from ui.widgets.rows_editor import RowColumn, RowsEditor, TableRows

LANGUAGE_NAMES = (("vi", "Tiếng Việt"), ("en", "English"))


class SettingsPanel(FormPanel):
    """One tab: shows what is known, and shows it again where what was typed is given up."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "")
        self._known: Any = None
        self.saved.connect(lambda _none: context.messages.done(_("Saved.")))
        self.closed.connect(lambda: self.take(self._known))

    def fill(self, known: Any) -> None:
        """Show what is known."""
        raise NotImplementedError

    def take(self, known: Any) -> None:
        """Show what is known now; it counts as saved."""
        self._known = known
        self.fill(known)
        self.remember()

    def hear(self, known: Any) -> None:
        """Show what changed, unless something is being typed here."""
        changed, self._known = known != self._known, known
        if changed and not self.is_dirty:
            self.take(known)


class AgencyPanel(SettingsPanel):
    """Who we are, as papers head themselves."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        add = self.form.add
        add(
            "name",
            _("Name of our agency"),
            TextLine(),
            required=True,
            wide=True,
            hint=_("For example: Ủy ban nhân dân phường Mẫu"),
        )
        add("area", _("Area"), TextLine(), required=True, hint=_("For example: phường Mẫu"))
        add("abbreviation", _("Abbreviation in numbers of papers"), TextLine())
        add(
            "superior",
            _("Agency above"),
            TextLine(),
            hint=_("Empty for the People's Committee of a ward or commune"),
        )
        add("place_name", _("Place name before the date of papers"), TextLine())
        add("default_days", _("Usual time limit in working days"), NumberField())
        self.take(SeenDraft(0, 0, NOT_SET))

    def fill(self, known: SeenDraft[AgencyForm]) -> None:
        """Who we are."""
        for key in ("name", "area", "abbreviation", "superior", "place_name", "default_days"):
            self.put(key, getattr(known.draft, key))

    def work(self) -> Callable[[], None]:
        """Save who we are."""
        days, known = self.number("default_days"), self._known
        form = AgencyForm(
            name=self.text("name"),
            area=self.text("area"),
            abbreviation=self.text("abbreviation"),
            superior=self.text("superior"),
            place_name=self.text("place_name"),
            level=known.draft.level,
            default_days=known.draft.default_days if days is None else days,
        )
        for key in ("name", "area"):
            if not self.text(key).strip():
                self.require(key)
        return lambda: set_agency(self.context.case, known, form)


class ReferencePanel(SettingsPanel):
    """One pick-list: names in their order, each offered or no longer."""

    def __init__(self, context: Context, which: ReferenceList) -> None:
        super().__init__(context)
        self._which = which
        offered = ((True, _("Offered")), (False, _("No longer offered")))
        columns = (
            RowColumn(_("State"), 160, options=offered),
            RowColumn(_("Name")),
            RowColumn(_("Source"), 190, typed=False),
        )
        self._editor = RowsEditor(columns, _("Add a name"))
        label = _("Names in their order (Alt+Up, Alt+Down move a row)")
        self.form.add("names", label, self._editor, wide=True)
        for keys, by in (("Alt+Up", -1), ("Alt+Down", 1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self._move_row, by))
        self.take(())

    def _move_row(self, by: int) -> None:
        """The current row changes places with its neighbour; the keyboard goes with it."""
        rows, table = list(self._editor.value()), self._editor.typed
        assert isinstance(table, TableRows)
        place, column = table.currentRow(), max(table.currentColumn(), 0)
        if 0 <= place < len(rows) and 0 <= place + by < len(rows):
            rows[place], rows[place + by] = rows[place + by], rows[place]
            self._editor.set_value(rows)
            table.setCurrentCell(place + by, column)
            table.setFocus()

    def fill(self, known: Sequence[ReferenceRow]) -> None:
        """The names."""
        self.put("names", [(row.active, row.name, word(row.source)) for row in known])

    def work(self) -> Callable[[], None]:
        """Save the list."""
        typed = self.rows("names")
        rows = [(name, bool(active)) for active, name, _source in typed if name.strip()]
        context, which, seen = self.context, self._which, seen_list(self._known)
        return lambda: save_reference(context.case, which, seen, PickList(tuple(rows)))


class LookPanel(SettingsPanel):
    """Language and colours; kept in the data folder, used from the next start on."""

    def __init__(self, context: Context, settings: Path) -> None:
        super().__init__(context)
        self._settings = settings
        colours = [(False, _("Light")), (True, _("Dark"))]
        self.form.add(
            "language", _("Language"), ChoiceField(LANGUAGE_NAMES), hint=_("From the next start on")
        )
        self.form.add("dark", _("Colours"), ChoiceField(colours), hint=_("From the next start on"))
        remembered = QSettings(str(settings), QSettings.Format.IniFormat)
        dark = remembered.value("look/dark", "false") == "true"
        self.take((remembered.value("look/language", language()), dark))

    def fill(self, known: tuple[str, bool]) -> None:
        """Both as they were chosen."""
        for key, value in zip(("language", "dark"), known, strict=True):
            self.put(key, value)

    def work(self) -> Callable[[], tuple[str, bool]]:
        """Write both to the file in the data folder."""
        chosen, dark, path = self.choice("language"), self.choice("dark"), str(self._settings)

        def run() -> tuple[str, bool]:
            remembered = QSettings(path, QSettings.Format.IniFormat)
            remembered.setValue("look/language", chosen)
            remembered.setValue("look/dark", "true" if dark else "false")
            remembered.sync()
            return chosen, dark

        return run

    def _done(self, result: tuple[str, bool]) -> None:
        self.take(result)
        super()._done(result)


class SettingsPage(Page):
    """Each part under its own tab."""

    def __init__(self, context: Context, settings: Path) -> None:
        """`settings` is the file of the window in the data folder."""
        super().__init__(_("Settings"))
        self.context = context
        self._agency = AgencyPanel(context)
        self._lists = {which: ReferencePanel(context, which) for which in ReferenceList}
        self._look = LookPanel(context, settings)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.body.addWidget(self.tabs, 1)
        self._assemble()
        context.changes.changed.connect(self._hear)
        self._read()

    def has_unsaved(self) -> bool:
        """Whether one of the forms holds something that is not saved."""
        return any(panel.is_dirty for panel in self._panels())

    def _panels(self) -> list[SettingsPanel]:
        return [self._agency, *self._lists.values(), self._look]

    def _hear(self, changes: Changes) -> None:
        if changes.of("our_agency", "topic", "legal_type"):
            self._read()

    def _read(self) -> None:
        case = self.context.case
        self.context.read(
            self,
            lambda: (
                agency_detail(case),
                {kind: list_reference(case, kind) for kind in ReferenceList},
            ),
            lambda found: self._show(*found),
        )

    def _show(
        self, known: SeenDraft[AgencyForm], lists: dict[ReferenceList, list[ReferenceRow]]
    ) -> None:
        self._agency.hear(known)
        for which, rows in lists.items():
            self._lists[which].hear(rows)

    def _assemble(self) -> None:
        titles = (_("Our agency"), _("Topics"), _("Legal types"), _("Language and colours"))
        for title, panel in zip(titles, self._panels(), strict=True):
            self.tabs.addTab(panel, title)
            panel.setContentsMargins(0, theme.GAP, 0, 0)
        self.tabs.currentChanged.connect(self._take_tab)

    def take_keyboard(self) -> None:
        """The keyboard goes into the fields of the tab in front."""
        self._panels()[self.tabs.currentIndex()].take_keyboard()

    def _take_tab(self, place: int) -> None:
        """A click on a tab means its fields; the arrow keys stay on the tabs."""
        if not self.tabs.tabBar().hasFocus():
            self._panels()[place].take_keyboard()
