"""What is typed of an enterprise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from dialogue_app.domain.fields.facts import Fact, Format
from dialogue_app.domain.sort_keys import sort_key
from dialogue_app.domain.tax_codes import parse_tax_code
from dialogue_app.domain.text import enterprise_match_key
from dialogue_app.domain.vocabulary import TaxCodeKind
from dialogue_app.domain.worded import N_


@dataclass(frozen=True, slots=True)
class EnterpriseDraft:
    """Everything typed of one enterprise."""

    name: Annotated[
        str,
        Fact(
            N_("Name of the enterprise, household business"),
            required=True,
            searched=True,
            compared=True,
            wide=True,
        ),
    ]
    tax_code: Annotated[
        str,
        Fact(
            N_("Tax code"),
            searched=True,
            compared=True,
            format=Format.TAX_CODE,
            hint=N_("10 digits, 10-3 of a branch, or 12 of a household business"),
        ),
    ] = ""
    legal_type_id: Annotated[
        int | None, Fact(N_("Legal type"), compared=True, refers="legal_type")
    ] = None
    address: Annotated[str, Fact(N_("Address"), searched=True, compared=True, wide=True)] = ""
    unit_id: Annotated[int | None, Fact(N_("Ward, commune"), compared=True, refers="unit")] = None
    representative: Annotated[str, Fact(N_("Representative"), searched=True, compared=True)] = ""
    phone: Annotated[
        str,
        Fact(N_("Telephone"), searched=True, compared=True, format=Format.PHONE),
    ] = ""
    email: Annotated[
        str,
        Fact(N_("E-mail"), searched=True, compared=True, format=Format.EMAIL),
    ] = ""
    workers: Annotated[int | None, Fact(N_("Workers"), compared=True)] = None
    note: Annotated[str, Fact(N_("Note"), searched=True, compared=True, lines=2, wide=True)] = ""


@dataclass(frozen=True, slots=True)
class EnterpriseShadows:
    """What the row of an enterprise keeps beside what was typed, to sort and to find it by."""

    name_sort: str
    match_key: str  # folded: finds the same enterprise
    tax_code_kind: TaxCodeKind | None


def enterprise_shadows(name: str, tax_code: str | None) -> EnterpriseShadows:
    """What follows from its name and its tax code. Raises `NotATaxCode`."""
    kind = parse_tax_code(tax_code).kind if tax_code else None
    return EnterpriseShadows(sort_key(name), enterprise_match_key(name), kind)
