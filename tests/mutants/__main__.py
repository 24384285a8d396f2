"""Do the tests notice a fault? (`make mutants`): seeded faults, one at a time, and who survives.

A mutant is the program with one place of its source changed. Each is run in a copy of the tree
against the tests of its module; a mutant no test fails on has survived. `--module PATH` takes the
modules whose paths begin so, for whoever wants to know about what was changed.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from queue import SimpleQueue
from time import monotonic

from tests.mutants.finding import ROOT, Mutant, chosen, mutants_of

COPIED = (
    "dialogue_app", "tests", "ui", "resources", "bundling", "docs", "README.md", "pyproject.toml",
)  # fmt: skip
MODULES = (
    "dialogue_app/domain/",
    "dialogue_app/services/",
    "dialogue_app/documents/naming.py",
    "dialogue_app/documents/masking.py",
    "dialogue_app/documents/withholding.py",
)
# Where else the tests of a package lie, beside the folder that mirrors it
ALSO_TESTED_IN = {
    "dialogue_app/domain/": ("tests/services", "tests/cli", "tests/exchange", "tests/documents"),
    "dialogue_app/services/": ("tests/cli",),
}
# Long runs that notice nothing the quicker tests do not
TOO_SLOW = (
    "test_any_sequence_of_moves",
    "test_any_workbook_twice",
    "test_a_hundred_thousand_rows",
    "test_a_long_narrow_sheet",
    "test_three_hundred_issues",
    "test_a_list_loads_what_it_needs",
    "test_a_reader_that_goes_away",
    "test_a_poor_locale",
)
MUST_DIE = 0.9
TOO_LONG = "too long"


def nearest_tests(module: str, root: Path) -> list[list[str]]:
    """The tests of a module in the order to try: nearest mirror, the folders above it, others.

    `dialogue_app/a/b/mod.py` is mirrored by `tests/a/b/test_mod.py`, `tests/a/b` and `tests/a`.
    """
    mirror = Path("tests", *Path(module).parts[1:])
    nearest = [mirror.with_name(f"test_{mirror.name}"), mirror.with_suffix("")]
    above = [folder for folder in mirror.parents if len(folder.parts) > 1]
    steps = [[path.as_posix()] for path in (*nearest, *above) if (root / path).exists()]
    others = [
        folder
        for package, folders in ALSO_TESTED_IN.items()
        if module.startswith(package)
        for folder in folders
    ]
    return [*steps, others] if others else steps


def copy_of_the_tree(folder: Path) -> Path:
    """All the tests need, in `folder`; the program imported there is the copy."""
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(source, folder / name)
    code = "import dialogue_app; print(dialogue_app.__file__)"
    told = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True
    )
    imported = Path(told.stdout.strip()).resolve()
    assert imported.is_relative_to(folder.resolve()), f"{imported} is not the copy"
    return folder


def failure(folder: Path, tests: Sequence[str], *options: str, seconds: float | None = None) -> str:
    """What the first test to fail in a copy of the tree says; nothing where all pass."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "--no-header"]
    command += [*options, "-k", f"not ({' or '.join(TOO_SLOW)})", *tests]
    try:
        done = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        return TOO_LONG
    nothing_collected = 5
    return "" if done.returncode in (0, nothing_collected) else done.stdout + done.stderr


def verdict(mutant: Mutant, folder: Path, seconds: float) -> str:
    """Run the tests of its module on the mutant, the nearest first; each test once."""
    path = folder / mutant.module
    source = path.read_bytes()
    path.write_bytes(mutant.applied(source))
    seen: list[str] = []
    try:
        for tests in nearest_tests(mutant.module, ROOT):
            # bytecode is known by second and size of its source: too little to tell mutants apart
            for compiled in path.parent.glob(f"__pycache__/{path.stem}.*.pyc"):
                compiled.unlink()
            done_already = (f"--deselect={one}{'' if one.endswith('.py') else '/'}" for one in seen)
            failed = failure(folder, tests, *done_already, seconds=seconds)
            if failed:
                return f"killed ({TOO_LONG})" if failed == TOO_LONG else "killed"
            seen += tests
    finally:
        path.write_bytes(source)
    return "SURVIVED"


def time_limit(mutants: Sequence[Mutant], folder: Path) -> float:
    """Three times what all the tests need on the unchanged program, which must pass them."""
    steps = [step for mutant in mutants for step in nearest_tests(mutant.module, ROOT)]
    began = monotonic()
    if broken := failure(folder, sorted({tests for step in steps for tests in step})):
        raise SystemExit(f"{broken}\nMutants prove nothing: the unchanged program fails too")
    return 60 + 3 * (monotonic() - began)


def run(mutants: Sequence[Mutant], workers: int) -> list[str]:
    """Try all mutants, a copy of the tree for each worker; tells each, returns the survivors."""
    with tempfile.TemporaryDirectory(prefix="mutants-") as place:
        free: SimpleQueue[Path] = SimpleQueue()
        for number in range(workers):
            folder = copy_of_the_tree(Path(place, str(number)))
            free.put(folder)
        seconds = time_limit(mutants, folder)

        def tried(mutant: Mutant) -> str:
            folder = free.get()
            try:
                return verdict(mutant, folder, seconds)
            finally:
                free.put(folder)

        survivors = []
        with ThreadPoolExecutor(workers) as pool:
            running = {pool.submit(tried, mutant): mutant for mutant in mutants}
            for ended in as_completed(running):
                mutant = running[ended]
                told = mutant.told((ROOT / mutant.module).read_bytes())
                print(f"{ended.result()} {told}", flush=True)
                if ended.result() == "SURVIVED":
                    survivors.append(told)
    return sorted(survivors)


def main(argv: Sequence[str] | None = None) -> int:
    """Choose, try, list the survivors; 1 where too many survive."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=160)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--module", action="append", metavar="PATH", help="instead of the usual")
    asked = parser.parse_args(argv)
    mutants = chosen(mutants_of(asked.module or MODULES), asked.count, asked.seed)
    if not mutants:
        raise SystemExit("nothing there can be changed")
    survivors = run(mutants, asked.workers)
    killed = 1 - len(survivors) / len(mutants)
    print(f"\n{len(mutants)} mutants, seed {asked.seed}: {killed:.1%} killed")
    print(*(f"survived: {told}" for told in survivors), sep="\n")
    return 0 if killed >= MUST_DIE else 1


if __name__ == "__main__":
    os.environ.pop("PYTHONPATH", None)  # the copies are to import themselves
    sys.exit(main())
