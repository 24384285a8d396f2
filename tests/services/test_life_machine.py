"""Any sequence of moves: what the table allows works, what it refuses changes nothing."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from sqlalchemy import func, select

from dialogue_app.domain.errors import BadInput, MoveNotAllowed
from dialogue_app.domain.life import ALLOWED, Move
from dialogue_app.domain.vocabulary import AnswerKind, RaiserKind, Relation, VerdictLevel
from dialogue_app.services import answers, endings, handing, issues
from dialogue_app.services.bodies import list_bodies
from dialogue_app.services.issue_lists import IssueList, IssueQuery
from dialogue_app.services.issue_story import IssueDetail, issue_detail
from dialogue_app.services.opening import actor_here, open_store
from dialogue_app.storage.models import AuditEntry
from tests.services.conftest import DAY
from tests.storage.history import assert_history_is_true


class LifeOfAnIssue(RuleBasedStateMachine):
    """One issue, moved about at random."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.store = open_store(Path(self.folder.name))
        self.actor = actor_here(self.store)
        raiser = issues.RaiserForm(RaiserKind.UNIDENTIFIED, written_name="chị Mẫu")
        form = issues.IssueForm("Hẻm ngập khi mưa.", received_on=DAY, raisers=(raiser,))
        self.issue = issues.register_issue(self.store, self.actor, form)
        rows = list_bodies(self.store, on=DAY)
        self.own = next(row.id for row in rows if row.relation is Relation.OWN)
        self.other = next(row.id for row in rows if row.relation is Relation.OTHER)

    def teardown(self) -> None:
        self.store.close()
        self.folder.cleanup()

    @property
    def detail(self) -> IssueDetail:
        return issue_detail(self.store, self.issue)

    def entries(self) -> int:
        with self.store.reading() as session:
            return session.scalar(select(func.count()).select_from(AuditEntry)) or 0

    def attempt(self, move: Move, act: object) -> None:
        """Do it; a refusal must be right and must leave everything as it was."""
        before, entries = self.detail, self.entries()
        allowed = move in ALLOWED[before.row.state]
        try:
            act()  # type: ignore[operator]
        except MoveNotAllowed:
            assert not allowed
        except BadInput:
            assert allowed
        else:
            assert allowed
            assert self.detail.version > before.version
            return
        assert self.detail == before
        assert self.entries() == entries

    @rule(own=st.booleans(), days=st.integers(0, 9))
    def hand_over(self, own: bool, days: int) -> None:
        part = handing.Handing(
            self.own if own else self.other, due=handing.Due(on=DAY + timedelta(days))
        )
        move = Move.ASSIGN if own else Move.TRANSFER
        self.attempt(move, lambda: handing.hand_over(self.store, self.actor, self.issue, part, DAY))

    @rule(own=st.booleans(), settles=st.booleans(), writing=st.booleans())
    def answer(self, own: bool, settles: bool, writing: bool) -> None:
        form = answers.AnswerForm(
            AnswerKind.AT_MEETING,
            "Sẽ nạo vét.",
            DAY,
            body_id=self.own if own else self.other,
            settles=settles,
            also_in_writing=writing,
        )
        self.attempt(
            Move.ANSWER, lambda: answers.answer(self.store, self.actor, [self.issue], form)
        )

    @rule(own=st.booleans())
    def send_back(self, own: bool) -> None:
        body = self.own if own else self.other
        self.attempt(
            Move.RETURN,
            lambda: handing.return_issue(self.store, self.actor, self.issue, body, DAY, "sai"),
        )

    @rule()
    def wait(self) -> None:
        self.attempt(
            Move.WAIT,
            lambda: endings.wait_for_enterprise(self.store, self.actor, self.issue, DAY, "giấy"),
        )

    @rule()
    def resume(self) -> None:
        self.attempt(Move.RESUME, lambda: endings.resume(self.store, self.actor, self.issue))

    @rule()
    def send_up(self) -> None:
        form = endings.EscalationForm(DAY, addressee="Bộ Mẫu")
        self.attempt(
            Move.ESCALATE, lambda: endings.escalate(self.store, self.actor, self.issue, form)
        )

    @rule()
    def come_back(self) -> None:
        self.attempt(
            Move.CAME_BACK, lambda: endings.came_back(self.store, self.actor, self.issue, DAY)
        )

    @rule(level=st.sampled_from(VerdictLevel))
    def judge(self, level: VerdictLevel) -> None:
        raiser = self.detail.raisers[0].id
        self.attempt(
            Move.VERDICT,
            lambda: endings.record_verdict(self.store, self.actor, self.issue, raiser, level, DAY),
        )

    @rule(place=st.integers(0, 9))
    def end(self, place: int) -> None:
        outcomes = self.detail.outcomes
        outcome = outcomes[place % len(outcomes)]
        self.attempt(
            Move.CLOSE,
            lambda: endings.close(self.store, self.actor, self.issue, outcome, DAY),
        )

    @rule()
    def reopen(self) -> None:
        self.attempt(
            Move.REOPEN, lambda: endings.reopen(self.store, self.actor, self.issue, "chưa rõ")
        )

    @invariant()
    def the_list_shows_what_the_detail_says(self) -> None:
        if not hasattr(self, "issue"):
            return
        (row,) = IssueList(self.store).first_page(IssueQuery())[0]
        assert row == self.detail.row

    @invariant()
    def the_history_replayed_is_the_register(self) -> None:
        if hasattr(self, "issue"):
            assert_history_is_true(self.store)

    @invariant()
    def an_ended_issue_has_no_open_part(self) -> None:
        if hasattr(self, "issue") and self.detail.row.outcome is not None:
            states = {part.state.value for part in self.detail.assignments}
            assert not states & {"given", "proposed"}


LifeOfAnIssue.TestCase.settings = settings(
    max_examples=8, stateful_step_count=25, deadline=None, derandomize=True
)
test_any_sequence_of_moves = LifeOfAnIssue.TestCase
