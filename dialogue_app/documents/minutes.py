"""The minutes (biên bản, Mẫu 1.9, "theo diễn biến"): from facts to the parts of the paper.

The sentences are templates in `resources/papers/minutes.toml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from dialogue_app.documents.facts import ParticipantFacts
from dialogue_app.documents.form import RECORDS
from dialogue_app.documents.mentions import names_day
from dialogue_app.documents.minutes_annex import annex_section
from dialogue_app.documents.minutes_book import IssueBook
from dialogue_app.documents.minutes_counts import (
    attendance_words,
    counting_sentence,
    report_words,
)
from dialogue_app.documents.minutes_facts import DirectionFacts, MinutesFacts, StatementFacts
from dialogue_app.documents.minutes_issues import chair_of, issue_parts
from dialogue_app.documents.minutes_texts import minutes_texts
from dialogue_app.documents.naming import bare_name, listed_as, named_among, office_of
from dialogue_app.documents.parts import (
    Heading,
    Labelled,
    LetterHead,
    Level,
    Numbered,
    Paper,
    Paragraph,
    Part,
    Recipient,
    Recipients,
    Section,
    Signature,
    SignatureColumns,
    Title,
)
from dialogue_app.documents.phrases import BLANK, Phrases, as_sentence, ended, listed
from dialogue_app.domain.series import LastSessionReport
from dialogue_app.domain.text import clean, initial_upper
from dialogue_app.domain.vocabulary import ParticipantRole as Who
from dialogue_app.i18n.formats import local, paper_date, paper_time


def minutes_parts(facts: MinutesFacts) -> Paper:
    """The minutes of one session as a paper: the body and, with issues to show, one annex.

    Raises `BadText` and `UnknownField` where its texts are not those it declares.
    """
    words = minutes_texts()
    book = IssueBook.of(facts)
    body = (
        *_head(facts, words),
        *_preamble(facts, words),
        *_opening(facts, book, words),
        *_issues(facts, book, words),
        *_conclusion(facts, book, words),
        _closing(facts, book, words),
    )
    sections = [Section(body)]
    if book.printed:
        sections.append(annex_section(facts, book, words))
    name = words.say("name", session=_one_line(facts.session_name))
    return Paper(name, tuple(sections), facts.agency.full_name, facts.meeting_day)


def _one_line(text: str) -> str:
    return " ".join(clean(text).split())


def _head(facts: MinutesFacts, words: Phrases) -> Iterator[Part]:
    agency = facts.agency
    number = words.say("number", symbol=agency.symbol)
    yield LetterHead(agency.head_lines, number, agency.superior.upper())
    yield Title(words.say("kind"), clean(facts.session_name) or BLANK)


def _preamble(facts: MinutesFacts, words: Phrases) -> Iterator[Part]:
    yield Labelled(words.say("starts_label"), _moment("starts", facts.starts, facts.day, words))
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


def _moment(key: str, moment: datetime | None, planned: date | None, words: Phrases) -> str:
    time = paper_time(moment) if moment else words.say("time_gap")
    day = local(moment).date() if moment else planned
    return words.say(key, time=time, date=paper_date(day) if day else words.say("date_gap"))


def _place(facts: MinutesFacts, words: Phrases) -> str:
    place = clean(facts.place).rstrip(".")
    if not facts.venues:
        return words.say("place", place=place)
    key = "place_with_venues" if len(facts.venues) > 1 else "place_with_venue"
    venues = listed([clean(venue) for venue in facts.venues])
    return words.say(key, place=place, count=len(facts.venues), venues=venues)


def _people(people: list[ParticipantFacts]) -> str:
    return "; ".join(map(listed_as, people))


def _participants(facts: MinutesFacts, words: Phrases) -> Iterator[Part]:
    lines: list[str] = []
    invited, own = facts.people(Who.INVITED), facts.people(Who.OWN_UNIT)
    if invited:
        lines.append(words.say("invited", people=_people(invited)))
    if own:
        lines.append(words.say("own_units", agency=facts.agency.short_name, people=_people(own)))
    counts = attendance_words(facts.counts, words, len(facts.venues))
    lines.append(words.say("enterprises", counts=counts))
    return _numbered(lines)


def _numbered(lines: Iterable[str]) -> Iterator[Part]:
    return (Numbered(place, line) for place, line in enumerate(lines, start=1))


def _opening(facts: MinutesFacts, book: IssueBook, words: Phrases) -> Iterator[Part]:
    yield Heading(Level.SECTION, 1, words.say("opening_heading"))
    lines = [_opened(statement, facts, book, words) for statement in facts.opening]
    lines += [_reported(statement, facts, book, words) for statement in facts.reports]
    lines = lines or [BLANK]  # whether the chair opened it nobody said
    if facts.last_session and not facts.reports:
        lines.append(_counted(facts.last_session, words))
    yield from _numbered(lines)


def _opened(statement: StatementFacts, facts: MinutesFacts, book: IssueBook, words: Phrases) -> str:
    speaker, text = _speaker(statement, facts), book.withholding.applied_to(statement.text)
    if not text:
        return words.say("opened", speaker=speaker)
    return words.say("opened_saying", speaker=speaker, text=ended(text))


def _reported(
    statement: StatementFacts, facts: MinutesFacts, book: IssueBook, words: Phrases
) -> str:
    """What was reported as it is typed; of somebody with no words, what is counted."""
    speaker, report = _speaker(statement, facts), facts.last_session
    if report and not statement.text:
        return _counted(report, words, speaker)
    text = ended(book.withholding.applied_to(statement.text))
    return words.say("reported", speaker=speaker, text=text)


def _counted(report: LastSessionReport, words: Phrases, speaker: str = "") -> str:
    """The report on the last session; who gave it is named only where somebody typed it."""
    told: dict[str, str | int | None] = {
        "date": paper_date(report.as_of),
        "counts": report_words(report, words),
    }
    if speaker:
        return words.say("report_by", speaker=speaker, **told)
    return words.say("report", **told)


def _speaker(statement: StatementFacts, facts: MinutesFacts) -> str:
    return (
        initial_upper(named_among(facts.participants, statement.speaker))
        if statement.speaker
        else ""
    )


def _issues(facts: MinutesFacts, book: IssueBook, words: Phrases) -> Iterator[Part]:
    yield Heading(Level.SECTION, 2, words.say("issues_heading"))
    if book.issues:
        yield Paragraph(counting_sentence(book.issues, words))
    else:
        yield Paragraph(words.say("no_issues"))
    yield from issue_parts(facts, book, words)
    if book.later and not book.printed:
        yield Paragraph(words.say("later", n=book.later))


def _conclusion(facts: MinutesFacts, book: IssueBook, words: Phrases) -> Iterator[Part]:
    yield Heading(Level.SECTION, 3, words.say("conclusion_heading"))
    chair = chair_of(facts, words)
    points = [as_sentence(book.withholding.applied_to(text)) for text in facts.conclusions]
    points += [_directed(direction, book, words) for direction in facts.directions]
    if points:
        yield Paragraph(words.say("concluded", chair=chair))
    else:
        yield Paragraph(words.say("no_conclusion", chair=chair, text=BLANK))
    yield from _numbered(points)
    if facts.ends:
        yield Paragraph(words.say("read_back"))
    yield Paragraph(_moment("ends", facts.ends, None, words))


def _directed(direction: DirectionFacts, book: IssueBook, words: Phrases) -> str:
    text = as_sentence(book.withholding.applied_to(direction.text))
    if direction.due is None or names_day(direction.text, direction.due):
        return text
    return words.say("directed_alone", text=text.rstrip("."), date=paper_date(direction.due))


def _closing(facts: MinutesFacts, book: IssueBook, words: Phrases) -> Part:
    chairs, secretaries = facts.people(Who.CHAIR), facts.people(Who.SECRETARY)
    chair = chairs[0].person if chairs else None
    secretary = bare_name(secretaries[0].person.name) if secretaries else ""
    right = Signature(
        (words.say("chair"),),
        (bare_name(chair.name) if chair else "") or BLANK,
        office_of(chair).upper() if chair else "",
    )
    left = Signature((words.say("secretary"),), secretary or BLANK)
    return SignatureColumns(right, _recipients(facts, book, words), left)


def _recipients(facts: MinutesFacts, book: IssueBook, words: Phrases) -> Recipients:
    agency = facts.agency
    to = [Recipient(words.say("to_leaders", symbol=agency.symbol, level=agency.level))]
    if any(part.is_told for printed in book.printed for part in printed.issue.assignments):
        to.append(Recipient(words.say("to_bodies")))
    return Recipients(tuple(to), (RECORDS, words.say("file_copy")))
