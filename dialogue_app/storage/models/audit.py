"""What was done, by whom: one entry per use case, one change row per aggregate, hash-chained."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from dialogue_app.domain.vocabulary import Role
from dialogue_app.storage.models.base import Base
from dialogue_app.storage.models.kinds import Text


class AuditEntry(Base):
    """One use case. `digest` is of its change rows; `hash` covers the entry and the one before."""

    __tablename__ = "audit_entry"
    __root__ = ("audit_entry", "sequence")

    sequence: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    role: Mapped[Role]
    action: Mapped[str] = mapped_column(Text(64))
    previous_hash: Mapped[str] = mapped_column(Text(64))
    digest: Mapped[str] = mapped_column(Text(64))
    hash: Mapped[str] = mapped_column(Text(64))


class AuditChange(Base):
    """What a use case did to one aggregate: field -> [old, new] as JSON.

    Personal values enter the digest as hashes, each with a salt of its own in `salts`, so that one
    can be removed together with its salt and the chain still verifies.
    """

    __tablename__ = "audit_change"
    __root__ = ("audit_change", "id")
    __table_args__ = (Index("ix_audit_change_entity", "entity", "entity_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sequence: Mapped[int] = mapped_column(ForeignKey("audit_entry.sequence"), index=True)
    entity: Mapped[str] = mapped_column(Text(32))
    entity_id: Mapped[int]
    changes: Mapped[str]
    salts: Mapped[str]  # of the personal fields, as JSON
    digest: Mapped[str] = mapped_column(Text(64))


class Touched(Base):
    """A whole that an entry changed, or that shows what it changed; id 0 stands for all of a kind.

    Windows, lists and search follow these rows to know what to read anew.
    """

    __tablename__ = "touched"
    __root__ = ("touched", "sequence")

    sequence: Mapped[int] = mapped_column(
        ForeignKey("audit_entry.sequence"), primary_key=True, autoincrement=False
    )
    entity: Mapped[str] = mapped_column(Text(32), primary_key=True)
    entity_id: Mapped[int] = mapped_column(primary_key=True)


class SearchDue(Base):
    """A whole whose search text is still to be written: too many changed at once."""

    __tablename__ = "due_search_text"
    __root__ = ("due_search_text", "entity_id")

    entity: Mapped[str] = mapped_column(Text(32), primary_key=True)
    entity_id: Mapped[int] = mapped_column(primary_key=True)


class Removal(Base):
    """The record of a removal of somebody's personal data: why, and how much.

    Who did it and when says its entry of the history.
    """

    __tablename__ = "removal"
    __root__ = ("removal", "id")
    __stays__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    reason: Mapped[str]
    rows_count: Mapped[int]  # values of rows in which the mark stands now
    history_count: Mapped[int]  # fields of changes that were emptied


class CleaningDue(Base):
    """One row as long as what was removed may still stand in parts of the file that are free."""

    __tablename__ = "due_cleaning"
    __root__ = ("due_cleaning", "id")

    id: Mapped[int] = mapped_column(primary_key=True)
