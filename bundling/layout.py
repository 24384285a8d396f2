"""How what is handed out is named and laid out; launchers, installer and tests follow this.

Doi thoai doanh nghiep.exe   opens the window of the version that `current.txt` names
dialogue-app.exe             the same with a console, for commands
current.txt                  the folder of the version in use; it switches last
app-0.1.0/                   one whole version; the one before stays beside it
app-0.1.0/start.txt          names what to start; written last, so it stands only where all does
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from bundling.tools import run
from dialogue_app import __version__

ROOT = Path(__file__).parents[1]
DIST = ROOT / "dist"
MADE = ROOT / ".make" / "bundle"  # what was fetched, and where things are put together

FOLDER = "Doi thoai doanh nghiep"
NAME = "doi-thoai-doanh-nghiep"
VERSION_FOLDER = f"app-{__version__}"
POINTER = "current.txt"
WHOLE = "start.txt"
HASHES = "SHA256SUMS.txt"
GUIDE = "HUONG-DAN.txt"

WINDOWS_ZIP = DIST / f"{NAME}-{__version__}-windows.zip"
SETUP = DIST / f"{NAME}-{__version__}-setup.exe"
LINUX = DIST / f"{NAME}-{__version__}-linux"


def moment() -> int:
    """The one time that everything made carries: `SOURCE_DATE_EPOCH`, else the last commit's."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    return int(given) if given else _last_commit()


@cache
def _last_commit() -> int:
    return int(run(["git", "log", "-1", "--format=%ct"], cwd=ROOT))
