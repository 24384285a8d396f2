"""Business Dialogue: the program without its window."""

import gc

__version__ = "0.1.0"


def collect_rarely() -> None:
    """Loading makes hundreds of thousands of objects that all stay.

    Looking through them for dead ones, again and again, took a seventh of the start.
    """
    gc.set_threshold(50_000)
