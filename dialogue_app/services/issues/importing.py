"""Issues imported from a workbook.

An issue is the same by its KN code whatever the session, by session and text with the same raisers
or STT, and by STT with the same raiser (then its text has changed). Bodies and time limits become
proposals: giving out is an act of its own. The same workbook twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue_app.domain.codes import issue_code, parse_issue_code
from dialogue_app.domain.personal_numbers import mask_persons
from dialogue_app.domain.rows import Problem, RowProblem
from dialogue_app.domain.vocabulary import RowStatus
from dialogue_app.exchange.columns import ColumnMapping
from dialogue_app.exchange.header_words import TableKind
from dialogue_app.exchange.issue_rows import ISSUE_ROWS, SheetIssue
from dialogue_app.exchange.reading import (
    Progress,
    Sheet,
    ShouldStop,
    never_stop,
    no_progress,
    report,
)
from dialogue_app.exchange.recognising import recognise
from dialogue_app.i18n import N_
from dialogue_app.services.case import Case, OpenCase, Seen, use_case
from dialogue_app.services.imports.read_back import ReadBack, read_back, silenced
from dialogue_app.services.imports.workbooks import (
    ImportResult,
    OpenedWorkbook,
    Preview,
    PreviewRow,
)
from dialogue_app.services.imports.writing import (
    changed_since,
    plan_to_write,
    result_of,
    write_batches,
)
from dialogue_app.services.issues.import_adding import IssueAdder
from dialogue_app.services.issues.import_changing import IssueChanger, RowChange
from dialogue_app.services.issues.import_differences import Differences, differences
from dialogue_app.services.issues.import_lookups import Identity, KnownIssue, KnownIssues, Lookups
from dialogue_app.services.issues.import_plan import PlannedRow, plan_row
from dialogue_app.services.issues.import_sessions import SessionNames, by_session
from dialogue_app.services.issues.lists import IssueList, IssueRow
from dialogue_app.services.issues.moving import session_day
from dialogue_app.services.roles import EDIT_ISSUE
from dialogue_app.storage.models.issues import Issue

_REPORT_EVERY = 200
_TITLE = 120  # characters of the text a preview shows
# What is read out of several cells of a row, by their fields.
_BUNDLES = {
    ("raisers", "tax_code", "speaker"): ("raisers", "tax_code", "speaker"),
    ("note", "raisers"): ("note", "withhold_name", "unsigned", "complaint"),
    ("lead_body", "supporting_bodies", "due"): (
        "lead_body", "supporting_bodies", "due", "due_text",
    ),
    ("answer", "answered_by"): ("answer", "answered_by", "also_in_writing"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Step:
    """What is to be written for one row: a new issue, or the differences of a known one."""

    row: PlannedRow
    known: KnownIssue | None
    differences: Differences


@dataclass(frozen=True, slots=True)
class _Plan:
    """What the writer needs of the rows of one session: what was compared, what each is to do."""

    lookups: Lookups
    known: KnownIssues
    steps: list[_Step]


def preview_issues(
    case: Case,
    workbook: OpenedWorkbook,
    sheet_index: int,
    mapping: ColumnMapping,
    session_id: int | None,
    progress: Progress = no_progress,
    should_stop: ShouldStop = never_stop,
) -> Preview:
    """What importing the sheet would do, row by row. Raises `NoHeader`, `Cancelled`.

    `session_id` is the session of the rows that name none.
    """
    sheet = workbook.sheets[sheet_index]
    watch = partial(report, progress=progress, should_stop=should_stop)
    with case.reading() as session:
        day = session_day(case, session, session_id)
        names = SessionNames(session)
    table = recognise(sheet, mapping, TableKind.ISSUES, watch)
    read = ISSUE_ROWS.read(table, day, watch)
    told = _read_back(case, sheet, mapping, watch)
    drafts = [_as_told(draft, told.get(draft.row)) for draft in read]
    shown = {
        draft.row: _shown(draft, RowStatus.ERROR, (*draft.errors, *draft.warnings))
        for draft in drafts
        if draft.errors
    }
    plans: list[_Plan] = []
    whole = [draft for draft in drafts if not draft.errors]
    for key, rows in by_session(names, whole, told, session_id).items():
        of_session, plan = _of_session(case, key, rows, watch)
        shown |= of_session
        plans.append(plan)
    return Preview(table, [shown[number] for number in sorted(shown)], plans)


def _of_session(
    case: Case, session_id: int | None, drafts: Sequence[SheetIssue], watch: Progress
) -> tuple[dict[int, PreviewRow], _Plan]:
    """The rows of one session, or of none, compared with its issues."""
    with case.reading() as session:
        lookups = Lookups(case, session, session_id)
        lookups.read_enterprises(session, drafts)
    planned: list[PlannedRow] = []
    for place, draft in enumerate(drafts):
        if place % _REPORT_EVERY == 0:
            watch(place, len(drafts))
        planned.append(plan_row(lookups, draft))
    with case.reading() as session:
        identities = [row.identity for row in planned]
        known = KnownIssues(session, session_id, identities, watch=watch)
    return _compared(lookups, known, planned, watch)


def _read_back(
    case: Case, sheet: Sheet, mapping: ColumnMapping, watch: Progress
) -> dict[int, ReadBack[IssueRow]]:
    """The rows that name an issue by our code."""

    def ids_of(keys: Sequence[tuple[int, ...]]) -> dict[tuple[int, ...], int]:
        statement = select(Issue.year, Issue.number, Issue.id).where(
            Issue.number.in_([number for _year, number in keys])
        )
        with case.reading() as session:
            found = {(year, number): key for year, number, key in session.execute(statement)}
        return {key: found[key] for key in keys if key in found}

    records = IssueList(case)
    return read_back(records, sheet, mapping, "issue_code", parse_issue_code, ids_of, watch)


def _as_told(draft: SheetIssue, told: ReadBack[IssueRow] | None) -> SheetIssue:
    return draft if told is None else silenced(draft, told, _BUNDLES, text=told.known.whole_text)


def _compared(
    lookups: Lookups, known: KnownIssues, planned: list[PlannedRow], watch: Progress
) -> tuple[dict[int, PreviewRow], _Plan]:
    """Each row as it is shown, by its number, and the steps to write."""
    shown: dict[int, PreviewRow] = {}
    firsts: dict[tuple[object, ...], PlannedRow] = {}
    coded: dict[tuple[int, int], int] = {}
    for row in planned:
        identity, number = row.identity, row.draft.row
        key = (identity.code, identity.digest, frozenset(identity.raisers))
        if firsts.setdefault(key, row) is not row:  # its first row says what becomes of it
            shown[number] = _shown(row.draft, RowStatus.REPEATED, _repeating(row, firsts[key]))
        elif identity.code and (first := coded.setdefault(identity.code, number)) != number:
            del firsts[key]
            values = {"value": issue_code(*identity.code), "row": str(first)}
            twice = Problem(RowProblem.CODE_REPEATED, "issue_code", values)
            shown[number] = _shown(row.draft, RowStatus.ERROR, (twice, *row.problems))
    rows = list(firsts.values())
    issues = known.identify([row.identity for row in rows])
    steps: list[_Step] = []
    for row, issue in zip(rows, issues, strict=True):
        if len(steps) % _REPORT_EVERY == 0:
            watch(len(steps), len(rows))
        steps.append(_step(lookups, row, issue))
    shown |= {step.row.draft.row: _shown_step(lookups, step) for step in steps}
    return shown, _Plan(lookups, known, steps)


def _repeating(row: PlannedRow, first: PlannedRow) -> tuple[Problem, ...]:
    if any(found.problem is RowProblem.REPEATED for found in row.problems):
        return row.problems
    repeated = Problem(RowProblem.REPEATED, "text", {"row": str(first.draft.row)})
    return (*row.problems, repeated)


def _step(lookups: Lookups, row: PlannedRow, known: KnownIssue | None) -> _Step:
    return _Step(row, known, differences(lookups, known, row) if known else Differences())


def _shown_step(lookups: Lookups, step: _Step) -> PreviewRow:
    draft, found, known = step.row.draft, step.differences, step.known
    problems = (*step.row.problems, *found.kept)
    if known is None:
        problems += _unknown_code(step.row.identity)
        return _shown(draft, RowStatus.WARNING if problems else RowStatus.NEW, problems)
    status = RowStatus.SAME
    if found.conflicts:
        status = RowStatus.CONFLICT
    elif found.changes:
        status = RowStatus.CHANGED
    shown = _shown(draft, status, problems)
    return replace(shown, matched=known.code, changes=(*found.changes, *found.conflicts))


def _unknown_code(identity: Identity) -> tuple[Problem, ...]:
    if identity.code is None:
        return ()
    value = {"value": issue_code(*identity.code)}
    return (Problem(RowProblem.CODE_UNKNOWN, "issue_code", value),)


def _shown(draft: SheetIssue, status: RowStatus, problems: tuple[Problem, ...]) -> PreviewRow:
    title = mask_persons(draft.text)[:_TITLE]
    return PreviewRow(
        draft.row, status, title, repairs=draft.repairs, problems=problems, draft=draft
    )


@use_case("issue.import", EDIT_ISSUE, N_("imported a workbook"))
def import_issues(
    case: OpenCase,
    preview: Preview,
    *,
    skip_bad: bool = False,
    overwrite: frozenset[int] = frozenset(),
    progress: Progress = no_progress,
    should_stop: ShouldStop = never_stop,
) -> ImportResult:
    """Write what the preview showed; `overwrite`: rows that win their conflicts.

    A row whose issue was changed, or added, since it was compared is refused alone. Raises
    `BadRows` unless bad rows are left out, `Cancelled`; then nothing was written. Progress is told
    as `write_batches` says.
    """
    plans: list[_Plan] = plan_to_write(preview, list, skip_bad=skip_bad)
    refused = set[int]().union(*(_changed_since(case.session, plan) for plan in plans))
    added, changed, total = 0, 0, 0
    batches: list[Iterator[int]] = []
    for plan in plans:
        steps = [step for step in plan.steps if step.row.draft.row not in refused]
        new = [step.row for step in steps if step.known is None]
        changes = _changes(steps, overwrite)
        to_do = [change for change in changes if change.fields or change.renumbers]
        batches.append(IssueAdder(case, plan.lookups).add(new))
        batches.append(IssueChanger(case, plan.lookups).change(to_do))
        added += len(new)
        changed += sum(bool(one.fields) for one in changes)
        total += len(new) + len(to_do)
    write_batches(case.session, chain(*batches), total, progress, should_stop)
    return result_of(preview, added, changed, refused)


def _changes(steps: Sequence[_Step], overwrite: frozenset[int]) -> list[RowChange]:
    """What the rows that are known issues bring."""
    return [
        RowChange(step.known, step.row, step.differences.chosen(overwrite=overwrites))
        for step in steps
        if step.known is not None
        for overwrites in [step.row.draft.row in overwrite]
    ]


def _changed_since(session: Session, plan: _Plan) -> set[int]:
    """Rows whose issue is no longer the one that was compared, or was added meanwhile."""
    compared = {
        step.row.draft.row: Seen(step.known.id, step.known.version)
        for step in plan.steps
        if step.known is not None
    }
    new = [step.row for step in plan.steps if step.known is None]
    since = plan.known.added_since(session, [row.identity for row in new])
    added = {row.draft.row for row, known in zip(new, since, strict=True) if known}
    return changed_since(session, Issue, compared) | added
