"""`staff`: our people, and who of them works at this computer."""

from __future__ import annotations

from argparse import Namespace

from dialogue_app.cli.database import opened
from dialogue_app.cli.fields import add_options, with_given
from dialogue_app.cli.output import say, say_facts, say_json, say_table
from dialogue_app.cli.parsing import (
    Commands,
    Parser,
    add_command,
    add_json,
    add_noun,
    add_seen,
)
from dialogue_app.domain.fields.staff import StaffDraft
from dialogue_app.i18n import _


def add_to(nouns: Commands[Parser]) -> None:
    """Add `staff list`, `add`, `edit` and `me`."""
    verbs = add_noun(nouns, "staff", _("our people, and who works at this computer"))
    add_json(add_command(verbs, "list", _("list our people"), show_list))
    adding = add_command(verbs, "add", _("add one of our people"), add)
    adding.add_argument("name", metavar=_("NAME"), help=_("full name"))
    add_options(adding, StaffDraft, but=("name",))
    editing = add_command(verbs, "edit", _("correct one; what is not given stays"), edit)
    editing.add_argument("staff", metavar=_("NAME"), help=_("the name as it is now"))
    add_options(editing, StaffDraft, editing=True)
    add_seen(editing)
    being = add_command(verbs, "me", _("show or say who works at this computer"), be)
    being.add_argument(
        "staff", nargs="?", metavar=_("NAME"), help=_("one of our people; else whoever it was")
    )
    add_options(being, StaffDraft, editing=True)
    add_json(being)


def show_list(options: Namespace) -> int:
    """List our people."""
    from dialogue_app.i18n.words import word
    from dialogue_app.services.staff.editing import list_staff

    with opened(options) as case:
        rows = list_staff(case)
    if options.json:
        say_json(rows)
        return 0
    here = {True: _("works at this computer"), False: ""}
    cells = [(row.name, word(row.role), here[row.is_me]) for row in rows]
    say_table([_("Full name"), _("Work in the sessions"), ""], cells)
    return 0


def add(options: Namespace) -> int:
    """Add one of our people."""
    from dialogue_app.services.staff.editing import add_staff

    with opened(options) as case:
        add_staff(case, with_given(case, StaffDraft(options.name), options))
    say(_("Added: {name}.").format(name=options.name))
    return 0


def edit(options: Namespace) -> int:
    """Correct one of our people."""
    from dialogue_app.services.case import require_seen_version
    from dialogue_app.services.staff.editing import edit_staff, find_staff

    with opened(options) as case:
        known = find_staff(case, options.staff).seen
        draft = with_given(case, known.draft, options)
        require_seen_version(case, known.version, options.seen, known.draft.name)
        edit_staff(case, known, draft)
    say(_("Saved: {name}.").format(name=draft.name))
    return 0


def be(options: Namespace) -> int:
    """Show or say who works at this computer."""
    from dialogue_app.i18n.values import draft_words
    from dialogue_app.services.staff.editing import find_staff, list_staff, work_as

    with opened(options) as case:
        me = next(row for row in list_staff(case) if row.is_me)
        chosen = me if options.staff is None else find_staff(case, options.staff)
        draft = with_given(case, chosen.seen.draft, options)
        if draft != chosen.seen.draft or chosen is not me:
            work_as(case, chosen.seen, draft)
    if options.json:
        say_json(draft)
    else:
        say_facts(draft_words(draft))
    return 0
