"""The page of settings: who we are, the pick-lists, language and colours."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QTabWidget

from dialogue_app.domain.agency import Heading, propose_heading
from dialogue_app.domain.changes import Changes
from dialogue_app.domain.fields.agency import AgencyDraft
from dialogue_app.domain.text import clean_line
from dialogue_app.i18n import _, language
from dialogue_app.i18n.words import word
from dialogue_app.services.agency.reference import (
    PickList,
    ReferenceList,
    list_reference,
    save_reference,
    seen_list,
)
from dialogue_app.services.agency.settings import NOT_SET, agency_detail, set_agency
from dialogue_app.services.case import Case, SeenDraft
from ui import theme
from ui.context import Context
from ui.widgets.draft_panel import NO_NAMES, DraftPanel, Names
from ui.widgets.inputs import ChoiceField, NumberField, TextArea, TextLine
from ui.widgets.page import Page
from ui.widgets.rows_editor import RowColumn, RowsEditor, TableRows

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

D = TypeVar("D", bound="DataclassInstance")
_HEADING = ("heading", "short_name", "level_word")
LANGUAGE_NAMES = (("vi", "Tiếng Việt"), ("en", "English"))


class SettingsPanel(DraftPanel[D]):
    """One tab: shows what is known, and shows it again where what was typed is given up.

    Saving gives what is known then: the draft as it is read, and the names in it.
    """

    def __init__(self, context: Context) -> None:
        super().__init__(context, "")
        self._newest: tuple[SeenDraft[D], Names] | None = None
        self.saved.connect(lambda _known: context.messages.done(_("Saved.")))
        self.closed.connect(self._give_up)

    def take(
        self, seen: SeenDraft[D], names: Names = NO_NAMES, keys: Collection[str] | None = None
    ) -> None:
        """Show what is known now."""
        self._newest = (seen, names)
        super().take(seen, names, keys)

    def hear(self, seen: SeenDraft[D], names: Names = NO_NAMES) -> None:
        """Show what changed, or keep it until what is being typed here is given up."""
        self._newest = (seen, names)
        super().hear(seen, names)

    def _give_up(self) -> None:
        if self._newest is not None:
            self.take(*self._newest)

    def _done(self, result: tuple[SeenDraft[D], Names]) -> None:
        self.take(*result)
        super()._done(result)


class AgencyPanel(SettingsPanel[AgencyDraft]):
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
        add("heading", _("Head of papers"), TextArea(3), hint=_("One line a line"))
        add("short_name", _("How papers speak of it"), TextLine())
        add("level_word", _("Word for its level"), TextLine())
        self._proposed = Heading()
        for key in ("name", "area"):
            line = self.form.fields[key].editor
            assert isinstance(line, TextLine)
            line.textChanged.connect(lambda _text: self._propose())
        self.take(SeenDraft(0, 0, NOT_SET))

    def values(self, draft: AgencyDraft) -> dict[str, Any]:
        """Who we are."""
        keys = ("name", "area", "abbreviation", "superior", "place_name", "default_days")
        return {key: getattr(draft, key) for key in (*keys, *_HEADING)}

    def _propose(self) -> None:
        """The head of papers follows name and area, as long as it is still what was proposed."""
        now = propose_heading(clean_line(self.text("name")), clean_line(self.text("area")))
        typed = Heading(*map(self.text, _HEADING))
        followed = typed.following(self._proposed, now)
        self._proposed = now
        for key in _HEADING:
            if getattr(followed, key) != getattr(typed, key):
                self.put(key, getattr(followed, key))

    def typed(self) -> AgencyDraft:
        """Who we are, as it was typed."""
        known = self.known.draft if self.known else NOT_SET
        days = self.number("default_days")
        for key in ("name", "area"):
            if not self.text(key).strip():
                self.require(key)
        return AgencyDraft(
            name=self.text("name"),
            area=self.text("area"),
            abbreviation=self.text("abbreviation"),
            superior=self.text("superior"),
            place_name=self.text("place_name"),
            level=known.level,
            default_days=known.default_days if days is None else days,
            heading=self.text("heading"),
            short_name=self.text("short_name"),
            level_word=self.text("level_word"),
        )

    def store(
        self, known: SeenDraft[AgencyDraft] | None, draft: AgencyDraft
    ) -> tuple[SeenDraft[AgencyDraft], Names]:
        """Save who we are."""
        case = self.context.case
        set_agency(case, known or SeenDraft(0, 0, NOT_SET), draft)
        return agency_detail(case), NO_NAMES


def read_list(case: Case, which: ReferenceList) -> tuple[SeenDraft[PickList], Names]:
    """A pick-list, and where each of its names came from."""
    rows = list_reference(case, which)
    return seen_list(rows), {"names": {row.name: word(row.source) for row in rows}}


class ReferencePanel(SettingsPanel[PickList]):
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
        self.take(seen_list(()))

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

    def values(self, draft: PickList) -> dict[str, Any]:
        """The names, each with where it came from."""
        sources = self.names.get("names", {})
        return {"names": [(active, name, sources.get(name, "")) for name, active in draft.rows]}

    def typed(self) -> PickList:
        """The list as it was typed."""
        rows = self.rows("names")
        return PickList(tuple((name, bool(active)) for active, name, _source in rows))

    def store(
        self, known: SeenDraft[PickList] | None, draft: PickList
    ) -> tuple[SeenDraft[PickList], Names]:
        """Save the list."""
        case, which = self.context.case, self._which
        save_reference(case, which, known or seen_list(()), draft)
        return read_list(case, which)

    def read_names(self, draft: PickList) -> Names:
        """Where the names came from."""
        return read_list(self.context.case, self._which)[1]


@dataclass(frozen=True)
class Look:
    """How the window looks."""

    language: str
    dark: bool


class LookPanel(SettingsPanel[Look]):
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
        self.take(_seen(Look(str(remembered.value("look/language", language())), dark)))

    def values(self, draft: Look) -> dict[str, Any]:
        """Both as they were chosen."""
        return asdict(draft)

    def typed(self) -> Look:
        """What was chosen."""
        return Look(self.choice("language"), self.choice("dark"))

    def store(self, known: SeenDraft[Look] | None, draft: Look) -> tuple[SeenDraft[Look], Names]:
        """Write both to the file in the data folder."""
        remembered = QSettings(str(self._settings), QSettings.Format.IniFormat)
        remembered.setValue("look/language", draft.language)
        remembered.setValue("look/dark", "true" if draft.dark else "false")
        remembered.sync()
        return _seen(draft), NO_NAMES


def _seen(look: Look) -> SeenDraft[Look]:
    """A look as what is known; only this window writes it."""
    return SeenDraft(0, 0, look)


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

    def _panels(self) -> list[SettingsPanel[Any]]:
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
                {which: read_list(case, which) for which in ReferenceList},
            ),
            lambda found: self._show(*found),
        )

    def _show(
        self,
        known: SeenDraft[AgencyDraft],
        lists: dict[ReferenceList, tuple[SeenDraft[PickList], Names]],
    ) -> None:
        self._agency.hear(known)
        for which, found in lists.items():
            self._lists[which].hear(*found)

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
