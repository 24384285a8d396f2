"""The form of one issue, new or corrected."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtWidgets import QPushButton

from dialogue_app.domain.errors.issues import ComplaintGivenOut
from dialogue_app.domain.fields.issues import IssueDraft, RaiserDraft
from dialogue_app.domain.vocabulary import Medium, Moment, RaiserKind
from dialogue_app.i18n import _
from dialogue_app.services.agency.reference import ReferenceList, list_reference, topics
from dialogue_app.services.case import SeenDraft
from dialogue_app.services.enterprises.lists import EnterpriseList
from dialogue_app.services.issues.assigning import AssignmentDraft, propose
from dialogue_app.services.issues.detail import issue_detail
from dialogue_app.services.issues.intake import edit_issue, register_issue
from dialogue_app.services.issues.lists import seen_issues
from dialogue_app.services.issues.raisers import raisers_as_written
from dialogue_app.services.sessions.at_hand import session_at_hand
from dialogue_app.services.sessions.lists import list_sessions
from ui import keys
from ui.context import Context
from ui.forms.input import Option
from ui.pages.enterprises.form import new_enterprise
from ui.pages.issues.searches import as_raiser, bodies, enterprises
from ui.remembered import remembered
from ui.tasks import Task
from ui.widgets.draft_panel import DraftPanel, FormLists, Names
from ui.widgets.field_inputs import Options
from ui.widgets.inputs import ChoiceField, TextLine
from ui.widgets.multi_picker import MultiPicker
from ui.widgets.picker import Picker
from ui.widgets.plain import set_tip

_FOLD = "forms/issue_details"  # whether they are shown, in the file of the window
_DETAILS = (
    "kind", "moment", "medium", "received_on", "promised_on", "authority", "also_elsewhere",
    "number_elsewhere",
    "withhold_name", "name_when_transferring", "unsigned", "complaint", "note",
)  # fmt: skip


@dataclass(frozen=True)
class IssueFormLists(FormLists):
    """The pick-lists of the form, and the session a new issue is proposed to belong to."""

    at_hand: int | None = None


def read_lists(context: Context, draft: IssueDraft) -> IssueFormLists:
    """The pick-lists and the names for a draft; called on a worker."""
    case = context.case
    sessions = [(row.id, row.code) for row in list_sessions(case)]
    raisers = [raiser.enterprise_id for raiser in draft.raisers if raiser.enterprise_id is not None]
    names: Names = {
        "raisers": {row.id: row.name for row in EnterpriseList(case).rows(raisers)},
        "session": dict(sessions),
        "topic": {row.id: row.name for row in list_reference(case, ReferenceList.TOPICS)},
    }
    offered: dict[str, Options] = {
        "topic": [(topic.id, topic.name) for topic in topics(case)],
        "session": [(None, _("Outside a session")), *sessions],
    }
    return IssueFormLists(offered, names, session_at_hand(case))


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
        """A new one belongs to the session given, else to the one at hand."""
        title = _("Add an issue") if known is None else _("Edit issue {code}")
        held = session_id or lists.at_hand
        new = IssueDraft("", session_id=held, received_on=None if held else context.case.today())
        super().__init__(context, title.format(code=code), known, new, lists.names)
        self._moment_chosen = self._medium_chosen = False
        self._withdraw = False
        self._goes_on = False
        self._proposed: list[AssignmentDraft] = []
        self._calling: Task | None = None
        self._add_fields(lists)
        self.show_draft(self.base)
        if known is None:
            self._propose_moment()
            self._add_next()

    def values(self, draft: IssueDraft) -> dict[str, Any]:
        """What each input shows."""
        called = self.names["raisers"]
        return {
            **super().values(draft),
            "raisers": tuple(_option(raiser, called) for raiser in draft.raisers),
            "speaker": draft.raisers[0].speaker if draft.raisers else "",
        }

    def typed(self) -> IssueDraft:
        """The issue as it is typed; its venue goes with its session."""
        before, now = self.base, super().typed()
        return replace(
            now,
            venue_id=before.venue_id if now.session_id == before.session_id else None,
            raisers=self._raisers(before.raisers),
        )

    def work(self) -> Callable[[], Any]:
        """The issue, and the body proposed for a new one."""
        body = self.value("body") if "body" in self.form.fields else None
        self._proposed = [AssignmentDraft(body.id)] if body else []
        return super().work()

    def store(self, known: SeenDraft[IssueDraft] | None, draft: IssueDraft) -> int:
        """Register or correct."""
        if known is None:
            return register_issue(self.context.case, draft, self._proposed)
        edit_issue(self.context.case, known, draft, withdraw=self._withdraw)
        if self._proposed:  # chosen while a new one was being saved
            (seen,) = seen_issues(self.context.case, [known.id])
            propose(self.context.case, seen, self._proposed)
        return known.id

    def read(self, result: int) -> SeenDraft[IssueDraft]:
        """The issue as it stands now."""
        detail = issue_detail(self.context.case, result)
        return SeenDraft(detail.id, detail.version, detail.form)

    def read_names(self, draft: IssueDraft) -> Names:
        """Enterprises, sessions and topics."""
        return read_lists(self.context, draft).names

    def save_and_go_on(self) -> None:
        """Save, and empty the form for the next issue of the same session."""
        self._goes_on = True
        self.save()
        self._goes_on = self.is_saving

    def _tell_saved(self, result: int) -> None:
        goes_on, self._goes_on = self._goes_on, False
        if not goes_on or self.is_dirty:
            super()._tell_saved(result)
            return
        self.state.before = None
        self._new = replace(self._new, session_id=self.value("session"))
        self._moment_chosen = self._medium_chosen = False
        self.show_draft(self._new)
        self.put("body", None)
        self._propose_moment()
        self.begin()
        case = self.context.case
        self.context.read(self, lambda: issue_detail(case, result).code, self._tell_taken_in)

    def _tell_taken_in(self, code: str) -> None:
        self.context.messages.done(_("{code} was added.").format(code=code))

    def _failed(self, error: Exception) -> None:
        self._goes_on = False
        self._withdraw = isinstance(error, ComplaintGivenOut)  # saving again says yes
        super()._failed(error)

    def _raisers(self, before: Sequence[RaiserDraft]) -> tuple[RaiserDraft, ...]:
        """What was picked; a raiser that stood there before keeps all that is known of it."""
        kept = {_option(raiser, {}): raiser for raiser in before}
        found: list[RaiserDraft] = []
        for option in self.value("raisers"):
            known = kept.get(Option(option.id, "" if option.id else option.text))
            if known is not None:
                found.append(known)
            elif option.id is not None:
                found.append(RaiserDraft(RaiserKind.ENTERPRISE, option.id))
            else:
                found.extend(raisers_as_written(option.text))
        if found:
            found[0] = replace(found[0], speaker=self.value("speaker"))
        return tuple(found)

    # Inputs -----------------------------------------------------------------------------------

    def _add_fields(self, lists: IssueFormLists) -> None:
        context, form = self.context, self.form
        raisers = MultiPicker(
            enterprises(context), context.tasks, free=as_raiser, add=self._add_enterprise
        )
        self.add_inputs(["raisers"], special={"raisers": raisers})
        self.help_picking("raisers", raisers.field)
        form.add("speaker", _("Speaker"), TextLine())
        self.when("raisers", self._call_phones)
        self.add_inputs(["text", "topic_id"], lists.offered)
        if self.known is None:
            body = Picker(bodies(context), context.tasks)
            form.add("body", _("Body proposed"), body, hint=_("Assigned later"))
            self.help_picking("body", body)
        self.add_inputs(["session_id"], lists.offered)
        form.add_fold(_("More details"), remembered(context.case).value(_FOLD) == "true")
        form.unfolded.connect(self._remember_fold)
        self.add_inputs(_DETAILS)
        self._let_follow()

    def _let_follow(self) -> None:
        """Inputs that follow from others, until somebody chooses."""
        named = self.form.fields["name_when_transferring"].editor
        named.setEnabled(False)
        self.when("withhold_name", lambda: named.setEnabled(self.value("withhold_name")))
        if self.known is None:
            self.when("session", self._propose_moment)
            for key, keep in (("moment", self._keep_moment), ("medium", self._keep_medium)):
                choice = self.form.fields[key].editor
                assert isinstance(choice, ChoiceField)
                choice.activated.connect(keep)  # by somebody, not by the program

    def _add_next(self) -> None:
        button = QPushButton(_("Save, next one"))
        button.setObjectName("save_next")
        button.setShortcut(keys.SAVE_NEXT.sequence)
        set_tip(button, f"{button.text()} ({keys.SAVE_NEXT.shown})")
        button.clicked.connect(lambda: self.save_and_go_on())  # noqa: PLW0108  (Qt passes `checked`)
        self.add_button(button)

    def _remember_fold(self, is_open: bool) -> None:
        remembered(self.context.case).setValue(_FOLD, "true" if is_open else "false")

    def _add_enterprise(self, name: str) -> None:
        """Register an enterprise that is not known yet, over this form."""
        panel = new_enterprise(self.context, name)
        panel.saved.connect(lambda key: self._take_new(key, panel.value("name")))
        self.open_over(panel, "enterprises", "add")

    def _take_new(self, key: int, name: str) -> None:
        picker = self.form.fields["raisers"].editor
        assert isinstance(picker, MultiPicker)
        picker.field.take(Option(key, name))

    def _call_phones(self) -> None:
        """Show the registered telephones of who is picked, to be called back on."""
        ids = [option.id for option in self.value("raisers") if getattr(option, "id", None)]
        case = self.context.case

        def read() -> list[str]:
            return [row.phone for row in EnterpriseList(case).rows(ids) if row.phone]

        self._calling = self.context.read(self, read, self._show_phones, self._calling)

    def _show_phones(self, phones: Sequence[str]) -> None:
        said = _("Telephone in the register: {phones}").format(phones=", ".join(phones))
        self.form.fields["speaker"].hint = said if phones else ""

    # Proposals --------------------------------------------------------------------------------

    def _propose_moment(self) -> None:
        """At a session people speak; outside nobody knows yet. What somebody chose stays."""
        outside = self.value("session") is None
        if not self._moment_chosen:
            self.put("moment", Moment.UNKNOWN if outside else Moment.AT_MEETING)
        if not self._medium_chosen:
            self.put("medium", Medium.UNKNOWN if outside else Medium.SPOKEN)

    def _keep_moment(self, _place: int) -> None:
        self._moment_chosen = True

    def _keep_medium(self, _place: int) -> None:
        self._medium_chosen = True


def _option(raiser: RaiserDraft, called: Mapping[int, str]) -> Option:
    if raiser.enterprise_id is not None:
        return Option(raiser.enterprise_id, called.get(raiser.enterprise_id, ""))
    return Option(None, raiser.written_name)
