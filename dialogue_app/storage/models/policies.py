"""Rules for time limits, as data that the office edits."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from dialogue_app.domain.vocabulary import IssueKind, WaitingClock
from dialogue_app.storage.models.base import Base, Identified

if TYPE_CHECKING:
    from dialogue_app.domain.fields.policies import PolicyDraft


class PolicySupporter(Base):
    """A supporting body that a rule proposes."""

    __tablename__ = "policy_supporter"
    __root__ = ("policy", "policy_id")
    __known_by__ = ("policy_id", "body_id")
    __table_args__ = (UniqueConstraint("policy_id", "body_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    policy_id: Mapped[int] = mapped_column(ForeignKey("policy.id"))
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))


class Policy(Base, Identified):
    """What is proposed for issues of a topic, a body, a kind, or for all."""

    __tablename__ = "policy"
    __root__ = ("policy", "id")

    topic_id: Mapped[int | None] = mapped_column(ForeignKey("topic.id"))
    body_id: Mapped[int | None] = mapped_column(ForeignKey("body.id"))
    kind: Mapped[IssueKind | None]
    due_days: Mapped[int | None]
    due_on: Mapped[date | None]
    reminder_days: Mapped[int | None]
    waiting: Mapped[WaitingClock | None]

    supporters: Mapped[list[PolicySupporter]] = relationship(
        order_by=PolicySupporter.id, cascade="all, delete-orphan"
    )

    @classmethod
    def derive(cls, session: Session, ids: Sequence[int]) -> None:
        """From when on open limits are due soon."""
        from dialogue_app.storage import derived, limits
        from dialogue_app.storage.models.issues import Issue

        limits.forget_counted(session)
        still_open = select(Issue.id).where(Issue.next_ends_on.is_not(None)).order_by(Issue.id)
        derived.recompute_limits(session, session.scalars(still_open).all())

    @classmethod
    def draft(cls) -> "type[PolicyDraft]":
        """What is typed of it."""
        from dialogue_app.domain.fields.policies import PolicyDraft

        return PolicyDraft
