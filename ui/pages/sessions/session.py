"""One session in its five steps, each naming what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QWidget,
)

from dialogue_app.domain.changes import Changes
from dialogue_app.domain.series import Duty
from dialogue_app.domain.vocabulary import ParticipantRole, SessionGap, View
from dialogue_app.i18n import _
from dialogue_app.services.sessions.duties import SessionDutyRow
from dialogue_app.services.sessions.editing import SessionDetail, session_detail
from dialogue_app.services.sessions.words import away_lines, duty_words, gap_words
from ui import theme
from ui.pages.sessions.duties import DutyPage, duty_links, named_duties
from ui.pages.sessions.forms import PreparePanel, RecordPanel, as_seen
from ui.pages.sessions.issues import SessionIssuesPage
from ui.pages.sessions.links import all_issues, carried_over, counted, lacking, own_issues
from ui.pages.sessions.minutes import MinutesView
from ui.pages.sessions.report import ReportView
from ui.tasks import Task
from ui.widgets.facts import paragraph
from ui.widgets.links import Links
from ui.widgets.page import Page
from ui.widgets.plain import Label, set_tip

if TYPE_CHECKING:
    from ui.rail import Rail

NAMED_FROM = 560  # pixels of height
PREPARE, CAPTURE, RECORD, HAND_OVER, FOLLOW_UP = range(5)
_GAPS = {
    PREPARE: (SessionGap.NO_CHAIR, SessionGap.NO_SECRETARY),
    CAPTURE: (SessionGap.NO_START, SessionGap.NO_ISSUE, SessionGap.ISSUES_UNIDENTIFIED),
    RECORD: (SessionGap.NO_END,),
    HAND_OVER: (SessionGap.ISSUES_WITHOUT_BODY, SessionGap.ISSUES_NOT_SENT),
}

_DUTIES = {
    PREPARE: (Duty.NOTICE,),
    RECORD: (Duty.MINUTES, Duty.CONCLUSIONS),
    HAND_OVER: (Duty.LETTERS, Duty.TOLD),
    FOLLOW_UP: (Duty.PUBLISHED, Duty.POSTED, Duty.PASSED_ON, Duty.WORD),
}
_FIELDS = {
    SessionGap.NO_CHAIR: "participants",
    SessionGap.NO_SECRETARY: "participants",
    SessionGap.NO_START: "starts",
    SessionGap.NO_END: "ends",
}


def step_titles() -> tuple[str, ...]:
    """The five steps of a session."""
    return (
        _("Prepare"),
        _("Proceedings"),
        _("Minutes, conclusions"),
        _("Assign, transfer"),
        _("Follow up, answers"),
    )


class SessionPage(Page):
    """The session `detail` from its preparation to the follow-up of its issues."""

    help_topic = "session"

    def __init__(self, rail: Rail, detail: SessionDetail) -> None:
        super().__init__("")
        context = rail.context
        self.context, self.detail, self._rail = context, detail, rail
        self._reading: Task | None = None
        self._is_carried = False  # what came over from earlier sessions is shown
        self.steps = QButtonGroup(self)
        self._stack = QStackedWidget()
        self._lack = Links()
        self._lack.setObjectName("lack")
        self.prepare = PreparePanel(
            context, as_seen(detail), detail.form, detail.offered_series, detail.row.series
        )
        self.record = RecordPanel(context, as_seen(detail))
        self.issues = SessionIssuesPage(rail, detail.id, self._chair)
        self.minutes = MinutesView(context, detail.id)
        self._taking = QAction(_("Take to another computer"), self)
        self._taking.triggered.connect(self._lay_taking)
        self._assemble()
        for panel, step in ((self.prepare, PREPARE), (self.record, RECORD)):
            title = f"{detail.row.code} · {step_titles()[step]}"
            rail.typing().begin(panel, "sessions", "", (detail.id, step), title)
        has_nothing = detail.row.issue_count == detail.carried_over == 0
        self.go_to_step(PREPARE if has_nothing else CAPTURE)
        context.changes.changed.connect(self._hear)

    def go_to_step(self, step: int) -> None:
        """Bring a step to the front; a session without issues yet opens with what is open."""
        row = self.detail.row
        self._show_step(step, carried=row.issue_count == 0 < self.detail.carried_over)

    def _show_step(self, step: int, *, carried: bool) -> None:
        self.steps.button(step).setChecked(True)
        self._is_carried = carried and step == CAPTURE
        if step in (CAPTURE, HAND_OVER, FOLLOW_UP):
            self._stack.setCurrentIndex(1)
            self._show_issues(step)
        else:
            self._stack.setCurrentIndex(0 if step == PREPARE else 2)
        self._tell_gaps()

    def first_to_type(self) -> QWidget:
        """The list of its issues, or the first field of the step's form."""
        if self._stack.currentWidget() is self.issues:
            return self.issues.list
        panel = self.prepare if self.steps.checkedId() == PREPARE else self.record
        return panel.form.stops()[0]

    def session_in_front(self) -> int | None:
        """This one."""
        return self.detail.id

    def place(self) -> tuple[int | None, Any] | None:
        """The session and its step."""
        return (self.detail.id, self.steps.checkedId())

    def actions_in_front(self) -> Sequence[QAction]:
        """What can be done to it, and to its issues."""
        is_seen = self._stack.currentWidget() is self.issues
        return [*(self.issues.actions_in_front() if is_seen else ()), self._taking]

    def shown(self) -> None:
        """Its issues are refreshed where something changed meanwhile."""
        if self._stack.currentWidget() is self.issues:
            self.issues.shown()

    def has_unsaved(self) -> bool:
        """Whether one of the forms holds something that is not saved, or a file is written."""
        typed = self.prepare.is_dirty or self.record.is_dirty or self.issues.has_unsaved()
        return typed or self.minutes.is_saving

    def focus_search(self) -> None:
        """The search of the issues."""
        self.issues.focus_search()

    def leave(self) -> None:
        """Back to the list of sessions, asking first where something would be lost."""
        ask = self.context.messages.ask_to_leave
        typed = next((panel for panel in (self.prepare, self.record) if panel.is_dirty), None)
        if typed is not None:
            ask(self.closed.emit, lambda: typed.save(then=self.leave), typed)
        elif self.issues.has_unsaved():
            ask(self.closed.emit)
        else:
            self.closed.emit()

    def _lay_taking(self) -> None:
        from ui.pages.sessions.taking import TakePage

        self._rail.lay_over(TakePage(self.context, self.detail))

    def _lay_duty(self, duty: SessionDutyRow) -> None:
        self._rail.lay_over(DutyPage(self.context, self.detail, duty))

    def _lay_bringing(self) -> None:
        from ui.pages.sessions.bringing import BringPage

        self._rail.lay_over(BringPage(self.context))

    def _chair(self) -> str:
        people = self.detail.form.participants
        return next((p.person.name for p in people if p.role is ParticipantRole.CHAIR), "")

    def _show_issues(self, step: int) -> None:
        view = self._view_of(step)
        is_entered = step == CAPTURE and not self._is_carried
        left_out = set() if is_entered else {"add", "import", "paste"}
        if view is not View.NOT_GIVEN:
            left_out.add("give_all_out")
        self.issues.acts.leave_out(left_out)
        if self._is_carried:
            self.issues.show_carried()
        else:
            self.issues.show_own(view, "due" if step == FOLLOW_UP else "code")

    def _view_of(self, step: int) -> View:
        """Step 4 shows what is to be given out; when all is, what is still to be sent."""
        if step != HAND_OVER:
            return View.ALL
        row = self.detail.row
        is_given = row.not_given_count == 0 and row.not_sent_count > 0
        return View.NOT_SENT if is_given else View.NOT_GIVEN

    def _hear(self, changes: Changes) -> None:
        if changes.of("session", "issue", "series", "calendar_day"):
            case, key = self.context.case, self.detail.id
            self._reading = self.context.read(
                self, lambda: session_detail(case, key), self._take, self._reading
            )

    def _take(self, detail: SessionDetail) -> None:
        """The session as it stands now."""
        self.detail = detail
        self._tell_title()
        self._tell_gaps()
        step = self.steps.checkedId()
        if step == HAND_OVER and self.issues.query.view is not self._view_of(step):
            self._show_issues(step)
        for panel in (self.prepare, self.record):
            panel.hear(as_seen(detail))

    def _say_saved(self, detail: SessionDetail) -> None:
        self._rail.undoing.say_done(_("Saved {what}.").format(what=detail.row.code))

    def _tell_title(self) -> None:
        row = self.detail.row
        self.title.setText(row.code)
        set_tip(self.title, row.name)
        self._name.setText(row.name + (" · " + _("sample data") if self.detail.sample else ""))
        away = away_lines(self.detail)
        self._away.setText("\n".join(away))
        self._away.setVisible(bool(away))
        self._bring_back.setVisible(bool(self.detail.away))

    def _tell_gaps(self) -> None:
        for step, title in enumerate(step_titles()):
            button, lack = self.steps.button(step), self._lack_of(step)
            is_done = not lack and self._is_done(step)
            button.setText(f"{step + 1}. {title}")
            set_tip(button, lack or (_("Done") if is_done else ""))
            name, role = ("warning", "soon") if lack else ("check" if is_done else "dot", "muted")
            button.setIcon(theme.icon(name, role))
        self._arrange_steps()
        self._lack.fill(self._links_of(self.steps.checkedId()))
        self._tell_report()

    def _tell_report(self) -> None:
        """The report on the last session opens this one: it stands where that is prepared.

        It also stands above what is open of the last session, and above the minutes.
        """
        report = self.detail.report
        if report is not None:
            self._report.tell(report)
        is_here = self._is_carried or self.steps.checkedId() in (PREPARE, RECORD)
        self._report.setVisible(report is not None and is_here)

    def _gaps_of(self, step: int) -> list[tuple[SessionGap, int]]:
        gaps = dict(self.detail.gaps)
        return [(gap, gaps[gap]) for gap in _GAPS.get(step, ()) if gap in gaps]

    def _due_in(self, step: int) -> list[SessionDutyRow]:
        """What is to be done in a step, by a day of its own."""
        return named_duties(self.detail, _DUTIES.get(step, ()), self.context.case.today())

    def _lack_of(self, step: int) -> str:
        """What a step lacks and what is to be done in it, empty where that is nothing."""
        said = gap_words(self._gaps_of(step))
        lines = [f"{said[:1].upper()}{said[1:]}."] if said else []
        today = self.context.case.today()
        return "\n".join([*lines, *(duty_words(duty, today) for duty in self._due_in(step))])

    def _links_of(self, step: int) -> list[QPushButton]:
        """What a step lacks, what is to be done in it and, of the last, where issues stand."""
        rail, row = self._rail, self.detail.row
        due = duty_links(self._due_in(step), self.context.case.today(), self._lay_duty)
        if self._is_carried:
            return [own_issues(self.detail, partial(self._show_step, CAPTURE, carried=False))]
        if step in (PREPARE, CAPTURE):
            due += carried_over(self.detail, partial(self._show_step, CAPTURE, carried=True))
        if step == FOLLOW_UP:
            return [all_issues(row, rail), *counted(row, rail), *due]
        return [*lacking(self._gaps_of(step), self.detail.id, rail, self._fill_in), *due]

    def _fill_in(self, gap: SessionGap) -> None:
        """Bring the field that is to be filled in."""
        if gap is SessionGap.NO_ISSUE:
            self.issues.do("add")
            return
        self.go_to_step(PREPARE)
        self.prepare.form.go_to(_FIELDS[gap])

    def _is_done(self, step: int) -> bool:
        """Whether a step that lacks nothing has also brought what it is for."""
        row = self.detail.row
        done = {
            RECORD: bool(self.detail.form.conclusions),
            HAND_OVER: row.issue_count > 0 and row.not_given_count == 0,
            FOLLOW_UP: 0 < row.issue_count == row.answered_count,
        }
        return done.get(step, True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Steps stand in two lines where one would cut them; a low page leaves out its name."""
        super().resizeEvent(event)
        self._name.setVisible(event.size().height() >= NAMED_FROM)
        self._arrange_steps()

    def _arrange_steps(self) -> None:
        buttons = self.steps.buttons()
        needed = sum(button.sizeHint().width() + theme.SMALL for button in buttons)
        a_line = len(buttons) if needed <= self.contentsRect().width() - 48 else 3
        for place, button in enumerate(buttons):
            row, column = divmod(place, a_line)
            self._steps_grid.addWidget(button, row, column, Qt.AlignmentFlag.AlignLeft)

    def _assemble(self) -> None:
        self.title.show()
        self._name = Label()
        self._name.setWordWrap(True)
        theme.set_role(self._name, role="muted")
        self._away = paragraph("")
        self._away.setObjectName("away")
        self._report = ReportView(self._rail, self.detail.id)
        take = self.add_action(self._taking.text(), self._taking.trigger, "", "export")
        take.setObjectName("take")
        self._bring_back = self.add_action(_("Bring it back"), self._lay_bringing, "", "import")
        self._bring_back.setObjectName("bring")
        back = self.add_action(_("All sessions"), self.leave, "", "back")
        back.setObjectName("back")
        self.body.addWidget(self._name)
        self.body.addWidget(self._away)
        self.body.addLayout(self._make_steps())
        self.body.addWidget(self._lack)
        self.body.addWidget(self._report)
        for panel in (self.prepare, self.record):
            panel.saved.connect(self._say_saved)
            panel.closed.connect(self.leave)
            panel.remember()
        both = QSplitter(Qt.Orientation.Horizontal)
        both.addWidget(self.record)
        both.addWidget(self.minutes)
        both.setSizes([560, 560])  # typing needs as much room as reading
        both.setChildrenCollapsible(False)
        for step in (self.prepare, self.issues, both):
            self._stack.addWidget(step)
        self.body.addWidget(self._stack, 1)
        self._tell_title()

    def _make_steps(self) -> QGridLayout:
        grid = self._steps_grid = QGridLayout()
        grid.setSpacing(theme.SMALL)
        grid.setColumnStretch(len(step_titles()), 1)
        for step, title in enumerate(step_titles()):
            button = QPushButton(title)
            button.setObjectName(f"step_{step + 1}")
            button.setCheckable(True)
            theme.set_role(button, kind="view")
            button.clicked.connect(lambda _on=False, step=step: self.go_to_step(step))
            self.steps.addButton(button, step)
            grid.addWidget(button, 0, step)
        return grid
