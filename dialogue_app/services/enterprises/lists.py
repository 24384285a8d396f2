"""Lists of enterprises: live search, a page at a time."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from dialogue_app.domain.codes import enterprise_code
from dialogue_app.services.case import Case
from dialogue_app.services.lists import FIRST_PAGE
from dialogue_app.storage import search
from dialogue_app.storage.chunks import chunks
from dialogue_app.storage.models.enterprises import Enterprise
from dialogue_app.storage.models.issues import Raiser
from dialogue_app.storage.models.reference import LegalType


@dataclass(frozen=True, slots=True)
class EnterpriseQuery:
    """What a list of enterprises shows, in which order: name, code or tax_code."""

    search: str = ""
    legal_type_id: int | None = None
    sort: str = "name"
    descending: bool = False


@dataclass(frozen=True, slots=True)
class EnterpriseRow:
    """One enterprise as lists show it."""

    id: int
    code: str
    name: str
    tax_code: str
    legal_type: str
    address: str
    representative: str
    phone: str
    issue_count: int


class EnterpriseList:
    """The rows behind a list of enterprises."""

    def __init__(self, case: Case) -> None:
        self._case = case

    def first_page(self, query: EnterpriseQuery) -> tuple[list[EnterpriseRow], int | None]:
        """The first rows; their number is not counted."""
        with self._case.reading() as session:
            ids = list(session.scalars(_ordered(query).limit(FIRST_PAGE)))
            found = {row.id: row for row in _read(session, ids)}
            return [found[key] for key in ids], None

    def ids(self, query: EnterpriseQuery) -> array[int]:
        """All ids in the order of the list."""
        with self._case.reading() as session:
            return array("q", session.scalars(_ordered(query)))

    def rows(self, ids: Sequence[int]) -> list[EnterpriseRow]:
        """The rows with these ids, in any order."""
        with self._case.reading() as session:
            return _read(session, list(ids))


def _ordered(query: EnterpriseQuery) -> Select[int]:
    statement = select(Enterprise.id)
    chosen = search.ids_select("enterprise", query.search)
    if chosen is not None:
        statement = statement.where(Enterprise.id.in_(chosen))
    if query.legal_type_id is not None:
        statement = statement.where(Enterprise.legal_type_id == query.legal_type_id)
    exact = search.marked_ids_select("enterprise", query.search)
    if exact is not None:
        statement = statement.order_by(Enterprise.id.not_in(exact))
    columns: dict[str, list[Any]] = {
        "name": [Enterprise.name_sort, Enterprise.id],
        "code": [Enterprise.number],
        "tax_code": [Enterprise.tax_code, Enterprise.id],
    }
    return statement.order_by(
        *(column.desc() if query.descending else column.asc() for column in columns[query.sort])
    )


def _read(session: Session, ids: list[int]) -> list[EnterpriseRow]:
    issues = (
        select(func.count(Raiser.issue_id.distinct()))
        .where(Raiser.enterprise_id == Enterprise.id)
        .scalar_subquery()
    )
    statement = select(
        Enterprise.id, Enterprise.number, Enterprise.name, Enterprise.tax_code, LegalType.name,
        Enterprise.address, Enterprise.representative, Enterprise.phone, issues,
    ).outerjoin(LegalType, LegalType.id == Enterprise.legal_type_id)  # fmt: skip
    found = []
    for some in chunks(ids):
        for row in session.execute(statement.where(Enterprise.id.in_(some))):
            key, number, name, tax_code, legal, address, person, phone, count = row
            found.append(
                EnterpriseRow(
                    key, enterprise_code(number), name, tax_code or "", legal or "", address,
                    person, phone, count,
                )
            )  # fmt: skip
    return found
