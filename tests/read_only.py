"""A folder in which nobody may write, as where its rights were taken away; not even root may."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_VERSION = 0x20080522  # of the sets of rights, as Linux counts
_AGAINST_RIGHTS = 0b110  # the rights of root to write and read whatever a file's own rights say


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Nobody of this thread, and of those it starts, may write in the folder meanwhile."""
    rights = {path: 0o500 if path.is_dir() else 0o400 for path in [folder, *folder.rglob("*")]}
    with _having(rights):
        yield


@contextmanager
def closed(path: Path) -> Iterator[None]:
    """Nobody of this thread may open it meanwhile, as where it is another user's."""
    asked = os.access
    with _having({path: 0}), pytest.MonkeyPatch.context() as patch:
        # The system asks what root may, not what is left of it
        patch.setattr(os, "access", lambda one, how: Path(one) != path and asked(one, how))
        yield


@contextmanager
def _having(modes: dict[Path, int]) -> Iterator[None]:
    """Files have these rights, and root has no others."""
    before = {path: path.stat().st_mode for path in modes}
    for path, mode in modes.items():
        path.chmod(mode)
    rights = _rights()
    try:
        if os.geteuid() == 0:
            _keep([(effective & ~_AGAINST_RIGHTS, *more) for effective, *more in rights])
        yield
    finally:
        _keep(rights)
        for path, mode in before.items():
            path.chmod(mode)


def _rights() -> list[tuple[int, ...]]:
    words = (ctypes.c_uint32 * 6)()
    assert _libc().capget(_this_thread(), words) == 0
    return [tuple(words[:3]), tuple(words[3:])]


def _keep(rights: list[tuple[int, ...]]) -> None:
    words = (ctypes.c_uint32 * 6)(*rights[0], *rights[1])
    assert _libc().capset(_this_thread(), words) == 0


def _this_thread() -> ctypes.Array[ctypes.c_uint32]:
    return (ctypes.c_uint32 * 2)(_VERSION, 0)


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)
