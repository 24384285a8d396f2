"""The register of enterprises: added, edited, found by code, tax code or name."""

from __future__ import annotations

from dataclasses import dataclass

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
from dialogue_app.services.issues.lists import IssueList, IssueQuery, IssueRow
from dialogue_app.services.numbering import enterprise_numbers
from dialogue_app.services.roles import EDIT_REGISTER
from dialogue_app.storage.models.enterprises import Enterprise
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
    issues: tuple[IssueRow, ...]


@use_case("enterprise.register", EDIT_REGISTER, N_("added it"))
def register_enterprise(case: OpenCase, form: EnterpriseDraft) -> int:
    """Add an enterprise. Raises `Missing`, `Invalid`, `NotATaxCode`, `TaxCodeTaken`."""
    session = case.session
    row = Enterprise(number=next(enterprise_numbers(session)))
    _fill(session, row, form)
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
    _fill(case.session, row, form)
    row.edited_fields = with_edited(row.edited_fields, before, current_draft(row))


def current_draft(row: Enterprise) -> EnterpriseDraft:
    """The enterprise as it would be typed."""
    return read(EnterpriseDraft, row, tax_code=row.tax_code or "")


def _fill(session: Session, row: Enterprise, form: EnterpriseDraft) -> None:
    form = cleaned(form)
    code = parse_tax_code(form.tax_code).value if form.tax_code else None
    with session.no_autoflush:
        same_code = select(Enterprise).where(Enterprise.tax_code == code)
        if row.id is not None:
            same_code = same_code.where(Enterprise.id != row.id)
        holder = session.scalar(same_code) if code else None
    if holder:
        raise TaxCodeTaken(f"{form.tax_code} ({enterprise_code(holder.number)})")
    fill(row, form, but=("tax_code",))
    row.tax_code = code
    row.shadow()


def enterprise_detail(case: Case, enterprise_id: int) -> EnterpriseDetail:
    """One enterprise whole; raises `UnknownEnterprise`."""
    with case.reading() as session:
        row = session.get(Enterprise, enterprise_id)
        if row is None:
            raise UnknownEnterprise(str(enterprise_id))
        legal = session.get(LegalType, row.legal_type_id) if row.legal_type_id else None
        unit = session.get(Unit, row.unit_id) if row.unit_id else None
    issue_list = IssueList(case)
    ids = issue_list.ids(IssueQuery(enterprise_id=enterprise_id))
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
        issues=tuple(issues),
    )


def find_enterprise(case: Case, text: str) -> int:
    """The enterprise with that code, tax code or name.

    Raises `UnknownEnterprise`, `SeveralFound`.
    """
    number = parse_enterprise_code(text)
    if number is not None:
        condition = Enterprise.number == number
    else:
        try:
            condition = Enterprise.tax_code == parse_tax_code(text).value
        except NotATaxCode:
            condition = Enterprise.match_key == enterprise_match_key(text)
    with case.reading() as session:
        rows = session.execute(
            select(Enterprise.id, Enterprise.number).where(condition).order_by(Enterprise.number)
        ).all()
    if not rows:
        raise UnknownEnterprise(text)
    if len(rows) > 1:
        raise SeveralFound(clean_line(text), [enterprise_code(number) for _id, number in rows])
    return int(rows[0][0])


def similar_enterprises(case: Case, form: EnterpriseDraft) -> list[EnterpriseRow]:
    """Enterprises whose name reads the same: worth a look before saving."""
    with case.reading() as session:
        statement = select(Enterprise.id).where(
            Enterprise.match_key == enterprise_match_key(form.name)
        )
        ids = list(session.scalars(statement.limit(10)))
    return EnterpriseList(case).rows(ids)
