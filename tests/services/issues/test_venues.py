"""The venue an issue was raised from is one of its session."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dialogue_app.domain.errors.base import Invalid
from dialogue_app.domain.errors.conflicts import Gone
from dialogue_app.domain.fields.issues import IssueDraft
from dialogue_app.domain.fields.sessions import SessionDraft, VenueDraft
from dialogue_app.services.case import Case
from dialogue_app.services.issues.intake import edit_issue, register_issue
from dialogue_app.services.sessions.editing import add_session, venues_of
from tests.services.changing import change_session, read_issue
from tests.services.conftest import DAY


def session_with_venue(case: Case, code: str) -> tuple[int, int]:
    draft = SessionDraft(code, "Hội nghị mẫu", DAY, venues=(VenueDraft("Chợ Mẫu"),))
    key = add_session(case, draft)
    return key, venues_of(case, key)[0].id


def test_a_venue_of_another_session_is_refused(case: Case):
    one, _venue = session_with_venue(case, "V-1")
    _other, elsewhere = session_with_venue(case, "V-2")
    for session_id in (one, None):
        with pytest.raises(Invalid) as refused:
            register_issue(case, IssueDraft("Ngập.", session_id=session_id, venue_id=elsewhere))
        assert refused.value.field == "venue"


def test_a_venue_that_is_gone_is_refused(case: Case):
    one, venue = session_with_venue(case, "V-1")
    key = register_issue(case, IssueDraft("Ngập.", session_id=one))
    read = read_issue(case, key)
    change_session(case, one, venues=())
    with pytest.raises(Gone) as refused:
        edit_issue(case, read, replace(read.draft, venue_id=venue))
    assert refused.value.field == "venue"
