"""Our agency: what heads papers is kept as typed, and proposed where nothing was."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dialogue_app.domain.fields.agency import AgencyDraft
from dialogue_app.domain.fields.issues import IssueDraft
from dialogue_app.domain.fields.sessions import SessionDraft
from dialogue_app.services.agency.settings import agency, agency_detail, set_agency
from dialogue_app.services.case import Case
from dialogue_app.services.issues.intake import register_issue
from dialogue_app.services.papers.minutes import minutes_facts
from dialogue_app.services.sessions.editing import add_session
from tests.template import fresh_case

WARD = AgencyDraft("Ủy ban nhân dân phường Mẫu", "phường Mẫu")


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return fresh_case(tmp_path)


def change(case: Case, **changes: str) -> AgencyDraft:
    known = agency_detail(case)
    set_agency(case, known, replace(known.draft, **changes))
    ours = agency(case)
    assert ours is not None
    return ours


def heads(ours: AgencyDraft) -> tuple[str, str, str]:
    return ours.heading, ours.short_name, ours.level_word


def test_what_heads_papers_is_proposed_where_nothing_was_typed(case: Case):
    set_agency(case, agency_detail(case), WARD)
    ours = agency(case)
    assert ours is not None
    proposed = ("ỦY BAN NHÂN DÂN\nPHƯỜNG MẪU", "Ủy ban nhân dân phường", "phường")
    assert heads(ours) == proposed


def test_what_was_typed_is_printed_letter_for_letter(case: Case):
    set_agency(case, agency_detail(case), WARD)
    typed = {
        "heading": " HỘI ĐỒNG MẪU \n\n Phường  Mẫu",
        "short_name": "Hội đồng",
        "level_word": "khu",
    }
    change(case, **typed)
    meeting = add_session(case, SessionDraft("2026-K3", "Hội nghị"))
    register_issue(case, IssueDraft("Đường ngập", session_id=meeting))
    printed = minutes_facts(case, meeting).agency
    assert printed.head_lines == ("HỘI ĐỒNG MẪU", "Phường Mẫu")
    assert (printed.short_name, printed.level) == ("Hội đồng", "khu")
    assert printed.full_name == "Ủy ban nhân dân phường Mẫu"


def test_a_new_name_is_followed_by_what_was_proposed_and_not_by_what_was_typed(case: Case):
    set_agency(case, agency_detail(case), WARD)
    change(case, short_name="UBND phường")
    ours = change(case, name="Ủy ban nhân dân xã Mẫu", area="xã Mẫu")
    assert heads(ours) == ("ỦY BAN NHÂN DÂN\nXÃ MẪU", "UBND phường", "xã")
    assert heads(change(case, short_name=""))[1] == "Ủy ban nhân dân xã"
