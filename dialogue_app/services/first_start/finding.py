"""Registers and backups that lie in known places: a start without settings is no first start."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from dialogue_app.domain.backups import BackupName
from dialogue_app.domain.errors.store import NoDataFolder, StoreTrouble
from dialogue_app.services.first_start import places
from dialogue_app.services.first_start.drives import drives
from dialogue_app.storage import backups
from dialogue_app.storage.sqlite import FILE_NAME, log_of

MOST_IN_A_PLACE = 500  # folders looked into: a disk is no place to read for minutes
MOST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class FoundRegister:
    """A folder with a register, and when it was last written to."""

    folder: Path
    written_at: datetime | None  # None where its file is missing: the folder remembers it


@dataclass(frozen=True, slots=True)
class FoundBackup:
    """The newest complete backup of a register in a known place."""

    file: Path
    made_at: datetime  # on the office's clock


@dataclass(frozen=True, slots=True)
class Found:
    """All that lies in known places, the newest first."""

    registers: tuple[FoundRegister, ...] = ()
    backups: tuple[FoundBackup, ...] = ()


def look_round() -> Found:
    """Look into the places where registers and backups are kept, and into folders right in them."""
    known = (folder for root in _known_places() for folder in _with_children(root))
    folders = list(dict.fromkeys(known))
    registers = [one for one in folders if places.holds_register(one)]
    seconds = [second for one in registers for second in _second_places(one)]
    looked_into = dict.fromkeys([*folders, *(one / backups.FOLDER for one in folders), *seconds])
    told = [FoundRegister(folder, _written_at(folder / FILE_NAME)) for folder in registers]
    told.sort(key=lambda one: one.written_at or datetime.min.replace(tzinfo=UTC), reverse=True)
    return Found(tuple(told[:MOST_SHOWN]), _newest_backups(looked_into))


def _second_places(folder: Path) -> Iterator[Path]:
    """Where a register's backups go besides its own folder; nowhere where that cannot be read."""
    with suppress(StoreTrouble):
        noted = backups.noted(folder).second_place
        if noted:
            yield Path(noted)


def _known_places() -> Iterator[Path]:
    with suppress(NoDataFolder):
        yield places.own_folder()
    beside = places.beside_program()
    if beside is not None:
        yield beside.parent
    yield from places.remembered_folders()
    import platformdirs

    with suppress(RuntimeError, OSError):
        yield Path(platformdirs.user_documents_dir())
        yield Path(platformdirs.user_desktop_dir())
        yield Path(platformdirs.user_downloads_dir())
    yield from drives()


def _with_children(root: Path) -> list[Path]:
    """The folder, and those right in it that are not hidden."""
    found = [root] if places.is_there(root) else []
    with suppress(OSError), os.scandir(root) as entries:
        for entry in islice(entries, MOST_IN_A_PLACE):
            with suppress(OSError):
                if entry.is_dir() and not entry.name.startswith((".", "$")):
                    found.append(Path(entry.path))
    return found


def _written_at(file: Path) -> datetime | None:
    """When it, or the log beside it, was written to last."""
    moments: list[float] = []
    for one in (file, log_of(file)):
        with suppress(OSError):
            moments.append(one.stat().st_mtime)
    return datetime.fromtimestamp(max(moments), UTC) if moments else None


def _newest_backups(folders: Iterable[Path]) -> tuple[FoundBackup, ...]:
    newest: dict[str, tuple[BackupName, Path]] = {}
    for folder in folders:
        for name, file in backups.found_in(folder, None).items():
            best = newest.get(name.register)
            if name.complete and (best is None or name.at > best[0].at):
                newest[name.register] = (name, file)
    found = sorted(newest.values(), key=lambda one: one[0].at, reverse=True)
    return tuple(FoundBackup(file, name.at) for name, file in found[:MOST_SHOWN])
