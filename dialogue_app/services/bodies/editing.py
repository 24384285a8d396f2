"""Bodies (cơ quan, đơn vị): found by any name people write, added, edited, never renamed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue_app.domain.body_names import (
    ShortName,
    adds_place,
    body_key,
    goes_on,
    is_of_each_level,
    name_alone,
    tells_body,
    without_place,
)
from dialogue_app.domain.errors.base import Invalid
from dialogue_app.domain.errors.bodies import (
    BodyNameTaken,
    BodyNotValid,
    NameOfAnotherBody,
    SeveralBodies,
    UnknownBody,
)
from dialogue_app.domain.errors.conflicts import Gone
from dialogue_app.domain.fields.bodies import BodyDraft
from dialogue_app.domain.fields.facts import cleaned, fill, read
from dialogue_app.domain.text import clean_line
from dialogue_app.domain.vocabulary import Relation, SourceLabel
from dialogue_app.i18n import N_
from dialogue_app.i18n.formats import screen_date
from dialogue_app.services.case import Case, OpenCase, SeenDraft, merged, use_case
from dialogue_app.services.roles import EDIT_SETTINGS
from dialogue_app.storage.at_hand import row_of
from dialogue_app.storage.models.people import Body, BodyAlias, BodySuccession

_WORDS_OF_A_KIND = 2  # "Ngân hàng", "Bảo hiểm", of which there may be others
# Where the history has what a field lists.
PARTS = {"aliases": ("body_alias",), "successor_ids": ("body_succession",)}


@dataclass(frozen=True, slots=True)
class BodyMatch:
    """Which body a written name means; None with the candidates where it is not clear."""

    body_id: int | None
    name: str  # as the list of bodies has it
    written: str
    relation: Relation | None = None
    candidates: tuple[str, ...] = ()


class BodyNames:
    """All names of all bodies, read once to look up many."""

    def __init__(self, session: Session) -> None:
        self._bodies = {body.id: body for body in session.scalars(select(Body))}
        self._keys = {body.id: body_key(body.name) for body in self._bodies.values()}
        self._without_place = {key for own in self._keys.values() for key in without_place(own)}
        self._by_name: defaultdict[str, list[int]] = defaultdict(list)
        self._by_key: defaultdict[str, list[int]] = defaultdict(list)
        self._looked_up: dict[str, list[int]] = {}  # what was asked for already
        for body in self._bodies.values():
            self._by_name[body.name].append(body.id)
            self._add_name(body.name, body.id)
            if tells_body(body.abbreviation):
                self._add_name(body.abbreviation, body.id)
        for alias in session.scalars(select(BodyAlias)):
            self._add_name(alias.name, alias.body_id)
        self._successors: defaultdict[int, list[int]] = defaultdict(list)
        for link in session.scalars(select(BodySuccession)):
            self._successors[link.predecessor_id].append(link.successor_id)

    @cached_property
    def most_words(self) -> int:
        """As many has the longest name by which a body is known."""
        return max((len(key.split()) for key in self._by_key), default=0)

    def _add_name(self, name: str, body_id: int) -> None:
        key = body_key(name)
        if key and body_id not in self._by_key[key]:
            self._by_key[key].append(body_id)

    def resolve(self, written: str, on: date) -> BodyMatch:
        """The body that `written` means on that day; an ended body gives its one successor."""
        written = clean_line(written)
        existing = {
            found for body_id in self.named(written) for found in self._existing(body_id, on)
        }
        if len(existing) != 1:
            names = tuple(sorted(self._bodies[body_id].name for body_id in existing))
            return BodyMatch(None, "", written, None, names)
        body = self._bodies[existing.pop()]
        return BodyMatch(body.id, body.name, written, body.relation)

    def named(self, written: str) -> list[int]:
        """The bodies that are written like this, ended ones too; an exact name counts first."""
        if written not in self._looked_up:
            found = self._called(written) or self._called(name_alone(written))
            self._looked_up[written] = found
        return self._looked_up[written]

    def _called(self, written: str) -> list[int]:
        exact = self._by_name.get(clean_line(written)) or self._by_key.get(body_key(written))
        return exact or self._nearly(written)

    def is_name(self, written: str) -> bool:
        """Whether a body is called just so, in whatever spelling; its place may be left out."""
        key = body_key(written)
        is_whole = clean_line(written) in self._by_name or key in self._by_key
        return is_whole or key in self._without_place

    def exists(self, written: str, on: date) -> bool:
        """Whether a body of this name existed that day, without looking at successors."""
        return any(exists_on(self._bodies[body_id], on) for body_id in self.named(written))

    def _nearly(self, written: str) -> list[int]:
        """Bodies whose name begins with what was written, or goes on after it with a place.

        Words may be given by their first letters: "Sở XD", "Chi cục Hải quan KV 2".
        """
        key, short = body_key(written), ShortName(written)
        if is_of_each_level(key):
            return []
        if short.tells and (
            found := [body_id for body_id, own in self._keys.items() if short.is_of(own)]
        ):
            return found
        if len(key) < 6:
            return []
        begin = [body_id for body_id, own in self._keys.items() if goes_on(key, own)]
        tells = len(key.split()) > _WORDS_OF_A_KIND or key in self._without_place
        if len(begin) == 1 and not tells:
            return []  # another one that is not listed may be meant
        return begin or [body_id for body_id, own in self._keys.items() if adds_place(key, own)]

    def _existing(self, body_id: int, on: date, seen: frozenset[int] = frozenset()) -> set[int]:
        """The body where it exists that day, else those of its successors that do."""
        body = self._bodies[body_id]
        if exists_on(body, on) or body_id in seen:
            return {body_id} if exists_on(body, on) else set()
        successors = self._successors[body_id]
        return set().union(
            *(self._existing(next_id, on, seen | {body_id}) for next_id in successors)
        )


def exists_on(body: Body, day: date) -> bool:
    """Whether the body existed on that day."""
    begun = body.valid_from is None or body.valid_from <= day
    return begun and (body.valid_to is None or day <= body.valid_to)


def require_valid(session: Session, body_id: int, day: date) -> Body:
    """The body. Raises `Gone`, and `BodyNotValid` with its successors where it has ended."""
    body = row_of(session, Body, body_id)
    if body is None:
        raise Gone("body")
    if not exists_on(body, day):
        raise BodyNotValid(body.name, day, list(_successor_names(session, body_id)))
    return body


def _successor_names(session: Session, body_id: int) -> tuple[str, ...]:
    return tuple(
        session.scalars(
            select(Body.name)
            .join(BodySuccession, BodySuccession.successor_id == Body.id)
            .where(BodySuccession.predecessor_id == body_id)
            .order_by(Body.name_sort)
        )
    )


def find_body(case: Case, name: str, on: date) -> int:
    """The body of that name, alias or abbreviation, or the one successor of an ended one.

    Raises `UnknownBody`, `SeveralBodies`, or `BodyNotValid` where several bodies follow it or none.
    """
    with case.reading() as session:
        names = BodyNames(session)
        match = names.resolve(name, on)
        if match.body_id is not None:
            return match.body_id
        if len(match.candidates) > 1 and names.exists(name, on):
            raise SeveralBodies(match.written, list(match.candidates))
        if names.named(name):
            raise BodyNotValid(match.written, on, list(match.candidates))
        raise UnknownBody(name)


def body_called(case: Case, name: str, on: date) -> int:
    """The body of that name, ended or not; else as `find_body` reads the name.

    Raises what `find_body` raises.
    """
    with case.reading() as session:
        named = BodyNames(session).named(name)
    return named[0] if len(named) == 1 else find_body(case, name, on)


def body_detail(case: Case, body_id: int) -> SeenDraft[BodyDraft]:
    """A body as it is read before editing. Raises `UnknownBody`."""
    with case.reading() as session:
        body = session.get(Body, body_id)
        if body is None:
            raise UnknownBody(str(body_id))
        return SeenDraft(body_id, body.version, _current_draft(session, body))


def _current_draft(session: Session, body: Body) -> BodyDraft:
    successors = session.scalars(
        select(BodySuccession.successor_id)
        .where(BodySuccession.predecessor_id == body.id)
        .order_by(BodySuccession.id)
    )
    aliases = tuple(alias.name for alias in body.aliases)
    return read(BodyDraft, body, aliases=aliases, successor_ids=tuple(successors))


@use_case("body.add", EDIT_SETTINGS, N_("added it"))
def add_body(case: OpenCase, form: BodyDraft) -> int:
    """Add a body. Raises `Missing`, `BodyNameTaken`, `NameOfAnotherBody`, `Invalid`."""
    session, form = case.session, cleaned(form)
    taken = {body_key(known): known for known in session.scalars(select(Body.name))}
    if body_key(form.name) in taken:
        raise BodyNameTaken(taken[body_key(form.name)])
    body = Body(name=form.name, relation=form.relation, source=SourceLabel.TYPED)
    body.shadow()
    session.add(body)
    session.flush()
    _fill(session, body, form)
    return body.id


@use_case("body.edit", EDIT_SETTINGS, N_("changed it"), undoable=True)
def edit_body(case: OpenCase, seen: SeenDraft[BodyDraft], form: BodyDraft) -> None:
    """Change a body. Its name stays; an ended body gets successors.

    Raises `UnknownBody`, `NameOfAnotherBody`, `Invalid`, and `EditConflict` where somebody else
    changed the same fields after it was read.
    """
    body = case.session.get(Body, seen.id)
    if body is None:
        raise UnknownBody(str(seen.id))
    now = _current_draft(case.session, body)
    form = cleaned(merged(case.session, "body", body.version, seen, now, form, PARTS))
    if form.name != body.name:
        raise Invalid("name", form.name)
    _fill(case.session, body, form)


def _require_free(session: Session, body: Body, aliases: list[str]) -> None:
    """Raise `NameOfAnotherBody` where one of these is what another body is called."""
    others = session.scalars(select(Body.name).where(Body.id != body.id)) if aliases else ()
    called = {body_key(name): name for name in others}
    for alias in aliases:
        if body_key(alias) in called:
            raise NameOfAnotherBody(alias, called[body_key(alias)])


def _fill(session: Session, body: Body, form: BodyDraft) -> None:
    if body.id in form.successor_ids:
        raise Invalid("successors", body.name)
    if form.valid_from and form.valid_to and form.valid_to < form.valid_from:
        raise Invalid("valid_to", screen_date(form.valid_to))
    fill(body, form, but=("name",))
    names = [clean_line(alias) for alias in form.aliases if clean_line(alias)]
    kept = [alias for alias in body.aliases if alias.name in names]
    known = {alias.name for alias in kept}
    new = [BodyAlias(name=name) for name in names if name not in known]
    _require_free(session, body, [alias.name for alias in new])
    body.aliases = kept + new
    links = session.scalars(
        select(BodySuccession).where(BodySuccession.predecessor_id == body.id)
    ).all()
    for link in links:
        if link.successor_id not in form.successor_ids:
            session.delete(link)
    for successor in set(form.successor_ids) - {link.successor_id for link in links}:
        session.add(BodySuccession(predecessor_id=body.id, successor_id=successor))
