"""Our staff and the bodies we deal with."""

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, composite, declared_attr, mapped_column, relationship

from dialogue_app.domain.people import Person
from dialogue_app.domain.vocabulary import Relation, Role, SourceLabel
from dialogue_app.storage.models.base import DERIVED, PUBLIC, Base, Identified, Reach, TakenAlong
from dialogue_app.storage.models.kinds import Text

if TYPE_CHECKING:
    from dialogue_app.domain.fields.bodies import BodyDraft
    from dialogue_app.domain.fields.staff import StaffDraft


class Staff(Base, Identified):
    """One of our people."""

    __tablename__ = "staff"
    __root__ = ("staff", "id")

    name: Mapped[str]
    system_user: Mapped[str | None] = mapped_column(unique=True)
    role: Mapped[Role] = mapped_column(default=Role.OFFICER)

    @classmethod
    def draft(cls) -> "type[StaffDraft]":
        """What is typed of them."""
        from dialogue_app.domain.fields.staff import StaffDraft

        return StaffDraft


_PERSON = ("person_name", "person_title", "person_body", "person_staff_id")


class NamesPerson:
    """Columns of a row that names a person, as papers print them; `person` is their value."""

    person_name: Mapped[str] = mapped_column(default="")
    person_title: Mapped[str] = mapped_column(default="")
    person_body: Mapped[str] = mapped_column(default="")
    person_staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))

    @declared_attr
    def person(cls) -> Mapped[Person]:  # noqa: N805
        """The person named."""
        return composite(Person, *_PERSON)


def person_columns(person: Person) -> dict[str, str | int | None]:
    """The columns of such a row that name the person."""
    return dict(
        zip(_PERSON, (person.name, person.title, person.body, person.staff_id), strict=True)
    )


class BodyAlias(Base, TakenAlong):
    """Another name under which people write a body."""

    __tablename__ = "body_alias"
    __root__ = ("body", "body_id")

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), index=True)
    name: Mapped[str] = mapped_column(info=PUBLIC)


class Body(Base, Identified):
    """A body (cơ quan, đơn vị). Never renamed in place: it ends and successors follow."""

    __tablename__ = "body"
    __root__ = ("body", "id")
    __shown_in__ = (
        Reach("issue", "assignment", "issue_id", "body_id", frozenset({"name"})),
        Reach("issue", "escalation", "issue_id", "body_id", frozenset({"name"})),
    )
    __table_args__ = (Index("ix_body_name_folded", "name_folded"),)

    name: Mapped[str]
    name_folded: Mapped[str] = mapped_column(info=DERIVED)
    name_sort: Mapped[str] = mapped_column(info=DERIVED)
    abbreviation: Mapped[str] = mapped_column(default="")
    level: Mapped[str] = mapped_column(Text(16), default="")  # ward, city, central, utility: data
    relation: Mapped[Relation]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    source: Mapped[SourceLabel] = mapped_column(default=SourceLabel.TYPED)
    contact: Mapped[str] = mapped_column(default="", server_default="")
    phone: Mapped[str] = mapped_column(default="", server_default="")
    email: Mapped[str] = mapped_column(default="", server_default="")
    note: Mapped[str] = mapped_column(default="")

    aliases: Mapped[list[BodyAlias]] = relationship(cascade="all, delete-orphan")

    @classmethod
    def draft(cls) -> "type[BodyDraft]":
        """What is typed of it."""
        from dialogue_app.domain.fields.bodies import BodyDraft

        return BodyDraft

    def shadow(self) -> None:
        """What follows from its name."""
        from dialogue_app.domain.fields.bodies import body_shadows
        from dialogue_app.domain.fields.facts import shadow

        shadow(self, body_shadows(self.name))


class BodySuccession(Base):
    """Bodies merge and split: many to many."""

    __tablename__ = "body_succession"
    __root__ = ("body", "predecessor_id")
    __known_by__ = ("predecessor_id", "successor_id")
    __table_args__ = (UniqueConstraint("predecessor_id", "successor_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    predecessor_id: Mapped[int] = mapped_column(ForeignKey("body.id"), index=True)
    successor_id: Mapped[int] = mapped_column(ForeignKey("body.id"), index=True)
