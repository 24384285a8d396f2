"""How many statements a screen costs: the same for ten issues as for a thousand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import event

from dialogue_app.domain.fields.enterprises import EnterpriseDraft
from dialogue_app.domain.fields.issues import RaiserDraft
from dialogue_app.domain.vocabulary import AnswerKind, Outcome, RaiserKind
from dialogue_app.services.bodies.editing import find_body
from dialogue_app.services.bodies.lists import list_bodies
from dialogue_app.services.case import Case, Seen, SeenDraft
from dialogue_app.services.enterprises.editing import edit_enterprise, register_enterprise
from dialogue_app.services.enterprises.lists import EnterpriseList, EnterpriseQuery
from dialogue_app.services.issues import answering, assigning, closing, ending, intake, sending
from dialogue_app.services.issues.assigning_together import assign_together, what_can_be_assigned
from dialogue_app.services.issues.lists import IssueList, IssueQuery, seen_issues, view_counts
from dialogue_app.services.papers.minutes import minutes_facts
from dialogue_app.services.sessions.editing import edit_session
from dialogue_app.services.sessions.lists import list_sessions
from tests.services.changing import read_enterprise, read_issue, read_session
from tests.services.conftest import DAY
from tests.services.issues.test_life import register
from tests.template import seen


def statements(case: Case, work: Callable[[], object]) -> int:
    return len(all_statements(case, work))


def all_statements(case: Case, work: Callable[[], object]) -> list[str]:
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        if not statement.startswith("BEGIN"):
            seen.append(statement)

    event.listen(case.store._engine, "before_cursor_execute", note)
    try:
        work()
    finally:
        event.remove(case.store._engine, "before_cursor_execute", note)
    return seen


@pytest.mark.parametrize("count", [3, 60])
def test_lists_and_counts_cost_the_same_however_long(case: Case, meeting: int, count: int):
    for number in range(count):
        register(case, meeting, f"Đề nghị số {number}")
    issues, firms = IssueList(case), EnterpriseList(case)
    assert statements(case, lambda: issues.first_page(IssueQuery())) == 2
    assert statements(case, lambda: issues.first_page(IssueQuery(search="de nghi"))) == 2
    assert statements(case, lambda: issues.ids(IssueQuery())) == 1
    assert statements(case, lambda: view_counts(case)) == 1
    assert statements(case, lambda: firms.first_page(EnterpriseQuery())) <= 2
    assert statements(case, lambda: list_sessions(case)) == 2
    assert statements(case, lambda: list_bodies(case)) <= 4
    assert statements(case, lambda: minutes_facts(case, meeting)) <= 20


# Calendar and rules are read once a save, and promises only where one is still to be kept.
MOST_OF_A_SAVE = 25
MOST_OF_MANY = 26  # what is done to several stands in a savepoint
OWN, OTHER = "Phòng Kinh tế, Hạ tầng và Đô thị", "Sở Xây dựng"


def form_of(enterprise_id: int, meeting: int, text: str = "Thuế đất tăng") -> intake.IssueDraft:
    raiser = RaiserDraft(RaiserKind.ENTERPRISE, enterprise_id)
    return intake.IssueDraft(text, meeting, received_on=DAY, raisers=(raiser,))


@pytest.fixture
def enterprise(case: Case) -> int:
    return register_enterprise(case, EnterpriseDraft("Công ty Mẫu"))


def edit(case: Case, read: SeenDraft[intake.IssueDraft]) -> None:
    intake.edit_issue(case, read, replace(read.draft, text="Thuế đất tăng gấp đôi", note="đã gọi"))


def test_one_save_of_an_issue_costs_few_statements(case: Case, meeting: int, enterprise: int):
    own, other = find_body(case, OWN, DAY), find_body(case, OTHER, DAY)
    lead, due = assigning.AssignmentDraft(other), assigning.Due(working_days=5)
    helpers = [assigning.AssignmentDraft(own, due=due)]
    said = answering.AnswerDraft(AnswerKind.IN_WRITING, "đã rõ", DAY, body_id=other)

    def cost(save: Callable[[Seen], object]) -> int:
        known = seen(case, issue_id)
        return statements(case, lambda: save(known))

    form = form_of(enterprise, meeting)
    costs = {"register": statements(case, lambda: intake.register_issue(case, form))}
    (issue_id,) = IssueList(case).ids(IssueQuery())
    read = read_issue(case, issue_id)
    costs["edit"] = statements(case, lambda: edit(case, read))
    costs["assign"] = cost(lambda s: assigning.assign(case, s, lead, DAY, supporting=helpers))
    letter = sending.SendingDraft(DAY)
    costs["record_sent"] = cost(lambda s: sending.record_sent(case, s, other, letter))
    costs["answer"] = cost(lambda s: answering.answer(case, [s], said))
    costs["close"] = cost(lambda s: ending.close(case, s, Outcome.SETTLED, DAY))
    assert {act: n for act, n in costs.items() if n > MOST_OF_A_SAVE} == {}


@pytest.mark.parametrize("count", [3, 60])
def test_many_are_given_out_sent_and_answered_as_cheaply(case: Case, meeting: int, count: int):
    other = assigning.AssignmentDraft(find_body(case, OTHER, DAY))
    for number in range(count):
        key = register(case, meeting, f"Đề nghị số {number}")
        assigning.propose(case, seen(case, key), [other])
    issues = [seen(case, key) for key in IssueList(case).ids(IssueQuery())]
    given = all_statements(case, lambda: assigning.give_out(case, issues, DAY))
    assert len(given) <= MOST_OF_MANY
    assert not [one for one in given if "search_" in one]  # they are found by the same words
    letter = sending.SendingDraft(DAY)
    issues, body = [seen(case, issue.id) for issue in issues], other.body_id
    sent = statements(case, lambda: sending.record_sent_together(case, issues, body, letter))
    assert sent <= MOST_OF_MANY
    issues = [seen(case, issue.id) for issue in issues]
    said = answering.AnswerDraft(AnswerKind.IN_WRITING, "đã rõ", DAY, body_id=body)
    assert statements(case, lambda: answering.answer(case, issues, said)) <= MOST_OF_MANY


def test_what_many_issues_hang_on_is_saved_as_cheaply(case: Case, meeting: int, enterprise: int):
    """A session and an enterprise of 200 issues whose names did not change."""
    with case.store.writing(case.actor, "issue.import", case.clock()) as written:
        for number in range(200):
            intake.new_issue(written, form_of(enterprise, meeting, f"Đề nghị số {number}"), DAY)
    session, known = read_session(case, meeting), read_enterprise(case, enterprise)
    costs = {
        "session": statements(
            case, lambda: edit_session(case, session, replace(session.draft, place="Hội trường B"))
        ),
        "enterprise": statements(
            case, lambda: edit_enterprise(case, known, replace(known.draft, phone="0900 000 001"))
        ),
    }
    assert {act: n for act, n in costs.items() if n > MOST_OF_A_SAVE} == {}


@pytest.mark.parametrize("count", [3, 60])
def test_many_are_foretold_handed_over_answered_and_ended_as_cheaply(
    case: Case, meeting: int, count: int
):
    keys = [register(case, meeting, f"Đề nghị số {number}") for number in range(count)]
    own, due = find_body(case, OWN, DAY), assigning.Due(working_days=5)
    ending_so = closing.Ending(Outcome.SETTLED, DAY)
    said = answering.AnswerDraft(AnswerKind.IN_WRITING, "đã rõ", DAY, body_id=own)

    def cost(work: Callable[[list[Seen]], object]) -> int:
        known = seen_issues(case, keys)
        return statements(case, lambda: work(known))

    part = assigning.AssignmentDraft(own, due=due)
    costs = {
        "foretell assigning": cost(lambda s: what_can_be_assigned(case, s, own, DAY)),
        # but for the row that each gets
        "assign": cost(lambda s: assign_together(case, s, part, DAY)) - count - 1,
        "foretell answering": cost(lambda s: answering.what_can_be_answered(case, s)),
        "answer": cost(lambda s: answering.answer_together(case, s, said)),
        "foretell closing": cost(lambda s: closing.what_can_be_closed(case, s, ending_so)),
        "close": cost(lambda s: closing.close_together(case, s, ending_so)),
    }
    assert {act: n for act, n in costs.items() if n > MOST_OF_MANY} == {}
