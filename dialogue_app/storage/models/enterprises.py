"""The register of enterprises and household businesses."""

from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from dialogue_app.domain.vocabulary import TaxCodeKind
from dialogue_app.storage.models.base import DERIVED, PUBLIC, Base, Identified, Reach

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
    tax_code: Mapped[str | None] = mapped_column(String(14), index=True)
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
    def draft(cls) -> "type[EnterpriseDraft]":
        """What is typed of it."""
        from dialogue_app.domain.fields.enterprises import EnterpriseDraft

        return EnterpriseDraft

    def shadow(self) -> None:
        """What follows from its name and its tax code."""
        from dialogue_app.domain.fields.enterprises import enterprise_shadows
        from dialogue_app.domain.fields.facts import shadow

        shadow(self, enterprise_shadows(self.name, self.tax_code))
