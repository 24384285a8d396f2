"""Lists of enterprises: what they are made of, their columns, their named views."""

from dataclasses import dataclass
from typing import Annotated

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session

from dialogue_app.domain.codes import enterprise_code
from dialogue_app.domain.vocabulary import EnterpriseView
from dialogue_app.i18n import N_
from dialogue_app.services.case import Case
from dialogue_app.services.lists import (
    Column,
    Condition,
    Listing,
    Made,
    NamedView,
    Query,
    RecordList,
    or_empty,
)
from dialogue_app.storage import search
from dialogue_app.storage.models.enterprises import Enterprise
from dialogue_app.storage.models.issues import Raiser
from dialogue_app.storage.models.reference import LegalType, Unit


@dataclass(frozen=True, slots=True)
class EnterpriseQuery(Query):
    """Which enterprises a list shows; ordered by name, code or tax_code."""

    view: EnterpriseView = EnterpriseView.ALL
    legal_type_id: int | None = None
    sort: str = "name"


_ISSUES = (
    select(func.count(Raiser.issue_id.distinct()))
    .where(Raiser.enterprise_id == Enterprise.id)
    .scalar_subquery()
)
_LEGAL_TYPE = (
    select(LegalType.name).where(LegalType.id == Enterprise.legal_type_id).scalar_subquery()
)
_UNIT = select(Unit.name).where(Unit.id == Enterprise.unit_id).scalar_subquery()


@dataclass(frozen=True, slots=True)
class EnterpriseRow:
    """One enterprise as lists show it."""

    id: Annotated[int, Enterprise.id]
    code: Annotated[str, Made(enterprise_code, Enterprise.number)]
    name: Annotated[str, Enterprise.name]
    tax_code: Annotated[str, Made(or_empty, Enterprise.tax_code)]
    legal_type: Annotated[str, Made(or_empty, _LEGAL_TYPE)]
    address: Annotated[str, Enterprise.address]
    representative: Annotated[str, Enterprise.representative]
    phone: Annotated[str, Enterprise.phone]
    issue_count: Annotated[int, _ISSUES]
    unit: Annotated[str, Made(or_empty, _UNIT)] = ""
    email: Annotated[str, Enterprise.email] = ""
    workers: Annotated[int | None, Enterprise.workers] = None
    note: Annotated[str, Enterprise.note] = ""


_COLUMNS: tuple[Column[EnterpriseRow], ...] = (
    Column("code", N_("Code"), order=(Enterprise.number,), width=10, rank=0),
    Column(
        "name", N_("Name"), order=(Enterprise.name_sort, Enterprise.id), width=30, least=20,
        stretch=True, rank=0, fixed=True,
    ),
    Column(
        "tax_code", N_("Tax code"), order=(Enterprise.tax_code, Enterprise.id), width=15, rank=3
    ),
    Column("legal_type", N_("Legal type"), width=18, least=12, rank=4),
    Column("phone", N_("Telephone"), width=14, rank=2),
    Column("issues", N_("Issues"), ("issue_count",), width=8, numeric=True),
    Column("address", N_("Address"), width=30, least=14, rank=5, shown=False),
    Column("unit", N_("Ward, commune"), width=18, rank=5, shown=False),
    Column("representative", N_("Representative"), width=20, rank=5, shown=False),
    Column("email", N_("E-mail"), width=22, rank=5, shown=False),
    Column("workers", N_("Workers"), width=9, numeric=True, rank=5, shown=False),
    Column("note", N_("Note"), width=24, rank=5, shown=False),
)  # fmt: skip

_RAISED = exists().where(Raiser.enterprise_id == Enterprise.id)
_VIEWS = (
    NamedView(EnterpriseView.ALL, None, "name"),
    NamedView(EnterpriseView.WITH_ISSUES, _RAISED, "name"),
    NamedView(
        EnterpriseView.WITHOUT_TAX_CODE,
        or_(Enterprise.tax_code.is_(None), Enterprise.tax_code == ""),
        "name",
    ),
)


def _found(_session: Session, typed: str) -> tuple[Condition | None, Condition | None]:
    chosen = search.ids_select("enterprise", typed)
    holds = Enterprise.id.in_(chosen) if chosen is not None else None
    exact = search.marked_ids_select("enterprise", typed)
    return holds, Enterprise.id.not_in(exact) if exact is not None else None


ENTERPRISES: Listing[EnterpriseQuery, EnterpriseRow] = Listing(
    noun="enterprise",
    heading=N_("Enterprises"),
    row=EnterpriseRow,
    key=Enterprise.id,
    query=EnterpriseQuery,
    columns=_COLUMNS,
    views=_VIEWS,
    found=_found,
    filters={"legal_type_id": lambda key: Enterprise.legal_type_id == key},
)


class EnterpriseList(RecordList[EnterpriseQuery, EnterpriseRow]):
    """The rows behind a list of enterprises."""

    def __init__(self, case: Case) -> None:
        super().__init__(ENTERPRISES, case)
