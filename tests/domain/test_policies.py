"""Which rule speaks: the narrowest that fits and says it, whatever the order they were typed in."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from dialogue_app.domain.fields.policies import PolicyDraft
from dialogue_app.domain.policies import (
    USUAL_REMINDER_DAYS,
    Matter,
    Policies,
    Policy,
)
from dialogue_app.domain.vocabulary import IssueKind, WaitingClock

DAY = date(2026, 9, 15)
LAND, TAX = 1, 2
PHONG, DOI = 7, 8
QUESTION = IssueKind.QUESTION


def rules(*drafts: PolicyDraft) -> Policies:
    return Policies.of(Policy(place, draft) for place, draft in enumerate(drafts))


ALL = PolicyDraft(due_days=7)
KIND = PolicyDraft(kind=QUESTION, due_days=6)
BODY = PolicyDraft(body_id=PHONG, due_days=5)
TOPIC = PolicyDraft(topic_id=LAND, due_days=4)
BODY_KIND = PolicyDraft(body_id=PHONG, kind=QUESTION, due_days=3)
TOPIC_KIND = PolicyDraft(topic_id=LAND, kind=QUESTION, due_days=2)
TOPIC_BODY = PolicyDraft(topic_id=LAND, body_id=PHONG, due_days=10)
WHOLE = PolicyDraft(topic_id=LAND, body_id=PHONG, kind=QUESTION, due_days=1)
BY_NARROWNESS = [WHOLE, TOPIC_BODY, TOPIC_KIND, BODY_KIND, TOPIC, BODY, KIND, ALL]


@given(st.permutations(BY_NARROWNESS), st.integers(1, len(BY_NARROWNESS)))
def test_the_narrowest_that_fits_comes_first(order: list[PolicyDraft], kept: int):
    there = rules(*order[:kept])
    matter = Matter(LAND, PHONG, QUESTION)
    expected = next(draft for draft in BY_NARROWNESS if draft in order[:kept])
    found = there.due(matter, DAY)
    assert found is not None
    assert found.draft == expected


@given(
    st.lists(st.sampled_from(BY_NARROWNESS), unique=True),
    st.sampled_from([None, LAND, TAX]),
    st.sampled_from([None, PHONG, DOI]),
    st.sampled_from([None, QUESTION, IssueKind.REQUEST]),
)
def test_a_rule_speaks_for_nothing_else(
    drafts: list[PolicyDraft], topic: int | None, body: int | None, kind: IssueKind | None
):
    found = rules(*drafts).due(Matter(topic, body, kind), DAY)
    if found is not None:
        assert found.draft.topic_id in (None, topic)
        assert found.draft.body_id in (None, body)
        assert found.draft.kind in (None, kind)


def test_what_a_narrow_rule_does_not_say_a_wider_one_may():
    silent = PolicyDraft(topic_id=LAND, waiting=WaitingClock.STOPS)
    wide = PolicyDraft(due_days=7, reminder_days=5, waiting=WaitingClock.RUNS)
    there = rules(wide, silent)
    land, tax = Matter(LAND), Matter(TAX)
    assert there.due(land, DAY) == there.due(tax, DAY)
    assert (there.stops_clock(land), there.stops_clock(tax)) == (True, False)
    assert there.reminder_days(land) == 5


def test_without_rules_nothing_is_proposed():
    nothing = Policies()
    assert nothing.due(Matter(), DAY) is None
    assert nothing.supporters(Matter()) is None
    assert nothing.reminder_days(Matter()) == USUAL_REMINDER_DAYS
    assert not nothing.stops_clock(Matter())


def test_no_reminder_at_all_is_a_word_too():
    assert rules(PolicyDraft(reminder_days=0)).reminder_days(Matter()) == 0


def test_a_day_that_is_over_is_proposed_no_more():
    there = rules(PolicyDraft(topic_id=LAND, due_on=DAY), PolicyDraft(due_days=7))
    said = there.due(Matter(LAND), DAY)
    assert said is not None
    assert said.draft.due_on == DAY
    later = there.due(Matter(LAND), date(2026, 9, 16))
    assert later is not None
    assert later.draft.due_days == 7
