"""What the first page counts is what a slow count finds, and what each of its lists shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from dialogue_app.domain.fields.sessions import SessionDraft
from dialogue_app.domain.vocabulary import AssignmentState, Relation, VerdictLevel, View
from dialogue_app.services.bodies.editing import body_detail, edit_body
from dialogue_app.services.case import Case
from dialogue_app.services.issues.answering import AnswerDraft, AnswerKind, answer
from dialogue_app.services.issues.assigning import AssignmentDraft, Due, assign
from dialogue_app.services.issues.detail import issue_detail
from dialogue_app.services.issues.ending import EscalationDraft, escalate, record_verdict, reopen
from dialogue_app.services.issues.extending import ExtensionDraft, extend
from dialogue_app.services.issues.lists import ISSUES, IssueList, IssueQuery
from dialogue_app.services.issues.owed import NO_BODY
from dialogue_app.services.issues.sending import SendingDraft, record_sent
from dialogue_app.services.overview.today import TO_DO, next_session, today
from dialogue_app.services.overview.units import (
    NONE,
    OTHER_COLUMNS,
    UNIT_COLUMNS,
    UnitRow,
    other_bodies,
    own_units,
)
from dialogue_app.services.sessions.editing import add_session
from tests.services.conftest import DAY, Office, on_day
from tests.template import sample_case

LATER = DAY + timedelta(days=10)


@pytest.fixture
def busy(tmp_path: Path) -> Office:
    """An own unit with two issues, one of them late; another body with one that was sent."""
    office = Office(tmp_path)
    for due in (DAY + timedelta(days=2), LATER):
        issue_id = office.received()
        form = AssignmentDraft(office.own, due=Due(due))
        assign(office.case, office.seen(issue_id), form, DAY)
    sent = office.handed_over()
    record_sent(office.case, office.seen(sent), office.other, SendingDraft(DAY))
    office.handed_over()  # nothing went out of this one
    office.case = on_day(office.case, DAY + timedelta(days=3))
    return office


def test_units_have_what_they_were_given(busy: Office):
    unit = next(row for row in own_units(busy.case) if row.id == busy.own)
    assert (unit.in_hand, unit.overdue) == (2, 1)
    last_day = on_day(busy.case, DAY + timedelta(days=2))
    assert next(row for row in own_units(last_day) if row.id == busy.own).overdue == 0
    assert busy.other not in [row.id for row in own_units(busy.case)]


def test_others_have_what_was_sent_to_them(busy: Office):
    (row,) = other_bodies(busy.case)
    assert (row.id, row.waiting, row.since) == (busy.other, 1, DAY)
    words = [column.words_of(row, busy.case.today()) for column in OTHER_COLUMNS]
    assert words == ["Sở Xây dựng", "1", "3 days"]


def test_who_was_sent_something_up_owes_an_answer_too(busy: Office):
    case = on_day(busy.case, DAY)
    for addressee in ("Bộ Mẫu", "Bộ Mẫu khác"):
        key = busy.received()
        escalate(case, busy.seen(key), EscalationDraft(DAY, addressee=addressee))
    above = next(row for row in other_bodies(case) if row.id == NO_BODY)
    assert (above.name, above.waiting, above.since) == ("Higher levels", 2, DAY)
    waiting = ISSUES.shown_in(View.WAITING_FOR_OTHERS, owed_by=NO_BODY)
    assert len(IssueList(case).ids(waiting)) == 2


def test_each_number_opens_as_many(busy: Office):
    def listed(query: IssueQuery) -> int:
        return len(IssueList(busy.case).ids(query))

    for row in own_units(busy.case):
        assert listed(IssueQuery(in_hand_of=row.id)) == row.in_hand
        assert listed(IssueQuery(late_at=row.id)) == row.overdue
    for other in other_bodies(busy.case):
        waiting = ISSUES.shown_in(View.WAITING_FOR_OTHERS, owed_by=other.id)
        assert listed(waiting) == other.waiting
    found = today(busy.case)
    assert found.known == 4
    assert {view: listed(ISSUES.shown_in(view)) for view in TO_DO} == found.counts
    assert found.counts[View.OVERDUE] == found.counts[View.WAITING_FOR_OTHERS] == 1


def test_what_is_due_today_is_told_on_that_day(busy: Office):
    assert today(on_day(busy.case, LATER)).counts[View.TODAY] == 1
    assert today(on_day(busy.case, LATER + timedelta(days=1))).counts[View.TODAY] == 0


def test_satisfaction_is_of_those_who_said_what_they_think(office: Office):
    def judged(*levels: VerdictLevel) -> int:
        issue_id = office.received()
        form = AssignmentDraft(office.own, due=Due(LATER))
        assign(office.case, office.seen(issue_id), form, DAY)
        given = AnswerDraft(AnswerKind.IN_WRITING, "đã làm", DAY, body_id=office.own)
        answer(office.case, [office.seen(issue_id)], given)
        for level in levels:
            raiser = office.raiser_of(issue_id)
            record_verdict(office.case, office.seen(issue_id), raiser, level, DAY)
        return issue_id

    judged(VerdictLevel.DISSATISFIED, VerdictLevel.SATISFIED)  # asked twice
    judged(VerdictLevel.BESIDE_THE_POINT)
    judged(VerdictLevel.NOT_REACHED)
    judged(VerdictLevel.NO_OPINION)
    judged(VerdictLevel.VERY_SATISFIED)
    unit = next(row for row in own_units(office.case) if row.id == office.own)
    assert unit.satisfied == (2, 3)
    assert UNIT_COLUMNS[-1].words_of(unit, DAY) == "67 % (2/3)"
    nothing = UnitRow(1, "", 0, 0, NONE, NONE, NONE)
    assert UNIT_COLUMNS[-1].words_of(nothing, DAY) == ""
    issue_id = judged(VerdictLevel.DISSATISFIED)
    reopen(office.case, office.seen(issue_id), "chưa đúng ý", DAY)
    again = next(row for row in own_units(office.case) if row.id == office.own)
    assert again.satisfied == (2, 4)
    next_year = own_units(on_day(office.case, date(2027, 1, 4)))
    assert {row.satisfied for row in next_year} == {NONE}


def test_what_was_in_time_is_told_by_both_limits(tmp_path: Path):
    office = Office(tmp_path)

    def given(answered_on: date | None) -> int:
        issue_id = office.received()
        form = AssignmentDraft(office.own, due=Due(DAY + timedelta(days=2)))
        assign(office.case, office.seen(issue_id), form, DAY)
        if answered_on is not None:
            answered(issue_id, answered_on)
        return issue_id

    def answered(issue_id: int, day: date) -> None:
        later = on_day(office.case, day)
        form = AnswerDraft(AnswerKind.IN_WRITING, "đã làm", day, body_id=office.own)
        answer(later, [office.seen(issue_id)], form)

    given(DAY + timedelta(days=2))  # on its last day
    given(DAY + timedelta(days=3))  # the day after
    extended = given(None)
    draft = ExtensionDraft(Due(DAY + timedelta(days=9)), "đo đạc lại", DAY)
    extend(office.case, office.seen(extended), office.own, draft)
    answered(extended, DAY + timedelta(days=6))
    given(None)  # late by now
    later = on_day(office.case, DAY + timedelta(days=20))
    unit = next(row for row in own_units(later) if row.id == office.own)
    assert (unit.in_time_first, unit.in_time) == ((1, 4), (2, 4))
    office.case.store.close()


def test_a_slow_count_finds_the_same(tmp_path: Path):
    case = sample_case(tmp_path)
    day = case.today()
    given = [
        part
        for key in IssueList(case).ids(IssueQuery())
        for part in issue_detail(case, key).assignments
        if part.state is AssignmentState.GIVEN
    ]
    for row in own_units(case):
        mine = [part for part in given if part.body_id == row.id]
        assert row.in_hand == len(mine)
        assert row.overdue == sum(part.due_on is not None and part.due_on < day for part in mine)
    others = {part.body_id for part in given if part.sent_on and part.relation != Relation.OWN}
    assert {row.id for row in other_bodies(case)} == others
    case.store.close()


def test_a_unit_that_ended_still_tells_how_it_did_this_year(tmp_path: Path):
    office = Office(tmp_path)
    issue_id = office.received()
    form = AssignmentDraft(office.own, due=Due(LATER))
    assign(office.case, office.seen(issue_id), form, DAY)
    given = AnswerDraft(AnswerKind.IN_WRITING, "đã làm", DAY, body_id=office.own)
    answer(office.case, [office.seen(issue_id)], given)
    read = body_detail(office.case, office.own)
    edit_body(office.case, read, replace(read.draft, valid_to=DAY))
    later = on_day(office.case, DAY + timedelta(days=2))
    unit = next(row for row in own_units(later) if row.id == office.own)
    assert (unit.in_hand, unit.in_time) == (0, (1, 1))
    next_year = own_units(on_day(office.case, date(2027, 1, 4)))
    assert office.own not in [row.id for row in next_year]
    office.case.store.close()


def test_nobody_is_late_with_what_it_had_before_it_was_ours(tmp_path: Path):
    """A body that became a unit of ours: what had been sent to it is owed as others owe."""
    office = Office(tmp_path)
    issue_id, form = office.received(), AssignmentDraft(office.other, due=Due(LATER))
    assign(office.case, office.seen(issue_id), form, DAY)
    record_sent(office.case, office.seen(issue_id), office.other, SendingDraft(DAY))
    read = body_detail(office.case, office.other)
    edit_body(office.case, read, replace(read.draft, relation=Relation.OWN))
    later = on_day(office.case, DAY + timedelta(days=60))
    unit = next(row for row in own_units(later) if row.id == office.other)
    assert (unit.in_hand, unit.overdue, unit.in_time) == (1, 0, NONE)
    assert [row.id for row in other_bodies(later)] == [office.other]
    assert list(IssueList(later).ids(IssueQuery(late_at=office.other))) == []
    office.case.store.close()


def test_the_session_to_come_is_the_next_from_today_on(case: Case):
    assert next_session(case) is None
    for code, day in (("A", date(2025, 12, 30)), ("B", date(2026, 1, 10)), ("C", DAY)):
        add_session(case, SessionDraft(code=code, name=f"Hội nghị {code}", planned_on=day))
    coming = next_session(on_day(case, date(2025, 12, 31)))
    assert coming is not None
    assert (coming.code, coming.working_days) == ("B", 6)  # a Saturday that was worked
    held_today = next_session(on_day(case, DAY))
    assert held_today is not None
    assert (held_today.code, held_today.working_days) == ("C", 0)
    assert next_session(on_day(case, DAY + timedelta(days=1))) is None


def test_a_session_that_began_before_its_planned_day_is_not_to_come(case: Case):
    began = datetime(2025, 12, 30, 8, 0, tzinfo=UTC)
    early = SessionDraft(code="A", name="Hội nghị A", planned_on=DAY, started_at=began)
    add_session(case, early)
    assert next_session(on_day(case, date(2025, 12, 31))) is None
