"""What a row of a workbook says, field by field, as people read it; computed when looked at."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dialogue_app.domain.codes import enterprise_code, issue_code
from dialogue_app.domain.personal_numbers import mask_persons
from dialogue_app.domain.tax_codes import TaxCode
from dialogue_app.domain.worded import Worded
from dialogue_app.exchange.enterprise_rows import SheetEnterprise
from dialogue_app.exchange.issue_rows import SheetIssue
from dialogue_app.i18n import _
from dialogue_app.i18n.formats import number, screen_date
from dialogue_app.i18n.words import word
from dialogue_app.services.imports.workbooks import PreviewRow
from dialogue_app.services.issues.import_plan import PlannedRow
from dialogue_app.services.policies.words import due_words, proposal_words, supporter_words

_ISSUE = (
    "speaker", "lead_body", "supporting_bodies", "answer", "answered_by", "answer_kind",
    "answer_number", "answer_date", "topic", "kind", "authority", "moment", "medium", "venue",
    "received_on", "withhold_name", "unsigned", "complaint", "session", "note",
)  # fmt: skip


def row_values(row: PreviewRow) -> list[tuple[str, str]]:
    """Field and text of what the row says; empty cells are left out."""
    match row.draft:
        case SheetEnterprise() as draft:
            code = enterprise_code(draft.number) if draft.number is not None else ""
            found = [("code", code), ("name", draft.name), ("tax_code", _text(draft.tax_code))]
            found += [(key, _text(value)) for key, value in draft.values.items()]
        case SheetIssue() as draft:
            # The note with the words of the file that stand nowhere else.
            kept = row.said.form.note if isinstance(row.said, PlannedRow) else draft.note
            found = _of_issue(replace(draft, note=kept))
        case _:
            found = []
    return [(field, mask_persons(text)) for field, text in found if text]


def proposed_values(row: PreviewRow) -> list[tuple[str, str]]:
    """Field and text of what the rules of the office will propose for it; nothing is written."""
    proposed = row.said.proposed if isinstance(row.said, PlannedRow) else None
    if proposed is None:
        return []
    book, found = proposed.book, []
    if proposed.due is not None:
        found.append(("due", proposed.due, due_words(proposed.due.draft)))
    if proposed.supporters is not None:
        names = supporter_words(book, proposed.supporters.draft)
        found.append(("supporting_bodies", proposed.supporters, names))
    return [(field, f"{text} · {proposal_words(book, rule.draft)}") for field, rule, text in found]


def _of_issue(draft: SheetIssue) -> list[tuple[str, str]]:
    """The raisers and the text come first, then the bodies and the time limit, then the rest."""
    code = issue_code(*draft.code) if draft.code is not None else ""
    raisers = "; ".join(
        " ".join([raiser.name, raiser.others_text]).strip() for raiser in draft.raisers
    )
    rest = [(name, _text(getattr(draft, name))) for name in _ISSUE]
    return [
        ("ordinal", _text(draft.ordinal)),
        ("issue_code", code),
        ("raisers", raisers),
        ("tax_code", _text(draft.tax_code)),
        ("text", draft.text),
        *rest[:3],
        ("due", _due(draft)),
        *rest[3:],
        *((name, _text(value)) for name, value in draft.others.items()),
    ]


def _due(draft: SheetIssue) -> str:
    """The words of the file, with the day read from them."""
    day = screen_date(draft.due)
    return f"{draft.due_text} ({day})" if draft.due_text and day else draft.due_text or day


def _text(value: object) -> str:
    match value:
        case bool():
            return _("yes") if value else ""
        case int():
            return number(value)
        case TaxCode():
            return value.value
        case Worded():
            return word(value)
        case date():
            return screen_date(value)
        case tuple():
            return "; ".join(value)
    return str(value or "")
