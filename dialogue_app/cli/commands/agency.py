"""`agency`: who we are, as papers print it."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace

from dialogue_app.cli.database import opened
from dialogue_app.cli.fields import add_options, with_given
from dialogue_app.cli.output import say, say_facts, say_json
from dialogue_app.cli.parsing import (
    Commands,
    Parser,
    add_command,
    add_json,
    add_noun,
)
from dialogue_app.domain.errors.agency import AgencyMissing
from dialogue_app.domain.fields.agency import AgencyDraft
from dialogue_app.i18n import _


def add_to(nouns: Commands[Parser]) -> None:
    """Add `agency show` and `agency set`."""
    verbs = add_noun(nouns, "agency", _("our agency, as papers print it"))
    add_json(add_command(verbs, "show", _("show our agency"), show))
    change = add_command(verbs, "set", _("say who we are; what is not given stays"), change_agency)
    add_options(change, AgencyDraft, but=("heading",), editing=True)
    change.add_argument(
        "--heading",
        dest="heading_lines",
        action="append",
        metavar=_("TEXT"),
        help=_("a line of the head of papers; may be repeated"),
    )


def show(options: Namespace) -> int:
    """Show our agency."""
    from dialogue_app.i18n.values import draft_words
    from dialogue_app.services.agency.settings import agency

    with opened(options) as case:
        ours = agency(case)
        if options.json:
            say_json(ours)
            return 0
        if ours is None:
            raise AgencyMissing()
        say_facts(draft_words(ours))
    return 0


def change_agency(options: Namespace) -> int:
    """Say who we are."""
    from dialogue_app.services.agency.settings import agency_detail, set_agency

    with opened(options) as case:
        known = agency_detail(case)
        form = with_given(case, known.draft, options)
        if options.heading_lines is not None:
            form = replace(form, heading="\n".join(options.heading_lines))
        set_agency(case, known, form)
        say(_("Saved: {name}.").format(name=form.name))
    return 0
