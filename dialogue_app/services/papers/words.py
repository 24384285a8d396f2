"""What is said of papers, in the same words in the window and by commands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dialogue_app.documents.kind import paper_kinds
from dialogue_app.domain.papers import Lack, Lacking
from dialogue_app.i18n import _, ngettext
from dialogue_app.i18n.words import word


def kind_names() -> dict[str, str]:
    """What each kind of paper is called, by the key that commands know."""
    return {key: _(kind.label) for key, kind in paper_kinds().items()}


def lack_lines(lacks: Iterable[Lack]) -> Iterator[str]:
    """What a paper lacks, a sentence a line; nothing where it lacks nothing."""
    lacks = tuple(lacks)
    missing = [word(lack.what) for lack in lacks if lack.what is not Lacking.LETTERS]
    if missing:
        yield _("Still open: {what}.").format(what=", ".join(missing))
    for lack in lacks:
        if lack.what is Lacking.LETTERS:
            yield _letters_line(lack)


def _letters_line(lack: Lack) -> str:
    shown, count = " ".join(lack.letters), len(lack.letters)
    if lack.issue:
        return ngettext(
            "{n} letter of issue {code} cannot be printed: {letters}",
            "{n} letters of issue {code} cannot be printed: {letters}",
            count,
        ).format(n=count, code=lack.issue, letters=shown)
    return ngettext(
        "{n} letter cannot be printed: {letters}",
        "{n} letters cannot be printed: {letters}",
        count,
    ).format(n=count, letters=shown)
