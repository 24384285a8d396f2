"""Pieces of WordprocessingML: paragraphs, cells, tables and drawn strokes, as text.

Lengths are points. The order of the elements is the schema's: Word repairs nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from dialogue_app.documents.parts import Run
from dialogue_app.documents.printing import cleaned

_EMU = 12700  # in a point
NAMESPACES = " ".join(
    f'xmlns:{prefix}="http://schemas.{where}"'
    for prefix, where in (
        ("w", "openxmlformats.org/wordprocessingml/2006/main"),
        ("wp", "openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
        ("a", "openxmlformats.org/drawingml/2006/main"),
        ("mc", "openxmlformats.org/markup-compatibility/2006"),
        ("wps", "microsoft.com/office/word/2010/wordprocessingShape"),
    )
)
ROOM = (2, 3, 3, 3)  # above, left, below, right of the text in a ruled cell
STROKE_BELOW = 3  # from the top of its paragraph
LEFT, CENTRE, BOTH = "left", "center", "both"


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph is set; `keep` holds it on the page of the next one."""

    size: float
    align: str = BOTH
    bold: bool = False
    italic: bool = False
    before: float = 0
    after: float = 0
    first: float = 0  # indent of the first line
    left: float = 0
    keep: bool = False
    outline: int | None = None  # its level in the reader's list of headings, from 0


def paragraph(text: str | Iterable[Run], look: Look, drawing: str = "") -> str:
    """A paragraph; a line break of the text stays one."""
    runs = [Run(text)] if isinstance(text, str) else text
    outline = f'<w:outlineLvl w:val="{look.outline}"/>' if look.outline is not None else ""
    return (
        f"<w:p><w:pPr>{'<w:keepNext/>' * look.keep}"
        f'<w:spacing w:before="{_twips(look.before)}" w:after="{_twips(look.after)}" w:line="240" '
        f'w:lineRule="auto"/><w:ind w:left="{_twips(look.left)}" '
        f'w:firstLine="{_twips(look.first)}"/><w:jc w:val="{look.align}"/>{outline}'
        f"<w:rPr>{_size(look.size)}</w:rPr></w:pPr>"
        f"{''.join(_run(run, look) for run in runs)}{drawing}</w:p>"
    )


def _run(run: Run, look: Look) -> str:
    bold = "<w:b/>" * (look.bold or run.bold)
    italic = "<w:i/>" * (look.italic or run.italic)
    before, after = " " * run.text.startswith(" "), " " * run.text.endswith(" ")
    lines = f"{before}{cleaned(run.text)}{after}".split("\n")
    said = "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(line, quote=False)}</w:t>' for line in lines
    )
    return f"<w:r><w:rPr>{bold}{italic}{_size(look.size)}</w:rPr>{said}</w:r>"


def _size(size: float) -> str:
    return f'<w:sz w:val="{size * 2:.0f}"/><w:szCs w:val="{size * 2:.0f}"/>'


def _twips(points: float) -> str:
    return f"{points * 20:.0f}"


def stroke(length: float, number: int) -> str:
    """A drawn line, centred in its paragraph; `number` is its own in the document."""
    width = round(length * _EMU)
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" '
        'distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" behindDoc="0" locked="0" '
        'layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="column"><wp:align>center</wp:align></wp:positionH>'
        f'<wp:positionV relativeFrom="paragraph"><wp:posOffset>{STROKE_BELOW * _EMU}</wp:posOffset>'
        f'</wp:positionV><wp:extent cx="{width}" cy="0"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:wrapNone/><wp:docPr id="{number}" name="Line {number}"/><wp:cNvGraphicFramePr/>'
        "<a:graphic><a:graphicData "
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        f'<wps:cNvCnPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="0"/>'
        '</a:xfrm><a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="9525"><a:solidFill>'
        '<a:srgbClr val="000000"/></a:solidFill></a:ln></wps:spPr><wps:bodyPr/></wps:wsp>'
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r>"
    )


def cell(content: str, width: float, *, middle: bool = False) -> str:
    """A cell of a table; `content` are its paragraphs, at least one."""
    align = '<w:vAlign w:val="center"/>' if middle else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{_twips(width)}" w:type="dxa"/>{align}</w:tcPr>{content}</w:tc>'
    )


def row(cells: Iterable[str], *, whole: bool = False, heading: bool = False) -> str:
    """A row of a table: kept whole, or repeated on each page."""
    properties = "<w:cantSplit/>" * whole + "<w:tblHeader/>" * heading
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(rows: Iterable[str], widths: Sequence[float], *, ruled: bool = False) -> str:
    """A table with columns of these widths; `ruled` has lines and room inside the cells."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    line = 'w:val="single" w:sz="4" w:space="0" w:color="auto"'
    borders = "".join(f"<w:{side} {line}/>" for side in sides)
    room = ROOM if ruled else (0, 0, 0, 0)
    margins = "".join(
        f'<w:{side} w:w="{_twips(points)}" w:type="dxa"/>'
        for side, points in zip(sides, room, strict=False)
    )
    columns = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{_twips(sum(widths))}" w:type="dxa"/>'
        f'<w:tblInd w:w="{_twips(room[1])}" w:type="dxa"/>'
        f"{f'<w:tblBorders>{borders}</w:tblBorders>' if ruled else ''}"
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )
