"""What is said of an issue in one line, on screen and by the command line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from dialogue_app import i18n
from dialogue_app.domain.vocabulary import AssignmentRole, AssignmentState, Relation, StoryKind
from dialogue_app.services.issue_story import AssignmentView, StoryLine
from dialogue_app.services.issue_words import assignment_words, story_words

DAY = date(2026, 9, 18)


@pytest.fixture(autouse=True)
def vietnamese() -> Iterator[None]:
    before = i18n.language()
    i18n.install("vi")
    yield
    i18n.install(before)


def test_the_words_of_a_limit_stand_in_brackets_and_a_note_is_a_sentence():
    given = StoryLine(DAY, StoryKind.ASSIGNED, "Phòng Mẫu", "trong tháng 10", date(2026, 10, 31))
    assert story_words(given) == (
        "18/09/2026",
        "Giao Phòng Mẫu, hạn 31/10/2026 (trong tháng 10)",
    )
    back = StoryLine(DAY, StoryKind.RETURNED, "Phòng Mẫu", "Không thuộc thẩm quyền.")
    assert story_words(back)[1] == "Phòng Mẫu trả lại. Không thuộc thẩm quyền."


def test_a_limit_that_was_extended_names_the_first_one():
    part = AssignmentView(
        1, 1, "Phòng Mẫu", "Bà Mẫu", AssignmentRole.LEAD, AssignmentState.GIVEN, Relation.OWN,
        DAY, date(2026, 9, 25), date(2026, 9, 30), None, None, "", None, "", 1,
    )  # fmt: skip
    assert assignment_words(part) == (
        "Phòng Mẫu · Bà Mẫu · giao ngày 18/09/2026 · hạn 30/09/2026 (ban đầu 25/09/2026)"
    )
