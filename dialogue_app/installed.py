"""Where this copy of the program lies that was unpacked; a clone knows nothing of it."""

from __future__ import annotations

import sys
from pathlib import Path

_VERSION_FOLDER = "app-"  # each version that is unpacked lies in one of its own


def version_folder() -> Path | None:
    """The folder of the version that runs; its launcher stands beside it."""
    prefix = Path(sys.prefix).resolve()
    found = (one for one in (prefix, *prefix.parents) if one.name.startswith(_VERSION_FOLDER))
    return next(found, None)


def is_run_by_launcher() -> bool:
    """Whether `sys.executable` is our own launcher, which runs nothing but the program."""
    return sys.platform == "win32" and version_folder() is not None
