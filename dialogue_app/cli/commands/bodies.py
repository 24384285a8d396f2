"""`body`: the bodies (cơ quan, đơn vị) that issues are assigned to."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from dialogue_app.cli.database import opened
from dialogue_app.cli.fields import add_options, with_given
from dialogue_app.cli.listing import add_list_options, show_rows
from dialogue_app.cli.output import say, say_facts, say_json
from dialogue_app.cli.parsing import (
    Commands,
    Parser,
    add_command,
    add_day,
    add_json,
    add_noun,
    add_seen,
)
from dialogue_app.domain.fields.bodies import BodyDraft
from dialogue_app.domain.vocabulary import BodyView
from dialogue_app.i18n import _

if TYPE_CHECKING:
    from dialogue_app.services.case import Case


def add_to(nouns: Commands[Parser]) -> None:
    """Add `body list`, `add`, `edit`, `show` and `end`."""
    verbs = add_noun(nouns, "body", _("bodies that issues are assigned to"))
    listing = add_command(verbs, "list", _("list bodies"), show_list)
    add_list_options(listing, BodyView)
    add_day(listing, _("only those that exist on this day"))
    adding = add_command(verbs, "add", _("add a body"), add)
    adding.add_argument("name", metavar=_("NAME"), help=_("full name"))
    add_options(adding, BodyDraft, but=("name",), required=("relation",))
    _add_aliases(adding)
    editing = add_command(verbs, "edit", _("change a body; what is not given stays"), edit)
    editing.add_argument("body", metavar=_("NAME"), help=_("its name, which stays"))
    add_options(editing, BodyDraft, but=("name",), editing=True)
    _add_aliases(editing)
    add_seen(editing)
    showing = add_command(verbs, "show", _("show a body"), show)
    showing.add_argument("body", metavar=_("NAME"), help=_("name of the body"))
    add_json(showing)
    ending = add_command(verbs, "end", _("a body no longer exists; it keeps its name"), end)
    ending.add_argument("name", metavar=_("NAME"), help=_("name of the body"))
    add_day(ending, _("its last day"), required=True)
    add_seen(ending)
    ending.add_argument(
        "--successor",
        action="append",
        metavar=_("NAME"),
        default=[],
        help=_("body that now does its work; may be repeated"),
    )


def _add_aliases(parser: Parser) -> None:
    parser.add_argument(
        "--alias",
        action="append",
        metavar=_("NAME"),
        help=_("another name people write; may be repeated"),
    )


def show_list(options: Namespace) -> int:
    """List bodies."""
    from dialogue_app.services.bodies.lists import BODIES, BodyList

    with opened(options) as case:
        query = BODIES.shown_in(options.view, search=options.search, on=options.on)
        records = BodyList(case)
        show_rows(options, records, records.ids(query), case.today())
    return 0


def add(options: Namespace) -> int:
    """Add a body."""
    from dialogue_app.services.bodies.editing import add_body

    with opened(options) as case:
        draft = _draft(case, BodyDraft(options.name), options)
        add_body(case, draft)
    say(_("Added: {name}.").format(name=options.name))
    return 0


def edit(options: Namespace) -> int:
    """Change a body."""
    from dialogue_app.services.bodies.editing import body_called, body_detail, edit_body
    from dialogue_app.services.case import require_seen_version

    with opened(options) as case:
        known = body_detail(case, body_called(case, options.body, case.today()))
        draft = _draft(case, known.draft, options)
        require_seen_version(case, known.version, options.seen, draft.name)
        edit_body(case, known, draft)
    say(_("Saved: {name}.").format(name=draft.name))
    return 0


def _draft(case: Case, draft: BodyDraft, options: Namespace) -> BodyDraft:
    draft = with_given(case, draft, options)
    return draft if options.alias is None else replace(draft, aliases=tuple(options.alias))


def show(options: Namespace) -> int:
    """Show one body."""
    from dialogue_app.i18n.values import draft_words
    from dialogue_app.i18n.words import field_name
    from dialogue_app.services.bodies.editing import body_called, body_detail
    from dialogue_app.services.bodies.lists import BodyList

    with opened(options) as case:
        known = body_detail(case, body_called(case, options.body, case.today()))
        (row,) = BodyList(case).rows([known.id])
    if options.json:
        say_json(known)
        return 0
    say(known.draft.name)
    wholes = {"successors": row.successors, "aliases": row.aliases}
    told = [(field_name(key), "\n".join(names)) for key, names in wholes.items()]
    say_facts([*draft_words(known.draft, but=("name",)), *told])
    return 0


def end(options: Namespace) -> int:
    """Note the last day of a body, and who follows it."""
    from dialogue_app.i18n.formats import screen_date
    from dialogue_app.services.bodies.editing import body_called, body_detail, edit_body, find_body
    from dialogue_app.services.case import require_seen_version

    last: date = options.on
    with opened(options) as case:
        body_id = body_called(case, options.name, last)
        known = body_detail(case, body_id)
        form = known.draft
        require_seen_version(case, known.version, options.seen, form.name)
        following = [find_body(case, name, last + timedelta(days=1)) for name in options.successor]
        successors = tuple(dict.fromkeys([*form.successor_ids, *following]))
        form = replace(form, valid_to=last, successor_ids=successors)
        edit_body(case, known, form)
    say(_("{name} ends on {day}.").format(name=form.name, day=screen_date(last)))
    return 0
