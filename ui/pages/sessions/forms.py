"""The two forms of a session: what is prepared, and what the minutes say beside the issues.

Each changes only its own fields of the session it is built on, so neither undoes what the other, or
somebody else, has saved meanwhile.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from dialogue_app.domain.errors.base import BadInput, NotANumber
from dialogue_app.domain.fields.sessions import (
    ParticipantDraft,
    SessionDraft,
    SpeechDraft,
    VenueDraft,
)
from dialogue_app.domain.people import Person
from dialogue_app.domain.vocabulary import ParticipantRole
from dialogue_app.i18n import _
from dialogue_app.i18n.formats import local, stored
from dialogue_app.i18n.words import word
from dialogue_app.services.case import SeenDraft
from dialogue_app.services.sessions.editing import (
    SessionDetail,
    add_session,
    edit_session,
    propose_code,
    propose_name,
    session_detail,
)
from ui.context import Context
from ui.tasks import Task
from ui.widgets.draft_panel import DraftPanel
from ui.widgets.inputs import DateField, NumberField, TextArea, TextLine, TimeField
from ui.widgets.rows_editor import RowColumn, RowsEditor

_NEXT_ROLE: dict[object, object] = {
    ParticipantRole.CHAIR: ParticipantRole.SECRETARY,
    ParticipantRole.CO_CHAIR: ParticipantRole.SECRETARY,
    ParticipantRole.SECRETARY: ParticipantRole.INVITED,
    ParticipantRole.INVITED: ParticipantRole.INVITED,
    ParticipantRole.OWN_UNIT: ParticipantRole.OWN_UNIT,
    ParticipantRole.ABSENT: ParticipantRole.ABSENT,
}  # who is usually written below whom
_PLAIN = (
    "code", "name", "place", "planned_on", "invited_count", "present_count", "walk_in_count",
)  # fmt: skip


class SessionPanel(DraftPanel[SessionDraft]):
    """What both forms share. Saving gives the session as it stands then."""

    def store(self, known: SeenDraft[SessionDraft] | None, draft: SessionDraft) -> SessionDetail:
        """Add or change."""
        case = self.context.case
        if known is None:
            return session_detail(case, add_session(case, draft))
        edit_session(case, known, draft)
        return session_detail(case, known.id)

    def leave(self) -> None:
        """The page asks, for all its forms at once."""
        if not self.is_saving:
            self.closed.emit()

    def _done(self, result: SessionDetail) -> None:
        self.take(as_seen(result))
        super()._done(result)


def as_seen(detail: SessionDetail) -> SeenDraft[SessionDraft]:
    """What the forms of a session are built on."""
    return SeenDraft(detail.id, detail.version, detail.form)


class PreparePanel(SessionPanel):
    """Chuẩn bị: code, name, day, place, people, numbers."""

    def __init__(
        self, context: Context, known: SeenDraft[SessionDraft] | None, form: SessionDraft
    ) -> None:
        """`form` is what is shown: what is `known`, or what is proposed for a new session."""
        super().__init__(context, "", known)
        self._base = form
        add = self.form.add
        add("code", _("Code"), TextLine(), required=True)
        add("planned_on", _("Day of the session"), DateField(self.context.case.today))
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
        self.show_draft(form)
        self._proposed = (form.code, form.name)
        self._proposing: Task | None = None
        if known is None:
            self._day().textChanged.connect(lambda _text: self._propose())

    def values(self, draft: SessionDraft) -> dict[str, Any]:
        """What each input shows."""
        people = [
            (each.role, each.person.name, each.person.title, each.person.body, each.note)
            for each in draft.participants
        ]
        counts = [
            (v.name, "" if v.present_count is None else str(v.present_count)) for v in draft.venues
        ]
        return {
            **{key: getattr(draft, key) for key in _PLAIN},
            "starts": _clock(draft.started_at),
            "ends": _clock(draft.ended_at),
            "participants": people or [(ParticipantRole.CHAIR, "", "", "", "")],
            "venues": counts,
        }

    def typed(self) -> SessionDraft:
        """The session with what is prepared as it was typed."""
        day = self.day("planned_on")
        return replace(
            self.known.draft if self.known else self._base,
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
            participants=tuple(
                ParticipantDraft(role, Person.typed(name, title, body), note)
                for role, name, title, body, note in self.rows("participants")
            ),
        )

    def _day(self) -> DateField:
        editor = self.form.fields["planned_on"].editor
        assert isinstance(editor, DateField)
        return editor

    def _propose(self) -> None:
        """Code and name follow the day, as long as they are still what was proposed."""
        try:
            day = self._day().value()
        except BadInput:
            return
        if day is not None:
            case = self.context.case
            self._proposing = self.context.read(
                self,
                lambda: (propose_code(case, day), propose_name(case, day)),
                self._take_proposed,
                self._proposing,
            )

    def _take_proposed(self, proposed: tuple[str, str]) -> None:
        for key, old, new in zip(("code", "name"), self._proposed, proposed, strict=True):
            if self.text(key) == old:
                self.put(key, new)
        self._proposed = proposed

    def _moment(self, key: str, day: date | None) -> datetime | None:
        clock = self.time(key)
        if clock is None:
            return None
        if day is None:
            self.require("planned_on")
            return None
        return stored(datetime.combine(day, clock))

    def _read_venues(self) -> tuple[VenueDraft, ...]:
        found = []
        for name, count in self.rows("venues"):
            if count.strip() and not count.strip().isdigit():
                self._wrong["venues"] = self.context.messages.explain(NotANumber(count))
                continue
            found.append(VenueDraft(name, int(count) if count.strip() else None))
        return tuple(found)


class RecordPanel(SessionPanel):
    """Biên bản, kết luận: the opening, the report on the last session, the conclusions."""

    def __init__(self, context: Context, known: SeenDraft[SessionDraft]) -> None:
        super().__init__(context, "", known)
        self._base = known.draft
        add = self.form.add
        speech = (RowColumn(_("Who spoke")), RowColumn(_("What was said"), long=True))
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
        self.show_draft(known.draft)

    def values(self, draft: SessionDraft) -> dict[str, Any]:
        """What each input shows."""
        return {
            "opening": [(speech.speaker.written, speech.text) for speech in draft.opening],
            "reports": [(speech.speaker.written, speech.text) for speech in draft.reports],
            "conclusions": [(text,) for text in draft.conclusions],
        }

    def typed(self) -> SessionDraft:
        """The session with what was said as it was typed."""
        return replace(
            self.known.draft if self.known else self._base,
            opening=self._speeches("opening"),
            reports=self._speeches("reports"),
            conclusions=tuple(text for (text,) in self.rows("conclusions")),
        )

    def _speeches(self, key: str) -> tuple[SpeechDraft, ...]:
        return tuple(SpeechDraft(Person.typed(who), text) for who, text in self.rows(key))


def empty_form(code: str, name: str, day: date) -> SessionDraft:
    """What a new session on that day is proposed to be."""
    return SessionDraft(code=code, name=name, planned_on=day)


def _clock(moment: datetime | None) -> time | None:
    return local(moment).time() if moment else None


def _people() -> RowsEditor:
    roles = [(role, word(role)) for role in ParticipantRole]
    columns = (
        RowColumn(_("Part taken"), 210, options=roles, follows=_NEXT_ROLE),
        RowColumn(_("Name (with Ông or Bà)"), 180),
        RowColumn(_("Position")),
        RowColumn(_("Body")),
        RowColumn(_("Note")),
    )
    return RowsEditor(columns, _("Add a person or group"))


def _venues() -> RowsEditor:
    columns = (RowColumn(_("Name")), RowColumn(_("Enterprises present"), 160))
    return RowsEditor(columns, _("Add a venue"))
