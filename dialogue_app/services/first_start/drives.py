"""Disks and sticks that are plugged in, where registers and backups may lie."""

from __future__ import annotations

import os
import string
import sys
from contextlib import suppress
from pathlib import Path

if sys.platform == "win32":
    _REMOVABLE, _FIXED = 2, 3  # one of the network may not answer for minutes

    def drives() -> list[Path]:
        """The roots of all disks and sticks that can be looked into."""
        import ctypes

        kernel = ctypes.windll.kernel32
        there = kernel.GetLogicalDrives()
        roots = [f"{one}:\\" for n, one in enumerate(string.ascii_uppercase) if there >> n & 1]
        return [Path(one) for one in roots if kernel.GetDriveTypeW(one) in (_REMOVABLE, _FIXED)]

else:
    _MOUNTED = ("/media", "/run/media", "/mnt", "/Volumes")

    def drives() -> list[Path]:
        """What is mounted right below these folders, or below one of a user's in them."""
        above = [one for folder in map(Path, _MOUNTED) for one in _folders(folder)]
        below = [one for folder in above if not os.path.ismount(folder) for one in _folders(folder)]
        return [one for one in (*above, *below) if os.path.ismount(one)]


def _folders(above: Path) -> list[Path]:
    with suppress(OSError):
        return sorted(one for one in above.iterdir() if one.is_dir())
    return []


def another_disk(folder: Path) -> Path | None:
    """A disk or stick that is plugged in and is not the one a folder lies on."""
    with suppress(OSError):
        own = folder.stat().st_dev
        others = (one for one in drives() if one.stat().st_dev != own and os.access(one, os.W_OK))
        return next(others, None)
    return None
