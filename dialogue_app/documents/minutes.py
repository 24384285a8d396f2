"""Biên bản (Mẫu 1.9), "theo diễn biến": from facts to the parts of the paper.

The sentences are templates in `resources/papers/minutes.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from dialogue_app.documents.minutes_annex import annex_section
from dialogue_app.documents.minutes_counts import attendance_words, counting_sentence
from dialogue_app.documents.minutes_facts import MinutesFacts, ParticipantFacts, StatementFacts
from dialogue_app.documents.minutes_issues import IssueBook, issue_parts
from dialogue_app.documents.naming import addressed, bare_name, introduced, named_in, office_of
from dialogue_app.documents.parts import (
    Labelled,
    LetterHead,
    Numbered,
    Paper,
    Paragraph,
    Part,
    Recipients,
    Section,
    SectionHeading,
    Signature,
    SignatureColumns,
    Title,
)
from dialogue_app.documents.phrases import GAP, Phrases, ended, listed, phrases, sentence
from dialogue_app.domain.text import clean
from dialogue_app.domain.vocabulary import ParticipantRole as Who
from dialogue_app.i18n.formats import local, paper_date, paper_time


def minutes_parts(facts: MinutesFacts) -> Paper:
    """The minutes of one session as a paper: the body and, with issues to show, one annex.

    Raises `UnknownField` where a template names a field that does not exist.
    """
    words = phrases("minutes")
    book = IssueBook.of(facts)
    body = (
        *_head(facts, words),
        *_preamble(facts, words),
        *_opening(facts, words),
        *_issues(facts, book, words),
        *_conclusion(facts, words),
        _closing(facts, words),
    )
    sections = [Section(body)]
    if book.printed:
        sections.append(annex_section(facts, book, words))
    name = words.say("name", session=_one_line(facts.session_name))
    return Paper(name, tuple(sections))


def _one_line(text: str) -> str:
    return " ".join(clean(text).split())


def _head(facts: MinutesFacts, words: Phrases) -> Iterator[Part]:
    number = words.say("number", symbol=facts.agency.symbol)
    yield LetterHead(facts.agency.head_lines, number, facts.agency.superior)
    yield Title(words.say("kind"), clean(facts.session_name) or GAP)


def _preamble(facts: MinutesFacts, words: Phrases) -> Iterator[Part]:
    yield Labelled(words.say("starts_label"), _moment(facts, words, "starts"))
    yield Labelled(words.say("place_label"), _place(facts, words))
    yield Labelled(words.say("participants_label"))
    yield from _participants(facts, words)
    for role, label in (
        (Who.ABSENT, "absent_label"),
        (Who.CHAIR, "chair_label"),
        (Who.CO_CHAIR, "co_chair_label"),
        (Who.SECRETARY, "secretary_label"),
    ):
        people = facts.people(role)
        if people or role in (Who.CHAIR, Who.SECRETARY):
            yield Labelled(words.say(label), words.say("person", person=_people(people)))
    yield Labelled(words.say("content_label"))


def _moment(facts: MinutesFacts, words: Phrases, key: str) -> str:
    moment = facts.starts if key == "starts" else facts.ends
    time = paper_time(moment) if moment else words.say("time_gap")
    day = paper_date(local(moment).date()) if moment else words.say("date_gap")
    return words.say(key, time=time, date=day)


def _place(facts: MinutesFacts, words: Phrases) -> str:
    place = clean(facts.place).rstrip(".")
    if not facts.venues:
        return words.say("place", place=place)
    venues = listed([clean(venue) for venue in facts.venues])
    return words.say("place_with_venues", place=place, count=len(facts.venues), venues=venues)


def _people(people: list[ParticipantFacts]) -> str:
    return "; ".join(
        introduced(someone.person) + (f" ({clean(someone.note)})" if someone.note else "")
        for someone in people
    )


def _participants(facts: MinutesFacts, words: Phrases) -> Iterator[Part]:
    lines: list[str] = []
    invited, own = facts.people(Who.INVITED), facts.people(Who.OWN_UNIT)
    if invited:
        lines.append(words.say("invited", people=_people(invited)))
    if own:
        lines.append(words.say("own_units", agency=facts.agency.short_name, people=_people(own)))
    lines.append(words.say("enterprises", counts=attendance_words(facts.counts, words)))
    return (Numbered(str(place), line) for place, line in enumerate(lines, start=1))


def _opening(facts: MinutesFacts, words: Phrases) -> Iterator[Part]:
    yield SectionHeading("I", words.say("opening_heading"))
    lines = [_opened(statement, facts, words) for statement in facts.opening]
    for statement in facts.reports:
        speaker = _speaker(statement, facts)
        lines.append(words.say("reported", speaker=speaker, text=ended(clean(statement.text))))
    for place, line in enumerate(lines or [words.say("opened", speaker=_chair(facts))], start=1):
        yield Numbered(str(place), line)


def _opened(statement: StatementFacts, facts: MinutesFacts, words: Phrases) -> str:
    speaker = _speaker(statement, facts)
    text = clean(statement.text)
    if not text:
        return words.say("opened", speaker=speaker)
    return words.say("opened_saying", speaker=speaker, text=ended(text))


def _speaker(statement: StatementFacts, facts: MinutesFacts) -> str:
    if statement.speaker is None:
        return ""
    return named_in(facts, statement.speaker)


def _chair(facts: MinutesFacts) -> str:
    chairs = facts.people(Who.CHAIR)
    return addressed(chairs[0].person.name) if chairs else ""


def _issues(facts: MinutesFacts, book: IssueBook, words: Phrases) -> Iterator[Part]:
    yield SectionHeading("II", words.say("issues_heading"))
    if not facts.issues:
        yield Paragraph(words.say("no_issues"))
        return
    yield Paragraph(counting_sentence(facts.issues, words))
    yield from issue_parts(facts, book, words)


def _conclusion(facts: MinutesFacts, words: Phrases) -> Iterator[Part]:
    yield SectionHeading("III", words.say("conclusion_heading"))
    chair = _chair(facts)
    if facts.conclusions:
        yield Paragraph(words.say("concluded", chair=chair))
    else:
        yield Paragraph(words.say("no_conclusion", chair=chair, text=GAP))
    for place, text in enumerate(facts.conclusions, start=1):
        yield Numbered(str(place), sentence(clean(text)))
    yield Paragraph(words.say("read_back"))
    yield Paragraph(_moment(facts, words, "ends"))


def _closing(facts: MinutesFacts, words: Phrases) -> Part:
    chairs, secretaries = facts.people(Who.CHAIR), facts.people(Who.SECRETARY)
    chair = chairs[0].person if chairs else None
    secretary = bare_name(secretaries[0].person.name) if secretaries else GAP
    right = Signature(
        words.say("chair"),
        bare_name(chair.name) if chair else GAP,
        office_of(chair).upper() if chair else "",
    )
    recipients = Recipients((*facts.recipients, words.say("file_copy")))
    return SignatureColumns(right, recipients, Signature(words.say("secretary"), secretary))
