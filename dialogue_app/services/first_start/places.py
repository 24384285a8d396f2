"""Where the data lie: where somebody chose, else beside the program, else in the user's own folder.

What was chosen is noted for this user and this copy of the program, so that a copy on a stick takes
its own data along to any computer.
"""

from __future__ import annotations

import json
import tempfile
from contextlib import suppress
from pathlib import Path

from dialogue_app import installed
from dialogue_app.domain.errors.store import (
    DataFolderGone,
    NoDataFolder,
    RegisterThere,
    StoreNotWritable,
)
from dialogue_app.storage.identity import held_a_register
from dialogue_app.storage.opening import READY, make_folder
from dialogue_app.storage.sqlite import FILE_NAME
from dialogue_app.whole_files import plain, write_whole

PROGRAM = "dialogue-app"
BESIDE, INSIDE = "du-lieu", "doi-thoai-doanh-nghiep"  # our folder beside the program, in another
_SAMPLE = f"{PROGRAM}-sample"
_NOTE = "places.json"


def usual_folder() -> Path:
    """Where a start without `--data` finds the data, or begins with none.

    Raises `DataFolderGone` where the one that was chosen is not there, `NoDataFolder`.
    """
    chosen = chosen_folder()
    if chosen is not None:
        if not is_there(chosen):
            raise DataFolderGone(chosen)
        return chosen
    beside = beside_program()
    if beside is not None and holds_register(beside):
        return beside
    return own_folder()


def own_folder() -> Path:
    """The user's own folder for this program; raises `NoDataFolder`."""
    return _own("user_data_dir", PROGRAM)


def sample_folder() -> Path:
    """Where the sample is looked at, apart from all real data; raises `NoDataFolder`."""
    return _own("user_data_dir", _SAMPLE)


def is_sample(folder: Path) -> bool:
    """Whether the sample is looked at in this folder."""
    with suppress(NoDataFolder):
        return folder.name == _SAMPLE and folder == sample_folder()  # the name asks no system
    return False


def beside_program() -> Path | None:
    """The folder for data beside a program that was unpacked; None for one that is installed."""
    version = installed.version_folder()
    return version.parent / BESIDE if version else None


def holds_register(folder: Path) -> bool:
    """Whether a register is, or was, kept in the folder: no other is ever begun there."""
    with suppress(OSError):
        known = (folder / FILE_NAME).exists() or (folder / READY).exists()
        return known or held_a_register(folder)
    return False


def is_writable(folder: Path) -> bool:
    """Whether data can be kept in a folder, which need not exist yet."""
    there = next((one for one in (folder, *folder.parents) if is_there(one)), None)
    try:
        with tempfile.TemporaryFile(dir=there):
            return there is not None
    except OSError:
        return False


def is_there(folder: Path) -> bool:
    """Whether this is a folder that can be looked into."""
    try:
        return folder.is_dir()
    except (OSError, ValueError):
        return False


def begin_in(folder: Path, *, new: bool = False) -> Path:
    """Choose a folder for the data; gives where in it they go.

    Raises `StoreNotWritable`, and `RegisterThere` where a `new` one is wanted and one is there.
    """
    fit = fitting(folder)
    if new and holds_register(fit):
        raise RegisterThere(fit)
    if not is_writable(fit):
        raise StoreNotWritable(fit)
    make_folder(fit)
    choose_folder(fit)
    return fit


def fitting(folder: Path) -> Path:
    """Where data go that are to lie in a folder: one of our own in it, if it holds other things."""
    with suppress(OSError):
        if is_there(folder) and not holds_register(folder) and any(folder.iterdir()):
            return folder / INSIDE
    return folder


# What was chosen ----------------------------------------------------------------------------------


def chosen_folder() -> Path | None:
    """The folder that was chosen for this copy of the program."""
    folder = _noted().get(_this_copy())
    return Path(folder) if folder else None


def remembered_folders() -> list[Path]:
    """All folders that were chosen, for any copy of the program."""
    return [Path(folder) for folder in _noted().values()]


def choose_folder(folder: Path) -> None:
    """From now on this copy of the program finds its data there; raises `StoreNotWritable`."""
    note = _note_file()
    try:
        note.parent.mkdir(parents=True, exist_ok=True)
        chosen = {**_noted(), _this_copy(): str(folder)}
        write_whole(note, json.dumps(chosen, ensure_ascii=False).encode())
    except OSError as error:
        raise StoreNotWritable(note.parent) from error


def _noted() -> dict[str, str]:
    try:
        known = plain(_note_file().read_bytes())
        return {str(copy): str(folder) for copy, folder in known.items()}
    except (OSError, ValueError, AttributeError, NoDataFolder):
        return {}


def _note_file() -> Path:
    return _own("user_config_dir", PROGRAM) / _NOTE


def _this_copy() -> str:
    beside = beside_program()
    return str(beside.parent) if beside else ""


def _own(kind: str, name: str) -> Path:
    import platformdirs

    try:
        own = Path(getattr(platformdirs, kind)(name, appauthor=False))
    except (RuntimeError, OSError, ValueError) as error:  # a home that is gone
        raise NoDataFolder("~") from error
    if not own.is_absolute():  # a user without a home
        raise NoDataFolder(str(own))
    return own
