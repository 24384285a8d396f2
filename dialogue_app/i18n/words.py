"""The words people read for every member of an enumeration and every field."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from dialogue_app.discovery import modules_of
from dialogue_app.domain.worded import Worded
from dialogue_app.i18n import N_, _

# Columns of workbooks and inputs of acts, which are no field of a noun; and what several nouns call
# otherwise when they ask for it.
_NAMES = {
    "addressee": N_("Addressee"),
    "agency": N_("Our agency"),
    "answer": N_("Answer"),
    "answer_date": N_("Day of the answer"),
    "answer_kind": N_("Form of the answer"),
    "answer_number": N_("Number of the letter that answers"),
    "answered_by": N_("Person who answers"),
    "body": N_("Body"),
    "channel": N_("Way of raising"),
    "code": N_("Code"),
    "difficulty": N_("Difficulty"),
    "direction": N_("Direction of the chair"),
    "due": N_("Time limit"),
    "group": N_("Residential group"),
    "hamlet": N_("Hamlet, quarter"),
    "house": N_("House number"),
    "issue_code": N_("Code of the issue"),
    "lead_body": N_("Lead body"),
    "matter": N_("Matter"),
    "name": N_("Name"),
    "ordinal": N_("No."),
    "person": N_("Full name"),
    "proposal": N_("Proposal"),
    "promise": N_("What was promised"),
    "promised_by": N_("Promised for"),
    "proof": N_("Proof"),
    "reason": N_("Reason"),
    "result": N_("Result"),
    "seen": N_("Version seen"),
    "situation": N_("Situation"),
    "speaker": N_("Speaker"),
    "street": N_("Street"),
    "supporting_bodies": N_("Supporting bodies"),
    "name_public": N_("May be named"),
    "timestamp": N_("Time stamp of the form"),
    "waiting_for": N_("What the enterprise is to bring"),
}


def word(value: Worded) -> str:
    """The word people read for a value of the vocabulary."""
    return _(value.label)


def field_name(key: str) -> str:
    """What a field, or the column that holds it, is called on screen and in sentences."""
    return _(_names()[key.removesuffix("_id")])


def is_field(key: str) -> bool:
    """Whether this is the key of a field or a column."""
    return key.removesuffix("_id") in _names()


@cache
def _names() -> Mapping[str, str]:
    """The msgids, by key: those of the drafts' fields, and the others."""
    from dialogue_app.domain import fields
    from dialogue_app.domain.fields.facts import fields_of, is_draft

    drafts = [
        value for module in modules_of(fields) for value in vars(module).values() if is_draft(value)
    ]
    return {field.key: field.words for draft in drafts for field in fields_of(draft).values()} | (
        _NAMES
    )
