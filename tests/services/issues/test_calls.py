"""The list of calls is worked out once after a change, and one call is read alone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dialogue_app.domain.fields.issues import IssueDraft, RaiserDraft
from dialogue_app.domain.reminding import CallView
from dialogue_app.domain.vocabulary import AnswerKind, RaiserKind, VerdictLevel, View
from dialogue_app.services.case import Case
from dialogue_app.services.issues.answering import AnswerDraft, answer
from dialogue_app.services.issues.calls import CallList, CallQuery, call_detail
from dialogue_app.services.issues.contacting import ContactDraft, tell
from dialogue_app.services.issues.detail import issue_detail
from dialogue_app.services.issues.ending import record_verdict, reopen
from dialogue_app.services.issues.intake import register_issue
from dialogue_app.services.issues.lists import seen_issues, view_counts
from dialogue_app.services.issues.to_tell import raisers_to_tell
from dialogue_app.services.sample import fill_sample
from tests.services.conftest import on_day
from tests.services.test_statements import all_statements
from tests.template import seen as seen_now

READ = ("FROM assignment", "FROM escalation", "FROM raiser", ", raiser", "FROM contact")


@pytest.fixture
def later(case: Case) -> Case:
    """The sample some months on: there is much to call about."""
    fill_sample(case)
    return on_day(case, case.today() + timedelta(90))


@pytest.mark.parametrize("view", CallView)
def test_a_call_is_the_same_alone_as_in_the_list(later: Case, view: CallView):
    rows, n = CallList(later).first_page(CallQuery(view=view))
    assert n is not None
    assert n > 1 or view is CallView.PROMISES
    for row in rows:
        assert call_detail(later, row.id).group == row.group


@pytest.mark.parametrize("view", CallView)
def test_the_list_is_worked_out_once(later: Case, view: CallView):
    calls = CallList(later)
    query = CallQuery(view=view)
    calls.counts(query)
    said = all_statements(
        later, lambda: (calls.first_page(query), calls.ids(query), calls.counts(query))
    )
    assert [one for one in said if any(part in one for part in READ)] == []


def test_the_list_follows_every_act(later: Case):
    calls, query = CallList(later), CallQuery(view=CallView.RAISERS)
    before = calls.counts(query)[CallView.RAISERS]
    group = next(one for one in raisers_to_tell(later) if not one.asked_of)
    seen = seen_issues(later, group.told_of)
    tell(later, seen, ContactDraft(later.today()), group.raiser_ids)
    assert calls.counts(query)[CallView.RAISERS] == before - 1


def test_who_was_asked_before_is_asked_again_once_it_was_reconsidered(case: Case):
    day, later = case.today(), on_day(case, case.today() + timedelta(3))
    raiser = RaiserDraft(RaiserKind.UNIDENTIFIED, written_name="Hộ bà Mẫu")
    issue, _other = (
        register_issue(case, IssueDraft(f"Mẫu {n}", received_on=day, raisers=(raiser,)))
        for n in range(2)
    )
    answer(case, [seen_now(case, issue)], AnswerDraft(AnswerKind.IN_WRITING, "Đã xem xét", day))
    asked = issue_detail(case, issue).raisers[0].id
    record_verdict(case, seen_now(case, issue), asked, VerdictLevel.DISSATISFIED, day)
    assert view_counts(case)[View.NOT_ASKED] == 0
    reopen(later, seen_now(case, issue), "chưa đúng nội dung")
    form = AnswerDraft(AnswerKind.IN_WRITING, "Đã xem xét lại", later.today())
    answer(later, [seen_now(case, issue)], form)
    assert view_counts(later)[View.NOT_ASKED] == 1
