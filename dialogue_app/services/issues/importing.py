"""Issues of a session taken in from a workbook.

An issue is the same by its KN code, by session and text with the same raisers or STT, and by STT
with the same raiser (then its text has changed). Bodies and time limits become proposals: giving
out is an act of its own. The same workbook twice changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dialogue_app.domain.codes import issue_code
from dialogue_app.domain.errors.workbooks import BadRows, RegisterChanged
from dialogue_app.domain.people import Actor
from dialogue_app.domain.rows import Problem, RowProblem
from dialogue_app.domain.vocabulary import RowStatus
from dialogue_app.exchange.columns import ColumnMapping
from dialogue_app.exchange.issue_rows import IssueDraft, parse_issues
from dialogue_app.exchange.reading import (
    Progress,
    ShouldStop,
    never_stop,
    no_progress,
    report,
)
from dialogue_app.services.imports.workbooks import (
    ImportResult,
    OpenedWorkbook,
    Preview,
    PreviewRow,
)
from dialogue_app.services.issues.import_differences import Differences, differences
from dialogue_app.services.issues.import_lookups import Identity, KnownIssue, KnownIssues, Lookups
from dialogue_app.services.issues.import_plan import PlannedRow, plan_row
from dialogue_app.services.issues.import_writing import add_row, change_row, renumber
from dialogue_app.services.roles import EDIT_ISSUE, require_role
from dialogue_app.storage.commit import chunks
from dialogue_app.storage.engine import Store
from dialogue_app.storage.models import Issue

_REPORT_EVERY = 200
_TITLE = 120  # characters of the text a preview shows


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
    register: KnownIssues
    steps: list[_Step]


def preview_issues(
    store: Store,
    workbook: OpenedWorkbook,
    sheet_index: int,
    mapping: ColumnMapping,
    session_id: int | None,
    progress: Progress = no_progress,
    should_stop: ShouldStop = never_stop,
) -> Preview:
    """What taking in the sheet would do, row by row. Raises `NoHeader`, `Cancelled`."""
    sheet = workbook.sheets[sheet_index]
    with store.reading() as session:
        lookups = Lookups(session, session_id)
    parsed = parse_issues(sheet, mapping, lookups.day, progress, should_stop)
    planned: list[PlannedRow] = []
    for place, draft in enumerate(parsed.drafts):
        if place % _REPORT_EVERY == 0:
            report(place, len(parsed.drafts), progress, should_stop)
        if not draft.errors:
            planned.append(plan_row(lookups, draft))
    with store.reading() as session:
        register = KnownIssues(session, session_id, [row.identity for row in planned])
    shown, plan = _compared(lookups, register, planned)
    for draft in parsed.drafts:
        if draft.errors:
            shown[draft.row] = _shown(draft, RowStatus.ERROR, (*draft.errors, *draft.warnings))
    return Preview(
        sheet, mapping, [shown[number] for number in sorted(shown)], parsed.skipped, plan
    )


def _compared(
    lookups: Lookups, register: KnownIssues, planned: list[PlannedRow]
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
    known = register.identify([row.identity for row in rows])
    steps = [_step(lookups, row, one) for row, one in zip(rows, known, strict=True)]
    shown |= {step.row.draft.row: _shown_step(lookups, step) for step in steps}
    return shown, _Plan(lookups, register, steps)


def _repeating(row: PlannedRow, first: PlannedRow) -> tuple[Problem, ...]:
    if any(one.problem is RowProblem.REPEATED for one in row.problems):
        return row.problems
    seen = Problem(RowProblem.REPEATED, "text", {"row": str(first.draft.row)})
    return (*row.problems, seen)


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


def _shown(draft: IssueDraft, status: RowStatus, problems: tuple[Problem, ...]) -> PreviewRow:
    title = draft.text[:_TITLE]
    return PreviewRow(
        draft.row, status, title, repairs=draft.repairs, problems=problems, draft=draft
    )


def import_issues(
    store: Store,
    actor: Actor,
    preview: Preview,
    *,
    skip_bad: bool = False,
    overwrite: frozenset[int] = frozenset(),
    progress: Progress = no_progress,
    should_stop: ShouldStop = never_stop,
) -> ImportResult:
    """Write what the preview showed, all or nothing; `overwrite`: rows that win their conflicts.

    Raises `BadRows` unless bad rows are left out, `RegisterChanged`, `Cancelled`.
    """
    require_role(actor, EDIT_ISSUE, "import_issues")
    bad = preview.counts[RowStatus.ERROR]
    if bad and not skip_bad:
        raise BadRows(bad)
    plan = preview.plan
    assert isinstance(plan, _Plan)
    added = changed = 0
    with store.writing(actor, "issue.import") as session:
        _require_unchanged(session, plan.register)
        for place, step in enumerate(plan.steps):
            if place % _REPORT_EVERY == 0:
                report(place, len(plan.steps), progress, should_stop)
            taken = step.differences.taken(overwrite=step.row.draft.row in overwrite)
            if step.known is None:
                add_row(session, plan.lookups, step.row)
                added += 1
            elif taken:
                change_row(session, plan.lookups, step.known, step.row, taken)
                changed += 1
            if step.known is not None:
                renumber(session, step.known, step.row)
        report(1, 1, progress, should_stop)
    repeated = preview.counts[RowStatus.REPEATED]
    same = len(preview.rows) - added - changed - bad - repeated
    return ImportResult(added, changed, same, bad, repeated)


def _require_unchanged(session: Session, register: KnownIssues) -> None:
    """The issues must be those that were compared: none since, and of the same versions."""
    seen = {one.id: one.version for one in register.known.values()}
    stored: dict[int, int] = {}
    for ids in chunks(sorted(seen)):
        versions = select(Issue.id, Issue.version).where(Issue.id.in_(ids))
        stored.update(dict(session.execute(versions).all()))
    last = session.scalar(select(func.max(Issue.id))) or 0
    if (stored, last) != (seen, register.last_id):
        raise RegisterChanged()
