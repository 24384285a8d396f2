"""Opening the database in a folder: its file brought up to date, and who works with it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from dialogue_app import installed
from dialogue_app.domain.calendar import Calendar, Clock
from dialogue_app.domain.errors.store import NoDataFolder, StoreRefused
from dialogue_app.domain.people import Actor
from dialogue_app.domain.vocabulary import Role
from dialogue_app.services.case import Case
from dialogue_app.storage.engine import Store
from dialogue_app.storage.models.people import Staff
from dialogue_app.storage.opening import open_store

_SEEDER = Actor(1, "", Role.ADMINISTRATOR)


def data_folder(given: str | None) -> Path:
    """The folder named, the one beside the program, or the user's own; raises `NoDataFolder`."""
    try:
        if given:
            return Path(given).expanduser().absolute()
        beside = installed.data_beside()
        if beside is not None:
            return beside
        import platformdirs

        own = Path(platformdirs.user_data_dir("dialogue-app", appauthor=False))
    except (RuntimeError, OSError, ValueError) as error:  # ~nobody/x, a folder that is gone
        raise NoDataFolder(given or "~") from error
    if not own.is_absolute():  # a user without a home
        raise NoDataFolder(str(own))
    return own


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

        error.backup = backups.newest_good(folder)
        raise
    return Case(store, _actor(store, clock(), user_name), clock, Calendar())


def _fill(store: Store, at: datetime, user_name: str) -> None:
    """What a new register begins with: the reference data, and its administrator."""
    from dialogue_app.storage.seeds import seed

    with store.writing(_SEEDER, "database.create", at) as session:
        session.add(_new_staff(user_name, Role.ADMINISTRATOR))
        session.flush()
        seed(session)


def _actor(store: Store, at: datetime, user_name: str) -> Actor:
    """The member of staff with that user's name, added as an officer where there is none."""
    found = select(Staff).where(Staff.system_user == user_name)
    with store.reading() as session:
        known = session.scalar(found)
        if known is not None:
            return Actor(known.id, known.name, known.role)
    with store.writing(_SEEDER, "staff.add", at) as session:
        staff = session.scalar(found)
        if staff is None:  # no other process was quicker
            staff = _new_staff(user_name, Role.OFFICER)
            session.add(staff)
            session.flush()
        return Actor(staff.id, staff.name, staff.role)


def _new_staff(user_name: str, role: Role) -> Staff:
    return Staff(name=user_name, system_user=user_name, role=role)
