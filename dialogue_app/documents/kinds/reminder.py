"""The letter that asks a body once more for its answers (công văn đề nghị trả lời, lần 2)."""

from __future__ import annotations

from dialogue_app.documents.kind import PaperKind
from dialogue_app.documents.kinds.transfer import lacks, names
from dialogue_app.documents.parts import Paper
from dialogue_app.documents.reminder_facts import ReminderLetterFacts
from dialogue_app.domain.fields.letters import LetterDraft
from dialogue_app.domain.worded import N_


def build(facts: ReminderLetterFacts) -> Paper:
    """The letter to one body."""
    from dialogue_app.documents.reminder import reminder_parts

    return reminder_parts(facts)


KIND = PaperKind(
    "reminder",
    N_("Letter that asks a body again for its answers"),
    ReminderLetterFacts,
    build,
    lacks,
    names,
    "Cong-van-de-nghi-tra-loi",
    addressed=True,
    typed=LetterDraft,
)
