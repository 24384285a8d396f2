"""The forms that give issues to bodies, and take them back: assign, give out, send back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dialogue_app.domain.policies import Matter
from dialogue_app.domain.vocabulary import AssignmentRole, AssignmentState, Relation
from dialogue_app.i18n import _, ngettext
from dialogue_app.i18n.formats import number
from dialogue_app.services.case import Seen
from dialogue_app.services.issues.assigning import (
    AssignmentDraft,
    Due,
    Rerouting,
    assign,
    due_by_rules,
    give_out,
    return_issue,
)
from dialogue_app.services.issues.assigning_together import assign_together, what_can_be_assigned
from dialogue_app.services.issues.detail import IssueDetail
from dialogue_app.services.issues.views import AssignmentView
from dialogue_app.services.policies.editing import RuleBook
from dialogue_app.services.policies.words import proposal_words, rule_words
from ui.context import Context
from ui.forms.input import Option
from ui.pages.issues.left_out import LeftOut
from ui.pages.issues.move_panel import NO_DUE, MovePanel
from ui.widgets.inputs import ChoiceField, TextArea, TextLine, TickBox

if TYPE_CHECKING:
    from dialogue_app.services.issues.together import Done, Sorted
    from ui.tasks import OnProgress


@dataclass(frozen=True, slots=True)
class Proposals:
    """What may be proposed: the days that our agency usually gives, and the rules."""

    usual_days: int
    book: RuleBook


class _HandOverPanel(MovePanel):
    """What handing over asks for: to whom, by when, from which day on, who helps."""

    def __init__(
        self,
        context: Context,
        title: str,
        seen: Sequence[Seen],
        proposals: Proposals,
        issue: Matter,
        leads: Sequence[tuple[object, str]] = (),
    ) -> None:
        """`issue` is what the rules look at beside the body; `leads` are those who have it."""
        super().__init__(context, title, _("Hand over"), seen)
        self._proposals, self._issue = proposals, issue
        self._leads = ChoiceField(_instead_of(leads))
        self._supporters: tuple[Option, ...] = ()  # that nobody typed
        picker = self.add_body(_("Lead body"))
        picker.picked.connect(self._take_body)
        if leads:
            self._add_rerouting(leads)
        self.add_due()
        self.form.add("person", _("Person in charge"), TextLine())
        self.add_day("given_on", _("Day of assignment"))
        self.add_bodies("supporting", _("Supporting bodies"))

    def _add_rerouting(self, leads: Sequence[tuple[object, str]]) -> None:
        """A lead body that has it already gives it up, unless both are to have it."""
        self.form.add("instead_of", _("In place of"), self._leads, wide=True)
        hint = _("Why another body is to have it: it stands in the story of the issue")
        self.form.add("reason", _("Reason"), TextArea(2), required=True, wide=True, hint=hint)
        self.put("instead_of", leads[0][0])
        self.when("instead_of", self._ask_reason)

    def _ask_reason(self) -> None:
        self.form.fields["reason"].setVisible(self.value("instead_of") is not None)

    def check(self) -> None:
        """Nobody is passed over without a reason; where nobody is, none is needed."""
        super().check()
        if self.rerouting() is None:
            self.state.errors.pop("reason", None)

    def rerouting(self) -> Rerouting | None:
        """Who has it no more, and why."""
        body_id = self.value("instead_of") if "instead_of" in self.form.fields else None
        return None if body_id is None else Rerouting(body_id, self.value("reason"))

    def lead(self) -> AssignmentDraft:
        """The lead with its limit."""
        body = self.value("body").id
        return AssignmentDraft(body, due=self.due(), person=self.value("person"))

    def supporting(self) -> list[AssignmentDraft]:
        """Who helps."""
        return [AssignmentDraft(helper) for helper in self.body_ids("supporting")]

    def propose(self, body_id: int, relation: object) -> None:
        """What the rules say for this body; without one only our own units have usual days."""
        book = self._proposals.book
        matter = replace(self._issue, body_id=body_id)
        given_on = self.value("given_on") or self.context.case.today()
        rule = book.policies.due(matter, given_on)
        if rule is not None:
            due = due_by_rules(book.policies, matter, given_on) or NO_DUE
            self.propose_due(due, proposal_words(book, rule.draft))
        else:
            days = self._proposals.usual_days if relation is Relation.OWN else None
            self.propose_due(Due(working_days=days))
        self._propose_supporters(matter)

    def _take_body(self, option: Option) -> None:
        self.propose(self.value("body").id, option.kind)

    def _propose_supporters(self, matter: Matter) -> None:
        if tuple(self.value("supporting") or ()) != self._supporters:
            return  # somebody chose others
        book = self._proposals.book
        rule = book.policies.supporters(matter)
        ids = rule.draft.supporter_ids if rule is not None else ()
        self._supporters = tuple(
            Option(key, book.bodies[key]) for key in ids if key != matter.body_id
        )
        self.put("supporting", self._supporters)
        hint = proposal_words(book, rule.draft) if rule is not None else ""
        self.form.fields["supporting"].hint = hint


class AssignPanel(_HandOverPanel):
    """Give one issue to a body: assigned to our own units, transferred to all others."""

    def __init__(self, context: Context, detail: IssueDetail, proposals: Proposals) -> None:
        title = _("Hand over issue {code}").format(code=detail.code)
        issue = Matter(detail.form.topic_id, None, detail.form.kind)
        super().__init__(context, title, [detail.seen], proposals, issue, _leads(detail))
        proposed = [p for p in detail.assignments if p.state is AssignmentState.PROPOSED]
        if proposed or (proposed := _leads_of_before(detail)):
            self._show_proposed(*proposed)

    def renew(self, detail: IssueDetail) -> None:
        """The lead bodies that have it now."""
        self._leads.offer(_instead_of(_leads(detail)))

    def work(self) -> Callable[[], int]:
        """Hand over to the lead and the supporting bodies."""
        lead, helpers, on = self.lead(), self.supporting(), self.value("given_on")
        context, (seen,), rerouting = self.context, self.seen, self.rerouting()

        def run() -> int:
            assign(context.case, seen, lead, on, helpers, instead_of=rerouting)
            return seen.id

        return run

    def _show_proposed(self, first: AssignmentView, *others: AssignmentView) -> None:
        """What somebody proposed, or a file said; what it leaves open may a rule propose."""
        self.put("body", Option(first.body_id, first.body))
        self.put("supporting", tuple(Option(p.body_id, p.body) for p in others))
        if first.due_days is not None:
            self.put("due_days", first.due_days)
        elif first.due_on is not None:
            self.put("due", first.due_on)
        self.propose(first.body_id, first.relation)


def _leads(detail: IssueDetail) -> list[tuple[object, str]]:
    """The lead bodies an issue is with."""
    with_it = [p for p in detail.assignments if p.state is AssignmentState.GIVEN]
    return [(p.body_id, p.body) for p in with_it if p.role is AssignmentRole.LEAD]


def _instead_of(leads: Sequence[tuple[object, str]]) -> list[tuple[object, str]]:
    return [(None, _("Nobody: they have it, too")), *leads]


def _leads_of_before(detail: IssueDetail) -> list[AssignmentView]:
    """Of an issue that is reconsidered and with nobody, the lead bodies of the round before."""
    if any(part.round == detail.round for part in detail.assignments):
        return []
    before = [part for part in detail.assignments if part.round == detail.round - 1]
    return [
        replace(part, due_on=None, due_days=None)
        for part in before
        if part.role is AssignmentRole.LEAD and part.state is not AssignmentState.RETURNED
    ][:1]


class AssignTogetherPanel(_HandOverPanel):
    """Give several issues to one body; what it has already, or cannot get, is left out."""

    def __init__(self, context: Context, seen: Sequence[Seen], proposals: Proposals) -> None:
        n = len(seen)
        title = ngettext("Hand over {n} issue", "Hand over {n} issues", n).format(n=number(n))
        super().__init__(context, title, seen, proposals, Matter())
        self.several = LeftOut(self, self._look_up, ["body", "given_on"])

    def _look_up(self) -> Callable[[], Sorted] | None:
        case, seen = self.context.case, self.seen
        body, on = self.value("body"), self.value("given_on")
        if body is None or body.id is None or on is None:
            return None
        return lambda: what_can_be_assigned(case, seen, body.id, on)

    def work(self) -> Callable[[OnProgress], Done]:
        """Hand them over in one act."""
        lead, helpers, on = self.lead(), self.supporting(), self.value("given_on")
        case, seen = self.context.case, self.seen
        return lambda watch: assign_together(case, seen, lead, on, helpers, watch)


class GiveOutPanel(MovePanel):
    """Give out what is proposed for one or many issues. Saving gives what was left and why."""

    def __init__(self, context: Context, seen: Sequence[Seen], proposals: Proposals) -> None:
        n = len(seen)
        title = ngettext("Assign {n} issue", "Assign {n} issues", n).format(n=n)
        super().__init__(context, title, _("Assign"), seen)
        self.add_day("given_on", _("Day of assignment"))
        self._has_rules = bool(proposals.book.policies.rules)
        if self._has_rules:
            words = _("First by the rules of the office, where one fits")
            self.form.add("by_rules", words, TickBox(words), labelled=False, wide=True)
            self.put("by_rules", True)
            book = proposals.book
            said = [rule_words(book, rule.draft) for rule in book.policies.rules]
            self.form.fields["by_rules"].hint = "\n".join(said)
        self.add_due(_("For our own units that have no time limit yet"))
        self.propose_due(Due(working_days=proposals.usual_days))

    def work(self) -> Callable[[], Done]:
        """Give out by what is proposed; the limit is for own units that have none."""
        due, on = self.due(), self.value("given_on")
        context, seen = self.context, self.seen
        by_rules = self._has_rules and bool(self.value("by_rules"))
        return lambda: give_out(context.case, seen, on, due, by_rules=by_rules)


class ReturnPanel(MovePanel):
    """A body sends an issue back."""

    def __init__(self, context: Context, detail: IssueDetail) -> None:
        title = _("Issue {code} is sent back").format(code=detail.code)
        super().__init__(context, title, _("Record"), [detail.seen])
        self._body = ChoiceField(_given(detail))
        self.form.add("body", _("Body"), self._body, required=True, wide=True)
        self.form.add("reason", _("Reason"), TextArea(3), required=True, wide=True)
        self.put("reason", _("Not within its authority."))
        self.add_day("on", _("Day"))

    def work(self) -> Callable[[], None]:
        """Record who sent it back, and why."""
        body, on, reason = self.value("body"), self.value("on"), self.value("reason")
        context, (seen,) = self.context, self.seen
        return lambda: return_issue(context.case, seen, body, on, reason)

    def renew(self, detail: IssueDetail) -> None:
        """The bodies that have it now."""
        self._body.offer(_given(detail))


def _given(detail: IssueDetail) -> list[tuple[object, str]]:
    """The bodies an issue is with."""
    parts = [part for part in detail.assignments if part.state is AssignmentState.GIVEN]
    return [(part.body_id, part.body) for part in parts]
