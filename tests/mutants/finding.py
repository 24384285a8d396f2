"""Mutants: every place of the program that can be changed, and a seeded choice of them."""

from __future__ import annotations

import ast
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).parents[2]
FLIPPED = {
    "<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==",
    "is": "is not", "is not": "is", "in": "not in", "not in": "in", "and": "or", "or": "and",
    "min": "max", "max": "min", "is_": "is_not", "is_not": "is_", "in_": "not_in", "not_in": "in_",
}  # fmt: skip
EVERYBODY = b"frozenset(__import__('dialogue_app.domain.vocabulary', fromlist=['Role']).Role)"
ENUMS = ("Enum", "Worded")
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
        and any(isinstance(base, ast.Name) and base.id.endswith(ENUMS) for base in node.bases)
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
            case ast.Name(id="use_case") if len(call.args) > 1:
                yield self._change("roles widened", call.args[1], EVERYBODY)
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
