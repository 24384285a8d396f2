"""The two forms of a session: what is prepared, and what the minutes say beside the issues."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time

from dialogue_app.domain.errors import Invalid
from dialogue_app.domain.vocabulary import ParticipantRole
from dialogue_app.i18n import _
from dialogue_app.i18n.formats import local, stored, today
from dialogue_app.i18n.words import word
from dialogue_app.services.sessions import (
    ParticipantForm,
    SessionDetail,
    SessionForm,
    SpeechForm,
    VenueForm,
    add_session,
    edit_session,
)
from ui.context import Context
from ui.widgets.form_panel import FormPanel
from ui.widgets.inputs import DateField, NumberField, TextArea, TextLine, TimeField
from ui.widgets.rows_editor import Row, RowColumn, RowsEditor


class SessionPanel(FormPanel):
    """What both forms share: the session as it was read, and rows."""

    def __init__(self, context: Context, title: str, known: SessionDetail | None) -> None:
        super().__init__(context, title)
        self.known = known

    def rows(self, key: str) -> tuple[Row, ...]:
        """The rows typed in a table."""
        editor = self.form.fields[key].editor
        assert isinstance(editor, RowsEditor)
        return editor.value()

    def save_work(self, form: SessionForm) -> Callable[[], int]:
        """Add the session, or save it at the version it was read at."""
        store, actor, known = self.context.store, self.context.actor, self.known

        def run() -> int:
            if known is None:
                return add_session(store, actor, form)
            edit_session(store, actor, known.id, form, known.version)
            return known.id

        return run


class PreparePanel(SessionPanel):
    """Chuẩn bị: code, name, day, place, people, numbers."""

    def __init__(
        self, context: Context, known: SessionDetail | None, proposed: SessionForm
    ) -> None:
        super().__init__(context, "", known)
        add = self.form.add
        add("code", _("Code"), TextLine(), required=True)
        add("planned_on", _("Day of the session"), DateField())
        add(
            "name",
            _("Formal name"),
            TextArea(2),  # a line break typed here stands in the minutes
            required=True,
            wide=True,
            hint=_("As the minutes print it"),
        )
        add("place", _("Place"), TextLine(), wide=True)
        add("starts", _("Starts at"), TimeField())
        add("ends", _("Ends at"), TimeField())
        add("participants", _("Who takes part"), _people(), wide=True)
        add("invited_count", _("Enterprises invited"), NumberField())
        add("present_count", _("Invited enterprises present"), NumberField())
        add("walk_in_count", _("Enterprises not on the list"), NumberField())
        add("venues", _("Further venues"), _venues(), wide=True)  # fmt: skip
        self._fill(known.form if known else proposed)

    def work(self) -> Callable[[], int]:
        """Add or save."""
        known = self.known.form if self.known else SessionForm("", "")
        day = self.day("planned_on")
        form = replace(
            known,
            code=self.text("code"),
            name=self.text("name"),
            planned_on=day,
            place=self.text("place"),
            started_at=self._moment("starts", day),
            ended_at=self._moment("ends", day),
            invited_count=self.number("invited_count"),
            present_count=self.number("present_count"),
            walk_in_count=self.number("walk_in_count"),
            venues=self._read_venues(),
            participants=tuple(ParticipantForm(*row) for row in self.rows("participants")),
        )
        return self.save_work(form)

    def _moment(self, key: str, day: date | None) -> datetime | None:
        clock = self.time(key)
        if clock is None:
            return None
        if day is None:
            self.require("planned_on")
            return None
        return stored(datetime.combine(day, clock))

    def _read_venues(self) -> tuple[VenueForm, ...]:
        found = []
        for name, count in self.rows("venues"):
            if count.strip() and not count.strip().isdigit():
                self._wrong["venues"] = self.context.messages.explain(Invalid("number", count))
                continue
            found.append(VenueForm(name, int(count) if count.strip() else None))
        return tuple(found)

    def _fill(self, form: SessionForm) -> None:
        for key in (
            "code",
            "name",
            "place",
            "planned_on",
            "invited_count",
            "present_count",
            "walk_in_count",
        ):
            self.put(key, getattr(form, key))
        self.put("starts", _clock(form.started_at))
        self.put("ends", _clock(form.ended_at))
        people = [(p.role, p.name, p.title, p.organisation, p.note) for p in form.participants]
        self.put("participants", people or [(ParticipantRole.CHAIR, "", "", "", "")])
        counts = [
            (v.name, "" if v.present_count is None else str(v.present_count)) for v in form.venues
        ]
        self.put("venues", counts)  # fmt: skip


class RecordPanel(SessionPanel):
    """Biên bản, kết luận: the opening, the report on the last session, the conclusions."""

    def __init__(self, context: Context, known: SessionDetail) -> None:
        super().__init__(context, "", known)
        add, form = self.form.add, known.form
        speech = (RowColumn(_("Who spoke"), 180), RowColumn(_("What was said"), long=True))
        add("opening", _("Opening"), RowsEditor(speech, _("Add a speech")), wide=True)
        add(
            "reports",
            _("Report on the last session"),
            RowsEditor(speech, _("Add a report")),
            wide=True,
        )
        add(
            "conclusions",
            _("Conclusions of the chair"),
            RowsEditor((RowColumn(_("One point a row"), long=True),), _("Add a point")),
            wide=True,
        )
        self.put("opening", [(one.speaker, one.text) for one in form.opening])
        self.put("reports", [(one.speaker, one.text) for one in form.reports])
        self.put("conclusions", [(text,) for text in form.conclusions])  # fmt: skip

    def work(self) -> Callable[[], int]:
        """Save what was said."""
        assert self.known is not None
        form = replace(
            self.known.form,
            opening=tuple(SpeechForm(*row) for row in self.rows("opening")),
            reports=tuple(SpeechForm(*row) for row in self.rows("reports")),
            conclusions=tuple(text for (text,) in self.rows("conclusions")),
        )
        return self.save_work(form)


def empty_form(code: str, name: str) -> SessionForm:
    """What a new session is proposed to be."""
    return SessionForm(code=code, name=name, planned_on=today())


def _clock(moment: datetime | None) -> time | None:
    return local(moment).time() if moment else None


def _people() -> RowsEditor:
    roles = [(one, word(one)) for one in ParticipantRole]
    columns = (
        RowColumn(_("Part taken"), 170, options=roles),
        RowColumn(_("Name (with Ông or Bà)"), 180),
        RowColumn(_("Position")),
        RowColumn(_("Body")),
        RowColumn(_("Note")),
    )
    return RowsEditor(columns, _("Add a person or group"))


def _venues() -> RowsEditor:
    columns = (RowColumn(_("Name")), RowColumn(_("Enterprises present"), 160))
    return RowsEditor(columns, _("Add a venue"))
