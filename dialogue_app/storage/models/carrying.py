"""Sessions that were taken along to another computer, on a travelling copy."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from dialogue_app.storage.models.base import PUBLIC, Base, Identified, Reach
from dialogue_app.storage.models.kinds import Text


class Taking(Base, Identified):
    """A travelling copy of a session: out until it is brought back.

    It stands in the register it was taken from and in the copy itself, whose identity is its `uid`.
    The copy gives numbers after `enterprise_number` and, of each year, after that of
    `issue_numbers`; the register it was taken from leaves those out while it is away.
    """

    __tablename__ = "taking"
    __root__ = ("taking", "id")
    __part_of__ = (Reach("session", "taking", "session_id", "id"),)
    __stays__ = True

    # of the register it was taken from
    home_uid: Mapped[str] = mapped_column(Text(32), info=PUBLIC)
    session_id: Mapped[int] = mapped_column(ForeignKey("session.id"), index=True)
    taken_at: Mapped[datetime]
    taken_by: Mapped[str]
    carrier: Mapped[str] = mapped_column(default="")  # on whose machine, as typed
    # of each year the last that is not the copy's, as JSON
    issue_numbers: Mapped[str] = mapped_column(info=PUBLIC)
    enterprise_number: Mapped[int]
    # the entry of the copy's history up to which the register knows it
    seen_sequence: Mapped[int] = mapped_column(default=0)
    seen_hash: Mapped[str] = mapped_column(Text(64), default="", info=PUBLIC)
    brought_at: Mapped[datetime | None]
    brought_by: Mapped[str] = mapped_column(default="")
