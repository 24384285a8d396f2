"""What a row of a workbook of issues says, field by field, as plain data for scripts."""

from __future__ import annotations

from typing import Any

from dialogue_app.domain.vocabulary import AuthorityLevel, Medium, Moment
from dialogue_app.exchange.issue_rows import SheetIssue
from dialogue_app.services.imports.workbooks import PreviewRow
from dialogue_app.services.issues.import_plan import PlannedRow


def issue_values(row: PreviewRow) -> dict[str, Any]:
    """Words, not ids; what the file does not say is None, whatever stands for it here."""
    draft = row.draft
    assert isinstance(draft, SheetIssue)
    values: dict[str, Any] = {
        "text": draft.text,
        "raisers": [raiser.name for raiser in draft.raisers],
        "topic": draft.topic or None,
        "bodies": [name for name in (draft.lead_body, *draft.supporting_bodies) if name],
        "authority": draft.authority,
        "received_on": draft.received_on,
        "moment": draft.moment,
        "medium": draft.medium,
        "answer": draft.answer or None,
        "answer_kind": draft.answer_kind,
        "answer_number": draft.answer_number or None,
        "answer_date": draft.answer_date,
        "number_elsewhere": draft.others["number_elsewhere"] or None,
        "note": draft.note or None,
        "answered_by": draft.answered_by or None,
        "answers": [
            {"text": text, "answered_by": body or None} for body, text in draft.answers_apart
        ],
        "speaker": draft.speaker or None,
        "kind": draft.kind,
        "complaint": draft.complaint,
        "withhold_name": draft.withhold_name,
        "unsigned": draft.unsigned,
        "also_elsewhere": draft.also_elsewhere,
        "tax_code": draft.tax_code.value if draft.tax_code else None,
        "session": draft.session or None,
        "venue": draft.venue or None,
        "due": draft.due,
        "promised_on": draft.others["promised_on"],
    }
    if isinstance(row.said, PlannedRow):
        values |= _looked_up(row.said)
    return values


def _looked_up(said: PlannedRow) -> dict[str, Any]:
    """What became clear by looking the names up; the unknown is said as None."""
    form = said.form
    found: dict[str, Any] = {
        "raisers": [raiser.written_name for raiser in form.raisers],
        "topic": said.topic or None,
        "authority": None if form.authority is AuthorityLevel.UNKNOWN else form.authority,
        "moment": None if form.moment is Moment.UNKNOWN else form.moment,
        "medium": None if form.medium is Medium.UNKNOWN else form.medium,
        "number_elsewhere": form.number_elsewhere or None,
        "note": form.note or None,
        "complaint": form.complaint,
    }
    if said.proposed is not None:  # by the rules of the office; no file said it
        due, supporters, book = said.proposed.due, said.proposed.supporters, said.proposed.book
        found["proposed"] = {
            "due_days": due.draft.due_days if due is not None else None,
            "due_on": due.draft.due_on if due is not None else None,
            "supporting_bodies": [
                book.bodies[key] for key in (supporters.draft.supporter_ids if supporters else ())
            ],
        }
    if said.bodies:
        found["bodies"] = [body.name or body.written for body in said.bodies]
    return found
