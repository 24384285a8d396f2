"""What is typed for letters: who drafts them, who signs, whom the receiver may call.

Our agency keeps it for all its letters; one letter may say it otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from dialogue_app.domain.fields.facts import Fact, Format
from dialogue_app.domain.vocabulary import Signing
from dialogue_app.domain.worded import N_

DraftingUnit = Annotated[
    str, Fact(N_("Unit that drafts letters, in short"), public=True, hint=N_("For example: KTHTĐT"))
]
SignedBy = Annotated[Signing, Fact(N_("How letters are signed"))]
SignerName = Annotated[str, Fact(N_("Who signs letters"))]
SignerTitle = Annotated[
    str,
    Fact(
        N_("Title of who signs"),
        hint=N_("For TL. and TUQ., or where no chairman heads the agency"),
    ),
]
Contact = Annotated[
    str,
    Fact(
        N_("Whom to call about letters"),
        wide=True,
        hint=N_("Name and title, as letters print them"),
    ),
]
ContactPhone = Annotated[str, Fact(N_("Telephone of the contact"), format=Format.PHONE)]
ContactEmail = Annotated[str, Fact(N_("E-mail of the contact"), format=Format.EMAIL)]


@dataclass(frozen=True, slots=True)
class LetterDraft:
    """What one letter says of us; what is empty is a gap on paper."""

    drafting_unit: DraftingUnit = ""
    signing: SignedBy = Signing.UNKNOWN
    signer_name: SignerName = ""
    signer_title: SignerTitle = ""
    contact: Contact = ""
    contact_phone: ContactPhone = ""
    contact_email: ContactEmail = ""


NOTHING_TYPED = LetterDraft()
