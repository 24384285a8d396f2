"""A session of a series on another computer: it opens there with the same, and comes back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dialogue_app.domain.fields.issues import IssueDraft
from dialogue_app.domain.fields.series import SeriesDraft
from dialogue_app.domain.fields.sessions import SessionDraft
from dialogue_app.domain.vocabulary import Outcome
from dialogue_app.services.case import Case
from dialogue_app.services.issues.ending import close
from dialogue_app.services.issues.intake import find_issue, register_issue
from dialogue_app.services.issues.lists import IssueList, IssueQuery
from dialogue_app.services.series.editing import add_series
from dialogue_app.services.series.report import last_session_report
from dialogue_app.services.sessions.editing import add_session
from dialogue_app.services.sessions.finding import find_session
from tests.services.changing import change_session
from tests.services.sessions.journey import CODE, Journey, require_sound
from tests.template import NOW, seen


@pytest.fixture
def journey(tmp_path: Path) -> Iterator[Journey]:
    """The sample session of September, after one of June and one of March."""
    made = Journey(tmp_path)
    office = made.office
    series = add_series(office, SeriesDraft("Hằng quý"))
    for code, day in (("2026-K1", date(2026, 3, 16)), ("2026-K2", date(2026, 6, 15))):
        meeting = add_session(office, SessionDraft(code, "Hội nghị", day, series_id=series))
        for colour in ("đỏ", "xanh"):
            register_issue(office, IssueDraft(f"{code} {colour}", meeting, received_on=day))
    change_session(office, find_session(office, CODE), series_id=series)
    old = IssueList(office).ids(IssueQuery(search="2026-K1 đỏ"))[0]
    close(office, seen(office, old), Outcome.WITHDRAWN, date(2026, 4, 1))  # before June
    yield made
    made.close()


def agenda(case: Case) -> dict[str, int]:
    """By code of each issue that came over, on how many agendas it has stood."""
    records = IssueList(case)
    ids = records.ids(IssueQuery(carried_to=find_session(case, CODE)))
    return {row.code: row.carried_over for row in records.records(ids)}


def told(case: Case) -> object:
    report = last_session_report(case, find_session(case, CODE))
    assert report is not None
    return (report.session_code, report.as_of, report.total, report.carried, report.fates)


def test_what_came_over_travels_and_what_became_of_it_comes_back(journey: Journey):
    at_home = agenda(journey.office), told(journey.office)
    assert sorted(at_home[0].values()) == [1, 1, 2]
    hall = journey.leave()
    assert (agenda(hall), told(hall)) == at_home
    first = min(agenda(hall))
    close(hall, seen(hall, find_issue(hall, first)), Outcome.WITHDRAWN, NOW.date())
    journey.bring()
    row = IssueList(journey.office).records([find_issue(journey.office, first)])[0]
    assert row.outcome is Outcome.WITHDRAWN
    assert agenda(journey.office) == agenda(hall)  # it had stood on the agenda of September
    require_sound(journey.office, hall)


def test_what_had_ended_before_does_not_travel(journey: Journey):
    hall = journey.leave()
    texts = [row.whole_text for row in IssueList(hall).records(IssueList(hall).ids(IssueQuery()))]
    assert "2026-K1 đỏ" not in texts
    assert "2026-K1 xanh" in texts
