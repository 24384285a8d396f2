"""The page of settings: who we are, the pick-lists, language and colours."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QTabWidget

from dialogue_app.domain.changes import Changes
from dialogue_app.domain.fields.agency import AgencyDraft
from dialogue_app.i18n import _
from dialogue_app.services.agency.reference import Choice, PickList, ReferenceList
from dialogue_app.services.agency.reference import topics as topics_in_use
from dialogue_app.services.agency.settings import agency_detail
from dialogue_app.services.backing_up import BackupPlace
from dialogue_app.services.bodies.naming import unnamed_bodies
from dialogue_app.services.case import SeenDraft
from dialogue_app.services.imports.profiles import ProfileRow, list_profiles
from dialogue_app.services.policies.editing import RuleBook, rule_book
from dialogue_app.services.series.editing import SeriesRow, list_series
from dialogue_app.services.staff.editing import StaffRow, list_staff
from ui import theme
from ui.pages.settings import SECTIONS
from ui.pages.settings.agency import AgencyPanel
from ui.pages.settings.backups import BackupPanel, seen_place
from ui.pages.settings.calendar import CalendarPanel, DaysOff, seen_days
from ui.pages.settings.checking import CheckPanel
from ui.pages.settings.folder import FolderPanel
from ui.pages.settings.local_bodies import LocalBodiesPanel
from ui.pages.settings.long_work import LongWorkPanel
from ui.pages.settings.look import Look, LookPanel
from ui.pages.settings.me import MePanel
from ui.pages.settings.personal_data import PersonalDataPanel
from ui.pages.settings.pick_list import ReferencePanel, read_list
from ui.pages.settings.policies import PoliciesPanel
from ui.pages.settings.profiles import ProfilesPanel
from ui.pages.settings.series import SeriesPanel
from ui.widgets.draft_panel import Names
from ui.widgets.form_panel import FormPanel
from ui.widgets.page import Page

if TYPE_CHECKING:
    from ui.rail import Rail
    from ui.tasks import Task


Tab = FormPanel | LongWorkPanel | FolderPanel | ProfilesPanel
_HEARD = (
    "our_agency", "topic", "legal_type", "calendar_day", "staff", "body", "import_profile",
    "policy", "series",
)  # fmt: skip


class SettingsPage(Page):
    """Each part under its own tab."""

    def __init__(self, rail: Rail) -> None:
        super().__init__(_("Settings"))
        context, settings = rail.context, rail.settings
        self.context, self._rail = context, rail
        self._agency = AgencyPanel(context)
        self._lists = {which: ReferencePanel(context, which) for which in ReferenceList}
        self._calendar, self._policies = CalendarPanel(context), PoliciesPanel(context)
        self._backups = BackupPanel(context)
        self._look = LookPanel(context, settings)
        self._checks, self._personal = CheckPanel(context), PersonalDataPanel(context)
        self._me, self._bodies = MePanel(context), LocalBodiesPanel(context)
        self._profiles, self._series = ProfilesPanel(context), SeriesPanel(context)
        self._reading: Task | None = None
        self._is_kept = False  # once what is known stands in the forms
        self.tabs = QTabWidget()
        self.tabs.tabBar().hide()  # a list has room for all of them
        self.tabs.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # else Tab ends at the hidden bar
        self.list = QListWidget()
        self._assemble()
        context.changes.changed.connect(self._hear)
        self._read()

    def has_unsaved(self) -> bool:
        """Whether one of the forms holds something that is not saved."""
        return any(panel.is_dirty for panel in self._panels())

    def _panels(self) -> list[FormPanel]:
        forms: list[FormPanel] = [self._agency, *self._lists.values(), self._look, self._backups]
        return [*forms, self._me, self._bodies, self._calendar, self._policies, self._series]

    def _hear(self, changes: Changes) -> None:
        if changes.of(*_HEARD):
            self._read()

    def _read(self) -> None:
        case = self.context.case
        self._reading = self.context.read(
            self,
            lambda: (
                agency_detail(case),
                {which: read_list(case, which) for which in ReferenceList},
                seen_days(case),
                seen_place(case.store.folder),
                list_staff(case),
                unnamed_bodies(case),
                list_profiles(case),
                rule_book(case),
                topics_in_use(case),
                list_series(case),
            ),
            lambda found: self._show(*found),
            self._reading,
        )

    def _show(
        self,
        known: SeenDraft[AgencyDraft],
        lists: dict[ReferenceList, tuple[SeenDraft[PickList], Names]],
        days: SeenDraft[DaysOff],
        place: SeenDraft[BackupPlace],
        staff: list[StaffRow],
        kinds: list[str],
        profiles: list[ProfileRow],
        rules: RuleBook,
        topics: list[Choice],
        series: list[SeriesRow],
    ) -> None:
        self._me.show_staff(staff)
        self._bodies.show_kinds(kinds)
        self._profiles.hear(profiles)
        self._policies.show_rules(rules, topics)
        self._series.hear_series(series)
        self._agency.hear(known)
        self._calendar.hear(days)
        self._backups.hear(place)
        for which, found in lists.items():
            self._lists[which].hear(*found)
        if not self._is_kept:
            self._keep_typing()

    def _keep_typing(self) -> None:
        """From now on what is typed is kept against a crash; the look is chosen, not typed."""
        self._is_kept = True
        for place, panel in enumerate(self._panels()):
            if panel is not self._look:
                title = f"{self.title.text()} · {self.tabs.tabText(place)}"
                self._rail.typing().begin(panel, "settings", "", (place,), title)

    def _assemble(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.WIDE)
        row.addWidget(self.list)
        row.addWidget(self.tabs, 1)
        self.body.addLayout(row, 1)  # first: what is put into a page is dressed anew, all of it
        self._folder = FolderPanel(self._rail)
        forms = self._panels()
        tabs = [*forms, self._checks, self._personal, self._folder, self._profiles]
        for title, panel in zip(map(_, SECTIONS), tabs, strict=True):
            self.tabs.addTab(panel, title)
        for title, form in zip(map(_, SECTIONS), forms, strict=False):
            form.setContentsMargins(0, theme.GAP, 0, 0)
            form.saved.connect(partial(self._say, _("Saved “{what}”.").format(what=title)))
        self._list_tabs()
        self._me.saved.connect(self._rail.act_as)
        self._bodies.saved.connect(lambda _result: self._read())
        self._look.saved.connect(self._wear)
        self._backups.saved.connect(lambda _place: self._rail.begin_second_place())
        self._backups.back_up.clicked.connect(lambda: self._rail.back_up())  # noqa: PLW0108  (without the click)

    def _list_tabs(self) -> None:
        self.list.setObjectName("sections")
        self.list.setProperty("role", "sections")
        self.list.setAccessibleName(_("Parts of the settings"))
        self.list.addItems([self.tabs.tabText(place) for place in range(self.tabs.count())])
        self.list.setFixedWidth(self.list.sizeHintForColumn(0) + 2 * theme.WIDE)
        self.list.setCurrentRow(0)
        self.list.currentRowChanged.connect(self.tabs.setCurrentIndex)
        self.list.itemClicked.connect(lambda _item: self.take_keyboard())
        self.tabs.currentChanged.connect(self.list.setCurrentRow)
        self.tabs.currentChanged.connect(self._take_tab)

    def _wear(self, look: Look) -> None:
        """The whole window in the language and colours that were saved."""
        self._rail.dress(look.language, look.dark)

    def place(self) -> tuple[int | None, Any] | None:
        """The tab in front."""
        return (None, self.tabs.currentIndex())

    def go_to(self, key: int | None, query: Any = None) -> None:
        """Bring a tab to the front."""
        place = query if isinstance(query, int) else key
        if place is not None:
            self.tabs.setCurrentIndex(place)

    def _say(self, said: str, _known: object) -> None:
        self.context.messages.done(said)

    def take_keyboard(self) -> None:
        """The keyboard goes into the fields of the tab in front."""
        self._tab(self.tabs.currentIndex()).take_keyboard()

    def _take_tab(self, place: int) -> None:
        """Whoever comes from elsewhere means the fields; the arrow keys stay in the list."""
        if not self.list.hasFocus():
            self._tab(place).take_keyboard()

    def _tab(self, place: int) -> Tab:
        tab = self.tabs.widget(place)
        assert isinstance(tab, Tab)
        return tab
