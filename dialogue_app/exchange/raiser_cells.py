"""Reads who raises an issue, and who speaks for that one, from the cells of its row."""

from __future__ import annotations

import dataclasses

from dialogue_app.domain.rows import RepairReason, RowProblem
from dialogue_app.domain.text import clean_line, tidy_name
from dialogue_app.domain.vocabulary import RaiserKind
from dialogue_app.exchange.cells import RowReader
from dialogue_app.exchange.contacts import ANY_ADDRESS, PLAIN_ADDRESS, is_mixed, is_name_alone
from dialogue_app.exchange.enterprise_rows import is_household_name, name_repair
from dialogue_app.exchange.heading_match import names_sender
from dialogue_app.exchange.raisers import SheetRaiser, parse_raisers
from dialogue_app.exchange.raisers_in_text import named_in_text
from dialogue_app.exchange.recognising import TEXTS


def read_raisers(row: RowReader, *, unsigned: bool) -> tuple[SheetRaiser, ...]:
    """Who raises it: by the cell of raisers, else who sent it, else whom the text itself names."""
    written = "" if row.says_nothing("raisers") else row.text("raisers")
    written = written or ("" if unsigned else _sender(row) or _spoken_for(row) or _in_text(row))
    apart = not row.is_declined("contacts")
    address = ANY_ADDRESS if is_mixed(row.heading("raisers")) else PLAIN_ADDRESS
    found = parse_raisers(written, address, apart=apart)
    if apart and not is_name_alone(written) and found != parse_raisers(written, apart=False):
        names = "; ".join(
            f"{one.name} | {one.speaker}" if one.speaker else one.name for one in found
        )
        row.repaired("raisers", clean_line(written), names, RepairReason.TAKEN_APART)
    raisers = tuple(_tidy(one, row) for raiser in found for one in _meant(raiser, row))
    if not raisers and not unsigned and row.has("raisers"):
        row.warn(RowProblem.RAISER_MISSING, "raisers")
    return raisers


def _sender(row: RowReader) -> str:
    """Who sent it, where that one speaks for no enterprise."""
    return row.text("speaker") if names_sender(row.heading("speaker")) else ""


def _spoken_for(row: RowReader) -> str:
    """The cell of who spoke, where it says for whom and no column says who raises."""
    said = "" if row.has("raisers") else row.text("speaker")
    found = parse_raisers(said) if said else ()
    return said if any(one.kind is not RaiserKind.UNIDENTIFIED for one in found) else ""


def _in_text(row: RowReader) -> str:
    """Who raises it by its own words, where no cell says so."""
    names = next(filter(None, (named_in_text(str(row.cell(name) or "")) for name in TEXTS)), "")
    if names:
        row.warn(RowProblem.RAISER_IN_TEXT, "raisers", value=names)
    return names


def _meant(raiser: SheetRaiser, row: RowReader) -> tuple[SheetRaiser, ...]:
    """Whom a person said such a name means; else the raiser as it is written."""
    said = row.said("raisers", raiser.name)
    return (raiser,) if said == raiser.name else parse_raisers(said)


def _tidy(raiser: SheetRaiser, row: RowReader) -> SheetRaiser:
    if raiser.kind is not RaiserKind.ENTERPRISE:
        return raiser
    name = tidy_name(raiser.name)
    row.repaired("raisers", raiser.name, name, name_repair(raiser.name, name))
    return dataclasses.replace(raiser, name=name)


def is_household(raisers: tuple[SheetRaiser, ...]) -> bool | None:
    """Whether the first raiser is a household business; None where nobody raises it."""
    return is_household_name(raisers[0].name) if raisers else None


def speaker_of(row: RowReader, raisers: tuple[SheetRaiser, ...]) -> str:
    """Who speaks for the first raiser, and is not that one."""
    said = row.line("speaker")
    first = next(iter(raisers), None)
    if first is None or first.name not in said:
        parts = [said, first.speaker if first else ""]
        return ", ".join(filter(None, dict.fromkeys(parts)))
    return first.speaker
