"""A small database for tests of the storage: an enterprise, its issue, another issue, a session."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dialogue_app.domain.changes import Changes
from dialogue_app.domain.sort_keys import sort_key
from dialogue_app.domain.text import text_digest
from dialogue_app.domain.vocabulary import RaiserKind
from dialogue_app.storage import audit, feed, search
from dialogue_app.storage.models.audit import AuditChange
from dialogue_app.storage.models.enterprises import Enterprise
from dialogue_app.storage.models.issues import Issue, Raiser
from dialogue_app.storage.models.people import Body
from dialogue_app.storage.models.reference import Topic
from dialogue_app.storage.models.sessions import DialogueSession
from tests.template import NOW, fresh_case

DAY = date(2026, 9, 15)
VERSIONED = ((Issue, 1), (Issue, 2), (Enterprise, 1), (DialogueSession, 1))


def held(code: str) -> DialogueSession:
    return DialogueSession(code=code, code_folded=code.lower(), name="Hội nghị", planned_on=DAY)


def enterprise(number: int, name: str) -> Enterprise:
    return Enterprise(number=number, name=name, name_sort=sort_key(name), match_key=name.lower())


def issue(number: int, **more: Any) -> Issue:
    text = "Đường ngập"
    digest = text_digest(text)
    return Issue(year=2026, number=number, received_on=DAY, text=text, text_digest=digest, **more)


class Register:
    """Issue 1 was raised by the enterprise; issue 2 stands in the session under the topic."""

    def __init__(self, folder: Path) -> None:
        self.case = fresh_case(folder)
        with self.case.reading() as session:
            self.body_id = session.scalars(select(Body.id)).first() or 0
            self.topic_id = session.scalars(select(Topic.id)).first() or 0
        with self.writing() as session:
            session.add_all([enterprise(1, "Công ty Mẫu"), held("K1")])
            session.flush()
            raiser = Raiser(kind=RaiserKind.ENTERPRISE, enterprise_id=1)
            session.add(issue(1, raisers=[raiser]))
            session.flush()
            session.add(issue(2, session_id=1, topic_id=self.topic_id))

    def writing(self, action: str = "test") -> AbstractContextManager[Session]:
        return self.case.store.writing(self.case.actor, action, NOW)

    def get(self, model: type, key: int) -> Any:
        with self.case.reading() as session:
            return session.get_one(model, key)

    def head(self) -> int:
        """The number of the latest entry."""
        with self.case.reading() as session:
            return audit.head(session)[0]

    def versions(self) -> dict[str, int]:
        return {
            f"{model.__tablename__} {key}": self.get(model, key).version for model, key in VERSIONED
        }

    def raised(self, before: dict[str, int]) -> set[str]:
        """Whose version is another one since; each must be the number of the one entry since."""
        now, head = self.versions(), self.head()
        found = {name for name, old in before.items() if now[name] != old}
        assert {now[name] for name in found} <= {head}
        return found

    def changed_in(self, sequence: int) -> set[tuple[str, int]]:
        """The wholes that an entry of the history names."""
        with self.case.reading() as session:
            rows = session.scalars(select(AuditChange).where(AuditChange.sequence == sequence))
            return {(row.entity, row.entity_id) for row in rows}

    def touched_after(self, sequence: int) -> Changes:
        """What the entries since touched."""
        with self.case.reading() as session:
            return feed.after(session, sequence)

    def found(self, typed: str, kind: str = "issue") -> list[int]:
        with self.case.reading() as session:
            return sorted(session.scalars(search.ids_select(kind, typed)))
