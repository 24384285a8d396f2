"""Messages as drafts of e-mails: the files that a mail program opens to be looked at and sent."""

from __future__ import annotations

from pathlib import Path

from dialogue_app.documents.messages import Message
from dialogue_app.domain.text import fold
from dialogue_app.exchange.mail_drafts import ENDING, mail_draft
from dialogue_app.services.case import Case
from dialogue_app.services.issues.messages import message_to_body, message_to_raiser
from dialogue_app.services.issues.reminding import ToRemind
from dialogue_app.services.issues.to_tell import ToTell
from dialogue_app.whole_files import write_for_others


def message_for(case: Case, group: ToRemind | ToTell) -> Message:
    """What a body is reminded of, or a raiser is told. Raises `AgencyMissing`."""
    if isinstance(group, ToRemind):
        return message_to_body(case, group)
    return message_to_raiser(case, group)


def draft_of(case: Case, group: ToRemind | ToTell) -> bytes:
    """The draft of an e-mail to them; without an address where the register has none."""
    message = message_for(case, group)
    return mail_draft(message.subject, message.text, group.email)


def draft_name(group: ToRemind | ToTell) -> str:
    """A name for its file: nhac-viec-phong-van-hoa.eml."""
    stem = "nhac-viec" if isinstance(group, ToRemind) else "thong-tin"
    name = "-".join("".join(c if c.isalnum() else " " for c in fold(group.name)).split())
    return f"{stem}-{name}"[:80].rstrip("-") + ENDING


def write_draft(case: Case, group: ToRemind | ToTell, path: Path) -> None:
    """Write a draft. Raises `AgencyMissing`, `FileNotWritable`, `DiskFull`."""
    write_for_others(path, draft_of(case, group))
