"""What is kept in the data folder is its owner's alone to read."""

from __future__ import annotations

import os
from pathlib import Path


def opener(path: str, flags: int) -> int:
    """As `opener` of `open`: a new file is private."""
    return os.open(path, flags, 0o600)


def make_folder(folder: Path) -> None:
    """Make a private folder where there is none; one that is there keeps its rights."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
