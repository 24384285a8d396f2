"""The agency that keeps the register: one row."""

from typing import TYPE_CHECKING

from sqlalchemy.orm import Mapped, mapped_column

from dialogue_app.domain.vocabulary import AuthorityLevel, Signing
from dialogue_app.storage.models.base import Base, Identified

if TYPE_CHECKING:
    from dialogue_app.domain.fields.agency import AgencyDraft


class OurAgency(Base, Identified):
    """The authority this database belongs to. One row.

    A ward's People's Committee prints no superior: `superior` is None and its two lines are bold.
    """

    __tablename__ = "our_agency"
    __root__ = ("our_agency", "id")
    __known_by__ = ()

    name: Mapped[str]  # Ủy ban nhân dân phường Mẫu
    area: Mapped[str]  # phường Mẫu
    abbreviation: Mapped[str]  # UBND
    superior: Mapped[str | None]
    place_name: Mapped[str]
    level: Mapped[AuthorityLevel] = mapped_column(default=AuthorityLevel.LOCAL)
    # proposed for own units; never a rule of law
    default_days: Mapped[int] = mapped_column(default=7)
    # when others are asked for an answer, and own units reminded again, in working days
    ask_days: Mapped[int] = mapped_column(default=10, server_default="10")
    again_days: Mapped[int] = mapped_column(default=5, server_default="5")
    heading: Mapped[str]  # ỦY BAN NHÂN DÂN above PHƯỜNG MẪU, one line a line
    short_name: Mapped[str]  # Ủy ban nhân dân phường
    level_word: Mapped[str]  # phường
    # proposed for each letter
    drafting_unit: Mapped[str] = mapped_column(default="", server_default="")
    signing: Mapped[Signing] = mapped_column(default=Signing.UNKNOWN, server_default="unknown")
    signer_name: Mapped[str] = mapped_column(default="", server_default="")
    signer_title: Mapped[str] = mapped_column(default="", server_default="")
    contact: Mapped[str] = mapped_column(default="", server_default="")
    contact_phone: Mapped[str] = mapped_column(default="", server_default="")
    contact_email: Mapped[str] = mapped_column(default="", server_default="")

    @classmethod
    def draft(cls) -> "type[AgencyDraft]":
        """What is typed of it."""
        from dialogue_app.domain.fields.agency import AgencyDraft

        return AgencyDraft
