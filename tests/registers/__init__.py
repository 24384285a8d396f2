"""Registers as the program of each released schema left them, frozen: `0001.zip` and so on.

`python -m tests.registers` freezes one of the present schema; it is done once for each release.
From 0005 on each is a backup as that program made it; those before have no manifest. They are only
ever read.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

FOLDER = Path(__file__).parent
MANIFEST = "manifest.json"


def frozen() -> list[str]:
    """The schemas of which a register is kept."""
    return sorted(path.stem for path in FOLDER.glob("*.zip"))


def frozen_backup(schema: str) -> Path | None:
    """The backup that the program of that schema made; None where it made none yet."""
    path = FOLDER / f"{schema}.zip"
    with zipfile.ZipFile(path) as packed:
        return path if MANIFEST in packed.namelist() else None


def lay_out(schema: str, folder: Path, kept_in: Path = FOLDER) -> None:
    """Lay the data folder of that schema out as it was."""
    with zipfile.ZipFile(kept_in / f"{schema}.zip") as packed:
        packed.extractall(folder, [name for name in packed.namelist() if name != MANIFEST])
