"""The start of the Linux folder that `make bundle` makes, against that of the clone."""

from __future__ import annotations

import os
import subprocess

from bench.scenarios.start import remember, until_painted
from bench.timing import ROOT, Result, alternate
from bundling.layout import LINUX, VERSION_FOLDER, WHOLE
from dialogue_app.services.case import Case

_LIMIT = 1.3
_RUNS = 5


def is_made() -> bool:
    """Whether there is a folder to be timed."""
    return (LINUX / VERSION_FOLDER / WHOLE).exists()


def first_list(case: Case) -> Result:
    """Time the list of issues from the start of the process, by the folder and by the clone."""
    times = alternate(
        lambda: _until_painted_by_folder(case), lambda: until_painted(case, "issues"), _RUNS, min
    )
    return Result("start-bundle", *times, _LIMIT)


def _until_painted_by_folder(case: Case) -> float:
    """As the launcher of the folder starts it."""
    remember(case, "issues")
    version = LINUX / VERSION_FOLDER
    python = version / (version / WHOLE).read_text("utf-8").strip()
    environment = os.environ | {
        "LD_LIBRARY_PATH": str(version / "lib"),
        "QT_QPA_PLATFORM": "offscreen",
    }
    options = ["-I", "-B", "-X", "utf8", "bench/in_bundle.py", "bench.start_window"]
    done = subprocess.run(
        [str(python), *options, str(case.store.folder)],
        check=True,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    return float(done.stdout.split()[0])
