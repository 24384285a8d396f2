"""The list of calls counts what each is about without reading it, and one call is read alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import select

from dialogue_app.domain.fields.issues import IssueDraft, RaiserDraft
from dialogue_app.domain.fields.policies import PolicyDraft
from dialogue_app.domain.reminding import CallView
from dialogue_app.domain.vocabulary import AnswerKind, RaiserKind, VerdictLevel, View
from dialogue_app.services.case import Case
from dialogue_app.services.issues.answering import AnswerDraft, answer
from dialogue_app.services.issues.body_calls import BodyCall, calls_to_bodies
from dialogue_app.services.issues.calls import CallList, CallQuery, CallRow, call_detail
from dialogue_app.services.issues.contacting import ContactDraft, tell
from dialogue_app.services.issues.detail import issue_detail
from dialogue_app.services.issues.ending import (
    EscalationDraft,
    escalate,
    record_verdict,
    reopen,
)
from dialogue_app.services.issues.intake import register_issue
from dialogue_app.services.issues.lists import seen_issues, view_counts
from dialogue_app.services.issues.promises import PromiseDraft, promise
from dialogue_app.services.issues.to_tell import ToTell, raisers_to_tell
from dialogue_app.services.policies.editing import add_policy
from dialogue_app.services.sample import fill_sample
from dialogue_app.storage.models.issues import Issue
from tests.services.conftest import on_day
from tests.services.test_statements import all_statements
from tests.template import seen as seen_now


@pytest.fixture
def later(case: Case) -> Case:
    """The sample some months on: there is much to call about."""
    fill_sample(case)
    detail = issue_detail(case, 1)
    by = (PromiseDraft("Niêm yết giá", "30/11/2026"), PromiseDraft("Xem", "31/12", person="Bà B"))
    for form in by:
        promise(case, issue_detail(case, detail.id).seen, form)
    return on_day(case, case.today() + timedelta(90))


def rows_of(case: Case, view: CallView) -> list[CallRow]:
    calls = CallList(case)
    rows, n = calls.first_page(CallQuery(view=view))
    assert n is None
    assert [row.id for row in rows] == list(calls.ids(CallQuery(view=view)))
    assert calls.rows([row.id for row in rows]) == rows
    assert calls.counts(CallQuery())[view] == len(rows)
    return rows


def groups_of(case: Case, view: CallView) -> Sequence[BodyCall | ToTell]:
    """All calls of a view with what they are about, read as commands read them."""
    return calls_to_bodies(case) if view is CallView.BODIES else raisers_to_tell(case)


def said_of(group: BodyCall | ToTell) -> tuple[object, ...]:
    if isinstance(group, ToTell):
        about = None, len(group.told_of), len(group.asked_of), 0, None
    else:
        last = max(filter(None, (one.reminded.on for one in group.things)), default=None)
        about = group.purpose, len(group.issues), 0, len(group.promises), last
    return group.name, group.contact, group.phone, *about


@pytest.mark.parametrize("view", CallView)
@pytest.mark.parametrize("by_topic", [False, True])
def test_the_list_counts_what_each_call_is_about(later: Case, view: CallView, by_topic: bool):
    if by_topic:
        with later.reading() as session:
            topic = session.scalar(select(Issue.topic_id).where(Issue.topic_id.is_not(None)))
        add_policy(later, PolicyDraft(topic_id=topic, reminder_days=60))
    rows, groups = rows_of(later, view), groups_of(later, view)
    assert len(rows) > 1
    told = [
        (row.name, row.contact, row.phone, row.call.purpose, row.call.n or row.call.told,
         row.call.asked, row.call.promised, row.latest)
        for row in rows
    ]  # fmt: skip
    assert told == [said_of(group) for group in groups]
    assert [call_detail(later, row.id).group for row in rows] == groups


def test_those_in_no_list_are_called_by_their_names(case: Case):
    """Ministries, and raisers who were not identified: each is one call, read alone by its name."""
    day = case.today()
    for name, addressee in (("Hộ A", "Bộ Mẫu"), ("Hộ B", "Bộ khác"), ("Hộ A", "Bộ Mẫu")):
        raiser = RaiserDraft(RaiserKind.UNIDENTIFIED, written_name=name)
        key = register_issue(case, IssueDraft("Mẫu", received_on=day, raisers=(raiser, raiser)))
        escalate(case, seen_now(case, key), EscalationDraft(day, addressee=addressee))
    later = on_day(case, day + timedelta(40))
    for view in (CallView.BODIES, CallView.RAISERS):
        rows, groups = rows_of(later, view), groups_of(later, view)
        assert [call_detail(later, row.id).group for row in rows] == groups
        assert {row.name: row.call.n or row.call.told for row in rows} in (
            {"Bộ Mẫu": 2, "Bộ khác": 1},
            {"Hộ A": 2, "Hộ B": 1},
        )


def test_the_list_is_searched_by_name(later: Case):
    wanted = rows_of(later, CallView.RAISERS)[-1].name
    rows, _n = CallList(later).first_page(CallQuery(search=wanted, view=CallView.RAISERS))
    assert wanted in [row.name for row in rows]
    none, _n = CallList(later).first_page(CallQuery(search="không ai", view=CallView.RAISERS))
    assert none == []


@pytest.mark.parametrize("view", [CallView.BODIES, CallView.RAISERS])
def test_it_is_counted_in_an_index_however_many_issues_there_are(later: Case, view: CallView):
    """Nothing of each issue is read, nor sorted, for the list: it is there at once."""
    said = all_statements(later, lambda: CallList(later).first_page(CallQuery(view=view)))
    assert len(said) <= 9
    with later.reading() as session:
        for one in said:
            if "FROM assignment" not in one and "FROM raiser" not in one:
                continue
            given = [0] * one.count("?")
            plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {one}", tuple(given))
            steps = [row[-1] for row in plan if "assignment" in row[-1] or "raiser" in row[-1]]
            assert steps
            assert all("USING COVERING INDEX" in step for step in steps), steps


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
