"""The database opened for one command."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from dialogue_app.domain.errors.store import StoreBusy

if TYPE_CHECKING:
    from dialogue_app.services.case import Case


@contextmanager
def opened(options: Namespace) -> Iterator[Case]:
    """The case of one command: the database in `--data`, and who works at this computer."""
    from dialogue_app import machine
    from dialogue_app.services.opening import data_folder, open_case

    case = open_case(data_folder(options.data), options.clock, machine.user_name())
    case.store.clock_is_right = options.clock_is_right
    try:
        with suppress(StoreBusy):  # whoever writes now takes them up
            case.store.write_due_search_texts()
        yield case
    finally:
        case.store.close()
