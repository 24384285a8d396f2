"""Where the tests lay out their files: in memory, where there is room, as no disk is waited for.

Each test saves a dozen times, and each save waits for the disk. Nothing here outlives its test.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

_MEMORY = Path("/dev/shm")
_ROOM = 4 * 2**30  # bytes


def lay_out_in_memory() -> None:
    """From now on temporary files of this process and its children lie in memory."""
    if "TMPDIR" not in os.environ and _has_room():
        os.environ["TMPDIR"] = tempfile.tempdir = str(_MEMORY)


def _has_room() -> bool:
    """Whether there is room, and programs can be run from there as from a disk."""
    try:
        there = os.statvfs(_MEMORY)
    except (OSError, AttributeError):
        return False
    is_free = there.f_bavail * there.f_frsize >= _ROOM and os.access(_MEMORY, os.W_OK)
    return is_free and not there.f_flag & getattr(os, "ST_NOEXEC", 0)
