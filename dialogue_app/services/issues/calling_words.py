"""What is said of those who are to be reminded or told, in the window and by commands."""

from __future__ import annotations

from dialogue_app.domain.vocabulary import ContactPurpose, Relation
from dialogue_app.i18n import _, ngettext
from dialogue_app.i18n.formats import number, screen_date
from dialogue_app.i18n.words import word
from dialogue_app.services.issues.body_calls import BodyCall
from dialogue_app.services.issues.promised_calls import DuePromise
from dialogue_app.services.issues.reminding import OwedIssue, Reminded
from dialogue_app.services.issues.to_tell import ToTell
from dialogue_app.services.issues.whom_to_call import Call
from dialogue_app.services.lists import Chip

_TONES = {
    ContactPurpose.REMIND: ("soon", "clock"),
    ContactPurpose.URGE: ("late", "late"),
    ContactPurpose.ASK: ("accent", "waiting"),
}


def tone_words(purpose: ContactPurpose) -> str:
    """What is to be done: one verb per relation and date."""
    return {
        ContactPurpose.REMIND: _("Remind"),
        ContactPurpose.URGE: _("Urge"),
        ContactPurpose.ASK: _("Ask for an answer"),
    }[purpose]


def owed_words(issue: OwedIssue) -> str:
    """Why it is time: what its date says, or how long others have had it; the last reminder."""
    waited = issue.waited_days
    said = []
    if issue.late_days:
        late = ngettext("{n} day overdue", "{n} days overdue", issue.late_days)
        said.append(late.format(n=number(issue.late_days)))
    elif issue.due_on is not None:
        said.append(_("limit {day}").format(day=screen_date(issue.due_on)))
    if issue.relation is not Relation.OWN:
        since = ngettext(
            "with them since {day}, {n} working day", "with them since {day}, {n} working days",
            waited,
        )  # fmt: skip
        said.append(since.format(day=screen_date(issue.since), n=number(waited)))
        said += [_("letter {number}").format(number=issue.number)] if issue.number else []
    return " · ".join([*said, reminded_words(issue.reminded)])


def reminded_words(reminded: Reminded) -> str:
    """When and how they were reminded last."""
    if reminded.on is None or reminded.means is None:
        return _("not reminded yet")
    said = _("reminded {day} {how}").format(day=screen_date(reminded.on), how=word(reminded.means))
    if reminded.times > 1:
        said += " " + _("(reminder {n})").format(n=number(reminded.times))
    return said


def caller_words(contact: str, phone: str, email: str) -> str:
    """Whom to call there, as far as the register knows."""
    return " · ".join(filter(None, [contact, phone, email])) or _("no contact in the register")


def due_promise_words(one: DuePromise) -> str:
    """Why it is time: the day promised, how long ago it was, the last reminder."""
    said = [_("promised for {day}").format(day=screen_date(one.due_on))]
    if one.late_days:
        late = ngettext("{n} day overdue", "{n} days overdue", one.late_days)
        said.append(late.format(n=number(one.late_days)))
    elif one.purpose is ContactPurpose.ASK:
        said.append(_("the day promised has passed"))
    return " · ".join([*said, reminded_words(one.reminded)])


def call_chip(call: Call) -> Chip:
    """What the call is for and of how many issues and promises."""
    if call.purpose is None:
        said = [_("tell of {n}").format(n=number(call.told))] if call.told else []
        said += [_("ask about {n}").format(n=number(call.asked))] if call.asked else []
        return Chip(" · ".join(said), "accent", "answer")
    tone, icon = _TONES[call.purpose]
    what = _counted(call.n, call.promised)
    return Chip(f"{tone_words(call.purpose)} · {what}", tone, icon, (what,))


def purpose_of_call(call: BodyCall) -> str:
    """What the call to a body is for, and of how many issues and promises."""
    return f"{tone_words(call.purpose)} · {_counted(len(call.issues), len(call.promises))}"


def _counted(issues: int, promised: int) -> str:
    said = []
    if issues:
        said.append(ngettext("{n} issue", "{n} issues", issues).format(n=number(issues)))
    if promised:
        said.append(ngettext("{n} promise", "{n} promises", promised).format(n=number(promised)))
    return " · ".join(said)


def untold_of_issue(group: ToTell, issue_id: int) -> str:
    """Whether a raiser is to be told of an issue, or asked about its answer."""
    said = [_("to be told")] if issue_id in group.told_of else []
    said += [_("opinion to be asked")] if issue_id in group.asked_of else []
    return " · ".join(said)
