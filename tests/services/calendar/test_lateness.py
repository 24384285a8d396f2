"""Late by the calendar: days off, changes of the calendar, stopped clocks; numbers in SQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import literal, select, update

from dialogue_app import i18n
from dialogue_app.domain.calendar import (
    EXCEPTIONAL,
    CalendarDay,
    DayKind,
    require_possible,
    usual_kind,
)
from dialogue_app.domain.checks import Fault
from dialogue_app.domain.errors.base import BadInput
from dialogue_app.domain.errors.calendar import NothingToChange
from dialogue_app.domain.fields.policies import PolicyDraft
from dialogue_app.domain.vocabulary import AnswerKind, IssueKind, Punctuality, View
from dialogue_app.services import checking
from dialogue_app.services.calendar.changing import change_days
from dialogue_app.services.calendar.explaining import explained_dues
from dialogue_app.services.calendar.words import explained
from dialogue_app.services.case import Case, OpenCase, in_transaction
from dialogue_app.services.issues import answering, assigning, ending, promises
from dialogue_app.services.issues.assigning import AssignmentDraft, Due
from dialogue_app.services.issues.due_words import due_chip
from dialogue_app.services.issues.lists import ISSUES, IssueList, IssueQuery, view_counts
from dialogue_app.services.policies.editing import add_policy, policy_detail, remove_policy
from dialogue_app.storage.models.calendar import WorkingDay
from dialogue_app.storage.working_days import calendar_of, number_of
from tests.services.changing import change_issue
from tests.services.conftest import DAY, Office, on_day

FRIDAY, SATURDAY = date(2026, 9, 25), date(2026, 9, 26)
MONDAY, TUESDAY = date(2026, 9, 28), date(2026, 9, 29)
MONDAY_OFF = CalendarDay(MONDAY, DayKind.HOLIDAY, "Nghỉ mẫu", "văn bản mẫu")


@pytest.fixture(autouse=True)
def _in_vietnamese() -> None:
    i18n.install("vi")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    laid_out = Office(tmp_path)
    yield laid_out
    laid_out.case.store.close()


def given_out(office: Office, due_on: date, **changes: Any) -> int:
    issue_id = office.received()
    if changes:
        change_issue(office.case, issue_id, **changes)
    part = AssignmentDraft(office.own, due=Due(on=due_on))
    assigning.assign(office.case, office.seen(issue_id), part, DAY)
    return issue_id


def late(office: Office, today: date) -> list[int]:
    """The overdue issues; counted by another statement they are as many."""
    case = on_day(office.case, today)
    ids = list(IssueList(case).ids(IssueQuery(view=View.OVERDUE)))
    assert view_counts(case)[View.OVERDUE] == len(ids)
    return ids


def row(office: Office, issue_id: int, today: date) -> Any:
    with office.case.reading() as session:
        (found,) = ISSUES.read(session, [issue_id], today)
    return found


def test_a_limit_on_a_day_off_is_late_the_day_after_the_working_day_that_follows(office: Office):
    issue_id = given_out(office, SATURDAY)
    assert row(office, issue_id, DAY).next_due_on == SATURDAY  # as it was typed
    assert late(office, MONDAY) == []
    assert late(office, TUESDAY) == [issue_id]


def test_a_narrow_list_says_the_day_it_ends_and_how_late_it_is(office: Office):
    chip = due_chip(row(office, given_out(office, SATURDAY), TUESDAY), TUESDAY)
    assert chip is not None
    assert (chip.text, *chip.shorter) == (
        "26/09/2026 → 28/09/2026 · quá hạn 1 ngày", "28/09 · quá hạn 1 ngày", "28/09 · 1 ngày",
    )  # fmt: skip
    year = date(2027, 1, 4)
    long_ago = due_chip(row(office, given_out(office, SATURDAY), year), year)
    assert long_ago is not None
    assert long_ago.shorter[0].startswith("28/09/2026 · ")
    ends_today = due_chip(row(office, given_out(office, SATURDAY), MONDAY), MONDAY)
    assert ends_today is not None
    assert ends_today.shorter[-1] == "28/09 · hôm nay"


def test_a_changed_calendar_changes_what_is_late_and_nothing_that_was_typed(office: Office):
    issue_id = given_out(office, SATURDAY)
    other = given_out(office, FRIDAY)
    change_days(office.case, [MONDAY_OFF])
    assert late(office, TUESDAY) == [other]
    assert late(office, date(2026, 9, 30)) == [other, issue_id]
    assert row(office, issue_id, DAY).next_due_on == SATURDAY
    change_days(office.case, [CalendarDay(MONDAY, DayKind.WORKING)])
    assert late(office, TUESDAY) == [other, issue_id]
    assert checking.check(office.case).findings == []


def test_a_changed_calendar_changes_when_a_promise_is_late(office: Office):
    """Also where no body has the issue, and where all that bodies had is over."""
    alone, after_body = office.promised("26/09/2026"), given_out(office, date(2026, 9, 16))
    form = answering.AnswerDraft(
        AnswerKind.IN_WRITING, "sẽ xong", DAY, body_id=office.own,
        promise=promises.PromiseDraft("Niêm yết giá giữ xe", "26/09/2026"),
    )  # fmt: skip
    answering.answer(office.case, [office.seen(after_body)], form)
    change_days(office.case, [MONDAY_OFF])
    assert late(office, TUESDAY) == []
    assert late(office, date(2026, 9, 30)) == [after_body, alone]
    assert checking.check(office.case).findings == []


@pytest.mark.parametrize(
    "change",
    [
        lambda case: change_days(case, [MONDAY_OFF]),
        lambda case: add_policy(case, PolicyDraft(reminder_days=1)),
    ],
    ids=["calendar", "rules"],
)
def test_what_was_counted_before_in_a_transaction_is_counted_anew(
    office: Office, change: Callable[[OpenCase], object]
):
    case, seen = office.case, office.seen(office.received())
    part = AssignmentDraft(office.own, due=Due(on=SATURDAY))
    with case.store.writing(case.actor, "test", case.clock()) as session:
        inside = in_transaction(case, session)
        assigning.assign(inside, seen, part, DAY)
        change(inside)
        assert inside.calendar() == calendar_of(session)
    assert checking.check(case).findings == []


def test_an_answer_on_the_working_day_that_follows_is_in_time(office: Office):
    issue_id = given_out(office, SATURDAY)
    form = answering.AnswerDraft(AnswerKind.IN_WRITING, "đã xong", MONDAY, body_id=office.own)
    answering.answer(office.case, [office.seen(issue_id)], form)
    found = row(office, issue_id, date(2026, 11, 27))
    assert (found.by_first, found.by_current) == (Punctuality.IN_TIME, Punctuality.IN_TIME)


def test_a_stopped_clock_is_never_late_and_goes_on_where_it_stood(office: Office):
    issue_id = given_out(office, FRIDAY)
    ending.wait_for_enterprise(
        office.case, office.seen(issue_id), date(2026, 9, 21), "bản vẽ", stops_clock=True
    )
    assert late(office, date(2026, 11, 27)) == []
    (due,) = explained_dues(office.case, issue_id)
    assert (due.due_on, due.ends_on) == (FRIDAY, None)
    assert "Tạm dừng tính hạn từ ngày 21/09/2026" in "\n".join(explained(due))
    then = on_day(office.case, date(2026, 9, 23))
    ending.resume(then, office.seen(issue_id))
    assert row(office, issue_id, DAY).next_ends_on == TUESDAY
    assert late(office, TUESDAY) == []
    assert late(office, date(2026, 9, 30)) == [issue_id]
    (due,) = explained_dues(office.case, issue_id)
    assert [(one.working_days, one.ends_on) for one in due.pauses] == [(2, TUESDAY)]
    assert "thêm 2 ngày làm việc, hạn kết thúc thứ Ba, 29/09/2026" in "\n".join(explained(due))


def test_a_clock_that_runs_on_is_late_while_it_waits(office: Office):
    issue_id = given_out(office, FRIDAY)
    ending.wait_for_enterprise(
        office.case, office.seen(issue_id), date(2026, 9, 21), "bản vẽ", stops_clock=False
    )
    assert late(office, MONDAY) == [issue_id]


def test_a_pause_after_the_answer_changes_nothing_of_it(office: Office):
    issue_id = given_out(office, FRIDAY)
    form = answering.AnswerDraft(AnswerKind.IN_WRITING, "đã xong", DAY, body_id=office.own)
    answering.answer(office.case, [office.seen(issue_id)], form)
    ending.wait_for_enterprise(
        office.case, office.seen(issue_id), date(2026, 9, 16), "bản vẽ", stops_clock=True
    )
    assert row(office, issue_id, MONDAY).by_current is Punctuality.IN_TIME


def test_the_enterprises_clock_never_stops(office: Office):
    issue_id = given_out(office, FRIDAY, promised_on=MONDAY)
    ending.wait_for_enterprise(office.case, office.seen(issue_id), DAY, "bản vẽ", stops_clock=True)
    assert row(office, issue_id, TUESDAY).promised_on == MONDAY


def test_a_complaint_is_never_late_nor_soon(office: Office):
    issue_id = office.received()
    change_issue(office.case, issue_id, complaint=True, promised_on=DAY)
    found = row(office, issue_id, date(2026, 11, 27))
    assert (found.next_ends_on, found.due_soon_on, found.days_left) == (None, None, None)
    assert due_chip(found, date(2026, 11, 27)) is None
    assert late(office, date(2026, 11, 27)) == []


def tone(office: Office, issue_id: int, today: date) -> str | None:
    chip = due_chip(row(office, issue_id, today), today)
    return chip.tone if chip is not None else None


def test_the_rules_say_when_it_is_due_soon(office: Office):
    issue_id = given_out(office, FRIDAY, kind=IssueKind.QUESTION)
    monday, tuesday = date(2026, 9, 21), date(2026, 9, 22)
    assert (tone(office, issue_id, monday), tone(office, issue_id, tuesday)) == (None, "soon")
    key = add_policy(office.case, PolicyDraft(kind=IssueKind.QUESTION, reminder_days=1))
    wednesday, thursday = date(2026, 9, 23), date(2026, 9, 24)
    assert (tone(office, issue_id, wednesday), tone(office, issue_id, thursday)) == (None, "soon")
    change_issue(office.case, issue_id, kind=IssueKind.REQUEST)
    assert tone(office, issue_id, tuesday) == "soon"
    remove_policy(office.case, policy_detail(office.case, key))
    add_policy(office.case, PolicyDraft(reminder_days=0))
    assert (tone(office, issue_id, thursday), tone(office, issue_id, FRIDAY)) == (None, "soon")
    assert checking.check(office.case).findings == []


# The numbers of working days, in SQL -------------------------------------------------------------


def between(case: Case, first: date, last: date) -> int | None:
    number: Any = select(number_of(literal(last)) - number_of(literal(first)))
    with case.reading() as session:
        found: int | None = session.scalar(number)
    return found


def slow(case: Case, first: date, last: date) -> int:
    calendar = case.calendar()
    days = (last - first).days
    return sum(calendar.is_worked(first + timedelta(n)) for n in range(1, days + 1))


DAYS = st.dates(date(2026, 6, 1), date(2027, 6, 1))


def possible(day: date, kind: DayKind) -> CalendarDay:
    made = CalendarDay(day, kind, "", "văn bản mẫu")
    try:
        require_possible(made)
    except BadInput:
        return CalendarDay(day, usual_kind(day))
    return made


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    changes=st.lists(st.builds(possible, DAYS, st.sampled_from(EXCEPTIONAL)), max_size=8),
    first=DAYS,
    length=st.integers(0, 120),
)
def test_a_span_in_sql_is_counted_as_on_the_wall_after_any_change(
    office: Office, changes: list[CalendarDay], first: date, length: int
):
    kept = {one.day: one for one in changes}
    with suppress(NothingToChange):
        change_days(office.case, list(kept.values()))
    last = first + timedelta(length)
    assert between(office.case, first, last) == slow(office.case, first, last)


def test_lists_show_working_days_left_and_since(office: Office):
    issue_id = given_out(office, SATURDAY)
    assert row(office, issue_id, DAY).days_left == slow(office.case, DAY, MONDAY)
    assert row(office, issue_id, TUESDAY).days_left == -1


def test_of_no_day_and_beyond_the_calendar_there_is_no_number(case: Case):
    assert between(case, DAY, date(2150, 1, 1)) is None
    number: Any = select(number_of(None))
    with case.reading() as session:
        assert session.scalar(number) is None


def test_a_wrong_number_is_found_and_mended(office: Office):
    with office.case.store.mending() as session:
        session.execute(update(WorkingDay).where(WorkingDay.id > 2_460_000).values(number=7))
    (found,) = checking.check(office.case).findings
    assert (found.fault, found.detail) == (Fault.OUT_OF_DATE, "working_day")
    with office.case.store.mending() as session:
        from dialogue_app.storage import working_days

        working_days.write_numbers(session)
    assert checking.check(office.case).findings == []


def test_a_changed_draft_is_another_day(office: Office):
    known = office.case.calendar().exceptions[date(2026, 11, 24)]
    before = between(office.case, DAY, date(2026, 12, 31))
    change_days(office.case, [replace(known, is_estimate=False)])  # a day off as before
    assert between(office.case, DAY, date(2026, 12, 31)) == before
