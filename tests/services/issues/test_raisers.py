"""Members an association speaks for: each association has its own."""

from __future__ import annotations

import pytest

from dialogue_app.domain.fields.enterprises import EnterpriseDraft
from dialogue_app.domain.fields.issues import IssueDraft, RaiserDraft
from dialogue_app.domain.vocabulary import RaiserKind
from dialogue_app.services.case import Case
from dialogue_app.services.enterprises.editing import register_enterprise
from dialogue_app.services.issues.intake import register_issue
from dialogue_app.services.papers.minutes import minutes_facts
from tests.services.changing import change_issue, read_issue
from tests.services.conftest import DAY


@pytest.fixture
def members(case: Case) -> tuple[int, int]:
    one, two = (
        register_enterprise(case, EnterpriseDraft(name)) for name in ("Công ty Một", "Công ty Hai")
    )
    return one, two


def association(*members: int) -> RaiserDraft:
    return RaiserDraft(
        RaiserKind.ASSOCIATION, written_name="Hội Mẫu", members_count=7, member_ids=members
    )


def test_naming_members_of_one_leaves_those_of_another(case: Case, members: tuple[int, int]):
    one, two = members
    first = register_issue(case, IssueDraft("Hẻm ngập.", raisers=(association(one),)))
    second = register_issue(case, IssueDraft("Xe tải nhẹ.", raisers=(association(two),)))
    change_issue(case, second, raisers=(association(one, two),))
    named = {key: read_issue(case, key).draft.raisers[0].member_ids for key in (first, second)}
    assert {key: set(ids) for key, ids in named.items()} == {first: {one}, second: {one, two}}
    change_issue(case, second, raisers=(association(two),))
    assert read_issue(case, first).draft.raisers[0].member_ids == (one,)
    assert read_issue(case, second).draft.raisers[0].member_ids == (two,)


def test_the_minutes_know_the_members_by_their_names(
    case: Case, meeting: int, members: tuple[int, int]
):
    raiser = association(members[1])
    register_issue(case, IssueDraft("Hẻm ngập.", meeting, received_on=DAY, raisers=(raiser,)))
    (issue,) = minutes_facts(case, meeting).issues
    assert [raiser.member_names for raiser in issue.raisers] == [("Công ty Hai",)]
