"""Who signs a letter, in the capacity the decree has (NĐ 30/2020, Phụ lục I, II.7.a–c)."""

from __future__ import annotations

from dialogue_app.documents.common_texts import common_texts
from dialogue_app.documents.facts import AgencyFacts
from dialogue_app.documents.form import (
    ACTING,
    ACTING_HEAD,
    AUTHORISED,
    BY_ORDER,
    DEPUTY,
    FOR,
    ON_BEHALF,
)
from dialogue_app.documents.naming import bare_name
from dialogue_app.documents.parts import Signature
from dialogue_app.documents.phrases import BLANK
from dialogue_app.domain.fields.letters import LetterDraft
from dialogue_app.domain.text import fold
from dialogue_app.domain.vocabulary import Signing


def signature(agency: AgencyFacts, letter: LetterDraft) -> Signature:
    """The signer as typed; what was not typed is a gap.

    A People's Committee decides as one, so its chairman and his deputies sign on its behalf; their
    titles are those the law gives them. Anywhere else the title is the one that was typed.
    """
    words, title = common_texts(), letter.signer_title.upper()
    committee = words.say("committee")
    is_committee = fold(agency.full_name).startswith(fold(committee))
    together = (f"{ON_BEHALF} {committee}",) if is_committee else ()
    chairman = words.say("chairman") if is_committee else ""
    match letter.signing:
        case Signing.UNKNOWN:
            capacity: tuple[str, ...] = (BLANK,)
        case Signing.HEAD:
            capacity = (*together, chairman or title or BLANK)
        case Signing.ACTING:
            head = chairman or title.removeprefix(f"{ACTING_HEAD.upper()} ") or BLANK
            capacity = (*together, f"{ACTING} {head}")
        case Signing.DEPUTY:
            deputy = f"{DEPUTY.upper()} {chairman}" if is_committee else title
            head = deputy.removeprefix(f"{DEPUTY.upper()} ")
            capacity = (*together, f"{FOR} {head if head != deputy else BLANK}", deputy or BLANK)
        case Signing.BY_ORDER | Signing.AUTHORISED:
            right = BY_ORDER if letter.signing is Signing.BY_ORDER else AUTHORISED
            capacity = (f"{right} {chairman or BLANK}", title or BLANK)
    return Signature(capacity, bare_name(letter.signer_name) or BLANK)
