"""A venue that an issue was raised from stays with its session; any other can go."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from dialogue_app.domain.errors.sessions import VenueInUse
from dialogue_app.domain.fields.sessions import VenueDraft
from dialogue_app.services.case import Case
from dialogue_app.services.issues import intake
from dialogue_app.services.issues.detail import issue_detail
from dialogue_app.services.papers.minutes import minutes_facts
from dialogue_app.services.sessions import editing
from dialogue_app.storage.models.sessions import Venue
from tests.services.changing import change_session
from tests.services.conftest import DAY

MARKET, SCHOOL = VenueDraft("Điểm cầu chợ Mẫu", 30), VenueDraft("Điểm cầu trường Mẫu", 12)


def test_a_venue_with_issues_cannot_be_taken_out_and_all_stays_as_it_was(case: Case, meeting: int):
    change_session(case, meeting, venues=(MARKET, SCHOOL))
    with case.reading() as session:
        market = session.scalar(select(Venue.id).where(Venue.name == MARKET.name))
    form = intake.IssueDraft("Chợ ngập", session_id=meeting, received_on=DAY, venue_id=market)
    issue_id = intake.register_issue(case, form)
    before = editing.session_detail(case, meeting), issue_detail(case, issue_id)
    for left in ((SCHOOL,), (), (replace(MARKET, name="Điểm cầu khác"), SCHOOL)):
        with pytest.raises(VenueInUse) as refusal:
            change_session(case, meeting, venues=left, place="Nơi khác", participants=())
        assert (refusal.value.field, refusal.value.value) == ("venues", MARKET.name)
        assert (editing.session_detail(case, meeting), issue_detail(case, issue_id)) == before
    change_session(case, meeting, venues=(MARKET,))
    assert editing.session_detail(case, meeting).form.venues == (MARKET,)
    change_session(case, meeting, venues=(SCHOOL, replace(MARKET, present_count=31)))
    assert issue_detail(case, issue_id).form.venue_id == market  # the same row, moved down


def test_the_minutes_count_those_present_at_the_venues(case: Case, meeting: int):
    venues = (VenueDraft("Chợ Mẫu", 12), VenueDraft("Nhà Mẫu"), VenueDraft("Trường Mẫu", 3))
    change_session(case, meeting, venues=venues)
    assert minutes_facts(case, meeting).counts.at_venues == 15
