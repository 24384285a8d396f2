"""The annex of the minutes: every issue that may be shown, in one landscape table."""

from __future__ import annotations

from datetime import date

from dialogue_app.documents.minutes_counts import answers_of
from dialogue_app.documents.minutes_facts import IssueFacts, MinutesFacts
from dialogue_app.documents.minutes_issues import IssueBook, answerer_of
from dialogue_app.documents.naming import raiser_names, veiled
from dialogue_app.documents.parts import (
    Align,
    AnnexHeading,
    Column,
    Page,
    Paragraph,
    Part,
    Section,
    Table,
)
from dialogue_app.documents.phrases import Phrases, listed
from dialogue_app.domain.text import clean, initial_upper
from dialogue_app.domain.vocabulary import AnswerKind, AuthorityLevel, Moment
from dialogue_app.i18n.formats import local, paper_date

_COLUMNS = (
    Column("STT", 11, Align.CENTRE),
    Column("Đơn vị nêu", 38),
    Column("Cách nêu", 23),
    Column("Nội dung kiến nghị", 62),
    Column("Trả lời tại hội nghị (người trả lời)", 45),
    Column("Cơ quan chủ trì, phối hợp", 32),
    Column("Thời hạn", 25, Align.CENTRE),
    Column("Ghi chú", 24),
)


def annex_section(facts: MinutesFacts, book: IssueBook, words: Phrases) -> Section:
    """The annex as a section of its own, numbered from 1 (NĐ 30/2020, Phụ lục I, III.1.đ)."""
    day = paper_date(local(facts.starts).date()) if facts.starts else words.say("date_gap")
    session = " ".join(clean(facts.session_name).split())
    rows = tuple(
        _row(number, issue, facts, book, words)
        for number, issue in enumerate(book.printed, start=1)
    )
    parts: list[Part] = [
        AnnexHeading(words.say("annex_name"), words.say("annex_of", session=session, date=day)),
        Table(_COLUMNS, rows),
    ]
    if book.complaints:
        parts.append(Paragraph(words.say("left_out", n=book.complaints)))
    return Section(tuple(parts), Page(landscape=True))


def _row(
    number: int, issue: IssueFacts, facts: MinutesFacts, book: IssueBook, words: Phrases
) -> tuple[str, ...]:
    return (
        str(number),
        initial_upper(raiser_names(issue.raisers, issue.flags) or ""),
        _how(issue, words),
        veiled(clean(issue.text), issue),
        _answers(number, issue, facts, book, words),
        "\n".join(_bodies(issue, words)),
        "\n".join(paper_day(given.due) for given in issue.assignments if given.due),
        _notes(issue, facts, words),
    )


def _how(issue: IssueFacts, words: Phrases) -> str:
    medium = words.media[issue.medium.value]
    if issue.moment is Moment.AT_MEETING and issue.venue:
        return words.say("how_venue", venue=issue.venue)
    key = {Moment.BEFORE: "how_before", Moment.AFTER: "how_after"}.get(issue.moment, "how_at")
    return initial_upper(words.say(key, medium=medium))


def _answers(
    number: int, issue: IssueFacts, facts: MinutesFacts, book: IssueBook, words: Phrases
) -> str:
    cells: list[str] = []
    for answer in answers_of(issue, AnswerKind.AT_MEETING):
        first = book.first_answered[answer.key]
        if first < number:
            cells.append(words.say("annex_answer_together", number=str(first)))
            continue
        text, answerer = veiled(clean(answer.text), issue), answerer_of(answer, facts).rstrip(",")
        cells.append(words.say("annex_answer", text=text, answerer=answerer))
    for answer in answers_of(issue, AnswerKind.BEFORE_MEETING):
        text = veiled(clean(answer.text), issue)
        cells.append(words.say("annex_answered_before", text=text))
    return "\n".join(cells)


def _bodies(issue: IssueFacts, words: Phrases) -> list[str]:
    cells: list[str] = []
    for given in issue.assignments:
        key = "annex_support" if given.supporting else "annex_lead"
        cells.append(words.say(key, lead=given.lead, bodies=listed(given.supporting)))
    return cells


def paper_day(day: date) -> str:
    """30/9/2026: a zero only before days under 10 and months 1, 2, as in words."""
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"


def _notes(issue: IssueFacts, facts: MinutesFacts, words: Phrases) -> str:
    levels = {
        AuthorityLevel.LOCAL: facts.agency.level,
        AuthorityLevel.CITY: "Thành phố",
        AuthorityLevel.CENTRAL: "Trung ương",
    }
    level = levels.get(issue.authority)
    notes = [words.say("note_level", level=level)] if level else []
    if issue.carried_from:
        notes.append(words.say("note_carried", session=issue.carried_from))
    if issue.flags.withhold_name and not issue.flags.unsigned:
        notes.append(words.say("note_withheld"))
    if any(answer.also_in_writing for answer in issue.answers):
        notes.append(words.say("note_writing"))
    return "; ".join(notes)
