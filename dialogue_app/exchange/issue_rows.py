"""Parses rows of a list of issues into drafts with repairs, warnings and errors."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from functools import cache
from operator import attrgetter
from typing import Any

from dialogue_app.domain.fields.facts import Field, fields_of, names_of
from dialogue_app.domain.fields.issues import IssueDraft
from dialogue_app.domain.personal_numbers import mask_persons
from dialogue_app.domain.rows import RowProblem
from dialogue_app.domain.tax_codes import TaxCode
from dialogue_app.domain.text import says_something
from dialogue_app.domain.vocabulary import (
    AnswerKind,
    AuthorityLevel,
    IssueKind,
    Medium,
    Moment,
)
from dialogue_app.exchange.answers import form_of_answer, read_answer
from dialogue_app.exchange.answers_in_texts import question_and_answer
from dialogue_app.exchange.body_cells import read_bodies
from dialogue_app.exchange.cells import RowReader
from dialogue_app.exchange.day_cells import read_day, read_due
from dialogue_app.exchange.field_readers import CellReader, reader_of
from dialogue_app.exchange.header_words import (
    TableKind,
    cell_words,
    section_words,
    words_only,
)
from dialogue_app.exchange.nothing_raised import raises_nothing
from dialogue_app.exchange.our_codes import our_code
from dialogue_app.exchange.parts_of_text import numbered, parts_of_text
from dialogue_app.exchange.raiser_cells import is_household, read_raisers, speaker_of
from dialogue_app.exchange.raisers import SheetRaiser
from dialogue_app.exchange.sheet_rows import Apart, RowsOf, SheetRow

# What a row says of itself, not of its issue.
_OF_THE_LIST = frozenset({"row", "ordinal", "text", "repairs", "warnings", "errors", "emptied"})
# From which field the parts of a row come that are called otherwise; "due_text" is of "due".
_READ_FROM = {
    "code": "issue_code", "code_text": "issue_code",
    "also_in_writing": "answer", "answer_cited": "answer", "answers_apart": "answer",
}  # fmt: skip
# The columns that make the text, with the word before each where there are several.
_PARTS_OF_TEXT = {
    "matter": "Vấn đề", "situation": "Thực trạng", "difficulty": "Khó khăn",
    "proposal": "Đề xuất", "text": "Kiến nghị",
}  # fmt: skip
_TITLE = 120  # characters of the text that a preview shows
_LEVEL = "cap "
_LEVEL_WITH_BODY = re.compile(r"(?P<level>[^(:/–-]+?)\s*[(:/–-]\s*(?P<body>[^()]+?)\s*\)?")
_BREAK = re.compile(r"[,;/&+]|\bvà\b")
_MARKED = ("denunciation", "complaint")
_COMPLAINT = re.compile(r"\b(?:khieu nai|khieu kien|to cao|to giac)\b")
_CLAUSE_END = re.compile(r"[.,;:|()\[\]\n]+")
_DENIED = re.compile(
    r"\b(?:khong|chua)(?: (?:co|he|phai|can|de nghi|yeu cau|xin|muon|phat hien))* $"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetIssue(SheetRow):
    """An issue as read from its row. An empty text or None means that the cell was empty."""

    ordinal: int | None
    code: tuple[int, int] | None  # (2026, 15) of KN-2026-0015
    code_text: str  # the code as it was written
    session: str
    raisers: tuple[SheetRaiser, ...]
    tax_code: TaxCode | None  # of the first raiser
    speaker: str
    moment: Moment | None
    moment_answered: Moment | None  # for all rows that do not say
    medium: Medium | None
    venue: str
    kind: IssueKind | None
    topic: str
    authority: AuthorityLevel | None
    text: str
    lead_body: str
    supporting_bodies: tuple[str, ...]
    answer: str
    answer_kind: AnswerKind | None  # None where the file does not say
    answer_number: str
    answer_date: date | None
    answered_by: str
    answers_apart: tuple[tuple[str, str], ...]  # where several bodies answer: name and text of each
    answer_cited: str  # what stands in its place: a letter without its text, how far it has come
    also_in_writing: bool
    due: date | None
    due_text: str  # "trong tháng 10", as it was written
    received_on: date | None
    withhold_name: bool
    unsigned: bool
    complaint: bool
    also_elsewhere: bool
    note: str
    denied: frozenset[str]  # the marks whose own column says no
    others: dict[str, Any]  # by the field's name, what needs no reading of its own


@cache
def other_fields() -> tuple[Field, ...]:
    """The fields a row may say that are none of those `SheetIssue` names."""
    known = fields_of(IssueDraft)
    own = {field.name for field in dataclasses.fields(SheetIssue)}
    names = names_of(IssueDraft, compared=True)
    return tuple(known[name] for name in names if known[name].key not in own)


@cache
def _other_cells() -> tuple[tuple[str, str, CellReader], ...]:
    return tuple((field.name, field.key, reader_of(field)) for field in other_fields())


def _draft(row: RowReader) -> SheetIssue:
    note = row.text("note")
    question, behind = _question(row)
    flags = _flags(row, note)
    raisers = read_raisers(row, unsigned=bool(flags["unsigned"]))
    topic = row.said_in_parts("topic", row.words("topic"))
    kind = _kind(row, topic, note)
    authority, meant_body = _authority(row)
    lead, supporting = read_bodies(row, meant_body)
    answer = read_answer(row, behind)
    due, due_text = read_due(row, "due")
    row.taken_from_above("raisers", "topic", "authority", "lead_body", "kind", "channel")
    others = {name: read(row, key) for name, key, read in _other_cells()}
    code = _our_code(row, others)
    return SheetIssue(
        row=row.number,
        ordinal=row.ordinal(),
        code=code,
        code_text=row.line("issue_code"),
        session=row.line("session"),
        raisers=raisers,
        tax_code=row.tax_code(is_household(raisers)),
        speaker=speaker_of(row, raisers),
        kind=kind,
        topic=topic,
        authority=authority,
        text=_text(row, question),
        lead_body=lead,
        supporting_bodies=supporting,
        **answer,
        due=due,
        due_text=due_text,
        received_on=read_day(row, "received_on") or read_day(row, "timestamp"),
        note=note,
        others=others,
        denied=frozenset(name for name, said in flags.items() if said is False),
        **_marks(flags),
        **_said_apart(row, number=answer["answer_number"], text=answer["answer"]),
        **row.noted(),
    )


def _flags(row: RowReader, note: str) -> dict[str, bool | None]:
    """The marks: what their own column says, or what the note or the raisers say of them."""
    said = _CLAUSE_END.split(f"{note}\n{row.text('raisers')}")
    clauses = list(filter(None, map(words_only, said)))
    flags = {
        name: True if any(_is_said(words, clause) for clause in clauses) else row.tick(name)
        for name, words in cell_words().flags.items()
    }
    agreed = _agrees(row, "name_public")
    if agreed is not None and not flags["withhold_name"]:
        flags["withhold_name"] = not agreed
    flags["complaint"] = _names_complaint(row) or flags["complaint"]  # None where nothing says so
    return flags


def _agrees(row: RowReader, field: str) -> bool | None:
    """Whether somebody agrees to what the column asks; None where the cell does not say."""
    words, said = cell_words(), words_only(row.line(field))
    if words.flags["withhold_name"].search(said) or words.flags["unsigned"].search(said):
        return False
    return True if words.agrees.match(said) else row.tick(field)


def _marks(flags: dict[str, bool | None]) -> dict[str, Any]:
    """The marks as parts of a `SheetIssue`."""
    return {name: bool(said) for name, said in flags.items()}


def _is_said(words: re.Pattern[str], clause: str) -> bool:
    """Whether the clause has the words and does not deny them ("không có dấu hiệu tố cáo")."""
    return any(not _DENIED.search(clause[: found.start()]) for found in words.finditer(clause))


def _said_apart(row: RowReader, *, number: str, text: str) -> dict[str, Any]:
    """In which ways it was raised and answered: what is mostly asked for all rows of a file."""
    form = form_of_answer(row, number=number, text=text)
    return {**_channel(row), "answer_kind": form}


def _channel(row: RowReader) -> dict[str, Any]:
    """Moment, medium and venue: of columns of their own, else of the one that says how.

    A time stamp is that of an online form. What was answered for the rows that say nothing comes
    last; of the moment also the day may speak, which is not read here.
    """
    moment, medium, venue = _in_one_cell(row)
    if medium is None and row.cell("timestamp") is not None:
        medium = Medium.ONLINE_FORM
    medium = _own_medium(row) or medium
    is_unknown = any(told.problem is RowProblem.CHANNEL_UNKNOWN for told in row.warnings)
    if medium is None and not is_unknown:
        medium = row.answered("medium", Medium)
    return {
        "moment": row.own_choice("moment", Moment) or moment,
        "moment_answered": row.answered("moment", Moment),
        "medium": medium,
        "venue": row.line("venue") or venue,
    }


def _own_medium(row: RowReader) -> Medium | None:
    """What the row says in the column of ways."""
    if row.written("medium") is None:
        return None
    return _medium_of(row.line("medium")) or row.choice("medium", Medium)


def _in_one_cell(row: RowReader) -> tuple[Moment | None, Medium | None, str]:
    line = row.line("channel")
    said = words_only(line)
    if not said:
        return None, None, ""
    words = cell_words()
    moment = next(
        (moment for moment, pattern in words.moments.items() if pattern.search(said)), None
    )
    medium = _medium_of(line)
    if medium is None and not any(one.fullmatch(said) for one in words.moments.values()):
        row.warn(RowProblem.CHANNEL_UNKNOWN, "channel", value=line)
    venue = line if words.venue.search(said) else ""
    return moment, medium, venue


def _medium_of(line: str) -> Medium | None:
    """By which way, in whatever words; None for words that name none, or several ways."""
    whole = cell_words().choices["medium"].get(words_only(line))
    several = [] if whole else [_medium_in(words_only(part)) for part in _BREAK.split(line)]
    named = {Medium(whole)} if whole else set(filter(None, several))
    return next(iter(named)) if len(named) == 1 else None


def _medium_in(said: str) -> Medium | None:
    """The medium that some words name; of several the likeliest: "phiếu gửi qua Zalo"."""
    found = (entry.medium for entry in cell_words().media if entry.words.search(said))
    return next(found, None)


def _kind(row: RowReader, topic: str, note: str) -> IssueKind | None:
    """What the column of kinds says; without one the topic or the note may be a kind's name."""
    kinds, words = cell_words().choices["kind"], cell_words()
    line = row.words("kind")
    for written in (line,) if line else (topic, note):
        found = kinds.get(words_only(written))
        if found:
            return IssueKind(found)
    if words_only(line) in words.short_complaints:
        row.warn(RowProblem.KIND_SHORT, "kind", value=line)
        return IssueKind.DENUNCIATION if words_only(line) == "tc" else IssueKind.COMPLAINT
    parts = [kinds[said] for part in _BREAK.split(line) if (said := words_only(part)) in kinds]
    for kind in (*_MARKED, *parts):
        if kind in parts:
            return IssueKind(kind)
    if line and not _names_complaint(row):
        return row.choice("kind", IssueKind)
    return None


def _names_complaint(row: RowReader) -> bool | None:
    """True where the kind or the topic names a complaint or denunciation, in whatever words."""
    said = (words_only(row.line(name)) for name in ("kind", "topic"))
    return any(_is_said(_COMPLAINT, words) for words in said) or None


def _text(row: RowReader, question: str) -> str:
    """The text; where several columns make it, each part with its word.

    `question` is what their own column says.
    """
    parts: dict[str, str] = {}
    for name in row.from_left(_PARTS_OF_TEXT):
        said = question if name == "text" else row.text(name)
        if name == "text" and (further := row.further_texts()):
            texts = [*filter(None, [said, *further])]
            said = numbered([one for one in texts if not raises_nothing(one)] or texts[:1])
        if not says_something(said):
            continue
        if not parts or words_only(said) not in map(words_only, parts.values()):
            parts[_PARTS_OF_TEXT[name]] = said
    raised = {word: said for word, said in parts.items() if not raises_nothing(said)}
    parts = raised or parts  # "Khó khăn: Không" says nothing beside what is asked for
    if not parts:
        row.fail(RowProblem.TEXT_MISSING, "text")
    if issues := parts_of_text(parts.get(_PARTS_OF_TEXT["text"], "")):
        row.warn(RowProblem.SEVERAL_ISSUES, "text", count=str(len(issues)))
    if parts and not raised:
        row.warn(RowProblem.NOTHING_RAISED, "text", value=next(iter(parts.values())))
    if len(parts) < 2:
        return "".join(parts.values())
    return "\n".join(f"{word}: {said}" for word, said in parts.items())


def _question(row: RowReader) -> tuple[str, str]:
    """The column of the text, and an answer behind it where no column is one of answers."""
    said = row.text("text")
    question, answer = (said, "") if row.has_answers else question_and_answer(said)
    if answer:
        row.warn(RowProblem.ANSWER_IN_TEXT, "text", value=answer)
    return question, answer


def _authority(row: RowReader) -> tuple[AuthorityLevel | None, str]:
    """The level, or the body that stands there in its place."""
    line = row.line("authority")
    choices = cell_words().choices["authority"]
    begin = section_words().authority.match(words_only(line))  # "Thuộc thẩm quyền của phường"
    behind = words_only(line)[begin.end() :].strip() if begin else ""
    for said in (words_only(line), words_only(line).removeprefix(_LEVEL), behind):
        if said in choices:
            return AuthorityLevel(choices[said]), ""
    with_body = _LEVEL_WITH_BODY.fullmatch(line)
    if with_body and words_only(with_body["level"]) in choices:
        return AuthorityLevel(choices[words_only(with_body["level"])]), with_body["body"].strip()
    if section_words().body.match(words_only(line)):
        return None, row.text("authority")
    if begin and section_words().body.match(behind):
        return None, " ".join(line.split()[len(begin[0].split()) :])
    return row.choice("authority", AuthorityLevel), ""


def _our_code(row: RowReader, others: dict[str, Any]) -> tuple[int, int] | None:
    """Our code; another office's is kept as the number elsewhere."""
    if row.says_nothing("issue_code"):
        return None
    line = row.line("issue_code")
    code = our_code(TableKind.ISSUES, line)
    if code is None:
        if not others["number_elsewhere"]:
            others["number_elsewhere"] = line
        row.warn(RowProblem.CODE_ELSEWHERE, "issue_code", value=line)
        return None
    return code[0], code[1]


def _title(draft: SheetIssue) -> str:
    return mask_persons(draft.text)[:_TITLE]


def _known_by(_draft: SheetIssue) -> str:
    return "text"


def all_said(draft: SheetIssue) -> Hashable:
    """Everything the row says of the issue beside its text, but for its place in the list."""
    return _parts_said()(draft), tuple(draft.others.values())


@cache
def _parts_said() -> attrgetter[Any]:
    return attrgetter(*_parts())


@cache
def _parts() -> tuple[str, ...]:
    """What a row says of the issue, by the names of the draft."""
    names = (field.name for field in dataclasses.fields(SheetIssue))
    return tuple(name for name in names if name not in _OF_THE_LIST | {"others"})


def differing(one: SheetIssue, other: SheetIssue) -> list[str]:
    """The fields, by their keys, of which two rows say something else."""
    found = [name for name in _parts() if getattr(one, name) != getattr(other, name)]
    keys = [_READ_FROM.get(name, name.removesuffix("_text")) for name in found if name != "denied"]
    keys += sorted(one.denied ^ other.denied)
    keys += [name for name in one.others if one.others[name] != other.others[name]]
    return list(dict.fromkeys(keys))


_FORMS: Apart[SheetIssue] = Apart(
    frozenset({"moment", "medium", "channel", "venue", "answer_kind"}),
    lambda row, draft: _said_apart(row, number=draft.answer_number, text=draft.answer),
)
ISSUE_ROWS = RowsOf(TableKind.ISSUES, _draft, _title, _known_by, _FORMS)
