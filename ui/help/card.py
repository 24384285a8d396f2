"""All keys by where they work, from what listens to them: the acts of each page, and `ui.keys`."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QKeySequence

from dialogue_app.discovery import load_all
from dialogue_app.i18n import _
from dialogue_app.services.guides.reading import KeyRow
from ui import keys, pages
from ui.acts import Act
from ui.keys import Key
from ui.main_window import PageEntry
from ui.pages.noun import Noun

Groups = list[tuple[str, list[KeyRow]]]


def key_groups(entries: Sequence[PageEntry]) -> Groups:
    """The keys of the window with these pages, those that work everywhere first."""
    load_all(pages)
    in_rail = [entry for entry in entries if not entry.within]
    everywhere = [*_rows(keys.EVERYWHERE), _row_of_pages(in_rail)]
    groups = [(_("Everywhere"), everywhere)]
    groups.append((_("Lists"), _rows(keys.IN_LISTS)))
    groups.append((_("Forms"), _rows(keys.IN_FORMS)))
    groups.append((_("Import from Excel"), _rows(keys.IN_WORKBOOKS)))
    for entry in entries:
        rows = [_row_of_act(act) for act in _acts(entry.key) if act.shortcut]
        if rows:
            groups.append((entry.title(), rows))
    return groups


def _row_of_pages(entries: Sequence[PageEntry]) -> KeyRow:
    first, last = keys.page_key(0).shown, keys.page_key(len(entries) - 1).shown
    return KeyRow(f"{first} … {last}", _("The pages on the left, in their order"))


def _rows(said: Sequence[Key]) -> list[KeyRow]:
    return [KeyRow(key.shown, _(key.words)) for key in said]


def _acts(page: str) -> list[Act]:
    """What can be done on a page of the rail, each once: to the nouns that say so, or that lie in
    its package."""
    acts = [act for noun in _nouns(Noun) if _page_of(noun) == page for act in noun.acts]
    return list({act.key: act for act in acts}.values())


def _page_of(noun: type[Noun]) -> str:
    return noun.page or noun.__module__.removeprefix(f"{pages.__name__}.").split(".")[0]


def _nouns(above: type[Noun]) -> list[type[Noun]]:
    return [noun for kind in above.__subclasses__() for noun in (kind, *_nouns(kind))]


def _row_of_act(act: Act) -> KeyRow:
    return KeyRow(keys.shown(QKeySequence(act.shortcut)), _(act.words))
