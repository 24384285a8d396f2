"""To whom an issue was given and what the chair directed, each said once and by the right verb."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dialogue_app.documents.minutes_assignments import assignment_sentence
from dialogue_app.documents.minutes_facts import (
    AnswerFacts,
    AssignmentFacts,
    DirectionFacts,
    IssueFacts,
)
from dialogue_app.domain.people import Person
from dialogue_app.domain.vocabulary import Moment, Relation
from tests.documents.printed import WORDS, A, body_of, rows_of


def sentence_for(relation: Relation, *, at_meeting: bool = False, support=(), due=None) -> str:
    assignment = AssignmentFacts("Sở Mẫu", relation, support, due, at_meeting)
    return assignment_sentence(assignment, "Ủy ban nhân dân phường", WORDS)


@pytest.mark.parametrize("at_meeting", [True, False])
@pytest.mark.parametrize("relation", list(Relation))
def test_only_our_own_units_are_commanded(relation, at_meeting):
    said = sentence_for(relation, at_meeting=at_meeting)
    verb = {"own": "giao", "local": "đề nghị", "other": "chuyển", "superior": "kiến nghị"}
    assert verb[relation.value] in said
    assert ("giao" in said) is (relation is Relation.OWN)


DUE = date(2026, 9, 30)
UNTIL = "chậm nhất ngày 30 tháng 9 năm 2026"
SUPPORT = ("Phòng A", "Phòng B")


ORDER = "Chủ tọa giao tham mưu văn bản"


@pytest.mark.parametrize(
    ("relation", "sentence_"),
    [
        ("own", f"Chủ tọa giao Sở Mẫu trả lời bằng văn bản {UNTIL}."),
        ("local", f"{ORDER} đề nghị Sở Mẫu xem xét, trả lời {UNTIL}."),
        ("other", f"{ORDER} đề nghị Sở Mẫu xem xét, trả lời, nếu được {UNTIL}."),
        ("superior", f"{ORDER} kiến nghị Sở Mẫu xem xét, giải quyết."),
    ],
)
def test_of_what_was_not_sent_only_the_order_is_said(relation, sentence_):
    unsent = AssignmentFacts("Sở Mẫu", Relation(relation), (), DUE, at_meeting=True, sent=False)
    assert assignment_sentence(unsent, "Ủy ban nhân dân phường", WORDS) == sentence_


@pytest.mark.parametrize("relation", ["local", "other", "superior"])
def test_what_was_neither_sent_nor_ordered_stands_nowhere(relation):
    later = AssignmentFacts(
        "Sở Vắng Mặt", Relation(relation), (), DUE, at_meeting=False, sent=False
    )
    assert assignment_sentence(later, "Ủy ban nhân dân phường", WORDS) == ""
    issue = IssueFacts("x", Moment.AT_MEETING, raisers=(A,), assignments=(later,))
    assert rows_of(issue)[0][5:7] == ("", "")
    assert "Sở Vắng Mặt" not in body_of(issue)
    assert "01 kiến nghị tiếp tục được xem xét để giao, chuyển" in body_of(issue)
    ordered = replace(issue, assignments=(replace(later, at_meeting=True),))
    assert "01 kiến nghị được giao tham mưu văn bản chuyển cơ quan" in body_of(ordered)
    assert rows_of(ordered)[0][5] == "Sở Vắng Mặt"


@pytest.mark.parametrize(
    ("relation", "at_meeting", "support", "sentence_"),
    [
        ("own", True, (), f"Chủ tọa giao Sở Mẫu trả lời bằng văn bản {UNTIL}."),
        (
            "own",
            True,
            SUPPORT,
            "Chủ tọa giao Sở Mẫu chủ trì, phối hợp với Phòng A và Phòng B, trả lời bằng văn bản "
            f"{UNTIL}.",
        ),
        ("own", False, (), f"Kiến nghị này được giao Sở Mẫu trả lời bằng văn bản {UNTIL}."),
        (
            "local",
            True,
            SUPPORT,
            "Chủ tọa đề nghị Sở Mẫu chủ trì, phối hợp với Phòng A và Phòng B xem xét, trả lời "
            f"{UNTIL}.",
        ),
        (
            "local",
            False,
            (),
            f"Kiến nghị này được gửi Sở Mẫu, đề nghị xem xét, trả lời {UNTIL}.",
        ),
        (
            "other",
            True,
            (),
            "Nội dung này được chuyển đến Sở Mẫu, đề nghị xem xét, trả lời, nếu được "
            + UNTIL
            + ".",
        ),
        (
            "superior",
            True,
            (),
            "Ủy ban nhân dân phường kiến nghị Sở Mẫu xem xét, giải quyết.",
        ),
    ],
)
def test_what_was_given_at_the_meeting_and_what_later(relation, at_meeting, support, sentence_):
    said = sentence_for(Relation(relation), at_meeting=at_meeting, support=support, due=DUE)
    assert said == sentence_


def test_a_superior_is_given_no_limit_in_the_annex_either():
    parts = (AssignmentFacts("Bộ Mẫu", Relation.SUPERIOR, (), DUE),)
    assert rows_of(IssueFacts("x", raisers=(A,), assignments=parts))[0][5:7] == ("Bộ Mẫu", "")


OFFICE = AssignmentFacts("Phòng Kinh tế", Relation.OWN, (), DUE, at_meeting=True)
LONGER = "giao Phòng Kinh tế, Hạ tầng và Đô thị rà soát, chậm nhất 30/9/2026"


@pytest.mark.parametrize(
    ("text", "bodies", "said_already"),
    [
        ("giao Phòng Kinh tế rà soát, chậm nhất ngày 30 tháng 9 năm 2026", (), True),
        ("giao Phòng Kinh tế rà soát trong ngày 30/09/2026", (), True),
        ("giao Phòng Kinh tế rà soát", (), False),  # or the limit would be lost
        ("giao Phòng Kinh tế rà soát trong ngày 30/9/20261", (), False),
        (LONGER, (), False),
        (LONGER, ("Phòng Kinh tế",), True),
        ("rà soát, chậm nhất 30/9/2026", ("Phòng Kinh tế",), True),
    ],
)
def test_the_chairs_words_stand_for_the_assignment_when_they_tell_all(text, bodies, said_already):
    direction = DirectionFacts(1, text, bodies=bodies)
    body = body_of(IssueFacts("x", raisers=(A,), directions=(direction,), assignments=(OFFICE,)))
    assert ("Chủ tọa giao Phòng Kinh tế trả lời" in body) is not said_already


def test_who_directed_is_named_and_else_the_chair():
    said = (
        DirectionFacts(1, "xem lại", Person("Bà Lê Mẫu", "Phó Chủ tịch")),
        DirectionFacts(2, "báo cáo"),
    )
    body = body_of(IssueFacts("x", raisers=(A,), directions=said))
    assert "Bà Lê Mẫu, Phó Chủ tịch, kết luận: xem lại." in body
    assert "Ông Trần Văn Hòa kết luận: báo cáo." in body


def test_a_direction_on_no_issue_is_a_point_of_the_conclusion():
    alone = (
        DirectionFacts(1, "đăng bảng tổng hợp./.", due=DUE),
        DirectionFacts(2, "báo cáo trong ngày 30/9/2026", due=DUE),
        DirectionFacts(3, "cảm ơn"),
    )
    lines = body_of(conclusions=("đã rõ",), directions=alone).splitlines()
    start = lines.index("1. Đã rõ.")
    assert lines[start + 1 : start + 4] == [
        f"2. Đăng bảng tổng hợp; thời hạn: {UNTIL}.",
        "3. Báo cáo trong ngày 30/9/2026.",
        "4. Cảm ơn.",
    ]


def test_writing_is_announced_once():
    promise = AnswerFacts(1, "sẽ xem", body="Phòng A", also_in_writing=True)
    alone = IssueFacts("x", raisers=(A,), answers=(promise,))
    assert "còn được trả lời bằng văn bản" in body_of(alone)
    given_out = replace(alone, assignments=(OFFICE,))
    assert "còn được trả lời bằng văn bản" not in body_of(given_out)
