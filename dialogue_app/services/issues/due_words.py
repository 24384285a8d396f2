"""What the limit of an issue means today: what is left of it, or how long others have had it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from dialogue_app.domain.vocabulary import IssueState, Relation
from dialogue_app.i18n import _, ngettext
from dialogue_app.i18n.formats import screen_date
from dialogue_app.services.lists import Chip

if TYPE_CHECKING:
    from dialogue_app.services.issues.lists import IssueRow

_NOT_WAITING = (IssueState.CLOSED, IssueState.PROMISED, IssueState.ANSWERED)


def due_chip(row: IssueRow, today: date) -> Chip | None:
    """Red only for what is late, amber only for what soon will be."""
    left, said = days_left(row, today), due_text(row, today)
    if left is None or (left >= 0 and not is_due_soon(row, today)):
        return None
    tone, icon = ("late", "late") if left < 0 else ("soon", "clock")
    return Chip(said, tone, icon, tuple(_shorter(row, today, left)))


def _shorter(row: IssueRow, today: date, left: int) -> Iterator[str]:
    """The day on which the limit ends, without this year, and what it means; only its days."""
    assert row.next_ends_on is not None  # else there would be no chip
    day = screen_date(row.next_ends_on)
    short = day[: -len("/2026")] if row.next_ends_on.year == today.year else day
    yield dotted(short, due_words(row, today))
    n = abs(left)
    yield dotted(short, ngettext("{n} day", "{n} days", n).format(n=n) if n else _("today"))


def is_due_soon(row: IssueRow, today: date) -> bool:
    """Whether its limit is near, as the rules of the office say."""
    return row.due_soon_on is not None and row.due_soon_on <= today


def due_text(row: IssueRow, today: date) -> str:
    """When it is due and how much of that is left; of others, since when they have had it."""
    if not row.next_due_own and row.state is not IssueState.PROMISED:
        return due_words(row, today) or screen_date(row.next_due_on)
    return dotted(limit_words(row), due_words(row, today))


def limit_words(row: IssueRow) -> str:
    """The limit as it stands, and the later day to which it runs: "26/09/2026 → 28/09/2026"."""
    due, ends = row.next_due_on, row.next_ends_on
    later = due is not None and ends is not None and ends > due
    return screen_date(due) + (f" → {screen_date(ends)}" if later else "")


def due_words(row: IssueRow, today: date) -> str:
    """What the limit of an issue means today; only our own units can be late."""
    left = days_left(row, today)
    if left is None:
        stands = row.next_due_own and row.next_due_on is not None
        return _("the clock stands") if stands else _passed(row, today) or _waited(row, today)
    if left < 0:
        return ngettext("{n} day overdue", "{n} days overdue", -left).format(n=-left)
    if left == 0:
        return _("due today")
    return ngettext("{n} day left", "{n} days left", left).format(n=left)


def _passed(row: IssueRow, today: date) -> str:
    """That a day which others promised has passed: they are not ours to be called late."""
    passed = row.state is IssueState.PROMISED and row.next_ends_on and row.next_ends_on < today
    return _("the day promised has passed") if passed else ""


def _waited(row: IssueRow, day: date) -> str:
    """How long bodies we do not command have had what was sent to them."""
    ours = row.lead_relation in (Relation.OWN, None)
    if ours or row.sent_on is None or row.state in _NOT_WAITING:
        return ""
    waited = (day - row.sent_on).days
    if waited <= 0:
        return _("just assigned")
    return ngettext("waiting for {n} day", "waiting for {n} days", waited).format(n=waited)


def waiting_words(row: IssueRow, day: date) -> str:
    """Since when others have owed an answer, and for how many days."""
    if row.waits_since is None:
        return ""
    n = max(0, (day - row.waits_since).days)
    waited = ngettext("waiting for {n} day", "waiting for {n} days", n).format(n=n)
    return dotted(screen_date(row.waits_since), waited)


def days_left(row: IssueRow, today: date) -> int | None:
    """How many days a unit of ours still has, fewer than none once it is late; None for others.

    None, too, while its clock stands.
    """
    if row.next_ends_on is None or not row.next_due_own:
        return None
    return (row.next_ends_on - today).days


def dotted(*parts: str) -> str:
    """What is known, parted by dots."""
    return " · ".join(filter(None, parts))
