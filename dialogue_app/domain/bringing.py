"""A register and a copy that was away: what each changed since it went, put together.

Rows are known by their identities, whatever computer they stand on. What hangs together is a group
and decided as one. What only one side changed is taken from that one; what both changed, each
otherwise, clashes, and a person decides. Nothing that was changed is lost unsaid.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from dialogue_app.domain.worded import N_, Worded

Identity = tuple[Any, ...]
Side = Mapping[Identity, Mapping[str, Any]]
Cells = dict[tuple[Identity, str], Any]


class Keep(Worded):
    """Which side of a conflict is kept."""

    OURS = "ours", N_("What stands here")
    THEIRS = "theirs", N_("What comes back")


@dataclass(frozen=True, slots=True)
class Group:
    """What is decided as one: a field of a whole, or one `row` of those a field lists."""

    whole: Identity
    field: str
    row: Identity | None = None


GroupOf = Callable[[Identity, str], Group]
STORY = "story"  # what happened to an issue
COMPLAINT = "complaint"
EDITED = "edited_fields"  # names of fields: both sides' are kept
# Answers, and what was given out to whom, may be added on both sides and stand beside each other.
_ANSWERS, _ASSIGNMENTS = "answer_issue", "assignment"


@dataclass(slots=True)
class Compared:
    """The groups that the copy changed: those to take, and those both sides changed."""

    base: Side
    ours: Side
    theirs: Side
    taken: set[Group] = field(default_factory=set)
    beside: set[Group] = field(default_factory=set)  # taken, and what is here stays
    clashes: set[Group] = field(default_factory=set)
    cells: dict[str, dict[Group, Cells]] = field(default_factory=dict)

    def of(self, side: str, group: Group) -> Cells:
        """The values of a group on a side, by row and column."""
        return self.cells[side].get(group, {})


def compare(base: Side, ours: Side, theirs: Side, group_of: GroupOf) -> Compared:
    """What the copy changed since it went out as `base`, against what was changed here."""
    compared = Compared(base, ours, theirs)
    wholes = {group_of(row, column).whole for row, column in _changed(base, theirs)}
    for name, side in (("base", base), ("ours", ours), ("theirs", theirs)):
        compared.cells[name] = _cells_of(side, wholes, group_of)
    groups: defaultdict[Identity, set[Group]] = defaultdict(set)
    for group in set[Group]().union(*compared.cells.values()):
        groups[group.whole].add(group)
    for whole, of_whole in groups.items():
        if _is_removed_and_changed(compared, whole, of_whole):
            compared.clashes |= of_whole  # all of it, or nothing
        else:
            for group in of_whole:
                _sort_in(compared, group)
    _join_what_touches(compared)
    _join_what_dangles(compared, group_of)
    return compared


def _changed(base: Side, theirs: Side) -> Iterator[tuple[Identity, str]]:
    for row in base.keys() | theirs.keys():
        before, after = base.get(row, {}), theirs.get(row, {})
        if before != after:
            for column in before.keys() | after.keys():
                if before.get(column) != after.get(column):
                    yield row, column


def _cells_of(side: Side, wholes: Collection[Identity], group_of: GroupOf) -> dict[Group, Cells]:
    found: defaultdict[Group, Cells] = defaultdict(dict)
    for row, values in side.items():
        for column, value in values.items():
            group = group_of(row, column)
            if group.whole not in wholes:
                break  # all of a row is part of one whole
            found[group][row, column] = value
    return dict(found)


def _is_removed_and_changed(compared: Compared, whole: Identity, groups: Collection[Group]) -> bool:
    """Whether one side removed a thing that the other changed."""
    if whole not in compared.base or (whole in compared.ours and whole in compared.theirs):
        return False
    return any(
        compared.of(side, group) != compared.of("base", group)
        for group in groups
        for side in ("ours", "theirs")
        if whole in (compared.ours if side == "ours" else compared.theirs)
    )


def _sort_in(compared: Compared, group: Group) -> None:
    base, ours, theirs = (compared.of(side, group) for side in ("base", "ours", "theirs"))
    if theirs in (base, ours):
        return
    if ours == base:
        compared.taken.add(group)
    elif group.field == EDITED or (group.field == STORY and _stand_beside(base, ours, theirs)):
        compared.beside.add(group)
    else:
        compared.clashes.add(group)


def _stand_beside(base: Cells, ours: Cells, theirs: Cells) -> bool:
    """Whether both sides only added answers, or one of them, and the other gave the issue out."""
    changed_here, changed_there = (
        {cell for cell in base.keys() | side.keys() if base.get(cell) != side.get(cell)}
        for side in (ours, theirs)
    )
    if any(row[0] == _ANSWERS and (row, column) in base
           for row, column in changed_here | changed_there):  # fmt: skip
        return False
    here, there = ({row[0] for row, _column in side} for side in (changed_here, changed_there))
    return here | there <= {_ANSWERS, _ASSIGNMENTS} and _ASSIGNMENTS not in here & there


def _join_what_touches(compared: Compared) -> None:
    """A complaint is given to nobody: what says so, and what happened, are decided as one."""
    for group in compared.taken | compared.clashes | compared.beside:
        if group.field in (STORY, COMPLAINT):
            other = Group(group.whole, STORY if group.field == COMPLAINT else COMPLAINT)
            if compared.of("ours", other) != compared.of("base", other) and (
                group.whole in compared.base
            ):
                _clash(compared, group)
                _clash(compared, other)


def _join_what_dangles(compared: Compared, group_of: GroupOf) -> None:
    """What one side removed and the other refers to is decided together."""
    for row, referred in dangling(compared, frozenset()):
        known = compared.base.get(referred) or compared.theirs.get(referred) or {}
        for one, columns in ((row, compared.theirs.get(row) or compared.ours[row]),
                             (referred, known)):  # fmt: skip
            for group in {group_of(one, column) for column in columns}:
                if compared.of("theirs", group) != compared.of("ours", group):
                    _clash(compared, group)


def dangling(
    compared: Compared, from_copy: Collection[Group]
) -> Iterator[tuple[Identity, Identity]]:
    """Rows that would stand here and refer to one that would not."""
    changed = result(compared, from_copy)
    if not changed:
        return
    standing = {**compared.ours, **changed}
    for row, values in standing.items():
        for value in values.values() if values else ():
            if isinstance(value, tuple) and not standing.get(value):
                yield row, value


def _clash(compared: Compared, group: Group) -> None:
    compared.taken.discard(group)
    compared.beside.discard(group)
    compared.clashes.add(group)


def result(
    compared: Compared, from_copy: Collection[Group]
) -> dict[Identity, dict[str, Any] | None]:
    """The rows that become others than they are here, or None where they go.

    `from_copy` are the clashing groups that are decided as the copy has them.
    """
    rows: dict[Identity, dict[str, Any]] = {}

    def row(identity: Identity) -> dict[str, Any]:
        return rows.setdefault(identity, dict(compared.ours.get(identity, {})))

    for group in compared.taken | set(from_copy):
        for identity, column in compared.of("ours", group):
            row(identity).pop(column, None)
        for (identity, column), value in compared.of("theirs", group).items():
            row(identity)[column] = value
    for group in compared.beside:
        base, ours = compared.of("base", group), compared.of("ours", group)
        for (identity, column), value in compared.of("theirs", group).items():
            if group.field == EDITED:
                known = str(ours.get((identity, column), ""))
                row(identity)[column] = " ".join(sorted({*known.split(), *str(value).split()}))
            elif base.get((identity, column)) != value:
                row(identity)[column] = value
    return {
        identity: values or None
        for identity, values in rows.items()
        if values != compared.ours.get(identity, {})
    }
