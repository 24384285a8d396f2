"""Section II of the minutes: each issue discussed, with its statements, answers and directions."""

from __future__ import annotations

from collections.abc import Iterator

from dialogue_app.documents.minutes_assignments import assignment_sentence, is_said
from dialogue_app.documents.minutes_book import IssueBook, PrintedIssue
from dialogue_app.documents.minutes_counts import answers_of
from dialogue_app.documents.minutes_facts import (
    AnswerFacts,
    DirectionFacts,
    MinutesFacts,
    StatementFacts,
)
from dialogue_app.documents.naming import addressed, named_among
from dialogue_app.documents.parts import Numbered, Paragraph, Part
from dialogue_app.documents.phrases import Phrases, ended
from dialogue_app.documents.raiser_words import WRITTEN_ON_A_SLIP, raisers_as_printed
from dialogue_app.domain.people import Person
from dialogue_app.domain.text import clean, initial_upper
from dialogue_app.domain.vocabulary import AnswerKind, Medium, Moment
from dialogue_app.domain.vocabulary import ParticipantRole as Who
from dialogue_app.i18n.formats import paper_day

_UNSIGNED = {Medium.SPOKEN: "raised_unsigned_spoken"} | dict.fromkeys(
    WRITTEN_ON_A_SLIP, "raised_unsigned"
)


def issue_parts(facts: MinutesFacts, book: IssueBook, words: Phrases) -> Iterator[Part]:
    """The paragraphs of section II after the counting sentence."""
    for printed in book.discussed:
        yield Numbered(printed.number, _raised(printed, words))
        for text in _happened(printed, facts, book, words):
            yield Paragraph(text)
    for key, issues in (("rest_in_annex", book.left_to_annex), ("others_in_annex", book.unclear)):
        if issues:
            yield Paragraph(words.say(key, n=issues))
    if book.complaints:
        yield Paragraph(words.say("complaints", n=book.complaints))


def chair_of(facts: MinutesFacts, words: Phrases) -> str:
    """The chair's name with honorific, "Chủ tọa" where there is none; subject of a sentence."""
    chairs = facts.people(Who.CHAIR)
    name = addressed(chairs[0].person.name) if chairs else ""
    return name or words.say("the_chair")


def _raised(printed: PrintedIssue, words: Phrases) -> str:
    issue = printed.issue
    text = ended(printed.withholding.applied_to(issue.text))
    raiser = initial_upper(raisers_as_printed(issue.raisers, issue.flags, issue.medium) or "")
    if issue.flags.unsigned:
        return words.say(_UNSIGNED.get(issue.medium, "raised_unsigned_unknown"), text=text)
    if issue.carried_from:
        return words.say(
            "raised_carried", raiser=raiser, day=paper_day(issue.carried_from), text=text
        )
    if issue.moment is Moment.BEFORE:
        return words.say("raised_before", raiser=raiser, text=text)
    if issue.venue:
        return words.say("raised_venue", raiser=raiser, venue=issue.venue, text=text)
    key = "raised_slip" if issue.medium is Medium.SLIP else "raised_spoken"
    return words.say(key, raiser=raiser, text=text)


def _happened(
    printed: PrintedIssue, facts: MinutesFacts, book: IssueBook, words: Phrases
) -> Iterator[str]:
    issue = printed.issue
    sentences = (
        assignment_sentence(assignment, facts.agency.short_name, words)
        for assignment in issue.assignments
        if not is_said(assignment, issue.directions)
    )
    assignments = list(filter(None, sentences))
    yield from (_said(statement, printed, facts, words) for statement in issue.statements)
    for answer in answers_of(issue, AnswerKind.AT_MEETING):
        first = book.first_answered[answer.key]
        if first < printed.number:
            yield words.say("answered_together", number=str(first))
            continue
        said = _answered(answer, facts, book, words)
        promised = answer.also_in_writing and not assignments
        yield f"{said} {words.say('also_in_writing')}" if promised else said
    yield from (_directed(direction, facts, book, words) for direction in issue.directions)
    yield from assignments


def _said(
    statement: StatementFacts, printed: PrintedIssue, facts: MinutesFacts, words: Phrases
) -> str:
    text = ended(printed.withholding.applied_to(statement.text))
    flags = printed.issue.flags
    hidden = flags.withhold_name or flags.unsigned
    if statement.by_raiser and (hidden or statement.speaker is None):
        return words.say("raiser_said", text=text)
    speaker = printed.withholding.applied_to(_named(statement.speaker, facts))
    return words.say("said", speaker=initial_upper(speaker), text=text)


def _answered(answer: AnswerFacts, facts: MinutesFacts, book: IssueBook, words: Phrases) -> str:
    answerer = initial_upper(answerer_of(answer, facts))
    text = ended(book.answer_withholding[answer.key].applied_to(answer.text))
    if not answerer:
        return words.say("answered_by_nobody", text=text)
    return words.say("answered", answerer=answerer, text=text)


def answerer_of(answer: AnswerFacts, facts: MinutesFacts) -> str:
    """Who answered: the person (with title where not yet introduced), else the body."""
    return _named(answer.person, facts) if answer.person else clean(answer.body)


def _directed(
    direction: DirectionFacts, facts: MinutesFacts, book: IssueBook, words: Phrases
) -> str:
    speaker = initial_upper(_named(direction.speaker, facts)) or chair_of(facts, words)
    text = ended(book.direction_withholding[direction.key].applied_to(direction.text))
    return words.say("directed", speaker=speaker, text=text)


def _named(person: Person | None, facts: MinutesFacts) -> str:
    return named_among(facts.participants, person) if person else ""
