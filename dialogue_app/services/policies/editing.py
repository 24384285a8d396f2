"""Rules for time limits: listed, added, changed, removed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue_app.domain.errors.policies import (
    DayIsOver,
    DaysAndDay,
    ReminderOutOfRange,
    RuleSaysNothing,
    RuleTwice,
    SupportsItself,
    UnknownPolicy,
)
from dialogue_app.domain.fields.facts import cleaned, fill
from dialogue_app.domain.fields.policies import PolicyDraft
from dialogue_app.domain.policies import MOST_REMINDER_DAYS, Policies
from dialogue_app.domain.policies import Policy as Rule
from dialogue_app.i18n import N_
from dialogue_app.services.bodies.editing import require_valid
from dialogue_app.services.calendar.counting import require_days
from dialogue_app.services.case import (
    Case,
    OpenCase,
    Seen,
    SeenDraft,
    merged,
    require_seen,
    use_case,
)
from dialogue_app.services.roles import EDIT_SETTINGS
from dialogue_app.storage.models.people import Body
from dialogue_app.storage.models.policies import Policy, PolicySupporter
from dialogue_app.storage.models.reference import Topic
from dialogue_app.storage.policies import draft_of, policies_of

PARTS = {"supporter_ids": ("policy_supporter",)}


@dataclass(frozen=True, slots=True)
class RuleBook:
    """All rules, the narrowest first, their versions, and what they call by id."""

    policies: Policies
    versions: dict[int, int]
    topics: dict[int, str]
    bodies: dict[int, str]

    def seen(self, rule: Rule) -> SeenDraft[PolicyDraft]:
        """A rule as it is read before editing."""
        return SeenDraft(rule.id, self.versions[rule.id], rule.draft)


def rule_book(case: Case) -> RuleBook:
    """The rules as they stand."""
    with case.reading() as session:
        versions = dict(session.execute(select(Policy.id, Policy.version)).all())
        policies = policies_of(session)
        drafts = [rule.draft for rule in policies.rules]
        topics = {draft.topic_id for draft in drafts}
        bodies = {key for draft in drafts for key in (draft.body_id, *draft.supporter_ids)}
        return RuleBook(
            policies, versions, _names(session, Topic, topics), _names(session, Body, bodies)
        )


def _names(session: Session, model: Any, ids: set[int | None]) -> dict[int, str]:
    """What the rows with these ids are called."""
    rows = session.execute(select(model.id, model.name).where(model.id.in_(ids - {None})))
    return dict(rows.all())


def policy_detail(case: Case, policy_id: int) -> SeenDraft[PolicyDraft]:
    """A rule as it is read before editing. Raises `UnknownPolicy`."""
    with case.reading() as session:
        row = _row(session, policy_id)
        return SeenDraft(row.id, row.version, draft_of(row))


@use_case("policy.add", EDIT_SETTINGS, N_("added a rule for time limits"), undoable=True)
def add_policy(case: OpenCase, form: PolicyDraft) -> int:
    """Add a rule; gives its number.

    Raises `RuleTwice`, `RuleSaysNothing`, `DaysAndDay`, `DaysOutOfRange`, `DayIsOver`,
    `ReminderOutOfRange`, `SupportsItself`, `BodyNotValid`.
    """
    row = Policy()
    case.session.add(row)
    _fill(case, row, PolicyDraft(), cleaned(form))
    case.session.flush()
    return row.id


@use_case("policy.edit", EDIT_SETTINGS, N_("changed a rule for time limits"), undoable=True)
def edit_policy(case: OpenCase, seen: SeenDraft[PolicyDraft], form: PolicyDraft) -> None:
    """Change a rule. Raises what `add_policy` raises, `UnknownPolicy`, `EditConflict`."""
    row = _row(case.session, seen.id)
    now = draft_of(row)
    form = merged(case.session, "policy", row.version, seen, now, form, PARTS)
    _fill(case, row, now, cleaned(form))


@use_case("policy.remove", EDIT_SETTINGS, N_("removed a rule for time limits"), undoable=True)
def remove_policy(case: OpenCase, seen: Seen) -> None:
    """Remove a rule: what it proposed before stays. Raises `UnknownPolicy`, `ChangedSince`."""
    row = _row(case.session, seen.id)
    require_seen(case.session, row.version, seen, str(row.id))
    case.session.delete(row)


def _row(session: Session, policy_id: int) -> Policy:
    row = session.get(Policy, policy_id)
    if row is None:
        raise UnknownPolicy(str(policy_id))
    return row


def _fill(case: OpenCase, row: Policy, before: PolicyDraft, form: PolicyDraft) -> None:
    _require_sound(case, before, form)
    with case.session.no_autoflush:
        others = [rule for rule in policies_of(case.session).rules if rule.id != row.id]
    if Rule(0, form).named in [rule.named for rule in others]:
        raise RuleTwice()
    fill(row, form)
    known = {link.body_id: link for link in row.supporters}
    wanted = dict.fromkeys(form.supporter_ids)
    row.supporters = [known.get(key) or PolicySupporter(body_id=key) for key in wanted]


def _require_sound(case: OpenCase, before: PolicyDraft, form: PolicyDraft) -> None:
    says = (form.due_days, form.due_on, form.reminder_days, form.waiting)
    if all(each is None for each in says) and not form.supporter_ids:
        raise RuleSaysNothing()
    if form.due_days is not None and form.due_on is not None:
        raise DaysAndDay()
    if form.due_days is not None:
        require_days(form.due_days)
    if form.due_on not in (None, before.due_on) and form.due_on < case.today():
        raise DayIsOver(form.due_on)
    if form.reminder_days is not None and form.reminder_days > MOST_REMINDER_DAYS:
        raise ReminderOutOfRange(form.reminder_days)
    if form.body_id in form.supporter_ids:
        raise SupportsItself()
    known = {before.body_id, *before.supporter_ids}
    for key in {form.body_id, *form.supporter_ids} - known:
        if key is not None:
            require_valid(case.session, key, case.today())
