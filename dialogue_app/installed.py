"""Where the program lies on a computer that got it as a folder; a clone knows nothing of it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_NAMED = "DIALOGUE_PROGRAM"  # set by the launchers of `bundling`


def program_folder() -> Path | None:
    """The folder of the launcher that started this process."""
    named = os.environ.get(_NAMED)
    return Path(named) if named else None


def is_run_by_launcher() -> bool:
    """Whether `sys.executable` is our own launcher, which runs nothing but the program."""
    return sys.platform == "win32" and program_folder() is not None
