"""What a new register is asked for; each step may be left out and is found in the settings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from dialogue_app.domain.people import Actor
from dialogue_app.i18n import _
from dialogue_app.services.agency.reference import units
from dialogue_app.services.agency.settings import agency_detail
from dialogue_app.services.bodies.naming import unnamed_bodies
from dialogue_app.services.case import Case
from dialogue_app.services.first_start.drives import another_disk
from dialogue_app.services.staff.editing import list_staff
from ui import theme
from ui.pages.first.agency import FirstAgencyPanel
from ui.pages.settings.backups import BackupPanel, seen_place
from ui.pages.settings.local_bodies import LocalBodiesPanel
from ui.pages.settings.me import MePanel
from ui.places import Place
from ui.widgets.facts import paragraph
from ui.widgets.flow import Flow
from ui.widgets.form_panel import FormPanel
from ui.widgets.page import Page

if TYPE_CHECKING:
    from ui.rail import Rail


@dataclass(frozen=True)
class Known:
    """What the register and this computer say before anybody types."""

    agency: Any
    staff: Any
    full_name: str  # of whoever is signed in, to be proposed; often none is known
    place: Any
    disk: str  # a second place for backups to be proposed
    kinds: list[str]
    units: list[str]


def read_known(case: Case, full_name: Callable[[], str]) -> Known:
    """All that is known; called on a worker."""
    disk = another_disk(case.store.folder)
    return Known(
        agency_detail(case),
        list_staff(case),
        full_name(),
        seen_place(case.store.folder),
        str(disk) if disk else "",
        unnamed_bodies(case),
        [unit.name for unit in units(case)],
    )


class FirstPage(Page):
    """A step is a form of its own; the last one says what to do first."""

    help_topic = "first"

    def __init__(self, rail: Rail, full_name: Callable[[], str]) -> None:
        super().__init__(_("Begin"))
        self.context, self._rail = rail.context, rail
        self._actor: Actor | None = None  # whoever works here by what was said
        self._agency, self._me = FirstAgencyPanel(self.context), MePanel(self.context)
        self._backups, self._bodies = BackupPanel(self.context), LocalBodiesPanel(self.context)
        self._steps = QStackedWidget()
        self._buttons = QButtonGroup(self)
        self._bar = Flow(theme.SMALL)
        self._assemble()
        self.context.read(self, lambda: read_known(self.context.case, full_name), self._show_known)

    def place(self) -> None:
        """Nobody comes back to it."""
        return

    def take_keyboard(self) -> None:
        """The keyboard goes to the step in front: its first input, or what to do first."""
        step = self._steps.currentWidget()
        if isinstance(step, FormPanel):
            step.take_keyboard()
        elif step is not None:
            step.setFocus()

    def go_to_step(self, place: int) -> None:
        """Bring a step to the front."""
        self._steps.setCurrentIndex(place)
        self._buttons.button(place).setChecked(True)
        self.take_keyboard()

    def leave(self) -> None:
        """End the first start: it is not offered again."""
        self._rail.end_greeting()
        self.closed.emit()
        if self._actor is not None:
            self._rail.act_as(self._actor)

    def _show_known(self, known: Known) -> None:
        self._agency.show_units(known.units)
        self._agency.hear(known.agency)
        self._me.show_staff(known.staff, known.full_name)
        self._backups.hear(known.place)
        if not known.place.draft.second_place and known.disk:
            self._backups.put("second_place", known.disk)
            self._backups.remember()
        self._bodies.show_kinds(known.kinds)
        self.take_keyboard()

    # Laying out -------------------------------------------------------------------------------

    def _assemble(self) -> None:
        self.body.addLayout(self._bar)
        self.body.addWidget(self._steps, 1)
        self._add(_("Our agency"), self._agency)
        self._add(_("Who I am"), self._me)
        self._add(_("Second place of backups"), self._backups)
        self._add(_("Bodies of our area"), self._bodies)
        self._backups.back_up.hide()
        self._backups.saved.connect(lambda _place: self._rail.begin_second_place())
        self._me.saved.connect(self._take_actor)
        self._last = self._what_first()
        self._add(_("What to do first"), self._last)
        self._buttons.button(0).setChecked(True)

    def _add(self, title: str, step: QWidget) -> None:
        place = self._steps.addWidget(step)
        button = QPushButton(f"{place + 1}. {title}")
        button.setObjectName(f"step_{place + 1}")
        button.setCheckable(True)
        theme.set_role(button, kind="view")
        button.clicked.connect(lambda: self.go_to_step(place))
        self._buttons.addButton(button, place)
        self._bar.addWidget(button)
        if isinstance(step, FormPanel):
            step.name_buttons(_("Save, go on"), _("Skip"))
            step.saved.connect(lambda _result: self._tick(place))
            step.closed.connect(lambda: self.go_to_step(place + 1))

    def _tick(self, place: int) -> None:
        self._buttons.button(place).setIcon(theme.icon("check", "good"))
        self.go_to_step(place + 1)

    def _take_actor(self, actor: Actor) -> None:
        self._actor = actor

    def _what_first(self) -> QWidget:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, theme.GAP, 0, 0)
        column.setSpacing(theme.GAP)
        said = _("All of this is found again in the settings. What comes first?")
        column.addWidget(paragraph(said))
        for name, words, do in self._offered():
            button = QPushButton(words)
            button.setObjectName(f"do_{name}")
            button.clicked.connect(lambda _on=False, do=do: self._leave_for(do))
            if name == "register":
                theme.set_role(button, kind="primary")
                whole.setFocusProxy(button)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return whole

    def _offered(self) -> list[tuple[str, str, Callable[[], object]]]:
        return [
            ("register", _("Import the list of enterprises"), self._import_register),
            ("session", _("Add a session"), self._add_session),
            ("issues", _("Import issues from a workbook"), self._import_issues),
            ("sample", _("Learn the program on the sample"), self._rail.open_tour),
            ("nothing", _("Go to the empty register"), lambda: None),
        ]

    def _leave_for(self, do: Callable[[], object]) -> None:
        self.leave()
        do()

    def _import_register(self) -> None:
        self._rail.go(Place("enterprises"))
        self._rail.open_enterprise_import()

    def _add_session(self) -> None:
        from ui.pages.record_page import RecordPage

        page = self._rail.go(Place("sessions"))
        if isinstance(page, RecordPage):
            page.do("add")

    def _import_issues(self) -> None:
        self._rail.go(Place("issues"))
        self._rail.open_issue_import()
