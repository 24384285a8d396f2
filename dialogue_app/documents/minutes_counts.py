"""The sentences of minutes that count. Each splits the same things once, so its numbers add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dialogue_app.documents.minutes_facts import AnswerFacts, CountFacts, IssueFacts
from dialogue_app.documents.phrases import Phrases, listed
from dialogue_app.domain.vocabulary import AnswerKind, Medium, Moment

_CHANNELS = ("spoken", "venue", "slip", "other", "before", "after", "carried")
_TREATMENTS = ("answered", "before", "given", "open", "complaint")


def attendance_words(counts: CountFacts, words: Phrases) -> str:
    """How many units were invited, came, came unasked and sat at the online venues."""
    pieces: list[str] = []
    if counts.present is not None and counts.invited is not None:
        pieces.append(
            words.say("present_of_invited", present=counts.present, invited=counts.invited)
        )
    elif counts.present is not None:
        pieces.append(words.say("present", present=counts.present))
    elif counts.invited is not None:
        pieces.append(words.say("invited_only", invited=counts.invited))
    if counts.walk_in:
        pieces.append(words.say("walk_in", walk_in=counts.walk_in))
    text = listed(pieces)
    if text and counts.at_venues:
        text = words.say("at_venues", counts=text, at_venues=counts.at_venues)
    return text


def channel(issue: IssueFacts) -> str:
    """The one way an issue is counted under: where it came from first, then when, then how."""
    if issue.carried_from:
        return "carried"
    if issue.moment is Moment.BEFORE:
        return "before"
    if issue.moment is Moment.AFTER:
        return "after"
    if issue.venue:
        return "venue"
    known = {Medium.SPOKEN: "spoken", Medium.SLIP: "slip"}
    return known.get(issue.medium, "other")


def treatment(issue: IssueFacts) -> str:
    """The one thing that happened to an issue, as it is counted."""
    if issue.flags.complaint:
        return "complaint"
    if answers_of(issue, AnswerKind.AT_MEETING):
        return "answered"
    if answers_of(issue, AnswerKind.BEFORE_MEETING):
        return "before"
    return "given" if issue.assignments else "open"


def answers_of(issue: IssueFacts, kind: AnswerKind) -> list[AnswerFacts]:
    """The answers of one kind to an issue."""
    return [answer for answer in issue.answers if answer.kind is kind]


def counting_sentence(issues: Sequence[IssueFacts], words: Phrases) -> str:
    """How many issues of how many units, by which channels, and what became of them."""
    channels = Counter(channel(issue) for issue in issues)
    shown = [words.say(f"channel_{key}", n=channels[key]) for key in _CHANNELS if channels[key]]
    annexed = any(not issue.flags.complaint for issue in issues)
    return words.say_with(
        "counting",
        {"annex": words.say("annexed") if annexed else ""},
        raised=_raised(issues, words),
        channels=listed(shown),
        treatment=listed(_treatments(issues, words)),
    )


def _raised(issues: Sequence[IssueFacts], words: Phrases) -> str:
    named = [issue for issue in issues if issue.raisers and not issue.flags.unsigned]
    units = len({raiser.key for issue in named for raiser in issue.raisers})
    if not named:
        return words.say("raised_unnamed", issues=len(issues))
    if len(named) == len(issues):
        return words.say("raised_by_units", issues=len(issues), units=units)
    unnamed = len(issues) - len(named)
    return words.say(
        "raised_mixed", issues=len(issues), named=len(named), units=units, unnamed=unnamed
    )


def _treatments(issues: Sequence[IssueFacts], words: Phrases) -> list[str]:
    counts = Counter(treatment(issue) for issue in issues)
    writing = sum(
        treatment(issue) == "answered" and any(a.also_in_writing for a in issue.answers)
        for issue in issues
    )
    pieces: list[str] = []
    for key in _TREATMENTS:
        if key == "answered" and writing:
            pieces.append(words.say("treated_answered_and_writing", n=counts[key], writing=writing))
        elif counts[key]:
            pieces.append(words.say(f"treated_{key}", n=counts[key]))
    return pieces
