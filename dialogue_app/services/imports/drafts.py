"""What was decided of a workbook that was not taken in to its end, kept beside what is typed.

It is found again by the path of the file; where the file changed meanwhile, only what holds for any
file of its shape is taken up.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dialogue_app.exchange.header_words import TableKind
from dialogue_app.services import unsaved
from dialogue_app.services.imports.decisions import Decisions
from dialogue_app.services.unsaved import DRAFTS_OF_IMPORTS as PAGE
from dialogue_app.services.unsaved import Unsaved


@dataclass(frozen=True, slots=True)
class ImportDraft:
    """A workbook, which session its rows go to, and what was decided of each of its sheets."""

    kind: TableKind
    path: Path
    digest: str  # of the file's content
    session_id: int | None
    decided: Mapping[str, Decisions]  # by the name of the sheet
    at: datetime

    @property
    def key(self) -> str:
        """Under which it is kept."""
        return f"{PAGE}:{self.kind}:{self.path}"


def digest_of(path: Path) -> str:
    """The SHA-256 of a file; empty where it cannot be read, as reading it will say."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def keep_draft(folder: Path, draft: ImportDraft, title: str) -> None:
    """Keep a draft in place of the earlier one of its file; raises `OSError`."""
    state = {
        "path": str(draft.path),
        "digest": draft.digest,
        "decided": {name: decided.plain() for name, decided in draft.decided.items()},
    }
    ids = () if draft.session_id is None else (draft.session_id,)
    unsaved.keep(folder, Unsaved(draft.key, PAGE, str(draft.kind), ids, title, draft.at, state))


def forget_draft(folder: Path, draft: ImportDraft) -> None:
    """Keep it no longer; raises `OSError`."""
    unsaved.drop(folder, {draft.key})


def read_draft(kept: Unsaved) -> ImportDraft | None:
    """The draft of a workbook; None where it is another form, or of another program."""
    with suppress(KeyError, ValueError, TypeError, AttributeError):
        if kept.page == PAGE:
            state, decided = kept.state, kept.state["decided"].items()
            return ImportDraft(
                TableKind(kept.act),
                Path(state["path"]),
                str(state["digest"]),
                kept.ids[0] if kept.ids else None,
                {str(name): Decisions.from_plain(plain) for name, plain in decided},
                kept.at,
            )
    return None


def shapes_of(decided: Mapping[str, Decisions]) -> dict[str, Decisions]:
    """Of what was decided of sheets, what holds for any file of their shape."""
    return {name: one.of_shape for name, one in decided.items()}


def drafts(folder: Path, kind: TableKind) -> list[ImportDraft]:
    """The drafts of a kind, the newest first."""
    found = (read_draft(kept) for kept in reversed(unsaved.left(folder)))
    return [draft for draft in found if draft is not None and draft.kind is kind]


def draft_of(folder: Path, kind: TableKind, path: Path) -> ImportDraft | None:
    """The draft of a file."""
    return next((draft for draft in drafts(folder, kind) if draft.path == path), None)
