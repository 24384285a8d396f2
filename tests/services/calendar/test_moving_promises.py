"""Promises for a month or a quarter when the calendar changes; and when a promise is late."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dialogue_app.domain.calendar import CalendarDay, DayKind
from dialogue_app.domain.errors.base import Cancelled
from dialogue_app.domain.vocabulary import AnswerKind, Outcome, View
from dialogue_app.services import checking
from dialogue_app.services.calendar.changing import change_days
from dialogue_app.services.calendar.explaining_promises import explained_promises
from dialogue_app.services.calendar.moving import move_dues, moved_dues
from dialogue_app.services.calendar.words import explained_promise, moved_words
from dialogue_app.services.history import history_of
from dialogue_app.services.issues import answering, assigning, ending
from dialogue_app.services.issues.answering import AnswerDraft
from dialogue_app.services.issues.lists import IssueList, IssueQuery
from dialogue_app.services.issues.promises import PromiseDraft, break_promise, keep
from dialogue_app.services.issues.words import promise_standing
from dialogue_app.services.undo import last_act, undo
from tests.services.conftest import DAY, Office, on_day
from tests.services.test_undo import register

THURSDAY, FRIDAY = date(2026, 10, 29), date(2026, 10, 30)  # the last working days of October
SATURDAY, MONDAY = date(2026, 10, 31), date(2026, 11, 2)
OFF = CalendarDay(FRIDAY, DayKind.SWAPPED_REST, "Nghỉ mẫu", "văn bản mẫu")
WORKED = CalendarDay(SATURDAY, DayKind.WORKING_SATURDAY, "Làm bù mẫu", "văn bản mẫu")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """One for each test: what a calendar says concerns all its promises."""
    laid_out = Office(tmp_path)
    yield laid_out
    laid_out.case.store.close()


def promised_for(office: Office, issue_id: int) -> date:
    (one,) = office.detail(issue_id).promises
    return one.due_on


def test_a_month_moves_with_the_calendar_when_somebody_says_so(office: Office):
    issue_id, typed = office.promised("trong tháng 10"), office.promised("30/10/2026")
    change_days(office.case, [OFF])
    assert promised_for(office, issue_id) == FRIDAY
    (move,) = moved_dues(office.case)
    assert moved_words(move) == (
        f"{office.detail(issue_id).row.code}, Phòng Kinh tế, Hạ tầng và Đô thị, "
        "promised for “trong tháng 10”: 30/10/2026 → 29/10/2026"
    )
    assert move_dues(office.case, [move]) == 1
    assert promised_for(office, issue_id) == THURSDAY
    assert office.detail(issue_id).promises[0].due_text == "trong tháng 10"
    assert office.detail(issue_id).row.next_due_on == THURSDAY
    assert promised_for(office, typed) == FRIDAY
    assert moved_dues(office.case) == []
    assert checking.check(office.case).findings == []


def test_a_working_saturday_moves_it_later_and_a_quarter_follows_its_last_day(office: Office):
    month, quarter = office.promised("tháng 10"), office.promised("quý IV")
    last = date(2026, 12, 31)
    change_days(office.case, [WORKED, CalendarDay(last, DayKind.HOLIDAY, "Nghỉ mẫu")])
    moves = moved_dues(office.case)
    assert [(move.was, move.becomes) for move in moves] == [
        (FRIDAY, SATURDAY), (last, date(2026, 12, 30)),
    ]  # fmt: skip
    assert move_dues(office.case, moves) == 2
    assert promised_for(office, month) == SATURDAY
    assert promised_for(office, quarter) == date(2026, 12, 30)


@pytest.mark.parametrize("changed", [OFF, WORKED], ids=lambda day: day.kind.value)
def test_a_day_is_called_the_last_of_its_month_only_as_long_as_it_is(
    office: Office, changed: CalendarDay
):
    issue_id, typed = office.promised("trong tháng 10"), office.promised("30/10/2026")

    def said(of: int) -> list[str]:
        (explained,) = explained_promises(office.case, of)
        return list(explained_promise(explained))

    is_last = "It is the last working day of that time."
    no_more = "By the calendar as it stands it is not the last working day of that time."
    assert is_last in said(issue_id)
    change_days(office.case, [changed])
    assert no_more in said(issue_id)
    assert is_last not in said(issue_id)
    move_dues(office.case, moved_dues(office.case))
    assert is_last in said(issue_id)
    assert not {is_last, no_more} & set(said(typed))


def test_it_is_taken_back_and_stands_in_the_history_of_each_issue(office: Office):
    first, second = office.received(), office.received()
    form = AnswerDraft(
        AnswerKind.AT_MEETING, "Sẽ mở.", DAY, body_id=office.own,
        promise=PromiseDraft("Mở lối đi", "tháng 10"),
    )  # fmt: skip
    answering.answer(office.case, [office.seen(first), office.seen(second)], form)
    change_days(office.case, [OFF])
    before, moves = register(office.case), moved_dues(office.case)
    assert [len(move.codes) for move in moves] == [2]  # one promise, asked for once
    move_dues(office.case, moves)
    for issue_id in (first, second):
        (newest, *_older) = history_of(office.case, "issue", issue_id)
        assert "29/10/2026" in str(newest)
    done = last_act(office.case)
    assert done is not None
    undo(office.case, done.sequence)
    assert register(office.case) == before


def test_what_is_over_or_was_changed_since_stays(office: Office):
    kept, again, broken, open_one = (office.promised() for _each in range(4))
    (one,) = office.detail(kept).promises
    keep(office.case, office.seen(kept), one.id, DAY, "Biên bản")
    ending.reopen(office.case, office.seen(again), "chưa rõ")
    change_days(office.case, [OFF])
    moves = moved_dues(office.case)
    assert len(moves) == 2
    (one,) = office.detail(broken).promises
    break_promise(office.case, office.seen(broken), one.id, DAY, "không có mặt bằng")
    assert move_dues(office.case, moves) == 1
    assert {promised_for(office, each) for each in (kept, again, broken)} == {FRIDAY}
    assert promised_for(office, open_one) == THURSDAY


def test_a_promise_over_which_the_follow_up_ended_still_follows(office: Office):
    closed = office.promised()
    ending.close(office.case, office.seen(closed), Outcome.SETTLED, DAY, over_promise=True)
    change_days(office.case, [OFF])
    assert move_dues(office.case, moved_dues(office.case)) == 1
    assert promised_for(office, closed) == THURSDAY


def test_a_stopped_move_moves_neither_promises_nor_limits(office: Office):
    promised, given = office.promised(), office.received()
    form = assigning.AssignmentDraft(office.own, due=assigning.Due(working_days=33))
    assigning.assign(office.case, office.seen(given), form, DAY)
    change_days(office.case, [OFF])
    assert len(moved_dues(office.case)) == 2
    before = register(office.case)

    def stop(done: int, _total: int) -> None:
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        move_dues(office.case, moved_dues(office.case), stop)
    assert register(office.case) == before
    assert promised_for(office, promised) == FRIDAY


@pytest.mark.parametrize(
    ("today", "passed"),
    [(SATURDAY, False), (date(2026, 11, 1), False), (MONDAY, False), (date(2026, 11, 3), True)],
)
def test_a_day_typed_on_a_day_off_is_late_after_the_working_day_that_follows(
    office: Office, today: date, passed: bool
):
    issue_id = office.promised("31/10/2026")
    then = on_day(office.case, today)
    (one,) = office.detail(issue_id).promises
    assert (one.due_on, one.ends_on) == (SATURDAY, MONDAY)
    for view in (View.PROMISE_PASSED, View.OVERDUE):
        assert (issue_id in IssueList(then).ids(IssueQuery(view=view))) is passed
    assert one.is_late(today) is passed
    assert ("1 day" in promise_standing(one, today)) is passed
