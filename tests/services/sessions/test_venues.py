"""A venue that an issue was raised from stays with its session; any other can go."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from dialogue_app.domain.errors.sessions import VenueInUse
from dialogue_app.domain.people import Actor
from dialogue_app.services.issues import intake
from dialogue_app.services.issues.detail import issue_detail
from dialogue_app.services.sessions import editing
from dialogue_app.services.sessions.editing import VenueForm
from dialogue_app.storage.engine import Store
from dialogue_app.storage.models import Venue
from tests.services.conftest import DAY

MARKET, SCHOOL = VenueForm("Điểm cầu chợ Mẫu", 30), VenueForm("Điểm cầu trường Mẫu", 12)


def change(store: Store, actor: Actor, meeting: int, **changes: object) -> None:
    before = editing.session_detail(store, meeting)
    editing.edit_session(store, actor, meeting, replace(before.form, **changes), before.version)


def test_a_venue_with_issues_cannot_be_taken_out_and_all_stays_as_it_was(
    store: Store, actor: Actor, meeting: int
):
    change(store, actor, meeting, venues=(MARKET, SCHOOL))
    with store.reading() as session:
        market = session.scalar(select(Venue.id).where(Venue.name == MARKET.name))
    form = intake.IssueForm("Chợ ngập", session_id=meeting, received_on=DAY, venue_id=market)
    issue_id = intake.register_issue(store, actor, form)
    before = editing.session_detail(store, meeting), issue_detail(store, issue_id)
    for left in ((SCHOOL,), (), (replace(MARKET, name="Điểm cầu khác"), SCHOOL)):
        with pytest.raises(VenueInUse) as refusal:
            change(store, actor, meeting, venues=left, place="Nơi khác", participants=())
        assert (refusal.value.field, refusal.value.value) == ("venues", MARKET.name)
        assert (editing.session_detail(store, meeting), issue_detail(store, issue_id)) == before
    change(store, actor, meeting, venues=(MARKET,))
    assert editing.session_detail(store, meeting).form.venues == (MARKET,)
    change(store, actor, meeting, venues=(SCHOOL, replace(MARKET, present_count=31)))
    assert issue_detail(store, issue_id).form.venue_id == market  # the same row, moved down
