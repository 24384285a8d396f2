"""Rules for time limits: which of them speaks for an issue, the narrowest first.

A rule names a topic, a body, a kind of issue, some of them or none, and says some things. For each
thing that rule decides which fits, says it, and names most; of two that name as many the one that
names the topic, then the one that names the body.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from dialogue_app.domain.fields.policies import PolicyDraft
from dialogue_app.domain.vocabulary import IssueKind, WaitingClock

USUAL_REMINDER_DAYS = 3  # working days, where no rule says otherwise
MOST_REMINDER_DAYS = 60


@dataclass(frozen=True, slots=True)
class Matter:
    """What rules are asked for: an issue with a body."""

    topic_id: int | None = None
    body_id: int | None = None
    kind: IssueKind | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """A rule that is kept."""

    id: int
    draft: PolicyDraft

    @property
    def named(self) -> tuple[object, ...]:
        """What it is for; no two rules are for the same."""
        return self.draft.topic_id, self.draft.body_id, self.draft.kind

    @property
    def narrowness(self) -> tuple[int, ...]:
        """By which the narrower of two comes first."""
        names = [each is not None for each in self.named]
        return sum(names), *names

    def fits(self, matter: Matter) -> bool:
        """Whether it speaks for that."""
        wanted = (matter.topic_id, matter.body_id, matter.kind)
        return all(mine in (None, theirs) for mine, theirs in zip(self.named, wanted, strict=True))


@dataclass(frozen=True, slots=True)
class Policies:
    """All rules, the narrowest first."""

    rules: tuple[Policy, ...] = ()

    @classmethod
    def of(cls, rules: Iterable[Policy]) -> Policies:
        """The rules in their order."""
        kept = sorted(rules, key=lambda rule: rule.id)
        return cls(tuple(sorted(kept, key=lambda rule: rule.narrowness, reverse=True)))

    def due(self, matter: Matter, given_on: date) -> Policy | None:
        """The rule that proposes a time limit; a day that is over by then proposes none."""

        def says(draft: PolicyDraft) -> bool:
            return bool(draft.due_days) or (draft.due_on is not None and draft.due_on >= given_on)

        return self._first(matter, says)

    def supporters(self, matter: Matter) -> Policy | None:
        """The rule that proposes supporting bodies."""
        return self._first(matter, lambda draft: bool(draft.supporter_ids))

    def reminder_days(self, matter: Matter) -> int:
        """From how many working days before its limit on it is due soon."""
        rule = self._first(matter, lambda draft: draft.reminder_days is not None)
        days = rule.draft.reminder_days if rule is not None else None
        return USUAL_REMINDER_DAYS if days is None else days

    @property
    def remind_by_issue(self) -> bool:
        """Whether any rule says it for a topic or a kind of issue, and not by the body alone."""
        drafts = (rule.draft for rule in self.rules)
        return any(
            draft.reminder_days is not None and (draft.topic_id, draft.kind) != (None, None)
            for draft in drafts
        )

    def stops_clock(self, matter: Matter) -> bool:
        """Whether waiting for the enterprise's papers stops the body's clock."""
        rule = self._first(matter, lambda draft: draft.waiting is not None)
        return rule is not None and rule.draft.waiting is WaitingClock.STOPS

    def _first(self, matter: Matter, says: Callable[[PolicyDraft], bool]) -> Policy | None:
        return next((rule for rule in self.rules if rule.fits(matter) and says(rule.draft)), None)
