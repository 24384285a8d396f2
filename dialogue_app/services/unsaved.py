"""What is typed and not saved, kept in a small file of its own against a crash.

Only the one window of the folder writes it. It stands whole or as it was before, readable by its
owner alone, and is in no backup.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from dialogue_app.domain.person_text import PersonText
from dialogue_app.storage.sqlite import UNSAVED_NAME
from dialogue_app.whole_files import plain, write_whole

DRAFTS_OF_IMPORTS = "workbooks"  # the page under which what was decided of workbooks is kept
Where = tuple[str, str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Unsaved:
    """A form as it was filled in: which it is, what it is called, when, and all that is typed."""

    key: str  # of this one form, for as long as it is open
    page: str
    act: str
    ids: tuple[int, ...]
    title: str
    at: datetime
    state: Mapping[str, Any]  # as plain JSON

    @property
    def where(self) -> Where:
        """Where such a form is opened."""
        return (self.page, self.act, self.ids)


def left(folder: Path) -> list[Unsaved]:
    """What is kept, the oldest first; what cannot be read is none of ours."""
    found: list[Unsaved] = []
    known: list[dict[str, Any]] = []
    with suppress(OSError):
        known = _read(folder)
    for values in known:
        with suppress(KeyError, ValueError, TypeError):
            at, ids = datetime.fromisoformat(values["at"]), tuple(map(int, values["ids"]))
            found.append(Unsaved(**{**values, "at": at, "ids": ids}))
    return sorted(found, key=lambda one: one.at)


def keep(folder: Path, unsaved: Unsaved) -> None:
    """Keep a form as it is now, in place of what was kept of it before; raises `OSError`."""
    values = {**asdict(unsaved), "at": unsaved.at.isoformat()}
    others = [other for other in _read(folder) if other.get("key") != unsaved.key]
    _write(folder, [*others, values])


def drop(folder: Path, keys: Collection[str]) -> None:
    """Keep these forms no longer: they were saved, or given up; raises `OSError`."""
    known = _read(folder)
    others = [other for other in known if other.get("key") not in keys]
    if len(others) < len(known):
        _write(folder, others)


def holding(folder: Path, wanted: PersonText) -> int:
    """How many forms hold a person's data."""
    return sum(1 for form in _read(folder) if _without(form, wanted) != form)


def remove(folder: Path, wanted: PersonText) -> int:
    """Remove a person's data from what is kept of the forms; from how many. Raises `OSError`."""
    known = _read(folder)
    now = [_without(form, wanted) for form in known]
    count = sum(1 for one, other in zip(known, now, strict=True) if one != other)
    if count:
        _write(folder, now)
    return count


def _without(value: Any, wanted: PersonText) -> Any:
    """A value of plain JSON, its texts without a person's data."""
    match value:
        case str():
            return wanted.removed_from(value) if wanted.is_in(value) else value
        case list():
            return [_without(one, wanted) for one in value]
        case dict():
            return {key: _without(one, wanted) for key, one in value.items()}
    return value


def _read(folder: Path) -> list[dict[str, Any]]:
    """All that is kept. Raises `OSError`: what cannot be read now is not to be written over."""
    try:
        known = plain((folder / UNSAVED_NAME).read_bytes())
    except (FileNotFoundError, ValueError):
        return []
    return [one for one in known if isinstance(one, dict)] if isinstance(known, list) else []


def _write(folder: Path, all_of_them: list[dict[str, Any]]) -> None:
    path = folder / UNSAVED_NAME
    if all_of_them:
        write_whole(path, json.dumps(all_of_them).encode())  # half letters, too
    else:
        path.unlink(missing_ok=True)
