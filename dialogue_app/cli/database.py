"""The register opened for one command, and what was typed found in it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from dialogue_app.domain.errors.base import Invalid

if TYPE_CHECKING:
    from dialogue_app.domain.people import Actor
    from dialogue_app.services.agency.settings import Choice
    from dialogue_app.services.opening import Store


@contextmanager
def opened(options: Namespace) -> Iterator[tuple[Store, Actor]]:
    """The register in `--data` and who works at this computer."""
    from dialogue_app.services.opening import actor_here, data_folder, open_store

    store = open_store(data_folder(options.data))
    try:
        yield store, actor_here(store)
    finally:
        store.close()


def picked(choices: Sequence[Choice], typed: str, field: str) -> int | None:
    """The entry of a pick-list with that name, None for an empty one. Raises `Invalid`."""
    from dialogue_app.domain.text import clean_line, fold

    wanted = fold(clean_line(typed))
    if not wanted:
        return None
    found = [one.id for one in choices if fold(one.name) == wanted]
    if len(found) != 1:
        raise Invalid(field, typed)
    return found[0]
