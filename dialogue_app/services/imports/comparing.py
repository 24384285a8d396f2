"""What rows say otherwise than the database does, and how the preview shows it.

Nothing is read or written here. An empty cell says nothing, and what was edited here is a conflict.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Generic

from dialogue_app.domain.rows import Problem, RowProblem
from dialogue_app.domain.vocabulary import RowStatus
from dialogue_app.services.imports.identifying import K, Meant, R
from dialogue_app.services.imports.workbooks import FieldChange, PreviewRow


@dataclass(frozen=True, slots=True)
class Differences:
    """What may be written, what was edited here (conflicts), and what stays, with its reason."""

    changes: tuple[FieldChange, ...] = ()
    conflicts: tuple[FieldChange, ...] = ()
    kept: tuple[Problem, ...] = ()

    def chosen(self, *, overwrite: bool) -> frozenset[str]:
        """The fields to write, those in conflict only where the workbook is to win."""
        changes = (*self.changes, *self.conflicts) if overwrite else self.changes
        return frozenset(change.field for change in changes)


def _nothing_stays(_change: FieldChange) -> None:
    """Whatever differs may be written."""


def compare(
    said: Iterable[FieldChange],
    edited: Collection[str],
    stays: Callable[[FieldChange], RowProblem | None] = _nothing_stays,
) -> Differences:
    """Sort what is said otherwise; `stays` gives the reason why something is not written at all."""
    changes: list[FieldChange] = []
    conflicts: list[FieldChange] = []
    kept: list[Problem] = []
    for change in said:
        reason = stays(change)
        if reason is not None:
            values = {"value": change.new, "here": change.old}
            kept.append(Problem(reason, change.field, values))
        elif change.field in edited:
            conflicts.append(change)
        else:
            changes.append(change)
    return Differences(tuple(changes), tuple(conflicts), tuple(kept))


@dataclass(frozen=True, slots=True)
class Step(Generic[R, K]):
    """What is to be written for one thing: a new one, or the differences of a known one."""

    thing: Meant[R, K]
    differences: Differences
    notes: tuple[Problem, ...]  # of a new one

    @property
    def number(self) -> int:
        """The first of its rows, as Excel numbers it."""
        return self.thing.numbers[0]

    @property
    def row(self) -> R:
        """The first of its rows."""
        return self.thing.rows[0]

    @property
    def known(self) -> K | None:
        """The thing as the database has it."""
        return self.thing.known

    def chosen(self, overwrite: frozenset[int]) -> frozenset[str]:
        """The fields to write; `overwrite` are the rows that win their conflicts."""
        return self.differences.chosen(overwrite=not overwrite.isdisjoint(self.thing.numbers))

    def shown(self, title: str) -> PreviewRow:
        """Its first row in the preview."""
        row, found, known = self.row, self.differences, self.known
        problems = (*row.problems, *found.kept, *self.notes)
        if known is None:
            status = RowStatus.WARNING if problems else RowStatus.NEW
        elif found.conflicts:
            status = RowStatus.CONFLICT
        else:
            status = RowStatus.CHANGED if found.changes else RowStatus.SAME
        changes = (*found.changes, *found.conflicts)
        return shown(row, title, status, problems, self.thing, changes)

    def shown_later(
        self, row: R, title: str, field: str, adds: tuple[FieldChange, ...]
    ) -> PreviewRow:
        """A later row of the same thing: counted apart, unless it says what was edited here."""
        if adds and self.known is not None:
            return shown(row, title, RowStatus.CONFLICT, row.problems, self.thing, adds)
        problems = row.problems
        if all(found.problem is not RowProblem.REPEATED for found in problems):
            problems += (Problem(RowProblem.REPEATED, field, {"row": str(self.number)}),)
        return shown(row, title, RowStatus.REPEATED, problems, self.thing, adds)


def shown(
    row: R,
    title: str,
    status: RowStatus,
    problems: tuple[Problem, ...],
    thing: Meant[R, K] | None = None,
    changes: tuple[FieldChange, ...] = (),
) -> PreviewRow:
    """A row as the preview shows it."""
    draft, known = row.draft, thing.known if thing else None
    code = known.code if known else ""
    return PreviewRow(draft.row, status, title, code, changes, draft.repairs, problems, draft)
