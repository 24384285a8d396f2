"""The page of settings: who we are, the pick-lists, language and colours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QTabWidget

from dialogue_app.domain.changes import Changes
from dialogue_app.i18n import _, language
from dialogue_app.services.reference import (
    AgencyForm,
    ReferenceList,
    ReferenceRow,
    agency,
    list_reference,
    save_reference,
    set_agency,
)
from ui import theme
from ui.context import Context
from ui.widgets.form_panel import FormPanel
from ui.widgets.inputs import Choice, NumberField, TextLine
from ui.widgets.page import Page
from ui.widgets.rows_editor import RowColumn, RowsEditor

LANGUAGE_NAMES = (("vi", "Tiếng Việt"), ("en", "English"))


class AgencyPanel(FormPanel):
    """Who we are, as papers head themselves."""

    def __init__(self, context: Context, known: AgencyForm | None) -> None:
        super().__init__(context, "")
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
        form = known or AgencyForm("", "")
        for key in ("name", "area", "abbreviation", "superior", "place_name", "default_days"):
            self.put(key, getattr(form, key))
        self._known = form  # fmt: skip

    def work(self) -> Callable[[], None]:
        """Save who we are."""
        days = self.number("default_days")
        form = AgencyForm(
            name=self.text("name"),
            area=self.text("area"),
            abbreviation=self.text("abbreviation"),
            superior=self.text("superior"),
            place_name=self.text("place_name"),
            level=self._known.level,
            default_days=self._known.default_days if days is None else days,
        )
        for key in ("name", "area"):
            if not self.text(key).strip():
                self.require(key)
        return lambda: set_agency(self.context.store, self.context.actor, form)


class ReferencePanel(FormPanel):
    """One pick-list: names in their order, each offered or no longer."""

    def __init__(
        self, context: Context, which: ReferenceList, rows: Sequence[ReferenceRow]
    ) -> None:
        super().__init__(context, "")
        self._which = which
        offered = ((True, _("Offered")), (False, _("No longer offered")))
        columns = (
            RowColumn(_("State"), 160, options=offered),
            RowColumn(_("Name")),
            RowColumn(_("Source"), 140),
        )
        editor = RowsEditor(columns, _("Add a name"))
        self.form.add("names", _("Names in their order"), editor, wide=True)
        self.put("names", [(row.active, row.name, row.source) for row in rows])

    def work(self) -> Callable[[], None]:
        """Save the list."""
        editor = self.form.fields["names"].editor
        assert isinstance(editor, RowsEditor)
        rows = [(name, bool(active)) for active, name, _source in editor.value() if name.strip()]
        context, which = self.context, self._which
        return lambda: save_reference(context.store, context.actor, which, rows)


class LookPanel(FormPanel):
    """Language and colours; kept in the data folder, used from the next start on."""

    def __init__(self, context: Context, settings: Path) -> None:
        super().__init__(context, "")
        self._settings = settings
        remembered = QSettings(str(settings), QSettings.Format.IniFormat)
        colours = [(False, _("Light")), (True, _("Dark"))]
        self.form.add(
            "language", _("Language"), Choice(LANGUAGE_NAMES), hint=_("From the next start on")
        )
        self.form.add("dark", _("Colours"), Choice(colours), hint=_("From the next start on"))
        self.put("language", language())
        self.put("dark", remembered.value("look/dark", "false") == "true")  # fmt: skip

    def work(self) -> Callable[[], None]:
        """Write both to the file in the data folder."""
        chosen, dark, path = self.choice("language"), self.choice("dark"), str(self._settings)

        def run() -> None:
            remembered = QSettings(path, QSettings.Format.IniFormat)
            remembered.setValue("look/language", chosen)
            remembered.setValue("look/dark", "true" if dark else "false")
            remembered.sync()

        return run


class SettingsPage(Page):
    """Each part under its own tab."""

    def __init__(self, context: Context, settings: Path) -> None:
        """`settings` is the file of the window in the data folder."""
        super().__init__(_("Settings"))
        self.context, self._settings = context, settings
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.body.addWidget(self.tabs, 1)
        context.changes.changed.connect(self._hear)
        self._read()

    def has_unsaved(self) -> bool:
        """Whether one of the forms holds something that is not saved."""
        return any(panel.is_dirty for panel in self._panels())

    def _panels(self) -> list[FormPanel]:
        widgets = (self.tabs.widget(place) for place in range(self.tabs.count()))
        return [widget for widget in widgets if isinstance(widget, FormPanel)]

    def _hear(self, changes: Changes) -> None:
        if changes.settings and not self.has_unsaved():
            self._read()

    def _read(self) -> None:
        store = self.context.store
        self.context.read(
            lambda: (agency(store), {one: list_reference(store, one) for one in ReferenceList}),
            lambda found: self._fill(*found),
        )

    def _fill(
        self, known: AgencyForm | None, lists: dict[ReferenceList, list[ReferenceRow]]
    ) -> None:
        titles = {
            ReferenceList.TOPICS: _("Topics"),
            ReferenceList.LEGAL_TYPES: _("Legal types"),
        }
        parts: list[tuple[str, FormPanel]] = [
            (_("Our agency"), AgencyPanel(self.context, known)),
            *(
                (titles[one], ReferencePanel(self.context, one, rows))
                for one, rows in lists.items()
            ),
            (_("Language and colours"), LookPanel(self.context, self._settings)),
        ]
        front = max(self.tabs.currentIndex(), 0)
        self.tabs.clear()
        for title, panel in parts:
            panel.saved.connect(lambda _none: self.context.messages.done(_("Saved.")))
            panel.closed.connect(self._read)
            self.tabs.addTab(panel, title)
            panel.remember()
            panel.setContentsMargins(0, theme.GAP, 0, 0)
        self.tabs.setCurrentIndex(front)
