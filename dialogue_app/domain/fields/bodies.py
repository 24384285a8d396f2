"""What is typed of a body (cơ quan, đơn vị)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from dialogue_app.domain.fields.facts import Fact, Format
from dialogue_app.domain.sort_keys import sort_key
from dialogue_app.domain.text import fold
from dialogue_app.domain.vocabulary import Relation
from dialogue_app.domain.worded import N_


@dataclass(frozen=True, slots=True)
class BodyDraft:
    """Everything typed of one body. A known one keeps its name: it ends and successors follow."""

    name: Annotated[str, Fact(N_("Name"), required=True, public=True, searched=True, wide=True)]
    abbreviation: Annotated[
        str,
        Fact(N_("Abbreviation"), public=True, searched=True, hint=N_("As in numbers of papers")),
    ] = ""
    level: Annotated[str, Fact(N_("Level"), public=True, hint=N_("ward, city, central …"))] = ""
    relation: Annotated[Relation, Fact(N_("Relation to us"))] = Relation.OTHER
    valid_from: Annotated[date | None, Fact(N_("Exists from"), together="being", option="from")] = (
        None
    )
    valid_to: Annotated[date | None, Fact(N_("Exists until"), together="being", option="to")] = None
    successor_ids: Annotated[
        tuple[int, ...], Fact(N_("Followed by"), together="being", wide=True, refers="body")
    ] = ()
    aliases: Annotated[
        tuple[str, ...],
        Fact(N_("Other names people write"), searched=True, wide=True, hint=N_("One per line")),
    ] = ()
    contact: Annotated[str, Fact(N_("Contact person"), hint=N_("Whom to call"))] = ""
    phone: Annotated[str, Fact(N_("Telephone"), format=Format.PHONE)] = ""
    email: Annotated[str, Fact(N_("E-mail"), format=Format.EMAIL)] = ""
    note: Annotated[str, Fact(N_("Note"), lines=2, wide=True)] = ""


@dataclass(frozen=True, slots=True)
class BodyShadows:
    """What the row of a body keeps beside what was typed, to sort and to find it by."""

    name_folded: str
    name_sort: str


def body_shadows(name: str) -> BodyShadows:
    """What follows from its name."""
    return BodyShadows(fold(name), sort_key(name))
