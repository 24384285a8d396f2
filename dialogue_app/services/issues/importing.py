"""Issues imported from a workbook.

Bodies and time limits become proposals: giving out is an act of its own. The same workbook twice
changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from sqlalchemy import select

from dialogue_app.exchange.columns import ColumnMapping
from dialogue_app.exchange.issue_rows import ISSUE_ROWS, SheetIssue
from dialogue_app.exchange.reading import (
    LOOK_EVERY,
    Progress,
    ShouldStop,
    never_stop,
    no_progress,
)
from dialogue_app.i18n import N_
from dialogue_app.services.case import Case, OpenCase, use_case
from dialogue_app.services.imports.comparing import Filling
from dialogue_app.services.imports.decisions import UNDECIDED, Decisions
from dialogue_app.services.imports.past_imports import with_number
from dialogue_app.services.imports.previewing import Noun, Part, preview
from dialogue_app.services.imports.read_back import OurCodes, ReadBack
from dialogue_app.services.imports.workbooks import ImportResult, OpenedWorkbook, Preview, TableKind
from dialogue_app.services.imports.writing import write
from dialogue_app.services.issues.import_known import KnownIssues, of_codes
from dialogue_app.services.issues.import_lookups import Lookups
from dialogue_app.services.issues.import_plan import PlannedRow, plan_row
from dialogue_app.services.issues.import_register import IssueRegister, IssueWriter
from dialogue_app.services.issues.import_sessions import SessionNames, by_session
from dialogue_app.services.issues.lists import IssueList, IssueRow
from dialogue_app.services.issues.moving import session_day
from dialogue_app.services.roles import EDIT_ISSUE
from dialogue_app.storage.audit import head
from dialogue_app.storage.models.issues import Issue

# What is read out of several cells of a row, by their fields.
_BUNDLES = {
    ("raisers", "tax_code", "speaker"): ("raisers", "tax_code", "speaker"),
    ("note", "raisers"): ("note", "withhold_name", "unsigned", "complaint", "also_elsewhere"),
    ("lead_body", "supporting_bodies", "due"): (
        "lead_body", "supporting_bodies", "due", "due_text",
    ),
    ("answer", "answered_by"): (
        "answer", "answer_kind", "answer_number", "answer_date", "answer_cited", "answered_by",
        "also_in_writing", "answers_apart",
    ),
}  # fmt: skip


def preview_issues(
    case: Case,
    workbook: OpenedWorkbook,
    sheet_index: int,
    mapping: ColumnMapping,
    session_id: int | None,
    progress: Progress = no_progress,
    should_stop: ShouldStop = never_stop,
    *,
    decisions: Decisions = UNDECIDED,
    before: Preview | None = None,
) -> Preview:
    """What importing the sheet would do, row by row. Raises `NoHeader`, `Cancelled`.

    `session_id` is the session of the rows that name none; `before` the preview of other decisions.
    """
    with case.reading() as session:
        day, sequence = session_day(case, session, session_id), head(session).sequence
    look_up = partial(_looked_up, case, session_id, decisions.filling)
    noun = Noun(ISSUE_ROWS, day, _codes(case), look_up)
    return preview(
        noun, workbook, sheet_index, mapping, decisions, progress, should_stop,
        sequence=sequence, before=before,
    )  # fmt: skip


def _codes(case: Case) -> OurCodes[IssueRow]:
    """Our codes: KN-2026-0015."""

    def ids_of(keys: Sequence[tuple[int, ...]]) -> dict[tuple[int, ...], int]:
        statement = select(Issue.year, Issue.number, Issue.id).where(of_codes(keys))
        with case.reading() as session:
            found = {(year, number): key for year, number, key in session.execute(statement)}
        return {key: found[key] for key in keys if key in found}

    return OurCodes(IssueList(case), ids_of, lambda known: {"text": known.whole_text}, _BUNDLES)


def _looked_up(
    case: Case,
    chosen: int | None,
    filling: Filling,
    drafts: Sequence[SheetIssue],
    told: Mapping[int, ReadBack[IssueRow]],
    watch: Progress,
    before: Sequence[Part],
) -> Iterator[tuple[Sequence[PlannedRow], IssueRegister]]:
    """The rows of each session, or of none, with the issues they may mean."""
    with case.reading() as session:
        names = SessionNames(session)
    registers = {part.register.lookups.session_id: part.register for part in before}
    for session_id, some in by_session(names, drafts, told, chosen).items():
        old: IssueRegister | None = registers.get(session_id)
        as_before = old.planned_as(some) if old is not None else {}
        fresh = [draft for draft in some if draft.row not in as_before]
        with case.reading() as session:
            lookups = old.lookups.copy() if old is not None else Lookups(case, session, session_id)
            lookups.read_enterprises(session, fresh, watch)
        planned = as_before | _planned(lookups, fresh, watch)
        identities = [planned[draft.row].identity for draft in fresh]
        with case.reading() as session:
            known = old.known.copy() if old is not None else KnownIssues(session_id)
            known.read(session, identities, watch)
        rows = [planned[draft.row] for draft in some]
        yield rows, IssueRegister(lookups, known, planned, filling)


def _planned(
    lookups: Lookups, drafts: Sequence[SheetIssue], watch: Progress
) -> dict[int, PlannedRow]:
    """The rows, by number, with what they name looked up."""
    rows: dict[int, PlannedRow] = {}
    for draft in drafts:
        if len(rows) % LOOK_EVERY == 0:
            watch(len(rows), len(drafts))
        rows[draft.row] = plan_row(lookups, draft)
    return rows


@use_case("issue.import", EDIT_ISSUE, N_("imported a workbook"))
def import_issues(
    case: OpenCase,
    preview: Preview,
    *,
    skip_bad: bool = False,
    accepted: frozenset[int] = frozenset(),
    progress: Progress = no_progress,
    should_stop: ShouldStop = never_stop,
) -> ImportResult:
    """Write what the preview showed; of asked rows those `accepted`.

    A row whose issue was changed, or added, since it was compared is refused alone. Raises
    `BadRows` unless bad rows are left out, `Cancelled`; then nothing was written.
    """
    result = write(
        case,
        preview,
        [IssueWriter(case, part.register) for part in preview.plan],
        skip_bad=skip_bad,
        accepted=accepted,
        progress=progress,
        should_stop=should_stop,
    )
    return with_number(case, TableKind.ISSUES, preview, result)
