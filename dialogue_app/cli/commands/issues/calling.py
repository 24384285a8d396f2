"""`issue to-remind` and `to-tell`: whom to call today, and what to say."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dialogue_app.cli.database import opened
from dialogue_app.cli.output import say, say_json
from dialogue_app.cli.parsing import Commands, Parser, Run, add_command, add_json
from dialogue_app.domain.errors.files import FileNotWritable
from dialogue_app.i18n import _, ngettext

if TYPE_CHECKING:
    from dialogue_app.services.case import Case
    from dialogue_app.services.issues.body_calls import BodyCall
    from dialogue_app.services.issues.drafts import Group


def add_to(verbs: Commands[Parser]) -> None:
    """Add the two commands."""
    about = _("who is to be reminded today of answers and promises, and the text for it")
    reminding = _add(verbs, "to-remind", about, remind)
    reminding.add_argument(
        "--promises", action="store_true", help=_("only who promised something in an answer")
    )
    _add(verbs, "to-tell", _("which raisers are to be told or asked, and the text for it"), tell)


def _add(verbs: Commands[Parser], name: str, about: str, run: Run) -> Parser:
    parser = add_command(verbs, name, about, run)
    parser.add_argument(
        "--drafts", type=Path, metavar=_("FOLDER"), help=_("write an e-mail draft for each there")
    )
    add_json(parser)
    return parser


def remind(options: Namespace) -> int:
    """Whom to call today: bodies, and higher levels."""
    from dialogue_app.services.issues.body_calls import calls_to_bodies
    from dialogue_app.services.issues.calling_words import caller_words, purpose_of_call

    with opened(options) as case:
        groups = [call for call in calls_to_bodies(case) if call.promises or not options.promises]
        if options.json:
            say_json([_with_message(case, group) for group in groups])
        for group in () if options.json else groups:
            say(f"{group.name}: {purpose_of_call(group)}")
            say(f"  {caller_words(group.contact, group.phone, group.email)}")
            for line in _what_about(group):
                say(f"  {line}")
        _finish(options, case, groups)
    return 0


def _what_about(call: BodyCall) -> list[str]:
    """Each issue and each promise, with why it is time."""
    from dialogue_app.services.issues.calling_words import due_promise_words, owed_words

    owed = [f"{issue.code}  {owed_words(issue)}" for issue in call.issues]
    promised = [
        f"{', '.join(one.codes)}  {one.what} · {due_promise_words(one)}" for one in call.promises
    ]
    return [*owed, *promised]


def tell(options: Namespace) -> int:
    """Which raisers are to be told or asked."""
    from dialogue_app.services.issues.calling_words import caller_words
    from dialogue_app.services.issues.to_tell import raisers_to_tell

    with opened(options) as case:
        groups = raisers_to_tell(case)
        if options.json:
            say_json([_with_message(case, group) for group in groups])
        for group in () if options.json else groups:
            told, asked = len(group.told_of), len(group.asked_of)
            counts = _("to be told of {told}, asked about {asked}").format(told=told, asked=asked)
            say(f"{group.name}: {counts}")
            say(f"  {caller_words(group.contact, group.phone, group.email)}")
        _finish(options, case, groups)
    return 0


def _with_message(case: Case, group: Group) -> dict[str, Any]:
    """All that is known of the call, with the text for it."""
    import dataclasses

    from dialogue_app.services.issues.drafts import message_for

    known = {field.name: getattr(group, field.name) for field in dataclasses.fields(group)}
    return {**known, "message": message_for(case, group)}


def _finish(options: Namespace, case: Case, groups: Sequence[Group]) -> None:
    """Say where there is nobody to call; write the drafts where they are asked for."""
    from dialogue_app.services.issues.drafts import draft_names, files_words, write_draft

    if not groups and not options.json:
        say(_("There is nobody to call."))
    if options.drafts is None:
        return
    folder: Path = options.drafts
    if not folder.is_dir():
        raise FileNotWritable(folder)
    for group, name in zip(groups, draft_names(groups), strict=True):
        said = files_words(write_draft(case, group, folder / name))
        if said and not options.json:
            say(f"{group.name}: {said}")
    if not options.json:
        n = len(groups)
        said = ngettext(
            "{n} draft was written to {folder}.", "{n} drafts were written to {folder}.", n
        )
        say(said.format(n=n, folder=folder.absolute()))
