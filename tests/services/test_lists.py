"""Every list as it is declared: what it reads, how it is counted, searched, ordered and said."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from dialogue_app import i18n
from dialogue_app.domain.vocabulary import SessionView, Standing, View
from dialogue_app.services.bodies.lists import BodyList
from dialogue_app.services.case import Case
from dialogue_app.services.enterprises.lists import EnterpriseList
from dialogue_app.services.issues.lists import ISSUES, IssueList, IssueQuery
from dialogue_app.services.lists import Column, RecordList
from dialogue_app.services.sessions.lists import SESSIONS, SessionList
from tests.template import sample_case

LISTS = [IssueList, EnterpriseList, BodyList, SessionList]
DAY = date(2026, 11, 27)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Any:
    opened = sample_case(tmp_path_factory.mktemp("lists") / "data")
    yield opened
    opened.store.close()


def of(make: type[Any], case: Case) -> tuple[RecordList[Any, Any], list[int]]:
    records = make(case)
    first = records.listing.views[0].key
    return records, list(records.ids(records.listing.shown_in(first)))


@pytest.mark.parametrize("make", LISTS)
def test_a_column_says_its_words_of_what_it_declares_to_read(make: type[Any], case: Case):
    i18n.install("vi")
    records, ids = of(make, case)
    assert ids
    whole = {row.id: row for row in records.rows(ids)}
    for column in records.listing.columns:
        for row in records.rows(ids, [column.key]):
            said = column.words_of(row, DAY)
            assert said == column.words_of(whole[row.id], DAY)
            assert "\n" not in said
            chip = column.chip(row, DAY) if column.chip else None
            assert chip is None or chip.text


@pytest.mark.parametrize("make", LISTS)
def test_what_no_column_shows_is_not_read(make: type[Any], case: Case):
    records, ids = of(make, case)
    fixed = [column for column in records.listing.columns if column.fixed]
    read = {"id", *(name for column in fixed for name in column.fields)}
    (row, *_others) = records.rows(ids, [])
    for name in (field.name for field in fields(row)):
        if name in read:
            getattr(row, name)
        else:
            with pytest.raises(AttributeError):
                getattr(row, name)


@pytest.mark.parametrize("make", LISTS)
def test_the_statement_names_no_more_than_is_shown(make: type[Any], case: Case):
    """The statement itself names no more than is shown."""
    records, ids = of(make, case)
    said: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        said.append(statement)

    event.listen(case.store._engine, "before_cursor_execute", note)
    try:
        records.rows(ids, [])
    finally:
        event.remove(case.store._engine, "before_cursor_execute", note)
    (statement,) = [one for one in said if one.startswith("SELECT")]
    assert "note" not in statement
    assert "count(" not in statement


@pytest.mark.parametrize("make", LISTS)
def test_each_view_counts_what_it_lists(make: type[Any], case: Case):
    records, _ids = of(make, case)
    listing = records.listing
    counts = records.counts(listing.query())
    assert list(counts) == [view.key for view in listing.views]
    for view in listing.views:
        assert counts[view.key] == len(records.ids(listing.shown_in(view.key)))
    assert counts[listing.views[0].key] == len(_ids)
    assert listing.views[0].condition is None


@pytest.mark.parametrize("make", LISTS)
def test_each_order_has_every_row_and_turns_round(make: type[Any], case: Case):
    records, ids = of(make, case)
    for column in records.listing.columns:
        if not column.order:
            continue
        query = records.listing.query(sort=column.key, descending=False)
        up = list(records.ids(query))
        down = list(records.ids(replace(query, descending=True)))
        assert sorted(up) == sorted(down) == sorted(ids)
        if not column.empty_last:
            assert up == down[::-1]


@pytest.mark.parametrize("make", LISTS)
def test_the_first_page_begins_the_whole_list(make: type[Any], case: Case):
    records, ids = of(make, case)
    rows, _n = records.first_page(records.listing.shown_in(records.listing.views[0].key))
    assert [row.id for row in rows] == ids[:50]
    assert records.records(ids)[0] == rows[0]


def test_late_ones_come_first_by_their_limit(case: Case):
    records = IssueList(case)
    rows = records.records(records.ids(ISSUES.shown_in(View.OVERDUE)))
    limits = [row.next_due_on for row in rows]
    assert len(limits) > 2
    assert limits == sorted(limits)
    assert all(row.next_due_own and row.next_due_on < case.today() for row in rows)


def test_a_limit_without_a_day_comes_last_both_ways(case: Case):
    records = IssueList(case)
    for descending in (False, True):
        ids = records.ids(IssueQuery(sort="due", descending=descending))
        days = [row.next_due_on is None for row in records.records(ids)]
        assert days == sorted(days)
        assert len(set(days)) == 2


def test_what_is_counted_of_a_session_adds_up(case: Case):
    (row,) = SessionList(case).records([1])
    parts = [row.standing(where) for where in Standing]
    assert row.issue_count == sum(parts) == 20
    views = IssueList(case).counts(IssueQuery(session_id=1))
    assert (row.overdue_count, row.not_given_count) == (views[View.OVERDUE], views[View.NOT_GIVEN])
    assert row.answered_count == views[View.ANSWERED] + views[View.CLOSED]
    shown = {c.key: c for c in SESSIONS.columns if c.shown}
    assert {"issues", "in_hand", "overdue", "waiting", "answered"} <= set(shown)


def test_a_session_of_today_is_to_come(case: Case):
    sessions = SessionList(case)
    held = sessions.ids(SESSIONS.shown_in(SessionView.HELD))
    to_come = sessions.ids(SESSIONS.shown_in(SessionView.TO_COME))
    assert (list(held), list(to_come)) == ([1], [])


def test_a_household_number_leaves_the_program_masked(case: Case, tmp_path: Path):
    records, ids = of(EnterpriseList, case)
    whole = records.rows(ids, masked=False)
    inside = {row.tax_code for row in whole if len(row.tax_code) == 12}
    outside = {row.tax_code for row in records.records(ids)}
    assert inside
    assert not inside & outside
    assert {f"*********{code[-3:]}" for code in inside} <= outside


def test_the_proper_name_of_who_raised_it_comes_first(case: Case):
    column: Column[Any] = ISSUES.column("raiser")
    rows = {row.raisers: column.words_of(row, DAY) for row in IssueList(case).records([3, 16])}
    assert set(rows.values()) <= {words for words in rows.values() if " · " in words}
