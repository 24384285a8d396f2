"""The last act taken back, as long as nobody built on it."""

from __future__ import annotations

from dataclasses import dataclass

from dialogue_app.domain.errors.base import NotUndoable
from dialogue_app.i18n import N_
from dialogue_app.services.case import USE_CASES, Case, OpenCase, require_role, use_case
from dialogue_app.services.roles import ANYBODY
from dialogue_app.storage import audit, reversal


@dataclass(frozen=True, slots=True)
class Undoable:
    """An act that can be taken back: its number in the history, and what it was (a msgid)."""

    sequence: int
    words: str


def last_act(case: Case) -> Undoable | None:
    """What was written last through this case's store, if it can be taken back."""
    sequence = case.store.last_written
    with case.reading() as session:
        if not sequence or not _can_be_undone(case, sequence):
            return None
        return Undoable(sequence, USE_CASES[audit.entry_of(session, sequence).action].words)


@use_case("undo", ANYBODY, N_("took back what was done"))
def undo(case: OpenCase, sequence: int) -> None:
    """Take back what entry `sequence` of the history did; whoever may do it may take it back.

    Raises `NotUndoable` where it was built on since, or is no act that can be taken back.
    """
    if not _can_be_undone(case, sequence):
        raise NotUndoable
    action = audit.entry_of(case.session, sequence).action
    require_role(case, USE_CASES[action].roles, action)
    reversal.reverse(case.session, sequence)


def _can_be_undone(case: Case, sequence: int) -> bool:
    with case.reading() as session:
        done = USE_CASES.get(audit.entry_of(session, sequence).action)
        return done is not None and done.undoable and reversal.is_unchanged(session, sequence)
