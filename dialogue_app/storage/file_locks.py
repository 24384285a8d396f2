"""How each system locks a file; it frees the lock itself when a process ends, however that ends.

On Windows a range of bytes is locked, and only for one. Whoever shares takes one of many places
there, whoever wants the file alone takes them all. The places lie far behind the text of the file:
what is locked cannot be read by others.
"""

from __future__ import annotations

import os
from contextlib import suppress

_FIRST_PLACE = 1 << 30
_PLACES = 64  # as many may share on Windows
Held = tuple[int, int]  # where the locked bytes begin, and how many they are


def lock(descriptor: int, *, alone: bool) -> Held | None:
    """Lock an open file, alone or with others; None where somebody holds it. Never waits."""
    return _lock(descriptor, alone)


def unlock(descriptor: int, held: Held) -> None:
    """Free what `lock` gave."""
    _unlock(descriptor, held)


def _lock_whole(descriptor: int, alone: bool) -> Held | None:
    import fcntl

    kind = fcntl.LOCK_EX if alone else fcntl.LOCK_SH
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return None
    return 0, 0


def _unlock_whole(descriptor: int, _held: Held) -> None:
    import fcntl

    fcntl.flock(descriptor, fcntl.LOCK_UN)


def _lock_bytes(descriptor: int, alone: bool) -> Held | None:
    import msvcrt

    single = [(_FIRST_PLACE + place, 1) for place in range(_PLACES)]
    for start, length in [(_FIRST_PLACE, _PLACES)] if alone else single:
        os.lseek(descriptor, start, os.SEEK_SET)
        with suppress(OSError):  # no access on Windows; Wine does not say why
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, length)  # type: ignore[attr-defined]
            return start, length
    return None


def _unlock_bytes(descriptor: int, held: Held) -> None:
    import msvcrt

    os.lseek(descriptor, held[0], os.SEEK_SET)
    msvcrt.locking(descriptor, msvcrt.LK_UNLCK, held[1])  # type: ignore[attr-defined]


_lock = _lock_bytes if os.name == "nt" else _lock_whole
_unlock = _unlock_bytes if os.name == "nt" else _unlock_whole
