"""`enterprise duplicates`, `merge`, `separate` and `distinct`: which enterprises are one."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from dialogue_app.cli.database import opened
from dialogue_app.cli.output import say, say_json, say_table
from dialogue_app.cli.parsing import Commands, Parser, WrongUse, add_command, add_json, add_seen
from dialogue_app.cli.progress import progress_line, stoppable
from dialogue_app.domain.fields.enterprises import EnterpriseDraft
from dialogue_app.domain.fields.facts import fields_of
from dialogue_app.i18n import _, ngettext

if TYPE_CHECKING:
    from dialogue_app.services.enterprises.duplicates import LikePair


def add_verbs(verbs: Commands[Parser]) -> None:
    """Add them to the verbs of `enterprise`."""
    listing = add_command(verbs, "duplicates", _("list those that may be one"), show_duplicates)
    listing.add_argument(
        "--apart", action="store_true", help=_("list those that were told apart instead")
    )
    add_json(listing)
    merging = add_command(verbs, "merge", _("make two enterprises one"), merge)
    _add_two(merging, _("the one that remains"), _("the one that becomes part of it"))
    merging.add_argument(
        "--take",
        action="append",
        metavar=_("FIELD"),
        default=[],
        help=_("take this field from the second; may be repeated; what is empty is taken anyway"),
    )
    add_seen(merging)
    separating = add_command(verbs, "separate", _("make a merged one two again"), separate)
    separating.add_argument("code", metavar=_("CODE"), help=_("our code of the merged one"))
    distinct = add_command(verbs, "distinct", _("note that two are not one"), note)
    _add_two(distinct, _("our code, tax code or full name"), _("the other one"))
    distinct.add_argument("--withdraw", action="store_true", help=_("no longer hold that"))


def _add_two(parser: Parser, first: str, second: str) -> None:
    parser.add_argument("first", metavar=_("CODE"), help=first)
    parser.add_argument("second", metavar=_("CODE"), help=second)


def show_duplicates(options: Namespace) -> int:
    """List the pairs, the surest first."""
    from dialogue_app.i18n.formats import number
    from dialogue_app.services.enterprises.duplicates import distinct_pairs, like_pairs

    with opened(options) as case, stoppable() as stopped, progress_line() as progress:
        pairs = distinct_pairs(case) if options.apart else like_pairs(case, progress, stopped)
    if options.json:
        say_json([_told(pair) for pair in pairs])
        return 0
    say_table([_("Band"), _("Code"), _("Code"), _("Why"), _("Names")], map(_cells, pairs))
    if pairs:
        said = ngettext("{n} pair.", "{n} pairs.", len(pairs))
        say(said.format(n=number(len(pairs))))
    return 0


def _told(pair: LikePair) -> dict[str, Any]:
    from dialogue_app.services.enterprises.likeness_words import likeness_words

    likeness = pair.likeness
    return {
        "band": likeness.reason.band if likeness else None,
        "reason": likeness.reason if likeness else None,
        "words": likeness_words(likeness) if likeness else None,
        "first": pair.first,
        "second": pair.second,
    }


def _cells(pair: LikePair) -> list[str]:
    from dialogue_app.services.enterprises.likeness_words import likeness_words

    band = str(pair.likeness.reason.band) if pair.likeness else ""
    why = likeness_words(pair.likeness) if pair.likeness else ""
    names = f"{pair.first.name} · {pair.second.name}"
    return [band, pair.first.code, pair.second.code, why, names]


def merge(options: Namespace) -> int:
    """Make the second a part of the first."""
    from dialogue_app.services.case import Seen, require_seen_version
    from dialogue_app.services.enterprises.editing import enterprise_detail, find_enterprise
    from dialogue_app.services.enterprises.merging import merge_enterprises, proposed_draft

    taken = [_field(name) for name in options.take]
    with opened(options) as case:
        one, other = (
            enterprise_detail(case, find_enterprise(case, text))
            for text in (options.first, options.second)
        )
        require_seen_version(case, one.version, options.seen, one.code)
        form = proposed_draft(one.form, other.form)
        form = replace(form, **{name: getattr(other.form, name) for name in taken})
        merge_enterprises(case, Seen(one.id, one.version), Seen(other.id, other.version), form)
    say(_("{code} is part of {kept} {name} now.").format(
        code=other.code, kept=one.code, name=form.name))  # fmt: skip
    return 0


def _field(written: str) -> str:
    """The field of that name, as its option spells it. Raises `WrongUse`."""
    known = {field.option.removeprefix("--"): name for name, field in _fields().items()}
    if written not in known:
        said = _("There is no field “{name}”; there are: {known}.")
        raise WrongUse(said.format(name=written, known=", ".join(known)))
    return known[written]


def _fields() -> dict[str, Any]:
    return dict(fields_of(EnterpriseDraft))


def separate(options: Namespace) -> int:
    """Make a merged enterprise one of its own again."""
    from dialogue_app.services.enterprises.merged import find_merged
    from dialogue_app.services.enterprises.merging import separate_enterprise
    from dialogue_app.services.enterprises.merging_words import separated_words

    with opened(options) as case:
        separated = separate_enterprise(case, find_merged(case, options.code))
    for line in separated_words(separated):
        say(line)
    return 0


def note(options: Namespace) -> int:
    """Note that two are different, or no longer."""
    from dialogue_app.services.enterprises.duplicates import note_distinct, withdraw_distinct
    from dialogue_app.services.enterprises.editing import enterprise_detail, find_enterprise

    with opened(options) as case:
        one, other = (find_enterprise(case, text) for text in (options.first, options.second))
        (withdraw_distinct if options.withdraw else note_distinct)(case, one, other)
        first, second = (enterprise_detail(case, key).code for key in (one, other))
    said = _("{first} and {second} are two different enterprises.")
    if options.withdraw:
        said = _("{first} and {second} may be one again.")
    say(said.format(first=first, second=second))
    return 0
