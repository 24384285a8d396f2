"""Rows by their ids, without a question for those that a session has at hand."""

from __future__ import annotations

from typing import TypeVar

from sqlalchemy.orm import Session

from dialogue_app.storage.models.base import Base

Row = TypeVar("Row", bound=Base)


def row_of(session: Session, model: type[Row], key: int) -> Row | None:
    """As `session.get`, which takes ten times as long over a row that is at hand."""
    known: Row | None = session.identity_map.get((model, (key,), None))
    return session.get(model, key) if known is None else known
