"""The guides: one for each of the people, and the help of each page; as texts and as PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from dialogue_app.i18n import LANGUAGES, _
from dialogue_app.whole_files import write_for_others

PEOPLE = ("officer", "secretary", "clerk", "follow_up", "leader", "supervisors")
_FOLDER = files("resources") / "guides"
_COMPLETE = LANGUAGES[0]  # the language that lacks no guide


@dataclass(frozen=True, slots=True)
class GuideText:
    """A guide as it is written, with its title."""

    key: str
    title: str
    text: str


def guide_text(key: str, language: str) -> GuideText:
    """A guide in that language, in Vietnamese where that has none; the first one for no guide."""
    for folder in (language, _COMPLETE):
        path = _FOLDER / folder / f"{key}.md"
        if path.is_file():
            text = path.read_text("utf-8")
            return GuideText(key, text.split("\n", 1)[0].removeprefix("# "), text)
    return guide_text(PEOPLE[0], language)


def people_guides(language: str) -> list[GuideText]:
    """The guides of all people."""
    return [guide_text(key, language) for key in PEOPLE]


def picture(name: str) -> bytes:
    """A picture of a guide."""
    return (_FOLDER / "pictures" / name).read_bytes()


def guide_pdf(key: str, language: str) -> bytes:
    """A guide as PDF."""
    from dialogue_app.documents.guide_pdf import render_guide
    from dialogue_app.documents.guide_texts import read_guide

    return render_guide(read_guide(guide_text(key, language).text), _("GUIDE"), picture)


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A key and what it does."""

    key: str
    words: str


def key_card_pdf(groups: Sequence[tuple[str, Sequence[KeyRow]]]) -> bytes:
    """The card of keys on one page: keys and what they do under the name of where they work."""
    from dialogue_app.documents.parts import (
        PageFormat,
        Paper,
        Paragraph,
        Run,
        Section,
        Table,
        TableColumn,
    )
    from dialogue_app.documents.pdf import render_pdf

    columns = (TableColumn(_("Where"), 2), TableColumn(_("Key"), 2), TableColumn(_("Does"), 5))
    rows = tuple(
        (title, "\n".join(row.key for row in group), "\n".join(row.words for row in group))
        for title, group in groups
    )
    title = Paragraph((Run(f"{_('KEYS')} · {_('Business Dialogue')}", bold=True),))
    page = PageFormat(top=10, bottom=10)  # it hangs beside a screen and is no official paper
    return render_pdf(Paper(_("Keys"), (Section((title, Table(columns, rows)), page),)))


def write_pdf(path: Path, content: bytes) -> None:
    """Save a guide or the card; raises `FileNotWritable`, `DiskFull`."""
    write_for_others(path, content)
