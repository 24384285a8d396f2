"""The words people read for every member of an enumeration and every field."""

from __future__ import annotations

from dialogue_app.domain.worded import Worded
from dialogue_app.i18n import N_, _

FIELDS = {
    "addressee": N_("Addressee"),
    "address": N_("Address"),
    "agency": N_("Our agency"),
    "answer": N_("Answer"),
    "answered_by": N_("Person who answers"),
    "area": N_("Area"),
    "authority": N_("Level of authority"),
    "body": N_("Body"),
    "channel": N_("Way of raising"),
    "code": N_("Code"),
    "complaint": N_("Shows signs of a complaint or denunciation"),
    "default_days": N_("Usual number of working days"),
    "direction": N_("Direction of the chair"),
    "due": N_("Time limit"),
    "email": N_("E-mail"),
    "heading": N_("Head of papers"),
    "issue_code": N_("Code of the issue"),
    "kind": N_("Kind"),
    "lead_body": N_("Lead body"),
    "legal_type": N_("Legal type"),
    "level_word": N_("Word for its level"),
    "medium": N_("Way of raising"),
    "moment": N_("Moment of raising"),
    "name": N_("Name"),
    "note": N_("Note"),
    "ordinal": N_("No."),
    "phone": N_("Telephone"),
    "present_count": N_("Invited enterprises present"),
    "invited_count": N_("Enterprises invited"),
    "seen": N_("Version seen"),
    "walk_in_count": N_("Enterprises not on the list"),
    "raisers": N_("Raisers"),
    "reason": N_("Reason"),
    "received_on": N_("Day of receipt"),
    "representative": N_("Representative"),
    "speaker": N_("Speaker"),
    "short_name": N_("How papers speak of it"),
    "successors": N_("Followed by"),
    "supporting_bodies": N_("Supporting bodies"),
    "tax_code": N_("Tax code"),
    "text": N_("Text of the issue"),
    "topic": N_("Topic"),
    "unit": N_("Ward, commune"),
    "unsigned": N_("The slip bears no name"),
    "valid_to": N_("Valid until"),
    "venue": N_("Venue"),
    "venues": N_("Venues"),
    "waiting_for": N_("What the enterprise is to bring"),
    "withhold_name": N_("Asks not to be named"),
    "workers": N_("Workers"),
}


def word(value: Worded) -> str:
    """The word people read for a value of the vocabulary."""
    return _(value.label)


def field_name(key: str) -> str:
    """What a field, or the column that holds it, is called on screen and in sentences."""
    return _(FIELDS[key.removesuffix("_id")])
