"""Folders no database should lie in: others write there, too, or what lies behind may go away."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path, PurePath

from dialogue_app.domain.deep_paths import readable
from dialogue_app.domain.places import Risk

# How the folders begin that are kept the same with other computers, folded.
_SYNCED = (
    "onedrive", "google drive", "googledrive", "my drive", "dropbox", "icloud", "mobile documents",
    "pcloud", "nextcloud", "owncloud", "syncthing",
)  # fmt: skip
_TOLD_BY_SYSTEM = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")  # by Windows
_MARKS = (".dropbox", ".dropbox.cache", ".stfolder", ".owncloudsync.log")
_OF_NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "davfs", "fuse.sshfs", "fuse.rclone"}
)
_REMOTE = 4  # what Windows calls a drive of the network
_MOUNTS = Path("/proc/mounts")


def is_inside(path: Path, folder: Path) -> bool:
    """Whether it lies in the folder, whichever way to it is written."""
    path, folder = Path(readable(path)), Path(readable(folder))
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except OSError:  # Windows does not follow links for a path that is too long for it
        return path.absolute().is_relative_to(folder.absolute())


def risk_of(folder: Path) -> Risk | None:
    """Why the folder is not safe for a register; None where nothing is known against it."""
    folder = Path(readable(folder))
    if _is_synced(folder):
        return Risk.SYNCED
    return Risk.SHARED if _is_on_network(folder) else None


def _is_synced(folder: Path) -> bool:
    if any(part.casefold().startswith(_SYNCED) for part in folder.parts):
        return True
    told = [Path(os.environ[name]) for name in _TOLD_BY_SYSTEM if os.environ.get(name)]
    if any(folder.is_relative_to(one) for one in told):
        return True
    with suppress(OSError):
        above = (folder, *folder.parents)
        return any((one / mark).exists() for one in above for mark in _MARKS)
    return False


def _is_on_network(folder: Path) -> bool:
    if sys.platform == "win32":
        import ctypes

        if folder.drive.startswith("\\\\"):
            return True
        return bool(ctypes.windll.kernel32.GetDriveTypeW(f"{folder.drive}\\") == _REMOTE)
    with suppress(OSError):
        mounts = _MOUNTS.read_text("utf-8", "replace")
        return _kind_of_mount(folder.resolve(), mounts) in _OF_NETWORK
    return False


def _kind_of_mount(folder: PurePath, mounts: str) -> str:
    """What kind of file system the folder lies on, of a list as /proc/mounts."""
    found, kind = -1, ""
    for line in mounts.splitlines():
        _device, place, of_kind, *_rest = [*line.split(" "), "", "", ""]
        at = PurePath(place.replace("\\040", " "))
        if folder.is_relative_to(at) and len(at.parts) >= found:
            found, kind = len(at.parts), of_kind
    return kind
