"""Which issues the views by date hold on their first and last days, and the order by due date."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dialogue_app.domain.vocabulary import View
from dialogue_app.services.issues import assigning
from dialogue_app.services.issues.assigning import AssignmentDraft, Due
from dialogue_app.services.issues.lists import IssueList, IssueQuery, view_counts
from dialogue_app.services.issues.sending import SendingDraft, record_sent
from tests.services.conftest import DAY, Office, on_day
from tests.template import seen

MONDAY = date(2026, 9, 21)
WEEK = [MONDAY + timedelta(days) for days in range(7)]
SUNDAY = WEEK[-1]
AROUND = [MONDAY + timedelta(days) for days in range(-1, 8)]  # Sunday before to Monday after


@pytest.fixture(scope="module")
def due_days(office: Office) -> dict[int, date | None]:
    """Issues due on each day of a week and around it, some of them with our own unit.

    Handed over latest day first, and one without a time limit in between.
    """
    found: dict[int, date | None] = {}
    for day in reversed(AROUND):
        for body in (office.own, office.other):
            found[handed(office, body, day)] = day
        if day == WEEK[3]:
            found[handed(office, office.other, None)] = None
    return found


def handed(office: Office, body: int, due_on: date | None) -> int:
    issue_id, case = office.received(), office.case
    assigning.assign(case, seen(case, issue_id), AssignmentDraft(body, due=Due(on=due_on)), DAY)
    if body == office.other:
        record_sent(case, seen(case, issue_id), body, SendingDraft(DAY))
    return issue_id


def end(office: Office, day: date) -> date:
    """The day after which a limit of that day is missed, looked for on the wall."""
    calendar = office.case.calendar()
    while not calendar.is_worked(day):
        day += timedelta(1)
    return day


def held(office: Office, view: View, today: date) -> list[int]:
    """The issues of a view; its count, made by another statement, must be their number."""
    ids = list(IssueList(on_day(office.case, today)).ids(IssueQuery(view=view)))
    assert view_counts(on_day(office.case, today))[view] == len(ids)
    return ids


@pytest.mark.parametrize("today", WEEK, ids=lambda day: f"{day:%A}")
def test_this_week_runs_from_today_to_its_sunday(
    office: Office, due_days: dict[int, date | None], today: date
):
    shown = [due_days[issue_id] for issue_id in held(office, View.THIS_WEEK, today)]
    expected = [day for day in AROUND if today <= end(office, day) <= SUNDAY]
    assert sorted(shown) == sorted(2 * expected)  # one with our unit, one with the other body


def test_what_is_due_today_is_not_overdue_and_what_was_due_yesterday_is(
    office: Office, due_days: dict[int, date | None]
):
    today = WEEK[2]
    late = held(office, View.OVERDUE, today)
    rows = {row.id: row for row in IssueList(office.case).rows(late)}
    # Each day's issue with our own unit and never that of the body we cannot command.
    expected = [day for day in AROUND if end(office, day) < today]
    assert sorted(due_days[issue_id] for issue_id in late) == expected
    assert all(row.next_due_own for row in rows.values())


@pytest.mark.parametrize("descending", [False, True])
def test_by_due_date_issues_without_one_come_last(
    office: Office, due_days: dict[int, date | None], descending: bool
):
    query = IssueQuery(sort="due", descending=descending)
    days = [due_days[issue_id] for issue_id in IssueList(office.case).ids(query)]
    dated = [(end(office, day), key) for key, day in due_days.items() if day]
    expected = [due_days[key] for _end, key in sorted(dated, reverse=descending)]
    assert days == [*expected, None]
    first_page, _total = IssueList(office.case).first_page(query)
    assert [row.next_due_on for row in first_page] == days
