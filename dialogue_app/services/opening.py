"""Opening a register: where it lies, its file brought up to date, who sits at this computer."""

from __future__ import annotations

import getpass
import os
from pathlib import Path

from sqlalchemy import select

from dialogue_app.domain.errors.store import StoreNotWritable
from dialogue_app.domain.people import Actor
from dialogue_app.domain.vocabulary import Role
from dialogue_app.storage import schema
from dialogue_app.storage.engine import Store
from dialogue_app.storage.models import Staff

__all__ = ["Store", "actor_here", "data_folder", "open_store"]

_SEEDER = Actor(1, "", Role.ADMINISTRATOR)


def data_folder(given: str | None) -> Path:
    """The folder named, or the user's own one for this program."""
    if given:
        return Path(given).expanduser().absolute()
    import platformdirs

    return Path(platformdirs.user_data_dir("dialogue-app", appauthor=False))


def open_store(folder: Path) -> Store:
    """The register in `folder`, created and filled with reference data on the first start.

    Raises the `Trouble` errors of the store: not writable, unreadable, too new, busy, disk full.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreNotWritable(folder) from error
    store = Store(folder)
    if not store.path.exists() and not os.access(folder, os.W_OK):
        raise StoreNotWritable(folder)
    schema.bring_up_to_date(store.path)
    with store.reading() as session:
        is_new = session.scalar(select(Staff.id).limit(1)) is None
    if is_new:
        _fill(store)
    return store


def _fill(store: Store) -> None:
    from dialogue_app.storage.seeds import seed

    with store.writing(_SEEDER, "register.create") as session:
        if session.scalar(select(Staff.id).limit(1)) is None:  # nobody else was quicker
            session.add(_newcomer(first=True))
            session.flush()
            seed(session)


def actor_here(store: Store) -> Actor:
    """Who works at this computer: the member of staff with the system's user name, made if new."""
    with store.reading() as session:
        someone = session.scalar(select(Staff).where(Staff.system_user == _user_name()))
        if someone is not None:
            return Actor(someone.id, someone.name, someone.role)
    with store.writing(_SEEDER, "staff.add") as session:
        someone = _newcomer(first=False)
        session.add(someone)
        session.flush()
        return Actor(someone.id, someone.name, someone.role)


def _newcomer(*, first: bool) -> Staff:
    role = Role.ADMINISTRATOR if first else Role.OFFICER
    return Staff(name=_user_name(), system_user=_user_name(), role=role)


def _user_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a system user without a name
        return "user"
