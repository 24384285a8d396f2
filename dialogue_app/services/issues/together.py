"""One act done to several issues at once, and before it: to which it can be done, and why not.

The act asks again in its transaction, row by row. What cannot be done, or was changed since it was
seen, is left as it is and named with the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from dialogue_app.domain.errors.base import BadInput
from dialogue_app.domain.errors.issues import NothingChosen, UnknownIssue
from dialogue_app.domain.life import Move, require
from dialogue_app.services.case import OpenCase, Seen, require_seen
from dialogue_app.services.issues.moving import Left, code_of, issues_at_hand, with_each_issue
from dialogue_app.storage.at_hand import row_of
from dialogue_app.storage.chunks import chunks
from dialogue_app.storage.commit import Recorder
from dialogue_app.storage.models.issues import Issue
from dialogue_app.storage.steps import Watch

Rule = Callable[[Issue], None]  # raises `BadInput` where the act cannot be done to the issue


@dataclass(frozen=True, slots=True)
class Sorted:
    """The issues an act can be done to, and those that are left out, with the reason."""

    taken: tuple[Seen, ...]
    left: tuple[Left, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """To how many issues an act was done, and which were left as they were."""

    done: int
    left: tuple[Left, ...]


def sort_out(session: Session, seen: Sequence[Seen], move: Move, rule: Rule) -> Sorted:
    """Which of the issues seen the move and the rule allow. Raises `UnknownIssue`."""
    taken: list[Seen] = []
    left: list[Left] = []
    for some in chunks(list(dict.fromkeys(seen))):
        with issues_at_hand(session, [one.id for one in some]):
            found = sort_out_at_hand(session, some, move, rule)
        taken += found.taken
        left += found.left
    return Sorted(tuple(taken), tuple(left))


def sort_out_at_hand(session: Session, seen: Sequence[Seen], move: Move, rule: Rule) -> Sorted:
    """As `sort_out`, of issues that are at hand, each seen once."""
    reasons = {one: _checked(session, one, move, rule) for one in seen}
    left = tuple(reason for reason in reasons.values() if isinstance(reason, Left))
    return Sorted(tuple(one for one, of in reasons.items() if not isinstance(of, Left)), left)


def any_issue(_issue: Issue) -> None:
    """Nothing is asked of an issue but its state."""


def do_to_each(
    case: OpenCase,
    seen: Sequence[Seen],
    move: Move,
    rule: Rule,
    step: Callable[[Issue], object],
    watch: Watch,
) -> Done:
    """Do it to all that move and rule allow, in this transaction; `watch` may raise to stop it.

    Raises `UnknownIssue`.
    """
    Recorder.of(case.session).watch = watch
    total = len(seen)
    steps = 0

    def watched(one: Seen) -> Left | None:
        nonlocal steps
        issue = _checked(case.session, one, move, rule)
        if isinstance(issue, Left):
            return issue
        step(issue)
        steps += 1  # a step may be done anew
        watch(min(steps, total), 2 * total)  # writing the history takes as long again
        return None

    done, left = with_each_issue(case, seen, watched)
    return Done(len(done), left)


def require_some(seen: Sequence[Seen]) -> None:
    """Raise `NothingChosen` for none."""
    if not seen:
        raise NothingChosen


def _checked(session: Session, seen: Seen, move: Move, rule: Rule) -> Issue | Left:
    """The issue, or why move or rule do not allow it."""
    issue = row_of(session, Issue, seen.id)
    if issue is None:
        raise UnknownIssue(str(seen.id))
    code = code_of(issue)
    try:
        require_seen(session, issue.version, seen, code)
        require(code, issue.state, move, complaint=issue.complaint)
        rule(issue)
    except BadInput as error:
        return Left(seen.id, code, error)
    return issue
