"""Issues of a session imported from a workbook.

An issue is the same by its KN code, by session and text with the same raisers or STT, and by STT
with the same raiser (then its text has changed). Bodies and time limits become proposals: giving
out is an act of its own. The same workbook twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue_app.domain.codes import issue_code, parse_issue_code
from dialogue_app.domain.rows import Problem, RowProblem
from dialogue_app.domain.vocabulary import RowStatus
from dialogue_app.exchange.columns import ColumnMapping
from dialogue_app.exchange.issue_rows import SheetIssue, parse_issues
from dialogue_app.exchange.reading import (
    Progress,
    Sheet,
    ShouldStop,
    never_stop,
    no_progress,
    report,
)
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
from dialogue_app.services.issues.lists import IssueList, IssueRow
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
    """What the writer needs: what was compared, and what each row is to do."""

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
    """What importing the sheet would do, row by row. Raises `NoHeader`, `Cancelled`."""
    sheet = workbook.sheets[sheet_index]
    watch = partial(report, progress=progress, should_stop=should_stop)
    with case.reading() as session:
        lookups = Lookups(case, session, session_id)
    parsed = parse_issues(sheet, mapping, lookups.day, progress, should_stop)
    told = _read_back(case, sheet, mapping, session_id, watch)
    drafts = [_as_told(draft, told.get(draft.row)) for draft in parsed.drafts]
    with case.reading() as session:
        lookups.read_enterprises(session, drafts)
    planned: list[PlannedRow] = []
    for place, draft in enumerate(drafts):
        if place % _REPORT_EVERY == 0:
            watch(place, len(drafts))
        if not draft.errors:
            planned.append(plan_row(lookups, draft))
    with case.reading() as session:
        identities = [row.identity for row in planned]
        known = KnownIssues(session, session_id, identities, watch=watch)
    shown, plan = _compared(lookups, known, planned, watch)
    for draft in drafts:
        if draft.errors:
            shown[draft.row] = _shown(draft, RowStatus.ERROR, (*draft.errors, *draft.warnings))
    return Preview(
        sheet, mapping, [shown[number] for number in sorted(shown)], parsed.skipped, plan
    )


def _read_back(
    case: Case, sheet: Sheet, mapping: ColumnMapping, session_id: int | None, watch: Progress
) -> dict[int, ReadBack[IssueRow]]:
    """The rows that name an issue of the session by our code."""

    def ids_of(keys: Sequence[tuple[int, ...]]) -> dict[tuple[int, ...], int]:
        statement = select(Issue.year, Issue.number, Issue.id).where(
            Issue.number.in_([number for _year, number in keys]), Issue.session_id == session_id
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
        step = _step(lookups, row, issue)
        steps.append(step)
        shown[row.draft.row] = _shown_step(lookups, step)
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
        problems += _unknown_code(lookups, step.row.identity)
        return _shown(draft, RowStatus.WARNING if problems else RowStatus.NEW, problems)
    status = RowStatus.SAME
    if found.conflicts:
        status = RowStatus.CONFLICT
    elif found.changes:
        status = RowStatus.CHANGED
    shown = _shown(draft, status, problems)
    return replace(shown, matched=known.code, changes=(*found.changes, *found.conflicts))


def _unknown_code(lookups: Lookups, identity: Identity) -> tuple[Problem, ...]:
    if identity.code is None:
        return ()
    value = {"value": issue_code(*identity.code), "session": lookups.session_code}
    return (Problem(RowProblem.CODE_UNKNOWN, "issue_code", value),)


def _shown(draft: SheetIssue, status: RowStatus, problems: tuple[Problem, ...]) -> PreviewRow:
    title = draft.text[:_TITLE]
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
    plan = plan_to_write(preview, _Plan, skip_bad=skip_bad)
    refused = _changed_since(case.session, plan)
    steps = [step for step in plan.steps if step.row.draft.row not in refused]
    new = [step.row for step in steps if step.known is None]
    changes = [
        RowChange(step.known, step.row, step.differences.chosen(overwrite=overwrites))
        for step in steps
        if step.known is not None
        for overwrites in [step.row.draft.row in overwrite]
    ]
    to_do = [change for change in changes if change.fields or change.renumbers]
    adder, changer = IssueAdder(case, plan.lookups), IssueChanger(case, plan.lookups)
    batches = chain(adder.add(new), changer.change(to_do))
    write_batches(case.session, batches, len(new) + len(to_do), progress, should_stop)
    return result_of(preview, len(new), sum(bool(one.fields) for one in changes), refused)


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
