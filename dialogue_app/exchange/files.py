"""Writes files whole or not at all."""

from __future__ import annotations

import os
import uuid
from contextlib import suppress
from pathlib import Path

from dialogue_app.domain.errors.files import FileNotWritable


def write_whole(path: Path, content: bytes) -> None:
    """Write `content` to a file beside `path`, sync it, then put it in place of an older one.

    Raises `FileNotWritable`; an older file is then left as it was.
    """
    beside = path.with_name(f".{uuid.uuid4().hex}.part")  # another program may write it, too
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
