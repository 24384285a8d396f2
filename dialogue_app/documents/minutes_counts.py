"""The sentences of minutes that count issues and units; the numbers of each sentence add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict

from dialogue_app.documents.minutes_facts import AnswerFacts, CountFacts, IssueFacts
from dialogue_app.documents.phrases import Phrases, listed
from dialogue_app.domain.series import LastSessionReport
from dialogue_app.domain.vocabulary import AnswerKind, Medium, Moment

_CHANNELS = ("spoken", "venue", "slip", "other", "before", "carried", "unknown")
_TREATMENTS = ("answered", "before", "given", "to_send", "directed", "open", "complaint")


def attendance_words(counts: CountFacts, words: Phrases, venues: int = 0) -> str:
    """How many units were invited, came, came uninvited and took part at online venues.

    `invited` 0 counts as not known; `present` 0 is printed only beside a number of invited units.
    `venues` is the number of online venues. Empty where nothing was counted.
    """
    pieces: list[str] = []
    if counts.present is not None and counts.invited:
        pieces.append(
            words.say("present_of_invited", present=counts.present, invited=counts.invited)
        )
    elif counts.present:
        pieces.append(words.say("present", present=counts.present))
    elif counts.invited:
        pieces.append(words.say("invited_only", invited=counts.invited))
    if counts.walk_in:
        pieces.append(words.say("walk_in", walk_in=counts.walk_in))
    text = listed(pieces)
    if text and counts.at_venues:
        key = "at_venues" if venues > 1 else "at_venue"
        text = words.say(key, counts=text, at_venues=counts.at_venues)
    return text


def channel(issue: IssueFacts) -> str:
    """The channel an issue is counted under, one of `_CHANNELS`.

    Carried over goes before received before the meeting, that before the venue, that before the
    medium; what nobody said is counted as unknown.
    """
    if issue.carried_from:
        return "carried"
    if issue.moment is Moment.BEFORE:
        return "before"
    if issue.venue:
        return "venue"
    if issue.moment is Moment.UNKNOWN or issue.medium is Medium.UNKNOWN:
        return "unknown"
    known = {Medium.SPOKEN: "spoken", Medium.SLIP: "slip"}
    return known.get(issue.medium, "other")


def treatment(issue: IssueFacts) -> str:
    """What became of an issue, one of `_TREATMENTS`; the first that applies counts."""
    if issue.flags.complaint:
        return "complaint"
    if answers_of(issue, AnswerKind.AT_MEETING):
        return "answered"
    if answers_of(issue, AnswerKind.BEFORE_MEETING):
        return "before"
    if any(assignment.is_fact for assignment in issue.assignments):
        return "given"
    if any(assignment.at_meeting for assignment in issue.assignments):
        return "to_send"
    return "directed" if issue.directions else "open"


def report_words(report: LastSessionReport, words: Phrases) -> str:
    """What became of the issues of the last session; the numbers add up to their total."""
    received = words.say("report_received", n=report.received)
    if report.total > report.received:
        sources = {"new": report.received, "carried": report.carried, "again": report.reopened}
        parts = [words.say(f"report_{key}", n=n) for key, n in sources.items() if n]
        received = words.say("report_total", n=report.total, parts=listed(parts))
    fates = [words.say(f"fate_{fate.value}", n=n) for fate, n in report.fates]
    sentences = [words.say("report_counts", received=received, fates=", ".join(fates))]
    if report.promises.total:
        sentences.append(words.say("report_promises", parts=", ".join(_promises(report, words))))
    if report.open:
        sentences.append(words.say("report_open", n=report.open))
    return " ".join(sentences)


def _promises(report: LastSessionReport, words: Phrases) -> list[str]:
    counts = asdict(report.promises)
    return [words.say(f"promises_{key}", n=n) for key, n in counts.items() if n]


def answers_of(issue: IssueFacts, kind: AnswerKind) -> list[AnswerFacts]:
    """The answers of one kind to an issue."""
    return [answer for answer in issue.answers if answer.kind is kind]


def counting_sentence(issues: Sequence[IssueFacts], words: Phrases) -> str:
    """How many issues of how many units, by which channels, and what became of them."""
    channels = Counter(channel(issue) for issue in issues)
    shown = [words.say(f"channel_{key}", n=channels[key]) for key in _CHANNELS if channels[key]]
    annexed = any(not issue.flags.complaint for issue in issues)
    return words.say(
        "counting_annexed" if annexed else "counting",
        raised=_raised(issues, words),
        channels=listed(shown),
        treatment=listed(_treatments(issues, words)),
    )


def _raised(issues: Sequence[IssueFacts], words: Phrases) -> str:
    complaints = sum(issue.flags.complaint for issue in issues)
    shown = [issue for issue in issues if not issue.flags.complaint]
    named = [issue for issue in shown if issue.raisers and not issue.flags.unsigned]
    unnamed = len(shown) - len(named)
    pieces: list[str] = []
    if named:
        pieces.append(words.say("raised_by_units", issues=len(named), units=_units(named)))
    if unnamed:
        pieces.append(words.say("raised_unnamed", issues=unnamed))
    if complaints:
        pieces.append(words.say("raised_complaints", n=complaints))
    if len(pieces) == 1:
        return pieces[0]
    return words.say("raised_mixed", issues=len(issues), parts="; ".join(pieces))


def _units(issues: Sequence[IssueFacts]) -> int:
    """How many units raised the issues: each raiser once, and the units that joined it."""
    others: Counter[str] = Counter()
    for issue in issues:
        for raiser in issue.raisers:
            others[raiser.key] = max(others[raiser.key], raiser.others_count or 0)
    return len(others) + others.total()


def _treatments(issues: Sequence[IssueFacts], words: Phrases) -> list[str]:
    counts = Counter(treatment(issue) for issue in issues)
    writing = sum(
        treatment(issue) == "answered" and any(answer.also_in_writing for answer in issue.answers)
        for issue in issues
    )
    pieces: list[str] = []
    for key in _TREATMENTS:
        if key == "answered" and writing:
            pieces.append(words.say("treated_answered_and_writing", n=counts[key], writing=writing))
        elif counts[key]:
            pieces.append(words.say(f"treated_{key}", n=counts[key]))
    return pieces
