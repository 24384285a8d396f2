"""The texts of messages, and which fields each may use."""

from __future__ import annotations

from functools import cache

from dialogue_app.documents.phrases import Phrases, load
from dialogue_app.domain.calendar import Weekday

FIELDS = {
    "own_soon": "body n day codes",
    "own_late": "body n day codes",
    "own_soon_closing": "",
    "own_late_closing": "",
    "own_soon_subject": "n",
    "own_late_subject": "n",
    "sent": "day agency body n codes",
    "sent_letter": "day agency body number n codes",
    "no_answer": "agency",
    "no_answer_again": "agency last",
    "asked_local": "body agency",
    "asked_other": "body agency",
    "asked_superior": "body agency",
    "asked_subject": "n",
    "asked_subject_again": "n time",
    "promise_soon": "body day what codes",
    "promise_late": "body day what codes",
    "promise_soon_closing": "",
    "promise_late_closing": "",
    "promise_soon_subject": "n",
    "promise_late_subject": "n",
    "promise_asked": "body day what codes",
    "promise_asked_local": "body agency",
    "promise_asked_other": "body agency",
    "promise_asked_superior": "body agency",
    "promise_asked_subject": "n",
    "told": "agency raiser",
    "told_unnamed": "agency",
    "told_subject": "n",
    "where_own": "code body day",
    "where_sent": "code body day",
    "where_up": "code body day",
    "answer": "code day text",
    "answer_by": "code who day text",
    "answer_letter": "code number text",
    "answer_letter_by": "code who number text",
    "guided": "code",
    "when_answered": "agency",
    "asked_opinion": "",
    "contact": "contact",
    "contact_phone": "contact phone",
    "phone": "phone",
    **{day.value: "" for day in Weekday},
}


@cache
def message_texts() -> Phrases:
    """The texts as the file has them."""
    return load("messages", FIELDS)
