"""The annex of the minutes: every issue but complaints, in one landscape table."""

from __future__ import annotations

from collections.abc import Sequence

from dialogue_app.documents.minutes_assignments import due_of
from dialogue_app.documents.minutes_book import IssueBook, PrintedIssue
from dialogue_app.documents.minutes_counts import answers_of
from dialogue_app.documents.minutes_facts import (
    AnswerFacts,
    AssignmentFacts,
    IssueFacts,
    MinutesFacts,
)
from dialogue_app.documents.minutes_issues import answerer_of
from dialogue_app.documents.parts import (
    Align,
    AnnexHeading,
    PageFormat,
    Paragraph,
    Part,
    Section,
    Table,
    TableColumn,
)
from dialogue_app.documents.phrases import Phrases, ended, listed
from dialogue_app.documents.raiser_words import raisers_as_printed
from dialogue_app.domain.text import initial_upper
from dialogue_app.domain.vocabulary import AnswerKind, AuthorityLevel, Medium, Moment
from dialogue_app.i18n.formats import paper_date, paper_day

_COLUMNS = (  # text of the heading, share of the width, alignment
    ("column_number", 11, Align.CENTRE),
    ("column_raiser", 38, Align.LEFT),
    ("column_how", 23, Align.LEFT),
    ("column_text", 62, Align.LEFT),
    ("column_answer", 45, Align.LEFT),
    ("column_bodies", 32, Align.LEFT),
    ("column_due", 25, Align.CENTRE),
    ("column_notes", 24, Align.LEFT),
)


def annex_section(facts: MinutesFacts, book: IssueBook, words: Phrases) -> Section:
    """The annex as a section of its own, numbered from 1 (NĐ 30/2020, Phụ lục I, III.1.đ)."""
    parts: list[Part] = [AnnexHeading(words.say("annex_name"), _belongs_to(facts, words))]
    if book.complaints:
        parts.append(Paragraph(words.say("left_out", n=book.complaints)))
    columns = tuple(TableColumn(words.say(key), share, align) for key, share, align in _COLUMNS)
    rows = tuple(_row(printed, facts, book, words) for printed in book.printed)
    parts.append(Table(columns, rows))
    if book.later:
        parts.append(Paragraph(words.say("later", n=book.later)))
    return Section(tuple(parts), PageFormat(landscape=True))


def _belongs_to(facts: MinutesFacts, words: Phrases) -> str:
    day, agency = facts.meeting_day, facts.agency
    return words.say(
        "annex_of",
        symbol=agency.symbol,
        date=paper_date(day) if day else words.say("date_gap"),
        agency=agency.full_name,
    )


def _row(
    printed: PrintedIssue, facts: MinutesFacts, book: IssueBook, words: Phrases
) -> tuple[str, ...]:
    issue = printed.issue
    told = [assignment for assignment in issue.assignments if assignment.is_told]
    dues = [day for assignment in told if (day := due_of(assignment))]
    return (
        str(printed.number),
        initial_upper(raisers_as_printed(issue.raisers, issue.flags, issue.medium) or ""),
        _how(issue, words),
        ended(printed.withholding.applied_to(issue.text)),
        "\n".join(_answers(printed, facts, book, words)),
        ";\n".join(_bodies(told, words)),
        "\n".join(map(paper_day, dues)),
        _notes(issue, facts, words),
    )


def _how(issue: IssueFacts, words: Phrases) -> str:
    """How the issue reached the meeting, as far as somebody said it."""
    if issue.medium is Medium.UNKNOWN:
        return _when(issue, words)
    medium = words.say(f"medium_{issue.medium.value}")
    if issue.moment in (Moment.BEFORE, Moment.AFTER):
        key = "how_before" if issue.moment is Moment.BEFORE else "how_after"
        return words.say(key, medium=medium)
    if issue.venue:
        return words.say("how_venue", venue=issue.venue)
    if issue.moment is Moment.UNKNOWN:
        return initial_upper(medium)
    if issue.medium is Medium.ASSOCIATION:
        return initial_upper(medium)
    return initial_upper(words.say("how_at", medium=medium))


def _when(issue: IssueFacts, words: Phrases) -> str:
    if issue.venue and issue.moment not in (Moment.BEFORE, Moment.AFTER):
        return words.say("how_venue", venue=issue.venue)
    said = {Moment.BEFORE: "before", Moment.AFTER: "after", Moment.AT_MEETING: "at_meeting"}
    key = said.get(issue.moment)
    return words.say(key) if key else ""


def _answers(
    printed: PrintedIssue, facts: MinutesFacts, book: IssueBook, words: Phrases
) -> list[str]:
    cells: list[str] = []
    for answer in answers_of(printed.issue, AnswerKind.AT_MEETING):
        first = book.first_answered[answer.key]
        if first < printed.number:
            cells.append(words.say("annex_answer_together", number=str(first)))
        else:
            cells.append(_answer("annex_answer", answer, facts, book, words))
    cells += [
        _answer("annex_answered_before", answer, facts, book, words)
        for answer in answers_of(printed.issue, AnswerKind.BEFORE_MEETING)
    ]
    return cells


def _answer(
    key: str, answer: AnswerFacts, facts: MinutesFacts, book: IssueBook, words: Phrases
) -> str:
    text = words.say(key, text=ended(book.answer_withholding[answer.key].applied_to(answer.text)))
    answerer = answerer_of(answer, facts).rstrip(",")
    return words.say("annex_answerer", text=text, answerer=answerer) if answerer else text


def _bodies(assignments: Sequence[AssignmentFacts], words: Phrases) -> list[str]:
    cells: list[str] = []
    for assignment in assignments:
        lead, others = assignment.lead, assignment.supporting
        if others:
            cells.append(words.say("annex_support", lead=lead, bodies=listed(others)))
        else:
            cells.append(words.say("annex_lead", lead=lead))
    return cells


def _notes(issue: IssueFacts, facts: MinutesFacts, words: Phrases) -> str:
    levels = {
        AuthorityLevel.LOCAL: facts.agency.level,
        AuthorityLevel.CITY: words.say("level_city"),
        AuthorityLevel.CENTRAL: words.say("level_central"),
    }
    level = levels.get(issue.authority)
    notes = [words.say("note_level", level=level)] if level else []
    if issue.carried_from:
        notes.append(words.say("note_carried", day=paper_day(issue.carried_from)))
    if issue.flags.withhold_name and not issue.flags.unsigned:
        notes.append(words.say("note_withheld"))
    if any(answer.also_in_writing for answer in issue.answers):
        notes.append(words.say("note_writing"))
    return "; ".join(notes)
