"""Issues of a session taken in from a workbook.

An issue is the same by its KN code, by session and text with the same raisers or STT, and by STT
with the same raiser (then its text has changed). Bodies and time limits become proposals: giving
out is an act of its own. The same workbook twice changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue_app.domain.errors import BadRows, Cancelled, ChangedElsewhere
from dialogue_app.domain.people import Actor
from dialogue_app.domain.rows import Problem, RowProblem
from dialogue_app.domain.text import enterprise_match_key, fold, text_digest
from dialogue_app.domain.vocabulary import AnswerKind, AssignmentRole, RaiserKind, RowStatus
from dialogue_app.exchange.columns import Mapping
from dialogue_app.exchange.issue_rows import IssueDraft, parse_issues
from dialogue_app.exchange.raisers import RaiserDraft
from dialogue_app.exchange.reading import Progress, ShouldStop, never_stop, no_progress
from dialogue_app.services.answers import AnswerForm, add_answer
from dialogue_app.services.bodies import BodyMatch
from dialogue_app.services.handing import Due, Handing, propose_within
from dialogue_app.services.issue_matching import COMPARED, KnownIssue, SessionIssues
from dialogue_app.services.issues import (
    IssueForm,
    RaiserForm,
    fill_issue,
    next_number,
)
from dialogue_app.services.roles import EDIT_ISSUE, require_role
from dialogue_app.services.workbooks import (
    FieldChange,
    ImportResult,
    OpenedWorkbook,
    Preview,
    PreviewRow,
)
from dialogue_app.storage.engine import Store
from dialogue_app.storage.models import (
    Issue,
)

_REPORT_EVERY = 200
_TITLE = 120  # characters of the text a preview shows


@dataclass(frozen=True, slots=True)
class _Row:
    """What is to be written for one row."""

    draft: IssueDraft
    known: KnownIssue | None
    form: IssueForm
    bodies: tuple[BodyMatch, ...]  # the lead first
    answered_by: BodyMatch | None
    changes: dict[str, Any] = field(default_factory=dict)
    conflicts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What the writer needs: what was compared, and what each row is to do."""

    register: SessionIssues
    rows: list[_Row]


def preview_issues(
    store: Store,
    workbook: OpenedWorkbook,
    sheet_index: int,
    mapping: Mapping,
    session_id: int | None,
    progress: Progress = no_progress,
    should_stop: ShouldStop = never_stop,
) -> Preview:
    """What taking in the sheet would do, row by row. Raises `NoHeader`, `Cancelled`."""
    sheet = workbook.sheets[sheet_index]
    with store.reading() as session:
        register = SessionIssues(session, session_id)
    parsed = parse_issues(sheet, mapping, register.day, progress, should_stop)
    plan = _Plan(register, [])
    rows = []
    for place, draft in enumerate(parsed.drafts):
        if place % _REPORT_EVERY == 0:
            progress(place, len(parsed.drafts))
            if should_stop():
                raise Cancelled
        rows.append(_preview_row(plan, draft))
    return Preview(sheet, mapping, rows, parsed.skipped, plan)


def _preview_row(plan: _Plan, draft: IssueDraft) -> PreviewRow:
    register = plan.register
    problems = [*draft.errors, *draft.warnings]
    if draft.errors:
        return _shown(draft, RowStatus.ERROR, problems)
    raisers = [_raiser(register, draft, place, problems) for place in range(len(draft.raisers))]
    keys = [
        f"e{one.enterprise_id}"
        if one.enterprise_id
        else f"n{enterprise_match_key(one.written_name)}"
        for one in raisers
    ]
    digest = text_digest(draft.text)
    known = register.find(draft, digest, keys)
    row = _planned(register, draft, known, tuple(raisers), problems)
    plan.rows.append(row)
    if known is None:
        fresh = KnownIssue("", _values(row), has_parts=True, has_answer=True)
        register.learn(fresh, digest, keys, draft.ordinal)
        return _shown(draft, RowStatus.WARNING if problems else RowStatus.NEW, problems)
    changes = tuple(
        FieldChange(
            name.removesuffix("_id"),
            register.shown(name, known.values.get(name)),
            register.shown(name, new),
        )
        for name, new in {**row.changes, **row.conflicts}.items()
    )
    status = RowStatus.CHANGED if changes else RowStatus.SAME
    if row.conflicts:
        status = RowStatus.CONFLICT
    return _shown(draft, status, problems, known.code, changes)


def _shown(
    draft: IssueDraft,
    status: RowStatus,
    problems: list[Problem],
    matched: str = "",
    changes: tuple[FieldChange, ...] = (),
) -> PreviewRow:
    title = draft.text[:_TITLE]
    return PreviewRow(draft.row, status, title, matched, changes, draft.repairs, tuple(problems))


def _values(row: _Row) -> dict[str, Any]:
    return {name: getattr(row.form, name) for name in COMPARED}


def _planned(
    register: SessionIssues,
    draft: IssueDraft,
    known: KnownIssue | None,
    raisers: tuple[RaiserForm, ...],
    problems: list[Problem],
) -> _Row:
    topic = register.topics.get(fold(draft.topic)) if draft.topic else None
    if draft.topic and topic is None:
        problems.append(Problem(RowProblem.CHOICE_UNKNOWN, "topic", {"value": draft.topic}))
    written = [draft.lead_body, *draft.supporting_bodies]
    bodies = tuple(_body(register, name, problems) for name in written if name)
    note = _note(draft, bodies)
    form = replace(_form(register, draft, raisers, topic), note=note)
    given = {
        name: value
        for name, value in (
            ("text", draft.text), ("kind", draft.kind), ("moment", draft.moment),
            ("medium", draft.medium), ("topic_id", topic), ("authority", draft.authority),
            ("note", note),
        )
        if value not in (None, "")
    }  # fmt: skip
    changes: dict[str, Any] = {}
    conflicts: dict[str, Any] = {}
    if known is not None:
        for name, value in given.items():
            if known.values.get(name) != value:
                (conflicts if name in known.edited else changes)[name] = value
        _add_missing_parts(known, draft, bodies, changes)
    answered_by = register.bodies.resolve(draft.answered_by, register.day)
    return _Row(draft, known, form, bodies, answered_by, changes, conflicts)


def _note(draft: IssueDraft, bodies: tuple[BodyMatch, ...]) -> str:
    """The note, with the names of bodies nobody knows: what was written is not lost."""
    unknown = [f"Cơ quan ghi trong tệp: {one.written}" for one in bodies if one.body_id is None]
    return "\n".join(filter(None, [draft.note, *unknown]))


def _add_missing_parts(
    known: KnownIssue, draft: IssueDraft, bodies: tuple[BodyMatch, ...], changes: dict[str, Any]
) -> None:
    """A body or an answer the register does not have yet for this issue."""
    if not known.has_parts and any(body.body_id for body in bodies):
        changes["lead_body"] = draft.lead_body
        known.has_parts = True
    if not known.has_answer and draft.answer:
        changes["answer"] = draft.answer
        known.has_answer = True


def _form(
    register: SessionIssues, draft: IssueDraft, raisers: tuple[RaiserForm, ...], topic: int | None
) -> IssueForm:
    plain = IssueForm(draft.text)
    return IssueForm(
        text=draft.text,
        session_id=register.session_id,
        kind=draft.kind or plain.kind,
        moment=draft.moment or plain.moment,
        medium=draft.medium or plain.medium,
        received_on=draft.received_on or register.day,
        raisers=raisers,
        topic_id=topic,
        authority=draft.authority or plain.authority,
        venue_id=register.venues.get(fold(draft.venue)) if draft.venue else None,
        withhold_name=draft.withhold_name,
        unsigned=draft.unsigned,
        complaint=draft.complaint,
    )


def _raiser(
    register: SessionIssues, draft: IssueDraft, place: int, problems: list[Problem]
) -> RaiserForm:
    written: RaiserDraft = draft.raisers[place]
    known: int | None = None
    if place == 0 and draft.tax_code is not None:
        known = register.by_tax_code.get(draft.tax_code.value)
    if known is None:
        namesakes = register.by_name.get(enterprise_match_key(written.name)) or []
        known = namesakes[0] if len(namesakes) == 1 else None
    kind = written.kind
    if kind is not RaiserKind.ASSOCIATION:
        kind = RaiserKind.ENTERPRISE if known else RaiserKind.UNIDENTIFIED
        if known is None:
            value = {"value": written.name}
            problems.append(Problem(RowProblem.RAISER_UNKNOWN, "raisers", value))
    return RaiserForm(
        kind=kind,
        enterprise_id=known,
        written_name=written.name,
        speaker=draft.speaker if place == 0 else "",
        members_count=written.members_count,
        others_count=written.others_count,
        others_text=written.others_text,
    )


def _body(register: SessionIssues, written: str, problems: list[Problem]) -> BodyMatch:
    match = register.bodies.resolve(written, register.day)
    if match.body_id is None:
        problems.append(Problem(RowProblem.BODY_UNKNOWN, "lead_body", {"value": written}))
    elif not register.bodies.exists(written, register.day):
        values = {"value": written, "body": match.name}
        problems.append(Problem(RowProblem.BODY_SUCCEEDED, "lead_body", values))
    return match


def import_issues(
    store: Store,
    actor: Actor,
    preview: Preview,
    *,
    skip_bad: bool = False,
    overwrite: frozenset[int] = frozenset(),
    should_stop: ShouldStop = never_stop,
) -> ImportResult:
    """Write what the preview showed, all or nothing; `overwrite`: rows that win their conflicts.

    Raises `BadRows` unless bad rows are left out, `ChangedElsewhere`, `Cancelled`.
    """
    require_role(actor, EDIT_ISSUE, "import_issues")
    bad = preview.counts[RowStatus.ERROR]
    if bad and not skip_bad:
        raise BadRows(bad)
    plan = preview.plan
    assert isinstance(plan, _Plan)
    register = plan.register
    added = changed = same = 0
    with store.writing(actor, "issue.import") as session:
        _require_unchanged(session, register)
        for row in plan.rows:
            taken = dict(row.changes)
            if row.draft.row in overwrite:
                taken |= row.conflicts
            if row.known is None:
                _add(session, register, row)
                added += 1
            elif taken and row.known.id is not None:
                _change(session, register, row, taken)
                changed += 1
            else:
                same += 1
        if should_stop():
            raise Cancelled
    return ImportResult(added, changed, same, bad)


def _require_unchanged(session: Session, register: SessionIssues) -> None:
    stored = session.execute(
        select(Issue.id, Issue.version).where(Issue.session_id == register.session_id)
    )
    if dict(stored.all()) != register.versions:
        raise ChangedElsewhere("session", "")


def _add(session: Session, register: SessionIssues, row: _Row) -> None:
    received = row.form.received_on or register.day
    issue = Issue(
        year=received.year,
        number=next_number(session, received.year),
        received_on=received,
        text="",
        text_digest="",
        sheet_ordinal=row.draft.ordinal,
    )
    fill_issue(session, issue, row.form)
    session.add(issue)
    session.flush()
    _propose(session, register, row, issue)
    _answer(session, register, row, issue)


def _change(session: Session, register: SessionIssues, row: _Row, taken: dict[str, Any]) -> None:
    assert row.known is not None
    issue = session.get_one(Issue, row.known.id)
    for name in COMPARED:
        if name in taken:
            setattr(issue, name, taken[name])
    issue.text_digest = text_digest(issue.text)
    if "lead_body" in taken:
        _propose(session, register, row, issue)
    if "answer" in taken:
        _answer(session, register, row, issue)


def _propose(session: Session, register: SessionIssues, row: _Row, issue: Issue) -> None:
    """The bodies of the row as proposals, each once, the lead with the time limit."""
    seen: set[int] = set()
    for place, match in enumerate(row.bodies):
        if match.body_id is None or match.body_id in seen:
            continue
        seen.add(match.body_id)
        leads = place == 0
        due = Due(on=row.draft.due, text=row.draft.due_text) if leads else Due()
        role = AssignmentRole.LEAD if leads else AssignmentRole.SUPPORTING
        propose_within(session, issue, Handing(match.body_id, role, due), register.day)


def _answer(session: Session, register: SessionIssues, row: _Row, issue: Issue) -> None:
    draft = row.draft
    if not draft.answer:
        return
    lead = next((body.body_id for body in row.bodies if body.body_id), None)
    person, _comma, title = draft.answered_by.partition(",")
    body_id = row.answered_by.body_id if row.answered_by else None
    is_body = body_id is not None
    form = AnswerForm(
        AnswerKind.AT_MEETING,
        draft.answer,
        register.day,
        body_id=body_id or lead,
        person="" if is_body else person,
        person_title="" if is_body else title,
        also_in_writing=draft.also_in_writing,
        session_id=register.session_id,
    )
    add_answer(session, [issue], form)
