"""The start of the Linux folder that `make bundle` makes, against that of the clone."""

from __future__ import annotations

import os
import subprocess
import time

from bench.scenarios.start import remember_list
from bench.timing import ROOT, Result, alternate, printed
from bundling.layout import LINUX, VERSION_FOLDER, WHOLE
from dialogue_app.services.case import Case

_LIMIT = 1.3
_RUNS = 5
_WINDOW = "bench.start_window"


def is_made() -> bool:
    """Whether there is a folder to be timed."""
    return (LINUX / VERSION_FOLDER / WHOLE).exists()


def first_list(case: Case) -> Result:
    """Time the list of issues from the start of the process, by the folder and by the clone."""
    folder = str(case.store.folder)

    def of_the_folder() -> float:
        remember_list(case)
        return _printed_by_folder(folder)

    def of_the_clone() -> float:
        remember_list(case)
        return printed("bench/as_program.py", _WINDOW, folder)[0]

    return Result("start-bundle", *alternate(of_the_folder, of_the_clone, _RUNS), _LIMIT)


def _printed_by_folder(folder: str) -> float:
    """Seconds until the window prints that its first list is painted; as the launcher starts it."""
    version = LINUX / VERSION_FOLDER
    python = version / (version / WHOLE).read_text("utf-8").strip()
    environment = os.environ | {
        "LD_LIBRARY_PATH": str(version / "lib"),
        "QT_QPA_PLATFORM": "offscreen",
    }
    options = ["-I", "-B", "-X", "utf8", "bench/in_bundle.py", _WINDOW, folder]
    begun = time.perf_counter()
    done = subprocess.run(
        [str(python), *options],
        check=True,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    return float(done.stdout.split()[0]) - begun
