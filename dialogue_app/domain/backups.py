"""Backups: what their names say, which are kept, and when the last one is too old."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

ENDING = ".zip"
TOO_OLD = 7  # days after which a copy outside the data folder is asked for
DAYS, WEEKS, MONTHS = 14, 10, 24  # of which one backup each is kept
_NAME = re.compile(
    r"dialogue-(?P<register>[0-9a-f]{8})-(?P<at>\d{8}-\d{6})-(?P<sequence>\d+)-"
    r"(?P<hash>[0-9a-f]{64})(?P<lacking>-incomplete)?\.zip"
)
_MOMENT = "%Y%m%d-%H%M%S"


@dataclass(frozen=True, slots=True)
class BackupName:
    """What the name of a backup says: of which register, when, up to which entry of its history.

    `at` is on the office's clock. One that lacks a cited file is not complete.
    """

    register: str
    at: datetime
    sequence: int
    hash: str
    complete: bool = True

    @property
    def text(self) -> str:
        """The name of the file."""
        lacking = "" if self.complete else "-incomplete"
        when = self.at.strftime(_MOMENT)
        return f"dialogue-{self.register}-{when}-{self.sequence}-{self.hash}{lacking}{ENDING}"


def read_name(text: str) -> BackupName | None:
    """What the name of a file says, if it is one of a backup."""
    found = _NAME.fullmatch(text)
    if found is None:
        return None
    try:
        at = datetime.strptime(found["at"], _MOMENT)
    except ValueError:
        return None
    complete = found["lacking"] is None
    return BackupName(found["register"], at, int(found["sequence"]), found["hash"], complete)


def no_longer_kept(names: Iterable[BackupName], today: date) -> list[BackupName]:
    """The backups to remove: all of today and yesterday stay, then one a day, a week, a month.

    The newest complete one always stays; so does what a clock that went wrong dates later.
    """
    newest_first = sorted(names, key=lambda name: (name.at, name.sequence), reverse=True)
    kept = {name for name in newest_first if name.at.date() >= today - timedelta(days=1)}
    kept.update([name for name in newest_first if name.complete][:1])
    spans: list[tuple[Callable[[date], Hashable], int]] = [
        (lambda day: day, DAYS),
        (lambda day: day.isocalendar()[:2], WEEKS),
        (lambda day: (day.year, day.month), MONTHS),
    ]
    for span_of, most in spans:
        newest_of: dict[Hashable, BackupName] = {}
        for name in newest_first:
            best = newest_of.setdefault(span_of(name.at.date()), name)
            if name.complete and not best.complete:
                newest_of[span_of(name.at.date())] = name
        kept.update(list(newest_of.values())[:most])
    return [name for name in newest_first if name not in kept]
