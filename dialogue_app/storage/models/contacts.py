"""Contacts about issues: with those who owe an answer, and with those who raised them."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from dialogue_app.domain.vocabulary import ContactMeans, ContactPurpose
from dialogue_app.storage.models.base import Base, TakenAlong


class Contact(Base, TakenAlong):
    """Somebody was reminded, asked or told about an issue, or spoken with; a row for each issue.

    With a body it is about its assignment, with a higher level about what was sent up, with whoever
    promised something about the promise. A raiser is told of an assignment or of what was sent up,
    or of an answer: so nobody counts as told of what came later.
    """

    __tablename__ = "contact"
    __root__ = ("issue", "issue_id")

    id: Mapped[int] = mapped_column(primary_key=True)
    issue_id: Mapped[int] = mapped_column(ForeignKey("issue.id"), index=True)
    round: Mapped[int] = mapped_column(default=0)
    purpose: Mapped[ContactPurpose]
    means: Mapped[ContactMeans]
    contacted_on: Mapped[date]
    assignment_id: Mapped[int | None] = mapped_column(ForeignKey("assignment.id"), index=True)
    escalation_id: Mapped[int | None] = mapped_column(ForeignKey("escalation.id"), index=True)
    raiser_id: Mapped[int | None] = mapped_column(ForeignKey("raiser.id"), index=True)
    answer_id: Mapped[int | None] = mapped_column(ForeignKey("answer.id"), index=True)
    promise_id: Mapped[int | None] = mapped_column(ForeignKey("promise.id"), index=True)
    person: Mapped[str] = mapped_column(default="")  # who was spoken with
    number: Mapped[str] = mapped_column(default="")  # of a letter
    said: Mapped[str] = mapped_column(default="")
    came_back: Mapped[str] = mapped_column(default="")
