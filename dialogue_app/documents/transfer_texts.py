"""The texts of a letter that hands issues over, and which fields each may use."""

from __future__ import annotations

from functools import cache

from dialogue_app.documents.phrases import Phrases, load

FIELDS = {
    "name": "body",
    "number": "symbol unit",
    "place_and_date": "place month year",
    "subject_own": "",
    "subject_own_session": "day",
    "subject_local": "",
    "subject_local_session": "day",
    "subject_other": "",
    "subject_other_session": "day",
    "subject_superior": "",
    "subject_superior_session": "day",
    "intro": "agency n body",
    "intro_one": "agency n body",
    "intro_session": "date agency session n body",
    "intro_session_one": "date agency session n body",
    "intro_own": "agency n body",
    "intro_own_one": "agency n body",
    "intro_own_session": "date agency session n body",
    "intro_own_session_one": "date agency session n body",
    "item": "raiser code text",
    "item_due": "raiser code date text",
    "item_own_due": "raiser code date text",
    "ask_own": "agency body",
    "ask_own_due": "agency body date",
    "ask_own_dues": "agency body",
    "ask_own_unnamed": "agency body",
    "ask_own_unnamed_due": "agency body date",
    "ask_own_unnamed_dues": "agency body",
    "ask_local": "agency body",
    "ask_local_due": "agency body date",
    "ask_local_dues": "agency body",
    "ask_local_unnamed": "agency body",
    "ask_local_unnamed_due": "agency body date",
    "ask_local_unnamed_dues": "agency body",
    "ask_other": "agency body",
    "ask_other_due": "agency body date",
    "ask_other_dues": "agency body",
    "ask_other_unnamed": "agency body",
    "ask_other_unnamed_due": "agency body date",
    "ask_other_unnamed_dues": "agency body",
    "ask_superior": "agency body",
    "contact": "contact phone",
    "contact_both": "contact phone email",
    "contact_email": "contact email",
    "closing_own": "body",
    "closing": "body",
    "to_party": "level",
    "to_front": "level",
    "to_leaders": "symbol level",
    "to_raisers": "",
    "for_report": "",
    "for_information": "",
}


@cache
def transfer_texts() -> Phrases:
    """The texts as the file has them."""
    return load("transfer", FIELDS)
