"""Run the scenarios and print a line for each; the exit code is 1 where one is over its limit."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator

from bench.database import database
from bench.scenarios import (
    deadlines,
    deciding,
    duplicates,
    import_enterprises,
    import_issues,
    import_messy,
    minutes,
    orders,
    preview,
    saving,
    scrolling,
    search,
    start,
    start_bundle,
    taking_back,
    views,
)
from bench.timing import Result
from dialogue_app import collect_rarely
from dialogue_app.services.case import Case

SCENARIOS: dict[str, Callable[[Case], Result]] = {
    "start": start.first_list,
    "overview": start.first_page,
    "start-bundle": start_bundle.first_list,
    "start-memory": scrolling.memory_of_start,
    "views": views.first_pages,
    "orders": orders.first_pages,
    "counts": views.counts,
    "search": search.keystrokes,
    "scrolling": scrolling.one_by_one,
    "scrolled-memory": scrolling.memory_of_scrolling,
    "import": import_enterprises.first_import,
    "import-messy": import_messy.messy,
    "deciding": deciding.one_cell,
    "import-issues": import_issues.new_issues,
    "duplicates": duplicates.of_a_ward,
    "duplicates-city": duplicates.of_a_city,
    "dates-moved": deadlines.dates_moved,
    "take-back": taking_back.many_updates,
    "record-beside-import": import_issues.record_beside,
    "minutes": minutes.in_process,
    "minutes-many": minutes.many,
    "minutes-word": minutes.word,
    "minutes-word-pdf": minutes.word_to_pdf,
    "minutes-cold": minutes.cold,
    "batch": saving.given_out,
    "batch-ended": saving.ended,
    "closing": saving.closed,
    "preview": preview.after_a_letter,
    "preview-memory": preview.memory,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--issues", type=int, default=100_000, metavar="N")
    parser.add_argument("--enterprises", type=int, default=15_000, metavar="N")
    parser.add_argument("--only", nargs="+", choices=SCENARIOS, default=list(_ready()))
    asked = parser.parse_args()
    collect_rarely()  # as the program does
    case = database(asked.issues, asked.enterprises)
    print(f"{asked.issues:,} issues, {asked.enterprises:,} enterprises in {case.store.folder}")
    results = list(_timed_results(case, asked.only))
    case.store.close()
    return 0 if all(result.is_ok for result in results) else 1


def _ready() -> Iterator[str]:
    """All scenarios, without that of the Linux folder where none was made."""
    for name in SCENARIOS:
        if name != "start-bundle" or start_bundle.is_made():
            yield name


def _timed_results(case: Case, names: list[str]) -> Iterator[Result]:
    for name in names:
        result = SCENARIOS[name](case)
        print(result.line(), flush=True)
        yield result


if __name__ == "__main__":
    sys.exit(main())
