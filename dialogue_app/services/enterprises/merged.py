"""Enterprises that were merged into another one: their codes lead there and are not given again."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue_app.domain.codes import enterprise_code, parse_enterprise_code
from dialogue_app.domain.errors.enterprises import UnknownEnterprise
from dialogue_app.services.case import Case
from dialogue_app.storage.models.enterprises import MergedEnterprise


@dataclass(frozen=True, slots=True)
class Merged:
    """One that is another one now."""

    id: int
    code: str
    name: str


def merged_into(session: Session, enterprise_id: int) -> tuple[Merged, ...]:
    """Those that were merged into this one, in the order of their codes."""
    rows = session.execute(
        select(MergedEnterprise.id, MergedEnterprise.number, MergedEnterprise.name)
        .where(MergedEnterprise.enterprise_id == enterprise_id)
        .order_by(MergedEnterprise.number)
    )
    return tuple(Merged(key, enterprise_code(number), name) for key, number, name in rows)


def remaining_id(session: Session, enterprise_id: int) -> int:
    """The id itself, or that of the enterprise it was merged into."""
    remaining = session.scalar(
        select(MergedEnterprise.enterprise_id).where(MergedEnterprise.id == enterprise_id)
    )
    return remaining or enterprise_id


@dataclass(frozen=True, slots=True)
class MergedCode:
    """The codes of one that was merged, and the id of the one that remains."""

    number: int
    tax_code: str | None
    enterprise_id: int


def merged_codes(session: Session) -> list[MergedCode]:
    """Those of all that were merged."""
    rows = session.execute(
        select(MergedEnterprise.number, MergedEnterprise.tax_code, MergedEnterprise.enterprise_id)
    )
    return [MergedCode(*row) for row in rows]


def find_merged(case: Case, code: str) -> int:
    """The id of the merged one that had this code of ours. Raises `UnknownEnterprise`."""
    with case.reading() as session:
        merged = select(MergedEnterprise.id).where(
            MergedEnterprise.number == parse_enterprise_code(code)
        )
        found = session.scalar(merged)
    if found is None:
        raise UnknownEnterprise(code)
    return found
