"""`series`: the series that sessions belong to, and the next session of each."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from typing import TYPE_CHECKING

from dialogue_app.cli.database import opened
from dialogue_app.cli.fields import add_options, with_given
from dialogue_app.cli.output import say, say_json, say_table
from dialogue_app.cli.parsing import (
    Commands,
    Parser,
    add_command,
    add_day,
    add_json,
    add_noun,
    add_seen,
)
from dialogue_app.domain.fields.series import SeriesDraft
from dialogue_app.i18n import _

if TYPE_CHECKING:
    from dialogue_app.services.case import Case
    from dialogue_app.services.series.editing import SeriesRow


def add_to(nouns: Commands[Parser]) -> None:
    """Add `series list`, `add`, `edit` and `end`."""
    verbs = add_noun(nouns, "series", _("series of sessions, and when each meets next"))
    add_json(add_command(verbs, "list", _("list the series"), show_list))
    adding = add_command(verbs, "add", _("add a series"), add)
    adding.add_argument("name", metavar=_("NAME"), help=_("its name"))
    add_options(adding, SeriesDraft, but=("name",), required=("rhythm",))
    editing = add_command(verbs, "edit", _("change a series; what is not given stays"), edit)
    editing.add_argument("series", metavar=_("NAME"), help=_("the name as it is now"))
    add_options(editing, SeriesDraft, editing=True)
    add_seen(editing)
    ending = add_command(verbs, "end", _("a series meets no more; its sessions stay in it"), end)
    ending.add_argument("series", metavar=_("NAME"), help=_("its name"))
    add_day(ending, _("its last day; today where none is given"))
    add_seen(ending)


def show_list(options: Namespace) -> int:
    """List the series."""
    from dialogue_app.i18n.formats import number, screen_date
    from dialogue_app.i18n.words import word
    from dialogue_app.services.series.editing import list_series
    from dialogue_app.services.series.proposing import propose_session

    with opened(options) as case:
        rows = list_series(case)
        today = case.today()
        following = {
            row.id: propose_session(case, row.id).day for row in rows if row.goes_on(today)
        }
    if options.json:
        say_json(rows)
        return 0
    titles = [_("Name"), _("Rhythm"), _("Basis"), _("Sessions"), _("Last session"), _("Next")]
    cells = [
        (
            row.draft.name,
            word(row.draft.rhythm),
            row.draft.basis_text or word(row.draft.basis),
            number(row.sessions),
            screen_date(row.last),
            screen_date(following.get(row.id)) or _("ended"),
        )
        for row in rows
    ]
    say_table(titles, cells)
    return 0


def add(options: Namespace) -> int:
    """Add a series."""
    from dialogue_app.services.series.editing import add_series

    with opened(options) as case:
        add_series(case, with_given(case, SeriesDraft(options.name), options))
    say(_("Added: {name}.").format(name=options.name))
    return 0


def edit(options: Namespace) -> int:
    """Change a series."""
    with opened(options) as case:
        known = _known(case, options)
        draft = with_given(case, known.draft, options)
        _save(case, options, known, draft)
    say(_("Saved: {name}.").format(name=draft.name))
    return 0


def end(options: Namespace) -> int:
    """Give a series its last day."""
    from dialogue_app.i18n.formats import screen_date

    with opened(options) as case:
        last = options.on or case.today()
        known = _known(case, options)
        draft = replace(known.draft, last_day=last)
        _save(case, options, known, draft)
    say(_("{name} ends on {day}.").format(name=draft.name, day=screen_date(last)))
    return 0


def _known(case: Case, options: Namespace) -> SeriesRow:
    from dialogue_app.services.series.editing import find_series

    return find_series(case, options.series)


def _save(case: Case, options: Namespace, known: SeriesRow, draft: SeriesDraft) -> None:
    from dialogue_app.services.case import require_seen_version
    from dialogue_app.services.series.editing import edit_series

    require_seen_version(case, known.version, options.seen, known.draft.name)
    edit_series(case, known.seen, draft)
