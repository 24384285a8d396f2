"""The calendar in its revisions, and the open dates that a change of it moves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from dialogue_app.domain.calendar import Calendar, CalendarDay, DayKind
from dialogue_app.domain.errors.base import BadInput, Cancelled, NotAllowed
from dialogue_app.domain.errors.calendar import DaysOutOfRange, DayTwice, NothingToChange, RowTwice
from dialogue_app.domain.vocabulary import Outcome, Role
from dialogue_app.services.calendar.changing import change_days
from dialogue_app.services.calendar.explaining import explained_dues
from dialogue_app.services.calendar.moving import move_dues, moved_dues
from dialogue_app.services.case import Case
from dialogue_app.services.issues import assigning, ending
from dialogue_app.services.issues.assigning import AssignmentDraft, Due
from dialogue_app.services.issues.sending import SendingDraft, record_sent
from dialogue_app.storage.models.calendar import CalendarDayRevision
from dialogue_app.storage.working_days import calendar_of
from tests.services.conftest import DAY, Office, as_role

WEDNESDAY, THURSDAY = date(2026, 9, 16), date(2026, 9, 17)
OFF = CalendarDay(WEDNESDAY, DayKind.HOLIDAY, "Ngày nghỉ mẫu", "văn bản mẫu")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """One for each test: what a calendar says concerns all its issues."""
    laid_out = Office(tmp_path)
    yield laid_out
    laid_out.case.store.close()


def given(office: Office, days: int, body: int | None = None) -> int:
    issue_id = office.received()
    form = AssignmentDraft(body or office.own, due=Due(working_days=days))
    assigning.assign(office.case, office.seen(issue_id), form, DAY)
    return issue_id


def due_of(office: Office, issue_id: int) -> tuple[date | None, date | None]:
    (row,) = office.detail(issue_id).assignments
    return row.original_due_on, row.due_on


def test_a_new_register_has_the_years_2020_to_2027(case: Case) -> None:
    calendar = case.calendar()
    assert calendar.revision == 1
    assert {day.year for day in calendar.exceptions} == set(range(2020, 2028))
    estimates = {day.day for day in calendar.exceptions.values() if day.is_estimate}
    assert date(2026, 11, 24) in estimates
    assert date(2026, 9, 2) not in estimates
    assert {day for day in calendar.exceptions if day.year == 2027} <= estimates
    assert all(day.source for day in calendar.exceptions.values())


def test_each_revision_can_be_read_again(case: Case) -> None:
    before = case.calendar()
    assert change_days(case, [OFF]) == 2
    assert case.calendar().exceptions[WEDNESDAY] == OFF
    assert change_days(case, [CalendarDay(WEDNESDAY, DayKind.WORKING)]) == 3
    assert WEDNESDAY not in case.calendar().exceptions
    with case.reading() as session:
        assert calendar_of(session, 1) == before
        assert WEDNESDAY in calendar_of(session, 2).exceptions
        assert calendar_of(session, 0) == Calendar()
        rows = session.scalars(select(CalendarDayRevision.revision)).all()
    assert sorted(set(rows)) == [1, 2, 3]


@pytest.mark.parametrize(
    ("days", "error"),
    [
        ([OFF, CalendarDay(WEDNESDAY, DayKind.SWAPPED_REST)], DayTwice),
        ([OFF, CalendarDay(date(2026, 9, 20), DayKind.HOLIDAY)], BadInput),
        ([CalendarDay(WEDNESDAY, DayKind.WORKING)], NothingToChange),
        ([], NothingToChange),
        ([OFF, OFF], RowTwice),
        ([OFF, CalendarDay(WEDNESDAY, DayKind.HOLIDAY, "Tên khác")], RowTwice),
    ],
)
def test_what_is_refused_leaves_the_calendar(
    case: Case, days: list[CalendarDay], error: type[BadInput]
) -> None:
    before = case.calendar()
    with pytest.raises(error):
        change_days(case, days)
    assert case.calendar() == before


def test_what_the_calendar_says_already_is_no_change(case: Case) -> None:
    change_days(case, [OFF])
    with pytest.raises(NothingToChange):
        change_days(case, [OFF])


def test_an_estimate_is_confirmed(case: Case) -> None:
    known = case.calendar().exceptions[date(2026, 11, 24)]
    change_days(case, [CalendarDay(known.day, known.kind, known.name, "luật mẫu")])
    assert not case.calendar().exceptions[known.day].is_estimate


def test_who_may_not_edit_settings_may_not_change_it(case: Case) -> None:
    with pytest.raises(NotAllowed):
        change_days(as_role(case, Role.FOLLOW_UP), [OFF])


def test_a_changed_calendar_moves_nothing_by_itself_and_says_what_it_would(office: Office) -> None:
    issue_id = given(office, 2)
    other = office.received()
    typed = AssignmentDraft(office.own, due=Due(on=THURSDAY))
    assigning.assign(office.case, office.seen(other), typed, DAY)
    change_days(office.case, [OFF])
    assert due_of(office, issue_id) == (THURSDAY, THURSDAY)
    (move,) = moved_dues(office.case)
    assert (move.issue_id, move.was, move.becomes) == (issue_id, THURSDAY, date(2026, 9, 18))
    assert move_dues(office.case, [move]) == 1
    assert due_of(office, issue_id) == (THURSDAY, date(2026, 9, 18))
    assert moved_dues(office.case) == []
    detail = office.detail(issue_id)
    assert detail.row.next_due_on == date(2026, 9, 18)


def test_what_was_changed_since_it_was_shown_stays(office: Office) -> None:
    issue_id = given(office, 2, office.other)
    change_days(office.case, [OFF])
    moves = moved_dues(office.case)
    sent = SendingDraft(THURSDAY)
    from tests.services.conftest import on_day

    record_sent(on_day(office.case, THURSDAY), office.seen(issue_id), office.other, sent)
    assert move_dues(office.case, moves) == 0
    assert due_of(office, issue_id)[1] == date(2026, 9, 21)


def test_what_is_over_stays(office: Office) -> None:
    issue_id = given(office, 2)
    ending.close(office.case, office.seen(issue_id), Outcome.WITHDRAWN, DAY)
    change_days(office.case, [OFF])
    assert moved_dues(office.case) == []


def test_a_stopped_move_moves_nothing(office: Office) -> None:
    issue_ids = [given(office, 2), given(office, 2)]
    change_days(office.case, [OFF])
    moves = moved_dues(office.case)

    def stop(done: int, _total: int) -> None:
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        move_dues(office.case, moves, stop)
    assert [due_of(office, key)[1] for key in issue_ids] == [THURSDAY, THURSDAY]
    assert len(moved_dues(office.case)) == 2


def test_a_date_says_how_it_came_about(office: Office) -> None:
    issue_id = given(office, 2)
    change_days(office.case, [OFF])
    (due,) = explained_dues(office.case, issue_id)
    assert (due.start, due.due_on, due.revision) == (DAY, THURSDAY, 1)
    assert [(day.date, day.counted) for day in due.days] == [(WEDNESDAY, True), (THURSDAY, True)]
    move_dues(office.case, moved_dues(office.case))
    (due,) = explained_dues(office.case, issue_id)
    assert (due.due_on, due.original_due_on, due.revision) == (date(2026, 9, 18), THURSDAY, 2)
    assert [day.counted for day in due.days] == [False, True, True]
    assert due.days[0].exception == OFF


def test_a_typed_date_on_a_day_off_ends_on_the_next_working_day(office: Office) -> None:
    issue_id = office.received()
    sunday = date(2026, 9, 20)
    form = AssignmentDraft(office.own, due=Due(on=sunday))
    assigning.assign(office.case, office.seen(issue_id), form, DAY)
    (due,) = explained_dues(office.case, issue_id)
    assert (due.due_on, due.ends_on, due.days) == (sunday, date(2026, 9, 21), ())


@pytest.mark.parametrize("days", [0, 1001, 10_000])
def test_a_number_of_days_that_is_no_limit_is_refused(office: Office, days: int) -> None:
    with pytest.raises(DaysOutOfRange):
        given(office, days)
