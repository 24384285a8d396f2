"""What can go wrong with issues and what is done to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from dialogue_app.domain.errors.base import BadInput, UnknownCode
from dialogue_app.domain.vocabulary import IssueState, Outcome, VerdictLevel
from dialogue_app.domain.worded import N_, Worded


class UnknownIssue(UnknownCode):
    """No issue has this code."""

    sentence = N_("Issue {code} was not found.")
    field: ClassVar[str] = "issue"


class UnknownRaiser(UnknownCode):
    """The issue has no such raiser."""

    sentence = N_("This issue has no raiser {code}.")
    field: ClassVar[str] = "raiser"


@dataclass(eq=False)
class TooEarly(BadInput):
    """Something is said to have happened to an issue before it was received, or given out."""

    sentence = N_("{day} lies before the day the issue was received or assigned, {since}.")

    day: date
    since: date


@dataclass(eq=False)
class NotYet(BadInput):
    """Something is said to have happened on a day that is still to come."""

    sentence = N_("{day} is still to come.")

    day: date


@dataclass(eq=False)
class DueBeforeGiven(BadInput):
    """The due date lies before the day the task was given."""

    sentence = N_("The time limit {due} lies before the day of assignment, {given}.")
    field: ClassVar[str] = "due"

    due: date
    given: date


@dataclass(eq=False)
class NotLater(BadInput):
    """An extension that does not end after the date it extends."""

    sentence = N_("The new time limit {due} must lie after the present one, {present}.")
    field: ClassVar[str] = "due"

    due: date
    present: date


@dataclass(eq=False)
class NothingToExtend(BadInput):
    """The body has the issue without a time limit."""

    sentence = N_("{body} has no time limit for issue {code} that could be extended.")
    field: ClassVar[str] = "body"

    code: str
    body: str


@dataclass(eq=False)
class NothingPromised(BadInput):
    """No date was promised to the enterprise, so none can move with an extension."""

    sentence = N_("No date was promised to the enterprise for issue {code}, so none can move.")
    field: ClassVar[str] = "moves_promise"

    code: str


@dataclass(eq=False)
class DueRequired(BadInput):
    """Our own unit is given a task without a time limit."""

    sentence = N_("{body} needs a time limit.")
    field: ClassVar[str] = "due"

    body: str


@dataclass(eq=False)
class MoveNotAllowed(BadInput):
    """The issue's state does not allow this move."""

    sentence = N_("Issue {code} is in the state “{state}”: it is not possible to {move}.")

    code: str
    move: Worded  # a domain.life.Move
    state: IssueState


@dataclass(eq=False)
class IsComplaint(BadInput):
    """A complaint or denunciation is given to no body; the sentence says how to guide the raiser.

    Source: Luật Khiếu nại 2011, Luật Tố cáo 2018 (ways of their own); NĐ 20/2008/NĐ-CP, điều 1.
    """

    sentence = N_(
        "{code} shows signs of a complaint or denunciation, so it is given to no body here. Tell "
        "who raised it: “This belongs to the law on complaints and denunciations; we guide you to "
        "file it as the law says, and your name does not stand in the papers of the session.”"
    )

    code: str


@dataclass(eq=False)
class ComplaintGivenOut(BadInput):
    """An issue to be marked as a complaint is given to bodies: it must be withdrawn first."""

    sentence = N_(
        "{code} has been assigned to {bodies}. Marking it as a complaint or "
        "denunciation withdraws it from them: save again to do so."
    )
    field: ClassVar[str] = "complaint"
    separator: ClassVar[str] = "; "

    code: str
    bodies: list[str]


@dataclass(eq=False)
class NothingToSend(BadInput):
    """The body was not given the issue, is ours, or that it was sent is recorded already."""

    sentence = N_("There is nothing to send to {body} for issue {code}.")
    field: ClassVar[str] = "body"

    code: str
    body: str


@dataclass(eq=False)
class OutcomeNotAllowed(BadInput):
    """This outcome does not fit the issue."""

    sentence = N_("Issue {code} cannot end as “{outcome}”: no fact behind it is recorded yet.")
    field: ClassVar[str] = "outcome"

    code: str
    outcome: Outcome


@dataclass(eq=False)
class NothingToReconsider(BadInput):
    """An issue is to be considered again on an opinion that does not ask for it."""

    sentence = N_("“{level}” is no reason to reconsider an issue.")
    field: ClassVar[str] = "reason"

    level: VerdictLevel


@dataclass(eq=False)
class UnclearPromise(BadInput):
    """No single day follows from how it is written by when something is promised."""

    sentence = N_("“{value}” names no day: type a day (30/9), a month (10/2026) or a quarter (IV).")
    field: ClassVar[str] = "promised_by"

    value: str


@dataclass(eq=False)
class PromiseOver(BadInput):
    """Something is promised for a day, a month or a quarter that was over already."""

    sentence = N_(
        "“{value}” ended on {due}, before the day of the answer, {answered}: type a later one, or "
        "its year."
    )
    field: ClassVar[str] = "promised_by"

    value: str
    due: date
    answered: date


@dataclass(eq=False)
class NoOpenPromise(BadInput):
    """The issue has no such promise that is still to be kept."""

    sentence = N_("Issue {code} has no such promise still to be kept.")
    field: ClassVar[str] = "promise"

    code: str


@dataclass(eq=False)
class NoAnswer(BadInput):
    """A promise stands in an answer, and the issue has none."""

    sentence = N_("Issue {code} has no answer yet that could promise something.")

    code: str


@dataclass(eq=False)
class PromiseStillOpen(BadInput):
    """The follow-up is to end while something that was promised is not kept yet."""

    sentence = N_(
        "{code} has a promise not kept yet, due on {due}: “{what}”. End the follow-up again to do "
        "so all the same; the promise stays on record."
    )
    field: ClassVar[str] = "outcome"

    code: str
    due: date
    what: str


@dataclass(eq=False)
class NoSuchAssignment(BadInput):
    """The issue is not assigned to this body, or no longer."""

    sentence = N_("{body} has no open part in issue {code}.")
    field: ClassVar[str] = "body"

    code: str
    body: str


@dataclass(eq=False)
class AlreadyAssigned(BadInput):
    """The issue is already assigned to this body."""

    sentence = N_("{body} already has a part in issue {code}.")
    field: ClassVar[str] = "body"

    code: str
    body: str


@dataclass(eq=False)
class WrongVerb(BadInput):
    """The verb does not fit the body: own units are assigned, others transferred to."""

    sentence = N_("{value}: our own units are assigned, all other bodies are transferred to.")
    field: ClassVar[str] = "body"

    value: str


@dataclass(eq=False)
class RaiserHasVerdict(BadInput):
    """A raiser whose opinion of the answer is recorded cannot be taken out of the issue."""

    sentence = N_(
        "The opinion of {raiser} on the answer is recorded, so it stays a raiser of this issue."
    )
    field: ClassVar[str] = "raisers"

    raiser: str


@dataclass(eq=False)
class RaiserWasTold(BadInput):
    """A raiser who was told something, or spoken with, cannot be taken out of the issue."""

    sentence = N_(
        "It is recorded what {raiser} was told about this issue, so it stays one of its raisers."
    )
    field: ClassVar[str] = "raisers"

    raiser: str


@dataclass(eq=False)
class OwesNothing(BadInput):
    """The body, or the higher level, does not owe an answer to the issue."""

    sentence = N_(
        "{name} is not to answer issue {code}, or nothing has been sent to it yet: there is nothing"
        " to remind it of."
    )
    field: ClassVar[str] = "to"

    code: str
    name: str


class NothingToTell(BadInput):
    """All who raised the issues were told already, or there is nothing to tell them."""

    sentence = N_("There is nothing to tell: whoever raised it was told already, or nobody has it.")


@dataclass(eq=False)
class DuplicateOfItself(BadInput):
    """An issue is followed together with itself, directly or in a ring."""

    sentence = N_("Issue {code} cannot be followed with itself.")

    code: str


@dataclass(eq=False)
class FollowedWithIt(BadInput):
    """An issue ends for a reason of its own raisers, while others are followed together with it."""

    sentence = N_(
        "{codes} are followed together with {code}, and who raised them has not withdrawn "
        "anything: reconsider them first."
    )
    field: ClassVar[str] = "outcome"

    code: str
    codes: list[str]


class NothingChosen(BadInput):
    """The act was asked for no issue at all."""

    sentence = N_("No issue is chosen.")


class AloneInGroup(BadInput):
    """A group is to be made of fewer than two issues."""

    sentence = N_("Choose at least two issues that say the same.")


class NothingProposed(BadInput):
    """The issue has no proposed assignment that could be given out."""

    sentence = N_("No body is proposed for this issue: choose one first.")


@dataclass(eq=False)
class AlreadyAttached(BadInput):
    """A file of the same content belongs to the issue already."""

    sentence = N_("Issue {code} already has this file: {name}.")

    code: str
    name: str


@dataclass(eq=False)
class NotAName(BadInput):
    """A whole sentence stands where a raiser is to be named."""

    sentence = N_(
        "This reads like a sentence, not like a name: it belongs into the text of the issue."
    )
    field: ClassVar[str] = "raisers"
