"""Answers that others owe are counted by themselves, from the day something went out to them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.dialects import sqlite

from dialogue_app.domain.errors.conflicts import ChangedSince
from dialogue_app.domain.errors.issues import NothingChosen
from dialogue_app.domain.vocabulary import AnswerKind, AssignmentRole, Outcome, View
from dialogue_app.services.case import Case
from dialogue_app.services.issues import answering, assigning, ending
from dialogue_app.services.issues.assigning import AssignmentDraft
from dialogue_app.services.issues.contacting import note_elsewhere, set_also_elsewhere
from dialogue_app.services.issues.detail import issue_detail
from dialogue_app.services.issues.lists import ISSUES, IssueList, IssueQuery, IssueRow, view_counts
from dialogue_app.services.issues.reminding import to_remind
from dialogue_app.services.issues.sending import SendingDraft, record_sent
from dialogue_app.services.issues.standing import (
    NOT_ELSEWHERE,
    TO_ASK,
    TO_TELL,
    WAITING_FOR_OTHERS,
    waited_for_days,
)
from dialogue_app.services.issues.words import issue_words
from dialogue_app.services.lists import Condition
from dialogue_app.storage.models.issues import Issue
from tests.services.changing import change_issue
from tests.services.conftest import on_day
from tests.services.issues.test_reminding import GIVEN, IN_TIME, NO_DATE, OTHER, OWN, Ward, ward
from tests.services.test_statements import statements
from tests.template import seen

__all__ = ["ward"]
HELPER, LATER = "Sở Tài chính", date(2026, 9, 29)


def row(ward: Ward, issue_id: int, on: date = LATER) -> IssueRow:
    (found,) = IssueList(on_day(ward.case, on)).records([issue_id])
    return found


def shown(ward: Ward, issue_id: int, on: date = LATER) -> str:
    """What the issue says of whom it waits for."""
    detail = issue_detail(on_day(ward.case, on), issue_id)
    return dict(issue_words(detail, "", on)).get("Who owes the answer", "")


def test_it_waits_from_the_day_it_was_sent(ward: Ward):
    kept, sent = ward.given(OTHER, NO_DATE), ward.sent(number="125/UBND")
    assert (row(ward, kept).waits_since, shown(ward, kept)) == (None, "")
    known = row(ward, sent)
    assert (known.waits_for, known.waits_since, known.letters) == ((OTHER,), GIVEN, ("125/UBND",))
    assert shown(ward, sent) == (f"{OTHER} · 15/09/2026 · waiting for 14 days (10 working days)")
    assert view_counts(ward.case)[View.WAITING_FOR_OTHERS] == 1


def test_an_own_unit_is_not_waited_for_but_who_helps_it_is(ward: Ward):
    issue_id = ward.given()
    assert row(ward, issue_id).waits_since is None
    helper = AssignmentDraft(ward.body(HELPER), AssignmentRole.SUPPORTING)
    assigning.assign(ward.case, seen(ward.case, issue_id), helper, GIVEN)
    form = SendingDraft(date(2026, 9, 15))
    record_sent(ward.case, seen(ward.case, issue_id), ward.body(HELPER), form)
    assert row(ward, issue_id).waits_for == (HELPER,)


def test_beside_and_above_the_longest_comes_first(ward: Ward):
    later, above, both = ward.given(OTHER, NO_DATE), ward.given(), ward.sent()
    day = date(2026, 9, 21)
    week = on_day(ward.case, day)
    record_sent(week, seen(week, later), ward.body(OTHER), SendingDraft(day))
    for issue_id, name, on in ((above, "Bộ Mẫu", date(2026, 9, 18)), (both, "Chính phủ", day)):
        form = ending.EscalationDraft(on, addressee=name, paper="9/UBND")
        ending.escalate(week, seen(week, issue_id), form)
    found = IssueList(ward.case).ids(ISSUES.shown_in(View.WAITING_FOR_OTHERS))
    assert list(found) == [both, above, later]
    assert set(row(ward, both).waits_for) == {OTHER, "Chính phủ"}
    assert row(ward, both).letters == ("9/UBND",)


@pytest.mark.parametrize("how", ["answered", "returned", "closed", "came back", "waiting"])
def test_nobody_is_waited_for_once_it_is_over(ward: Ward, how: str):
    issue_id = ward.sent() if how != "came back" else ward.given()
    known = seen(ward.case, issue_id)
    if how == "answered":
        draft = answering.AnswerDraft(
            AnswerKind.IN_WRITING, "đã xem", GIVEN, body_id=ward.body(OTHER)
        )
        answering.answer(ward.case, [known], draft)
    elif how == "returned":
        assigning.return_issue(ward.case, known, ward.body(OTHER), GIVEN, "không thuộc")
    elif how == "closed":
        ending.close(ward.case, known, Outcome.WITHDRAWN, GIVEN)
    elif how == "waiting":  # it is the enterprise's turn
        ending.wait_for_enterprise(ward.case, known, GIVEN, "bản vẽ")
    else:
        ending.escalate(ward.case, known, ending.EscalationDraft(GIVEN, addressee="Bộ Mẫu"))
        assert row(ward, issue_id).waits_since == GIVEN
        ending.came_back(ward.case, seen(ward.case, issue_id), GIVEN)
    assert row(ward, issue_id).waits_since is None


def test_what_came_back_stands_in_the_list(ward: Ward):
    issue_id = ward.sent()
    ward.remind(LATER, OTHER, issue_id, came_back="chờ ý kiến bộ")
    known = row(ward, issue_id)
    assert (known.last_contact_on, known.came_back) == (LATER, "chờ ý kiến bộ")


def test_who_has_waited_long_is_found_by_days(ward: Ward):
    issue_id = ward.sent()
    for days, found in ((14, [issue_id]), (15, [])):
        query = IssueQuery(waiting_days=days)
        assert list(IssueList(on_day(ward.case, LATER)).ids(query)) == found


# The city's system -------------------------------------------------------------------------------


def test_what_must_stand_in_the_citys_system_is_listed_until_it_has_its_number(ward: Ward):
    first, second = ward.given(), ward.given()
    both = [seen(ward.case, key) for key in (first, second)]
    set_also_elsewhere(ward.case, both, needed=True)
    assert view_counts(ward.case)[View.NOT_ELSEWHERE] == 2
    note_elsewhere(ward.case, seen(ward.case, first), "  1022-77 ")
    assert row(ward, first).number_elsewhere == "1022-77"
    assert list(IssueList(ward.case).ids(ISSUES.shown_in(View.NOT_ELSEWHERE))) == [second]
    set_also_elsewhere(ward.case, [seen(ward.case, second)], needed=False)
    assert view_counts(ward.case)[View.NOT_ELSEWHERE] == 0


def test_bad_marks_leave_it_as_it_is(ward: Ward):
    known = seen(ward.case, ward.given())
    with pytest.raises(NothingChosen):
        set_also_elsewhere(ward.case, [], needed=True)
    note_elsewhere(ward.case, known, "1022-77")
    for act in (
        lambda: note_elsewhere(ward.case, known, ""),
        lambda: set_also_elsewhere(ward.case, [known], needed=False),
    ):
        with pytest.raises(ChangedSince):
            act()


# The numbers that the first page shows -----------------------------------------------------------


@dataclass(frozen=True)
class OpenTowards:
    not_told: int
    not_asked: int
    waiting: int
    waiting_long: int
    not_elsewhere: int


def open_towards(case: Case, long: int) -> OpenTowards:
    """The numbers as the program counts them."""
    counts = view_counts(case)
    return OpenTowards(
        not_told=counts[View.NOT_TOLD],
        not_asked=counts[View.NOT_ASKED],
        waiting=counts[View.WAITING_FOR_OTHERS],
        waiting_long=len(IssueList(case).ids(IssueQuery(waiting_days=long))),
        not_elsewhere=counts[View.NOT_ELSEWHERE],
    )


def recount(ward: Ward, on: date, long: int) -> OpenTowards:
    """The same numbers, counted issue by issue in the plainest way."""
    details = [
        issue_detail(on_day(ward.case, on), key) for key in IssueList(ward.case).ids(IssueQuery())
    ]
    since = [one.row.waits_since for one in details if one.row.waits_since is not None]
    return OpenTowards(
        not_told=sum(any(raiser.untold for raiser in one.raisers) for one in details),
        not_asked=sum(
            bool(one.answers)
            and not one.form.complaint
            and any(raiser.verdict is None for raiser in one.raisers)
            for one in details
        ),
        waiting=sum(bool(one.row.waits_for) for one in details),
        waiting_long=sum((on - day).days >= long for day in since),
        not_elsewhere=sum(
            one.form.also_elsewhere and not one.form.number_elsewhere for one in details
        ),
    )


def test_the_numbers_are_those_of_a_slow_recount(ward: Ward):
    case = ward.case
    kept = [ward.given(), ward.given(OTHER, NO_DATE), ward.sent(), ward.sent(), ward.given()]
    day = date(2026, 9, 22)
    later = on_day(case, day)
    record_sent(later, seen(later, kept[1]), ward.body(OTHER), SendingDraft(day))
    form = answering.AnswerDraft(AnswerKind.IN_WRITING, "đã xem", GIVEN, body_id=ward.body(OWN))
    answering.answer(case, [seen(case, kept[0])], form)
    change_issue(case, kept[4], also_elsewhere=True)
    ending.escalate(case, seen(case, kept[4]), ending.EscalationDraft(GIVEN, addressee="Bộ Mẫu"))
    for on, long in ((day, 7), (LATER, 8), (LATER, 14), (LATER, 15)):
        assert open_towards(on_day(case, on), long=long) == recount(ward, on, long)
    assert open_towards(on_day(case, LATER), long=14) == OpenTowards(5, 1, 4, 3, 1)


def test_the_numbers_are_one_statement(ward: Ward):
    ward.sent()
    assert statements(ward.case, lambda: view_counts(ward.case)) == 1


def test_how_many_bodies_are_to_be_reminded(ward: Ward):
    ward.given(OWN, IN_TIME)
    ward.given(OWN, replace(IN_TIME))
    ward.sent()
    assert len(to_remind(on_day(ward.case, LATER))) == 2


@pytest.mark.parametrize(
    ("condition", "index"),
    [
        (TO_TELL, "ix_issue_to_tell"),
        (TO_ASK, "ix_issue_to_ask"),
        (WAITING_FOR_OTHERS, "ix_issue_waits_since"),
        (waited_for_days(30), "ix_issue_waits_since"),
        (NOT_ELSEWHERE, "ix_issue_elsewhere"),
    ],
)
def test_each_number_comes_from_an_index(ward: Ward, condition: Condition, index: str):
    counted = select(func.count()).select_from(Issue).where(condition)
    said = counted.compile(dialect=sqlite.dialect())
    values = tuple(said.params[name] for name in said.positiontup or ())
    with ward.case.reading() as session:
        plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {said}", values)
        assert f"USING COVERING INDEX {index}" in " ".join(row[-1] for row in plan)
