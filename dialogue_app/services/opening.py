"""Opening the database in a folder: its file brought up to date, and who works with it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sqlalchemy import Integer, column, select, table
from sqlalchemy.orm import Session

from dialogue_app.domain.calendar import Clock
from dialogue_app.domain.deep_paths import openable
from dialogue_app.domain.errors.store import DiskFull, NoDataFolder, StoreRefused
from dialogue_app.domain.people import Actor
from dialogue_app.domain.places import Risk
from dialogue_app.domain.vocabulary import Role
from dialogue_app.services.case import Case
from dialogue_app.storage.engine import Store
from dialogue_app.storage.models.people import Staff
from dialogue_app.storage.opening import open_store

_SEEDER = Actor(1, "", Role.ADMINISTRATOR)


def data_folder(given: str | None) -> Path:
    """The folder named, or where the data of this user lie.

    Raises `NoDataFolder`, and `DataFolderGone` where the one that was chosen is not there.
    """
    if not given:
        from dialogue_app.services.first_start.places import usual_folder

        return openable(usual_folder())
    try:
        return openable(Path(given).expanduser().absolute())
    except (RuntimeError, OSError, ValueError) as error:  # ~nobody/x, a folder that is gone
        raise NoDataFolder(given) from error


def risk_of(store: Store) -> Risk | None:
    """Why its folder is not fit for a register; None where nothing is known against it."""
    from dialogue_app.storage import places

    if store.is_read_only:
        return Risk.FULL if isinstance(store.refusal, DiskFull) else Risk.READ_ONLY
    return places.risk_of(store.folder)


def open_case(folder: Path, clock: Clock, user_name: str) -> Case:
    """The case of everything this user does here: made once, passed to every use case.

    The database is created and filled with reference data on the first start, and a user it does
    not know becomes a member of staff. Raises `StoreTrouble`, and `StoreRefused` with the newest
    good backup of the folder.
    """
    at = clock()
    try:
        store = open_store(folder, at, user_name, lambda new: _fill(new, at, user_name))
    except StoreRefused as error:
        from dialogue_app.storage import backups

        error.backup = backups.newest_good(folder, at)
        raise
    try:
        _fill_calendar(store, clock())
        return Case(store, _actor(store, clock(), user_name), clock)
    except BaseException:
        store.close()
        raise


def _fill(store: Store, at: datetime, user_name: str) -> None:
    """What a new register begins with: the reference data, and its administrator."""
    from dialogue_app.storage.seeds import seed

    with store.writing(_SEEDER, "database.create", at) as session:
        session.add(_new_staff(user_name, Role.ADMINISTRATOR))
        session.flush()
        seed(session)


def _fill_calendar(store: Store, at: datetime) -> None:
    """Give a register that was made before there was a calendar its first revision."""
    known = select(column("id", Integer)).select_from(table("calendar_day")).limit(1)
    with store.reading() as session:
        if session.scalar(known) is not None or store.is_read_only:
            return
        moment = _not_before_the_last(session, at)
    from dialogue_app.storage.seeds import seed_calendar

    with store.writing(_SEEDER, "calendar.begin", moment) as session:
        if session.scalar(known) is None:  # no other process was quicker
            seed_calendar(session)


def _actor(store: Store, at: datetime, user_name: str) -> Actor:
    """The member of staff with that user's name, added as an officer where there is none."""
    staff = Staff.__table__.columns
    found = select(staff.id, staff.name, staff.role).where(staff.system_user == user_name)
    with store.reading() as session:
        known = session.execute(found).first()
        if known is not None:
            return Actor(*known)
        if store.is_read_only:
            return Actor(0, user_name, Role.OFFICER)  # who saves nothing, so nothing names them
        moment = _not_before_the_last(session, at)
    with store.writing(_SEEDER, "staff.add", moment) as session:
        if session.execute(found).first() is None:  # no other process was quicker
            session.add(_new_staff(user_name, Role.OFFICER))
            session.flush()
        return Actor(*session.execute(found).one())


def _not_before_the_last(session: Session, at: datetime) -> datetime:
    """When an entry is dated that comes before anybody can be asked about the clock.

    It must not hide from whoever asks that the last one is of later than now.
    """
    from dialogue_app.storage import audit

    _head, last = audit.latest(session)
    return max(at, last or at)


def _new_staff(user_name: str, role: Role) -> Staff:
    return Staff(name=user_name, system_user=user_name, role=role)
