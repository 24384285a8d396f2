"""What rows say otherwise than the database does, and how the preview shows it.

Nothing is read or written here. An empty cell says nothing, and what was edited here is a conflict.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Generic, NamedTuple

from dialogue_app.domain.rows import Problem, RowProblem
from dialogue_app.domain.vocabulary import RowStatus
from dialogue_app.i18n.words import field_name
from dialogue_app.services.imports.identifying import K, Meant, R
from dialogue_app.services.imports.workbooks import FieldChange, PreviewRow


@dataclass(frozen=True, slots=True)
class Differences:
    """What may be written, what was edited here (conflicts), and what stays, with its reason."""

    changes: tuple[FieldChange, ...] = ()
    conflicts: tuple[FieldChange, ...] = ()
    kept: tuple[Problem, ...] = ()

    def chosen(self, *, overwrite: bool) -> frozenset[str]:
        """The fields to write; none of a row in conflict, unless the workbook is to win."""
        if self.conflicts and not overwrite:
            return frozenset()
        return frozenset(change.field for change in (*self.changes, *self.conflicts))


@dataclass(frozen=True, slots=True)
class Filling:
    """What cells do to what is known here: by themselves an empty one does nothing.

    clears: the fields of which an empty cell empties what is known.
    blanks_only: only what is empty here is filled in.
    """

    clears: frozenset[str] = frozenset()
    blanks_only: bool = False


AS_USUAL = Filling()
NO_DIFFERENCES = Differences()


def _nothing_stays(_change: FieldChange) -> None:
    """Whatever differs may be written."""


def compare(
    said: Iterable[FieldChange],
    edited: Collection[str],
    stays: Callable[[FieldChange], RowProblem | None] = _nothing_stays,
    *,
    blanks_only: bool = False,
) -> Differences:
    """Sort what is said otherwise; `stays` gives the reason why something is not written at all.

    With `blanks_only` nothing that is known here is changed.
    """
    changes: list[FieldChange] = []
    conflicts: list[FieldChange] = []
    kept: list[Problem] = []
    for change in said:
        reason = RowProblem.BLANKS_ONLY if blanks_only and change.old else stays(change)
        if reason is not None:
            values = {"value": change.new, "here": change.old}
            kept.append(Problem(reason, change.field, values))
        elif change.field in edited:
            conflicts.append(change)
        else:
            changes.append(change)
    return Differences(tuple(changes), tuple(conflicts), tuple(kept))


class Step(NamedTuple, Generic[R, K]):
    """What is to be written for one thing: a new one, or the differences of a known one."""

    thing: Meant[R, K]
    differences: Differences
    notes: tuple[Problem, ...]  # of a new one

    @property
    def number(self) -> int:
        """The first of its rows, as Excel numbers it."""
        return int(self.row.draft.row)

    @property
    def row(self) -> R:
        """The first of its rows."""
        return self.thing.rows[0]

    @property
    def known(self) -> K | None:
        """The thing as the database has it."""
        return self.thing.known

    @property
    def is_asked(self) -> bool:
        """Whether it is a new thing that is not added until somebody has answered."""
        return self.known is None and any(found.asks for found in self._problems)

    @property
    def _problems(self) -> tuple[Problem, ...]:
        return (*self.row.problems, *self.differences.kept, *self.notes)

    def chosen(self, accepted: frozenset[int]) -> frozenset[str]:
        """The fields to write; `accepted` are the rows whose question was answered with yes."""
        return self.differences.chosen(overwrite=not accepted.isdisjoint(self.thing.numbers))

    def shown(self, title: str) -> PreviewRow:
        """Its first row in the preview."""
        row, found, problems = self.row, self.differences, self._problems
        if self.is_asked:
            status = RowStatus.ASKED
        elif self.known is None:
            worth_a_look = not all(one.is_kept_word for one in problems)
            status = RowStatus.WARNING if worth_a_look else RowStatus.NEW
        elif found.conflicts:
            status = RowStatus.ASKED
        else:
            status = RowStatus.CHANGED if found.changes else RowStatus.SAME
        changes = (*found.changes, *found.conflicts)
        return shown(row, title, status, problems, self.thing, changes)

    def shown_later(
        self, row: R, title: str, field: str, adds: tuple[FieldChange, ...]
    ) -> PreviewRow:
        """A later row of the same thing, which names the first; it may add something."""
        first = {"row": str(self.number)}
        if not adds:
            problems = (*row.problems, Problem(RowProblem.REPEATED, field, first))
            return shown(row, title, RowStatus.REPEATED, problems, self.thing)
        edited = self.known.edited if self.known else frozenset[str]()
        asked = any(change.field in edited for change in adds)
        status = RowStatus.ASKED if asked else RowStatus.CHANGED
        problems = (*row.problems, Problem(RowProblem.ADDS, field, first))
        later = shown(row, title, status, problems, self.thing, adds)
        return later._replace(adds_to=self.number)

    def shown_asked(
        self, row: R, title: str, field: str, clashes: tuple[FieldChange, ...]
    ) -> PreviewRow:
        """A later row that says of the same thing something else."""
        fields = ", ".join(field_name(change.field) for change in clashes)
        asked = Problem(RowProblem.SAME_BUT, field, {"row": str(self.number), "fields": fields})
        problems = (asked, *row.problems)
        later = shown(row, title, RowStatus.ASKED, problems, self.thing, clashes)
        return later._replace(adds_to=self.number)


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
    return PreviewRow(draft.row, status, title, code, changes, draft.repairs, problems, draft, row)
