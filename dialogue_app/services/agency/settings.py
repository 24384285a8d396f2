"""Our agency: who we are, as papers head themselves."""

from __future__ import annotations

from sqlalchemy import select

from dialogue_app.domain.agency import Heading, propose_heading
from dialogue_app.domain.errors.base import Invalid
from dialogue_app.domain.fields.agency import AgencyDraft
from dialogue_app.domain.fields.facts import cleaned, fill, read
from dialogue_app.i18n import N_
from dialogue_app.services.case import Case, OpenCase, SeenDraft, merged, use_case
from dialogue_app.services.roles import EDIT_SETTINGS
from dialogue_app.storage.models.agency import OurAgency

NOT_SET = AgencyDraft("", "")
DAYS = ("default_days", "ask_days", "again_days")
MOST_DAYS = 365


def agency_detail(case: Case) -> SeenDraft[AgencyDraft]:
    """Our agency as it is read before editing; version 0 and empty where it has not been set."""
    with case.reading() as session:
        row = session.scalar(select(OurAgency))
        if row is None:
            return SeenDraft(0, 0, NOT_SET)
        return SeenDraft(row.id, row.version, _current_draft(row))


def agency(case: Case) -> AgencyDraft | None:
    """Our agency, or None where it has not been set."""
    known = agency_detail(case)
    return known.draft if known.version else None


@use_case("agency.set", EDIT_SETTINGS, N_("changed it"))
def set_agency(case: OpenCase, seen: SeenDraft[AgencyDraft], form: AgencyDraft) -> None:
    """Say who we are.

    Raises `Missing` without name or area, `Invalid` for impossible days, and `EditConflict` where
    somebody else changed the same fields after they were read.
    """
    session = case.session
    before = Heading()
    row = session.scalar(select(OurAgency))
    if row is None:
        row = OurAgency()
    else:
        form = merged(session, "our_agency", row.version, seen, _current_draft(row), form)
        before = propose_heading(row.name, row.area)
    form = cleaned(form)
    for name in DAYS:
        if not 0 < getattr(form, name) <= MOST_DAYS:
            raise Invalid(name, str(getattr(form, name)))
    fill(row, form, but=("superior", "place_name", "heading", "short_name", "level_word"))
    row.superior = form.superior or None
    row.place_name = form.place_name or row.area
    _fill_heading(row, form, before)
    session.add(row)


def _fill_heading(row: OurAgency, form: AgencyDraft, before: Heading) -> None:
    lines = "\n".join(filter(None, form.heading.split("\n")))
    typed = Heading(lines, form.short_name, form.level_word)
    heading = typed.following(before, propose_heading(row.name, row.area))
    row.heading, row.short_name = heading.heading, heading.short_name
    row.level_word = heading.level_word


def _current_draft(row: OurAgency) -> AgencyDraft:
    return read(AgencyDraft, row, superior=row.superior or "")
