"""The form of one issue, new or corrected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtWidgets import QCheckBox

from dialogue_app.domain.errors.issues import ComplaintGivenOut
from dialogue_app.domain.fields.issues import IssueDraft, RaiserDraft
from dialogue_app.domain.vocabulary import AuthorityLevel, IssueKind, Medium, Moment, RaiserKind
from dialogue_app.i18n import _
from dialogue_app.i18n.words import word
from dialogue_app.services.agency.reference import (
    Choice,
    ReferenceList,
    list_reference,
    topics,
)
from dialogue_app.services.case import SeenDraft
from dialogue_app.services.enterprises.lists import EnterpriseList
from dialogue_app.services.issues.intake import edit_issue, register_issue
from dialogue_app.services.issues.raisers import raisers_as_written
from dialogue_app.services.sessions.lists import SessionRow, list_sessions
from ui.context import Context
from ui.pages.issues.searches import enterprises
from ui.widgets.draft_panel import DraftPanel, Names
from ui.widgets.inputs import ChoiceField, DateField, TextArea, TextLine
from ui.widgets.multi_picker import MultiPicker
from ui.widgets.picker import Option

_PLAIN = (
    "text", "kind", "moment", "medium", "received_on", "authority", "note", "promised_on",
    "number_elsewhere", "withhold_name", "name_when_transferring", "unsigned", "complaint",
)  # fmt: skip


@dataclass(frozen=True)
class IssueFormLists:
    """The pick-lists of the form, and what the things are called that its draft names by id."""

    topics: Sequence[Choice]
    sessions: Sequence[SessionRow]
    names: Names


def read_lists(context: Context, draft: IssueDraft) -> IssueFormLists:
    """The pick-lists and the names for a draft; called on a worker."""
    case = context.case
    sessions = list_sessions(case)
    raisers = [raiser.enterprise_id for raiser in draft.raisers if raiser.enterprise_id is not None]
    names: Names = {
        "raisers": {row.id: row.name for row in EnterpriseList(case).rows(raisers)},
        "session": {row.id: row.code for row in sessions},
        "topic": {row.id: row.name for row in list_reference(case, ReferenceList.TOPICS)},
    }
    return IssueFormLists(topics(case), sessions, names)


class IssuePanel(DraftPanel[IssueDraft]):
    """Takes in an issue, or corrects `known`, called `code`. Saving gives its id."""

    def __init__(
        self,
        context: Context,
        lists: IssueFormLists,
        known: SeenDraft[IssueDraft] | None = None,
        code: str = "",
        session_id: int | None = None,
    ) -> None:
        title = _("Add an issue") if known is None else _("Edit issue {code}")
        super().__init__(context, title.format(code=code), known, lists.names)
        self._moment_chosen = self._medium_chosen = False
        self._withdraw = False
        self._add_fields(lists)
        received = None if session_id else context.case.today()
        new = IssueDraft("", session_id=session_id, received_on=received)
        self.show_draft(known.draft if known else new)
        if known is None:
            self._propose_moment()

    def values(self, draft: IssueDraft) -> dict[str, Any]:
        """What each input shows."""
        called = self.names["raisers"]
        return {
            "raisers": [_option(raiser, called) for raiser in draft.raisers],
            "speaker": draft.raisers[0].speaker if draft.raisers else "",
            "session": draft.session_id,
            "topic": draft.topic_id,
            **{key: getattr(draft, key) for key in _PLAIN},
        }

    def typed(self) -> IssueDraft:
        """The issue as it was typed; its venue goes with its session."""
        before, session_id = (
            self.known.draft if self.known else IssueDraft(""),
            self.choice("session"),
        )
        if not self.text("text").strip():
            self.require("text")
        return replace(
            before,
            text=self.text("text"),
            session_id=session_id,
            venue_id=before.venue_id if session_id == before.session_id else None,
            kind=self.choice("kind"),
            moment=self.choice("moment"),
            medium=self.choice("medium"),
            received_on=self.day("received_on"),
            promised_on=self.day("promised_on"),
            raisers=self._raisers(before.raisers),
            topic_id=self.choice("topic"),
            authority=self.choice("authority"),
            withhold_name=self.ticked("withhold_name"),
            name_when_transferring=self.ticked("name_when_transferring"),
            unsigned=self.ticked("unsigned"),
            complaint=self.ticked("complaint"),
            number_elsewhere=self.text("number_elsewhere"),
            note=self.text("note"),
        )

    def store(self, known: SeenDraft[IssueDraft] | None, draft: IssueDraft) -> int:
        """Register or correct."""
        if known is None:
            return register_issue(self.context.case, draft)
        edit_issue(self.context.case, known, draft, withdraw=self._withdraw)
        return known.id

    def read_names(self, draft: IssueDraft) -> Names:
        """Enterprises, sessions and topics."""
        return read_lists(self.context, draft).names

    def _propose_moment(self, _place: int = 0) -> None:
        """At a session people speak; outside nobody knows yet. What somebody chose stays."""
        outside = self.choice("session") is None
        if not self._moment_chosen:
            self.put("moment", Moment.UNKNOWN if outside else Moment.AT_MEETING)
        if not self._medium_chosen:
            self.put("medium", Medium.UNKNOWN if outside else Medium.SPOKEN)

    def _keep_moment(self, _place: int) -> None:
        self._moment_chosen = True

    def _keep_medium(self, _place: int) -> None:
        self._medium_chosen = True

    def _failed(self, error: Exception) -> None:
        self._withdraw = isinstance(error, ComplaintGivenOut)  # saving again says yes
        super()._failed(error)

    def _raisers(self, before: Sequence[RaiserDraft]) -> tuple[RaiserDraft, ...]:
        """What was picked; a raiser that stood there before keeps all that is known of it."""
        picker = self.form.fields["raisers"].editor
        assert isinstance(picker, MultiPicker)
        kept = {_option(raiser, {}): raiser for raiser in before}
        found: list[RaiserDraft] = []
        typed = picker.field.text().strip()
        for option in (*picker.value(), *([Option(None, typed)] if typed else [])):
            known = kept.get(Option(option.id, "" if option.id else option.text))
            if known is not None:
                found.append(known)
            elif option.id is not None:
                found.append(RaiserDraft(RaiserKind.ENTERPRISE, option.id))
            else:
                found.extend(raisers_as_written(option.text))
        if found:
            found[0] = replace(found[0], speaker=self.text("speaker"))
        return tuple(found)

    def _add_fields(self, lists: IssueFormLists) -> None:
        add, context = self.form.add, self.context
        picker = MultiPicker(
            enterprises(context), context.tasks, free=lambda _text: _("to be identified later")
        )
        add(
            "raisers",
            _("Raisers"),
            picker,
            wide=True,
            hint=_("Type part of the name; none for a slip without a name"),
        )
        add("speaker", _("Speaker"), TextLine())
        outside = (None, _("Outside a session"))
        session = ChoiceField([outside, *((row.id, row.code) for row in lists.sessions)])
        add("session", _("Session"), session)
        add("text", _("Text of the issue"), TextArea(5), required=True, wide=True)
        add("topic", _("Topic"), ChoiceField([(None, ""), *((t.id, t.name) for t in lists.topics)]))
        add("kind", _("Kind"), _words(IssueKind))
        moment = _words(Moment)
        add("moment", _("Moment of raising"), moment)
        medium = _words(Medium)
        add("medium", _("Way of raising"), medium)
        today = context.case.today
        hint = _("Empty: the day of the session")
        add("received_on", _("Day of receipt"), DateField(today), hint=hint)
        add("promised_on", _("Answer promised to the enterprise by"), DateField(today))
        add("authority", _("Level of authority"), _words(AuthorityLevel))
        add("number_elsewhere", _("Number in another system (1022, doithoaidn…)"), TextLine())
        if self.known is None:
            session.currentIndexChanged.connect(self._propose_moment)
            moment.activated.connect(self._keep_moment)
            medium.activated.connect(self._keep_medium)
        self._add_flags()
        add("note", _("Note"), TextArea(2), wide=True)

    def _add_flags(self) -> None:
        add = self.form.add
        withheld = QCheckBox(_("Asks not to be named"))
        named = QCheckBox(_("Name it when transferring"))
        named.setEnabled(False)
        withheld.toggled.connect(named.setEnabled)
        add("withhold_name", _("Papers"), withheld)
        add("name_when_transferring", _("Letter of transfer"), named)
        add("unsigned", _("Slip"), QCheckBox(_("The slip bears no name")))
        add(
            "complaint",
            _("Complaint, denunciation"),
            QCheckBox(_("Shows signs of a complaint or denunciation")),
        )


def _option(raiser: RaiserDraft, called: Mapping[int, str]) -> Option:
    if raiser.enterprise_id is not None:
        return Option(raiser.enterprise_id, called.get(raiser.enterprise_id, ""))
    return Option(None, raiser.written_name)


def _words(values: type) -> ChoiceField:
    return ChoiceField([(value, word(value)) for value in values])  # type: ignore[attr-defined]
