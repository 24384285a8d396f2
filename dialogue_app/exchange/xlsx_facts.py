"""What an xlsx workbook says of its cells and rows beside their values, read from its XML.

By small patterns, piece by piece: a reader of the whole XML takes as long as the rest of an import.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING

from dialogue_app.domain.legacy_letters import letters_of_font
from dialogue_app.exchange.cell_facts import CellFacts, shows_month
from dialogue_app.exchange.sheet_area import column_number, sheet_names

if TYPE_CHECKING:
    from zipfile import ZipFile

_CHUNK = 1 << 20
_LONGEST_ROW = 1 << 25  # bytes
# The formats "0" and "mmm-yy" need no entry of their own.
_AS_IT_IS, _MONTH = {"1": 1}, {"17"}
# "[^<>]" and pieces between tags: a file without the signs that end them is gone through once.
_FORMAT = re.compile(r"<(?:\w+:)?numFmt\s[^<>]*>")
_CODE = re.compile(r"\bformatCode=(?:\"([^\"]*)\"|'([^']*)')")
_ZEROS = re.compile("0+")
_FORMAT_ID = re.compile(r"\bnumFmtId=[\"'](\d+)[\"']")
_FONT_ID = re.compile(r"\bfontId=[\"'](\d+)[\"']")
_FONT_ENDS = re.compile(r"</(?:\w+:)?font>|<(?:\w+:)?font\s*/>")
_FONT_NAME = re.compile(r"<(?:\w+:)?name\s+val=[\"']([^\"']*)[\"']")
_STYLE = re.compile(r"<(?:\w+:)?xf\s[^<>]*>")
_TEXT_ENDS = re.compile(rb"</(?:\w+:)?si>|<(?:\w+:)?si\s*/>")
_RUN_FONT = re.compile(rb"<(?:\w+:)?rFont\s+val=[\"']([^\"']*)[\"']")

_ROW = rb"<(?:\w+:)?row\b([^<>]*)>"
_ROWS = re.compile(_ROW)
# A row, or a cell with its formula and its value.
_ROWS_AND_CELLS = re.compile(
    _ROW + rb"|<(?:\w+:)?c\b([^<>]*)>"
    rb"(?:\s*<(?:\w+:)?f\b[^<>]*?(?:/>|>([^<]*)</(?:\w+:)?f>)(\s*<(?:\w+:)?v\b[^<>]*>([^<]*))?)?"
)
_FORMULA_BEGINS, _FORMULA_GOES_ON = (b"<f", b":f"), (b">", b" ", b"/")
_HIDDEN = (b"hidden=", b' ht="0')
_INDEX = re.compile(rb"<(?:\w+:)?v>(\d+)")
_NUMBER = re.compile(rb'\sr="([0-9]{1,7})"')
_PLACE = re.compile(rb'\sr="([A-Z]{1,3})([0-9]{1,7})"')
_STYLE_OF = re.compile(rb'\ss="([0-9]+)"')
_IS_HIDDEN = re.compile(rb'\s(?:hidden="(?:1|true)"|ht="0(?:\.0+)?")')
_COLUMN = re.compile(rb"<(?:\w+:)?col\s([^<>]*)>")
_IS_HIDDEN_COLUMN = re.compile(rb'\b(?:hidden="(?:1|true)"|width="0(?:\.0+)?")')
_FROM_COLUMN, _TO_COLUMN = (re.compile(rb'\b%b="([0-9]{1,5})"' % end) for end in (b"min", b"max"))
_IS_ERROR = b' t="e"'
_ERROR = re.compile(rb"[^<>]*(?:<[^<>v]*>[^<>]*){0,3}<(?:\w+:)?v>(#[^<>]{1,12})<")
_IS_SHARED, _IS_TEXT, _IS_HERE = b' t="s"', b' t="str"', b' t="inlineStr"'


def xlsx_facts(content: bytes) -> dict[str, CellFacts]:
    """By sheet; nothing where the archive is not as expected."""
    from io import BytesIO
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(BytesIO(content)) as archive:
            styles = _styles(archive)
            return {
                name: _SheetReader(styles).read(archive, part)
                for part, name in sheet_names(archive).items()
            }
    except (BadZipFile, KeyError, ValueError, OSError, NotImplementedError):
        return {}


@dataclass(slots=True)
class _Styles:
    """What matters of the styles of cells, by their numbers, and of texts."""

    zeros: dict[bytes, int] = field(default_factory=dict)
    months: set[bytes] = field(default_factory=set)
    fonts: dict[bytes, str] = field(default_factory=dict)
    texts: dict[bytes, str] = field(default_factory=dict)  # fonts inside of texts

    def __bool__(self) -> bool:
        return bool(self.zeros or self.months or self.fonts or self.texts)


def _styles(archive: ZipFile) -> _Styles:
    found = _Styles()
    if "xl/styles.xml" in archive.namelist():
        _read_styles(archive.read("xl/styles.xml").decode(), found)
    if "xl/sharedStrings.xml" in archive.namelist():
        content = archive.read("xl/sharedStrings.xml")
        if b"rFont" in content:
            for number, text in enumerate(_TEXT_ENDS.split(content)):
                for name in map(bytes.decode, _RUN_FONT.findall(text)):
                    if letters_of_font(name):
                        found.texts[str(number).encode()] = unescape(name)
    return found


def _read_styles(text: str, found: _Styles) -> None:
    formats, months = dict(_AS_IT_IS), set(_MONTH)
    for tag in _FORMAT.findall(text):
        code, key = _CODE.search(tag), _FORMAT_ID.search(tag)
        written = unescape(code[1] or code[2] or "") if code else ""
        if key and _ZEROS.fullmatch(written):
            formats[key[1]] = len(written)
        elif key and shows_month(written):
            months.add(key[1])
    names = [_FONT_NAME.search(font) for font in _FONT_ENDS.split(_inside(text, "fonts"))[:-1]]
    fonts = {str(n): unescape(name[1]) for n, name in enumerate(names) if name}
    for number, tag in enumerate(_STYLE.findall(_inside(text, "cellXfs"))):
        shown, font = _FORMAT_ID.search(tag), _FONT_ID.search(tag)
        if shown and shown[1] in formats:
            found.zeros[str(number).encode()] = formats[shown[1]]
        if shown and shown[1] in months:
            found.months.add(str(number).encode())
        if font and letters_of_font(fonts.get(font[1], "")):
            found.fonts[str(number).encode()] = fonts[font[1]]


def _inside(text: str, element: str) -> str:
    """What stands in the first element of that name; nothing where it has no end."""
    begins = re.search(rf"<(?:\w+:)?{element}[\s>]", text)
    ends = re.compile(rf"</(?:\w+:)?{element}>").search(text, begins.end()) if begins else None
    return text[begins.end() : ends.start()] if begins and ends else ""


class _SheetReader:
    """Reads one sheet; cells are looked at only where there may be something to find."""

    def __init__(self, styles: _Styles) -> None:
        self._styles = styles
        self._row, self._column = -1, -1
        self._facts = CellFacts()

    def read(self, archive: ZipFile, part: str) -> CellFacts:
        for number, piece in enumerate(_pieces(archive, part)):
            if number == 0:
                self._read_columns(piece[: max(piece.find(b"sheetData"), 0)])
            if self._styles or _cells_say_more(piece):
                for found in _ROWS_AND_CELLS.finditer(piece):
                    if found[1] is not None:
                        self._begin_row(found[1])
                    else:
                        self._read_cell(found, piece)
            elif _has(piece, _HIDDEN):
                for row in _ROWS.findall(piece):
                    self._begin_row(row)
            else:
                self._row += piece.count(b"row>")  # should the next one tell no number
        return self._facts

    def _read_columns(self, head: bytes) -> None:
        for told in _COLUMN.findall(head):
            first, last = _FROM_COLUMN.search(told), _TO_COLUMN.search(told)
            if first and last and _IS_HIDDEN_COLUMN.search(told):
                self._facts.hidden_columns.append((int(first[1]) - 1, int(last[1]) - 1))

    def _begin_row(self, told: bytes) -> None:
        number = _NUMBER.search(told)
        self._row, self._column = int(number[1]) - 1 if number else self._row + 1, -1
        if _IS_HIDDEN.search(told):
            self._facts.hidden_rows.add(self._row + 1)

    def _read_cell(self, found: re.Match[bytes], piece: bytes) -> None:
        told = found[2]
        at = _PLACE.search(told)
        self._column = column_number(at[1].decode()) - 1 if at else self._column + 1
        place = self._row, self._column
        style = _STYLE_OF.search(told)
        key = style[1] if style else b"0"
        if key in self._styles.zeros:
            self._facts.zero_widths[place] = self._styles.zeros[key]
        if key in self._styles.months:
            self._facts.months.add(place)
        if key in self._styles.fonts:
            self._facts.fonts[place] = self._styles.fonts[key]
        if _IS_ERROR in told and (error := _ERROR.match(piece, found.end(2) + 1)):
            self._facts.errors[place] = error[1].decode()
        if self._styles.texts and _IS_SHARED in told:
            index = _INDEX.match(piece, found.end())
            if index and index[1] in self._styles.texts:
                self._facts.fonts[place] = self._styles.texts[index[1]]
        elif _IS_HERE in told:
            for name in _RUN_FONT.findall(piece[found.end() : piece.find(b"is>", found.end() + 5)]):
                self._facts.note_font(place, unescape(name.decode()))
        # Excel writes an empty value for a text that is empty; other programs for no result.
        if found[3] is not None or b"<" in piece[found.end(2) + 1 : found.end()]:
            has_result = bool(found[5]) or (found[4] is not None and _IS_TEXT in told)
            if not has_result:
                formula = unescape((found[3] or b"").decode(errors="replace"))
                self._facts.formulas[place] = f"={formula}"


def _cells_say_more(piece: bytes) -> bool:
    """Whether there is a formula, an error, or a font inside of a text."""
    begun = [begins for begins in _FORMULA_BEGINS if begins in piece]
    whole = tuple(begins + goes_on for begins in begun for goes_on in _FORMULA_GOES_ON)
    return _has(piece, (b"rFont", _IS_ERROR)) or _has(piece, whole)


def _has(piece: bytes, any_of: tuple[bytes, ...]) -> bool:
    """Looks for plain words, which is ten times as quick as a pattern."""
    return any(word in piece for word in any_of)


def _pieces(archive: ZipFile, part: str) -> Iterator[bytes]:
    """The XML of a sheet in pieces that end with a row."""
    rest = b""
    with archive.open(part) as source:
        while chunk := source.read(_CHUNK):
            piece = rest + chunk
            end = piece.rfind(b"row>") + 4
            if end >= 4:
                yield piece[:end]
                rest = piece[end:]
            elif len(piece) < _LONGEST_ROW:
                rest = piece
            else:
                raise ValueError  # no row: what is put together again and again takes for ever
    yield rest
