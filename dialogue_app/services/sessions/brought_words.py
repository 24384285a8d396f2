"""What both sides changed, in words: the values of each side as people read them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from dialogue_app.domain.bringing import STORY, Cells, Compared, Group, Identity
from dialogue_app.domain.codes import enterprise_code, issue_code
from dialogue_app.domain.worded import Worded
from dialogue_app.i18n import _
from dialogue_app.i18n.formats import number, screen_date, screen_moment
from dialogue_app.i18n.words import field_name, is_field, word
from dialogue_app.storage.carrying.rows import Execute, Rows, Values
from dialogue_app.storage.carrying.tables import carried_tables
from dialogue_app.storage.reversal import from_noted

# What tells people nothing, or is told beside.
_UNSAID = frozenset(
    {
        "uid", "position", "round", "sha256", "size", "media_type", "assignment_id", "source",
        "issue_id", "session_id", "agenda_item_id", "raiser_id", "direction_id", "relation",
    }
)  # fmt: skip
_DOT = " · "
_LAST = """
    SELECT staff.name, audit_entry.at FROM audit_change
    JOIN audit_entry ON audit_entry.sequence = audit_change.sequence
    JOIN staff ON staff.id = audit_entry.staff_id
    WHERE entity = '{entity}' AND entity_id = {key} AND action <> 'session.ready'
    ORDER BY audit_change.sequence DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class LastHand:
    """Who changed a thing last on one side, and when."""

    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Conflict:
    """What both sides changed of one thing, each otherwise; an empty text where it was removed."""

    kind: str  # of the thing: "issue"
    code: str  # what people call it
    what: str  # the fields, in words
    ours: str
    theirs: str
    changed_here: LastHand | None
    changed_there: LastHand | None
    group: Group = field(metadata={"json": {}})


def conflict_of(
    group: Group, compared: Compared, ours: Rows, theirs: Rows, here: Execute, there: Execute
) -> Conflict:
    """A conflict in words."""
    rows = {**theirs.values, **compared.base, **ours.values}
    sides = compared.of("ours", group), compared.of("theirs", group)
    differing = {
        (row, column)
        for row, column in sides[0].keys() | sides[1].keys()
        if sides[0].get((row, column)) != sides[1].get((row, column))
    }
    here_words, there_words = [
        "\n".join(_lines(group, cells, differing, {**rows, **own.values}))
        for cells, own in zip(sides, (ours, theirs), strict=True)
    ]
    return Conflict(
        group.whole[0],
        called(group.whole, rows),
        ", ".join(_labels(group, differing)),
        here_words,
        there_words,
        _last_hand(here, ours, group.whole),
        _last_hand(there, theirs, group.whole),
        group,
    )


def called(row: Identity, rows: Mapping[Identity, Mapping[str, Any]]) -> str:
    """What people call the thing of a row."""
    values = rows.get(row, {})
    match row[0]:
        case "issue":
            return issue_code(values["year"], values["number"])
        case "enterprise":
            return f"{enterprise_code(values['number'])} {values['name']}"
        case "session":
            return str(values["code"])
        case "raiser" if "enterprise_id" in values:
            return called(values["enterprise_id"], rows)
        case "assignment":
            return called(values["body_id"], rows)
    names = ("day", "name", "written_name", "person_name", "text")
    return next((str(values[name]) for name in names if name in values), "")


def _last_hand(execute: Execute, rows: Rows, whole: Identity) -> LastHand | None:
    key = rows.ids.get(whole)
    if key is None:
        return None
    entity = carried_tables()[whole[0]].model.__root__[0]
    for name, at in execute(_LAST.format(entity=entity, key=int(key))):
        return LastHand(str(name), moment_of(at))
    return None


def moment_of(raw: str) -> datetime:
    """A moment as SQLite keeps it."""
    from datetime import UTC

    return datetime.fromisoformat(raw).replace(tzinfo=UTC)


def _labels(group: Group, differing: set[tuple[Identity, str]]) -> list[str]:
    """What is called what clashes: the fields of the thing, or the one they stand under."""
    listed = {
        STORY: _("What happened with it"),
        "attachment": _("Attachment"),
        "direction_issue": field_name("direction"),
        "body_alias": _("Other names"),
        "body_succession": _("Successors"),
    }
    if group.field in listed:
        return [listed[group.field]]
    own = sorted({column for row, column in differing if row == group.whole and is_field(column)})
    names = [field_name(column) for column in own]
    return names or [field_name(group.field) if is_field(group.field) else called_table(group)]


def called_table(group: Group) -> str:
    """The kind of a thing whose field has no name of its own."""
    return field_name(group.whole[0]) if is_field(group.whole[0]) else _("Other details")


def _lines(
    group: Group,
    cells: Cells,
    differing: set[tuple[Identity, str]],
    rows: Mapping[Identity, Mapping[str, Any]],
) -> Iterator[str]:
    """One line a field of the thing itself, one a row of what it lists."""
    by_row: defaultdict[Identity, Values] = defaultdict(dict)
    for (row, column), value in cells.items():
        by_row[row][column] = value
    for row, values in by_row.items():
        table = carried_tables()[row[0]]
        is_whole = row == group.whole and group.field != STORY
        shown = [
            (name, words)
            for name in table.columns
            if name in values and (not is_whole or (row, name) in differing)
            if name not in _UNSAID or is_whole
            if (words := _words(row[0], name, values[name], rows))
        ]
        if is_whole and len(shown) > 1:
            yield from (f"{_name_of(name)}: {words}" for name, words in shown)
        elif shown:
            yield _DOT.join(words for _name, words in shown)


def _name_of(column: str) -> str:
    return field_name(column) if is_field(column) else column


def _words(table: str, column: str, noted: Any, rows: Mapping[Identity, Mapping[str, Any]]) -> str:
    if isinstance(noted, tuple):
        return called(noted, rows)
    value = from_noted(carried_tables()[table].columns[column], noted)
    if isinstance(value, Worded):
        return word(value)
    if isinstance(value, bool):
        return _name_of(column) if value else ""
    if isinstance(value, datetime):
        return screen_moment(value)
    if isinstance(value, date):
        return screen_date(value)
    return number(value) if isinstance(value, int) else str(value)
