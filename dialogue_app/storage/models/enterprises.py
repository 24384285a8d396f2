"""The register of enterprises and household businesses."""

from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, Session, mapped_column

from dialogue_app.domain.vocabulary import TaxCodeKind
from dialogue_app.storage.models.base import DERIVED, PUBLIC, Base, Identified, Reach
from dialogue_app.storage.models.kinds import Text

if TYPE_CHECKING:
    from dialogue_app.domain.fields.enterprises import EnterpriseDraft


class Enterprise(Base, Identified):
    """An enterprise, cooperative or household business.

    `edited_fields` lists what was typed here since the last import, separated by blanks: a workbook
    that says otherwise is then a conflict, kept as it is unless the user decides.
    """

    __tablename__ = "enterprise"
    __root__ = ("enterprise", "id")
    __shown_in__ = (
        Reach(
            "issue",
            "raiser",
            "issue_id",
            "enterprise_id",
            frozenset({"name"}),
            frozenset({"representative", "phone"}),
        ),
    )
    __table_args__ = (
        Index("ix_enterprise_name_sort_id", "name_sort", "id"),
        Index("ix_enterprise_match_key", "match_key"),
    )

    number: Mapped[int] = mapped_column(unique=True)  # printed as DN-00012
    tax_code: Mapped[str | None] = mapped_column(Text(14), index=True)
    tax_code_kind: Mapped[TaxCodeKind | None]
    name: Mapped[str]
    name_sort: Mapped[str] = mapped_column(info=DERIVED)
    match_key: Mapped[str] = mapped_column(info=DERIVED)  # folded: finds the same enterprise
    legal_type_id: Mapped[int | None] = mapped_column(ForeignKey("legal_type.id"))
    address: Mapped[str] = mapped_column(default="")
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    representative: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    workers: Mapped[int | None]
    note: Mapped[str] = mapped_column(default="")
    edited_fields: Mapped[str] = mapped_column(default="", info=PUBLIC)

    @classmethod
    def last_id(cls, session: Session) -> int:
        """One that was merged into another keeps the id it had."""
        return max(super().last_id(session), MergedEnterprise.last_id(session))

    @classmethod
    def draft(cls) -> "type[EnterpriseDraft]":
        """What is typed of it."""
        from dialogue_app.domain.fields.enterprises import EnterpriseDraft

        return EnterpriseDraft

    def shadow(self) -> None:
        """What follows from its name and its tax code."""
        from dialogue_app.domain.fields.enterprises import enterprise_shadows
        from dialogue_app.domain.fields.facts import shadow

        shadow(self, enterprise_shadows(self.name, self.tax_code))


class MergedEnterprise(Base):
    """An enterprise that turned out to be another one: its codes lead to the one that remains.

    It keeps the id it had, which no other gets.
    """

    __tablename__ = "merged_enterprise"
    __root__ = ("merged_enterprise", "id")
    __stays__ = True
    __part_of__ = (Reach("enterprise", "merged_enterprise", "enterprise_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column()
    match_key: Mapped[str] = mapped_column(index=True, info=DERIVED)
    tax_code: Mapped[str | None] = mapped_column(Text(14), index=True)
    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"), index=True)
    sequence: Mapped[int]  # the entry of the history that merged it

    def shadow(self) -> None:
        """What follows from its name."""
        from dialogue_app.domain.text import enterprise_match_key

        self.match_key = enterprise_match_key(self.name)


class DistinctPair(Base):
    """Two enterprises somebody looked at and said they are not one; the smaller id first."""

    __tablename__ = "distinct_pair"
    __root__ = ("distinct_pair", "id")
    __stays__ = True
    __table_args__ = (UniqueConstraint("first_id", "second_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    first_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"))
    second_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"), index=True)
