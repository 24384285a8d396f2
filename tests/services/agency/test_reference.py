"""Pick-lists: what is offered, in which order, and what a name respelled or left out becomes."""

from __future__ import annotations

import pytest

from dialogue_app.domain.errors.agency import NameTwice
from dialogue_app.domain.errors.conflicts import EditConflict
from dialogue_app.domain.fields.issues import IssueDraft
from dialogue_app.domain.vocabulary import SourceLabel, VerdictLevel
from dialogue_app.services.agency.reference import (
    PickList,
    ReferenceList,
    legal_types,
    list_reference,
    satisfaction_levels,
    save_reference,
    topics,
    units,
)
from dialogue_app.services.case import Case
from dialogue_app.services.issues.intake import register_issue
from dialogue_app.services.issues.lists import IssueList
from tests.services.changing import read_list, save_list
from tests.services.conftest import DAY

TOPICS = ReferenceList.TOPICS
OFFERED = {ReferenceList.TOPICS: topics, ReferenceList.LEGAL_TYPES: legal_types}


def names(case: Case, which: ReferenceList = TOPICS) -> list[str]:
    return [choice.name for choice in OFFERED[which](case)]


@pytest.mark.parametrize("which", ReferenceList)
def test_only_what_is_offered_is_offered_in_its_order(case: Case, which: ReferenceList):
    save_list(case, which, ("Điện", True), ("Ẩm thực", False), ("Thuế", True))
    assert names(case, which) == ["Điện", "Thuế"]
    rows = list_reference(case, which)[:3]
    assert [(row.name, row.active) for row in rows] == [
        ("Điện", True), ("Ẩm thực", False), ("Thuế", True),
    ]  # fmt: skip
    assert SourceLabel.TYPED in {row.source for row in rows}


def test_what_is_left_out_is_offered_no_more_and_kept_where_it_was_chosen(case: Case):
    save_list(case, TOPICS, ("Thuế", True), ("Điện", True))
    chosen = topics(case)[0]
    issue_id = register_issue(case, IssueDraft("Thuế tăng", received_on=DAY, topic_id=chosen.id))
    save_list(case, TOPICS, ("Điện", True))
    assert names(case) == ["Điện"]
    assert IssueList(case).rows([issue_id])[0].topic == "Thuế"
    assert not next(row for row in list_reference(case, TOPICS) if row.id == chosen.id).active


def test_a_name_respelled_is_the_same_entry(case: Case):
    save_list(case, TOPICS, ("thue", True))
    before = topics(case)[0]
    save_list(case, TOPICS, ("  Thuế ", True))
    assert [(choice.id, choice.name) for choice in topics(case)] == [(before.id, "Thuế")]


def test_a_name_given_twice_is_refused_and_changes_nothing(case: Case):
    save_list(case, TOPICS, ("Thuế", True))
    with pytest.raises(NameTwice):
        save_list(case, TOPICS, ("Điện", True), ("THUẾ", True), ("thue", False))
    assert names(case) == ["Thuế"]


def test_a_list_that_two_people_change_is_a_conflict(case: Case):
    read = read_list(case, TOPICS)
    save_list(case, TOPICS, ("Thuế", True))
    with pytest.raises(EditConflict):
        save_reference(case, TOPICS, read, PickList((("Điện", True),)))
    assert names(case) == ["Thuế"]


def test_places_and_levels_are_there_from_the_beginning(case: Case):
    assert units(case)
    assert {level for level, _name in satisfaction_levels(case)} == set(VerdictLevel)
    assert all(name for _level, name in satisfaction_levels(case))
