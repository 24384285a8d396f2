"""Databases for tests: copies of ones that were made once, and a clock that stands."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from dialogue_app.domain.calendar import Clock
from dialogue_app.services.case import Case, Seen
from dialogue_app.services.issues.lists import seen_issues
from dialogue_app.services.opening import open_case
from dialogue_app.services.sample import fill_sample
from dialogue_app.storage.sqlite import FILE_NAME

NOW = datetime(2026, 11, 27, 2, 30, tzinfo=UTC)  # 09:30 on the office's clock
USER = "mau"


def standing_clock() -> datetime:
    """Always the same moment."""
    return NOW


@cache
def _template() -> bytes:
    with TemporaryDirectory() as folder:
        open_case(Path(folder), standing_clock, USER).store.close()
        return (Path(folder) / FILE_NAME).read_bytes()


def copy_database(folder: Path) -> None:
    """Lay a database as the first start makes it into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FILE_NAME).write_bytes(_template())


def fresh_case(folder: Path, clock: Clock = standing_clock) -> Case:
    """A case on a database of its own in the folder."""
    copy_database(folder)
    return open_case(folder, clock, USER)


@cache
def _sample_template() -> bytes:
    with TemporaryDirectory() as folder:
        case = fresh_case(Path(folder))
        fill_sample(case)
        case.store.close()
        return (Path(folder) / FILE_NAME).read_bytes()


def sample_case(folder: Path, clock: Clock = standing_clock) -> Case:
    """A case on a database of its own in the folder, filled with the sample session."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FILE_NAME).write_bytes(_sample_template())
    return open_case(folder, clock, USER)


def seen(case: Case, issue_id: int) -> Seen:
    """An issue as it stands now."""
    return seen_issues(case, [issue_id])[0]
