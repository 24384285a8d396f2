"""What lists show of an issue follows from its parts, answers and waits, whatever wrote them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from dialogue_app.domain.text import sort_key, text_digest
from dialogue_app.domain.vocabulary import (
    AnswerKind,
    AssignmentRole,
    AssignmentState,
    IssueState,
    Outcome,
    RaiserKind,
    Relation,
)
from dialogue_app.services.case import Case
from dialogue_app.services.opening import actor_here, open_store
from dialogue_app.storage import derived
from dialogue_app.storage.models import (
    Answer,
    AnswerIssue,
    Assignment,
    Body,
    Enterprise,
    Escalation,
    Issue,
    Raiser,
    Waiting,
)

DAY, EARLY, LATE = date(2026, 9, 15), date(2026, 9, 20), date(2026, 9, 30)
OWN, OTHER = Relation.OWN, Relation.OTHER
PROPOSED, GIVEN = AssignmentState.PROPOSED, AssignmentState.GIVEN
ANSWERED, RETURNED = AssignmentState.ANSWERED, AssignmentState.RETURNED
WITHDRAWN, SUPPORTING = AssignmentState.WITHDRAWN, AssignmentRole.SUPPORTING


class Desk:
    """Writes issues row by row, as no service would."""

    def __init__(self, case: Case) -> None:
        self.case = case, actor_here(case)
        with case.reading() as session:
            self.bodies = list(session.scalars(select(Body.id).order_by(Body.id).limit(4)))
            self.sort_keys = dict(session.execute(select(Body.id, Body.name_sort)).all())
        self._number = 0

    def issue(self, *parts: Assignment, **values: Any) -> int:
        """An issue with these parts, of the bodies 0, 1, 2 … where none is said."""
        self._number += 1
        values = {"year": 2026, "number": self._number, "received_on": DAY, **values}
        with self.store.writing(self.actor, "test") as session:
            row = Issue(text="Đường ngập", text_digest=text_digest("Đường ngập"), **values)
            session.add(row)
            session.flush()
            for place, part in enumerate(parts):
                part.issue_id = row.id
                part.body_id = self.bodies[place]
                session.add(part)
                session.flush()  # so that their ids stand in this order
            return row.id

    def add(self, *rows: Any) -> list[int]:
        """Write the rows, in this order; their ids."""
        with self.store.writing(self.actor, "test") as session:
            for row in rows:
                session.add(row)
                session.flush()
            return [row.id for row in rows]

    def shown(self, issue_id: int) -> Issue:
        with self.case.reading() as session:
            return session.get_one(Issue, issue_id)

    def answered(self, issue_id: int, **values: Any) -> None:
        in_round = values.pop("round", 0)
        answer = Answer(kind=AnswerKind.IN_WRITING, text="đã xem", answered_on=DAY, **values)
        self.add(AnswerIssue(answer=answer, issue_id=issue_id, round=in_round))


@pytest.fixture(scope="module")
def controller(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    store = open_store(tmp_path_factory.mktemp("derived"))
    yield Desk(case)
    case.store.close()


def part(state: AssignmentState, relation: Relation = OWN, **values: Any) -> Assignment:
    return Assignment(state=state, relation=relation, **values)


def test_the_body_that_leads(controller: Desk):
    """The first that still has to do something, else the first that did; none that sent it back."""
    stories = [
        ((), None),
        ((part(GIVEN), part(GIVEN)), 0),
        ((part(PROPOSED), part(GIVEN)), 0),
        ((part(ANSWERED), part(GIVEN)), 1),
        ((part(ANSWERED), part(PROPOSED)), 1),
        ((part(ANSWERED), part(ANSWERED)), 0),
        ((part(RETURNED), part(GIVEN)), 1),
        ((part(RETURNED), part(ANSWERED)), 1),
        ((part(RETURNED),), None),
        ((part(WITHDRAWN), part(ANSWERED)), 1),
        ((part(WITHDRAWN), part(RETURNED)), 0),
        ((part(WITHDRAWN),), 0),
        ((part(GIVEN, role=SUPPORTING), part(GIVEN)), 1),
        ((part(GIVEN, role=SUPPORTING),), None),
    ]
    for number, (parts, place) in enumerate(stories):
        for given in parts:
            given.given_on = DAY
        relations = [given.relation for given in parts]
        row = controller.shown(controller.issue(*parts))
        if place is None:
            none = (None, "", None, None)
            assert (
                row.lead_body_id, row.lead_body_sort, row.lead_relation, row.lead_given_on
            ) == none, number  # fmt: skip
            continue
        body = controller.bodies[place]
        assert row.lead_body_id == body, number
        assert row.lead_body_sort == controller.sort_keys[body]
        assert (row.lead_relation, row.lead_given_on) == (relations[place], DAY)


def test_the_limit_that_comes_next(controller: Desk):
    """Our own units before others, for only they can be late; of these the earliest."""
    stories = [
        ((), None, False),
        ((part(GIVEN),), None, False),
        ((part(GIVEN, due_on=LATE), part(GIVEN, due_on=EARLY)), EARLY, True),
        ((part(GIVEN, OTHER, due_on=EARLY), part(GIVEN, due_on=LATE)), LATE, True),
        ((part(GIVEN, OTHER, due_on=LATE), part(GIVEN, OTHER, due_on=EARLY)), EARLY, False),
        ((part(GIVEN, OTHER, due_on=EARLY), part(GIVEN)), EARLY, False),
        ((part(GIVEN, due_on=LATE), part(GIVEN, role=SUPPORTING, due_on=EARLY)), EARLY, True),
        ((part(PROPOSED, due_on=EARLY),), None, False),
        ((part(ANSWERED, due_on=EARLY), part(GIVEN, due_on=LATE)), LATE, True),
        ((part(RETURNED, due_on=EARLY), part(GIVEN, OTHER, due_on=LATE)), LATE, False),
        ((part(WITHDRAWN, due_on=EARLY),), None, False),
    ]
    for number, (parts, due, own) in enumerate(stories):
        row = controller.shown(controller.issue(*parts))
        assert (row.next_due_on, row.next_due_own) == (due, own), number


def test_an_ended_issue_has_no_limit_and_nothing_to_give(controller: Desk):
    parts = part(GIVEN, due_on=EARLY), part(PROPOSED, due_on=LATE)
    row = controller.shown(controller.issue(*parts, outcome=Outcome.WITHDRAWN))
    assert row.state is IssueState.CLOSED
    assert (row.next_due_on, row.next_due_own, row.to_give) == (None, False, False)
    assert row.lead_body_id == controller.bodies[0]


def test_what_waits_to_be_given_out(controller: Desk):
    stories = [
        ((), {}, True),
        ((part(PROPOSED),), {}, True),
        ((part(GIVEN),), {}, False),
        ((part(GIVEN), part(PROPOSED)), {}, True),
        ((part(ANSWERED),), {}, False),
        ((part(RETURNED),), {}, True),
        ((), {"round": 1}, True),  # reopened
        ((part(GIVEN, round=1),), {"round": 1}, False),
        ((part(GIVEN, round=1), part(PROPOSED)), {"round": 1}, False),  # of the round before
    ]
    for number, (parts, values, to_give) in enumerate(stories):
        assert controller.shown(controller.issue(*parts, **values)).to_give is to_give, number


def test_parts_and_answers_of_an_earlier_round_say_nothing_of_this_one(controller: Desk):
    one = controller.issue(part(GIVEN, due_on=EARLY), round=1)
    controller.answered(one)
    controller.add(Escalation(issue_id=one, sent_on=DAY))
    row = controller.shown(one)
    assert (row.state, row.lead_body_id, row.next_due_on) == (IssueState.REOPENED, None, None)
    controller.answered(one, round=1)
    assert controller.shown(one).state is IssueState.ANSWERED


def test_a_promise_in_writing_stands_until_a_later_answer_comes_without_one(controller: Desk):
    one = controller.issue()
    controller.answered(one, also_in_writing=True)
    assert controller.shown(one).state is IssueState.PARTLY_ANSWERED
    controller.answered(one)
    assert controller.shown(one).state is IssueState.ANSWERED
    controller.answered(one, also_in_writing=True)
    assert controller.shown(one).state is IssueState.PARTLY_ANSWERED


def test_an_answer_that_settles_nothing_is_no_answer_until_another_does(controller: Desk):
    one = controller.issue()
    controller.answered(one, settles=False)
    assert controller.shown(one).state is IssueState.RECEIVED
    controller.answered(one)
    controller.answered(one, settles=False)
    assert controller.shown(one).state is IssueState.ANSWERED


def test_a_wait_and_an_escalation_hold_until_they_end(controller: Desk):
    one = controller.issue()
    up = Escalation(issue_id=one, sent_on=DAY)
    ended = Waiting(issue_id=one, since=DAY, until=DAY, what="bản vẽ")
    escalation, _ = controller.add(up, ended)
    assert controller.shown(one).state is IssueState.SENT_UP
    (waiting,) = controller.add(Waiting(issue_id=one, since=DAY, what="bản vẽ"))
    assert controller.shown(one).state is IssueState.WAITING
    with controller.store.writing(controller.actor, "test") as session:
        session.get_one(Waiting, waiting).until = DAY
    assert controller.shown(one).state is IssueState.SENT_UP
    with controller.store.writing(controller.actor, "test") as session:
        session.get_one(Escalation, escalation).came_back_on = DAY
    assert controller.shown(one).state is IssueState.RECEIVED


def test_raisers_are_shown_in_their_order_by_the_name_of_the_register(controller: Desk):
    name = "Đông Mẫu"
    controller.add(Enterprise(number=1, name=name, name_sort=sort_key(name), match_key="dong mau"))
    second = Raiser(kind=RaiserKind.UNIDENTIFIED, position=1, written_name="chị Sáu")
    nameless = Raiser(kind=RaiserKind.UNIDENTIFIED, position=2)
    first = Raiser(kind=RaiserKind.ENTERPRISE, position=0, enterprise_id=1, written_name="Đ.M.")
    row = controller.shown(controller.issue(raisers=[second, nameless, first]))
    assert (row.raisers_text, row.raisers_sort) == ("Đông Mẫu; chị Sáu", sort_key(name))
    alone = controller.issue(raisers=[Raiser(kind=RaiserKind.ENTERPRISE, enterprise_id=1)])
    assert controller.shown(alone).raisers_text == "Đông Mẫu"
    nobody = controller.shown(controller.issue())
    assert (nobody.raisers_text, nobody.raisers_sort) == ("", "")


def test_more_issues_than_one_statement_takes(controller: Desk, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(derived, "CHUNK", 2)
    ids = [controller.issue() for _ in range(5)]
    with controller.store.writing(controller.actor, "test") as session:
        for key in ids:
            session.add(part(GIVEN, issue_id=key, body_id=controller.bodies[0]))
    assert {controller.shown(key).state for key in ids} == {IssueState.ASSIGNED}
