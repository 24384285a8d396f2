"""What is said of a person's data and their removal, the same in the window and by `redact`."""

from __future__ import annotations

from dialogue_app.i18n import _, ngettext
from dialogue_app.i18n.formats import number
from dialogue_app.services.personal_data import PlaceOfData, Removed, Traces


def history_words(place: PlaceOfData) -> str:
    """How often the history has it; what cannot be removed from it is said."""
    said = [number(place.in_history)] if place.in_history else []
    if place.kept:
        n = place.kept
        stays = ngettext("{n} that stays", "{n} that stay", n)
        said.append(stays.format(n=number(n)))
    return ", ".join(said)


def copies_words(found: Traces) -> list[tuple[str, str]]:
    """What follows from these places and goes with them."""
    counts = (
        (_("Texts of the search"), found.search_texts),
        (_("Names in the list of issues"), found.list_texts),
        (_("Keys for sorting and comparing"), found.keys),
        (_("Forms not saved, searches remembered"), found.unsaved),
    )
    return [(label, number(count)) for label, count in counts if count]


def not_reached(found: Traces) -> list[str]:
    """What keeps the data whatever is removed here."""
    lines = [
        _(
            "Papers that were printed or exported, attached files and what is typed in an open "
            "window stay as they are."
        )
    ]
    n = len(found.older_copies)
    if n:
        said = ngettext(
            "{n} older copy of the register may hold the data and stays: {place}",
            "{n} older copies of the register may hold the data and stay: {place}",
            n,
        )
        places = "; ".join(sorted({str(one.parent) for one in found.older_copies}))
        lines.append(said.format(n=number(n), place=places))
    if found.left:
        lines.append(_("From these places they cannot be removed:"))
        lines += [f"{one.code} {one.what} ({history_words(one)})" for one in found.left]
    return lines


def removed_words(done: Removed) -> str:
    """What was done."""
    said = _("Removed from {rows} fields of records and {history} changes in the history.")
    words = said.format(rows=number(done.rows), history=number(done.in_history))
    if done.cleaned:
        return words
    left = _("Somebody else reads the file: it is cleaned of them once it is closed.")
    return f"{words} {left}"
