"""The list of calls is worked out once after a change, and one call is read alone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dialogue_app.domain.reminding import CallView
from dialogue_app.services.case import Case
from dialogue_app.services.issues.calls import CallList, CallQuery, call_detail
from dialogue_app.services.issues.contacting import ContactDraft, tell
from dialogue_app.services.issues.lists import seen_issues
from dialogue_app.services.issues.to_tell import raisers_to_tell
from dialogue_app.services.sample import fill_sample
from tests.services.conftest import on_day
from tests.services.test_statements import all_statements

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
