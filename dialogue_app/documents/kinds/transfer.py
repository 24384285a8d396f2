"""The letter by which issues go to a body (công văn chuyển kiến nghị, Mẫu 1.5)."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import replace

from dialogue_app.documents.facts import FlagFacts
from dialogue_app.documents.kind import PaperKind
from dialogue_app.documents.parts import Paper
from dialogue_app.documents.transfer_facts import TransferFacts, TransferredIssue
from dialogue_app.domain.papers import Lack, Lacking
from dialogue_app.domain.vocabulary import Relation
from dialogue_app.domain.worded import N_


def build(facts: TransferFacts) -> Paper:
    """The letter to one body."""
    from dialogue_app.documents.transfer import transfer_parts

    return transfer_parts(facts)


def lacks(facts: TransferFacts, paper: Paper, letters: Set[int]) -> tuple[Lack, ...]:
    """What is filled in by hand, and letters that leave a gap."""
    from dialogue_app.documents.printing import letters_lacking

    missing = [Lacking.DRAFTING_UNIT, Lacking.SIGNER]
    if not facts.agency.place_name:
        missing.insert(0, Lacking.PLACE_NAME)
    if facts.relation is not Relation.OWN:
        missing.append(Lacking.CONTACT)
    issues = ((issue.code, _texts(issue)) for issue in facts.issues)
    return (*map(Lack, missing), *letters_lacking(paper, issues, letters))


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
)
