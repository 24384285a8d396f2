"""Time limits extended: never shorter, nothing of before is lost, both limits are measured."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from dialogue_app.domain.calendar import CalendarDay, DayKind, end_of_limit
from dialogue_app.domain.errors.base import BadInput, Missing
from dialogue_app.domain.errors.calendar import DaysOutOfRange
from dialogue_app.domain.errors.issues import (
    MoveNotAllowed,
    NoSuchAssignment,
    NothingPromised,
    NothingToExtend,
    NotLater,
    NotYet,
    TooEarly,
)
from dialogue_app.domain.vocabulary import (
    AnswerKind,
    DueBasis,
    Outcome,
    Punctuality,
    StoryKind,
)
from dialogue_app.services.calendar.changing import change_days
from dialogue_app.services.calendar.explaining import explained_dues
from dialogue_app.services.calendar.moving import moved_dues
from dialogue_app.services.calendar.words import explained
from dialogue_app.services.issues import answering, assigning, ending, sending
from dialogue_app.services.issues.assigning import AssignmentDraft, Due
from dialogue_app.services.issues.extending import ExtensionDraft, extend
from dialogue_app.services.issues.lists import ISSUES
from dialogue_app.services.issues.punctuality import Limit, in_time
from dialogue_app.services.issues.words import story_words
from dialogue_app.storage.models.issues import Assignment
from tests.services.changing import change_issue
from tests.services.conftest import DAY, Office, on_day

FRIDAY = date(2026, 9, 25)  # eight working days after DAY
MONDAY = date(2026, 9, 28)
LATER = date(2026, 10, 9)
BY_FRIDAY = Due(on=FRIDAY)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    laid_out = Office(tmp_path_factory.mktemp("extending"))
    yield laid_out
    laid_out.case.store.close()


def given_out(office: Office, due: Due = BY_FRIDAY, **draft: Any) -> int:
    issue_id = office.received()
    if draft:
        change_issue(office.case, issue_id, **draft)
    part = AssignmentDraft(office.own, due=due)
    assigning.assign(office.case, office.seen(issue_id), part, DAY)
    return issue_id


def draft(on: date | None = LATER, **more: Any) -> ExtensionDraft:
    form = ExtensionDraft(Due(on=on), "chờ kết quả đo đạc", DAY, "Ông Mẫu, Phó Chủ tịch", "12/TB")
    return replace(form, **more)


def extended(office: Office, issue_id: int, form: ExtensionDraft) -> None:
    extend(office.case, office.seen(issue_id), office.own, form)


def part_of(office: Office, issue_id: int) -> Any:
    (part,) = office.detail(issue_id).assignments
    return part


def test_both_limits_stand_and_the_story_says_why(office: Office):
    issue_id = given_out(office)
    extended(office, issue_id, draft())
    part = part_of(office, issue_id)
    assert (part.original_due_on, part.due_on, part.due_basis) == (
        FRIDAY, LATER, DueBasis.EXTENDED,
    )  # fmt: skip
    (one,) = part.extensions
    assert (one.due_was, one.due_on, one.reason) == (FRIDAY, LATER, "chờ kết quả đo đạc")
    detail = office.detail(issue_id)
    assert detail.row.next_due_on == LATER
    assert (detail.row.first_due_on, detail.row.current_due_on) == (FRIDAY, LATER)
    given_line, line = (each for each in detail.story if each.due_on is not None)
    assert (given_line.kind, given_line.due_on) == (StoryKind.ASSIGNED, FRIDAY)
    assert (line.kind, line.on, line.due_on) == (StoryKind.EXTENDED, DAY, LATER)
    said = story_words(line)[1]
    for words in ("09/10/2026", "chờ kết quả đo đạc", "Ông Mẫu, Phó Chủ tịch", "12/TB"):
        assert words in said


def test_days_are_counted_from_the_present_limit(office: Office):
    issue_id = given_out(office)
    extended(office, issue_id, draft(due=Due(working_days=1)))
    assert part_of(office, issue_id).due_on == MONDAY
    sunday = given_out(office, Due(on=date(2026, 9, 27)))  # which ends on Monday
    extended(office, sunday, draft(due=Due(working_days=1)))
    assert part_of(office, sunday).due_on == date(2026, 9, 29)


def test_an_extended_limit_is_explained_with_the_days_of_before(office: Office):
    issue_id = given_out(office, Due(working_days=8))
    extended(office, issue_id, draft())
    extended(office, issue_id, draft(date(2026, 10, 16), reason="lần 2"))
    (due,) = explained_dues(office.case, issue_id)
    assert (due.due_on, due.given_due_on, due.working_days) == (date(2026, 10, 16), FRIDAY, 8)
    assert due.days[-1].date == due.given_due_on
    assert sum(day.counted for day in due.days) == 8
    lines = list(explained(due))
    assert [line for line in lines if "chờ kết quả đo đạc" in line and "25/09/2026" in line]
    assert [line for line in lines if "lần 2" in line and "09/10/2026" in line]


def test_what_was_extended_no_calendar_and_no_letter_moves(office: Office):
    issue_id = office.received()
    part = AssignmentDraft(office.other, due=Due(working_days=8))
    assigning.assign(office.case, office.seen(issue_id), part, DAY)
    extend(office.case, office.seen(issue_id), office.other, draft())
    form = sending.SendingDraft(DAY)
    sending.record_sent(office.case, office.seen(issue_id), office.other, form)
    change_days(office.case, [CalendarDay(date(2026, 9, 22), DayKind.HOLIDAY, "Nghỉ mẫu")])
    assert moved_dues(office.case) == []
    assert part_of(office, issue_id).due_on == LATER


def test_the_promised_date_moves_only_where_that_is_ticked_and_never_back(office: Office):
    promised = date(2026, 9, 30)
    stays = given_out(office, promised_on=promised)
    extended(office, stays, draft())
    assert office.detail(stays).form.promised_on == promised
    moves = given_out(office, promised_on=promised)
    extended(office, moves, draft(moves_promise=True))
    assert office.detail(moves).form.promised_on == LATER
    (one,) = part_of(office, moves).extensions
    assert (one.promised_was, one.promised_on) == (promised, LATER)
    later = given_out(office, promised_on=date(2026, 12, 1))
    extended(office, later, draft(moves_promise=True))
    assert office.detail(later).form.promised_on == date(2026, 12, 1)
    assert part_of(office, later).extensions[0].promised_on is None


@pytest.mark.parametrize(
    ("form", "error"),
    [
        (draft(FRIDAY), NotLater),
        (draft(FRIDAY - timedelta(1)), NotLater),
        (draft(DAY - timedelta(30)), NotLater),
        (draft(due=Due(working_days=0)), DaysOutOfRange),
        (draft(due=Due(working_days=-5)), DaysOutOfRange),
        (draft(due=Due(working_days=10_000)), DaysOutOfRange),
        (draft(due=Due()), Missing),
        (draft(reason=" "), Missing),
        (draft(moves_promise=True), NothingPromised),
        (draft(extended_on=DAY - timedelta(1)), TooEarly),
        (draft(extended_on=date(2026, 11, 28)), NotYet),
    ],
)
def test_what_is_refused_leaves_everything(
    office: Office, form: ExtensionDraft, error: type[BadInput]
):
    issue_id = given_out(office)
    before = office.detail(issue_id)
    with pytest.raises(error):
        extended(office, issue_id, form)
    assert office.detail(issue_id) == before


def test_only_what_a_body_has_by_a_date_can_be_extended(office: Office):
    with pytest.raises(MoveNotAllowed):
        extended(office, office.received(), draft())
    issue_id = given_out(office)
    with pytest.raises(NoSuchAssignment):
        extend(office.case, office.seen(issue_id), office.other, draft())
    without = office.handed_over()
    with pytest.raises(NothingToExtend):
        extend(office.case, office.seen(without), office.other, draft())


def test_another_body_or_a_second_round_leaves_the_enterprises_clock(office: Office):
    promised = date(2026, 9, 30)
    issue_id = given_out(office, promised_on=promised)
    extended(office, issue_id, draft())
    assigning.return_issue(office.case, office.seen(issue_id), office.own, DAY, "không thuộc")
    assigning.assign(office.case, office.seen(issue_id), AssignmentDraft(office.other), DAY)
    ending.close(office.case, office.seen(issue_id), Outcome.WITHDRAWN, DAY)
    ending.reopen(office.case, office.seen(issue_id), "chưa rõ", DAY)
    detail = office.detail(issue_id)
    assert detail.form.promised_on == promised
    assert [len(part.extensions) for part in detail.assignments] == [1, 0]


# In time, or late --------------------------------------------------------------------------------


def answered(office: Office, issue_id: int, day: date) -> None:
    form = answering.AnswerDraft(AnswerKind.IN_WRITING, "đã xong", day, body_id=office.own)
    answering.answer(office.case, [office.seen(issue_id)], form)


def kept(office: Office, issue_id: int, today: date) -> tuple[Any, Any]:
    with office.case.reading() as session:
        (row,) = ISSUES.read(session, [issue_id], today)
    return row.by_first, row.by_current


IN_TIME, LATE = Punctuality.IN_TIME, Punctuality.LATE


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (FRIDAY, (IN_TIME, IN_TIME)),
        (FRIDAY + timedelta(1), (LATE, IN_TIME)),
        (LATER, (LATE, IN_TIME)),
        (LATER + timedelta(1), (LATE, LATE)),
    ],
)
def test_an_answer_is_measured_by_both_limits(office: Office, on: date, expected: tuple[Any, Any]):
    issue_id = given_out(office)
    extended(office, issue_id, draft())
    answered(office, issue_id, on)
    assert kept(office, issue_id, date(2026, 11, 27)) == expected


def test_what_is_open_is_late_once_its_limit_is_over_and_not_in_time_before(office: Office):
    issue_id = given_out(office)
    extended(office, issue_id, draft())
    for today, expected in (
        (FRIDAY, (None, None)),
        (FRIDAY + timedelta(1), (LATE, None)),
        (LATER, (LATE, None)),
        (LATER + timedelta(1), (LATE, LATE)),
    ):
        assert kept(office, issue_id, today) == expected


def test_what_was_sent_back_or_has_no_limit_is_neither(office: Office):
    issue_id = given_out(office)
    assigning.return_issue(office.case, office.seen(issue_id), office.own, DAY, "không thuộc")
    assert kept(office, issue_id, LATER + timedelta(9)) == (None, None)
    assert kept(office, office.handed_over(), LATER) == (None, None)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(st.integers(-10, 30), max_size=5), answer_after=st.integers(0, 60))
@example(steps=[15], answer_after=26)  # on a Saturday, and answered before the Monday is over
def test_any_extensions_only_lengthen_and_are_counted_as_by_hand(
    office: Office, steps: list[int], answer_after: int
):
    issue_id, current = given_out(office), FRIDAY
    for step in steps:
        wanted = current + timedelta(step)
        try:
            extended(office, issue_id, draft(wanted))
        except NotLater:
            assert wanted <= current
        else:
            assert wanted > current
            current = wanted
    part = part_of(office, issue_id)
    assert (part.original_due_on, part.due_on) == (FRIDAY, current)
    chain = [FRIDAY, *(one.due_on for one in part.extensions)]
    assert [one.due_was for one in part.extensions] == chain[:-1]
    assert chain == sorted(set(chain))
    on = DAY + timedelta(answer_after)
    answered(office, issue_id, on)
    with on_day(office.case, LATER).reading() as session:
        measured = select(in_time(Limit.FIRST), in_time(Limit.CURRENT)).where(
            Assignment.id == part.id
        )
        assert tuple(session.execute(measured, {"today": LATER}).one()) == (
            on <= FRIDAY, on <= end_of_limit(office.case.calendar(), current),
        )  # fmt: skip
