"""What a draft refers to may be gone when it is saved: one sentence names it, data as before."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from dialogue_app.domain.errors.base import DialogueError
from dialogue_app.domain.errors.conflicts import Gone
from dialogue_app.domain.fields.bodies import BodyDraft
from dialogue_app.domain.fields.enterprises import EnterpriseDraft
from dialogue_app.domain.fields.facts import Kind, fields_of
from dialogue_app.domain.fields.issues import IssueDraft, RaiserDraft
from dialogue_app.domain.people import Person
from dialogue_app.domain.vocabulary import AnswerKind, RaiserKind, VerdictLevel
from dialogue_app.i18n.sentences import explain
from dialogue_app.i18n.words import is_field
from dialogue_app.services.bodies.editing import add_body, find_body
from dialogue_app.services.case import Case
from dialogue_app.services.enterprises.editing import register_enterprise
from dialogue_app.services.issues.answering import AnswerDraft, DirectionDraft, answer, direct
from dialogue_app.services.issues.assigning import AssignmentDraft, assign, propose, return_issue
from dialogue_app.services.issues.ending import (
    EscalationDraft,
    escalate,
    mark_duplicate,
    record_verdict,
)
from dialogue_app.services.issues.intake import register_issue
from dialogue_app.services.issues.sending import SendingDraft, record_sent
from tests.services.changing import change_issue
from tests.services.conftest import DAY
from tests.services.imports.test_read_back import entries
from tests.template import seen

NO = 987_654
Act = Callable[[Case, int, int], object]  # case, a session, an issue of it


def answered(case: Case, issue: int, **gone: Any) -> object:
    form = AnswerDraft(AnswerKind.IN_WRITING, "Rồi.", DAY, person=Person("Bà Mẫu"), **gone)
    return answer(case, [seen(case, issue)], form)


ACTS: dict[str, Act] = {
    "issue.topic_id": lambda case, s, i: change_issue(case, i, topic_id=NO),
    "issue.session_id": lambda case, s, i: change_issue(case, i, session_id=NO),
    "issue.venue_id": lambda case, s, i: change_issue(case, i, venue_id=NO),
    "new issue.topic_id": lambda case, s, i: register_issue(case, IssueDraft("Ngập.", topic_id=NO)),
    "new issue.session_id": lambda case, s, i: register_issue(case, IssueDraft("Ngập.", NO)),
    "raiser.enterprise_id": lambda case, s, i: change_issue(
        case, i, raisers=(RaiserDraft(RaiserKind.ENTERPRISE, NO),)
    ),
    "raiser.member_ids": lambda case, s, i: change_issue(
        case, i, raisers=(RaiserDraft(RaiserKind.ASSOCIATION, None, "Hội Mẫu", member_ids=(NO,)),)
    ),
    "enterprise.legal_type_id": lambda case, s, i: register_enterprise(
        case, EnterpriseDraft("Công ty Mẫu", legal_type_id=NO)
    ),
    "enterprise.unit_id": lambda case, s, i: register_enterprise(
        case, EnterpriseDraft("Công ty Mẫu", unit_id=NO)
    ),
    "body.successor_ids": lambda case, s, i: add_body(
        case, BodyDraft("Đội Mẫu", successor_ids=(NO,))
    ),
    "assignment.body_id": lambda case, s, i: assign(case, seen(case, i), AssignmentDraft(NO), DAY),
    "proposal.body_id": lambda case, s, i: propose(case, seen(case, i), [AssignmentDraft(NO)]),
    "return.body_id": lambda case, s, i: return_issue(case, seen(case, i), NO, DAY, "Nhầm."),
    "sending.body_id": lambda case, s, i: record_sent(case, seen(case, i), NO, SendingDraft(DAY)),
    "answer.body_id": lambda case, s, i: answered(case, i, body_id=NO),
    "answer.session_id": lambda case, s, i: answered(case, i, session_id=NO),
    "direction.session_id": lambda case, s, i: direct(
        case, NO, [], DirectionDraft(Person("Bà Mẫu"), "Làm ngay.", DAY)
    ),
    "direction.body_ids": lambda case, s, i: direct(
        case, s, [seen(case, i)], DirectionDraft(Person("Bà Mẫu"), "Làm ngay.", body_ids=(NO,))
    ),
    "escalation.body_id": lambda case, s, i: escalate(
        case, seen(case, i), EscalationDraft(DAY, NO)
    ),
    "duplicate.original_id": lambda case, s, i: mark_duplicate(case, seen(case, i), NO, DAY),
    "verdict.raiser_id": lambda case, s, i: record_verdict(
        case, seen(case, i), NO, VerdictLevel.SATISFIED, DAY
    ),
}


@pytest.fixture
def issue(case: Case, meeting: int) -> int:
    raiser = RaiserDraft(RaiserKind.UNIDENTIFIED, written_name="Bà Mẫu")
    key = register_issue(case, IssueDraft("Ngập.", meeting, raisers=(raiser,)))
    body = find_body(case, "Sở Xây dựng", DAY)
    propose(case, seen(case, key), [AssignmentDraft(body)])
    return key


@pytest.mark.parametrize("reference", ACTS)
def test_one_sentence_names_what_is_gone(case: Case, meeting: int, issue: int, reference: str):
    before = entries(case)
    with pytest.raises(DialogueError) as caught:
        ACTS[reference](case, meeting, issue)
    if isinstance(caught.value, Gone):
        assert is_field(caught.value.field)
    assert explain(caught.value)
    assert str(NO) not in explain(caught.value).replace(".", "").replace(",", "")
    assert entries(case) == before


@pytest.mark.parametrize(
    ("noun", "draft"),
    [("issue", IssueDraft), ("enterprise", EnterpriseDraft), ("body", BodyDraft)],
)
def test_every_reference_a_draft_may_carry_is_tried(noun: str, draft: type[Any]):
    carried = {
        f"{noun}.{field.name}"
        for field in fields_of(draft).values()
        if field.kind is Kind.REFERENCE or field.name.endswith("_ids")
    }
    assert carried <= set(ACTS)
