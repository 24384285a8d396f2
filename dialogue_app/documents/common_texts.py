"""How every paper names people and units, and the fields of these texts (`common.toml`)."""

from __future__ import annotations

from functools import cache

from dialogue_app.documents.phrases import Phrases, load

FIELDS = {
    "representative": "who",
    "head_of_room": "title body",
    "one_unnamed": "",
    "several_unnamed": "n",
    "unsigned_spoken": "",
    "unsigned_slip": "",
    "unsigned_other": "",
    "for_members": "n",
    "with_others": "name n who",
    "other_unit": "",
    "polite": "noun",
    "polite_body": "",
    "committee": "",
    "chairman": "",
}


@cache
def common_texts() -> Phrases:
    """The texts as the file has them."""
    return load("common", FIELDS)
