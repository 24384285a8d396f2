"""Files written whole or not at all: beside first, onto the disk, then in place of the old one."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from dialogue_app.domain.errors.files import FileNotWritable


def write_whole(path: Path, content: bytes) -> None:
    """Write the file; an older one stays as it was until the new one is safe.

    Raises `FileNotWritable`.
    """
    beside = path.with_name(f".{path.name}.part")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        raise FileNotWritable(path) from error
