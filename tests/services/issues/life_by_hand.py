"""The life of an issue kept by hand: what the rules of its follow-up say, told a second time.

Nothing here asks the program: tests compare what it says with what stands here.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from dialogue_app.domain.vocabulary import (
    AssignmentRole,
    AssignmentState,
    IssueState,
    Outcome,
    PromiseState,
)

OPEN = (AssignmentState.PROPOSED, AssignmentState.GIVEN)
OF_A_COMPLAINT = {Outcome.UNFOUNDED, Outcome.WITHDRAWN, Outcome.REDIRECTED}
WHATEVER_WAS_ANSWERED = {Outcome.UNFOUNDED, Outcome.WITHDRAWN}
AFTER_AN_ANSWER = {Outcome.SETTLED, Outcome.PARTLY_SETTLED, Outcome.EXPLAINED}


@dataclass
class Part:
    """What one body was asked to do in one round."""

    body: int
    own: bool
    role: AssignmentRole
    has_due: bool
    round: int
    state: AssignmentState = AssignmentState.PROPOSED
    sent: bool = False


@dataclass
class Promised:
    """What an answer of one round promised, and what became of it."""

    round: int
    state: PromiseState = PromiseState.OPEN


@dataclass
class LifeByHand:
    """A request from its receipt on, until it turns out to be a complaint."""

    round: int = 0
    outcome: Outcome | None = None
    waiting: bool = False
    sent_up: bool = False
    answers: int = 0  # of this round
    settled: bool = False  # one of them settles its point
    promised: bool = False  # the last of them: a written one is still to come
    complaint: bool = False
    grouped: bool = False  # with another that says the same
    promises: list[Promised] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)

    def state(self) -> IssueState:
        if self.outcome:
            return IssueState.CLOSED
        if self.waiting:
            return IssueState.WAITING
        if self.sent_up:
            return IssueState.SENT_UP
        leads = [p for p in self.current(AssignmentState.GIVEN) if p.role is AssignmentRole.LEAD]
        if self.settled:
            if leads or self.promised:
                return IssueState.PARTLY_ANSWERED
            return IssueState.PROMISED if self.open_promises() else IssueState.ANSWERED
        if any(part.own for part in leads):
            return IssueState.ASSIGNED
        if leads:
            sent = all(part.sent for part in leads)
            return IssueState.TRANSFERRED if sent else IssueState.NOT_SENT
        return IssueState.REOPENED if self.round else IssueState.RECEIVED

    @property
    def has_begun(self) -> bool:
        """Whether anything is known of this round but that the issue was received."""
        begun = self.answers or self.waiting or self.sent_up
        return bool(begun or self.current(*OPEN))

    def open_promises(self) -> list[Promised]:
        """Those of the round that runs which are still to be kept."""
        still = PromiseState.OPEN
        return [one for one in self.promises if (one.round, one.state) == (self.round, still)]

    def promise(self) -> None:
        self.promises.append(Promised(self.round))

    def outcomes(self) -> set[Outcome]:
        if self.complaint:
            return OF_A_COMPLAINT
        return WHATEVER_WAS_ANSWERED | (AFTER_AN_ANSWER if self.answers else set())

    def current(self, *states: AssignmentState) -> list[Part]:
        return [p for p in self.parts if p.round == self.round and p.state in states]

    def is_given(self, body: int) -> bool:
        return any(part.body == body for part in self.current(AssignmentState.GIVEN))

    def can_give_out(self, *, default_due: bool) -> bool:
        proposed = self.current(AssignmentState.PROPOSED)
        return bool(proposed) and all(p.has_due or default_due for p in proposed if p.own)

    def propose(self, parts: list[Part]) -> None:
        gone = self.current(AssignmentState.PROPOSED)
        self.parts = [part for part in self.parts if part not in gone] + parts

    def give_out(self) -> None:
        for part in self.current(AssignmentState.PROPOSED):
            part.state = AssignmentState.GIVEN

    def assign(self, part: Part) -> None:
        proposed = [p for p in self.current(AssignmentState.PROPOSED) if p.body == part.body]
        self.parts = [known for known in self.parts if known not in proposed] + [part]
        part.state = AssignmentState.GIVEN

    def is_to_send(self) -> bool:
        """Whether a letter of ours is still to go out, wherever the issue stands."""
        given = self.current(AssignmentState.GIVEN)
        return any(not part.own and not part.sent for part in given)

    def has_lead(self) -> bool:
        """Whether a body leads, or has led and is done."""
        if self.complaint:
            return False
        states = [*OPEN, AssignmentState.ANSWERED]
        if self.outcome:
            states.append(AssignmentState.WITHDRAWN)
        return any(part.role is AssignmentRole.LEAD for part in self.current(*states))

    def can_send(self, body: int) -> bool:
        given = self.current(AssignmentState.GIVEN)
        return any(p.body == body and not p.own and not p.sent for p in given)

    def send(self, body: int) -> None:
        for part in self.current(AssignmentState.GIVEN):
            if part.body == body:
                part.sent = True

    @property
    def is_given_out(self) -> bool:
        """Whether a body has it, or one above."""
        return bool(self.sent_up or self.current(AssignmentState.GIVEN))

    def mark_as_complaint(self) -> None:
        self.complaint, self.sent_up = True, False
        self._withdraw()

    def send_back(self, body: int) -> None:
        for part in self.current(AssignmentState.GIVEN):
            if part.body == body:
                part.state = AssignmentState.RETURNED

    def answer(self, body: int, *, settles: bool, in_writing_later: bool) -> None:
        self.answers += 1
        self.settled = self.settled or settles
        self.promised = in_writing_later
        self.waiting = False
        if settles and not in_writing_later:
            for part in self.current(*OPEN):
                if part.body == body:
                    part.state = AssignmentState.ANSWERED

    def end(self, outcome: Outcome) -> None:
        self.outcome, self.waiting = outcome, False
        self._withdraw()

    def reopen(self) -> None:
        self._withdraw()
        self.round += 1
        self.outcome, self.sent_up = None, False
        self.answers, self.settled, self.promised = 0, False, False

    def _withdraw(self) -> None:
        for part in self.current(*OPEN):
            part.state = AssignmentState.WITHDRAWN
