"""What is typed of our agency."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from dialogue_app.domain.fields.facts import Fact
from dialogue_app.domain.fields.letters import (
    Contact,
    ContactEmail,
    ContactPhone,
    DraftingUnit,
    SignedBy,
    SignerName,
    SignerTitle,
)
from dialogue_app.domain.vocabulary import AuthorityLevel, Signing
from dialogue_app.domain.worded import N_


@dataclass(frozen=True, slots=True)
class AgencyDraft:
    """Our agency; `superior` is empty for a ward's People's Committee.

    `heading`, `short_name` and `level_word` stand as typed; where they are empty, or still what
    was proposed, they follow name and area. What is below them is proposed for each letter.
    """

    name: Annotated[
        str,
        Fact(
            N_("Name of our agency"),
            required=True,
            public=True,
            wide=True,
            hint=N_("For example: Ủy ban nhân dân phường Mẫu"),
        ),
    ]
    area: Annotated[
        str, Fact(N_("Area"), required=True, public=True, hint=N_("For example: phường Mẫu"))
    ]
    abbreviation: Annotated[str, Fact(N_("Abbreviation in numbers of papers"), public=True)] = (
        "UBND"
    )
    superior: Annotated[
        str,
        Fact(
            N_("Agency above"),
            public=True,
            hint=N_("Empty for the People's Committee of a ward or commune"),
        ),
    ] = ""
    place_name: Annotated[str, Fact(N_("Place name before the date of papers"), public=True)] = ""
    level: Annotated[AuthorityLevel, Fact(N_("Level"))] = AuthorityLevel.LOCAL
    default_days: Annotated[int, Fact(N_("Usual time limit in working days"))] = 7
    ask_days: Annotated[
        int, Fact(N_("Ask other bodies after so many working days without an answer"))
    ] = 10
    again_days: Annotated[
        int, Fact(N_("Remind our own units again after so many working days"))
    ] = 5
    # the head of papers, one line a line
    heading: Annotated[
        str, Fact(N_("Head of papers"), public=True, lines=3, hint=N_("One line per line"))
    ] = ""
    short_name: Annotated[str, Fact(N_("How papers speak of it"), public=True)] = ""
    level_word: Annotated[str, Fact(N_("Word for its level"), public=True)] = ""
    drafting_unit: DraftingUnit = ""
    signing: SignedBy = Signing.UNKNOWN
    signer_name: SignerName = ""
    signer_title: SignerTitle = ""
    contact: Contact = ""
    contact_phone: ContactPhone = ""
    contact_email: ContactEmail = ""
