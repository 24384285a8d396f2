"""Says of a file that it holds another table than what is to be imported."""

from __future__ import annotations

from dialogue_app.domain.errors.workbooks import NoHeader, OtherTable, WrongTable
from dialogue_app.exchange.columns import column_titles, find_mapping
from dialogue_app.exchange.header_words import (
    TableKind,
    body_headings,
    heading_words_only,
    words_only,
)
from dialogue_app.exchange.reading import Sheet
from dialogue_app.exchange.recognising import TEXTS

_ROWS_SEARCHED = 30
_FEWEST = 2
# What any list may have: no sign of either.
_OF_ANY = frozenset({"ordinal", "note", "code", "issue_code", "name", "raisers"})
_ASKING = ("kien nghi", "phan anh", "cau hoi", "vuong mac")
_WANTED = {
    TableKind.ENTERPRISES: OtherTable.ENTERPRISES,
    TableKind.ISSUES: OtherTable.ISSUES,
}


def require_table(sheets: list[Sheet], kind: TableKind) -> None:
    """Raise `WrongTable` where all sheets in sight hold something else, and one says what."""
    found = [_other(sheet, kind) for sheet in sheets if not sheet.hidden and sheet.rows]
    named = [other for other in found if other is not None]
    if named and len(named) == len(found):
        raise WrongTable(sheets[0].path, named[0], _WANTED[kind])


def _other(sheet: Sheet, kind: TableKind) -> OtherTable | None:
    """What the sheet holds that is not wanted; None where it may be what is wanted."""
    if _is_of_bodies(sheet):
        return OtherTable.BODIES
    wanted, other = (_fields(sheet, one) for one in (kind, _other_kind(kind)))
    if kind is TableKind.ISSUES:
        of_enterprises = "tax_code" in other or len(other) >= _FEWEST
        has_issues = bool(wanted) and _has_texts(sheet)
        return OtherTable.ENTERPRISES if of_enterprises and not has_issues else None
    is_more = len(other) >= _FEWEST and len(other) > len(wanted)
    is_of_issues = is_more or (not wanted and _is_headed_as_issues(sheet))
    return OtherTable.ISSUES if is_of_issues else None


def _other_kind(kind: TableKind) -> TableKind:
    return TableKind.ISSUES if kind is TableKind.ENTERPRISES else TableKind.ENTERPRISES


def _fields(sheet: Sheet, kind: TableKind) -> set[str]:
    """The columns of such a table that only it has; none where the sheet holds none."""
    try:
        return set(find_mapping(sheet, kind).fields) - _OF_ANY
    except NoHeader:
        return set()


def _is_headed_as_issues(sheet: Sheet) -> bool:
    """Whether a column is headed as what enterprises ask for: "Kiến nghị"."""
    try:
        mapping = find_mapping(sheet, TableKind.ISSUES)
    except NoHeader:
        return False
    titles = column_titles(sheet, mapping)
    heads = (
        heading_words_only(titles[at])
        for name in TEXTS
        if (at := mapping.fields.get(name)) is not None
    )
    return any(word in head for head in heads for word in _ASKING) and _has_texts(sheet)


def _has_texts(sheet: Sheet) -> bool:
    """Whether anything in words stands where the issues would: no count of issues alone."""
    mapping = find_mapping(sheet, TableKind.ISSUES)
    columns = [at for name in TEXTS if (at := mapping.fields.get(name)) is not None]
    rows = sheet.rows[mapping.header_row :]
    return not rows or any(
        at < len(row) and isinstance(cell := row[at], str) and any(map(str.isalpha, cell))
        for row in rows
        for at in columns
    )


def _is_of_bodies(sheet: Sheet) -> bool:
    return any(
        sum(isinstance(cell, str) and words_only(cell) in body_headings() for cell in row)
        >= _FEWEST
        for row in sheet.rows[:_ROWS_SEARCHED]
    )
