"""`policy`: rules for time limits by topic, body and kind of issue."""

from __future__ import annotations

from argparse import SUPPRESS, Namespace
from dataclasses import replace
from typing import TYPE_CHECKING

from dialogue_app.cli.database import opened
from dialogue_app.cli.fields import add_options, with_given
from dialogue_app.cli.output import say, say_json
from dialogue_app.cli.parsing import (
    Commands,
    Parser,
    add_command,
    add_json,
    add_noun,
    add_seen,
    count,
)
from dialogue_app.domain.fields.policies import PolicyDraft
from dialogue_app.i18n import _

if TYPE_CHECKING:
    from dialogue_app.domain.policies import Policy
    from dialogue_app.services.case import Case
    from dialogue_app.services.policies.editing import RuleBook


def add_to(nouns: Commands[Parser]) -> None:
    """Add `policy list`, `add`, `edit` and `remove`."""
    verbs = add_noun(nouns, "policy", _("rules that propose time limits and supporting bodies"))
    listing = add_command(verbs, "list", _("list the rules, the narrowest first"), show_list)
    add_json(listing)
    adding = add_command(verbs, "add", _("add a rule"), add)
    add_options(adding, PolicyDraft)
    editing = add_command(verbs, "edit", _("change a rule; what is not given stays"), edit)
    add_options(editing, PolicyDraft, editing=True)
    removing = add_command(verbs, "remove", _("remove a rule"), remove)
    for parser in (adding, editing):
        parser.add_argument(
            "--supporting",
            action="append",
            metavar=_("NAME"),
            default=SUPPRESS,
            help=_("supporting body; may be repeated"),
        )
    for parser in (editing, removing):
        parser.add_argument(
            "rule", type=count, metavar=_("NUMBER"), help=_("its number, as in the list")
        )
        add_seen(parser)


def show_list(options: Namespace) -> int:
    """List the rules."""
    from dialogue_app.services.policies.editing import rule_book
    from dialogue_app.services.policies.words import rule_words

    with opened(options) as case:
        book = rule_book(case)
    if options.json:
        say_json([_as_object(book, rule) for rule in book.policies.rules])
        return 0
    if not book.policies.rules:
        say(_("There is no rule yet."))
    for rule in book.policies.rules:
        say(f"{rule.id}  {rule_words(book, rule.draft)}")
    return 0


def _as_object(book: RuleBook, rule: Policy) -> dict[str, object]:
    draft = rule.draft
    return {
        "id": rule.id,
        "version": book.versions[rule.id],
        "topic": book.topics.get(draft.topic_id) if draft.topic_id is not None else None,
        "body": book.bodies.get(draft.body_id) if draft.body_id is not None else None,
        "kind": draft.kind,
        "due_days": draft.due_days,
        "due_on": draft.due_on,
        "reminder_days": draft.reminder_days,
        "supporting_bodies": [book.bodies[one] for one in draft.supporter_ids],
        "waiting": draft.waiting,
    }


def add(options: Namespace) -> int:
    """Add a rule."""
    from dialogue_app.services.policies.editing import add_policy

    with opened(options) as case:
        key = add_policy(case, _draft(case, PolicyDraft(), options))
        _say_rule(case, key)
    return 0


def edit(options: Namespace) -> int:
    """Change a rule."""
    from dialogue_app.services.case import require_seen_version
    from dialogue_app.services.policies.editing import edit_policy, policy_detail

    with opened(options) as case:
        known = policy_detail(case, options.rule)
        draft = _draft(case, known.draft, options)
        require_seen_version(case, known.version, options.seen, str(options.rule))
        edit_policy(case, known, draft)
        _say_rule(case, known.id)
    return 0


def remove(options: Namespace) -> int:
    """Remove a rule."""
    from dialogue_app.services.case import Seen
    from dialogue_app.services.policies.editing import policy_detail, remove_policy

    with opened(options) as case:
        known = policy_detail(case, options.rule)
        version = known.version if options.seen is None else options.seen
        remove_policy(case, Seen(known.id, version))
    say(_("The rule is removed."))
    return 0


def _draft(case: Case, draft: PolicyDraft, options: Namespace) -> PolicyDraft:
    from dialogue_app.services.bodies.editing import find_body

    draft = with_given(case, draft, options)
    if "supporting" not in options:
        return draft
    named = [name for name in options.supporting if name.strip()]
    found = tuple(find_body(case, name, case.today()) for name in named)
    return replace(draft, supporter_ids=found)


def _say_rule(case: Case, key: int) -> None:
    from dialogue_app.services.policies.editing import rule_book
    from dialogue_app.services.policies.words import rule_words

    book = rule_book(case)
    draft = next(rule.draft for rule in book.policies.rules if rule.id == key)
    say(f"{key}  {rule_words(book, draft)}")
