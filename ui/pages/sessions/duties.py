"""What is to be done around a session: links that say by when, and the form that says it was."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial

from PySide6.QtWidgets import QPushButton

from dialogue_app.domain.series import Duty
from dialogue_app.i18n import _
from dialogue_app.i18n.words import word
from dialogue_app.services.case import Seen
from dialogue_app.services.sessions.duties import SessionDutyRow, note_duty
from dialogue_app.services.sessions.editing import SessionDetail
from dialogue_app.services.sessions.words import duty_words
from ui import theme
from ui.context import Context
from ui.widgets.days import DateField
from ui.widgets.form_panel import FormPanel
from ui.widgets.inputs import TickBox
from ui.widgets.links import link
from ui.widgets.page import LaidOverPage


def named_duties(
    detail: SessionDetail, duties: Iterable[Duty], today: date
) -> list[SessionDutyRow]:
    """Those of these duties of which somebody is to be reminded; most of them from its day on."""
    day, wanted = detail.row.day, set(duties)
    return [
        row
        for row in detail.duties
        if row.duty in wanted
        and row.is_named(today)
        and (row.duty is Duty.NOTICE or (day is not None and day <= today))
    ]


def duty_links(
    rows: Iterable[SessionDutyRow], today: date, note: Callable[[SessionDutyRow], object]
) -> list[QPushButton]:
    """What is to be done by when, each a link to where it is noted; a sign beside what is late."""
    links = []
    for row in rows:
        button = link(duty_words(row, today), f"duty_{row.duty.value}", partial(note, row))
        button.setIcon(
            theme.icon("warning", "late") if row.days_late(today) else theme.icon("clock", "muted")
        )
        links.append(button)
    return links


class DutyPage(LaidOverPage):
    """Asks on which day something was done."""

    def __init__(self, context: Context, detail: SessionDetail, row: SessionDutyRow) -> None:
        super().__init__(f"{detail.row.code} · {word(row.duty)}")
        self._messages = context.messages
        self.panel = _DutyPanel(context, Seen(detail.id, detail.version), row)
        self.body.addWidget(self.panel, 1)
        self.panel.saved.connect(lambda _result: self.closed.emit())
        self.panel.closed.connect(self.closed.emit)

    def has_unsaved(self) -> bool:
        """Whether something was typed and not saved."""
        return self.panel.is_dirty

    def leave(self) -> None:
        """Asking first where something would be lost."""
        self.panel.leave()


class _DutyPanel(FormPanel):
    """The day, or that it is not needed here."""

    def __init__(self, context: Context, seen: Seen, row: SessionDutyRow) -> None:
        super().__init__(context, "")
        self._seen, self._duty = seen, row.duty
        today = context.case.today
        due = duty_words(row, today())
        self.form.add("done_on", _("Day it was done"), DateField(today), hint=due)
        needless = TickBox(_("It is not needed for this session"))
        self.form.add(
            "not_needed", _("It is not needed for this session"), needless, labelled=False
        )
        self.put("done_on", context.case.today())

    def check(self) -> None:
        """A day, unless it is not needed."""
        if self.value("done_on") is None and not self.value("not_needed"):
            self.state.errors.setdefault("done_on", _("Type the day on which it was done."))

    def work(self) -> Callable[[], None]:
        """Note it."""
        case, seen, duty = self.context.case, self._seen, self._duty
        day = None if self.value("not_needed") else self.value("done_on")
        return lambda: note_duty(case, seen, duty, day)
