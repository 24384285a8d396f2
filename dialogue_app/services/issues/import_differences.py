"""What a row of a workbook says otherwise than the database does of the same issue.

An empty cell says nothing. What was edited here is a conflict; what was given out, has ended or
serves other issues too is kept, with a warning.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from dialogue_app.domain.fields.facts import Kind, fields_of
from dialogue_app.domain.fields.issues import IssueDraft
from dialogue_app.domain.rows import RowProblem
from dialogue_app.domain.vocabulary import AnswerKind
from dialogue_app.i18n import _
from dialogue_app.i18n.formats import screen_date
from dialogue_app.i18n.values import value_words
from dialogue_app.services.imports.comparing import AS_USUAL, Differences, Filling, compare
from dialogue_app.services.imports.workbooks import FieldChange
from dialogue_app.services.issues.import_known import (
    COMPARED,
    KnownAnswer,
    KnownAssignment,
    KnownIssue,
)
from dialogue_app.services.issues.import_lookups import Lookups
from dialogue_app.services.issues.import_plan import PlannedRow, SaidAnswer

BODIES = frozenset({"lead_body", "supporting_bodies", "due"})
_MARKS = ("complaint", "kind")  # may withdraw the issue from its bodies: a person decides
_ALWAYS = ("text", "kind", "received_on")  # an issue is never without
CLEARED = tuple(name for name in COMPARED if name not in _ALWAYS)  # what empty cells may empty
_CHOSEN = ("kind", "moment", "medium", "authority", "received_on")  # the form has a default


def differences(
    lookups: Lookups, known: KnownIssue, row: PlannedRow, filling: Filling = AS_USUAL
) -> Differences:
    """Compare a row with the issue it is."""
    said = (
        *_columns(lookups, known, row), *_raisers(known, row), *_bodies(known, row),
        *_answer(known, row), *_emptied(lookups, known, row),
    )  # fmt: skip
    stays = partial(_stays, known, shared=any(old.is_shared for old in _old_answers(known, row)))
    return compare(said, known.edited, stays, blanks_only=filling.blanks_only)


def answer_kind(row: PlannedRow) -> AnswerKind:
    """The form of the row's answer; unknown where the file does not say."""
    return row.draft.answer_kind or AnswerKind.UNKNOWN


def _stays(known: KnownIssue, change: FieldChange, *, shared: bool) -> RowProblem | None:
    """Why something is not written at all."""
    if known.has_ended:
        return RowProblem.ENDED
    if change.field in (*BODIES, *_MARKS) and known.is_given_out:
        return RowProblem.GIVEN_OUT
    if change.field == "answer" and shared:
        return RowProblem.ANSWER_SHARED
    return None


def _columns(lookups: Lookups, known: KnownIssue, row: PlannedRow) -> Iterator[FieldChange]:
    for name in COMPARED:
        said = getattr(row.draft if name in _CHOSEN else row.form, name)
        speaks = said not in (None, "", False) or name in row.draft.denied
        if speaks and said != known.values[name]:
            old, new = (_shown(lookups, name, value) for value in (known.values[name], said))
            yield FieldChange(name, old, new)


def _emptied(lookups: Lookups, known: KnownIssue, row: PlannedRow) -> Iterator[FieldChange]:
    """What is known of it and its empty cells are to empty."""
    nothing = IssueDraft("")
    for name in CLEARED if row.draft.emptied else ():
        old, empty = known.values[name], getattr(nothing, name)
        is_empty = fields_of(IssueDraft)[name].key in row.draft.emptied
        if is_empty and getattr(row.form, name) == empty != old:
            yield FieldChange(name, _shown(lookups, name, old), _shown(lookups, name, empty))


def _shown(lookups: Lookups, name: str, value: Any) -> str:
    """A value as people read it."""
    called = {
        "topic_id": lookups.topic_names.get(value, ""),
        "venue_id": lookups.venue_names.get(value, ""),
    }
    field = fields_of(IssueDraft)[name]
    if field.kind is Kind.TICK:
        return _("yes") if value else ""
    return value_words(field, value, called)


def _raisers(known: KnownIssue, row: PlannedRow) -> Iterator[FieldChange]:
    keys = row.identity.raisers
    if keys and list(keys) != known.raisers:
        new = "; ".join(raiser.written_name for raiser in row.form.raisers)
        yield FieldChange("raisers", known.raisers_text, new)
    elif keys and row.draft.speaker and row.draft.speaker != known.speaker:
        yield FieldChange("speaker", known.speaker, row.draft.speaker)


def _bodies(known: KnownIssue, row: PlannedRow) -> Iterator[FieldChange]:
    """A body counts as known whatever became of its assignment: it may have been given on here.

    A complaint has none: its row keeps them in the note.
    """
    if row.form.complaint or known.values["complaint"]:
        return
    lead = row.lead
    assignment = known.assignments.get(lead.body_id) if lead and lead.body_id else None
    if lead is None:
        pass
    elif assignment is None:
        old = [other.body for other in known.assignments.values()][:1]
        yield FieldChange("lead_body", "".join(old), lead.name)
    elif not _is_due(assignment, row):
        due = row.draft.due_text or screen_date(row.draft.due)
        yield FieldChange("due", _due(assignment), due)
    new = [body.name for body in row.supporting if body.body_id not in known.assignments]
    if new:
        yield FieldChange("supporting_bodies", "", "; ".join(new))


def _is_due(assignment: KnownAssignment, row: PlannedRow) -> bool:
    draft = row.draft
    if draft.due is None:
        return draft.due_text in ("", assignment.due_text)
    return draft.due in assignment.dues


def _due(assignment: KnownAssignment) -> str:
    return assignment.due_text or next(
        (screen_date(day) for day in reversed(assignment.dues) if day), ""
    )


def _answer(known: KnownIssue, row: PlannedRow) -> Iterator[FieldChange]:
    new = unknown_answers(known, row)
    if new:
        old = "\n".join(dict.fromkeys(old.text for old in _old_answers(known, row)))
        names = [f"{said.by}: " if row.draft.answers_apart and said.by else "" for said in new]
        texts = (f"{name}{said.text}" for name, said in zip(names, new, strict=True))
        yield FieldChange("answer", old, "\n".join(texts))


def _old_answers(known: KnownIssue, row: PlannedRow) -> list[KnownAnswer]:
    """In whose place the answers of the row come."""
    kind, new = answer_kind(row), unknown_answers(known, row)
    return list(filter(None, (known.answer_like(kind, said.body_id) for said in new)))


def unknown_answers(known: KnownIssue, row: PlannedRow) -> list[SaidAnswer]:
    """What the row answers that nobody answered here yet."""
    here = {answer.text for answer in known.answers}
    return [said for said in row.answers if said.text not in here]
