"""Keeps what is decided of a workbook: as a draft of the file, and as a profile of its shape."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QTimer

from dialogue_app.i18n import _
from dialogue_app.services.imports.decisions import UNDECIDED
from dialogue_app.services.imports.drafts import ImportDraft, forget_draft, keep_draft, shapes_of
from dialogue_app.services.imports.profiles import is_worth_keeping, profile_of, save_profile
from dialogue_app.services.imports.workbooks import require_mapping
from ui.context import Context
from ui.messages import Action
from ui.pages.workbooks.work_step import WorkStep
from ui.tasks import Lane

_SOON = 500  # milliseconds after a decision


class Keeping:
    """Of one workbook. What is kept outlives the page, so the messages own the work."""

    def __init__(self, context: Context, step: WorkStep, draft: ImportDraft | None) -> None:
        """`draft` is what is kept as long as nothing is decided; None of what is in no file."""
        self._context, self._step, self._draft = context, step, draft
        self._names = {index: found.name for index, found in step.fits.items()}
        self._soon = QTimer(step, singleShot=True, interval=_SOON)
        self._soon.timeout.connect(self.keep_draft)
        step.decided.connect(self._soon.start)

    def profile(self) -> str:
        """Under which name it is kept how the sheet in front is read; empty where it is not."""
        return self._names.get(self._step.tools.sheet_index, "")

    def take_up(self, draft: ImportDraft, digest: str) -> None:
        """Take up what was decided of the file before; of another content only its shape."""
        is_same = draft.digest == digest
        self._step.resume(draft.decided if is_same else shapes_of(draft.decided))
        said = _("What was decided of this file before is taken up again.")
        if not is_same:
            said = _(
                "The file has changed since: what was decided of its columns and words is taken up "
                "again, but not what was decided of single rows and cells."
            )
        self._context.messages.done(said)

    @property
    def is_only_here(self) -> bool:
        """Whether something was decided of rows that stand in no file, so that no draft has it."""
        return self._draft is None and bool(self._step.decided_by_sheet())

    def leave(self, go_on: Callable[[ImportDraft], None]) -> None:
        """Keep all that is decided, and offer to `go_on` with it."""
        self.keep_draft()
        self.keep_profile()
        draft = self._draft
        if draft is not None and self._step.decided_by_sheet():
            said = _("What was decided of {file} is kept.").format(file=draft.path.name)
            offered = Action(_("Go on"), partial(go_on, draft))
            self._context.messages.done(said, offered)

    def keep_draft(self) -> None:
        """Keep all that is decided by now."""
        self._soon.stop()
        decided, case = self._step.decided_by_sheet(), self._context.case
        if not decided or self._draft is None:
            self.forget_draft()
            return
        draft = replace(
            self._draft, decided=decided, session_id=self._step.tools.session_id, at=case.clock()
        )
        title = _("Import of {file}").format(file=draft.path.name)
        self._write(lambda: keep_draft(case.store.folder, draft, title))

    def forget_draft(self) -> None:
        """All is written, or given up."""
        self._soon.stop()
        folder, draft = self._context.case.store.folder, self._draft
        if draft is not None:
            self._write(lambda: forget_draft(folder, draft))

    def keep_profile(self) -> None:
        """Keep what was decided for files of this shape, where anything was."""
        step, case, messages = self._step, self._context.case, self._context.messages
        index, decided = step.tools.sheet_index, step.history.now
        applied = step.fits[index].decided if index in step.fits else UNDECIDED
        if decided.of_shape == applied.of_shape or not is_worth_keeping(decided):
            return
        book, name = step.book, self._names.get(index)
        found = require_mapping(book, index, decided.header)
        profile = profile_of(book.kind, name or book.path.stem, book.sheets[index], found, decided)

        def kept(under: str) -> None:
            self._names[index] = under

        self._context.tasks.run(
            messages,
            lambda: save_profile(case, profile, renewed=name is not None),
            kept,
            messages.error,
            lane=Lane.WRITE,
        )

    def _write(self, write: Callable[[], None]) -> None:
        messages = self._context.messages
        self._context.tasks.run(messages, write, on_error=_no_matter, lane=Lane.TYPING)


def _no_matter(_error: Exception) -> None:
    """A full disk: writing the rows themselves will say so."""
