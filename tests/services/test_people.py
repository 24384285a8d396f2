"""People who are named: kept as they were printed then, and known where they are our staff."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from dialogue_app.domain.fields.issues import IssueDraft
from dialogue_app.domain.fields.sessions import ParticipantDraft, SessionDraft, SpeechDraft
from dialogue_app.domain.people import NOBODY, Person
from dialogue_app.domain.vocabulary import AnswerKind, ParticipantRole, Role
from dialogue_app.services.bodies.editing import find_body
from dialogue_app.services.case import Case, SeenDraft
from dialogue_app.services.issues.answering import AnswerDraft, DirectionDraft, answer, direct
from dialogue_app.services.issues.intake import register_issue
from dialogue_app.services.sessions.editing import add_session, edit_session, session_detail
from dialogue_app.storage.models.issue_course import Answer
from dialogue_app.storage.models.people import Body, Staff
from dialogue_app.storage.models.sessions import Direction, Participant, Statement
from tests.template import NOW, fresh_case, seen

DAY = date(2026, 9, 15)
LE = Person("Bà Lê Thị Mẫu", "Chuyên viên", "Văn phòng")
TRAN = Person.typed("Ông Trần Văn Mẫu, Chủ tịch")


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return fresh_case(tmp_path)


@pytest.fixture
def le(case: Case) -> int:
    """Lê Thị Mẫu is one of our staff."""
    return employed(case, "Lê Thị Mẫu")


def employed(case: Case, name: str) -> int:
    with case.store.writing(case.actor, "test", NOW) as session:
        staff = Staff(name=name, role=Role.OFFICER)
        session.add(staff)
        session.flush()
        return staff.id


def meeting(case: Case) -> int:
    form = SessionDraft(
        "2026-K3",
        "Hội nghị",
        DAY,
        participants=(
            ParticipantDraft(ParticipantRole.CHAIR, TRAN),
            ParticipantDraft(ParticipantRole.SECRETARY, LE, "ghi biên bản"),
        ),
        opening=(SpeechDraft(TRAN, "khai mạc"),),
        reports=(SpeechDraft(LE, "báo cáo"),),
    )
    return add_session(case, form)


def test_a_session_gives_back_its_people_as_they_were_typed(case: Case):
    form = session_detail(case, meeting(case)).form
    assert [(one.role, one.person, one.note) for one in form.participants] == [
        (ParticipantRole.CHAIR, Person("Ông Trần Văn Mẫu", "Chủ tịch"), ""),
        (ParticipantRole.SECRETARY, LE, "ghi biên bản"),
    ]
    assert (form.opening[0].speaker, form.reports[0].speaker) == (TRAN, LE)


def test_who_is_named_and_is_one_of_our_staff_is_known_as_such(case: Case, le: int):
    held = meeting(case)
    issue = register_issue(case, IssueDraft("Đường ngập", session_id=held, received_on=DAY))
    answer(case, [seen(case, issue)], AnswerDraft(AnswerKind.AT_MEETING, "đã rõ", person=LE))
    direct(case, held, [seen(case, issue)], DirectionDraft(LE, "làm ngay"))
    with case.reading() as session:
        for model in (Participant, Statement, Answer, Direction):
            known = {row.person.name: row.person.staff_id for row in session.scalars(select(model))}
            assert known.pop(LE.name) == le, model
            assert set(known.values()) <= {None}, model


def test_two_of_our_staff_of_one_name_are_not_guessed_apart(case: Case, le: int):
    employed(case, "lê thị mẫu")
    meeting(case)
    with case.reading() as session:
        assert {row.person.staff_id for row in session.scalars(select(Participant))} == {None}


def test_who_becomes_staff_later_does_not_make_the_session_another_one(case: Case):
    held = meeting(case)
    before = session_detail(case, held)
    employed(case, "Lê Thị Mẫu")
    seen_then = SeenDraft(before.id, before.version, before.form)
    edit_session(case, seen_then, replace(before.form))
    assert session_detail(case, held) == before


def test_an_answer_keeps_the_body_as_it_was_called_when_it_was_given(case: Case):
    body_id = find_body(case, "Sở Xây dựng", DAY)
    held = meeting(case)
    issue = register_issue(case, IssueDraft("Đường ngập", session_id=held, received_on=DAY))
    said = AnswerDraft(
        AnswerKind.AT_MEETING, "đã rõ", DAY, body_id, Person("Ông Mẫu", "Phó Giám đốc")
    )
    answer(case, [seen(case, issue)], said)
    answer(case, [seen(case, issue)], replace(said, person=NOBODY))
    with case.store.writing(case.actor, "test", NOW) as session:
        session.get_one(Body, body_id).name = "Sở Xây dựng Mẫu"
    with case.reading() as session:
        first, second = session.scalars(select(Answer).order_by(Answer.id))
        assert first.person == Person("Ông Mẫu", "Phó Giám đốc", "Sở Xây dựng")
        assert second.person == NOBODY
