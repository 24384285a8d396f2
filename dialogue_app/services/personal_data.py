"""One person's data: where the register holds them, and their removal on request.

Looking changes nothing. A removal cannot be taken back; what was printed, exported or backed up
before, and what stands inside attached files, it does not reach, and says so.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from textwrap import shorten

from sqlalchemy.orm import Session

from dialogue_app.domain.codes import parse_enterprise_code, parse_issue_code
from dialogue_app.domain.errors.base import Missing
from dialogue_app.domain.errors.removal import NothingToRemove, ReasonNamesPerson
from dialogue_app.domain.person_text import PersonText, says_enough
from dialogue_app.domain.text import clean_line
from dialogue_app.i18n import N_
from dialogue_app.i18n.columns import column_name, table_name
from dialogue_app.services import unsaved
from dialogue_app.services.called import called
from dialogue_app.services.case import Case, OpenCase, use_case
from dialogue_app.services.enterprises.editing import find_enterprise
from dialogue_app.services.issues.intake import find_issue
from dialogue_app.services.roles import EDIT_SETTINGS
from dialogue_app.storage import backups, removal, schema, window_memory
from dialogue_app.storage.aggregates import model_of
from dialogue_app.storage.models.base import Base
from dialogue_app.storage.removal import Found, Record, Wanted
from dialogue_app.storage.steps import Watch, unwatched
from dialogue_app.whole_files import refusals_of

_CODE = re.compile(r"\s*(?:DN|KN)\b", re.IGNORECASE)
_SHOWN = 60  # letters of what stands in a field
_OF_ENTERPRISE = ("enterprise.representative", "enterprise.phone", "enterprise.email")
_OF_ISSUE = ("raiser.written_name", "raiser.speaker", "raiser.others_text")


@dataclass(frozen=True, slots=True)
class Person:
    """Whose data are meant: by a text, wherever it stands; or by a record.

    Of an enterprise that is its contact (representative, telephone, e-mail), of an issue who raised
    it and who spoke.
    """

    text: str = ""
    enterprise_id: int | None = None
    issue_id: int | None = None


@dataclass(frozen=True, slots=True)
class PlaceOfData:
    """A field that holds such data, or held them."""

    key: str  # by which it is chosen
    code: str  # of the whole it belongs to; empty where that is gone
    what: str  # table and column, in words
    text: str  # as it stands now, shortened; empty where only the history has it
    in_history: int  # changes that can be emptied of it
    kept: int  # changes that cannot
    proposed: bool  # to be removed where nothing is said


@dataclass(frozen=True, slots=True)
class Traces:
    """Everywhere a person's data stand."""

    places: list[PlaceOfData]  # from which they can be removed
    left: list[PlaceOfData]  # from which they cannot
    search_texts: int
    list_texts: int
    keys: int  # rows whose sort keys, keys of comparing and digests follow from it
    unsaved: int  # forms that were not saved, and searches the window remembers
    older_copies: list[Path]  # backups, what they replaced, what migrations kept: may hold anything


@dataclass(frozen=True, slots=True)
class Removed:
    """What was removed, and whether it is out of the file already."""

    rows: int
    in_history: int
    unsaved: int
    cleaned: bool  # else it is as soon as nobody reads an older state


def meant(case: Case, typed: str) -> Person:
    """Whose data are meant: by the code of an enterprise or an issue, else by the text itself.

    Raises `UnknownCode`.
    """
    if _CODE.match(typed) and parse_enterprise_code(typed):
        return Person(enterprise_id=find_enterprise(case, typed))
    if _CODE.match(typed) and parse_issue_code(typed):
        return Person(issue_id=find_issue(case, typed))
    return Person(typed)


def find_data(case: Case, person: Person, watch: Watch = unwatched) -> Traces:
    """Find a person's data; nothing is changed. Raises `TooShortToFind`, `Missing`."""
    wanted = _looked_for(case, person)
    with case.reading() as session:
        found = removal.find(session, wanted, watch)
        copies = removal.copies(session, wanted.text) if wanted.text else (0, 0)
        names = called(session, {one.aggregate for one in found})
    places = [_place(one, names[one.aggregate], person) for one in found]
    pairs = list(zip(found, places, strict=True))
    folder = case.store.folder
    return Traces(
        [place for one, place in pairs if one.can_be_removed],
        [place for one, place in pairs if not one.can_be_removed],
        *copies,
        keys=len({(one.table, one.row_id) for one in found if one.value and _has_keys(one)}),
        unsaved=_beside(folder, wanted),
        older_copies=_older_copies(folder),
    )


def remove_data(
    case: Case,
    person: Person,
    reason: str,
    keys: Collection[str] | None = None,
    watch: Watch = unwatched,
) -> Removed:
    """Remove a person's data from these places, else from all that are proposed, for good.

    Raises what `find_data` raises, `NothingToRemove`, `ReasonNamesPerson`, and what `Store.clean`
    raises: the data are removed then, but the file must still be cleaned of them.
    """
    folder, wanted = case.store.folder, _looked_for(case, person)
    rows = in_history = 0
    try:
        rows, in_history = _remove(case, person, reason, keys, watch)
    except NothingToRemove:  # but what lies beside the register may hold it still
        if not _beside(folder, wanted):
            raise
    case.store.write_due_search_texts()
    return Removed(rows, in_history, _remove_beside(folder, wanted), case.store.clean())


def _older_copies(folder: Path) -> list[Path]:
    from dialogue_app.storage import restoring

    return [*backups.all_of(folder), *schema.kept_copies(folder), *restoring.replaced(folder)]


def _looked_for(case: Case, person: Person) -> Wanted:
    with case.reading() as session:
        return _wanted(session, person)


def _beside(folder: Path, wanted: Wanted) -> int:
    """In how many forms not saved, and searches remembered, it stands."""
    if wanted.text is None or wanted.record is not None:
        return 0  # of a record only its own fields are meant
    text = wanted.text
    return unsaved.holding(folder, text) + window_memory.forget(folder, text, only_look=True)


def _remove_beside(folder: Path, wanted: Wanted) -> int:
    """Raises `StoreNotWritable`, `DiskFull`."""
    if wanted.text is None or wanted.record is not None:
        return 0
    with refusals_of(folder):
        return unsaved.remove(folder, wanted.text) + window_memory.forget(folder, wanted.text)


@use_case("personal_data.remove", EDIT_SETTINGS, N_("removed somebody's personal data"))
def _remove(
    case: OpenCase, person: Person, reason: str, keys: Collection[str] | None, watch: Watch
) -> tuple[int, int]:
    why = clean_line(reason)
    if not why:
        raise Missing("reason")
    wanted = _wanted(case.session, person)
    if wanted.text is not None and wanted.text.is_in(why):
        raise ReasonNamesPerson
    found = [one for one in removal.find(case.session, wanted, watch) if one.can_be_removed]
    chosen = [one for one in found if _is_chosen(one, person, keys)]
    if not chosen:
        raise NothingToRemove
    return removal.remove(case.session, wanted, chosen, why)


def _is_chosen(found: Found, person: Person, keys: Collection[str] | None) -> bool:
    return _is_proposed(found, person) if keys is None else found.key in keys


def _is_proposed(found: Found, person: Person) -> bool:
    return bool(person.text) or found.of_record


def _wanted(session: Session, person: Person) -> Wanted:
    """What is looked for; where a record is meant also what stands in it, wherever else."""
    record = _record(person)
    if record is None:
        if not clean_line(person.text):
            raise Missing("text")
        return Wanted(PersonText([person.text]))
    texts = sorted(filter(says_enough, removal.texts_of(session, record)))
    return Wanted(PersonText(texts) if texts else None, record)


def _record(person: Person) -> Record | None:
    if person.enterprise_id is not None:
        return Record(("enterprise", person.enterprise_id), frozenset(_OF_ENTERPRISE))
    if person.issue_id is not None:
        return Record(("issue", person.issue_id), frozenset(_OF_ISSUE))
    return None


def _place(found: Found, code: str, person: Person) -> PlaceOfData:
    what = f"{table_name(found.table)}: {column_name(found.table, found.column)}"
    text = shorten(found.value or "", _SHOWN, placeholder="…")
    proposed = found.can_be_removed and _is_proposed(found, person)
    return PlaceOfData(found.key, code, what, text, len(found.changes), found.kept, proposed)


def _has_keys(found: Found) -> bool:
    return model_of(found.table).shadow is not Base.shadow
