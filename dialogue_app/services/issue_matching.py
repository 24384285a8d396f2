"""What the rows of a workbook of issues are compared with: one session's issues, read once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue_app.domain.codes import issue_code
from dialogue_app.domain.text import enterprise_match_key, fold
from dialogue_app.exchange.issue_rows import IssueDraft
from dialogue_app.i18n.words import word
from dialogue_app.services.bodies import BodyNames
from dialogue_app.services.issues import session_day
from dialogue_app.storage.models import (
    AnswerIssue,
    Assignment,
    Enterprise,
    Issue,
    Raiser,
    Topic,
    Venue,
)

COMPARED = ("text", "kind", "moment", "medium", "topic_id", "authority", "note")
Keys = frozenset[str]


@dataclass(slots=True)
class KnownIssue:
    """An issue of the session as the register has it, or as an earlier row adds it."""

    code: str
    values: dict[str, Any]
    id: int | None = None
    version: int = 0
    edited: frozenset[str] = frozenset()
    has_parts: bool = False
    has_answer: bool = False


class SessionIssues:
    """What rows are compared with, read once."""

    def __init__(self, session: Session, session_id: int | None) -> None:
        self.session_id = session_id
        self.day = session_day(session, session_id)
        self.bodies = BodyNames(session)
        self.topics = {row.name_folded: row.id for row in session.scalars(select(Topic))}
        self.topic_names = {row.id: row.name for row in session.scalars(select(Topic))}
        self.venues = {
            fold(row.name): row.id
            for row in session.scalars(select(Venue).where(Venue.session_id == session_id))
        }
        self._read_enterprises(session)
        self.by_code: dict[tuple[int, int], KnownIssue] = {}
        self.by_text: dict[tuple[str, Keys], KnownIssue] = {}
        self.by_text_ordinal: dict[tuple[str, int], KnownIssue] = {}
        self.by_ordinal: dict[tuple[int, str], KnownIssue] = {}
        self.versions: dict[int, int] = {}
        self._read_issues(session)

    def _read_enterprises(self, session: Session) -> None:
        self.by_tax_code: dict[str, int] = {}
        self.by_name: defaultdict[str, list[int]] = defaultdict(list)
        e = Enterprise
        for key, code, match in session.execute(select(e.id, e.tax_code, e.match_key)):
            if code:
                self.by_tax_code[code] = key
            self.by_name[match].append(key)

    def _read_issues(self, session: Session) -> None:
        issues = session.scalars(select(Issue).where(Issue.session_id == self.session_id)).all()
        of_session = select(Issue.id).where(Issue.session_id == self.session_id)
        parts = set(
            session.scalars(select(Assignment.issue_id).where(Assignment.issue_id.in_(of_session)))
        )
        answered = set(
            session.scalars(
                select(AnswerIssue.issue_id).where(AnswerIssue.issue_id.in_(of_session))
            )
        )
        raisers: defaultdict[int, list[str]] = defaultdict(list)
        for raiser in session.scalars(
            select(Raiser)
            .join(Issue, Issue.id == Raiser.issue_id)
            .where(Issue.session_id == self.session_id)
            .order_by(Raiser.position)
        ):
            raisers[raiser.issue_id].append(
                f"e{raiser.enterprise_id}"
                if raiser.enterprise_id
                else f"n{enterprise_match_key(raiser.written_name)}"
            )
        for issue in issues:
            known = KnownIssue(
                issue_code(issue.year, issue.number),
                {name: getattr(issue, name) for name in COMPARED},
                issue.id,
                issue.version,
                frozenset(issue.edited_fields.split()),
                issue.id in parts,
                issue.id in answered,
            )
            self.versions[issue.id] = issue.version
            self.by_code[issue.year, issue.number] = known
            self.learn(known, issue.text_digest, raisers[issue.id], issue.sheet_ordinal)

    def learn(
        self, known: KnownIssue, digest: str, raisers: list[str], ordinal: int | None
    ) -> None:
        """Find `known` again by its text, its raisers and its STT."""
        self.by_text[digest, frozenset(raisers)] = known
        if ordinal is not None:
            self.by_text_ordinal[digest, ordinal] = known
            self.by_ordinal[ordinal, raisers[0] if raisers else ""] = known

    def find(self, draft: IssueDraft, digest: str, raisers: list[str]) -> KnownIssue | None:
        """The issue this row is, by the rules of identity."""
        if draft.code is not None and draft.code in self.by_code:
            return self.by_code[draft.code]
        found = self.by_text.get((digest, frozenset(raisers)))
        if found is None and draft.ordinal is not None:
            found = self.by_text_ordinal.get((digest, draft.ordinal)) or self.by_ordinal.get(
                (draft.ordinal, raisers[0] if raisers else "")
            )
        return found

    def shown(self, name: str, value: Any) -> str:
        """A value as people read it."""
        if name == "topic_id":
            return self.topic_names.get(value, "")
        return word(value) if isinstance(value, StrEnum) else str(value or "")
