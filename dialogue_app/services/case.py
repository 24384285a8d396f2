"""What every use case is called with: the case, what its author saw, and what was typed.

A use case is one function `(case, seen, draft …)`. Its head says once who may call it, in one
transaction, under which name it stands in the history:

    @use_case("issue.close", EDIT_ISSUE, N_("ended the follow-up"))
    def close(case: OpenCase, seen: Seen, outcome: Outcome, on: date, note: str = "") -> None:

The roles are named in `services.roles`. Callers pass a plain `Case`; the function itself works on
an `OpenCase`, inside the transaction. Called with an `OpenCase`, it joins the transaction that
runs.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Concatenate, Generic, ParamSpec, TypeVar

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from dialogue_app.domain.calendar import Calendar, Clock
from dialogue_app.domain.errors.base import Invalid, NotAllowed
from dialogue_app.domain.errors.conflicts import ChangedSince, EditConflict, LastChange
from dialogue_app.domain.errors.store import (
    ClockAhead,
    ClockBehind,
    ClockUnlikely,
    RowRefused,
)
from dialogue_app.domain.merging import merge
from dialogue_app.domain.people import Actor
from dialogue_app.domain.vocabulary import Role
from dialogue_app.i18n.formats import local
from dialogue_app.storage.engine import Store

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

P = ParamSpec("P")
R = TypeVar("R")
D = TypeVar("D", bound="DataclassInstance")
CLOCK_MAY_STEP = timedelta(minutes=10)  # back, as it is set by itself
LONGEST_PAUSE = timedelta(days=400)  # of an office that meets once a year
# Before and after these years nobody works with this program: a battery is empty, a digit is wrong.
YEARS_OF_USE = range(2024, 2060)
NO_PARTS: Mapping[str, Collection[str]] = MappingProxyType({})


@dataclass(frozen=True)
class Case:
    """The database, who acts and what time it is."""

    store: Store
    actor: Actor
    clock: Clock

    def calendar(self) -> Calendar:
        """Which days are working days, by the latest revision."""
        from dialogue_app.storage.working_days import calendar_of

        with self.reading() as session:
            return calendar_of(session)

    def today(self) -> date:
        """Today on the office's clock."""
        return local(self.clock()).date()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one state of the database and changes nothing."""
        with self.store.reading() as session:
            yield session


@dataclass(frozen=True)
class OpenCase(Case):
    """A case inside its transaction."""

    session: Session

    @functools.cached_property
    def _today(self) -> date:
        return super().today()

    def today(self) -> date:
        """Today on the office's clock: one day for all that is done in the transaction."""
        return self._today

    def calendar(self) -> Calendar:
        """Which days are working days, read once for all that is done in the transaction."""
        from dialogue_app.storage.limits import counted

        return counted(self.session).calendar

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """The session of the transaction, which sees what was written in it."""
        yield self.session


@dataclass(frozen=True, slots=True)
class Seen:
    """A thing as its author saw it: by its id and the version it had."""

    id: int
    version: int


@dataclass(frozen=True, slots=True)
class SeenDraft(Seen, Generic[D]):
    """A thing as its author read it before editing: with all that was typed of it."""

    draft: D


@dataclass(frozen=True, slots=True)
class UseCase:
    """A use case as its head declares it."""

    action: str  # its name in the history
    roles: frozenset[Role]
    words: str  # what was done, as a msgid: "{name} {words}"
    undoable: bool  # it can be taken back as long as nobody built on it
    function: Callable[..., Any]


USE_CASES: dict[str, UseCase] = {}


def use_case(
    action: str, roles: frozenset[Role], words: str, *, undoable: bool = False
) -> Callable[[Callable[Concatenate[OpenCase, P], R]], Callable[Concatenate[Case, P], R]]:
    """Make a function one act: for these roles, one transaction, one entry of the history.

    The act raises `NotAllowed` before it reads or writes anything, and `Gone` where it refers to
    something that was removed meanwhile.
    """

    def decorate(
        function: Callable[Concatenate[OpenCase, P], R],
    ) -> Callable[Concatenate[Case, P], R]:
        @functools.wraps(function)
        def act(case: Case, /, *args: P.args, **kwargs: P.kwargs) -> R:
            require_role(case, roles, action)
            if isinstance(case, OpenCase):
                return _settled(case, function(case, *args, **kwargs))
            try:
                with case.store.writing(case.actor, action, at := case.clock()) as session:
                    _require_clock(case, session, at)
                    return function(in_transaction(case, session), *args, **kwargs)
            except IntegrityError as error:
                raise _explained(case, error) from error

        USE_CASES[action] = UseCase(action, roles, words, undoable, act)
        return act

    return decorate


def _require_clock(case: Case, session: Session, at: datetime) -> None:
    """Raise `ClockDoubted` where the clock is hardly right, and nobody said that it is.

    The day gives numbers their year, and papers and time limits their day.
    """
    from dialogue_app.storage.commit import Recorder

    if case.store.clock_is_right:
        return
    last = Recorder.of(session).written_last
    if last is not None and last - at > CLOCK_MAY_STEP:
        raise ClockBehind(at, last)
    if last is not None and at - last > LONGEST_PAUSE:
        raise ClockAhead(at, last)
    if at.year not in YEARS_OF_USE:
        raise ClockUnlikely(at)


def _explained(case: Case, error: IntegrityError) -> Exception:
    """Why a write was refused: what it referred to is gone, or what stands there is in its way."""
    from dialogue_app.storage.gone import what_is_gone

    with case.reading() as session:
        return what_is_gone(session, error) or RowRefused(case.store.path)


def require_role(case: Case, roles: frozenset[Role], action: str) -> None:
    """Raise `NotAllowed` where whoever acts has none of these roles."""
    if case.actor.role not in roles:
        raise NotAllowed(case.actor.role, action)


def allowed_use_cases(case: Case) -> frozenset[str]:
    """The names of the use cases that whoever acts may call."""
    from dialogue_app import services
    from dialogue_app.discovery import load_all

    load_all(services)
    role = case.actor.role
    return frozenset(name for name, declared in USE_CASES.items() if role in declared.roles)


def _settled(case: OpenCase, result: R) -> R:
    """The result of an act inside a larger one; what follows reads derived columns up to date."""
    from dialogue_app.storage.commit import Recorder

    Recorder.of(case.session).settle()
    return result


def in_transaction(case: Case, session: Session) -> OpenCase:
    """The case inside the transaction of this session."""
    values = {field.name: getattr(case, field.name) for field in fields(Case)}
    return OpenCase(**values, session=session)


def require_seen(session: Session, version: int, seen: Seen, code: str) -> None:
    """Raise `ChangedSince` where the thing has another version than its author saw.

    Raises `Invalid` where it never had that version.
    """
    if seen.version > version:
        raise Invalid("seen", str(seen.version))
    if version != seen.version:
        raise ChangedSince(code, _last_change(session, version))


def require_seen_version(case: Case, version: int, seen: int | None, code: str) -> None:
    """As `require_seen`, where a command names the version seen; None names none."""
    if seen is not None:
        with case.reading() as session:
            require_seen(session, version, Seen(0, seen), code)


def merged(
    session: Session,
    entity: str,
    version: int,
    seen: SeenDraft[D],
    now: D,
    mine: D,
    parts: Mapping[str, Collection[str]] = NO_PARTS,
) -> D:
    """What was typed, joined with what others changed since it was read.

    `now` is the thing as it stands at `version`, `entity` its kind in the history, `parts` names
    the tables that keep what a field lists. Raises `EditConflict` with both texts where one field,
    or fields that hang together, were changed by both.
    """
    if version == seen.version:
        return mine
    from dialogue_app.domain.fields.facts import together

    result = merge(seen.draft, now, mine, together(type(mine)))
    if result.clashes:
        from dialogue_app.storage import audit

        theirs = SeenDraft(seen.id, version, now)
        columns = {
            f"{table}.*" if field in parts else f"{table}.{field}"
            for field in result.clashes
            for table in parts.get(field, (entity,))
        }
        of_fields = audit.last_entry_of(
            session, (entity, seen.id), seen.version, frozenset(columns)
        )
        change = _last_change(session, of_fields or version)
        raise EditConflict(seen.draft, theirs, mine, result.draft, result.clashes, change)
    return result.draft


def _last_change(session: Session, version: int) -> LastChange:
    from dialogue_app import services
    from dialogue_app.discovery import load_all
    from dialogue_app.storage import audit

    entry = audit.entry_of(session, version)
    if entry.action not in USE_CASES:
        load_all(services)
    done = USE_CASES.get(entry.action)
    return LastChange(done.words if done else "", entry.name, entry.at)
