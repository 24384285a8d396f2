"""What the commands on single issues share: finding them, and saying where they stand now."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from dialogue_app.cli.database import opened
from dialogue_app.cli.output import say
from dialogue_app.i18n import _

if TYPE_CHECKING:
    from dialogue_app.domain.people import Actor
    from dialogue_app.services.issues.lists import IssueRow
    from dialogue_app.services.opening import Store


def issues_of(store: Store, codes: Sequence[str]) -> list[int]:
    """The issues with these codes, each once. Raises `UnknownIssue`."""
    from dialogue_app.services.issues.intake import find_issue

    return list(dict.fromkeys(find_issue(store, code) for code in codes))


def with_issue(options: Namespace, act: Callable[[Store, Actor, int], None]) -> int:
    """Do something to the issue named and say where it stands then."""
    with opened(options) as (store, actor):
        (issue_id,) = issues_of(store, [options.code])
        act(store, actor, issue_id)
        say_now(store, [issue_id])
    return 0


def day_of(options: Namespace) -> date:
    """The day given by `--on`, else today."""
    from dialogue_app.i18n.formats import today

    given: date | None = options.on
    return given or today()


def state_words(row: IssueRow) -> str:
    """How it ended, or where it stands."""
    from dialogue_app.i18n.words import word

    return word(row.outcome) if row.outcome else word(row.state)


def say_now(store: Store, issue_ids: Iterable[int]) -> None:
    """Where these issues stand now, a line each."""
    from dialogue_app.i18n.formats import screen_date
    from dialogue_app.services.issues.lists import IssueList

    ids = list(issue_ids)
    by_id = {row.id: row for row in IssueList(store).rows(ids)}
    for row in (by_id[key] for key in ids):
        limit = ""
        if row.next_due_on:
            limit = _("limit {day}").format(day=screen_date(row.next_due_on))
        said = " · ".join(filter(None, [state_words(row), row.lead_body, limit]))
        say(f"{row.code}: {said}.")
