"""What a session lacks is named for what it is."""

from __future__ import annotations

import pytest

from dialogue_app.domain.fields.sessions import ParticipantDraft
from dialogue_app.domain.people import Person
from dialogue_app.domain.vocabulary import ParticipantRole, SessionGap
from dialogue_app.services.case import Case
from dialogue_app.services.sessions.editing import session_detail
from tests.services.changing import change_session

CHAIR = ParticipantDraft(ParticipantRole.CHAIR, Person("Ông Trần Văn Mẫu", "Chủ tịch"))
SECRETARY = ParticipantDraft(ParticipantRole.SECRETARY, Person("Bà Lê Thị Mẫu", "Chuyên viên"))


@pytest.mark.parametrize(
    ("people", "lacking"),
    [
        ((CHAIR, SECRETARY), set()),
        ((SECRETARY,), {SessionGap.NO_CHAIR}),
        ((CHAIR,), {SessionGap.NO_SECRETARY}),
        ((), {SessionGap.NO_CHAIR, SessionGap.NO_SECRETARY}),
    ],
)
def test_who_is_missing(
    case: Case, meeting: int, people: tuple[ParticipantDraft, ...], lacking: set[SessionGap]
):
    change_session(case, meeting, participants=people)
    gaps = dict(session_detail(case, meeting).gaps)
    assert gaps.keys() & {SessionGap.NO_CHAIR, SessionGap.NO_SECRETARY} == lacking
