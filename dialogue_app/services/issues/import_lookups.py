"""What the cells of a workbook of issues are looked up in, each read once, by the rows' keys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue_app.domain.text import enterprise_match_key, fold
from dialogue_app.exchange.issue_rows import SheetIssue
from dialogue_app.exchange.reading import Progress
from dialogue_app.services.bodies.editing import BodyNames
from dialogue_app.services.case import Case
from dialogue_app.services.issues.moving import at_latest_today, session_day
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


class Lookups:
    """What the cells of a row are looked up in; the enterprises by `read_enterprises`."""

    def __init__(self, case: Case, session: Session, session_id: int | None) -> None:
        self.session_id = session_id
        self.day = session_day(case, session, session_id)
        self.received = at_latest_today(case, self.day)  # where the file names no day
        self.bodies = BodyNames(session)
        topics = session.scalars(select(Topic)).all()
        self.topics = {row.name_folded: row.id for row in topics}
        self.topic_names = {row.id: row.name for row in topics}
        venues = session.scalars(select(Venue).where(Venue.session_id == session_id)).all()
        self.venues = {fold(row.name): row.id for row in venues}
        self.venue_names = {row.id: row.name for row in venues}
        self.by_tax_code: dict[str, KnownEnterprise] = {}
        self.by_name: defaultdict[str, list[KnownEnterprise]] = defaultdict(list)

    def read_enterprises(
        self, session: Session, drafts: Sequence[SheetIssue], watch: Progress
    ) -> None:
        """Those that the rows name, by name or by tax code; `watch` may raise."""
        names = {enterprise_match_key(one.name) for draft in drafts for one in draft.raisers}
        codes = {draft.tax_code.value for draft in drafts if draft.tax_code}
        for match, known in _enterprises(session, names, codes, watch):
            if known.tax_code:
                self.by_tax_code[known.tax_code] = known
            if known not in self.by_name[match]:
                self.by_name[match].append(known)


def _enterprises(
    session: Session, names: set[str], codes: set[str], watch: Progress
) -> Iterator[tuple[str, KnownEnterprise]]:
    """Those of one of these keys or tax codes, each once by its key, in the order of their ids."""
    columns = (Enterprise.id, Enterprise.name, Enterprise.tax_code, Enterprise.match_key)
    found: dict[int, tuple[str, KnownEnterprise]] = {}
    for column, keys in ((Enterprise.match_key, names), (Enterprise.tax_code, codes)):
        for some in chunks(sorted(keys)):
            watch(len(found), len(names) + len(codes))
            for key, name, code, match in session.execute(select(*columns).where(column.in_(some))):
                found[key] = (match, KnownEnterprise(key, name, code))
    for key in sorted(found):
        yield found[key]
    yield from _merged(session, names, codes)


def _merged(
    session: Session, names: set[str], codes: set[str]
) -> Iterator[tuple[str, KnownEnterprise]]:
    """Those into which one of these keys or tax codes was merged."""
    merged = MergedEnterprise
    for column, keys in ((merged.match_key, names), (merged.tax_code, codes)):
        for some in chunks(sorted(keys)):
            rows = session.execute(
                select(Enterprise.id, Enterprise.name, merged.tax_code, merged.match_key)
                .join(Enterprise, Enterprise.id == merged.enterprise_id)
                .where(column.in_(some))
            )
            for key, name, code, match in rows:
                yield match, KnownEnterprise(key, name, code)
