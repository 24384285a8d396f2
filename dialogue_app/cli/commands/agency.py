"""`agency`: who we are, as papers print it."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import fields, replace

from dialogue_app.cli.database import opened
from dialogue_app.cli.output import say, say_facts, say_json
from dialogue_app.cli.parsing import (
    Commands,
    Parser,
    add_choice,
    add_command,
    add_json,
    add_noun,
    count,
)
from dialogue_app.domain.errors.agency import AgencyMissing
from dialogue_app.domain.vocabulary import AuthorityLevel
from dialogue_app.i18n import _


def add_to(nouns: Commands[Parser]) -> None:
    """Add `agency show` and `agency set`."""
    verbs = add_noun(nouns, "agency", _("our agency, as papers print it"))
    add_json(add_command(verbs, "show", _("show our agency"), show))
    change = add_command(verbs, "set", _("say who we are; what is not given stays"), change_agency)
    for option, about in (
        ("--name", _("for example: Ủy ban nhân dân phường Mẫu")),
        ("--area", _("for example: phường Mẫu")),
        ("--abbreviation", _("abbreviation in numbers of papers")),
        ("--superior", _("agency above; empty for a ward or commune")),
        ("--place-name", _("place name before the date of papers")),
        ("--short-name", _("how papers speak of it, for example: Ủy ban nhân dân phường")),
        ("--level-word", _("word for its level, for example: phường")),
    ):
        change.add_argument(option, metavar=_("TEXT"), help=about)
    change.add_argument(
        "--heading",
        action="append",
        metavar=_("TEXT"),
        help=_("a line of the head of papers; may be repeated"),
    )
    add_choice(change, "--level", AuthorityLevel, _("our level"))
    change.add_argument(
        "--default-days", type=count, metavar="N", help=_("usual time limit in working days")
    )


def show(options: Namespace) -> int:
    """Show our agency."""
    from dialogue_app.i18n.words import field_name, word
    from dialogue_app.services.agency.settings import agency

    with opened(options) as case:
        ours = agency(case)
        if options.json:
            say_json(ours)
            return 0
        if ours is None:
            raise AgencyMissing()
        say_facts(
            [
                (field_name("name"), ours.name),
                (field_name("area"), ours.area),
                (_("Abbreviation"), ours.abbreviation),
                (_("Agency above"), ours.superior),
                (_("Place name before the date of papers"), ours.place_name),
                (field_name("heading"), ours.heading),
                (field_name("short_name"), ours.short_name),
                (field_name("level_word"), ours.level_word),
                (field_name("authority"), word(ours.level)),
                (field_name("default_days"), str(ours.default_days)),
            ]
        )
    return 0


def change_agency(options: Namespace) -> int:
    """Say who we are."""
    from dialogue_app.domain.fields.agency import AgencyDraft
    from dialogue_app.services.agency.settings import agency_detail, set_agency

    given = {
        field.name: getattr(options, field.name)
        for field in fields(AgencyDraft)
        if getattr(options, field.name) is not None
    }
    if "heading" in given:
        given["heading"] = "\n".join(given["heading"])
    with opened(options) as case:
        known = agency_detail(case)
        form = replace(known.draft, **given)
        set_agency(case, known, form)
        say(_("Saved: {name}.").format(name=form.name))
    return 0
