"""The letter by which issues go to a body (công văn chuyển kiến nghị, Mẫu 1.5)."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import replace

from dialogue_app.documents.facts import FlagFacts
from dialogue_app.documents.kind import PaperKind
from dialogue_app.documents.parts import Paper
from dialogue_app.documents.transfer_facts import TransferFacts, TransferredIssue
from dialogue_app.domain.fields.letters import LetterDraft
from dialogue_app.domain.papers import Lack, Lacking
from dialogue_app.domain.vocabulary import Relation
from dialogue_app.domain.worded import N_


def build(facts: TransferFacts) -> Paper:
    """The letter to one body."""
    from dialogue_app.documents.transfer import transfer_parts

    return transfer_parts(facts)


def lacks(facts: TransferFacts, paper: Paper, letters: Set[int]) -> tuple[Lack, ...]:
    """What nobody typed, and letters that leave a gap."""
    from dialogue_app.documents.printing import letters_lacking

    issues = ((issue.code, _texts(issue)) for issue in facts.issues)
    return (*map(Lack, _gaps(facts)), *letters_lacking(paper, issues, letters))


def _gaps(facts: TransferFacts) -> Iterator[Lacking]:
    """What nobody typed, in the order in which the letter shows it."""
    from dialogue_app.documents.phrases import BLANK
    from dialogue_app.documents.signing import signature

    letter, signed = facts.letter, signature(facts.agency, facts.letter)
    known = {
        Lacking.DRAFTING_UNIT: letter.drafting_unit,
        Lacking.PLACE_NAME: facts.agency.place_name,
        Lacking.CONTACT: letter.contact or facts.relation is Relation.OWN,
        Lacking.CONTACT_NUMBER: letter.contact_phone
        or letter.contact_email
        or facts.relation is Relation.OWN,
        Lacking.SIGNING: BLANK not in " ".join(signed.capacity),
        Lacking.SIGNER: signed.name != BLANK,
    }
    return (what for what, is_known in known.items() if not is_known)


def _texts(issue: TransferredIssue) -> Iterator[str]:
    yield issue.text
    for raiser in issue.raisers:
        yield from (raiser.name, raiser.speaker, raiser.others_text)


def names(flags: FlagFacts) -> FlagFacts:
    """Who asked not to be named is named to the body only where it was ticked (design §4)."""
    return replace(flags, withhold_name=flags.withhold_name and not flags.name_when_transferring)


KIND = PaperKind(
    "transfer",
    N_("Letter that hands issues over to a body"),
    TransferFacts,
    build,
    lacks,
    names,
    "Cong-van",
    addressed=True,
    typed=LetterDraft,
)
