"""Our agency: who we are, as papers head themselves."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from dialogue_app.domain.agency import Heading, propose_heading
from dialogue_app.domain.errors.base import Invalid, Missing
from dialogue_app.domain.text import clean_line
from dialogue_app.domain.vocabulary import AuthorityLevel
from dialogue_app.i18n import N_
from dialogue_app.services.case import Case, OpenCase, SeenDraft, merged, use_case
from dialogue_app.services.roles import EDIT_SETTINGS
from dialogue_app.storage.models.people import OurAgency


@dataclass(frozen=True, slots=True)
class AgencyDraft:
    """Our agency; `superior` is empty for a ward's People's Committee.

    `heading`, `short_name` and `level_word` stand as typed; where they are empty, or still what
    was proposed, they follow name and area.
    """

    name: str
    area: str
    abbreviation: str = "UBND"
    superior: str = ""
    place_name: str = ""
    level: AuthorityLevel = AuthorityLevel.LOCAL
    default_days: int = 7
    heading: str = ""  # the head of papers, one line a line
    short_name: str = ""  # how papers speak of it
    level_word: str = ""


NOT_SET = AgencyDraft("", "")


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
    for field in ("name", "area"):
        if not clean_line(getattr(form, field)):
            raise Missing(field)
    if not 0 < form.default_days <= 365:
        raise Invalid("default_days", str(form.default_days))
    row.name, row.area = clean_line(form.name), clean_line(form.area)
    row.abbreviation = clean_line(form.abbreviation)
    row.superior = clean_line(form.superior) or None
    row.place_name = clean_line(form.place_name) or row.area
    row.level, row.default_days = form.level, form.default_days
    _fill_heading(row, form, before)
    session.add(row)


def _fill_heading(row: OurAgency, form: AgencyDraft, before: Heading) -> None:
    lines = filter(None, map(clean_line, form.heading.splitlines()))
    typed = Heading("\n".join(lines), clean_line(form.short_name), clean_line(form.level_word))
    heading = typed.following(before, propose_heading(row.name, row.area))
    row.heading, row.short_name = heading.heading, heading.short_name
    row.level_word = heading.level_word


def _current_draft(row: OurAgency) -> AgencyDraft:
    return AgencyDraft(
        row.name, row.area, row.abbreviation, row.superior or "", row.place_name, row.level,
        row.default_days, row.heading, row.short_name, row.level_word,
    )  # fmt: skip
