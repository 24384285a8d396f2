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
    "sent": "day agency body n codes",
    "sent_letter": "day agency body number n codes",
    "no_answer": "agency",
    "no_answer_again": "agency last",
    "asked_local": "body agency",
    "asked_other": "body agency",
    "asked_superior": "body agency",
    "promise_soon": "body day what codes",
    "promise_late": "body day what codes",
    "promise_soon_closing": "",
    "promise_late_closing": "",
    "promise_asked": "body day what codes",
    "promise_asked_local": "body agency",
    "promise_asked_other": "body agency",
    "promise_asked_superior": "body agency",
    "soon_subject_n": "n",
    "late_subject_n": "n",
    "asked_subject_n": "n",
    "asked_subject_again_n": "n time",
    "soon_subject_promised": "promised",
    "late_subject_promised": "promised",
    "asked_subject_promised": "promised",
    "soon_subject_n_promised": "n promised",
    "late_subject_n_promised": "n promised",
    "asked_subject_n_promised": "n promised",
    "asked_subject_again_n_promised": "n promised time",
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
