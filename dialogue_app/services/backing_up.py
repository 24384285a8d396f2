"""Backups of a data folder, by command, while the window runs and after it was closed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from dialogue_app.domain.backups import TOO_OLD
from dialogue_app.domain.deep_paths import typed_path
from dialogue_app.domain.errors.backups import BackupUnderWay, SecondPlaceUnfit
from dialogue_app.domain.errors.base import DialogueError
from dialogue_app.domain.errors.store import StoreInUse
from dialogue_app.i18n.formats import local
from dialogue_app.storage import backups, places
from dialogue_app.storage.backups import Made
from dialogue_app.storage.engine import Store, patience
from dialogue_app.storage.identity import State
from dialogue_app.storage.opening import open_existing
from dialogue_app.storage.sqlite import FILE_NAME
from dialogue_app.whole_files import require_free

ShouldStop = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was made: read back and found to hold what the register holds."""

    file: Path
    sequence: int  # of the history's latest entry in it
    hash: str
    lacking: int  # attachments that are missing or damaged in the data folder
    kept: Path | None = None  # where the data lie that it took the place of, if any


@dataclass(frozen=True, slots=True)
class BackupPlace:
    """A folder outside the data folder that gets each backup, too; none where it is empty."""

    second_place: str = ""


@dataclass(frozen=True, slots=True)
class CopyElsewhere:
    """The day of the last good backup outside the data folder; None without one.

    `days`: how many ago that is, less than none where the clock was set back since. `has_place`:
    whether a place was chosen for them.
    """

    day: date | None
    days: int
    has_place: bool

    @property
    def is_too_old(self) -> bool:
        """Whether a fire or a thief would take a week of work, or nobody knows how much."""
        return self.day is None or not 0 <= self.days < TOO_OLD


def back_up(folder: Path, at: datetime, target: Path | None = None) -> list[Backup]:
    """Make a backup: the file `target`, else one in each place of the folder's backups.

    Raises `StoreRefused` for what a start would refuse, `FileNotWritable`, `DiskFull`,
    `FolderInstead`, `BackupUnderWay`.
    """
    with backups.alone(folder, patience()):
        if target is not None:
            require_free(target)
            return [_told(backups.make(folder, target.parent, target.name, at))]
        made = list[Made]()
        for place in backups.places(folder):
            made.append(_make_one(folder, place, made, at))
        _thin_out(made, at)
        return [_told(one) for one in made]


def back_up_if_changed(
    folder: Path, at: datetime, should_stop: ShouldStop = lambda: False
) -> list[Backup]:
    """Make a backup in each place that lacks one of the register's present state.

    Each place is tried, whatever the other refuses; raises what the first one refused. Nothing is
    done where somebody else makes one, or has the register alone. Raises `StoreRefused` for what a
    start would refuse.
    """
    if not (folder / FILE_NAME).is_file():
        return []
    with suppress(StoreInUse):
        known = open_existing(folder)
        if known is None:
            return []
        with closing(known) as store:
            if not store.is_read_only:  # else nothing was changed here
                return _make_alone(folder, store, at, should_stop)
    return []


def _make_alone(folder: Path, store: Store, at: datetime, should_stop: ShouldStop) -> list[Backup]:
    with suppress(BackupUnderWay), backups.alone(folder, 0):
        state = backups.present_state(store)
        return _make_where_lacking(folder, state, at, should_stop)
    return []


def _make_where_lacking(
    folder: Path, state: State, at: datetime, should_stop: ShouldStop
) -> list[Backup]:
    made, refusals = list[Made](), list[DialogueError]()
    for place in backups.places(folder):
        try:
            if not backups.holds(place, state.uid, state.head):
                made.append(_make_one(folder, place, made, at, should_stop))
        except DialogueError as error:
            refusals.append(error)
    _thin_out(made, at)
    if refusals:
        raise refusals[0]
    return [_told(one) for one in made]


def _make_one(
    folder: Path,
    place: Path,
    made: list[Made],
    at: datetime,
    should_stop: ShouldStop = lambda: False,
) -> Made:
    """The backup that was made already, in one more place, or else one of the register."""
    if made:
        return backups.make_again(folder, made[0], place, at, should_stop)
    return backups.make(folder, place, None, at, should_stop)


def _thin_out(made: list[Made], at: datetime) -> None:
    for one in made:
        backups.thin_out(one.path.parent, one.manifest.uid, at)


def _told(made: Made) -> Backup:
    manifest = made.manifest
    return Backup(made.path, manifest.sequence, manifest.hash, len(manifest.lacking))


def restore(folder: Path, backup: Path, at: datetime) -> Backup:
    """Put a backup in the place of whatever the folder holds, which is kept aside.

    Raises what `storage.restoring` says; the folder then holds what it held.
    """
    from dialogue_app.storage import restoring

    manifest, kept = restoring.restore(folder, backup, at)
    return Backup(backup, manifest.sequence, manifest.hash, len(manifest.lacking), kept)


# The second place -------------------------------------------------------------------------------


def copy_elsewhere(folder: Path, at: datetime) -> CopyElsewhere:
    """How it stands with copies outside the data folder."""
    known = backups.noted(folder)
    day, days = None, 0
    with suppress(ValueError, OverflowError):  # a note somebody wrote by hand
        day = local(datetime.fromisoformat(known.outside_at)).date()
        days = (local(at).date() - day).days
    return CopyElsewhere(day, days, has_place=bool(known.second_place))


def backup_place(folder: Path) -> BackupPlace:
    """Where backups go besides the data folder."""
    return BackupPlace(backups.noted(folder).second_place)


def choose_second_place(folder: Path, chosen: BackupPlace) -> BackupPlace:
    """Say where backups go besides the data folder; an empty text for nowhere.

    Raises `SecondPlaceUnfit`, `StoreNotWritable`.
    """
    known = backups.noted(folder)
    place = typed_path(chosen.second_place) if chosen.second_place else None
    is_new = place is not None and chosen.second_place != known.second_place
    if place is not None and is_new and not _is_outside(folder, place):
        raise SecondPlaceUnfit(chosen.second_place)
    kept = BackupPlace(str(place.absolute()) if place else "")
    backups.note(folder, replace(known, second_place=kept.second_place))
    return kept


def _is_outside(folder: Path, place: Path) -> bool:
    try:
        return place.is_dir() and not places.is_inside(place, folder)
    except (OSError, ValueError):  # ValueError: a name no folder can have
        return False
