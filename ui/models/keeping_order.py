"""A list that is read again keeps its order: nothing jumps away under the hands of its reader."""

from __future__ import annotations

from array import array


def in_kept_order(shown: array[int], read: array[int]) -> array[int]:
    """The ids that were read, in the order they are shown in.

    What left is left out; what is new stands behind the id it was read behind.
    """
    if shown == read:
        return read
    known, still = frozenset(shown), frozenset(read)
    kept = array("q", (key for key in shown if key in still))
    if kept == array("q", (key for key in read if key in known)):
        return read
    behind: dict[int | None, list[int]] = {}
    last: int | None = None
    for key in read:
        if key in known:
            last = key
        else:
            behind.setdefault(last, []).append(key)
    merged = array("q", behind.get(None, ()))
    for key in kept:
        merged.append(key)
        merged.extend(behind.get(key, ()))
    return merged
