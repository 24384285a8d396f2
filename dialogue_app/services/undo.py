"""The last act taken back, as long as nobody built on it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased

from dialogue_app.domain.errors.base import NotUndoable
from dialogue_app.i18n import N_
from dialogue_app.services.case import USE_CASES, Case, OpenCase, UseCase, require_role, use_case
from dialogue_app.services.roles import ANYBODY
from dialogue_app.storage import audit, reversal
from dialogue_app.storage.chunks import among
from dialogue_app.storage.models.enterprises import Enterprise
from dialogue_app.storage.models.issues import Issue
from dialogue_app.storage.models.sessions import Venue


@dataclass(frozen=True, slots=True)
class Undoable:
    """An act that can be taken back: its number in the history, and what it was (a msgid)."""

    sequence: int
    words: str


def last_act(case: Case) -> Undoable | None:
    """What was written last through this case's store, if it can be taken back."""
    sequence = case.store.last_written
    if not sequence:
        return None
    with case.reading() as session:
        done = _undoable(session, sequence)
    return Undoable(sequence, done.words) if done else None


@use_case("undo", ANYBODY, N_("undid what was done"))
def undo(case: OpenCase, sequence: int) -> None:
    """Take back what entry `sequence` of the history did; whoever may do it may take it back.

    Raises `NotUndoable` where it was built on since, or is no act that can be taken back.
    """
    done = _undoable(case.session, sequence)
    if done is None:
        raise NotUndoable
    require_role(case, done.roles, done.action)
    try:
        wholes = reversal.reverse(case.session, sequence)
    except reversal.CannotReverse as error:
        raise NotUndoable from error
    require_rules(case.session, wholes)


def require_rules(session: Session, wholes: Mapping[str, Collection[int]]) -> None:
    """Raise `NotUndoable` where others took meanwhile what a thing had before."""
    other = aliased(Enterprise)
    same_code = select(Enterprise.id).where(
        among(Enterprise.id, wholes.get("enterprise", ())),
        exists().where(other.tax_code == Enterprise.tax_code, other.id != Enterprise.id),
    )
    of_another_session = (
        select(Issue.id)
        .join(Venue, Venue.id == Issue.venue_id)
        .where(
            among(Issue.id, wholes.get("issue", ())),
            Venue.session_id.is_distinct_from(Issue.session_id),
        )
    )
    for broken in (same_code, of_another_session):
        if session.scalar(broken.limit(1)) is not None:
            raise NotUndoable


def _undoable(session: Session, sequence: int) -> UseCase | None:
    """The use case of that entry, if it can be taken back."""
    done = USE_CASES.get(audit.entry_of(session, sequence).action)
    can = done is not None and done.undoable and reversal.is_unchanged(session, sequence)
    return done if can else None
