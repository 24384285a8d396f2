"""The face papers are printed with: Times New Roman, else the nearest face with all letters.

NĐ 30/2020 asks for Times New Roman. Where it is not installed a face of the same widths is used,
else the packaged one. Each is checked for every Vietnamese letter first: old Liberation fonts lack
48 of them and print boxes.
"""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import normalize

from dialogue_app.domain.errors.papers import LettersMissing

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFont

_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_VOWELS = "aăâeêioôơuưy"
VIETNAMESE_LETTERS = frozenset(
    letter
    for vowel, tone in product(_VOWELS, _TONES)
    for lower in [normalize("NFC", vowel + tone)]
    for letter in (lower, lower.upper())
) | frozenset("đĐ")
_NEEDED = VIETNAMESE_LETTERS | frozenset(map(chr, range(0x20, 0x7F))) | frozenset("–—“”‘’…")
DECREED = "Times New Roman"
STYLES = ("Regular", "Bold", "Italic", "BoldItalic")


@dataclass(frozen=True, slots=True)
class Face:
    """A family in its four styles (files in the order of `STYLES`) and why it was chosen."""

    family: str
    files: tuple[Path, Path, Path, Path]
    rejected: tuple[str, ...] = ()  # families that are installed but lack letters

    def name(self, style: str) -> str:
        """The name renderers register a style under; `style` is one of `STYLES`."""
        return f"{self.family.replace(' ', '')}-{style}"


@dataclass(frozen=True, slots=True)
class _Candidate:
    family: str
    spellings: tuple[tuple[str, str, str, str], ...]  # file names in the order of STYLES


_SYSTEM_CANDIDATES = (
    _Candidate(
        DECREED,
        (
            ("times.ttf", "timesbd.ttf", "timesi.ttf", "timesbi.ttf"),
            (
                "times new roman.ttf",
                "times new roman bold.ttf",
                "times new roman italic.ttf",
                "times new roman bold italic.ttf",
            ),
            (
                "times_new_roman.ttf",
                "times_new_roman_bold.ttf",
                "times_new_roman_italic.ttf",
                "times_new_roman_bold_italic.ttf",
            ),
        ),
    ),
    _Candidate(
        "Tinos",
        (("tinos-regular.ttf", "tinos-bold.ttf", "tinos-italic.ttf", "tinos-bolditalic.ttf"),),
    ),
    _Candidate(
        "Liberation Serif",
        (
            (
                "liberationserif-regular.ttf",
                "liberationserif-bold.ttf",
                "liberationserif-italic.ttf",
                "liberationserif-bolditalic.ttf",
            ),
        ),
    ),
)


@cache
def paper_face() -> Face:
    """The face papers are printed with on this machine. Raises `LettersMissing` without one."""
    return choose_face(font_folders())


def choose_face(folders: Iterable[Path]) -> Face:
    """The first complete face in `folders`, else the packaged one.

    Raises `LettersMissing` where no face is complete.
    """
    installed = {path.name.lower(): path for path in _font_files(folders)}
    rejected: list[str] = []
    for face in (*_installed_faces(installed), packaged_face()):
        if is_complete(face):
            return Face(face.family, face.files, tuple(rejected))
        rejected.append(face.family)
    raise LettersMissing


def packaged_face() -> Face:
    """Crimson Text, which is installed with the program."""
    import fontpkg_crimson_text

    folder = Path(fontpkg_crimson_text.ROOT) / "files"
    regular, bold, italic, both = (folder / f"CrimsonText-{style}.ttf" for style in STYLES)
    return Face(fontpkg_crimson_text.FAMILY, (regular, bold, italic, both))


def is_complete(face: Face) -> bool:
    """Whether all four styles can be read and have every letter and mark papers need."""
    from reportlab.pdfbase.ttfonts import TTFError

    try:
        return all(font.face.charToGlyph.keys() >= _code_points() for font in load(face))
    except (OSError, TTFError, struct.error):
        return False


@cache
def load(face: Face) -> tuple[TTFont, ...]:
    """The four styles as ReportLab reads them, read once per process."""
    from reportlab.pdfbase.ttfonts import TTFont

    pairs = zip(STYLES, face.files, strict=True)
    return tuple(TTFont(face.name(style), str(path)) for style, path in pairs)


@cache
def letters_of(face: Face) -> frozenset[int]:
    """The code points that all four styles can print."""
    return frozenset.intersection(*(frozenset(font.face.charToGlyph) for font in load(face)))


def font_folders() -> tuple[Path, ...]:
    """The usual font folders of this system; they need not exist."""
    home = Path.home()
    if sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA", home)) / "Microsoft" / "Windows" / "Fonts"
        return (Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts", local)
    if sys.platform == "darwin":
        return (Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts")
    shared = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
    return (*shared, home / ".local" / "share" / "fonts", home / ".fonts")


@cache
def _code_points() -> frozenset[int]:
    return frozenset(map(ord, _NEEDED))


def _font_files(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        for where, _subfolders, names in os.walk(folder):
            yield from (Path(where, name) for name in names if name.lower().endswith(".ttf"))


def _installed_faces(installed: dict[str, Path]) -> Iterator[Face]:
    for candidate in _SYSTEM_CANDIDATES:
        for names in candidate.spellings:
            if all(name in installed for name in names):
                regular, bold, italic, both = (installed[name] for name in names)
                yield Face(candidate.family, (regular, bold, italic, both))
                break
