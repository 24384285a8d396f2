"""Business Dialogue: the program without its window."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__version__ = "0.1.0"
_VERY_MANY = 50_000  # new objects: few acts make so many


def collect_rarely() -> None:
    """Loading makes hundreds of thousands of objects that all stay.

    Looking through them for dead ones, again and again, took a seventh of the start.
    """
    gc.set_threshold(_VERY_MANY)


@contextmanager
def without_garbage_collection() -> Iterator[None]:
    """While many objects are made and kept, looking for dead ones finds none.

    Where there are very many they are old at once, or they would be looked through twice more.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if gc.get_count()[0] > _VERY_MANY:
                gc.freeze()
                gc.unfreeze()  # which puts them among the oldest
            gc.enable()
