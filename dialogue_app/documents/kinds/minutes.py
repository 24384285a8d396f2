"""The minutes of a session (biên bản, Mẫu 1.9): names as the raisers asked, complaints in none."""

from __future__ import annotations

from collections.abc import Iterator, Set

from dialogue_app.documents.facts import FlagFacts
from dialogue_app.documents.kind import PaperKind
from dialogue_app.documents.minutes_facts import IssueFacts, MinutesFacts
from dialogue_app.documents.parts import Paper
from dialogue_app.domain.papers import Lack, Lacking
from dialogue_app.domain.vocabulary import ParticipantRole
from dialogue_app.domain.worded import N_


def build(facts: MinutesFacts) -> Paper:
    """The minutes of one session."""
    from dialogue_app.documents.minutes import minutes_parts

    return minutes_parts(facts)


def lacks(facts: MinutesFacts, paper: Paper, letters: Set[int]) -> tuple[Lack, ...]:
    """What is not known of the session, and letters that leave a gap."""
    from dialogue_app.documents.printing import letters_lacking

    missing = (
        (Lacking.CHAIR, facts.people(ParticipantRole.CHAIR)),
        (Lacking.SECRETARY, facts.people(ParticipantRole.SECRETARY)),
        (Lacking.START, facts.starts),
        (Lacking.END, facts.ends),
        (Lacking.OPENING, facts.opening or facts.reports),
    )
    issues = ((issue.code, _texts(issue)) for issue in facts.issues if not issue.flags.complaint)
    unprinted = letters_lacking(paper, issues, letters)
    return (*(Lack(what) for what, known in missing if not known), *unprinted)


def _texts(issue: IssueFacts) -> Iterator[str]:
    yield issue.text
    for raiser in issue.raisers:
        yield from (raiser.name, raiser.speaker, raiser.others_text)
    yield from (statement.text for statement in issue.statements)
    yield from (answer.text for answer in issue.answers)
    yield from (direction.text for direction in issue.directions)


def names(flags: FlagFacts) -> FlagFacts:
    """What was asked holds in the minutes, whatever a letter may say."""
    return flags


KIND = PaperKind(
    "minutes", N_("Minutes of a session"), MinutesFacts, build, lacks, names, "Bien-ban"
)
