"""The register of enterprises: added, edited, found by code, tax code or name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue_app.domain.codes import enterprise_code, parse_enterprise_code
from dialogue_app.domain.errors.enterprises import (
    NotATaxCode,
    SeveralFound,
    TaxCodeTaken,
    UnknownEnterprise,
)
from dialogue_app.domain.fields.enterprises import EnterpriseDraft
from dialogue_app.domain.fields.facts import cleaned, fill, read, with_edited
from dialogue_app.domain.tax_codes import parse_tax_code
from dialogue_app.domain.text import clean_line, enterprise_match_key
from dialogue_app.i18n import N_
from dialogue_app.services.case import Case, OpenCase, SeenDraft, merged, use_case
from dialogue_app.services.enterprises.lists import EnterpriseList, EnterpriseRow
from dialogue_app.services.enterprises.merged import (
    Merged,
    merged_into,
    remaining_id,
)
from dialogue_app.services.issues.lists import IssueList, IssueQuery, IssueRow
from dialogue_app.services.numbering import enterprise_numbers
from dialogue_app.services.roles import EDIT_REGISTER
from dialogue_app.storage.models.enterprises import Enterprise, MergedEnterprise
from dialogue_app.storage.models.reference import LegalType, Unit


@dataclass(frozen=True, slots=True)
class EnterpriseDetail:
    """One enterprise whole, with the issues it raised, the latest first."""

    id: int
    version: int
    code: str
    form: EnterpriseDraft
    legal_type: str
    unit: str
    tax_code_ok: bool  # a wrong check digit is a warning, no refusal
    merged: tuple[Merged, ...]  # into this one
    issues: tuple[IssueRow, ...]


@use_case("enterprise.register", EDIT_REGISTER, N_("added it"))
def register_enterprise(case: OpenCase, form: EnterpriseDraft) -> int:
    """Add an enterprise. Raises `Missing`, `Invalid`, `NotATaxCode`, `TaxCodeTaken`."""
    session = case.session
    row = Enterprise(id=Enterprise.last_id(session) + 1, number=next(enterprise_numbers(session)))
    fill_enterprise(session, row, form)
    session.add(row)
    session.flush()
    return row.id


@use_case("enterprise.edit", EDIT_REGISTER, N_("corrected it"), undoable=True)
def edit_enterprise(
    case: OpenCase, seen: SeenDraft[EnterpriseDraft], form: EnterpriseDraft
) -> None:
    """Change an enterprise; changed fields are no more overwritten by a workbook unasked.

    Raises `UnknownEnterprise`, what `register_enterprise` raises, and `EditConflict` where somebody
    else changed the same fields after it was read.
    """
    row = case.session.get(Enterprise, seen.id)
    if row is None:
        raise UnknownEnterprise(str(seen.id))
    before = current_draft(row)
    form = merged(case.session, "enterprise", row.version, seen, before, form)
    fill_enterprise(case.session, row, form)
    row.edited_fields = with_edited(row.edited_fields, before, current_draft(row))


def current_draft(row: Enterprise) -> EnterpriseDraft:
    """The enterprise as it would be typed."""
    return read(EnterpriseDraft, row, tax_code=row.tax_code or "")


def fill_enterprise(session: Session, row: Enterprise, form: EnterpriseDraft) -> None:
    """Give the row what was typed. Raises what `register_enterprise` raises."""
    form = cleaned(form)
    code = parse_tax_code(form.tax_code).value if form.tax_code else None
    with session.no_autoflush:
        same_code = select(Enterprise).where(Enterprise.tax_code == code)
        same_code = same_code.where(Enterprise.id != row.id)
        holder = session.scalar(same_code) if code else None
    if holder:
        raise TaxCodeTaken(f"{form.tax_code} ({enterprise_code(holder.number)})")
    fill(row, form, but=("tax_code",))
    row.tax_code = code
    row.shadow()


def enterprise_detail(case: Case, enterprise_id: int) -> EnterpriseDetail:
    """One enterprise whole, or the one it was merged into; raises `UnknownEnterprise`."""
    with case.reading() as session:
        row = session.get(Enterprise, remaining_id(session, enterprise_id))
        if row is None:
            raise UnknownEnterprise(str(enterprise_id))
        legal = session.get(LegalType, row.legal_type_id) if row.legal_type_id else None
        unit = session.get(Unit, row.unit_id) if row.unit_id else None
        merged = merged_into(session, row.id)
    issue_list = IssueList(case)
    ids = issue_list.ids(IssueQuery(enterprise_id=row.id))
    issues = sorted(issue_list.rows(ids), key=lambda issue: ids.index(issue.id))
    code = parse_tax_code(row.tax_code) if row.tax_code else None
    return EnterpriseDetail(
        id=row.id,
        version=row.version,
        code=enterprise_code(row.number),
        form=current_draft(row),
        legal_type=legal.name if legal else "",
        unit=unit.name if unit else "",
        tax_code_ok=code is None or code.checksum_ok is not False,
        merged=merged,
        issues=tuple(issues),
    )


def find_enterprise(case: Case, text: str) -> int:
    """The enterprise with that code, tax code or name; of one that was merged the remaining one.

    Raises `UnknownEnterprise`, `SeveralFound`.
    """
    with case.reading() as session:
        ids = session.scalars(select(Enterprise.id).where(_is_meant(Enterprise, text))).all()
        if not ids:
            remaining = select(MergedEnterprise.enterprise_id).distinct()
            ids = session.scalars(remaining.where(_is_meant(MergedEnterprise, text))).all()
        if len(ids) == 1:
            return ids[0]
        numbers = session.scalars(select(Enterprise.number).where(Enterprise.id.in_(ids)))
        codes = [enterprise_code(number) for number in sorted(numbers)]
    raise SeveralFound(clean_line(text), codes) if codes else UnknownEnterprise(text)


def _is_meant(model: Any, text: str) -> Any:
    """The condition that it has that code, tax code or name."""
    number = parse_enterprise_code(text)
    if number is not None:
        return model.number == number
    try:
        return model.tax_code == parse_tax_code(text).value
    except NotATaxCode:
        return model.match_key == enterprise_match_key(text)


def similar_enterprises(case: Case, form: EnterpriseDraft) -> list[EnterpriseRow]:
    """Enterprises whose name reads the same: worth a look before saving."""
    with case.reading() as session:
        statement = select(Enterprise.id).where(
            Enterprise.match_key == enterprise_match_key(form.name)
        )
        ids = list(session.scalars(statement.limit(10)))
    return EnterpriseList(case).rows(ids)
