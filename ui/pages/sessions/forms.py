"""The two forms of a session: what is prepared, and what the minutes say beside the issues.

Each changes only its own fields of the session it is built on, so neither undoes what the other, or
somebody else, has saved meanwhile.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from functools import partial
from typing import Any

from dialogue_app.domain.errors.base import NotANumber
from dialogue_app.domain.fields.facts import fields_of
from dialogue_app.domain.fields.sessions import (
    ParticipantDraft,
    SessionDraft,
    SpeechDraft,
    VenueDraft,
    points_of,
)
from dialogue_app.domain.people import Person
from dialogue_app.domain.vocabulary import ParticipantRole
from dialogue_app.i18n import _
from dialogue_app.i18n.formats import local, stored
from dialogue_app.i18n.words import word
from dialogue_app.services.agency.reference import Choice
from dialogue_app.services.case import SeenDraft
from dialogue_app.services.series.editing import series_choices
from dialogue_app.services.series.proposing import ProposedSession, propose_session
from dialogue_app.services.sessions.editing import (
    SessionDetail,
    add_session,
    edit_session,
    session_detail,
)
from ui.context import Context
from ui.forms.state import please_fill
from ui.tasks import Task
from ui.widgets.days import TimeField
from ui.widgets.draft_panel import DraftPanel, Names
from ui.widgets.row_column import RowColumn
from ui.widgets.rows_editor import RowsEditor

_NEXT_ROLE: dict[object, object] = {
    ParticipantRole.CHAIR: ParticipantRole.SECRETARY,
    ParticipantRole.CO_CHAIR: ParticipantRole.SECRETARY,
    ParticipantRole.SECRETARY: ParticipantRole.INVITED,
    ParticipantRole.INVITED: ParticipantRole.INVITED,
    ParticipantRole.OWN_UNIT: ParticipantRole.OWN_UNIT,
    ParticipantRole.ABSENT: ParticipantRole.ABSENT,
}  # who is usually written below whom
_NUMBERS = ("invited_count", "present_count", "walk_in_count")
_CLOCKS = {"starts": "started_at", "ends": "ended_at"}  # by the key of the input
_RECORD = ("opening", "reports", "conclusions")


class SessionPanel(DraftPanel[SessionDraft]):
    """What both forms share. Saving gives the session as it stands then."""

    def store(self, known: SeenDraft[SessionDraft] | None, draft: SessionDraft) -> SessionDetail:
        """Add or change."""
        case = self.context.case
        if known is None:
            return session_detail(case, add_session(case, draft))
        edit_session(case, known, draft)
        return session_detail(case, known.id)

    def read(self, result: SessionDetail) -> SeenDraft[SessionDraft]:
        """The session as it stands now."""
        return as_seen(result)

    def leave(self) -> None:
        """The page asks, for all its forms at once."""
        if not self.is_saving:
            self.closed.emit()


def as_seen(detail: SessionDetail) -> SeenDraft[SessionDraft]:
    """What the forms of a session are built on."""
    return SeenDraft(detail.id, detail.version, detail.form)


class PreparePanel(SessionPanel):
    """Chuẩn bị: code, name, day, series, place, people, numbers."""

    def __init__(
        self,
        context: Context,
        known: SeenDraft[SessionDraft] | None,
        form: SessionDraft,
        series: Sequence[Choice] = (),
        its_series: str = "",
    ) -> None:
        """`form` is what is shown: what is `known`, or what is proposed for a new session.

        `series` are those it may belong to, `its_series` how the one is called that it belongs to.
        """
        names = {"series": {form.series_id: its_series}}
        super().__init__(context, "", known, form, names)
        facts = fields_of(SessionDraft)
        offered = {"series": [(one.id, one.name) for one in series]}
        self.add_inputs(["code", "planned_on", "series_id", "name", "place"], offered)
        for key, name in _CLOCKS.items():
            self.form.add(key, _(facts[name].fact.label), TimeField())
        self.add_inputs(["participants"], special={"participants": _people()})
        self.add_inputs(_NUMBERS)
        self.add_inputs(["venues"], special={"venues": _venues()})
        self.show_draft(form)
        day = form.planned_on or context.case.today()
        self._proposed = ProposedSession(day, form.code, form.name)
        self._proposing: Task | None = None
        if known is None:
            self.when("planned_on", lambda: self._propose(self.value("planned_on")))
            self.when("series", self._follow_series)

    def values(self, draft: SessionDraft) -> dict[str, Any]:
        """What each input shows."""
        people = tuple(
            (each.role, each.person.name, each.person.title, each.person.body, each.note)
            for each in draft.participants
        )
        counts = tuple(
            (v.name, "" if v.present_count is None else str(v.present_count)) for v in draft.venues
        )
        return {
            **super().values(draft),
            **{key: _clock(getattr(draft, name)) for key, name in _CLOCKS.items()},
            "participants": people or ((ParticipantRole.CHAIR, "", "", "", ""),),
            "venues": counts,
        }

    def check(self) -> None:
        """Times need their day, and venues a number of people."""
        errors, value = self.state.errors, self.value
        if value("planned_on") is None and any(value(key) for key in _CLOCKS):
            errors.setdefault("planned_on", please_fill(self.form.fields["planned_on"].name))
        for _name, count in value("venues"):
            if count.strip() and not count.strip().isdigit():
                errors["venues"] = self.context.messages.explain(NotANumber(count))

    def typed(self) -> SessionDraft:
        """The session with what is prepared as it is typed."""
        return replace(
            super().typed(),
            started_at=self._moment("starts"),
            ended_at=self._moment("ends"),
            venues=tuple(
                VenueDraft(name, int(count) if count.strip() else None)
                for name, count in self.value("venues")
            ),
            participants=tuple(
                ParticipantDraft(role, Person.typed(name, title, body), note)
                for role, name, title, body, note in self.value("participants")
            ),
        )

    def read_names(self, draft: SessionDraft) -> Names:
        """What the series are called."""
        return {"series": {one.id: one.name for one in series_choices(self.context.case)}}

    def _follow_series(self) -> None:
        """Its rhythm says the day, as long as nobody typed another one."""
        day = self.value("planned_on")
        self._propose(None if day == self._proposed.day else day, by_rhythm=True)

    def _propose(self, day: date | None, *, by_rhythm: bool = False) -> None:
        """Code and name follow day and series, as long as they are still what was proposed."""
        case, series_id = self.context.case, self.value("series")
        if day is not None or by_rhythm:
            self._proposing = self.context.read(
                self,
                lambda: propose_session(case, series_id, day),
                partial(self._take_proposed, typed=day is not None),
                self._proposing,
            )

    def _take_proposed(self, proposed: ProposedSession, *, typed: bool) -> None:
        """Show what is proposed; a day that somebody typed stays theirs."""
        before = self._proposed
        self._proposed = replace(proposed, day=before.day) if typed else proposed
        for key, old, new in (
            ("planned_on", before.day, self._proposed.day),
            ("code", before.code, proposed.code),
            ("name", before.name, proposed.name),
        ):
            if self.value(key) == old:
                self.put(key, new)

    def _moment(self, key: str) -> datetime | None:
        clock, day = self.value(key), self.value("planned_on")
        return stored(datetime.combine(day, clock)) if clock is not None and day else None


class RecordPanel(SessionPanel):
    """Biên bản, kết luận: the opening, the report on the last session, the conclusions."""

    def __init__(self, context: Context, known: SeenDraft[SessionDraft]) -> None:
        super().__init__(context, "", known, known.draft)
        speech = (RowColumn(_("Who spoke")), RowColumn(_("What was said"), long=True))
        point = (RowColumn(_("One point per line"), long=True, point=True),)
        special = {
            "opening": RowsEditor(speech, _("Add a speech")),
            "reports": RowsEditor(speech, _("Add a report")),
            "conclusions": RowsEditor(point, _("Add a point")),
        }
        self.add_inputs(_RECORD, special=special)
        self.show_draft(known.draft)

    def values(self, draft: SessionDraft) -> dict[str, Any]:
        """What each input shows."""
        return {
            "opening": tuple((speech.speaker.written, speech.text) for speech in draft.opening),
            "reports": tuple((speech.speaker.written, speech.text) for speech in draft.reports),
            "conclusions": tuple((line,) for line in points_of(draft.conclusions)),
        }

    def typed(self) -> SessionDraft:
        """The session with what was said as it is typed; each line is a point of its own."""
        points = points_of(text for (text,) in self.value("conclusions"))
        return replace(
            self.base,
            opening=self._speeches("opening"),
            reports=self._speeches("reports"),
            conclusions=points,
        )

    def _speeches(self, key: str) -> tuple[SpeechDraft, ...]:
        return tuple(SpeechDraft(Person.typed(who), text) for who, text in self.value(key))


def _clock(moment: datetime | None) -> time | None:
    return local(moment).time() if moment else None


def _people() -> RowsEditor:
    roles = [(role, word(role)) for role in ParticipantRole]
    columns = (
        RowColumn(_("Role at the session"), 210, options=roles, follows=_NEXT_ROLE),
        RowColumn(_("Name (with Ông or Bà)"), 180),
        RowColumn(_("Position")),
        RowColumn(_("Body")),
        RowColumn(_("Note")),
    )
    return RowsEditor(columns, _("Add a person or group"))


def _venues() -> RowsEditor:
    columns = (RowColumn(_("Name")), RowColumn(_("Enterprises present"), 160))
    return RowsEditor(columns, _("Add a venue"))
