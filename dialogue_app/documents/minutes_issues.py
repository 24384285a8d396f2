"""Section II of the minutes: what was raised and, of each issue, only what really happened.

An issue nobody spoke about at the meeting stands in the annex alone; complaints are one sentence
without name or content (design §4).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dialogue_app.documents.minutes_counts import answers_of
from dialogue_app.documents.minutes_facts import (
    AnswerFacts,
    AssignmentFacts,
    IssueFacts,
    MinutesFacts,
    PersonFacts,
    StatementFacts,
)
from dialogue_app.documents.naming import addressed, named_in, raiser_names, veiled
from dialogue_app.documents.parts import Numbered, Paragraph, Part
from dialogue_app.documents.phrases import Phrases, ended, listed
from dialogue_app.domain.text import clean, initial_upper
from dialogue_app.domain.vocabulary import AnswerKind, Medium, Moment, Relation
from dialogue_app.domain.vocabulary import ParticipantRole as Who
from dialogue_app.i18n.formats import paper_date

_LONGEST_INLINE = 900  # characters; the annex has the whole text


@dataclass(frozen=True, slots=True)
class IssueBook:
    """The issues as they are printed: those spoken about first, so that both parts number alike."""

    discussed: tuple[IssueFacts, ...]
    printed: tuple[IssueFacts, ...]
    complaints: int
    first_answered: dict[int, int]  # key of an answer -> number of the first issue that has it

    @classmethod
    def of(cls, facts: MinutesFacts) -> IssueBook:
        """The book of one session."""
        shown = [issue for issue in facts.issues if not issue.flags.complaint]
        discussed = tuple(issue for issue in shown if was_discussed(issue))
        printed = (*discussed, *(issue for issue in shown if not was_discussed(issue)))
        first: dict[int, int] = {}
        for number, issue in enumerate(printed, start=1):
            for answer in answers_of(issue, AnswerKind.AT_MEETING):
                first.setdefault(answer.key, number)
        return cls(discussed, printed, len(facts.issues) - len(shown), first)


def was_discussed(issue: IssueFacts) -> bool:
    """Whether anything about the issue was said at the meeting."""
    raised_here = issue.moment is Moment.AT_MEETING and not issue.carried_from
    said = issue.statements or issue.directions or answers_of(issue, AnswerKind.AT_MEETING)
    return bool(raised_here or said)


def issue_parts(facts: MinutesFacts, book: IssueBook, words: Phrases) -> Iterator[Part]:
    """The paragraphs of section II after the counting sentence."""
    for number, issue in enumerate(book.discussed, start=1):
        yield Numbered(str(number), _raised(issue, words))
        for text in _happened(issue, number, facts, book, words):
            yield Paragraph(text)
    rest = len(book.printed) - len(book.discussed)
    if rest:
        yield Paragraph(words.say("rest_in_annex", n=rest))
    if book.complaints:
        yield Paragraph(words.say("complaints", n=book.complaints))


def _raised(issue: IssueFacts, words: Phrases) -> str:
    raiser = initial_upper(raiser_names(issue.raisers, issue.flags) or "")
    text = _inline(issue, words)
    if issue.flags.unsigned:
        return words.say("raised_unsigned", text=text)
    if issue.carried_from:
        return words.say("raised_carried", raiser=raiser, session=issue.carried_from, text=text)
    if issue.moment is Moment.BEFORE:
        return words.say("raised_before", raiser=raiser, text=text)
    if issue.venue:
        return words.say("raised_venue", raiser=raiser, venue=issue.venue, text=text)
    key = "raised_slip" if issue.medium is Medium.SLIP else "raised_spoken"
    return words.say(key, raiser=raiser, text=text)


def _inline(issue: IssueFacts, words: Phrases) -> str:
    text = veiled(clean(issue.text), issue)
    if len(text) <= _LONGEST_INLINE:
        return ended(text)
    start, _blank, _cut_word = text[:_LONGEST_INLINE].rpartition(" ")
    return words.say("shortened", text=start or text[:_LONGEST_INLINE])


def _happened(
    issue: IssueFacts, number: int, facts: MinutesFacts, book: IssueBook, words: Phrases
) -> Iterator[str]:
    yield from (_said(statement, issue, facts, words) for statement in issue.statements)
    for answer in answers_of(issue, AnswerKind.AT_MEETING):
        first = book.first_answered[answer.key]
        if first < number:
            yield words.say("answered_together", number=str(first))
        else:
            yield _answered(answer, issue, facts, words)
    directions = [ended(veiled(clean(text), issue)) for text in issue.directions]
    chairs = facts.people(Who.CHAIR)
    chair = addressed(chairs[0].person.name) if chairs else ""
    yield from (words.say("directed", chair=chair, text=text) for text in directions)
    for assignment in issue.assignments:
        # The chair's own words have said it already when they name the body.
        if not any(clean(assignment.lead) in text for text in directions):
            yield given(assignment, words)


def _said(statement: StatementFacts, issue: IssueFacts, facts: MinutesFacts, words: Phrases) -> str:
    text = ended(veiled(clean(statement.text), issue))
    hidden = issue.flags.withhold_name or issue.flags.unsigned
    if statement.by_raiser and (hidden or statement.speaker is None):
        return words.say("raiser_said", text=text)
    return words.say("said", speaker=_named(statement.speaker, facts), text=text)


def _answered(answer: AnswerFacts, issue: IssueFacts, facts: MinutesFacts, words: Phrases) -> str:
    answerer = answerer_of(answer, facts)
    text = ended(veiled(clean(answer.text), issue))
    said = words.say("answered", answerer=initial_upper(answerer), text=text)
    return f"{said} {words.say('also_in_writing')}" if answer.also_in_writing else said


def answerer_of(answer: AnswerFacts, facts: MinutesFacts) -> str:
    """Who answered: the person (with title where not yet introduced), else the body."""
    return _named(answer.person, facts) if answer.person else clean(answer.body)


def _named(person: PersonFacts | None, facts: MinutesFacts) -> str:
    return named_in(facts, person) if person else ""


def given(assignment: AssignmentFacts, words: Phrases) -> str:
    """One sentence that gives, asks, transfers or petitions, by the body's relation to us."""
    own = assignment.relation is Relation.OWN
    support = ""
    if assignment.supporting:
        key = "given_own_support" if own else "given_support"
        support = words.say(key, bodies=listed(assignment.supporting))
    due = words.say("due", date=paper_date(assignment.due)) if assignment.due else ""
    pieces = {"support": support, "due": due}
    return words.say_with(f"given_{assignment.relation.value}", pieces, lead=assignment.lead)
