"""What answers promised."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from dialogue_app.domain.vocabulary import PromiseState, Relation
from dialogue_app.storage.models.base import Base, Reach, TakenAlong


class Promise(Base, TakenAlong):
    """What an answer promised, by when: it concerns all issues that the answer serves."""

    __tablename__ = "promise"
    __root__ = ("answer", "answer_id")
    __part_of__ = (Reach("issue", "answer_issue", "issue_id", "answer_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    answer_id: Mapped[int] = mapped_column(ForeignKey("answer.id"), index=True)
    what: Mapped[str]
    body_id: Mapped[int | None] = mapped_column(ForeignKey("body.id"))
    relation: Mapped[Relation | None]  # of the body to us when it promised
    person: Mapped[str] = mapped_column(default="")
    due_on: Mapped[date]
    due_text: Mapped[str] = mapped_column(default="")  # "trong tháng 10", as written
    state: Mapped[PromiseState] = mapped_column(default=PromiseState.OPEN)
    ended_on: Mapped[date | None]  # kept, or broken
    proof: Mapped[str] = mapped_column(default="")  # or why it was broken
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
