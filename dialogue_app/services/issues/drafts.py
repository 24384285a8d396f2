"""Messages as drafts of e-mails: the files that a mail program opens to be looked at and sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path
from typing import Any

from sqlalchemy import and_, select

from dialogue_app.documents.messages import Message
from dialogue_app.domain.text import fold
from dialogue_app.exchange.mail_drafts import ENDING, MailFile, mail_draft
from dialogue_app.i18n import ngettext
from dialogue_app.i18n.formats import number
from dialogue_app.services.case import Case
from dialogue_app.services.issues.body_calls import BodyCall
from dialogue_app.services.issues.messages import (
    message_to_body,
    message_to_raiser,
)
from dialogue_app.services.issues.to_tell import ToTell
from dialogue_app.storage.chunks import chunks
from dialogue_app.storage.files import Files
from dialogue_app.storage.models.attachments import Attachment
from dialogue_app.storage.models.issues import Issue
from dialogue_app.whole_files import write_for_others

Group = BodyCall | ToTell  # who is called
MOST_BYTES = 15 * 1024 * 1024  # of the files of one e-mail, as most servers take it


def message_for(case: Case, group: Group) -> Message:
    """What a body is reminded of, or a raiser is told. Raises `AgencyMissing`."""
    if isinstance(group, BodyCall):
        return message_to_body(case, group)
    return message_to_raiser(case, group)


@dataclass(frozen=True, slots=True)
class Draft:
    """The draft of an e-mail, how many files go with it, and how many are left out."""

    content: bytes
    files: int
    left: int  # too large for an e-mail, or of somebody who asked not to be named


def draft_of(case: Case, group: Group) -> Draft:
    """The draft of an e-mail to them; without an address where the register has none.

    A body gets the files of the issues to which it owes an answer. What an enterprise brought of
    itself stays with us where it asked not to be named. Raises `AgencyMissing`, and what a file
    that is gone or damaged raises.
    """
    message = message_for(case, group)
    files, left = _files(case, group) if isinstance(group, BodyCall) else ([], 0)
    content = mail_draft(message.subject, message.text, group.email, files)
    return Draft(content, len(files), left)


def _files(case: Case, call: BodyCall) -> tuple[list[MailFile], int]:
    unnamed = and_(Issue.withhold_name, ~Issue.name_when_transferring) | Issue.unsigned
    columns = (Attachment.sha256, Attachment.name, Attachment.media_type, Attachment.size)
    rows: dict[str, Any] = {}
    with case.reading() as session:
        for some in chunks(list(dict.fromkeys(issue.seen.id for issue in call.issues))):
            of_issues = select(*columns, unnamed.label("unnamed")).join(
                Issue, Issue.id == Attachment.issue_id
            )
            found = of_issues.where(Issue.id.in_(some)).order_by(Attachment.id)
            for row in session.execute(found):
                if row.sha256 not in rows or row.unnamed:  # the same file may be of two issues
                    rows[row.sha256] = row
    files, room = [], MOST_BYTES
    kept = Files(case.store.folder)
    for row in rows.values():
        if row.unnamed or row.size > room:
            continue
        room -= row.size
        files.append(MailFile(row.name, row.media_type, kept.verified(row.sha256).read_bytes()))
    return files, len(rows) - len(files)


def draft_name(group: Group) -> str:
    """A name for its file: nhac-viec-phong-van-hoa.eml."""
    stem = "thong-tin" if isinstance(group, ToTell) else "nhac-viec"
    name = "-".join("".join(c if c.isalnum() else " " for c in fold(group.name)).split())
    return f"{stem}-{name}"[:80].rstrip("-") + ENDING


def draft_names(groups: Iterable[Group]) -> Iterator[str]:
    """Names for the files of several in one folder: those called the same are numbered."""
    taken: set[str] = set()
    for group in groups:
        stem = draft_name(group).removesuffix(ENDING)
        numbered = chain([stem], (f"{stem}-{n}" for n in count(2)))
        name = next(one + ENDING for one in numbered if one + ENDING not in taken)
        taken.add(name)
        yield name


def write_draft(case: Case, group: Group, path: Path) -> Draft:
    """Write a draft. Raises what `draft_of` raises, `FileNotWritable`, `DiskFull`."""
    draft = draft_of(case, group)
    write_for_others(path, draft.content)
    return draft


def files_words(draft: Draft) -> str:
    """How many files go with it, and how many are left out; nothing where there are none."""
    said = []
    if draft.files:
        sentence = ngettext("{n} file goes with it.", "{n} files go with it.", draft.files)
        said.append(sentence.format(n=number(draft.files)))
    if draft.left:
        sentence = ngettext(
            "{n} file is left out: too large, or of somebody who asked not to be named.",
            "{n} files are left out: too large, or of somebody who asked not to be named.",
            draft.left,
        )
        said.append(sentence.format(n=number(draft.left)))
    return " ".join(said)
