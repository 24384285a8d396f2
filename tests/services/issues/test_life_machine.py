"""Any sequence of moves: what the table allows works and leads where the rules say.

What the table refuses changes nothing.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import func, select

from dialogue_app.domain.errors.base import BadInput
from dialogue_app.domain.errors.issues import (
    IsComplaint,
    MoveNotAllowed,
    NothingProposed,
)
from dialogue_app.domain.fields.issues import RaiserDraft
from dialogue_app.domain.life import ALLOWED, Move
from dialogue_app.domain.vocabulary import (
    AnswerKind,
    AssignmentRole,
    AssignmentState,
    Outcome,
    PromiseState,
    RaiserKind,
    Relation,
    VerdictLevel,
    View,
)
from dialogue_app.services.bodies.lists import list_bodies
from dialogue_app.services.issues import (
    answering,
    assigning,
    ending,
    extending,
    grouping,
    intake,
    promises,
    sending,
)
from dialogue_app.services.issues.detail import IssueDetail, issue_detail
from dialogue_app.services.issues.lists import IssueList, IssueQuery
from dialogue_app.storage import search_index
from dialogue_app.storage.models.audit import AuditEntry
from tests.services.changing import read_issue
from tests.services.conftest import DAY
from tests.services.issues.life_by_hand import LifeByHand, Part
from tests.storage.history import assert_history_is_true
from tests.template import fresh_case, seen

# Most moves are refused on what has ended; some rules are enough to see that.
not_ended = precondition(lambda machine: machine.life.outcome is None)
# An issue that ends at once, or is a complaint from the start, has no life to look at.
has_begun = precondition(lambda machine: machine.life.has_begun)
no_complaint = precondition(lambda machine: not machine.life.complaint)
waiting = precondition(lambda machine: machine.life.waiting)
sent_up = precondition(lambda machine: machine.life.sent_up)
not_sent_up = precondition(lambda machine: not machine.life.sent_up)
not_waiting = precondition(lambda machine: not machine.life.waiting)
answered_or_ended = precondition(lambda machine: machine.life.settled or machine.life.outcome)
given_out = precondition(lambda machine: machine.life.current(AssignmentState.GIVEN))
with_somebody = precondition(lambda machine: machine.life.is_given_out)
grouped = precondition(lambda machine: machine.life.grouped)
not_grouped = precondition(lambda machine: not machine.life.grouped)
promised = precondition(lambda machine: machine.life.promises)
proposed = precondition(lambda machine: machine.life.current(AssignmentState.PROPOSED))
NOT_OF_A_COMPLAINT = {
    Move.GIVE_OUT, Move.ASSIGN, Move.TRANSFER, Move.SEND, Move.ESCALATE, Move.EXTEND, Move.RETURN,
    Move.MARK_DUPLICATE, Move.GROUP,
}  # fmt: skip
MOSTLY = st.sampled_from([True, True, False])


class LifeOfAnIssue(RuleBasedStateMachine):
    """One issue, moved about at random."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.case = fresh_case(Path(self.folder.name))
        raiser = RaiserDraft(RaiserKind.UNIDENTIFIED, written_name="chị Mẫu")
        form = intake.IssueDraft("Hẻm ngập khi mưa.", received_on=DAY, raisers=(raiser,))
        self.original = intake.register_issue(self.case, form)
        self.issue = intake.register_issue(self.case, form)
        self.text, self.life = form.text, LifeByHand()
        self.seen: IssueDetail | None = None
        rows = list_bodies(self.case, on=DAY)
        self.own = next(row.id for row in rows if row.relation is Relation.OWN)
        others = [row.id for row in rows if row.relation is Relation.OTHER]
        self.other, self.second = others[:2]

    def teardown(self) -> None:
        """The history replayed from its beginning is the register that all the moves left."""
        try:
            assert_history_is_true(self.case)
        finally:
            self.case.store.close()
            self.folder.cleanup()

    @property
    def detail(self) -> IssueDetail:
        """The issue as it stands: read once after each act."""
        if self.seen is None:
            self.seen = issue_detail(self.case, self.issue)
        return self.seen

    def entries(self) -> int:
        with self.case.reading() as session:
            return session.scalar(select(func.count()).select_from(AuditEntry)) or 0

    def attempt(self, move: Move, act: Callable[[], object], *, possible: bool = True) -> bool:
        """Do it, and say whether it was done.

        A refusal must be right, for the move or because the rest of it is not `possible`, and must
        leave everything as it was.
        """
        before, entries = self.detail, self.entries()
        of_complaint = self.life.complaint and move in NOT_OF_A_COMPLAINT
        allowed = move in ALLOWED[before.row.state] and not of_complaint
        try:
            act()
        except IsComplaint:
            assert of_complaint
        except MoveNotAllowed:
            assert not allowed
            assert not of_complaint
        except BadInput:
            assert allowed
            assert not possible
        else:
            self.seen = None
            assert allowed
            assert possible
            assert self.detail.version > before.version
            return True
        self.seen = None
        assert self.detail == before
        assert self.entries() == entries
        return False

    def body(self, own: bool) -> int:
        return self.own if own else self.other

    def part(self, own: bool, role: AssignmentRole, *, due: bool) -> Part:
        return Part(self.body(own), own, role, due, self.life.round)

    @rule(text=st.text("ăđ ", min_size=1, max_size=3))
    def edit(self, text: str) -> None:
        read = read_issue(self.case, self.issue)
        words = f"{read.draft.text} x{text}".split()
        form = replace(read.draft, text=" ".join(words))
        if self.attempt(Move.EDIT, lambda: intake.edit_issue(self.case, read, form)):
            self.text = form.text

    @with_somebody
    @no_complaint
    @rule(sure=MOSTLY)
    def mark_as_complaint(self, sure: bool) -> None:
        read = read_issue(self.case, self.issue)
        form = replace(read.draft, complaint=True)
        given = self.life.is_given_out
        if self.attempt(
            Move.EDIT,
            lambda: intake.edit_issue(self.case, read, form, withdraw=sure),
            possible=sure or not given,
        ):
            self.life.mark_as_complaint()

    @initialize(own=st.sampled_from([False, False, True, None]))
    def begin(self, own: bool | None) -> None:
        """Most lives begin with a body: what follows would be refused too often without one."""
        if own is not None:
            self.assign(own, 5)

    @rule(own=st.booleans(), days=st.integers(0, 9))
    def assign(self, own: bool, days: int) -> None:
        given = assigning.AssignmentDraft(
            self.body(own), due=assigning.Due(on=DAY + timedelta(days))
        )
        if self.attempt(
            Move.ASSIGN if own else Move.TRANSFER,
            lambda: assigning.assign(self.case, self.detail.seen, given, DAY),
            possible=not self.life.is_given(self.body(own)),
        ):
            self.life.assign(self.part(own, AssignmentRole.LEAD, due=True))

    @not_ended
    @rule(lead_own=st.booleans(), with_supporting=st.booleans(), due=st.booleans())
    def propose(self, lead_own: bool, with_supporting: bool, due: bool) -> None:
        parts = [self.part(lead_own, AssignmentRole.LEAD, due=due)]
        if with_supporting:
            parts.append(self.part(not lead_own, AssignmentRole.SUPPORTING, due=due))
        # Another person each time, so that it is a change.
        limit = assigning.Due(on=DAY + timedelta(3)) if due else assigning.Due()
        person = f"Bà {self.entries()}"
        forms = [assigning.AssignmentDraft(part.body, part.role, limit, person) for part in parts]
        if self.attempt(
            Move.GIVE_OUT,
            lambda: assigning.propose(self.case, self.detail.seen, forms),
            possible=not any(self.life.is_given(part.body) for part in parts),
        ):
            self.life.propose(parts)

    @proposed
    @rule(default_due=MOSTLY)
    def give_out(self, default_due: bool) -> None:
        due = assigning.Due(working_days=5) if default_due else assigning.Due()

        def act() -> None:
            result = assigning.give_out(self.case, [self.detail.seen], DAY, due)
            for _id, _code, reason in result.left:
                raise reason
            if not result.done:
                raise NothingProposed()

        possible = self.life.can_give_out(default_due=default_due)
        if self.attempt(Move.GIVE_OUT, act, possible=possible):
            self.life.give_out()

    @rule(own=st.booleans(), settles=MOSTLY, writing=st.booleans())
    def answer(self, own: bool, settles: bool, writing: bool) -> None:
        form = answering.AnswerDraft(
            AnswerKind.AT_MEETING,
            "Sẽ nạo vét.",
            DAY,
            body_id=self.body(own),
            settles=settles,
            also_in_writing=writing,
        )
        if self.attempt(Move.ANSWER, lambda: answering.answer(self.case, [self.detail.seen], form)):
            self.life.answer(self.body(own), settles=settles, in_writing_later=writing)

    @rule()
    def promise(self) -> None:
        form = promises.PromiseDraft("Sẽ nạo vét", "quý IV")
        if self.attempt(
            Move.PROMISE,
            lambda: promises.promise(self.case, self.detail.seen, form),
            possible=self.life.answers > 0,
        ):
            self.life.promise()

    @promised
    @rule(place=st.integers(0, 3), kept=st.booleans())
    def end_promise(self, place: int, kept: bool) -> None:
        """One of any round; what is kept or broken already is so no second time."""
        one = self.life.promises[place % len(self.life.promises)]
        key = self.detail.promises[place % len(self.life.promises)].id
        end = promises.keep if kept else promises.break_promise
        if self.attempt(
            Move.KEEP if kept else Move.BREAK,
            lambda: end(self.case, self.detail.seen, key, DAY, "đã xem"),
            possible=one.state is PromiseState.OPEN,
        ):
            one.state = PromiseState.KEPT if kept else PromiseState.BROKEN

    @given_out
    @rule()
    def give_another_body(self) -> None:
        """Two leads that are not ours: each is sent its own letter."""
        given = assigning.AssignmentDraft(self.second)
        if self.attempt(
            Move.TRANSFER,
            lambda: assigning.assign(self.case, self.detail.seen, given, DAY),
            possible=not self.life.is_given(self.second),
        ):
            lead = AssignmentRole.LEAD
            self.life.assign(Part(self.second, False, lead, False, self.life.round))

    @given_out
    @rule(to=st.sampled_from(["other", "other", "second", "own"]))
    def send(self, to: str) -> None:
        body: int = getattr(self, to)
        letter = sending.SendingDraft(DAY, number="12/UBND")
        if self.attempt(
            Move.SEND,
            lambda: sending.record_sent(self.case, self.detail.seen, body, letter),
            possible=self.life.can_send(body),
        ):
            self.life.send(body)

    @given_out
    @rule(own=st.booleans(), days=st.integers(-3, 12))
    def extend(self, own: bool, days: int) -> None:
        body, before = self.body(own), self.detail
        given = [p for p in before.assignments if p.state is AssignmentState.GIVEN]
        dues = [p.due_on for p in given if p.body_id == body and p.round == self.life.round]
        later = assigning.Due(on=DAY + timedelta(days))
        form = extending.ExtensionDraft(later, "đo đạc lại", DAY)
        if self.attempt(
            Move.EXTEND,
            lambda: extending.extend(self.case, before.seen, body, form),
            possible=any(due and due < DAY + timedelta(days) for due in dues),
        ):
            now = {part.id: part for part in self.detail.assignments}
            assert all(now[p.id].due_on >= p.due_on for p in given if p.due_on)

    @given_out
    @rule(own=st.booleans())
    def send_back(self, own: bool) -> None:
        body = self.body(own)
        if self.attempt(
            Move.RETURN,
            lambda: assigning.return_issue(self.case, self.detail.seen, body, DAY, "sai"),
            possible=self.life.is_given(body),
        ):
            self.life.send_back(body)

    @not_ended
    @not_waiting
    @rule()
    def wait(self) -> None:
        if self.attempt(
            Move.WAIT,
            lambda: ending.wait_for_enterprise(self.case, self.detail.seen, DAY, "giấy"),
        ):
            self.life.waiting = True

    @waiting
    @rule()
    def resume(self) -> None:
        if self.attempt(Move.RESUME, lambda: ending.resume(self.case, self.detail.seen)):
            self.life.waiting = False

    @not_ended
    @not_sent_up
    @rule()
    def send_up(self) -> None:
        form = ending.EscalationDraft(DAY, addressee="Bộ Mẫu")
        if self.attempt(Move.ESCALATE, lambda: ending.escalate(self.case, self.detail.seen, form)):
            self.life.sent_up = True

    @sent_up
    @rule(answered=st.booleans())
    def come_back(self, answered: bool) -> None:
        form = ending.from_above("Theo luật.", DAY, self.other) if answered else None
        if self.attempt(
            Move.CAME_BACK,
            lambda: ending.came_back(self.case, self.detail.seen, DAY, form),
        ):
            self.life.sent_up = False
            if answered:
                self.life.answer(self.other, settles=True, in_writing_later=False)

    @answered_or_ended
    @rule(level=st.sampled_from(VerdictLevel))
    def judge(self, level: VerdictLevel) -> None:
        raiser = self.detail.raisers[0].id
        self.attempt(
            Move.VERDICT,
            lambda: ending.record_verdict(self.case, self.detail.seen, raiser, level, DAY),
        )

    @not_ended
    @has_begun
    @rule(
        outcome=st.sampled_from(Outcome), note=st.sampled_from(["", "có lý do"]), over=st.booleans()
    )
    def end(self, outcome: Outcome, note: str, over: bool) -> None:
        unfounded_without_reason = self.life.complaint and outcome is Outcome.UNFOUNDED and not note
        if self.attempt(
            Move.CLOSE,
            lambda: ending.close(
                self.case, self.detail.seen, outcome, DAY, note, over_promise=over
            ),
            possible=outcome in self.life.outcomes()
            and not unfounded_without_reason
            and (over or not self.life.open_promises()),
        ):
            self.life.end(outcome)

    @not_ended
    @has_begun
    @rule(of_itself=st.booleans())
    def mark_duplicate(self, of_itself: bool) -> None:
        original = self.issue if of_itself else self.original
        if self.attempt(
            Move.MARK_DUPLICATE,
            lambda: ending.mark_duplicate(self.case, self.detail.seen, original, DAY),
            possible=not of_itself and not self.life.open_promises(),
        ):
            self.life.end(Outcome.DUPLICATE)

    @not_ended
    @not_grouped
    @has_begun
    @rule()
    def group(self) -> None:
        others = [seen(self.case, self.original), self.detail.seen]
        if self.attempt(Move.GROUP, lambda: grouping.group(self.case, others)):
            self.life.grouped = True

    @grouped
    @rule()
    def ungroup(self) -> None:
        one = [self.detail.seen]
        if self.attempt(Move.UNGROUP, lambda: grouping.ungroup(self.case, one)):
            self.life.grouped = False

    @answered_or_ended
    @rule()
    def reopen(self) -> None:
        if self.attempt(Move.REOPEN, lambda: ending.reopen(self.case, self.detail.seen, "chưa rõ")):
            self.life.reopen()

    @invariant()
    def it_stands_where_the_rules_say(self) -> None:
        if not hasattr(self, "life"):
            return
        now = self.detail
        assert (now.row.state, now.row.outcome) == (self.life.state(), self.life.outcome)
        assert set(now.outcomes) == self.life.outcomes()
        assert now.row.complaint is self.life.complaint
        assert not (self.life.complaint and (now.row.next_due_on or now.row.next_due_own))
        assert bool(now.row.lead_body) is self.life.has_lead()
        assert bool(now.waiting_for) is self.life.waiting
        assert bool(now.original_code) is (self.life.outcome is Outcome.DUPLICATE)
        assert now.form.text == self.text
        shown = [
            (part.round, part.body_id, part.role, part.state, part.sent_on is not None)
            for part in now.assignments
        ]
        parts = [(p.round, p.body, p.role, p.state, p.sent) for p in self.life.parts]
        assert sorted(shown) == sorted(parts)
        assert bool(now.similar) is (self.life.grouped and not self.life.complaint)
        told = [(promise.round, promise.state) for promise in now.promises]
        assert told == [(one.round, one.state) for one in self.life.promises]

    @invariant()
    def the_list_shows_what_the_detail_says(self) -> None:
        if not hasattr(self, "issue"):
            return
        (row, _original) = IssueList(self.case).first_page(IssueQuery())[0]
        assert row == self.detail.row
        letters = IssueList(self.case).ids(IssueQuery(view=View.NOT_SENT))
        assert list(letters) == ([self.issue] if self.life.is_to_send() else [])

    @invariant()
    def it_is_found_by_what_was_typed_of_it(self) -> None:
        if hasattr(self, "life"):
            with self.case.reading() as session:
                assert search_index.wrong_texts(session, "issue", [self.issue, self.original]) == []


LifeOfAnIssue.TestCase.settings = settings(
    max_examples=16, stateful_step_count=18, deadline=None, derandomize=True
)
test_any_sequence_of_moves = LifeOfAnIssue.TestCase
