"""The whole of a register, for tests that nothing of it may change."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

from dialogue_app.storage.sqlite import FILE_NAME, look


def whole_register(folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table of the register in that folder, its history included."""
    with closing(look(folder / FILE_NAME)) as connection:
        named = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        tables = [name for (name,) in connection.execute(named)]
        return {
            name: sorted(connection.execute(f'SELECT * FROM "{name}"'), key=repr) for name in tables
        }
