"""Business Dialogue: the program without its window."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__version__ = "0.1.0"


def collect_rarely() -> None:
    """Loading makes hundreds of thousands of objects that all stay.

    Looking through them for dead ones, again and again, took a seventh of the start.
    """
    gc.set_threshold(50_000)


@contextmanager
def without_garbage_collection() -> Iterator[None]:
    """While many objects are made and kept, looking for dead ones finds none."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
