"""What taking an import back does, and which records stay, as people read it."""

from __future__ import annotations

from dialogue_app.domain.personal_numbers import mask_persons
from dialogue_app.i18n import _, ngettext
from dialogue_app.i18n.formats import number
from dialogue_app.services.imports.taking_back import KeptRecord, TakenBack
from dialogue_app.services.imports.words import kind_words
from dialogue_app.storage.later_work import Why


def taken_back_words(taken: TakenBack) -> str:
    """What taking an import back does, in one line."""
    counts = (
        (taken.removed, ngettext("{n} removed", "{n} removed", taken.removed)),
        (taken.restored, ngettext("{n} brought back", "{n} brought back", taken.restored)),
        (len(taken.kept), ngettext("{n} left as it is", "{n} left as they are", len(taken.kept))),
    )
    said = ", ".join(words.format(n=number(n)) for n, words in counts if n)
    return f"{kind_words(taken.kind)}: {said or _('nothing to take back')}."


def kept_words(record: KeptRecord) -> str:
    """Which record stays, and why."""
    why = _("worked on since")
    if record.why is Why.REFERRED_TO:
        why = _("others refer to it by now")
    return mask_persons(f"{record.code} {record.name} ({why})")
