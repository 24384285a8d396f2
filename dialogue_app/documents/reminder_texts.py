"""The texts of a letter that asks once more for answers, and which fields each may use."""

from __future__ import annotations

from functools import cache

from dialogue_app.documents.phrases import Phrases, load

FIELDS = {
    "name": "body",
    "subject": "",
    "subject_again": "time",
    "sent": "date agency body n",
    "sent_one": "date agency body n",
    "sent_letter": "date agency body number n",
    "sent_letter_one": "date agency body number n",
    "asked_local": "agency body n",
    "asked_other": "agency body n",
    "asked_superior": "agency body n",
}


@cache
def reminder_texts() -> Phrases:
    """The texts as the file has them."""
    return load("reminder", FIELDS)
