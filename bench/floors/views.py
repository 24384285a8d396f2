"""The floor of the named views: the best SQL for each first page and for the counts, by sqlite3."""

from __future__ import annotations

import sqlite3

# By view: the condition the index can answer, and the order it then gives.
_NEWEST = "year DESC, number DESC"
_DUE = "next_ends_on, id"
VIEWS = {
    "all": ("1", _NEWEST),
    "new": ("state_rank IN ({not_begun})", _NEWEST),
    "not_given": ("to_give = 1", _NEWEST),
    "not_sent": ("to_send = 1", _NEWEST),
    "today": ("next_ends_on = :today", _NEWEST),
    "this_week": ("next_ends_on BETWEEN :today AND :week_end", _DUE),
    "overdue": ("next_due_own = 1 AND next_ends_on < :today", _DUE),
    "waiting_for_others": ("waits_since IS NOT NULL", "waits_since, id"),
    "promised": ("state_rank = {promised}", _DUE),
    "promise_passed": (
        "state_rank = {promised} AND EXISTS (SELECT 1 FROM answer_issue JOIN promise USING"
        " (answer_id) WHERE issue_id = issue.id AND answer_issue.round = issue.round"
        " AND promise.state = 'open' AND promise.due_on < :today)",
        _DUE,
    ),
    "not_told": ("to_tell = 1", _NEWEST),
    "not_asked": ("to_ask = 1", _NEWEST),
    "not_elsewhere": ("also_elsewhere = 1 AND number_elsewhere = ''", _NEWEST),
    "answered": ("state_rank = {answered}", _NEWEST),
    "closed": ("state_rank = {closed}", _NEWEST),
}
# By column: the order an index gives, upwards and downwards.
ORDERS = {
    "code": ("year, number", _NEWEST),
    "raiser": ("raisers_sort, id", "raisers_sort DESC, id DESC"),
    "body": ("lead_body_sort, id", "lead_body_sort DESC, id DESC"),
    "due": ("next_ends_on, id", "next_ends_on DESC, id DESC"),  # upwards of those that have one
    "sent_on": ("lead_sent_on, id", "lead_sent_on DESC, id DESC"),
    "waits_since": ("waits_since, id", "waits_since DESC, id DESC"),
    "state": ("state_rank, year, number", "state_rank DESC, year DESC, number DESC"),
}
ORDERS["days_left"] = ORDERS["due"]
_COLUMNS = "id, year, number, substr(text, 1, 200), raisers_text, state, next_ends_on, lead_body_id"


def first_page(connection: sqlite3.Connection, condition: str, order: str, days: Days) -> int:
    """How many rows the first page has; its ids come from an index that holds all it asks for."""
    ids = f"SELECT id FROM issue WHERE {condition} ORDER BY {order} LIMIT 50"
    page = f"SELECT {_COLUMNS} FROM issue WHERE id IN ({ids}) ORDER BY {order}"
    return len(connection.execute(page, days).fetchall())


def counts(connection: sqlite3.Connection, conditions: list[str], days: Days) -> tuple[int, ...]:
    """How many issues each view holds."""
    selects = (f"(SELECT count(*) FROM issue WHERE {condition})" for condition in conditions)
    return tuple(connection.execute(f"SELECT {', '.join(selects)}", days).fetchone())


Days = dict[str, str]
