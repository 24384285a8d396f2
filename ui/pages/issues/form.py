"""The form of one issue, new or corrected."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtWidgets import QCheckBox

from dialogue_app.domain.errors.issues import ComplaintGivenOut
from dialogue_app.domain.vocabulary import AuthorityLevel, IssueKind, Medium, Moment, RaiserKind
from dialogue_app.i18n import _
from dialogue_app.i18n.words import word
from dialogue_app.services.agency.reference import Choice, topics
from dialogue_app.services.case import SeenDraft
from dialogue_app.services.issues.detail import IssueDetail
from dialogue_app.services.issues.intake import IssueForm, edit_issue, register_issue
from dialogue_app.services.issues.raisers import RaiserForm, raisers_as_written
from dialogue_app.services.sessions.editing import SessionRow, list_sessions
from ui.context import Context
from ui.pages.issues.searches import enterprises
from ui.widgets.form_panel import FormPanel
from ui.widgets.inputs import ChoiceField, DateField, TextArea, TextLine
from ui.widgets.multi_picker import MultiPicker
from ui.widgets.picker import Option

_PLAIN = (
    "text", "kind", "moment", "medium", "received_on", "authority", "note", "promised_on",
    "number_elsewhere", "withhold_name", "name_when_transferring", "unsigned", "complaint",
)  # fmt: skip


@dataclass(frozen=True)
class IssueFormLists:
    """The pick-lists of the form, read beforehand."""

    topics: Sequence[Choice]
    sessions: Sequence[SessionRow]


def read_lists(context: Context) -> IssueFormLists:
    """The pick-lists; called on a worker."""
    return IssueFormLists(topics(context.case), list_sessions(context.case))


class IssuePanel(FormPanel):
    """Takes in an issue, or corrects `known`. Saving gives its id."""

    def __init__(
        self,
        context: Context,
        lists: IssueFormLists,
        known: IssueDetail | None = None,
        session_id: int | None = None,
    ) -> None:
        title = _("Add an issue") if known is None else _("Edit issue {code}")
        super().__init__(context, title.format(code=known.code if known else ""))
        self._known = known
        self._moment_chosen = self._medium_chosen = False
        self._withdraw = False
        self._add_fields(lists)
        if known is not None:
            self._fill(known)
        else:
            self.put("session", session_id)
            self._propose_moment()
            self.put("received_on", None if session_id else context.case.today())

    def work(self) -> Callable[[], int]:
        """Register or correct."""
        known, session_id = self._known, self.choice("session")
        before = known.form if known else IssueForm("")
        form = replace(
            before,
            text=self.text("text"),
            session_id=session_id,
            venue_id=before.venue_id if session_id == before.session_id else None,
            kind=self.choice("kind"),
            moment=self.choice("moment"),
            medium=self.choice("medium"),
            received_on=self.day("received_on"),
            promised_on=self.day("promised_on"),
            raisers=self._raisers(),
            topic_id=self.choice("topic"),
            authority=self.choice("authority"),
            withhold_name=self.ticked("withhold_name"),
            name_when_transferring=self.ticked("name_when_transferring"),
            unsigned=self.ticked("unsigned"),
            complaint=self.ticked("complaint"),
            number_elsewhere=self.text("number_elsewhere"),
            note=self.text("note"),
        )
        if not form.text.strip():
            self.require("text")
        case, withdraw = self.context.case, self._withdraw

        def run() -> int:
            if known is None:
                return register_issue(case, form)
            seen = SeenDraft(known.id, known.version, known.form)
            edit_issue(case, seen, form, withdraw=withdraw)
            return known.id

        return run

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

    def _raisers(self) -> tuple[RaiserForm, ...]:
        """What was picked; a raiser that stood there before keeps all that is known of it."""
        picker = self.form.fields["raisers"].editor
        assert isinstance(picker, MultiPicker)
        before = {_option(one, ""): one for one in self._known.form.raisers} if self._known else {}
        found: list[RaiserForm] = []
        typed = picker.field.text().strip()
        for option in (*picker.value(), *([Option(None, typed)] if typed else [])):
            known = before.get(Option(option.id, "" if option.id else option.text))
            if known is not None:
                found.append(known)
            elif option.id is not None:
                found.append(RaiserForm(RaiserKind.ENTERPRISE, option.id))
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
        session = ChoiceField([outside, *((one.id, one.code) for one in lists.sessions)])
        add(
            "session",
            _("Session"),
            session,
        )
        add("text", _("Text of the issue"), TextArea(5), required=True, wide=True)
        add("topic", _("Topic"), ChoiceField([(None, ""), *((t.id, t.name) for t in lists.topics)]))
        add("kind", _("Kind"), _words(IssueKind))
        moment = _words(Moment)
        add("moment", _("Moment of raising"), moment)
        medium = _words(Medium)
        add("medium", _("Way of raising"), medium)
        add(
            "received_on",
            _("Day of receipt"),
            DateField(self.context.case.today),
            hint=_("Empty: the day of the session"),
        )
        add(
            "promised_on",
            _("Answer promised to the enterprise by"),
            DateField(self.context.case.today),
        )
        add("authority", _("Level of authority"), _words(AuthorityLevel))
        add("number_elsewhere", _("Number in another system (1022, doithoaidn…)"), TextLine())
        if self._known is None:
            session.currentIndexChanged.connect(self._propose_moment)
            moment.activated.connect(self._keep_moment)
            medium.activated.connect(self._keep_medium)
        self._add_flags()
        add("note", _("Note"), TextArea(2), wide=True)
        self.put("kind", IssueKind.REQUEST)
        self.put("authority", AuthorityLevel.UNKNOWN)  # fmt: skip

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

    def _fill(self, known: IssueDetail) -> None:
        form = known.form
        names = [one.name for one in known.raisers]
        options = [_option(one, name) for one, name in zip(form.raisers, names, strict=True)]
        self.put("raisers", options)
        self.put("speaker", form.raisers[0].speaker if form.raisers else "")
        self.put("session", form.session_id)
        self.put("topic", form.topic_id, known.row.topic)
        for key in _PLAIN:
            self.put(key, getattr(form, key))


def _option(raiser: RaiserForm, name: str) -> Option:
    if raiser.enterprise_id is not None:
        return Option(raiser.enterprise_id, name)
    return Option(None, raiser.written_name)


def _words(values: type) -> ChoiceField:
    return ChoiceField([(one, word(one)) for one in values])  # type: ignore[attr-defined]
