"""What the cells of a workbook of issues are looked up in, each read once, by the rows' keys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue_app.domain.text import enterprise_match_key, fold
from dialogue_app.exchange.header_words import TableKind
from dialogue_app.exchange.issue_rows import SheetIssue
from dialogue_app.exchange.our_codes import is_certainly_ours, our_code
from dialogue_app.exchange.reading import Progress
from dialogue_app.services.bodies.editing import BodyNames
from dialogue_app.services.case import Case
from dialogue_app.services.issues.moving import at_latest_today, session_day
from dialogue_app.services.policies.editing import rule_book
from dialogue_app.storage.chunks import chunks
from dialogue_app.storage.models.enterprises import Enterprise, MergedEnterprise
from dialogue_app.storage.models.reference import Topic
from dialogue_app.storage.models.sessions import Venue


@dataclass(frozen=True, slots=True)
class KnownEnterprise:
    """An enterprise a raiser may be."""

    id: int
    name: str
    tax_code: str | None


def _coded(written: str) -> tuple[int, str] | None:
    """The number of the code of ours with which a raiser begins, and the key of its name, if any.

    "DN1" may well stand for a name that is not to be told.
    """
    begin, _space, name = written.partition(" ")
    if not is_certainly_ours(TableKind.ENTERPRISES, begin):
        return None
    code = our_code(TableKind.ENTERPRISES, begin)
    return (code[0], enterprise_match_key(name)) if code is not None else None


class Lookups:
    """What the cells of a row are looked up in; the enterprises by `read_enterprises`."""

    def __init__(self, case: Case, session: Session, session_id: int | None) -> None:
        self.session_id = session_id
        self.day = session_day(case, session, session_id)
        self.received = at_latest_today(case, self.day)  # where the file names no day
        self.bodies = BodyNames(session)
        self.book = rule_book(case)
        topics = session.scalars(select(Topic)).all()
        self.topics = {row.name_folded: row.id for row in topics}
        self.topic_names = {row.id: row.name for row in topics}
        venues = session.scalars(select(Venue).where(Venue.session_id == session_id)).all()
        self.venues = {fold(row.name): row.id for row in venues}
        self.venue_names = {row.id: row.name for row in venues}
        self._by_code: dict[tuple[int, str], KnownEnterprise] = {}  # number and key, or without
        self.by_tax_code: dict[str, KnownEnterprise] = {}
        self.by_name: defaultdict[str, list[KnownEnterprise]] = defaultdict(list)

    def copy(self) -> Lookups:
        """The same, to which more may be read while somebody works with the first."""
        other = copy(self)
        other._by_code, other.by_tax_code = dict(self._by_code), dict(self.by_tax_code)
        other.by_name = defaultdict(list, {name: [*all_] for name, all_ in self.by_name.items()})
        return other

    def read_enterprises(
        self, session: Session, drafts: Sequence[SheetIssue], watch: Progress
    ) -> None:
        """Those that the rows name, by name or by tax code; `watch` may raise."""
        names = {enterprise_match_key(one.name) for draft in drafts for one in draft.raisers}
        codes = {draft.tax_code.value for draft in drafts if draft.tax_code}
        coded = (_coded(one.name) for draft in drafts for one in draft.raisers)
        numbers = {number for number, _key in filter(None, coded)}
        for number, match, known in _enterprises(session, names, codes, numbers, watch):
            self._by_code[number, match] = self._by_code[number, ""] = known
            if known.tax_code:
                self.by_tax_code[known.tax_code] = known
            if known not in self.by_name[match]:
                self.by_name[match].append(known)

    def of_code(self, written: str) -> KnownEnterprise | None:
        """The enterprise of a raiser that is our code, alone or before the name it has here."""
        coded = _coded(written)
        return self._by_code.get(coded) if coded is not None else None


def _enterprises(
    session: Session, names: set[str], codes: set[str], numbers: set[int], watch: Progress
) -> Iterator[tuple[int, str, KnownEnterprise]]:
    """Those of a key, a tax code or a number: with number and key, in the order of their ids."""
    columns = (
        Enterprise.id, Enterprise.number, Enterprise.name, Enterprise.tax_code,
        Enterprise.match_key,
    )  # fmt: skip
    found: dict[int, tuple[int, str, KnownEnterprise]] = {}
    asked = ((Enterprise.match_key, names), (Enterprise.tax_code, codes))
    for column, keys in (*asked, (Enterprise.number, numbers)):
        for some in chunks(sorted(keys)):
            watch(len(found), len(names) + len(codes))
            rows = session.execute(select(*columns).where(column.in_(some)))
            for key, number, name, code, match in rows:
                found[key] = (number, match, KnownEnterprise(key, name, code))
    for key in sorted(found):
        yield found[key]
    yield from _merged(session, names, codes, numbers)


def _merged(
    session: Session, names: set[str], codes: set[str], numbers: set[int]
) -> Iterator[tuple[int, str, KnownEnterprise]]:
    """Those into which one of these keys, tax codes or numbers was merged."""
    merged = MergedEnterprise
    asked = ((merged.match_key, names), (merged.tax_code, codes), (merged.number, numbers))
    for column, keys in asked:
        for some in chunks(sorted(keys)):
            rows = session.execute(
                select(
                    Enterprise.id, merged.number, Enterprise.name, merged.tax_code, merged.match_key
                )
                .join(Enterprise, Enterprise.id == merged.enterprise_id)
                .where(column.in_(some))
            )
            for key, number, name, code, match in rows:
                yield number, match, KnownEnterprise(key, name, code)
