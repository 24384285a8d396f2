"""Files that belong to an issue: letters, photographs, slips, kept as they came."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from mimetypes import MimeTypes
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue_app.domain.errors.issues import AlreadyAttached
from dialogue_app.domain.text import clean_line
from dialogue_app.i18n import N_
from dialogue_app.services.case import (
    Case,
    OpenCase,
    Seen,
    in_transaction,
    require_role,
    use_case,
)
from dialogue_app.services.issues.moving import code_of, issue_as_seen
from dialogue_app.services.roles import ATTACH_FILE
from dialogue_app.storage.files import Files, KeptFile
from dialogue_app.storage.models.attachments import Attachment
from dialogue_app.storage.models.issues import Issue

_UNKNOWN_TYPE = "application/octet-stream"
# Python knows these from 3.14 on, or not at all.
_OFFICE_TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".heic": "image/heic",
    ".rar": "application/vnd.rar",
}


@dataclass(frozen=True, slots=True)
class AttachmentView:
    """A file of an issue: its name as it came, its bytes counted, and what it is kept under."""

    id: int
    name: str
    size: int
    media_type: str
    sha256: str
    added_on: date


_ATTACH = "issue.attach"


def attach(case: Case, seen: Seen, path: Path) -> int:
    """Attach the file to the issue in whatever state it is; gives the attachment's id.

    Raises what `attach_kept` raises, and what `Files.keep` raises for a file that cannot be kept.
    """
    require_role(case, ATTACH_FILE, _ATTACH)
    return attach_kept(case, seen, *kept_by_name(case, seen, path))


def kept_by_name(case: Case, seen: Seen, path: Path) -> tuple[KeptFile, str]:
    """A copy of the file beside the database, for the issue as it was seen, and the file's name.

    It is made before the transaction: a large file on a slow stick would hold up everybody's
    saving. Raises `UnknownIssue`, `ChangedSince`, and what `Files.keep` raises.
    """
    with case.reading() as session:
        issue_as_seen(in_transaction(case, session), seen)
    kept = Files(case.store.folder).keep(path)
    return kept, os.fsencode(path.name).decode("utf-8", "replace")


@use_case(_ATTACH, ATTACH_FILE, N_("attached a file"))
def attach_kept(case: OpenCase, seen: Seen, kept: KeptFile, name: str) -> int:
    """Note that a file kept beside the database belongs to the issue; gives the attachment's id.

    Raises `UnknownIssue`, `ChangedSince`, and `AlreadyAttached` for a file of the same content.
    """
    issue = issue_as_seen(case, seen)
    name = clean_line(name)
    same = same_file(case.session, issue, kept)
    if same is not None:
        raise AlreadyAttached(code_of(issue), same.name)
    row = Attachment(
        issue_id=issue.id,
        name=name,
        sha256=kept.sha256,
        size=kept.size,
        media_type=_media_type(name),
        added_on=case.today(),
    )
    case.session.add(row)
    case.session.flush()
    return row.id


def same_file(session: Session, issue: Issue, kept: KeptFile) -> Attachment | None:
    """The file of the same content that the issue has already."""
    return session.scalar(
        select(Attachment).where(Attachment.issue_id == issue.id, Attachment.sha256 == kept.sha256)
    )


def attachments_of(session: Session, issue: Issue) -> tuple[AttachmentView, ...]:
    """The files of an issue in the order they were attached."""
    rows = session.execute(
        select(
            Attachment.id, Attachment.name, Attachment.size, Attachment.media_type,
            Attachment.sha256, Attachment.added_on,
        )
        .where(Attachment.issue_id == issue.id)
        .order_by(Attachment.id)
    )  # fmt: skip
    return tuple(AttachmentView(*row) for row in rows)


def _media_type(name: str) -> str:
    """By the extension, the same on every computer."""
    known = MimeTypes()
    for extension, media_type in _OFFICE_TYPES.items():
        known.add_type(media_type, extension)
    return known.guess_type(name)[0] or _UNKNOWN_TYPE
