"""Do the tests notice a fault? (`make mutants`): seeded faults, one at a time, and who survives.

A mutant is the program with one place of its source changed. Each is run in a copy of the tree
against the tests of its module; a mutant no test fails on has survived. `--module PATH` takes the
modules whose paths begin so, for whoever wants to know about what was changed.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from queue import SimpleQueue
from time import monotonic

ROOT = Path(__file__).parents[1]
COPIED = ("dialogue_app", "tests", "ui", "resources", "pyproject.toml")
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
FLIPPED = {
    "<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==",
    "is": "is not", "is not": "is", "in": "not in", "not in": "in", "and": "or", "or": "and",
    "min": "max", "max": "min", "is_": "is_not", "is_not": "is_", "in_": "not_in", "not_in": "in_",
}  # fmt: skip
COMPARISON = re.compile(rb"\bis\s+not\b|\bnot\s+in\b|\bis\b|\bin\b|[<>=!]=|[<>]")
CONNECTION = re.compile(rb"\band\b|\bor\b")


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of one place: the bytes from `start` to `end` of a module replaced."""

    module: str
    kind: str
    start: int
    end: int
    replacement: bytes

    def applied(self, source: bytes) -> bytes:
        """The source with the change made."""
        return source[: self.start] + self.replacement + source[self.end :]

    def told(self, source: bytes) -> str:
        """Where it is, and the line before and after."""
        above = source.count(b"\n", 0, self.start)
        before, after = (
            text.split(b"\n")[above].decode().strip() for text in (source, self.applied(source))
        )
        return f"{self.module}:{above + 1} [{self.kind}] {before}  ->  {after}"


def enums_in(source: bytes) -> dict[str, list[str]]:
    """The enums a module defines, with their members in order."""
    return {
        node.name: [
            target.id
            for line in node.body
            if isinstance(line, ast.Assign)
            for target in line.targets
            if isinstance(target, ast.Name)
        ]
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ClassDef)
        and any(isinstance(base, ast.Name) and base.id.endswith("Enum") for base in node.bases)
    }


class Mutator:
    """Finds every place of one module that can be changed."""

    def __init__(self, module: str, source: bytes, enums: dict[str, list[str]]) -> None:
        self.module, self.source, self.enums = module, source, enums
        self.line_starts = [0]
        for line in source.split(b"\n"):
            self.line_starts.append(self.line_starts[-1] + len(line) + 1)

    def mutants(self) -> list[Mutant]:
        """All mutants of the module, in the order of the source."""
        found: set[Mutant] = set()
        for node in ast.walk(ast.parse(self.source)):
            found.update(self._of(node))
        return sorted(found, key=lambda m: (m.start, m.end, m.kind, m.replacement))

    def _of(self, node: ast.AST) -> Iterator[Mutant]:
        match node:
            case ast.Compare():
                operands = [node.left, *node.comparators]
                yield from self._between(operands, COMPARISON, "comparison")
            case ast.BoolOp():
                yield from self._between(node.values, CONNECTION, "and/or")
            case ast.If(body=[ast.Raise() | ast.Return() | ast.Continue()], orelse=[]):
                yield self._change("guard removed", node.test, b"False")
                if not isinstance(node.test, ast.UnaryOp | ast.Compare):  # those have their own
                    negated = b"not (" + self._text(node.test) + b")"
                    yield self._change("guard negated", node.test, negated)
            case ast.Expr(value=ast.Call(func=ast.Name(id=name))) if name.startswith("require"):
                yield self._change("guard removed", node, b"None")
            case ast.Call():
                yield from self._of_call(node)
            case ast.Attribute(value=ast.Name(id=name), attr=member):
                members = self.enums.get(name, [])
                if member in members and len(members) > 1:
                    other = members[(members.index(member) + 1) % len(members)]
                    yield self._change("enum member", node, f"{name}.{other}".encode())
            case ast.BinOp(op=ast.Add() | ast.Sub(), right=ast.Constant(value=1)):
                yield self._change("1 dropped", node, b"(" + self._text(node.left) + b")")
            case ast.AugAssign(op=ast.Add() | ast.Sub(), value=ast.Constant(value=1)):
                yield self._change("1 dropped", node.value, b"0")
            case ast.UnaryOp(op=ast.Not()):
                yield self._change("not dropped", node, b"(" + self._text(node.operand) + b")")

    def _of_call(self, call: ast.Call) -> Iterator[Mutant]:
        match call.func:
            case ast.Name(id="min" | "max" as name):
                yield self._change("min/max", call.func, FLIPPED[name].encode())
            case ast.Attribute(attr="where"):
                for condition in call.args:
                    nothing = b"*()" if isinstance(condition, ast.Starred) else b"True"
                    yield self._change("condition dropped", condition, nothing)
            case ast.Attribute(attr="min" | "max" | "is_" | "is_not" | "in_" | "not_in" as name):
                end = self._end(call.func)
                kind = "min/max" if name in ("min", "max") else "comparison"
                flipped = FLIPPED[name].encode()
                yield Mutant(self.module, kind, end - len(name), end, flipped)

    def _between(
        self, operands: Sequence[ast.expr], operator: re.Pattern[bytes], kind: str
    ) -> Iterator[Mutant]:
        for left, right in pairwise(operands):
            found = operator.search(self.source, self._end(left), self._start(right))
            assert found, ast.dump(left)
            flipped = FLIPPED[" ".join(found.group().decode().split())].encode()
            yield Mutant(self.module, kind, found.start(), found.end(), flipped)

    def _change(self, kind: str, node: ast.expr | ast.stmt, replacement: bytes) -> Mutant:
        return Mutant(self.module, kind, self._start(node), self._end(node), replacement)

    def _text(self, node: ast.expr) -> bytes:
        return self.source[self._start(node) : self._end(node)]

    def _start(self, node: ast.expr | ast.stmt) -> int:
        return self.line_starts[node.lineno - 1] + node.col_offset

    def _end(self, node: ast.expr | ast.stmt) -> int:
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return self.line_starts[node.end_lineno - 1] + node.end_col_offset


def mutants_of(prefixes: Sequence[str]) -> dict[str, list[Mutant]]:
    """Every mutant of the modules whose paths begin so, by module."""
    sources = {
        path.relative_to(ROOT).as_posix(): path.read_bytes()
        for path in sorted((ROOT / "dialogue_app").rglob("*.py"))
    }
    enums = {name: found for text in sources.values() for name, found in enums_in(text).items()}
    for prefix in prefixes:
        if not any(name.startswith(prefix) for name in sources):
            raise SystemExit(f"no module begins with {prefix}")
    return {
        name: Mutator(name, text, enums).mutants()
        for name, text in sources.items()
        if name.startswith(tuple(prefixes))
    }


def chosen(mutants: dict[str, list[Mutant]], count: int, seed: int) -> list[Mutant]:
    """`count` mutants, from each module in proportion to the places it has."""
    whole = sum(map(len, mutants.values()))
    picked, places, wanted = [], 0, 0
    for module, found in sorted(mutants.items()):
        places += len(found)
        share = min(round(count * places / max(whole, 1)), places) - wanted
        share = min(share, len(found))
        wanted += share
        # its own seed, so that one module's choice does not hang on what stands in another
        picked += random.Random(f"{seed} {module}").sample(found, share)
    return picked


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
