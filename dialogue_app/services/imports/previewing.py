"""How any workbook is compared: recognised, read, looked up, identified, compared, row by row.

A noun declares what differs: how its rows are read, its codes, what rows are looked up in and
identified by. Only the look-ups read the database, by the keys of the rows; nothing is written.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any, Generic, Protocol

from dialogue_app import without_garbage_collection
from dialogue_app.domain.rows import Problem
from dialogue_app.domain.vocabulary import RowStatus
from dialogue_app.exchange.parts_of_text import with_parts_apart
from dialogue_app.exchange.reading import Progress, Sheet, ShouldStop, report
from dialogue_app.exchange.reading_again import rows_as_before, told_otherwise
from dialogue_app.exchange.recognising import Recognised, recognise
from dialogue_app.exchange.sheet_rows import D, RowsOf
from dialogue_app.services.imports.comparing import NO_DIFFERENCES, Differences, Step, shown
from dialogue_app.services.imports.decisions import Decisions
from dialogue_app.services.imports.identifying import (
    REPORT_EVERY,
    Identifier,
    Meant,
    identify,
)
from dialogue_app.services.imports.read_back import OurCodes, ReadBack, read_back
from dialogue_app.services.imports.workbooks import (
    ColumnMapping,
    FieldChange,
    OpenedWorkbook,
    Preview,
    PreviewRow,
)


class Register(Identifier, Protocol):
    """What rows are identified in and compared with: read before, by their keys."""

    def differences(self, thing: Any) -> Differences:
        """What the rows of a known thing say otherwise."""

    def notes(self, thing: Any) -> tuple[Problem, ...]:
        """What is worth a look of a new thing."""

    def clashing(self, thing: Any, row: Any) -> tuple[FieldChange, ...]:
        """What an asked row says otherwise than the rows above it."""

    def joined(self, thing: Any, rows: Sequence[Any]) -> Any:
        """The thing with asked rows that were answered with yes."""

    def adds(self, thing: Any, row: Any, found: Differences) -> tuple[FieldChange, ...]:
        """What a later row of a thing says that its first does not."""


@dataclass(frozen=True, slots=True)
class Part:
    """Rows compared with one register, and what is to be written for them."""

    register: Any
    steps: list[Step[Any, Any]]


@dataclass(frozen=True, slots=True)
class Noun(Generic[D]):
    """What a noun declares of its workbooks.

    rows: how a row is read.
    day: gives dates their year where none is written.
    codes: the column of our codes.
    look_up: the rows with what they name looked up, each part with its register; what was looked
        up before, while the database was as it is, stands in the parts of before.
    """

    rows: RowsOf[D]
    day: date
    codes: OurCodes[Any]
    look_up: Callable[
        [Sequence[D], Mapping[int, ReadBack[Any]], Progress, Sequence[Part]],
        Iterable[tuple[Sequence[Any], Register]],
    ]


@dataclass(frozen=True)
class Found(Generic[D]):
    """What a preview found on its way: most of it holds, too, when something else is decided.

    sheet: as the file has it. sequence: the entry of the history up to which was looked up.
    """

    sheet: Sheet
    mapping: ColumnMapping
    decisions: Decisions
    day: date
    sequence: int
    table: Recognised
    drafts: Mapping[int, D]  # as they were read
    told: Mapping[int, ReadBack[Any]]


def preview(
    noun: Noun[D],
    workbook: OpenedWorkbook,
    sheet_index: int,
    mapping: ColumnMapping,
    decisions: Decisions,
    progress: Progress,
    should_stop: ShouldStop,
    *,
    sequence: int,
    before: Preview | None = None,
) -> Preview:
    """What importing the sheet would do, row by row. Raises `NoHeader`, `Cancelled`.

    `sequence` is the last entry of the history; `before` the preview of other decisions about the
    sheet, of which is taken what still holds.
    """
    watch = partial(report, progress=progress, should_stop=should_stop)
    sheet = workbook.sheets[sheet_index]
    old = _still_good(before, sheet, mapping, noun.day)
    is_current = before is not None and old is not None and old.sequence == sequence
    if before is not None and old is not None and is_current and _are_same(old, decisions):
        return before
    with without_garbage_collection():
        found = _found(noun, sheet, mapping, decisions, sequence, old, watch)
        table = found.table
        drafts = list(_drafts(noun, found))
        rows = {draft.row: _bad(noun, draft) for draft in drafts if draft.errors}
        parts: list[Part] = []
        good = [draft for draft in drafts if not draft.errors]
        looked_up = before.plan if before is not None and is_current else ()
        for said, register in noun.look_up(good, found.told, watch, looked_up):
            steps, refused = _compared(register, said, watch)
            parts.append(Part(register, steps))
            rows |= {row.row: row for row in _shown(noun, register, steps)}
            rows |= {row.row: row for row in _refused(noun, said, refused)}
    shown_rows = [rows[number] for number in table.entries if number in rows]
    others = workbook.others_alike(sheet_index), workbook.others_apart(sheet_index)
    made = Preview(table, shown_rows, parts, *others, found)
    return replace(made, rows=list(_as_in_file(made))) if table.sheet.origins else made


def _found(
    noun: Noun[D],
    sheet: Sheet,
    mapping: ColumnMapping,
    decisions: Decisions,
    sequence: int,
    old: Found[D] | None,
    watch: Progress,
) -> Found[D]:
    """The rows as they are read; of those that say what they did, what was found before."""
    table = _recognised(noun, sheet, mapping, decisions, watch, old)
    read: dict[int, D] = {}
    told: Mapping[int, ReadBack[Any]] = {}
    if old is not None:
        read = _read_before(noun, table, old, decisions.mended_otherwise(old.decisions), watch)
        told = old.told if old.sequence == sequence else told
    told = read_back(noun.codes, table, watch, told, read)
    drafts = {draft.row: draft for draft in noun.rows.read(table, noun.day, watch, read)}
    return Found(sheet, mapping, decisions, noun.day, sequence, table, drafts, told)


def _read_before(
    noun: Noun[D], table: Recognised, old: Found[D], mended: Collection[int], watch: Progress
) -> dict[int, D]:
    """The rows that need not be read as a whole: they say what they did, but for what is apart.

    What the file said beside a mended cell holds no more, whatever stands in it now.
    """
    apart = noun.rows.apart.fields
    same = rows_as_before(old.table, table)
    read = {number: old.drafts[number] for number in same if number not in mended}
    if any(name in apart for name, _words in told_otherwise(old.table, table)):
        nearly = rows_as_before(old.table, table, apart)
        some = [number for number in nearly if number not in read and number not in mended]
        read |= noun.rows.read_apart(table, noun.day, watch, old.drafts, some)
    return read


def _as_in_file(preview: Preview) -> Iterable[PreviewRow]:
    """The rows, what is said of others naming them as the file does."""
    for row in preview.rows:
        problems = tuple(
            replace(one, values={**one.values, "row": preview.called(int(one.values["row"]))})
            if "row" in one.values
            else one
            for one in row.problems
        )
        yield row._replace(problems=problems)


def _still_good(
    before: Preview | None, sheet: Sheet, mapping: ColumnMapping, day: date
) -> Found[Any] | None:
    """What was found of the same sheet, with the same columns and day."""
    old = before.found if before is not None else None
    is_same = old is not None and old.sheet is sheet and old.mapping == mapping and old.day == day
    return old if is_same else None


def _are_same(old: Found[Any], decisions: Decisions) -> bool:
    """Whether nothing else was decided than which asked rows are taken, if anything."""
    nobody = frozenset[int]()
    return replace(old.decisions, accepted=nobody) == replace(decisions, accepted=nobody)


def _recognised(
    noun: Noun[D],
    sheet: Sheet,
    mapping: ColumnMapping,
    decisions: Decisions,
    watch: Progress,
    old: Found[D] | None,
) -> Recognised:
    """The table of the sheet as it was mended, with its columns and rows as they were decided."""
    if old is not None and decisions.makes_rows_as(old.decisions):
        return replace(old.table, mapping=decisions.mapping(mapping))
    mended = decisions.sheet(sheet)
    chosen = decisions.chosen_rows(mended)
    table = recognise(mended, decisions.mapping(mapping), noun.rows.kind, watch, chosen)
    return with_parts_apart(table) if decisions.takes("parts") else table


def _drafts(noun: Noun[D], found: Found[D]) -> Iterable[D]:
    """The rows without what says nothing new, and as it was decided for all of them."""
    for draft in found.drafts.values():
        silent = noun.codes.silenced(draft, found.told.get(draft.row))
        yield _decided(silent, found.table, found.decisions)


def _decided(draft: D, table: Recognised, decisions: Decisions) -> D:
    """The row without warnings that were answered, and with what its empty cells empty."""
    if decisions.agreed and draft.warnings:
        left = (one for one in draft.warnings if one.problem not in decisions.agreed)
        draft = replace(draft, warnings=tuple(left))
    if decisions.clears:
        columns = decisions.clears.intersection(table.mapping.fields)
        empty = (name for name in columns if table.cell(draft.row, name) in (None, ""))
        draft = replace(draft, emptied=frozenset(empty))
    return draft


def _bad(noun: Noun[D], draft: D) -> PreviewRow:
    problems = (*draft.errors, *draft.warnings)
    title, status = noun.rows.title(draft), RowStatus.REFUSED
    return PreviewRow(
        draft.row, status, title, repairs=draft.repairs, problems=problems, draft=draft
    )


def _compared(
    register: Register, rows: Sequence[Any], watch: Progress
) -> tuple[list[Step[Any, Any]], dict[int, Problem]]:
    """What is to be written for the rows, and why some are refused."""
    things, refused = identify(rows, register, watch)
    steps: list[Step[Any, Any]] = []
    for thing in things:
        if len(steps) % REPORT_EVERY == 0:
            watch(len(steps), len(things))
        steps.append(_step(register, thing))
    return steps, refused


def _refused(
    noun: Noun[D], rows: Sequence[Any], refused: Mapping[int, Problem]
) -> Iterable[PreviewRow]:
    for row in rows:
        if (problem := refused.get(row.draft.row)) is not None:
            problems = (problem, *row.problems)
            yield shown(row, noun.rows.title(row.draft), RowStatus.REFUSED, problems)


def _step(register: Register, thing: Meant[Any, Any]) -> Step[Any, Any]:
    if thing.known is None:
        return Step(thing, NO_DIFFERENCES, register.notes(thing))
    return Step(thing, register.differences(thing), ())


def _shown(
    noun: Noun[D], register: Register, steps: Sequence[Step[Any, Any]]
) -> Iterable[PreviewRow]:
    title, known_by = noun.rows.title, noun.rows.known_by
    for step in steps:
        first, *later = step.thing.rows
        yield step.shown(title(first.draft))
        for row in later:
            adds = register.adds(step.thing, row, step.differences)
            yield step.shown_later(row, title(row.draft), known_by(row.draft), adds)
        for row in step.thing.asked:
            clashing = register.clashing(step.thing, row)
            yield step.shown_asked(row, title(row.draft), known_by(row.draft), clashing)
