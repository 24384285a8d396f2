"""Parses rows of a list of issues into drafts with repairs, warnings and errors."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from dialogue_app.domain.fields.facts import Field, fields_of, names_of
from dialogue_app.domain.fields.issues import IssueDraft
from dialogue_app.domain.personal_numbers import mask_persons
from dialogue_app.domain.rows import RepairReason, RowProblem
from dialogue_app.domain.tax_codes import TaxCode
from dialogue_app.domain.text import clean_line, fold, tidy_name
from dialogue_app.domain.vocabulary import AuthorityLevel, IssueKind, Medium, Moment, RaiserKind
from dialogue_app.exchange.cells import CellReader, RowReader, reader_of
from dialogue_app.exchange.header_words import TableKind, cell_words, words_only
from dialogue_app.exchange.raisers import SheetRaiser, parse_raisers
from dialogue_app.exchange.sheet_rows import RowsOf, SheetRow

_TITLE = 120  # characters of the text that a preview shows
_OUR_CODE = re.compile(r"KN ?-? ?([0-9]{4}) ?[-/] ?([0-9]{1,9})", re.IGNORECASE)
_BODY_BREAK = re.compile(
    r"\s*(?:[;\n]|[,.]?\s+(?:và\s+)?phối hợp(?: với| cùng)?:?\s+)\s*", re.IGNORECASE
)
_BODY_ROLE = re.compile(r"\s*\(?\b(?:chủ trì|phối hợp)\)?:?\s*", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[.,;:|()\[\]\n]+")
_DENIED = re.compile(
    r"\b(?:khong|chua)(?: (?:co|he|phai|can|de nghi|yeu cau|xin|muon|phat hien))* $"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetIssue(SheetRow):
    """An issue as read from its row. An empty text or None means that the cell was empty."""

    ordinal: int | None
    code: tuple[int, int] | None  # (2026, 15) of KN-2026-0015
    session: str
    raisers: tuple[SheetRaiser, ...]
    tax_code: TaxCode | None  # of the first raiser
    speaker: str
    moment: Moment | None
    medium: Medium | None
    venue: str
    kind: IssueKind | None
    topic: str
    authority: AuthorityLevel | None
    text: str
    lead_body: str
    supporting_bodies: tuple[str, ...]
    answer: str
    answered_by: str
    also_in_writing: bool
    due: date | None
    due_text: str  # "trong tháng 10", as it was written
    received_on: date | None
    withhold_name: bool
    unsigned: bool
    complaint: bool
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
    flags = _flags(row, note)
    raisers = _raisers(row, unsigned=bool(flags["unsigned"]))
    moment, medium, venue = _channel(row)
    topic = row.line("topic")
    lead, supporting = _bodies(row)
    due, due_text = row.due("due")
    return SheetIssue(
        row=row.number,
        ordinal=row.ordinal(),
        code=_our_code(row),
        session=row.line("session"),
        raisers=raisers,
        tax_code=row.tax_code(_is_household(raisers)),
        speaker=row.line("speaker"),
        moment=moment,
        medium=medium,
        venue=venue,
        kind=_kind(row, topic, note),
        topic=topic,
        authority=row.choice("authority", AuthorityLevel),
        text=_text(row),
        lead_body=lead,
        supporting_bodies=supporting,
        answer=row.text("answer"),
        answered_by=row.line("answered_by"),
        due=due,
        due_text=due_text,
        received_on=row.day("received_on"),
        note=note,
        others={name: read(row, key) for name, key, read in _other_cells()},
        denied=frozenset(name for name, said in flags.items() if said is False),
        **{name: bool(said) for name, said in flags.items()},
        repairs=tuple(row.repairs),
        warnings=tuple(row.warnings),
        errors=tuple(row.errors),
    )


def _flags(row: RowReader, note: str) -> dict[str, bool | None]:
    """The marks: what their own column says, or what the note or the raisers say of them."""
    said = _CLAUSE_END.split(f"{note}\n{row.text('raisers')}")
    clauses = [words_only(clause) for clause in said]
    return {
        name: True if any(_is_said(words, clause) for clause in clauses) else row.tick(name)
        for name, words in cell_words().flags.items()
    }


def _is_said(words: re.Pattern[str], clause: str) -> bool:
    """Whether the clause has the words and does not deny them ("không có dấu hiệu tố cáo")."""
    return any(not _DENIED.search(clause[: found.start()]) for found in words.finditer(clause))


def _raisers(row: RowReader, *, unsigned: bool) -> tuple[SheetRaiser, ...]:
    raisers = tuple(_tidy(raiser, row) for raiser in parse_raisers(row.text("raisers")))
    if not raisers and not unsigned and row.has("raisers"):
        row.warn(RowProblem.RAISER_MISSING, "raisers")
    return raisers


def _tidy(raiser: SheetRaiser, row: RowReader) -> SheetRaiser:
    if raiser.kind is not RaiserKind.ENTERPRISE:
        return raiser
    name = tidy_name(raiser.name)
    row.repaired("raisers", raiser.name, name, RepairReason.SPELLING)
    return dataclasses.replace(raiser, name=name)


def _is_household(raisers: tuple[SheetRaiser, ...]) -> bool | None:
    first = fold(raisers[0].name) if raisers else ""
    return True if first.startswith(("ho kinh doanh", "hkd")) else None


def _channel(row: RowReader) -> tuple[Moment | None, Medium | None, str]:
    """Moment, medium and venue: of columns of their own, else of the one that says how."""
    moment, medium, venue = _in_one_cell(row)
    return (
        row.choice("moment", Moment) or moment,
        row.choice("medium", Medium) or medium,
        row.line("venue") or venue,
    )


def _in_one_cell(row: RowReader) -> tuple[Moment | None, Medium | None, str]:
    line = row.line("channel")
    said = words_only(line)
    if not said:
        return None, None, ""
    words = cell_words()
    found = next((entry for entry in words.media if entry.words.search(said)), None)
    moment = next(
        (moment for moment, pattern in words.moments.items() if pattern.search(said)), None
    )
    if found is None:
        row.warn(RowProblem.CHANNEL_UNKNOWN, "channel", value=line)
    venue = line if words.venue.search(said) else ""
    return moment or (found.when if found else None), found.medium if found else None, venue


def _kind(row: RowReader, topic: str, note: str) -> IssueKind | None:
    """What the column of kinds says; without one the topic or the note may be a kind's name."""
    if row.line("kind"):
        return row.choice("kind", IssueKind)
    kinds = cell_words().choices["kind"]
    found = kinds.get(words_only(topic)) or kinds.get(words_only(note))
    return IssueKind(found) if found else None


def _text(row: RowReader) -> str:
    text = row.text("text")
    if not text:
        row.fail(RowProblem.TEXT_MISSING, "text")
    return text


def _our_code(row: RowReader) -> tuple[int, int] | None:
    if row.says_nothing("issue_code"):
        return None
    line = row.line("issue_code")
    match = _OUR_CODE.fullmatch(line)
    if match is None or not int(match[2]):
        row.fail(RowProblem.CODE_INVALID, "issue_code", value=line)
        return None
    return int(match[1]), int(match[2])


def _bodies(row: RowReader) -> tuple[str, tuple[str, ...]]:
    """The lead body, which stands first in its cell, and the supporting ones."""
    leading = _body_names(row.text("lead_body"))
    supporting = leading[1:] + _body_names(row.text("supporting_bodies"))
    return next(iter(leading), ""), tuple(dict.fromkeys(supporting))


def _body_names(cell: str) -> list[str]:
    names = (clean_line(_BODY_ROLE.sub(" ", part)) for part in _BODY_BREAK.split(cell))
    return [name.strip(" ,.") for name in names if name.strip(" ,.")]


def _title(draft: SheetIssue) -> str:
    return mask_persons(draft.text)[:_TITLE]


def _same(draft: SheetIssue) -> tuple[str, tuple[str, ...] | None]:
    """By the text and who raised it."""
    names = (fold(raiser.name) for raiser in draft.raisers)
    return "text", (words_only(draft.text), *names) if draft.text else None


ISSUE_ROWS = RowsOf(TableKind.ISSUES, _draft, _title, _same)
