"""Issues followed together: the end of the original answers them, and nobody is forgotten."""

from __future__ import annotations

import pytest

from dialogue_app.domain.errors.issues import FollowedWithIt
from dialogue_app.domain.vocabulary import AnswerKind, IssueState, Outcome, StoryKind, VerdictLevel
from dialogue_app.services.issues import answering, ending
from dialogue_app.services.undo import last_act, undo
from tests.services.conftest import DAY, Office
from tests.services.test_undo import register


def followed(office: Office, original: int) -> int:
    issue_id = office.received()
    ending.mark_duplicate(office.case, office.seen(issue_id), original, DAY)
    return issue_id


def test_the_end_of_the_original_answers_its_duplicates(office: Office):
    original = office.answered()
    first = followed(office, original)
    second = followed(office, first)  # by way of another one
    assert office.detail(first).answers == ()
    ending.close(office.case, office.seen(original), Outcome.SETTLED, DAY)
    for key in (first, second):
        detail = office.detail(key)
        assert [answer.text for answer in detail.answers] == ["đã xem xét"]
        # it is followed together, not settled once more
        assert (detail.row.state, detail.row.outcome) == (IssueState.CLOSED, Outcome.DUPLICATE)
        assert StoryKind.ANSWERED in [line.kind for line in detail.story]
        raiser = detail.raisers[0].id  # its own, who is asked as any other
        ending.record_verdict(office.case, detail.seen, raiser, VerdictLevel.SATISFIED, DAY)
    assert office.detail(original).duplicates == tuple(
        office.detail(key).code for key in (first, second)
    )


def test_one_act_that_is_taken_back_as_one(office: Office):
    original = office.answered()
    followed(office, original)
    before = register(office.case)
    ending.close(office.case, office.seen(original), Outcome.SETTLED, DAY)
    done = last_act(office.case)
    assert done is not None
    undo(office.case, done.sequence)
    assert register(office.case) == before


def test_what_is_followed_with_an_issue_that_has_ended_is_answered_at_once(office: Office):
    original = office.answered()
    ending.close(office.case, office.seen(original), Outcome.EXPLAINED, DAY)
    assert len(office.detail(followed(office, original)).answers) == 1


def test_what_answers_an_issue_answers_those_that_were_followed_with_it_before(office: Office):
    original, own = office.answered(), office.answered()
    ending.close(office.case, office.seen(original), Outcome.EXPLAINED, DAY)
    duplicate = followed(office, own)
    ending.mark_duplicate(office.case, office.seen(own), original, DAY)
    for key in (own, duplicate):
        answers = {answer.id for answer in office.detail(key).answers}
        assert answers == {
            answer.id for one in (own, original) for answer in office.detail(one).answers
        }
    assert len(office.detail(duplicate).answers) == 2


def test_an_original_considered_again_answers_anew(office: Office):
    original = office.answered()
    duplicate = followed(office, original)
    ending.close(office.case, office.seen(original), Outcome.EXPLAINED, DAY)
    ending.reopen(office.case, office.seen(original), "chưa rõ")
    form = answering.AnswerDraft(AnswerKind.IN_WRITING, "đã rõ", DAY)
    answering.answer(office.case, [office.seen(original)], form)
    ending.close(office.case, office.seen(original), Outcome.SETTLED, DAY)
    texts = [answer.text for answer in office.detail(duplicate).answers]
    assert texts == ["đã xem xét", "đã rõ"]


def test_who_withdraws_withdraws_for_nobody_else(office: Office):
    original = office.answered()
    duplicate = followed(office, original)
    before = office.detail(original)
    with pytest.raises(FollowedWithIt) as refused:
        ending.close(office.case, office.seen(original), Outcome.WITHDRAWN, DAY)
    assert refused.value.codes == [office.detail(duplicate).code]
    assert office.detail(original) == before
    ending.reopen(office.case, office.seen(duplicate), "theo dõi riêng")
    ending.close(office.case, office.seen(original), Outcome.WITHDRAWN, DAY)
    assert office.detail(duplicate).row.state is IssueState.REOPENED
