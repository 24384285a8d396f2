"""What a file says of its cells and rows beside their values."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dialogue_app.domain.legacy_letters import letters_of_font
from dialogue_app.exchange.reading import CellRange, Place

_NO_CODE = re.compile(r"\[[^\]]*\]|\"[^\"]*\"|\\.|;.*")  # colours, words, signs as they stand


def shows_month(number_format: str) -> bool:
    """Whether a format shows the month and the year of a day and no more: "mmm-yy", "mm/yyyy"."""
    codes = set(_NO_CODE.sub("", number_format.lower()))
    return {"m", "y"} <= codes and not codes & set("dhs#0?e")


@dataclass(slots=True)
class CellFacts:
    """The facts of one sheet; what a file does not say is not in them.

    zero_widths: how many digits a cell shows whose format is zeros only.
    months: the cells whose format shows of a day the month and the year alone.
    hidden_rows: their numbers, as Excel counts them.
    hidden_columns: from which to which, counted from 0.
    formulas: those that came without a result, as they are written.
    errors: what stands there in place of a value: "#N/A".
    fonts: the names of those whose letters are no Unicode.
    merged: of formats whose merged cells come from here.
    """

    zero_widths: dict[Place, int] = field(default_factory=dict)
    months: set[Place] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    formulas: dict[Place, str] = field(default_factory=dict)
    errors: dict[Place, str] = field(default_factory=dict)
    fonts: dict[Place, str] = field(default_factory=dict)
    merged: list[CellRange] = field(default_factory=list)

    def note_font(self, place: Place, name: str) -> None:
        """Keep the font of a cell where it matters."""
        if letters_of_font(name):
            self.fonts[place] = name
