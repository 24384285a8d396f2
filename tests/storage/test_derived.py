"""What lists show of an issue follows from its parts, answers and waits, whatever wrote them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, event, select
from sqlalchemy.orm import Session

from dialogue_app.domain.sort_keys import sort_key
from dialogue_app.domain.text import text_digest
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
from dialogue_app.storage import chunks, derived
from dialogue_app.storage.models.enterprises import Enterprise
from dialogue_app.storage.models.issue_course import Answer, AnswerIssue, Waiting
from dialogue_app.storage.models.issues import Assignment, Escalation, Issue, Raiser
from dialogue_app.storage.models.people import Body
from tests.template import NOW, fresh_case

DAY, EARLY, LATE = date(2026, 9, 15), date(2026, 9, 20), date(2026, 9, 30)
OWN, OTHER = Relation.OWN, Relation.OTHER
PROPOSED, GIVEN = AssignmentState.PROPOSED, AssignmentState.GIVEN
ANSWERED, RETURNED = AssignmentState.ANSWERED, AssignmentState.RETURNED
WITHDRAWN, SUPPORTING = AssignmentState.WITHDRAWN, AssignmentRole.SUPPORTING


class Desk:
    """Writes issues row by row, as no service would."""

    def __init__(self, case: Case) -> None:
        self.case = case
        with case.reading() as session:
            self.bodies = list(session.scalars(select(Body.id).order_by(Body.id).limit(4)))
            self.sort_keys = dict(session.execute(select(Body.id, Body.name_sort)).all())
        self._number = 0

    def writing(self) -> AbstractContextManager[Session]:
        return self.case.store.writing(self.case.actor, "test", NOW)

    def issue(self, *parts: Assignment, **values: Any) -> int:
        """An issue with these parts, of the bodies 0, 1, 2 … where none is said."""
        self._number += 1
        values = {"year": 2026, "number": self._number, "received_on": DAY, **values}
        with self.writing() as session:
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
        with self.writing() as session:
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
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    case = fresh_case(tmp_path_factory.mktemp("derived"))
    yield Desk(case)
    case.store.close()


def part(state: AssignmentState, relation: Relation = OWN, **values: Any) -> Assignment:
    return Assignment(state=state, relation=relation, **values)


def sent(**values: Any) -> Assignment:
    return part(GIVEN, OTHER, sent_on=DAY, **values)


def test_the_body_that_leads(desk: Desk):
    """The first that still has to do something, else the first that did.

    None that sent it back, nor one from which it was withdrawn, unless the follow-up has ended; of
    several bodies that are not ours the one to which nothing was sent yet.
    """
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
        ((part(WITHDRAWN), part(RETURNED)), None),
        ((part(WITHDRAWN),), None),
        ((part(GIVEN, OTHER, sent_on=DAY), part(GIVEN, OTHER)), 1),
        ((part(GIVEN, OTHER, sent_on=DAY), part(GIVEN, OTHER, sent_on=DAY)), 0),
        ((part(GIVEN, role=SUPPORTING), part(GIVEN)), 1),
        ((part(GIVEN, role=SUPPORTING),), None),
    ]
    for number, (parts, place) in enumerate(stories):
        for given in parts:
            given.given_on = DAY
        relations = [given.relation for given in parts]
        row = desk.shown(desk.issue(*parts))
        if place is None:
            none = (None, "", None, None)
            assert (
                row.lead_body_id, row.lead_body_sort, row.lead_relation, row.lead_given_on
            ) == none, number  # fmt: skip
            continue
        body = desk.bodies[place]
        assert row.lead_body_id == body, number
        assert row.lead_body_sort == desk.sort_keys[body]
        assert (row.lead_relation, row.lead_given_on) == (relations[place], DAY)


def test_the_limit_that_comes_next(desk: Desk):
    """Our own units before others, for only they can be late; of these the earliest.

    Nothing runs for a body that was sent nothing yet.
    """
    stories = [
        ((), None, False),
        ((part(GIVEN),), None, False),
        ((part(GIVEN, due_on=LATE), part(GIVEN, due_on=EARLY)), EARLY, True),
        ((sent(due_on=EARLY), part(GIVEN, due_on=LATE)), LATE, True),
        ((sent(due_on=LATE), sent(due_on=EARLY)), EARLY, False),
        ((sent(due_on=EARLY), part(GIVEN)), EARLY, False),
        ((part(GIVEN, OTHER, due_on=EARLY),), None, False),
        ((part(GIVEN, OTHER, due_on=EARLY), sent(due_on=LATE)), LATE, False),
        ((part(GIVEN, due_on=LATE), part(GIVEN, role=SUPPORTING, due_on=EARLY)), EARLY, True),
        ((part(PROPOSED, due_on=EARLY),), None, False),
        ((part(ANSWERED, due_on=EARLY), part(GIVEN, due_on=LATE)), LATE, True),
        ((part(RETURNED, due_on=EARLY), sent(due_on=LATE)), LATE, False),
        ((part(WITHDRAWN, due_on=EARLY),), None, False),
    ]
    for number, (parts, due, own) in enumerate(stories):
        row = desk.shown(desk.issue(*parts))
        assert (row.next_due_on, row.next_due_own) == (due, own), number


def test_an_ended_issue_has_no_limit_and_nothing_to_give(desk: Desk):
    parts = part(GIVEN, due_on=EARLY), part(PROPOSED, due_on=LATE)
    row = desk.shown(desk.issue(*parts, outcome=Outcome.WITHDRAWN))
    assert row.state is IssueState.CLOSED
    assert (row.next_due_on, row.next_due_own, row.to_give) == (None, False, False)
    assert row.lead_body_id == desk.bodies[0]


def test_what_waits_to_be_given_out(desk: Desk):
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
        assert desk.shown(desk.issue(*parts, **values)).to_give is to_give, number


def test_what_waits_for_our_letter(desk: Desk):
    """Wherever the issue stands, until it ends: what was given to others and not yet sent."""
    stories = [
        ((), {}, False),
        ((part(GIVEN),), {}, False),
        ((part(PROPOSED, OTHER),), {}, False),
        ((part(GIVEN, OTHER),), {}, True),
        ((part(GIVEN, Relation.LOCAL),), {}, True),
        ((part(GIVEN, Relation.SUPERIOR),), {}, True),
        ((sent(),), {}, False),
        ((sent(), part(GIVEN, OTHER)), {}, True),
        ((part(GIVEN), part(GIVEN, OTHER, role=SUPPORTING)), {}, True),
        ((part(ANSWERED), part(GIVEN, OTHER, role=SUPPORTING)), {}, True),
        ((part(RETURNED), part(GIVEN, OTHER, role=SUPPORTING)), {}, True),
        ((part(WITHDRAWN, OTHER),), {}, False),
        ((part(GIVEN, OTHER),), {"outcome": Outcome.WITHDRAWN}, False),
        ((part(GIVEN, OTHER),), {"complaint": True}, False),
        ((part(GIVEN, OTHER),), {"round": 1}, False),  # of the round before
    ]
    for number, (parts, values, to_send) in enumerate(stories):
        assert desk.shown(desk.issue(*parts, **values)).to_send is to_send, number


def test_no_body_has_a_complaint_or_had_it(desk: Desk):
    for state in (GIVEN, WITHDRAWN, ANSWERED):
        for outcome in (None, Outcome.REDIRECTED):
            given = part(state, OTHER, given_on=DAY, sent_on=DAY, due_on=LATE)
            row = desk.shown(desk.issue(given, complaint=True, outcome=outcome))
            shown = row.lead_body_id, row.lead_body_sort, row.lead_relation, row.lead_given_on
            assert (*shown, row.lead_sent_on) == (None, "", None, None, None)


def test_an_ended_issue_shows_the_body_that_had_it(desk: Desk):
    row = desk.shown(desk.issue(part(WITHDRAWN), outcome=Outcome.WITHDRAWN))
    assert row.lead_body_id == desk.bodies[0]


def test_parts_and_answers_of_an_earlier_round_say_nothing_of_this_one(desk: Desk):
    one = desk.issue(part(GIVEN, due_on=EARLY), round=1)
    desk.answered(one)
    desk.add(Escalation(issue_id=one, sent_on=DAY))
    row = desk.shown(one)
    assert (row.state, row.lead_body_id, row.next_due_on) == (IssueState.REOPENED, None, None)
    desk.answered(one, round=1)
    assert desk.shown(one).state is IssueState.ANSWERED


def test_an_answer_is_owed_in_the_round_that_runs_by_who_has_it(desk: Desk):
    ids = [
        desk.issue(part(GIVEN, given_on=DAY), sent(), part(GIVEN, OTHER, given_on=DAY)),
        desk.issue(part(GIVEN, given_on=DAY), round=1),
    ]
    with desk.case.reading() as session:
        theirs = select(Assignment).where(Assignment.issue_id.in_(ids)).order_by(Assignment.id)
        owed = [one.owed_since for one in session.scalars(theirs)]
    assert owed == [DAY, DAY, None, None]


def test_a_promise_in_writing_stands_until_a_later_answer_comes_without_one(desk: Desk):
    one = desk.issue()
    desk.answered(one, also_in_writing=True)
    assert desk.shown(one).state is IssueState.PARTLY_ANSWERED
    desk.answered(one)
    assert desk.shown(one).state is IssueState.ANSWERED
    desk.answered(one, also_in_writing=True)
    assert desk.shown(one).state is IssueState.PARTLY_ANSWERED


def test_an_answer_that_settles_nothing_is_no_answer_until_another_does(desk: Desk):
    one = desk.issue()
    desk.answered(one, settles=False)
    assert desk.shown(one).state is IssueState.RECEIVED
    desk.answered(one)
    desk.answered(one, settles=False)
    assert desk.shown(one).state is IssueState.ANSWERED


def test_a_wait_and_an_escalation_hold_until_they_end(desk: Desk):
    one = desk.issue()
    up = Escalation(issue_id=one, sent_on=DAY)
    ended = Waiting(issue_id=one, since=DAY, until=DAY, what="bản vẽ")
    escalation, _ = desk.add(up, ended)
    assert desk.shown(one).state is IssueState.SENT_UP
    (waiting,) = desk.add(Waiting(issue_id=one, since=DAY, what="bản vẽ"))
    assert desk.shown(one).state is IssueState.WAITING
    with desk.writing() as session:
        session.get_one(Waiting, waiting).until = DAY
    assert desk.shown(one).state is IssueState.SENT_UP
    with desk.writing() as session:
        session.get_one(Escalation, escalation).came_back_on = DAY
    assert desk.shown(one).state is IssueState.RECEIVED


def test_raisers_are_shown_in_their_order_by_the_name_of_the_register(desk: Desk):
    name = "Đông Mẫu"
    desk.add(Enterprise(number=1, name=name, name_sort=sort_key(name), match_key="dong mau"))
    second = Raiser(kind=RaiserKind.UNIDENTIFIED, position=1, written_name="chị Sáu")
    nameless = Raiser(kind=RaiserKind.UNIDENTIFIED, position=2)
    first = Raiser(kind=RaiserKind.ENTERPRISE, position=0, enterprise_id=1, written_name="Đ.M.")
    row = desk.shown(desk.issue(raisers=[second, nameless, first]))
    assert (row.raisers_text, row.raisers_sort) == ("Đông Mẫu; chị Sáu", sort_key(name))
    alone = desk.issue(raisers=[Raiser(kind=RaiserKind.ENTERPRISE, enterprise_id=1)])
    assert desk.shown(alone).raisers_text == "Đông Mẫu"
    nobody = desk.shown(desk.issue())
    assert (nobody.raisers_text, nobody.raisers_sort) == ("", "")


def test_more_issues_than_one_statement_takes(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(chunks, "CHUNK", 2)
    ids = [desk.issue() for _ in range(5)]
    with desk.writing() as session:
        for key in ids:
            session.add(part(GIVEN, issue_id=key, body_id=desk.bodies[0]))
    assert {desk.shown(key).state for key in ids} == {IssueState.ASSIGNED}


def derived_writes(desk: Desk, write: Callable[[Session], object]) -> list[int]:
    """The issues whose derived columns a write sets."""
    ids: list[int] = []

    def noted(_connection: Any, _cursor: Any, statement: str, values: Any, *_rest: Any) -> None:
        if statement.startswith("UPDATE issue SET ") and " state = ?" in statement:
            rows = values if isinstance(values, list) else [values]
            ids.extend(row[-1] for row in rows)  # the id stands last

    event.listen(Engine, "before_cursor_execute", noted)
    try:
        with desk.writing() as session:
            write(session)
    finally:
        event.remove(Engine, "before_cursor_execute", noted)
    return ids


def test_derived_columns_are_written_only_where_they_differ(desk: Desk):
    first, second = desk.issue(), desk.issue()

    def note_both(session: Session) -> None:
        for key in (first, second):
            session.get_one(Issue, key).note = "gấp"

    def give_the_second(session: Session) -> None:
        session.get_one(Issue, first).note = "rất gấp"
        session.add(part(GIVEN, issue_id=second, body_id=desk.bodies[0]))

    assert derived_writes(desk, note_both) == []
    assert derived_writes(desk, give_the_second) == [second]
    assert desk.shown(second).state is IssueState.ASSIGNED


def test_each_of_many_worked_out_at_once_is_what_it_is_alone(desk: Desk):
    """Issues that differ in one fact alone, beside all that the tests before have left."""
    topics = (1, 2)
    for topic_id in topics:
        desk.issue(part(GIVEN, due_on=EARLY, given_on=DAY), topic_id=topic_id)
        desk.issue(part(GIVEN, due_on=LATE, given_on=DAY), topic_id=topic_id)
        desk.issue(part(GIVEN, due_on=LATE, given_on=DAY), topic_id=topic_id, complaint=True)
        desk.issue(part(GIVEN, due_on=LATE, given_on=DAY), part(PROPOSED), topic_id=topic_id)
        desk.issue(part(GIVEN, due_on=LATE, given_on=DAY, round=1), topic_id=topic_id)
    desk.answered(desk.issue(part(GIVEN, due_on=EARLY, given_on=DAY), topic_id=1))
    desk.answered(desk.issue(part(GIVEN, due_on=EARLY, given_on=DAY), topic_id=1), settles=False)
    with desk.case.reading() as session:
        assert derived.out_of_date(session, session.scalars(select(Issue.id)).all()) == []
