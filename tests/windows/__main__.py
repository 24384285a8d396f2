"""Install, start, import, print, type, update, go back, remove: under Wine, in five minutes.

Needs what `make bundle` made. Each step prints a line; the first that fails ends the run with 1.
"""

from __future__ import annotations

import time

from bundling.layout import DIST
from tests.windows import daily, places, updates
from tests.windows.office import Office
from tests.windows.wine import LIMIT, NotTried, Wine

STEPS = (
    daily.install,
    daily.first_start,
    daily.sample,
    daily.import_workbook,
    daily.minutes,
    daily.look_and_type,
    daily.quickness,
    places.drives_and_shares,
    places.pulled_out,
    places.refusing_disks,
    places.newer_register,
    places.older_register,
    places.held_open,
    updates.half_unpacked,
    updates.blocked,
    updates.update_and_back,
    updates.full_disk,
    updates.killed_updates,
    updates.remove,
)


def main() -> None:
    """All steps, one after the other, on one Windows."""
    wine = Wine()
    begun = time.monotonic()
    with wine.screen():  # which Wine's services look for when they start
        wine.prepare()
        _say("Windows 10 by Wine", begun)
        office = Office(wine)
        for step in STEPS:
            before = time.monotonic()
            try:
                told = step(office)
            except NotTried as reason:
                print(f"-- not tried: {step.__doc__} ({reason})", flush=True)
                continue
            except AssertionError as error:
                raise SystemExit(f"FAILED  {step.__doc__}\n{error}") from error
            _say(f"{step.__doc__}{f': {told}' if told else ''}", before)
    print(f"All of it in {time.monotonic() - begun:.0f} of {LIMIT} s; pictures in {DIST}/seen")


def _say(what: str, before: float) -> None:
    print(f"ok {time.monotonic() - before:6.1f} s  {what.splitlines()[0]}", flush=True)


if __name__ == "__main__":
    main()
