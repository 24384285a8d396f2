"""Run the scenarios and print the ratios; the exit code is 1 where one is over its limit."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bench import scenarios
from bench.register import build

KEPT = Path(__file__).parents[1] / ".make" / "bench"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--issues", type=int, default=100_000)
    parser.add_argument("--enterprises", type=int, default=15_000)
    parser.add_argument("--only", choices=("start", "search", "import", "minutes"))
    asked = parser.parse_args()
    folder = KEPT / f"{asked.issues}-{asked.enterprises}"
    print(f"{asked.issues:,} issues, {asked.enterprises:,} enterprises in {folder}", flush=True)
    store = build(folder, asked.issues, asked.enterprises)
    results: list[scenarios.Result] = []
    if asked.only in (None, "start"):
        results.append(scenarios.start(folder))
    if asked.only in (None, "search"):
        results.append(scenarios.search(store))
    if asked.only in (None, "import"):
        results.append(scenarios.take_in(folder))
    if asked.only in (None, "minutes"):
        results.extend(scenarios.minutes(store, folder))
    store.close()
    for one in results:
        verdict = "ok" if one.ratio <= one.limit else "TOO SLOW"
        print(
            f"{one.name:<20} ours {one.ours:8.4f} s  floor {one.floor:8.4f} s  "
            f"ratio {one.ratio:5.2f}  limit {one.limit:.1f}  {verdict}  {one.note}"
        )
    return int(any(one.ratio > one.limit for one in results))


if __name__ == "__main__":
    sys.exit(main())
