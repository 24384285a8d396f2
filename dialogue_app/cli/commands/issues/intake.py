"""`issue add` and `edit`: issues registered and corrected one by one."""

from __future__ import annotations

from argparse import SUPPRESS, Namespace
from dataclasses import replace
from typing import TYPE_CHECKING

from dialogue_app.cli.commands.issues.chosen import say_now
from dialogue_app.cli.database import opened
from dialogue_app.cli.fields import add_options, with_given
from dialogue_app.cli.parsing import Commands, Parser, WrongUse, add_command, add_seen
from dialogue_app.domain.errors.issues import ComplaintGivenOut
from dialogue_app.domain.fields.issues import IssueDraft
from dialogue_app.domain.vocabulary import RaiserKind
from dialogue_app.i18n import _

if TYPE_CHECKING:
    from dialogue_app.domain.fields.issues import RaiserDraft
    from dialogue_app.services.case import Case


def add_to(verbs: Commands[Parser]) -> None:
    """Add both commands."""
    adding = add_command(verbs, "add", _("add an issue"), add)
    adding.add_argument("text", metavar=_("TEXT"), help=_("what was raised"))
    add_options(adding, IssueDraft, but=("text",))
    _add_raisers(adding)
    editing = add_command(verbs, "edit", _("correct an issue; what is not given stays"), edit)
    editing.add_argument("code", metavar=_("CODE"), help=_("code of the issue"))
    add_options(editing, IssueDraft, editing=True)
    _add_raisers(editing)
    editing.add_argument(
        "--withdraw",
        action="store_true",
        help=_("a complaint: take it back from the bodies that have it"),
    )
    add_seen(editing)


def _add_raisers(parser: Parser) -> None:
    parser.add_argument(
        "--raiser",
        action="append",
        metavar=_("NAME"),
        help=_("who raises it: code, tax code or name; may be repeated"),
    )
    parser.add_argument(
        "--speaker", metavar=_("NAME"), default=SUPPRESS, help=_("who spoke for the first raiser")
    )


def add(options: Namespace) -> int:
    """Register an issue."""
    from dialogue_app.services.issues.intake import register_issue

    with opened(options) as case:
        say_now(case, [register_issue(case, _draft(case, IssueDraft(""), options))])
    return 0


def edit(options: Namespace) -> int:
    """Correct an issue."""
    from dialogue_app.services.case import SeenDraft, require_seen_version
    from dialogue_app.services.issues.detail import issue_detail
    from dialogue_app.services.issues.intake import edit_issue, find_issue

    with opened(options) as case:
        known = issue_detail(case, find_issue(case, options.code))
        draft = _draft(case, known.form, options)
        require_seen_version(case, known.version, options.seen, known.code)
        seen = SeenDraft(known.id, known.version, known.form)
        try:
            edit_issue(case, seen, draft, withdraw=options.withdraw)
        except ComplaintGivenOut as error:
            raise WrongUse(_withdraw_needed(error)) from error
        say_now(case, [known.id])
    return 0


def _withdraw_needed(error: ComplaintGivenOut) -> str:
    """As the error says, but here nothing can be saved a second time."""
    sentence = _(
        "{code} has been assigned to {bodies}. Marking it as a complaint or "
        "denunciation withdraws it from them: repeat the command with --withdraw."
    )
    return sentence.format(code=error.code, bodies=error.separator.join(error.bodies))


def _draft(case: Case, draft: IssueDraft, options: Namespace) -> IssueDraft:
    """The issue with what was given; a raiser that stood there before keeps all known of it."""
    before = draft.session_id
    draft = with_given(case, draft, options)
    if draft.session_id != before and "venue_id" not in options:
        draft = replace(draft, venue_id=None)  # a venue is one of its session
    raisers = list(draft.raisers)
    if options.raiser is not None:
        kept = {raiser.enterprise_id or raiser.written_name: raiser for raiser in raisers}
        named = [raiser for name in options.raiser for raiser in _raiser(case, name)]
        raisers = [kept.get(each.enterprise_id or each.written_name, each) for each in named]
    if raisers and "speaker" in options:
        raisers[0] = replace(raisers[0], speaker=options.speaker)
    return replace(draft, raisers=tuple(raisers))


def _raiser(case: Case, name: str) -> tuple[RaiserDraft, ...]:
    """A registered enterprise, or a name kept as written. Raises `UnknownEnterprise` for a code."""
    from dialogue_app.domain.errors.base import UnknownCode
    from dialogue_app.domain.fields.issues import RaiserDraft
    from dialogue_app.services.enterprises.editing import enterprise_detail, find_enterprise
    from dialogue_app.services.issues.raisers import raisers_as_written

    try:
        found = find_enterprise(case, name)
    except UnknownCode:
        # A code that is mistyped is no name, and a person's number would stand in the minutes.
        if not any(char.isalpha() for char in name.upper().removeprefix("DN")):
            raise
        return raisers_as_written(name)
    registered = enterprise_detail(case, found).form.name  # what was typed may be a person's ID
    return (RaiserDraft(RaiserKind.ENTERPRISE, found, written_name=registered),)
