"""The rules for time limits as the register has them."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from dialogue_app.domain.fields.facts import read
from dialogue_app.domain.fields.policies import PolicyDraft
from dialogue_app.domain.policies import Policies
from dialogue_app.domain.policies import Policy as Rule
from dialogue_app.storage.models.policies import Policy


def policies_of(session: Session) -> Policies:
    """All rules, the narrowest first."""
    rows = session.scalars(select(Policy).options(selectinload(Policy.supporters)))
    return Policies.of(Rule(row.id, draft_of(row)) for row in rows)


def draft_of(row: Policy) -> PolicyDraft:
    """A rule as it is typed."""
    supporters = tuple(link.body_id for link in row.supporters)
    return read(PolicyDraft, row, supporter_ids=supporters)
