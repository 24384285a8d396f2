"""Our people: named, corrected by two, and who of them works at this computer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dialogue_app.domain.errors.base import Missing, NotAllowed
from dialogue_app.domain.errors.conflicts import EditConflict
from dialogue_app.domain.errors.staff import StaffNameTaken, UnknownStaff
from dialogue_app.domain.fields.staff import StaffDraft
from dialogue_app.domain.people import Actor
from dialogue_app.domain.vocabulary import Role
from dialogue_app.services.case import Case
from dialogue_app.services.opening import open_case
from dialogue_app.services.staff.editing import (
    add_staff,
    edit_staff,
    find_staff,
    list_staff,
    work_as,
)
from tests.services.conftest import as_role
from tests.template import USER

DIEP = StaffDraft("Nguyễn Ngọc Diệp", Role.SECRETARY)


def again(case: Case) -> Case:
    """As the next start of the same user opens the register."""
    return open_case(case.store.folder, case.clock, USER)


def me(case: Case) -> StaffDraft:
    return next(row for row in list_staff(case) if row.is_me).seen.draft


def whoever_works_here(case: Case) -> Actor:
    """As the register names them now."""
    row = next(row for row in list_staff(case) if row.is_me)
    return Actor(row.id, row.name, row.role)


def test_whoever_is_signed_in_says_who_that_is(case: Case):
    (first,) = list_staff(case)
    actor = work_as(case, first.seen, replace(DIEP, name=" Nguyễn  Ngọc Diệp "))
    assert (actor.name, actor.role) == (DIEP.name, DIEP.role)
    assert whoever_works_here(case) == actor
    later = again(case)
    assert later.actor == actor
    later.store.close()


def test_a_colleague_takes_over_the_computer_and_gives_it_back(case: Case):
    (first,) = list_staff(case)
    work_as(case, first.seen, DIEP)
    loan = add_staff(case, StaffDraft("Võ Thị Kim Loan", Role.FOLLOW_UP))
    found = find_staff(case, "vo thi kim loan")
    assert found.id == loan
    assert work_as(case, found.seen, found.seen.draft).staff_id == loan
    second = again(case)
    assert second.actor.staff_id == loan
    back = find_staff(second, DIEP.name)
    work_as(second, back.seen, back.seen.draft)
    third = again(second)
    assert third.actor.staff_id == first.id
    assert len(list_staff(third)) == 2
    second.store.close()
    third.store.close()


def test_somebody_new_works_here_without_changing_who_was_before(case: Case):
    before = me(case)
    actor = work_as(case, None, DIEP)
    assert [row.seen.draft for row in list_staff(case)] == [before, DIEP]
    later = again(case)
    assert later.actor == actor
    later.store.close()


def test_a_role_locks_nobody_out(case: Case):
    leader = as_role(case, Role.LEADER)
    with pytest.raises(NotAllowed):
        add_staff(leader, DIEP)
    (first,) = list_staff(leader)
    assert work_as(leader, first.seen, StaffDraft("Mẫu", Role.OFFICER)).role is Role.OFFICER


def test_two_of_one_name_could_not_be_told_apart(case: Case):
    add_staff(case, DIEP)
    with pytest.raises(StaffNameTaken) as refusal:
        add_staff(case, replace(DIEP, name="nguyen ngoc diep"))
    assert refusal.value.field == "name"
    known = find_staff(case, DIEP.name).seen
    edit_staff(case, known, replace(DIEP, role=Role.CLERK))  # its own name is not another's
    with pytest.raises(StaffNameTaken):
        work_as(case, None, DIEP)
    assert len(list_staff(case)) == 2


def test_nobody_is_without_a_name(case: Case):
    with pytest.raises(Missing):
        work_as(case, None, StaffDraft("  "))
    assert len(list_staff(case)) == 1
    with pytest.raises(UnknownStaff):
        find_staff(case, "Ai Đó")


def test_what_two_changed_is_shown_in_both_texts(case: Case):
    (first,) = list_staff(case)
    edit_staff(case, first.seen, DIEP)
    with pytest.raises(EditConflict) as conflict:
        edit_staff(case, first.seen, StaffDraft("Bà Diệp", first.role))
    assert conflict.value.clashes == ("name",)
