"""Windows opens a path of 260 characters and more only where it begins with `\\\\?\\`.

A backup and a kept file have long names. So a folder in which they could become too long is spelled
that way once, where it begins to be worked with; people read the short spelling.
"""

from __future__ import annotations

import ntpath
from contextlib import suppress
from pathlib import Path, PurePath, PureWindowsPath
from typing import TypeVar

P = TypeVar("P", bound=PurePath)

LONGEST = 259  # characters of a path without that beginning
LONGEST_NAME = 128  # what is kept in a folder of ours is called by fewer, from the folder on
_LONG, _LONG_SHARE, _SHARE = "\\\\?\\", "\\\\?\\UNC\\", "\\\\"


def openable(folder: P) -> P:
    """The absolute folder as Windows opens what lies in it, however deep; itself elsewhere."""
    if not isinstance(folder, PureWindowsPath) or len(str(folder)) + LONGEST_NAME <= LONGEST:
        return folder
    written = ntpath.normpath(readable(folder))  # nothing is looked up in the long spelling
    if written.startswith(_SHARE):
        return type(folder)(_LONG_SHARE + written.removeprefix(_SHARE))
    return type(folder)(_LONG + written)


def readable(path: PurePath) -> str:
    """A path as people write it."""
    written = str(path)
    if written.startswith(_LONG_SHARE):
        return _SHARE + written.removeprefix(_LONG_SHARE)
    return written.removeprefix(_LONG)


def typed_path(typed: str) -> Path:
    """The path somebody typed; "~nobody/x" lies below no home, and is a name like any other."""
    path = Path(typed)
    with suppress(RuntimeError):
        return path.expanduser()
    return path
