"""What was decided for files of one shape, kept under a name and applied to the next such file.

It goes by headings, not by positions: what fits is applied, what is missing or new is told.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue_app.domain.errors.workbooks import ProfileNameTaken, UnknownProfile
from dialogue_app.domain.text import clean_line, fold
from dialogue_app.exchange.columns import ColumnMapping, column_titles
from dialogue_app.exchange.header_words import TableKind, words_only
from dialogue_app.exchange.reading import Sheet
from dialogue_app.i18n import N_
from dialogue_app.services.case import Case, OpenCase, Seen, require_seen, use_case
from dialogue_app.services.imports.decisions import UNDECIDED, Decisions
from dialogue_app.services.imports.workbooks import OpenedWorkbook, require_mapping
from dialogue_app.services.roles import EDIT_ISSUE, EDIT_REGISTER
from dialogue_app.storage.models.profiles import ImportProfile
from dialogue_app.whole_files import plain

IMPORT = EDIT_ISSUE | EDIT_REGISTER
_ROWS_SEARCHED = 30
_SHARED = 0.6  # of its headings, from which a profile is of the same shape


@dataclass(frozen=True, slots=True)
class Profile:
    """How files of one shape are read.

    headings: by the words of each heading the field it is read as, None where it is not taken.
    """

    kind: TableKind
    name: str
    headings: Mapping[str, str | None]
    decided: Decisions  # but for its columns


@dataclass(frozen=True, slots=True)
class Fit:
    """A profile applied to a sheet: what it decides, and what it leaves open.

    new: columns, by place and heading, that nobody knew then and nothing recognises now.
    missing: fields that had a column then and have none now.
    """

    name: str
    decided: Decisions
    new: tuple[tuple[int, str], ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """A profile as the settings list it."""

    id: int
    version: int
    kind: TableKind
    name: str


def profile_of(
    kind: TableKind, name: str, sheet: Sheet, found: ColumnMapping, decided: Decisions
) -> Profile:
    """What was decided of a sheet, as it is kept for the next of its shape."""
    mapping = decided.mapping(found)
    fields, titles = mapping.by_column, enumerate(column_titles(sheet, mapping))
    headings = {words_only(title): fields.get(at) for at, title in titles if title}
    return Profile(kind, clean_line(name), headings, replace(decided.of_shape, columns={}))


def fit(profile: Profile, sheet: Sheet, found: ColumnMapping) -> Fit:
    """Apply a profile to a sheet in which these columns were found."""
    decided, fields = profile.decided, found.by_column
    here = {at: title for at, title in enumerate(column_titles(sheet, found)) if title}
    known = {at: words_only(title) for at, title in here.items()}
    known = {at: words for at, words in known.items() if words in profile.headings}
    for at, words in known.items():
        if profile.headings[words] is None and at in fields:
            decided = decided.with_column(fields[at], None)
    left = decided.mapping(found).by_column
    had = Counter(field for field in profile.headings.values() if field is not None)
    for at, words in known.items():
        field = profile.headings[words]
        # Which columns share a field is found in each file anew.
        if field is not None and left.get(at) != field and had[field] == 1:
            decided = decided.with_column(field, at)
    new = [(at, title) for at, title in here.items() if at not in known and at not in fields]
    now = decided.mapping(found).by_column.values()
    missing = [field for field in had if field not in now]
    return Fit(profile.name, decided, tuple(new), tuple(missing))


def best_fit(profiles: Sequence[Profile], sheet: Sheet, found: ColumnMapping) -> Fit | None:
    """The profile whose shape the sheet has most of; None where it has none's."""
    here = {words_only(title) for title in column_titles(sheet, found) if title}
    shared = [len(here.intersection(one.headings)) / max(len(one.headings), 1) for one in profiles]
    best = max(zip(shared, profiles, strict=True), key=lambda pair: pair[0], default=(0, None))
    return fit(best[1], sheet, found) if best[1] is not None and best[0] >= _SHARED else None


def fits_of(book: OpenedWorkbook, known: Sequence[Profile]) -> dict[int, Fit]:
    """By sheet, the profile of its shape, where there is one."""
    tables = zip(book.sheets, book.mappings, strict=True)
    found = {
        index: best_fit(known, sheet, mapping) or _fit_elsewhere(known, book, index)
        for index, (sheet, mapping) in enumerate(tables)
        if mapping is not None
    }
    return {index: one for index, one in found.items() if one is not None}


def _fit_elsewhere(known: Sequence[Profile], book: OpenedWorkbook, index: int) -> Fit | None:
    """The profile whose headings stand in another row than the one found: somebody named it."""
    sheet = book.sheets[index]
    for row, cells in enumerate(sheet.rows[:_ROWS_SEARCHED], start=1):
        here = {words_only(cell) for cell in cells if isinstance(cell, str)}
        if any(len(here & one.headings.keys()) >= _SHARED * len(one.headings) for one in known):
            found = best_fit(known, sheet, require_mapping(book, index, row))
            return replace(found, decided=replace(found.decided, header=row)) if found else None
    return None


# Kept in the register -------------------------------------------------------------------------


def profiles(case: Case, kind: TableKind) -> list[Profile]:
    """Those of a kind, the one kept last first; what another program wrote is left out."""
    with case.reading() as session:
        rows = session.scalars(
            select(ImportProfile)
            .where(ImportProfile.kind == kind)
            .order_by(ImportProfile.version.desc())
        )
        return [found for row in rows for found in _read(row)]


def find_profile(case: Case, kind: TableKind, name: str) -> Profile:
    """The one of that name. Raises `UnknownProfile`."""
    for one in profiles(case, kind):
        if fold(one.name) == fold(clean_line(name)):
            return one
    raise UnknownProfile(name)


def list_profiles(case: Case) -> list[ProfileRow]:
    """All of them, by name."""
    columns = (ImportProfile.id, ImportProfile.version, ImportProfile.kind, ImportProfile.name)
    with case.reading() as session:
        rows = session.execute(select(*columns).order_by(ImportProfile.name_folded))
        return [
            ProfileRow(key, version, TableKind(kind), name) for key, version, kind, name in rows
        ]


@use_case("import_profile.save", IMPORT, N_("kept how a workbook is read"))
def save_profile(case: OpenCase, profile: Profile, *, renewed: bool = False) -> str:
    """Keep a profile: in place of that of its name where it is `renewed`, else under a free name.

    The name it is kept under.
    """
    session = case.session
    row = _named(session, profile.kind, profile.name)
    name = profile.name
    if row is not None and not renewed:
        names = (f"{profile.name} ({n})" for n in count(2))
        name = next(one for one in names if _named(session, profile.kind, one) is None)
        row = None
    if row is None:
        row = ImportProfile(kind=str(profile.kind), name=name)
        session.add(row)
    row.content = json.dumps(_plain(profile), ensure_ascii=False)
    row.shadow()
    return name


@use_case("import_profile.rename", IMPORT, N_("renamed how workbooks are read"))
def rename_profile(case: OpenCase, seen: Seen, name: str) -> None:
    """Give a profile another name. Raises `ProfileNameTaken`, `ChangedSince`, `UnknownProfile`."""
    row = _seen(case.session, seen)
    other = _named(case.session, TableKind(row.kind), clean_line(name))
    if not clean_line(name) or (other is not None and other is not row):
        raise ProfileNameTaken(clean_line(name))
    row.name = clean_line(name)
    row.shadow()


@use_case("import_profile.remove", IMPORT, N_("removed how workbooks are read"))
def remove_profile(case: OpenCase, seen: Seen) -> None:
    """Forget a profile. Raises `ChangedSince`, `UnknownProfile`."""
    case.session.delete(_seen(case.session, seen))


def _seen(session: Session, seen: Seen) -> ImportProfile:
    row = session.get(ImportProfile, seen.id)
    if row is None:
        raise UnknownProfile(str(seen.id))
    require_seen(session, row.version, seen, row.name)
    return row


def _named(session: Session, kind: TableKind, name: str) -> ImportProfile | None:
    return session.scalar(
        select(ImportProfile).where(
            ImportProfile.kind == kind, ImportProfile.name_folded == fold(name)
        )
    )


def _plain(profile: Profile) -> dict[str, Any]:
    return {"headings": dict(profile.headings), "decided": profile.decided.plain()}


def _read(row: ImportProfile) -> Iterator[Profile]:
    try:
        content = plain(row.content)
        decided = Decisions.from_plain(content["decided"])
        headings = {
            str(words): None if field is None else str(field)
            for words, field in content["headings"].items()
        }
    except (ValueError, TypeError, KeyError, AttributeError):
        return
    yield Profile(TableKind(row.kind), row.name, headings, decided)


def is_worth_keeping(decided: Decisions) -> bool:
    """Whether anything was decided that holds for the next file of the shape."""
    return decided.of_shape != UNDECIDED
