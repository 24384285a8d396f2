"""Which values are decided as one where both sides changed them: what the tables and drafts say."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from dialogue_app.domain.bringing import COMPLAINT, STORY, Group, GroupOf, Identity, Side
from dialogue_app.domain.fields.facts import fields_of, together
from dialogue_app.domain.vocabulary import AgendaKind
from dialogue_app.storage.carrying.tables import carried_tables

# What hangs on an issue and is what happened to it, with the columns of its own row.
_STORY_TABLES = frozenset(
    {"answer_issue", "assignment", "waiting", "reopening", "verdict", "escalation", "contact"}
)
_STORY_COLUMNS = frozenset({"round", "outcome", "outcome_on", "outcome_note", "duplicate_of_id"})
# Lists that are typed as one.
_LISTS: Mapping[str, str] = {
    "raiser": "raisers", "raiser_member": "raisers", "venue": "venues",
    "participant": "participants", "direction_body": "direction",
}  # fmt: skip
_SAID: Mapping[object, str] = {
    AgendaKind.OPENING.value: "opening",
    AgendaKind.REPORT.value: "reports",
    AgendaKind.CONCLUSION.value: "conclusions",
}
_AS_A_WHOLE = frozenset({"answer", "direction"})


def groups_of(*sides: Side) -> GroupOf:
    """The group of each value of the rows of these sides."""
    rows = {row: values for side in reversed(sides) for row, values in side.items()}

    @cache
    def whole_of(row: Identity) -> Identity:
        table = carried_tables()[row[0]]
        return whole_of(rows[row][table.root]) if table.root else row

    def group_of(row: Identity, column: str) -> Group:
        table, whole = row[0], whole_of(row)
        if row == whole:
            return Group(whole, _field_of(table, column))
        if table in _STORY_TABLES:
            return Group(whole, STORY)
        if table in ("agenda_item", "statement"):
            item = rows[row]["agenda_item_id"] if table == "statement" else row
            return Group(whole, _SAID.get(rows[item].get("kind"), "agenda"))
        listed = _LISTS.get(table)
        return Group(whole, listed) if listed else Group(whole, table, row)

    return group_of


@cache
def _field_of(table: str, column: str) -> str:
    """The field a column of a whole is decided with."""
    if table in _AS_A_WHOLE:
        return table
    if table == "issue" and column in _STORY_COLUMNS:
        return STORY
    draft = carried_tables()[table].model.draft()
    if draft is None or column not in fields_of(draft):
        return column
    if fields_of(draft)[column].fact.together == COMPLAINT:
        return COMPLAINT
    group = next((group for group in together(draft) if column in group), frozenset({column}))
    return min(group)
