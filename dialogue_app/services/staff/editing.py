"""Our people: added, corrected, and who of them works at this computer."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue_app.domain.errors.conflicts import Gone
from dialogue_app.domain.errors.staff import StaffNameTaken, UnknownStaff
from dialogue_app.domain.fields.facts import cleaned, fill, read
from dialogue_app.domain.fields.staff import StaffDraft
from dialogue_app.domain.people import Actor
from dialogue_app.domain.text import clean_line, fold
from dialogue_app.domain.vocabulary import Role
from dialogue_app.i18n import N_
from dialogue_app.services.case import Case, OpenCase, SeenDraft, merged, use_case
from dialogue_app.services.roles import ANYBODY, EDIT_SETTINGS
from dialogue_app.storage.models.people import Staff


@dataclass(frozen=True, slots=True)
class StaffRow:
    """One of our people as lists show them."""

    id: int
    version: int
    name: str
    role: Role
    is_me: bool  # works at this computer
    is_named: bool  # by somebody, not only by the account of the computer

    @property
    def seen(self) -> SeenDraft[StaffDraft]:
        """The person as read before editing."""
        return SeenDraft(self.id, self.version, StaffDraft(self.name, self.role))


def list_staff(case: Case) -> list[StaffRow]:
    """All our people in the order in which they came."""
    with case.reading() as session:
        return [
            StaffRow(
                one.id,
                one.version,
                one.name,
                one.role,
                one.id == case.actor.staff_id,
                one.name != one.system_user,
            )
            for one in session.scalars(select(Staff).order_by(Staff.id))
        ]


def find_staff(case: Case, name: str) -> StaffRow:
    """The one of this name, marks and capitals aside. Raises `UnknownStaff`."""
    wanted = fold(clean_line(name))
    found = next((row for row in list_staff(case) if fold(row.name) == wanted), None)
    if found is None:
        raise UnknownStaff(name)
    return found


@use_case("staff.add", EDIT_SETTINGS, N_("added it"))
def add_staff(case: OpenCase, draft: StaffDraft) -> int:
    """Add one of our people. Raises `Missing`, `StaffNameTaken`."""
    staff = Staff()
    _fill(case.session, staff, draft)
    case.session.add(staff)
    case.session.flush()
    return staff.id


@use_case("staff.edit", EDIT_SETTINGS, N_("changed it"), undoable=True)
def edit_staff(case: OpenCase, seen: SeenDraft[StaffDraft], draft: StaffDraft) -> None:
    """Correct one of our people. Raises `Gone`, `Missing`, `StaffNameTaken`, `EditConflict`."""
    _edit(case.session, seen, draft)


@use_case("staff.me", ANYBODY, N_("said who works at this computer"))
def work_as(case: OpenCase, seen: SeenDraft[StaffDraft] | None, draft: StaffDraft) -> Actor:
    """Whoever is signed in to this computer is this one of our people, a new one where none is
    `seen`; gives who acts from now on.

    Anybody may say who they are: roles are bookkeeping, and nobody can lock themselves out.
    Raises what `edit_staff` raises.
    """
    session = case.session
    before = _known(session, case.actor.staff_id)
    staff = Staff() if seen is None else _edit(session, seen, draft)
    if seen is None:
        _fill(session, staff, draft)
    if staff is not before:
        account, before.system_user = before.system_user, None
        session.flush()  # an account is one person's
        staff.system_user = account
        session.add(staff)
        session.flush()
    return Actor(staff.id, staff.name, staff.role)


def _edit(session: Session, seen: SeenDraft[StaffDraft], draft: StaffDraft) -> Staff:
    staff = _known(session, seen.id)
    now = read(StaffDraft, staff)
    _fill(session, staff, merged(session, "staff", staff.version, seen, now, draft))
    return staff


def _known(session: Session, staff_id: int) -> Staff:
    staff = session.get(Staff, staff_id)
    if staff is None:
        raise Gone("person")
    return staff


def _fill(session: Session, staff: Staff, draft: StaffDraft) -> None:
    draft = cleaned(draft)
    names = session.execute(select(Staff.id, Staff.name))
    if any(fold(name) == fold(draft.name) for key, name in names if key != staff.id):
        raise StaffNameTaken(draft.name)
    fill(staff, draft)
